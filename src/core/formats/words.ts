import type { Mark } from '../marks/mark';
import type { Span } from '../model/span';
import { countWhile } from '../text/ascending';
import { sentenceStarts } from '../text/sentences';
import { tokenize, type Token } from '../text/tokens';
import type { AnnotatedArticle } from './annotated-article';
import type { Omission } from './format';

/** A word of an article's body. */
export interface Word<M = Mark> {
  readonly span: Span;
  /** The flat mention that it belongs to. */
  readonly mention: M | undefined;
  readonly opensSentence: boolean;
}

/**
 * The words of an article's body: the tokens of `text/tokens` without control characters, cut where one of its
 * mentions begins or ends, so that mentions are whole words. Mentions must be flat. No sentence ends inside a mention.
 */
export function wordsOf<M extends { readonly span: Span }>({
  article,
  mentions,
}: Pick<AnnotatedArticle, 'article'> & { readonly mentions: readonly M[] }): Word<M>[] {
  const words: OpenWord<M>[] = cutWords(article, bordersOf(mentions));
  let next = 0;
  let before: M | undefined;
  for (const word of words) {
    const { start } = word.span;
    while (next < mentions.length && (mentions[next] as M).span.end <= start) next++;
    const upcoming = mentions[next];
    if (upcoming && upcoming.span.start <= start) {
      word.mention = upcoming;
      if (upcoming === before) word.opensSentence = false;
    }
    before = word.mention;
  }
  return words;
}

/**
 * The words of an article whose mentions may overlap: they begin and end wherever a mention does, and no sentence ends
 * inside one. They belong to no mention; `wordsWithin` tells which are in it.
 */
export function wordsCutAtMentions({ article, mentions }: AnnotatedArticle): Word[] {
  const words: OpenWord<Mark>[] = cutWords(
    article,
    bordersOf(mentions).sort((a, b) => a - b),
  );
  let reach = 0;
  let next = 0;
  for (const word of words) {
    const { start } = word.span;
    while (next < mentions.length && (mentions[next] as Mark).span.start < start) {
      reach = Math.max(reach, (mentions[next++] as Mark).span.end);
    }
    if (reach > start) word.opensSentence = false;
  }
  return words;
}

function bordersOf(mentions: readonly { readonly span: Span }[]): number[] {
  const borders: number[] = [];
  for (const { span } of mentions) borders.push(span.start, span.end);
  return borders;
}

/** A word whose mention is still to be told. */
type OpenWord<M> = { -readonly [K in keyof Word<M>]: Word<M>[K] };

/** The words cut at each of the ascending offsets, in no mention yet. Those after the end of a sentence open one. */
function cutWords(
  { text, body }: AnnotatedArticle['article'],
  borders: readonly number[],
): OpenWord<never>[] {
  const tokens = tokenize(text, body);
  const breaks = sentenceStarts(text, tokens);
  const controlled = CONTROL.test(text.slice(body.start, body.end));
  const words: OpenWord<never>[] = [];
  let nextBorder = 0;
  let nextBreak = 0;
  let opensSentence = false;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (breaks[nextBreak] === index) {
      nextBreak++;
      opensSentence = true;
    }
    for (let at = token.start; at < token.end;) {
      while (nextBorder < borders.length && (borders[nextBorder] as number) <= at) nextBorder++;
      const border = nextBorder < borders.length ? (borders[nextBorder] as number) : token.end;
      const whole =
        at === token.start && border >= token.end ? token : { start: at, end: Math.min(token.end, border) };
      at = whole.end;
      for (const span of controlled ? withoutControls(text, whole) : [whole]) {
        words.push({ span, mention: undefined, opensSentence });
        opensSentence = false;
      }
    }
  }
  return words;
}

/** The mentions that hold no word. */
export function wordless({ mentions }: AnnotatedArticle, words: readonly Word[]): Omission[] {
  const held = new Set<Mark>();
  for (const { mention } of words) if (mention) held.add(mention);
  return mentions.filter((one) => !held.has(one)).map((mention) => ({ mention, reason: 'no-word' }));
}

/** The words of each sentence. */
export function sentencesOf<W extends Word>(words: readonly W[]): W[][] {
  const sentences: W[][] = [];
  let sentence: W[] | undefined;
  for (const word of words) {
    if (word.opensSentence || !sentence) sentences.push((sentence = []));
    sentence.push(word);
  }
  return sentences;
}

/** The parts of a token between control characters, which readers take for the end of a word or of a line. */
function withoutControls(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/\P{Cc}+/gu)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}

/** A control character that is no white space, and so can be part of a token. */
const CONTROL = /[^\P{Cc}\s]/u;

/** How tags mark the words of a mention. IOB1 has `B-` only where a mention of the same label comes just before. */
export const TAG_SCHEMES = ['IOB2', 'IOB1', 'BIOES'] as const;

export type TagScheme = (typeof TAG_SCHEMES)[number];

/** The tag of each word of an article (`O`, `B-PER` …), a mention's label spelt as `spell` does. */
export function tagsOf(
  words: readonly Word[],
  scheme: TagScheme,
  spell: (label: string) => string,
): string[] {
  return words.map(({ mention, opensSentence }, index) => {
    if (!mention) return 'O';
    const label = spell(mention.label);
    const before = words[index - 1]?.mention;
    const first = before !== mention;
    const last = words[index + 1]?.mention !== mention;
    if (scheme === 'BIOES') return `${first ? (last ? 'S' : 'B') : last ? 'E' : 'I'}-${label}`;
    if (scheme === 'IOB2') return `${first ? 'B' : 'I'}-${label}`;
    const touches = first && !opensSentence && before !== undefined && spell(before.label) === label;
    return `${touches ? 'B' : 'I'}-${label}`;
  });
}

/** A mention told by tags: the words from `first` to `last`, both included. */
export interface TaggedMention {
  readonly first: number;
  readonly last: number;
  readonly label: string;
}

/** Reads tags of one sentence in IOB1, IOB2, BIOES or BILOU; `undefined` in place of a tag that is in none of them. */
export function readTags(tags: readonly string[]): { mentions: TaggedMention[]; faults: number[] } {
  const mentions: { first: number; last: number; label: string }[] = [];
  const faults: number[] = [];
  let open = false;
  for (const [index, tag] of tags.entries()) {
    const match = /^([BIESLUM])-(.+)$/.exec(tag);
    if (!match) {
      if (tag !== 'O') faults.push(index);
      open = false;
      continue;
    }
    const [, prefix, label] = match as unknown as [string, string, string];
    const current = mentions.at(-1);
    if (open && current?.label === label && /[IELM]/.test(prefix)) current.last = index;
    else mentions.push({ first: index, last: index, label });
    open = !/[ESLU]/.test(prefix);
  }
  return { mentions, faults };
}

/** The shared task's names for person, organization and location; other labels in capitals, without `-` and spaces. */
export function tagOfLabel(label: string): string {
  if (label === 'person') return 'PER';
  if (label === 'organization') return 'ORG';
  if (label === 'location') return 'LOC';
  return label.toUpperCase().replace(/[\s\p{Cc}-]+/gu, '_');
}

const LABELS: ReadonlyMap<string, string> = new Map([
  ['PER', 'person'],
  ['PERSON', 'person'],
  ['PERS', 'person'],
  ['ORG', 'organization'],
  ['ORGANISATION', 'organization'],
  ['ORGANIZATION', 'organization'],
  ['LOC', 'location'],
  ['GPE', 'location'],
  ['LOCATION', 'location'],
  ['EVT', 'event'],
  ['PRO', 'product'],
]);

/** The label that a tag of other programs stands for: those that Marginalia has by default, else the tag in small letters. */
export function labelOfTag(tag: string): string {
  return LABELS.get(tag.toUpperCase()) ?? tag.toLowerCase();
}

/** The first and the last of the words inside a span; `undefined` where it holds none whole. */
export function wordsWithin(
  words: readonly { readonly span: Span }[],
  { start, end }: Span,
): readonly [first: number, last: number] | undefined {
  const first = countWhile(words, ({ span }) => span.start < start);
  const last = countWhile(words, ({ span }) => span.end <= end) - 1;
  return first <= last ? [first, last] : undefined;
}
