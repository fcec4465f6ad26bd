/**
 * A half-open range `[start, end)` of UTF-16 code units in an article's text, so that
 * `text.slice(start, end)` is what it covers. Every offset inside the program is of this kind;
 * files and datasets count Unicode code points and are converted at their edge (`text/code-points`).
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** True if the two spans share at least one code unit. Spans that only touch do not overlap. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True if `inner` lies within `outer`, borders included. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Order of reading: by start, the longer span first where two start together. */
export function byPosition(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.start - b.span.start || b.span.end - a.span.end;
}
