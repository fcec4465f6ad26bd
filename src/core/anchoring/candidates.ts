import type { Anchor } from '../model/annotation';
import { overlaps, type Span } from '../model/span';
import { isUnclaimed, type Comparison } from './comparison';
import { contextShare, gluedAnew, hasNeighbours, unbrokenContext } from './context';
import type { Occurrences } from './occurrences';
import { changedQuotes, foldedQuotes } from './quotes';

/** An anchor and what it is looked for in. */
export interface Search {
  readonly text: string;
  readonly anchor: Anchor;
  readonly occurrences: Occurrences;
  /** The text that the anchor was made on beside the one at hand, where that is known. */
  readonly comparison?: Comparison;
}

/** A place that may be an anchor's, with the share of the anchor's context that stands around it, 0 to 1. */
export interface Candidate {
  readonly span: Span;
  readonly share: number;
}

/** Of more places of a quote, those with the most of the context right beside them are looked at. */
const MANY = 24;

/** Those of some places that may be the anchor's, since they are not claimed by other passages; the best first. */
export function candidates(search: Search, spans: readonly Span[]): Candidate[] {
  const { text, anchor } = search;
  const open = spans.filter((span) => isOpen(span, search));
  if (open.length <= MANY) return rank(search, open);
  const nearest = open
    .map((span) => ({ span, length: unbrokenContext(text, span.start, span.end, anchor) }))
    .sort((a, b) => b.length - a.length)
    .slice(0, MANY);
  return rank(
    search,
    nearest.map(({ span }) => span),
  );
}

/** The places of the quote in a stretch of text and, unless one of them is clear, of what it may have become there; the best first. */
export function candidatesWithin(search: Search, stretch: Span): Candidate[] {
  const { text, anchor, occurrences } = search;
  const exact = candidates(search, occurrences.within(anchor.quote, stretch));
  if (exact[0]?.share === 1) return exact;
  const seen = new Set<string>();
  const folded = foldedQuotes(text, anchor, stretch).filter(({ start, end }) =>
    hasNeighbours(text, start, end, anchor),
  );
  const changed = [...folded, ...changedQuotes(text, anchor, stretch)].filter((span) => {
    const key = `${span.start}-${span.end}`;
    const isNew = isOpen(span, search) && !seen.has(key) && !exact.some((one) => overlaps(one.span, span));
    seen.add(key);
    return isNew;
  });
  return [...exact, ...rank(search, changed)].sort((a, b) => b.share - a.share);
}

/** The same in the anchor's own passages, whose white space alone changed. */
export function respacedCandidatesWithin({ text, anchor, occurrences }: Search, stretch: Span): Candidate[] {
  const search = { text, anchor, occurrences };
  const exact = candidates(search, occurrences.within(anchor.quote, stretch));
  return exact.length > 0 ? exact : rank(search, foldedQuotes(text, anchor, stretch));
}

/** False of a place that was another of the quote in the older text, as far as the other anchors tell. */
export function isOwn({ span, share }: Candidate, { anchor, occurrences }: Search): boolean {
  return share === 1 || !occurrences.belongsElsewhere(span, anchor);
}

function isOpen(span: Span, { anchor, comparison }: Search): boolean {
  return !comparison || isUnclaimed(span, anchor, comparison);
}

/** Places that became part of a longer word are left out. */
function rank({ text, anchor }: Search, spans: readonly Span[]): Candidate[] {
  return spans
    .filter(({ start, end }) => !gluedAnew(text, start, end, anchor))
    .map((span) => ({ span, share: contextShare(text, span.start, span.end, anchor) }))
    .sort((a, b) => b.share - a.share);
}
