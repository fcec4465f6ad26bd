import type { Anchor } from '../model/annotation';
import { extentOf, type Extent } from '../model/extent';
import type { Span } from '../model/span';
import { indexCodePoints } from '../text/code-points';
import { commonWords, wordsOf, type Word } from './words';

/**
 * The index of the first piece that cannot be one of a quote: empty, not behind the one before it, or, for the first and
 * the last, not at its border. `undefined` where all of them can be.
 */
export function misplacedPiece(
  quote: string,
  pieces: readonly (readonly [number, number])[],
): number | undefined {
  const length = indexCodePoints(quote).fromUtf16(quote.length);
  const last = pieces.length - 1;
  const misplaced = pieces.findIndex(([start, end], index) => {
    const begun = index === 0 ? start === 0 : start > pieces[index - 1]![1];
    return !begun || start >= end || (index === last ? end !== length : end > length);
  });
  return misplaced < 0 ? undefined : misplaced;
}

/** True if the same parts of two quotes are meant. */
export function samePieces(
  { pieces: a }: Pick<Anchor, 'pieces'>,
  { pieces: b }: Pick<Anchor, 'pieces'>,
): boolean {
  if (!a || !b) return a === b;
  return (
    a.length === b.length && a.every(([start, end], index) => start === b[index]![0] && end === b[index]![1])
  );
}

/** What an anchor means, pieces with an ellipsis between them. */
export function shownQuote({ quote, pieces }: Pick<Anchor, 'quote' | 'pieces'>): string {
  if (!pieces) return quote;
  const codePoints = indexCodePoints(quote);
  const part = ([start, end]: readonly [number, number]) =>
    quote.slice(codePoints.toUtf16(start), codePoints.toUtf16(end));
  return pieces.map(part).join(' … ');
}

/**
 * The extent of an anchor whose quote, or what became of it, was found at a span. Where the quote changed, a piece is
 * where all its words are, with what was put between them. `undefined` where a piece is gone, or its words may be
 * others that are the same.
 */
export function extentAt(text: string, span: Span, { quote, pieces }: Anchor): Extent | undefined {
  if (!pieces) return { span };
  const old = indexCodePoints(quote);
  const parts = pieces.map(([start, end]) => ({ start: old.toUtf16(start), end: old.toUtf16(end) }));
  if (text.startsWith(quote, span.start) && span.end - span.start === quote.length) {
    return extentOf(
      text,
      parts.map(({ start, end }) => ({ start: span.start + start, end: span.start + end })),
    );
  }
  const [before, after] = [wordsOf(quote), wordsOf(text, span.start, span.end)];
  const [earliest, latest] = [commonWords(before, after), latestCommonWords(before, after)];
  const found: Span[] = [];
  for (const part of parts) {
    const place = placeOf(part, before, after, new Map(earliest));
    const other = placeOf(part, before, after, new Map(latest));
    if (!place || place.start !== other?.start || place.end !== other.end) return undefined;
    found.push(place);
  }
  return extentOf(text, found);
}

function latestCommonWords(a: readonly Word[], b: readonly Word[]): [number, number][] {
  const pairs = commonWords([...a].reverse(), [...b].reverse());
  return pairs.map(([i, j]) => [a.length - 1 - i, b.length - 1 - j]);
}

/** Where a part of the quote is, given which of its words are which now. */
function placeOf(
  { start, end }: Span,
  before: readonly Word[],
  after: readonly Word[],
  now: ReadonlyMap<number, number>,
): Span | undefined {
  const own = before.flatMap((word, index) => (word.start < end && start < word.end ? [index] : []));
  const words = own.map((index) => after[now.get(index) ?? -1]);
  const [firstOld, first] = [before[own[0] ?? -1], words[0]];
  const [lastOld, last] = [before[own.at(-1) ?? -1], words.at(-1)];
  if (!firstOld || !lastOld || !first || !last || words.some((word) => !word)) return undefined;
  // A border may lie inside a word, which can have got shorter or longer with its case.
  const [head, tail] = [Math.max(0, start - firstOld.start), Math.max(0, lastOld.end - end)];
  if (head > 0 && firstOld.end - firstOld.start !== first.end - first.start) return undefined;
  if (tail > 0 && lastOld.end - lastOld.start !== last.end - last.start) return undefined;
  return { start: first.start + head, end: last.end - tail };
}
