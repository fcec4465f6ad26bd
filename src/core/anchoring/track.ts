import { extentOf, type Extent } from '../model/extent';
import type { Span } from '../model/span';

/** A replacement of `[start, end)` of the old text by `inserted` UTF-16 code units. */
export interface TextChange extends Span {
  readonly inserted: number;
}

/**
 * Where a span lies after a change, as a bookmark moves: an edit before it shifts it, an edit inside it grows or
 * shrinks it, text typed at either border stays outside. `undefined` once nothing of it is left.
 */
export function track(span: Span, change: TextChange): Span | undefined {
  const delta = change.inserted - (change.end - change.start);
  if (change.end <= span.start) return { start: span.start + delta, end: span.end + delta };
  if (change.start >= span.end) return span;
  const coversStart = change.start <= span.start;
  const coversEnd = change.end >= span.end;
  if (coversStart && coversEnd) return undefined;
  if (coversStart) return { start: change.start + change.inserted, end: span.end + delta };
  if (coversEnd) return { start: span.start, end: change.start };
  return { start: span.start, end: span.end + delta };
}

/**
 * Tells where spans lie after changes that were made at once, as with several carets or a replacement everywhere: none
 * overlaps another, and all are counted in the text before. A span before all of them is given back itself.
 */
export function tracker(changes: readonly TextChange[]): (span: Span) => Span | undefined {
  const lastFirst = [...changes].sort((a, b) => b.start - a.start || b.end - a.end);
  const first = lastFirst.at(-1)?.start ?? Infinity;
  return (span) => {
    if (span.end <= first) return span;
    let at: Span | undefined = span;
    for (const change of lastFirst) at &&= track(at, change);
    return at;
  };
}

/** The same for an extent, in the `text` after the changes; `undefined` once nothing of one of its pieces is left. */
export function trackExtent(
  text: string,
  extent: Extent,
  track: (span: Span) => Span | undefined,
): Extent | undefined {
  if (!extent.pieces) {
    const span = track(extent.span);
    return span && { span };
  }
  const left = extent.pieces.flatMap((piece) => track(piece) ?? []);
  return left.length === extent.pieces.length ? extentOf(text, left) : undefined;
}
