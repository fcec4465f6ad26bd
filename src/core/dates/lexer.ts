import type { Span } from '../model/span';
import { WORD, type Category, type Lexeme, type Lexicon, type PhraseNode } from './lexicon';
import { readNumeral } from './numerals';
import { LOOKED_UP, mayHold, SMALL, UNSURE } from './outlines';

/** A lexeme that begins at one token of a run and ends before token `to`. */
export interface Edge {
  readonly lexeme: Lexeme;
  readonly to: number;
}

export interface Token extends Span {
  readonly word: string;
  /** The meanings of a numeral, which is always one token. */
  readonly numeral?: readonly Lexeme[];
}

/** Tokens that stand together and all belong to some phrase of the language, or are numbers. */
export interface Run {
  readonly tokens: readonly Token[];
  /** For each token, the lexemes that begin with it. */
  readonly edges: readonly (readonly Edge[])[];
}

/**
 * The most tokens of a run. Prose never comes near it; text that is nothing but time words is cut, so
 * that memory does not grow with it.
 */
const RUN_LIMIT = 400;

/**
 * Cuts the body into runs of time words. A word that the language's phrases do not hold, a blank
 * line, an address (URL) or the end of the body ends a run. Runs in which nothing can be read are left out.
 */
export function* runsOf(text: string, body: Span, lexicon: Lexicon): Iterable<Run> {
  const scan = new RegExp(SCAN);
  let tokens: Token[] = [];
  let isAnchored = false;
  for (let start = body.start, end: number; start < body.end; start = end) {
    end = start + 1;
    if (text.charCodeAt(start) === SPACE) continue;
    end = endOfToken(text, start, body.end);
    const isOther = end > start && isOtherWord(text, start, end, lexicon);
    if (end === start) {
      // `test` leaves the end of a match in `lastIndex`, which costs less than a match with its text.
      scan.lastIndex = start;
      if (!scan.test(text) || scan.lastIndex > body.end) break;
      end = scan.lastIndex;
    }
    const token = isOther ? undefined : tokenOf(text, start, end, body.end, lexicon);
    const endsRun = isOther || (!token && (end - start > 1 || text.slice(start, end).trim() !== ''));
    if (tokens.length > 0 && (endsRun || tokens.length >= RUN_LIMIT)) {
      if (isAnchored) yield withEdges(tokens, lexicon.phrases);
      tokens = [];
      isAnchored = false;
    }
    if (!token) continue;
    tokens.push(token);
    isAnchored ||= token.numeral !== undefined || lexicon.anchors.has(token.word);
    end = token.end;
  }
  if (isAnchored) yield withEdges(tokens, lexicon.phrases);
}

const SCAN = new RegExp(`(?:https?://|www\\.)\\S+|${WORD}|\\d+|\\n\\s*?\\n|[^]`, 'uy');
const SPACE = 32;
const LINE_FEED = 10;
const ASCII_END = 128;

/** What `SCAN` would match, where that is a word or a mark that needs no more than a look at a table; else `start`. */
function endOfToken(text: string, start: number, limit: number): number {
  let end = start;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    const small = code < LOOKED_UP ? SMALL[code]! : UNSURE;
    if (small === UNSURE) return start;
    if (small === 0) break;
  }
  if (end > start) return beginsAddress(text, start, end) ? start : end;
  const first = text.charCodeAt(start);
  return first < ASCII_END && first !== LINE_FEED && !isDigit(first) ? start + 1 : start;
}

/** `https` before `://`, `www` before a point: only in small letters. */
function beginsAddress(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end);
  return (next === COLON || next === DOT) && /^(?:https?:\/\/|www\.)/.test(text.slice(start, end + 3));
}

const COLON = 58;
const DOT = 46;

/** True for a word that the language's phrases certainly do not hold and that is no Roman numeral. */
function isOtherWord(text: string, start: number, end: number, { outlines }: Lexicon): boolean {
  const first = SMALL[text.charCodeAt(start)]!;
  if (first === 0 || ROMAN_DIGITS.includes(text[start]!)) return false;
  return !mayHold(outlines, first, SMALL[text.charCodeAt(end - 1)]!, end - start);
}

/** A token that is a number or that some phrase holds. */
function tokenOf(
  text: string,
  start: number,
  end: number,
  limit: number,
  lexicon: Lexicon,
): Token | undefined {
  const written = text.slice(start, end);
  if (isDigit(text.charCodeAt(start))) {
    const numeral = readNumeral(text, start, end, limit, lexicon);
    return { start, end: numeral.end, word: written, numeral: numeral.lexemes };
  }
  const word = written.toLowerCase();
  const roman = romanValue(written);
  if (roman > 0) return { start, end, word, numeral: [{ category: 'roman', value: roman }] };
  return lexicon.words.has(word) ? { start, end, word } : undefined;
}

function isDigit(code: number): boolean {
  return code >= DIGIT_0 && code <= DIGIT_0 + 9;
}

const DIGIT_0 = 48;

function withEdges(tokens: readonly Token[], phrases: PhraseNode): Run {
  const edges = tokens.map((token, index): Edge[] => {
    const found: Edge[] = (token.numeral ?? []).map((lexeme) => ({ lexeme, to: index + 1 }));
    let node = phrases.next.get(token.word);
    for (let to = index + 1; node; to++) {
      for (const lexeme of node.lexemes) found.push({ lexeme, to });
      const next = tokens[to];
      node = next && node.next.get(next.word);
    }
    return found;
  });
  for (let at = 0; at < tokens.length; at++) {
    const whole = spelledNumber(edges, at);
    if (whole) edges[at]?.push(...whole);
  }
  return { tokens, edges };
}

/** The most parts of a number in words: `mil novecentos e setenta e quatro` has four. */
const NUMBER_PARTS = 6;

/**
 * A number of more than one part from a hundred up, in words; from 1000 to 2199 it may be a year, of which
 * the last part may be an ordinal (`хиляда деветстотин седемдесет и четвърта`).
 */
function spelledNumber(edges: readonly (readonly Edge[])[], start: number): Edge[] | undefined {
  let [thousands, rest, to, parts, ordinal] = [0, 0, start, 0, false];
  for (let at = start; parts < NUMBER_PARTS && !ordinal;) {
    const part =
      longestOf(edges[at], 'number') ?? (thousands > 0 ? longestOf(edges[at], 'ordinal') : undefined);
    const value = part?.lexeme.value ?? 0;
    if (!part || !Number.isInteger(value) || value === 0) break;
    if (parts === 0 && value < 100 && !isMultiplied(edges, part.to)) return undefined;
    if (value === 1000 && thousands === 0 && rest < 1000) [thousands, rest] = [rest || 1, 0];
    else if (value === 100 && rest > 0 && rest < 10) rest *= 100;
    else if (value < 1000 && follows(value, rest)) rest += value;
    else break;
    ordinal = part.lexeme.category === 'ordinal';
    to = part.to;
    parts++;
    at = longestOf(edges[to], 'and')?.to ?? to;
  }
  if (parts < 2) return undefined;
  const value = 1000 * thousands + rest;
  const year: Edge = { lexeme: { category: 'year', value }, to };
  const number: Edge = { lexeme: { category: 'number', value }, to };
  return [...(ordinal ? [] : [number]), ...(value >= 1000 && value < 2200 ? [year] : [])];
}

function longestOf(edges: readonly Edge[] | undefined, category: Category): Edge | undefined {
  return edges?.reduce<Edge | undefined>(
    (best, edge) => (edge.lexeme.category === category && edge.to > (best?.to ?? 0) ? edge : best),
    undefined,
  );
}

function isMultiplied(edges: readonly (readonly Edge[])[], at: number): boolean {
  return edges[at]?.some(({ lexeme }) => lexeme.category === 'number' && lexeme.value % 100 === 0) ?? false;
}

/** `four` after `seventy`, `seventy` after `nine hundred`. */
function follows(value: number, rest: number): boolean {
  if (rest === 0) return true;
  return rest % 100 === 0 ? value < 100 : rest % 10 === 0 && rest % 100 >= 20 && value < 10;
}

/**
 * The value of a capital Roman numeral up to 39, the Cyrillic letters that look like it and a French
 * ending (`XIXe`) allowed; else 0.
 */
function romanValue(word: string): number {
  if (word.length > 10 || !ROMAN_DIGITS.includes(word.charAt(0)) || !/^[XVIХІ]+(?:e|er|ème)?$/.test(word))
    return 0;
  const latin = word
    .replace(/[a-zè]+$/, '')
    .replace(/Х/g, 'X')
    .replace(/І/g, 'I');
  const parts = /^(X{0,3})(IX|IV|V?I{0,3})$/.exec(latin);
  if (!parts) return 0;
  const [, tens = '', ones = ''] = parts;
  const unit =
    ones === 'IX' ? 9 : ones === 'IV' ? 4 : (ones.startsWith('V') ? 5 : 0) + ones.replace('V', '').length;
  return tens.length * 10 + unit;
}

const ROMAN_DIGITS = 'XVIХІ';
