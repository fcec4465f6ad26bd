import type { Span } from '../model/span';
import { countCodePoints } from '../text/code-points';
import { fnv1a } from '../text/hash';

/**
 * What is kept of the text that annotations were made on, so that a later text can be compared with it: for each
 * passage (a sentence, at most a line) six digits of a hash, which is the same whatever its white space, and its length in
 * code points with base 36; spaces between them, and a line for each line of the text that ends a passage. Two texts that differ in one line
 * have fingerprints that differ in one line, so Git merges it as it merges the article. It tells nothing of the words
 * to who does not have them already.
 */
export type Fingerprint = string;

/** A passage of a text that is known by its fingerprint alone. */
export interface Passage {
  readonly hash: string;
  /** In code points. */
  readonly length: number;
}

/** A passage of a text at hand: its span is in the text. */
export interface PassageSpan extends Passage, Span {}

/** White space and closing marks belong to the passage that they end. A run of stops is tried once, from its start. */
const END = /(?<![.!?…؟۔])[.!?…؟۔]+["'”’»)\]]*\s+|[。！？；]["”’』」）]*\s*|\n\s*/gu;
/** A passage without an end, in UTF-16 code units, is cut at the next white space. */
const LONGEST = 1_000;
const HASH_DIGITS = 6;

/** Cuts a text into passages, which cover it without a gap. Linear. */
export function passagesOf(text: string): PassageSpan[] {
  const passages: PassageSpan[] = [];
  let start = 0;
  const cut = (end: number) => {
    passages.push(passage(text, start, end));
    start = end;
  };
  const cutLong = (end: number) => {
    while (end - start > LONGEST) {
      const space = text.indexOf(' ', start + LONGEST);
      if (space < 0 || space >= end - 1) break;
      cut(space + 1);
    }
  };
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    cutLong(end);
    cut(end);
  }
  cutLong(text.length);
  if (start < text.length) cut(text.length);
  return passages;
}

export function fingerprintOf(text: string): Fingerprint {
  return passagesOf(text)
    .map(({ hash, length, end }) => `${hash}${length.toString(36)}${endsLine(text, end) ? '\n' : ' '}`)
    .join('')
    .trimEnd();
}

/** The passages of a fingerprint; `undefined` where it is none. */
export function readFingerprint(fingerprint: Fingerprint): Passage[] | undefined {
  const passages: Passage[] = [];
  for (const entry of fingerprint.split(/\s+/)) {
    if (entry === '') continue;
    if (!/^[0-9a-v]{6}[0-9a-z]{1,6}$/.test(entry)) return undefined;
    passages.push({ hash: entry.slice(0, HASH_DIGITS), length: parseInt(entry.slice(HASH_DIGITS), 36) });
  }
  return passages;
}

function passage(text: string, start: number, end: number): PassageSpan {
  const content = text.slice(start, end);
  const hash = (fnv1a(content.trim().replace(/\s+/g, ' ')) >>> 2).toString(32).padStart(HASH_DIGITS, '0');
  return { hash, length: countCodePoints(content), start, end };
}

function endsLine(text: string, end: number): boolean {
  for (let at = end - 1; at >= 0 && /\s/.test(text[at]!); at--) if (text[at] === '\n') return true;
  return false;
}
