import { byPosition, overlaps, type Span } from '../model/span';

/**
 * Which side of the text each mark has its line on, so that marks that overlap can both be seen: below, unless one that
 * begins before it has its line there. Takes time linear in the marks, which are in order of reading.
 */
export function linesAbove<M extends { readonly span: Span }>(marks: readonly M[]): ReadonlySet<M> {
  const above = new Set<M>();
  let below: M | undefined;
  for (const mark of [...marks].sort(byPosition)) {
    if (below && overlaps(below.span, mark.span)) above.add(mark);
    if (!below || (!above.has(mark) && mark.span.end > below.span.end)) below = mark;
  }
  return above;
}
