import type { Span } from '../model/span';
import { WORD, type Lexeme, type Lexicon, type PhraseNode } from './lexicon';
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
  const edges = tokens.map((token, index) => {
    const found: Edge[] = (token.numeral ?? []).map((lexeme) => ({ lexeme, to: index + 1 }));
    let node = phrases.next.get(token.word);
    for (let to = index + 1; node; to++) {
      for (const lexeme of node.lexemes) found.push({ lexeme, to });
      const next = tokens[to];
      node = next && node.next.get(next.word);
    }
    return found;
  });
  return { tokens, edges };
}

/**
 * The value of a capital Roman numeral up to 39, the Cyrillic letters that look like it and a French
 * ending (`XIXe`) allowed; else 0.
 */
function romanValue(word: string): number {
  if (word.length > 10 || !ROMAN_DIGITS.includes(word.charAt(0)) || !/^[XVIХІ]+(?:e|er|ème)?$/.test(word)) return 0;
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
