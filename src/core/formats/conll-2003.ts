import type { Label } from '../model/label';
import { contains, type Span } from '../model/span';
import type { Mark } from '../marks/mark';
import { sentenceStarts } from '../text/sentences';
import { tokenize } from '../text/tokens';
import type { AnnotatedArticle } from './annotated-article';
import type { DatasetFormat } from './format';

/**
 * The four columns of the CoNLL-2003 shared task (word, part of speech, chunk, entity), with entities in IOB2: `B-` on
 * every first word. Part of speech and chunk are not annotated here and stand as `-X-` and `O`, as in the shared
 * task's own `-DOCSTART-` line, which opens each article. A blank line ends a sentence.
 *
 * The unit is the word of `text/tokens`, cut where a mention begins or ends so that mentions are whole words. No
 * sentence ends inside a mention. Only the article's body is written. Left out are mentions that are rejected, hold
 * no word, reach outside the body, or overlap a longer one; of two of one length the accepted, then the first stays.
 */
export const conll2003: DatasetFormat = {
  id: 'conll2003',
  name: 'CoNLL-2003 (IOB2)',
  extension: 'conll',
  stringify(annotated) {
    const { text } = annotated.article;
    const words = wordsOf(annotated);
    const lines = words.map(({ span, mention, opensSentence }, index) => {
      const prefix = words[index - 1]?.mention === mention ? 'I' : 'B';
      const tag = mention ? `${prefix}-${conllLabel(mention.label)}` : 'O';
      return `${opensSentence ? '\n' : ''}${text.slice(span.start, span.end)} -X- O ${tag}\n`;
    });
    return `-DOCSTART- -X- O O\n${lines.join('')}\n`;
  },
  omissions(annotated) {
    const held = new Set(wordsOf(annotated).map(({ mention }) => mention));
    return annotated.mentions.filter((mention) => !held.has(mention));
  },
};

/** The shared task's names for person, organization and location; other labels in capitals, without `-` and spaces. */
function conllLabel(label: Label): string {
  if (label === 'person') return 'PER';
  if (label === 'organization') return 'ORG';
  if (label === 'location') return 'LOC';
  return label.toUpperCase().replace(/[\s\p{Cc}-]+/gu, '_');
}

interface Word {
  readonly span: Span;
  readonly mention: Mark | undefined;
  readonly opensSentence: boolean;
}

function wordsOf(annotated: AnnotatedArticle): Word[] {
  const { text, body } = annotated.article;
  const mentions = longestMentions(annotated);
  const tokens = tokenize(text, body);
  const breaks = new Set(sentenceStarts(text, tokens));
  const words: Word[] = [];
  let next = 0;
  let opensSentence = false;
  for (const [index, token] of tokens.entries()) {
    for (let at = token.start; at < token.end;) {
      while ((mentions[next]?.span.end ?? Infinity) <= at) next++;
      const { start, end } = mentions[next]?.span ?? { start: Infinity, end: Infinity };
      const mention = start <= at ? mentions[next] : undefined;
      const continues = mention !== undefined && words.at(-1)?.mention === mention;
      if (at === token.start && breaks.has(index) && !continues) opensSentence = true;
      const border = Math.min(token.end, mention ? end : start);
      for (const span of withoutControls(text, { start: at, end: border })) {
        words.push({ span, mention, opensSentence });
        opensSentence = false;
      }
      at = border;
    }
  }
  return words;
}

/** The mentions inside the body that remain when the longer of two that overlap stays, in order of reading. */
function longestMentions({ article: { text, body }, mentions }: AnnotatedArticle): Mark[] {
  const length = ({ span }: Mark) => span.end - span.start;
  const rank = ({ status }: Mark) => (status === 'accepted' ? 0 : 1);
  const taken = new Uint8Array(text.length);
  return mentions
    .filter(({ span, status }) => status !== 'rejected' && span.start < span.end && contains(body, span))
    .sort((a, b) => length(b) - length(a) || rank(a) - rank(b))
    .filter(({ span: { start, end } }) => {
      // Whatever overlaps and is no shorter covers one of the two ends.
      if (taken[start] || taken[end - 1]) return false;
      taken.fill(1, start, end);
      return true;
    })
    .sort((a, b) => a.span.start - b.span.start);
}

/** The parts of a token between control characters, which readers take for the end of a word or of a line. */
function withoutControls(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/\P{Cc}+/gu)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}
