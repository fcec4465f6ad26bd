import { countBelow, countWhile } from './ascending';

/** Converts between UTF-16 offsets, which the program uses, and Unicode code points, which files use. */
export interface CodePointIndex {
  /** Code points before the UTF-16 offset; an offset inside a surrogate pair counts the pair as begun. */
  fromUtf16(offset: number): number;
  /** The UTF-16 offset of a code point; counts past the end of the text give the end. */
  toUtf16(codePoint: number): number;
}

/** How many code points a text has. */
export function countCodePoints(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/** Indexes a text once (linear); each conversion is then logarithmic in the number of astral characters. */
export function indexCodePoints(text: string): CodePointIndex {
  // Most texts have none, and then the two counts are one.
  if (!/[\ud800-\udbff]/.test(text)) {
    return { fromUtf16: (offset) => offset, toUtf16: (codePoint) => Math.min(codePoint, text.length) };
  }
  const pairs: number[] = [];
  for (const match of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) pairs.push(match.index);
  return {
    fromUtf16(offset) {
      return offset - countBelow(pairs, offset - 1);
    },
    toUtf16(codePoint) {
      const before = countWhile(pairs, (pair, index) => pair - index < codePoint);
      return Math.min(codePoint + before, text.length);
    },
  };
}
