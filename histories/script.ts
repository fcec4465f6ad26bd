import type { Span } from '../src/core';
import { wordsOf } from '../src/core/anchoring/words';
import type { EditedText } from './document';
import type { Random } from './random';

/** What is typed into texts of a language, and the names that take each other's place. */
export interface Vocabulary {
  readonly words: readonly string[];
  readonly sentences: readonly string[];
  readonly names: readonly string[];
  /** What stands between words. */
  readonly space: string;
}

/** A kind of edit: what it does at random to a text in which `spans` of the original are annotated. */
interface Edit {
  readonly weight: number;
  run(text: EditedText, spans: readonly Span[], vocabulary: Vocabulary, random: Random): void;
}

/** The edits that histories are made of, after what happens to articles; the weights say how often. */
const EDITS: Readonly<Record<string, Edit>> = {
  'types a word': {
    weight: 8,
    run(text, _spans, { words, space }, random) {
      const at = border(text, random);
      text.replace(at, at, random.of(words) + space);
    },
  },
  'types a sentence': {
    weight: 6,
    run(text, _spans, { sentences, space }, random) {
      const { end } = sentence(text, random);
      text.replace(end, end, space + random.of(sentences));
    },
  },
  'types inside a word': {
    weight: 3,
    run(text, _spans, { words }, random) {
      const at = random.below(text.length + 1);
      text.replace(at, at, Array.from(random.of(words))[0] ?? 'x');
    },
  },
  'deletes a few signs': {
    weight: 5,
    run(text, _spans, _vocabulary, random) {
      const start = random.below(text.length + 1);
      text.replace(start, Math.min(text.length, start + 1 + random.below(20)), '');
    },
  },
  'deletes a sentence': {
    weight: 3,
    run(text, _spans, _vocabulary, random) {
      const { start, end } = sentence(text, random);
      text.replace(start, end, '');
    },
  },
  'deletes a paragraph': {
    weight: 1,
    run(text, _spans, _vocabulary, random) {
      const { start, end } = paragraph(text, random);
      text.replace(start, end, '');
    },
  },
  'types beside a mention': {
    weight: 4,
    run(text, spans, { words, space }, random) {
      const span = mention(text, spans, random);
      if (!span) return;
      if (random.chance(2)) text.replace(span.start, span.start, random.of(words) + space);
      else text.replace(span.end, span.end, space + random.of(words));
    },
  },
  'types inside a mention': {
    weight: 2,
    run(text, spans, { words, space }, random) {
      const span = mention(text, spans, random);
      if (!span || span.end - span.start < 2) return;
      const gaps = wordsOf(text.slice(span.start, span.end)).slice(1);
      const gap = gaps.length > 0 && random.chance(2) ? random.of(gaps) : undefined;
      const at = gap
        ? span.start + Array.from(text.slice(span.start, span.end).slice(0, gap.start)).length
        : span.start + 1 + random.below(span.end - span.start - 1);
      text.replace(at, at, gap ? random.of(words) + space : (Array.from(random.of(words))[0] ?? 'x'));
    },
  },
  'deletes around a mention': {
    weight: 4,
    run(text, spans, _vocabulary, random) {
      const span = mention(text, spans, random);
      if (!span) return;
      const length = 1 + random.below(30);
      if (random.chance(2)) text.replace(Math.max(0, span.start - length), span.start, '');
      else text.replace(span.end, Math.min(text.length, span.end + length), '');
    },
  },
  'deletes across the border of a mention': {
    weight: 2,
    run(text, spans, _vocabulary, random) {
      const span = mention(text, spans, random);
      if (!span) return;
      const edge = random.chance(2) ? span.start : span.end;
      const before = random.below(6);
      text.replace(Math.max(0, edge - before), Math.min(text.length, edge + 1 + random.below(6)), '');
    },
  },
  'deletes inside a mention': {
    weight: 2,
    run(text, spans, _vocabulary, random) {
      const span = mention(text, spans, random);
      if (!span || span.end - span.start < 3) return;
      const words = wordsOf(text.slice(span.start, span.end));
      const word =
        words.length > 2 && random.chance(2) ? words[1 + random.below(words.length - 2)] : undefined;
      const offset = (units: number) => Array.from(text.slice(span.start, span.end).slice(0, units)).length;
      const start = word
        ? span.start + offset(word.start)
        : span.start + 1 + random.below(span.end - span.start - 2);
      const end = word ? span.start + offset(words[words.indexOf(word) + 1]?.start ?? word.end) : start + 1;
      text.replace(start, Math.min(end, span.end), '');
    },
  },
  'deletes a mention': {
    weight: 3,
    run(text, spans, _vocabulary, random) {
      const span = mention(text, spans, random);
      if (span) text.replace(span.start, span.end, '');
    },
  },
  'puts another name in the place of a mention': {
    weight: 3,
    run(text, spans, { names }, random) {
      const span = mention(text, spans, random);
      if (span) text.retype(span.start, span.end, random.of(names));
    },
  },
  'puts a name that is nearly the same in the place of a mention': {
    weight: 3,
    run(text, spans, vocabulary, random) {
      const span = mention(text, spans, random);
      if (span)
        text.retype(span.start, span.end, nearly(text.slice(span.start, span.end), vocabulary, random));
    },
  },
  'names a mention once more': {
    weight: 3,
    run(text, spans, { words, space }, random) {
      const span = mention(text, spans, random);
      if (!span) return;
      // With some of what stands around it.
      const start = Math.max(0, span.start - random.below(20));
      const end = Math.min(text.length, span.end + random.below(20));
      const at = border(text, random);
      text.copy(start, end, at);
      text.replace(at, at, random.of(words) + space);
    },
  },
  'names nearly the same elsewhere': {
    weight: 3,
    run(text, spans, vocabulary, random) {
      const span = mention(text, spans, random);
      if (!span) return;
      const before = text.slice(Math.max(0, span.start - random.below(20)), span.start);
      const name = nearly(text.slice(span.start, span.end), vocabulary, random);
      const at = border(text, random);
      text.replace(at, at, before + name + vocabulary.space);
    },
  },
  'moves a paragraph': {
    weight: 3,
    run(text, _spans, _vocabulary, random) {
      const { start, end } = paragraph(text, random);
      text.move(start, end, paragraph(text, random).start);
    },
  },
  'moves a sentence': {
    weight: 2,
    run(text, _spans, _vocabulary, random) {
      const { start, end } = sentence(text, random);
      text.move(start, end, sentence(text, random).start);
    },
  },
  'copies a paragraph': {
    weight: 2,
    run(text, _spans, _vocabulary, random) {
      const { start, end } = paragraph(text, random);
      text.copy(start, end, random.chance(2) ? end : paragraph(text, random).start);
    },
  },
  'copies a sentence': {
    weight: 1,
    run(text, _spans, _vocabulary, random) {
      const { start, end } = sentence(text, random);
      text.copy(start, end, sentence(text, random).start);
    },
  },
  'changes the case': {
    weight: 3,
    run(text, spans, _vocabulary, random) {
      const { start, end } = random.chance(2)
        ? (mention(text, spans, random) ?? word(text, random))
        : sentence(text, random);
      if (random.chance(3)) text.respell(start, end, (sign) => sign.toLowerCase());
      else text.respell(start, end, (sign) => sign.toUpperCase());
    },
  },
  'changes the spacing': {
    weight: 4,
    run(text, _spans, { space }, random) {
      const spaces = places(text, /[ \n]/);
      const at = spaces.length > 0 ? random.of(spaces) : random.below(text.length + 1);
      const [deleted, inserted] = random.of([
        [0, ' '],
        [0, '\n'],
        [0, '\u00a0'],
        [1, '\n'],
        [1, space],
        [1, '\n\n'],
      ] as const);
      text.replace(at, Math.min(text.length, at + (spaces.length > 0 ? deleted : 0)), inserted);
    },
  },
  'wraps a paragraph': {
    weight: 1,
    run(text, _spans, { space }, random) {
      const { start, end } = paragraph(text, random);
      if (space === '') return;
      let column = 0;
      for (let at = start; at < end; at++) {
        column++;
        if (column > 60 && text.slice(at, at + 1) === ' ') {
          text.replace(at, at + 1, '\n');
          column = 0;
        }
      }
    },
  },
  'replaces a word everywhere': {
    weight: 1,
    run(text, _spans, { words }, random) {
      const { start, end } = word(text, random);
      const sought = text.slice(start, end);
      const other = random.of(words);
      if (sought.trim() === '') return;
      const whole = text.toString();
      const found: number[] = [];
      for (let at = whole.indexOf(sought); at >= 0; at = whole.indexOf(sought, at + sought.length)) {
        found.push(Array.from(whole.slice(0, at)).length);
      }
      for (const at of found.reverse()) text.retype(at, at + Array.from(sought).length, other);
    },
  },
};

const KINDS = Object.entries(EDITS).flatMap(([kind, { weight }]) => Array<string>(weight).fill(kind));

/** Edits a text at random, `count` times; the names of the edits are for who reads about a failure. */
export function editAtRandom(
  text: EditedText,
  spans: readonly Span[],
  vocabulary: Vocabulary,
  count: number,
  random: Random,
): string[] {
  return Array.from({ length: count }, () => {
    const kind = random.of(KINDS);
    EDITS[kind]!.run(text, spans, vocabulary, random);
    return kind;
  });
}

/** A name with one letter or one word exchanged. */
function nearly(name: string, vocabulary: Vocabulary, random: Random): string {
  for (;;) {
    const other = exchanged(name, vocabulary, random);
    if (other !== name) return other;
  }
}

function exchanged(name: string, { names }: Vocabulary, random: Random): string {
  const words = name.split(' ');
  if (words.length > 1 && random.chance(2)) {
    const other = random.of(names).split(' ');
    words[random.below(words.length)] = random.of(other);
    return words.join(' ');
  }
  const letters = Array.from(name);
  const other = Array.from(random.of(names));
  letters[random.below(letters.length)] = random.of(other);
  return letters.join('');
}

/** Where the signs of an annotated stretch are now, if any are and they are together. */
function mention(text: EditedText, spans: readonly Span[], random: Random): Span | undefined {
  const original = random.of(spans);
  const span = text.remains(original)?.span;
  const size = original.end - original.start;
  return span && span.end - span.start <= 2 * size + 20 ? span : undefined;
}

function places(text: EditedText, sign: RegExp): number[] {
  return Array.from(text.toString()).flatMap((one, index) => (sign.test(one) ? [index] : []));
}

/** A place between two words. */
function border(text: EditedText, random: Random): number {
  const spaces = places(text, / /);
  return spaces.length > 0 ? random.of(spaces) + 1 : random.below(text.length + 1);
}

function word(text: EditedText, random: Random): Span {
  return stretch(text, /[\s.,;:!?。，、：]/, random);
}

/** With the space behind it. */
function sentence(text: EditedText, random: Random): Span {
  let { start, end } = stretch(text, /[.!?؟。\n]/, random);
  while (start < end && text.slice(start, start + 1) === ' ') start++;
  while (end < text.length && /[.!?؟。”»“]/.test(text.slice(end, end + 1))) end++;
  while (end < text.length && text.slice(end, end + 1) === ' ') end++;
  return { start, end };
}

function paragraph(text: EditedText, random: Random): Span {
  const { start, end } = stretch(text, /\n/, random);
  return { start, end: Math.min(text.length, end + 1) };
}

/** What lies around a random place, between signs that separate. */
function stretch(text: EditedText, separator: RegExp, random: Random): Span {
  const at = random.below(text.length + 1);
  let start = at;
  while (start > 0 && !separator.test(text.slice(start - 1, start))) start--;
  let end = at;
  while (end < text.length && !separator.test(text.slice(end, end + 1))) end++;
  return { start, end };
}
