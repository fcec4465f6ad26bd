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
  const scan = new RegExp(`(?:https?://|www\\.)\\S+|${WORD}|\\d+|\\n\\s*?\\n|\\S`, 'gu');
  scan.lastIndex = body.start;
  let tokens: Token[] = [];
  for (let match = scan.exec(text); match && match.index < body.end; match = scan.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (end > body.end) break;
    if (tokens.length >= RUN_LIMIT) {
      yield withEdges(tokens, lexicon.phrases);
      tokens = [];
    }
    const first = match[0].charCodeAt(0);
    if (first >= 48 && first <= 57) {
      const numeral = readNumeral(text, start, end, body.end, lexicon);
      tokens.push({ start, end: numeral.end, word: match[0], numeral: numeral.lexemes });
      scan.lastIndex = numeral.end;
      continue;
    }
    const word = match[0].toLowerCase();
    if (lexicon.words.has(word) || romanValue(match[0]) > 0) {
      tokens.push({ start, end, word, ...romanNumeral(match[0]) });
    } else if (tokens.length > 0) {
      yield withEdges(tokens, lexicon.phrases);
      tokens = [];
    }
  }
  if (tokens.length > 0) yield withEdges(tokens, lexicon.phrases);
}

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

function romanNumeral(word: string): { numeral?: readonly Lexeme[] } {
  const value = romanValue(word);
  return value > 0 ? { numeral: [{ category: 'roman', value }] } : {};
}

/**
 * The value of a capital Roman numeral up to 39, the Cyrillic letters that look like it and a French
 * ending (`XIXe`) allowed; else 0.
 */
function romanValue(word: string): number {
  if (word.length > 10 || !/^[XVIХІ]+(?:e|er|ème)?$/.test(word)) return 0;
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
