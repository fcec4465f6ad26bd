import type { Span } from '../model/span';
import { WORD, type Category, type Lexeme, type Lexicon, type PhraseNode } from './lexicon';
import { readNumeral } from './numerals';

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
 * line, an address (URL) or the end of the body ends a run.
 */
export function* runsOf(text: string, body: Span, lexicon: Lexicon): Iterable<Run> {
  // `test` leaves the end of a match in `lastIndex`, which costs less than a match with its text.
  const scan = new RegExp(`(?:https?://|www\\.)\\S+|${WORD}|\\d+|\\n\\s*?\\n|[^]`, 'uy');
  let tokens: Token[] = [];
  for (let start = body.start; start < body.end;) {
    const first = text.charCodeAt(start);
    if (first === SPACE) {
      start++;
      continue;
    }
    scan.lastIndex = start;
    if (!scan.test(text) || scan.lastIndex > body.end) break;
    const end = scan.lastIndex;
    if (tokens.length >= RUN_LIMIT) {
      yield withEdges(tokens, lexicon.phrases);
      tokens = [];
    }
    const written = text.slice(start, end);
    if (first >= DIGIT_0 && first <= DIGIT_0 + 9) {
      const numeral = readNumeral(text, start, end, body.end, lexicon);
      tokens.push({ start, end: numeral.end, word: written, numeral: numeral.lexemes });
      start = numeral.end;
      continue;
    }
    const word = written.toLowerCase();
    const roman = romanValue(written);
    if (roman > 0) tokens.push({ start, end, word, numeral: [{ category: 'roman', value: roman }] });
    else if (lexicon.words.has(word)) tokens.push({ start, end, word });
    else if (tokens.length > 0 && (end - start > 1 || written.trim() !== '')) {
      yield withEdges(tokens, lexicon.phrases);
      tokens = [];
    }
    start = end;
  }
  if (tokens.length > 0) yield withEdges(tokens, lexicon.phrases);
}

const SPACE = 32;
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
