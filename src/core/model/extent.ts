import { overlaps, type Span } from './span';

/**
 * Where a mention stands: a stretch of text, or the pieces of one that are meant, as in “North … America” where the text
 * has “North and South America”. Pieces are at least two, in order, with more than white space between them; the first
 * begins with the span and the last ends with it.
 */
export interface Extent {
  readonly span: Span;
  /** Absent where the whole span is meant. */
  readonly pieces?: readonly Span[];
}

/** The stretches of text that are meant, in order; a span without pieces is its own. */
export function piecesOf({ span, pieces }: Extent): readonly Span[] {
  return pieces ?? [span];
}

/** The piece that an offset lies in or at the end of, else the first one. */
export function pieceAt(extent: Extent, offset: number): Span {
  const pieces = piecesOf(extent);
  return pieces.find(({ start, end }) => start <= offset && offset <= end) ?? pieces[0]!;
}

/** The extent of spans of a text, at least one, in any order: those that overlap or have but white space between them are one. */
export function extentOf(text: string, spans: readonly Span[]): Extent {
  const pieces: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = pieces.at(-1);
    if (last && (span.start <= last.end || text.slice(last.end, span.start).trim() === '')) {
      pieces[pieces.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else pieces.push(span);
  }
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) throw new Error('An extent has at least one span.');
  const span = { start: first.start, end: last.end };
  return pieces.length === 1 ? { span } : { span, pieces };
}

/** What is left of an extent without a stretch of text; `undefined` where nothing but white space is. */
export function without(text: string, extent: Extent, { start, end }: Span): Extent | undefined {
  const rest = piecesOf(extent)
    .flatMap((piece): Span[] => [
      trimmed(text, { start: piece.start, end: Math.min(piece.end, start) }),
      trimmed(text, { start: Math.max(piece.start, end), end: piece.end }),
    ])
    .filter((piece) => piece.start < piece.end);
  return rest.length === 0 ? undefined : extentOf(text, rest);
}

/** A span without the white space at its ends. */
export function trimmed(text: string, { start, end }: Span): Span {
  const quote = text.slice(start, end);
  const from = start + quote.length - quote.trimStart().length;
  return { start: from, end: Math.max(from, end - quote.length + quote.trimEnd().length) };
}

export function sameExtent(a: Extent, b: Extent): boolean {
  const [ours, theirs] = [piecesOf(a), piecesOf(b)];
  return (
    ours.length === theirs.length &&
    ours.every(({ start, end }, index) => start === theirs[index]!.start && end === theirs[index]!.end)
  );
}

/** True if a code unit is meant by both. */
export function sharesText(a: Extent, b: Extent): boolean {
  if (!overlaps(a.span, b.span)) return false;
  const [ours, theirs] = [piecesOf(a), piecesOf(b)];
  for (let at = 0, next = 0; at < ours.length && next < theirs.length;) {
    if (overlaps(ours[at]!, theirs[next]!)) return true;
    if (ours[at]!.end <= theirs[next]!.end) at++;
    else next++;
  }
  return false;
}

/** How much text is meant, in UTF-16 code units. */
export function meantLength(extent: Extent): number {
  return piecesOf(extent).reduce((length, { start, end }) => length + end - start, 0);
}

/** What is meant as a name or a phrase of its own: pieces with a space between them. */
export function meantText(text: string, extent: Extent): string {
  return joined(text, extent, ' ');
}

/** What is meant as people are shown it: pieces with an ellipsis between them. */
export function shownText(text: string, extent: Extent): string {
  return joined(text, extent, ' … ');
}

function joined(text: string, { span, pieces }: Extent, gap: string): string {
  if (!pieces) return text.slice(span.start, span.end);
  return pieces.map(({ start, end }) => text.slice(start, end)).join(gap);
}
