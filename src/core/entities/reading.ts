import type { Article } from '../model/article';
import type { Memory } from '../model/memory';
import { remembered } from '../model/remembered';
import { LETTER, letterOf, type Letter } from '../text/letters';
import { sentenceStarts } from '../text/sentences';
import { tokenize } from '../text/tokens';
import { gazetteer, LONGEST_NAME, type Gazetteer, type KnownName } from './gazetteer';
import type { NameLanguage, Words } from './languages/language';

export type Shape = 'capital' | 'capitals' | 'small' | 'number' | 'address' | 'mark';

/** What the letters of a token say of it. */
interface Spelling {
  readonly form: string;
  readonly lower: string;
  readonly shape: Shape;
}

/** A token with its spelling. Offsets are those of the article's text. */
export interface Word extends Spelling {
  readonly start: number;
  readonly end: number;
}

/** Half-open range of indices into `Reading.words`. */
export interface WordRange {
  readonly first: number;
  readonly end: number;
}

/** An article's body cut into words and sentences, with what is known of its language. */
export interface Reading {
  readonly text: string;
  readonly words: readonly Word[];
  readonly sentences: readonly WordRange[];
  readonly language: NameLanguage;
  readonly gazetteer: Gazetteer;
  /** The lines that it was read from, in order, those without words left out. */
  readonly lines: readonly PlacedLine[];
}

/**
 * A line of text, read by itself: offsets and word indices count from its start. What depends on nothing else is found
 * out once, and kept with it from one reading to the next (see `factOf`).
 */
export interface Line {
  readonly reading: Reading;
  readonly facts: Map<unknown, unknown>;
}

export interface PlacedLine {
  readonly line: Line;
  /** The index of its first word. */
  readonly first: number;
}

/** Line by line, since a line break ends a sentence. Lines that `memory` holds are not read again. */
export function read(
  article: Article,
  language: NameLanguage,
  names: Gazetteer = gazetteer(language),
  memory?: Memory<Line>,
): Reading {
  const { text, body } = article;
  const words: Word[] = [];
  const sentences: WordRange[] = [];
  const lines: PlacedLine[] = [];
  const readIt = (line: string) => readLine(line, language, names);
  for (let start = body.start, end: number; start < body.end; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end < 0 || end > body.end) end = body.end;
    if (end === start) continue;
    const written = text.slice(start, end);
    const line = memory ? memory.recall(written, readIt) : readIt(written);
    if (line.reading.words.length === 0) continue;
    const first = words.length;
    for (const word of line.reading.words) {
      words.push({
        start: word.start + start,
        end: word.end + start,
        form: word.form,
        lower: word.lower,
        shape: word.shape,
      });
    }
    for (const sentence of line.reading.sentences) {
      sentences.push({ first: sentence.first + first, end: sentence.end + first });
    }
    lines.push({ line, first });
  }
  return { text, words, sentences, language, gazetteer: names, lines };
}

const smallWords = new WeakMap<Reading, Words>();

/** The words that a reading writes in small letters; gathered when they are first asked for, as of most they never are. */
export function smallWordsOf(reading: Reading): Words {
  let small = smallWords.get(reading);
  if (small === undefined) {
    small = new Set(reading.words.filter(({ shape }) => shape === 'small').map(({ lower }) => lower));
    smallWords.set(reading, small);
  }
  return small;
}

function readLine(text: string, language: NameLanguage, names: Gazetteer): Line {
  const tokens = tokenize(text);
  const starts = sentenceStarts(text, tokens);
  const words = tokens.map(({ start, end }): Word => {
    const written = text.slice(start, end);
    const isUsual = written.length <= LONGEST_REMEMBERED;
    const { form, lower, shape } = isUsual ? rememberedSpelling(written) : spellingOf(written);
    return { start, end, form, lower, shape };
  });
  const sentences = starts.map((first, index) => ({ first, end: starts[index + 1] ?? words.length }));
  return { reading: { text, words, sentences, language, gazetteer: names, lines: [] }, facts: new Map() };
}

/** What `find` finds out about a line, which must depend on the line alone: found once. */
export function factOf<T>({ reading, facts }: Line, find: (line: Reading) => T): T {
  let fact = facts.get(find) as T | undefined;
  if (fact === undefined) facts.set(find, (fact = find(reading)));
  return fact;
}

/** The same of each line of a reading that has any, with the index of the line's first word. */
export function factsOf<T extends readonly unknown[]>(
  { lines }: Reading,
  find: (line: Reading) => T,
): { readonly facts: T; readonly first: number }[] {
  return lines.flatMap(({ line, first }) => {
    const facts = factOf(line, find);
    return facts.length === 0 ? [] : [{ facts, first }];
  });
}

/** A range of a line's words as one of the words that begin `first` words before it. */
export function shifted(range: WordRange, first: number): WordRange {
  return { first: range.first + first, end: range.end + first };
}

/** In UTF-16 code units: as long as words are, addresses left out. */
const LONGEST_REMEMBERED = 40;

/** Gives the same strings each time, so that whoever looks them up need not compare their letters. */
const rememberedSpelling = remembered(spellingOf);

function spellingOf(form: string): Spelling {
  return { form, lower: form.toLowerCase(), shape: shapeOf(form) };
}

function shapeOf(form: string): Shape {
  if ((form.length > 3 && form.includes('@')) || isAddress(form)) return 'address';
  switch (letterAt(form, 0)) {
    case LETTER.capital:
      if (form.length === 1 || letterAt(form, 1) === LETTER.small) return 'capital';
      return /^\p{Lu}[\p{Lu}\p{N}.-]+$/u.test(form) ? 'capitals' : 'capital';
    case LETTER.small: {
      // `iPhone`, `deGaulle`
      const second = letterAt(form, 1);
      const isMixed =
        second === LETTER.small ? letterAt(form, 2) === LETTER.capital : second === LETTER.capital;
      return isMixed ? 'capital' : 'small';
    }
    case LETTER.other:
      return 'small';
    case LETTER.number:
      return 'number';
    case LETTER.none:
      return 'mark';
  }
}

function isAddress(form: string): boolean {
  const first = form.charCodeAt(0) | 0x20;
  return (first === 0x68 || first === 0x77) && /^(?:https?:|www\.)/i.test(form);
}

function letterAt(form: string, index: number): Letter {
  return letterOf(form.codePointAt(index) ?? 0);
}

export function isCapital(word: Word | undefined): boolean {
  return word?.shape === 'capital' || word?.shape === 'capitals';
}

/** True if the word is listed, or is a listed one of at least four letters with an ending. */
export function matches(
  listed: Words | undefined,
  word: Pick<Word, 'lower'>,
  language: NameLanguage,
): boolean {
  if (listed === undefined) return false;
  if (listed.has(word.lower)) return true;
  for (let cut = 1; cut <= language.inflection && word.lower.length - cut >= 4; cut++) {
    if (listed.has(word.lower.slice(0, -cut))) return true;
  }
  return false;
}

/** True of words that name a people or say what belongs to it: `Russians`, `os russos`; not of `Síria`, also a place. */
export function isPeople({ words, language, gazetteer }: Reading, range: WordRange): boolean {
  const isLone = range.end - range.first === 1;
  const text = isLone ? words[range.first]!.form : phrase(words, range);
  const key = isLone ? words[range.first]!.lower : text.toLowerCase().replaceAll(' ', '-');
  return language.peoples.has(key) && gazetteer.lookup(text)?.label !== 'location';
}

/** The words of a range as a gazetteer writes them: those that white space separates by one space, others by none. */
export function phrase(words: readonly Word[], range: WordRange): string {
  let text = '';
  for (let index = range.first; index < range.end; index++) {
    const word = words[index]!;
    if (index > range.first && words[index - 1]!.end < word.start) text += ' ';
    text += word.form;
  }
  return text;
}

export type KnownRange = KnownName & WordRange;

/** The longest known name that starts at a word and ends before `end`. */
export function longestKnownName(reading: Reading, first: number, end: number): KnownRange | undefined {
  const longest = reading.gazetteer.beginsNames(reading.words[first]!.form) ? LONGEST_NAME : 1;
  for (let last = Math.min(end, first + longest); last > first; last--) {
    const known = reading.gazetteer.lookup(phrase(reading.words, { first, end: last }));
    if (known === undefined) continue;
    const { label, weight, isSettled } = known;
    return { label, weight, isSettled, first, end: last };
  }
  return undefined;
}
