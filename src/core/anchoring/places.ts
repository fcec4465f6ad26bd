import type { Anchor } from '../model/annotation';
import type { Span } from '../model/span';
import { contextShare } from './context';
import { foldedQuotes } from './quotes';

/**
 * Where a person may want to put an annotation that lost its place: the occurrences of its quote, whatever their case
 * and white space, those with the most of its context first; at most `most`.
 */
export function placesOf(text: string, anchor: Anchor, most: number): Span[] {
  const spans: Span[] = [];
  for (
    let at = text.indexOf(anchor.quote);
    at >= 0 && anchor.quote !== '';
    at = text.indexOf(anchor.quote, at + 1)
  ) {
    spans.push({ start: at, end: at + anchor.quote.length });
  }
  if (spans.length === 0) spans.push(...foldedQuotes(text, anchor, { start: 0, end: text.length }));
  return spans
    .slice(0, 1_000)
    .map((span) => ({ span, share: contextShare(text, span.start, span.end, anchor) }))
    .sort((a, b) => b.share - a.share)
    .slice(0, most)
    .map(({ span }) => span);
}
