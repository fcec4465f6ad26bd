/**
 * Which words a set may hold, by their length and their first and last letter: asked of a stretch of text before it is
 * cut out and put into small letters.
 */
export type Outlines = Uint8Array;

/** Code units below this one are looked up; they are Latin, Greek and Cyrillic. */
export const LOOKED_UP = 0x530;

export const UNSURE = 1;

/** The small form of each letter and combining mark; 0 for what is neither, `UNSURE` where more than the letter tells it. */
export const SMALL = Uint16Array.from({ length: LOOKED_UP }, (_, code) => {
  const letter = String.fromCharCode(code);
  if (!/[\p{L}\p{M}]/u.test(letter)) return 0;
  const small = letter.toLowerCase();
  return small.length > 1 || letter === 'Σ' ? UNSURE : small.charCodeAt(0);
});

const LENGTHS = 16;

/** `words` are in small letters. */
export function outlinesOf(words: Iterable<string>): Outlines {
  const outlines = new Uint8Array(LENGTHS << 10);
  for (const word of words) {
    outlines[outline(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)] = 1;
  }
  return outlines;
}

/** False only if no word of the set has these first and last small letters and this length. */
export function mayHold(outlines: Outlines, first: number, last: number, length: number): boolean {
  return outlines[outline(first, last, length)] === 1;
}

function outline(first: number, last: number, length: number): number {
  return (Math.min(length, LENGTHS - 1) << 10) | ((first & 31) << 5) | (last & 31);
}
