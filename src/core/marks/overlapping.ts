import { overlaps, type Span } from '../model/span';
import { countWhile } from '../text/ascending';

/** Gives, of some that are in order of their starts, those whose span overlaps another span, in that order. */
export function overlapping<T extends { readonly span: Span }>(
  ordered: readonly T[],
): (span: Span) => readonly T[] {
  const longest = ordered.reduce((length, { span }) => Math.max(length, span.end - span.start), 0);
  return (span) => {
    const first = countWhile(ordered, (one) => one.span.start + longest <= span.start);
    const found: T[] = [];
    for (let at = first; at < ordered.length && ordered[at]!.span.start < span.end; at++) {
      if (overlaps(ordered[at]!.span, span)) found.push(ordered[at]!);
    }
    return found;
  };
}
