import type { Span } from '../model/span';
import { countBelow } from '../text/ascending';

/** What datasets do not keep of a text: white space, control characters, and what XML replaces. */
const LOOSE = /[\s\p{Cc}\ufeff\ufffd-\uffff]+/gu;

/** A text without what datasets do not keep: two texts with one skeleton are the same article. */
export function skeletonOf(text: string): string {
  return text.replace(LOOSE, '');
}

/**
 * Moves spans of one text to another that has the same skeleton; `undefined` where it has not. A span of nothing but
 * loose characters has no place in the other text, and is `undefined` itself.
 */
export function mapSpans(
  from: string,
  to: string,
  spans: readonly Span[],
): readonly (Span | undefined)[] | undefined {
  const source = firmOffsets(from);
  const target = firmOffsets(to);
  if (source.length !== target.length) return undefined;
  for (const [index, offset] of source.entries()) {
    if (from[offset] !== to[target[index] as number]) return undefined;
  }
  return spans.map(({ start, end }) => {
    const first = countBelow(source, start);
    const last = countBelow(source, end) - 1;
    if (last < first) return undefined;
    return { start: target[first] as number, end: (target[last] as number) + 1 };
  });
}

/** Offsets of the code units that are not loose, ascending. */
function firmOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length);
  let count = 0;
  let at = 0;
  for (const match of text.matchAll(LOOSE)) {
    for (; at < match.index; at++) offsets[count++] = at;
    at += match[0].length;
  }
  for (; at < text.length; at++) offsets[count++] = at;
  return offsets.subarray(0, count);
}
