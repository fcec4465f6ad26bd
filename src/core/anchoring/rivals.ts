import type { Anchor } from '../model/annotation';
import { contains, overlaps, type Span } from '../model/span';
import { candidates, isOwn, type Candidate, type Search } from './candidates';
import { isUnclaimed, type Comparison } from './comparison';
import { contextShare, unbrokenContext, vacancyShare } from './context';
import { CONTEXT_LENGTH } from './describe';
import { LEAST_KNOWN, LEAST_SIDE } from './occurrences';
import { weightOf } from './words';

/** Less context than this, in UTF-16 code units, may stand unbroken around another place by chance. */
const LEAST_UNBROKEN = 12;
/** How far beside a place, in UTF-16 code units, the quote may have been deleted instead. */
const BESIDE = 100;
/** In a longer stretch of changed text, in UTF-16 code units, that is looked for beside the place alone. */
const LONGEST_HOME = 2_000;
/** A place with so much of the context, or as much as is there, is a copy of what was annotated, or that itself. */
export const TWIN = 0.5;
/**
 * A shorter piece of a passage, in UTF-16 code units, may stand in another by chance: rather so, where what was found is
 * in its place; less so, where it moved, or the piece is beside what stood beside the passage.
 */
export const LEAST_TRACE = {
  inPlace: 20,
  moved: 12,
  besideNeighbour: 12,
  withoutNeighbours: 24,
};
/** A piece that stands in more places of new or changed text is a phrase that the text repeats. */
const MOST_TRACES = 4;
/** A side of the context that is no longer than this, in UTF-16 code units, may stand beside the quote elsewhere by chance. */
const LEAST_LONGER_SIDE = 16;

/** True if as much of the context stands unbroken around one of other places. */
export function hasRival({ text, anchor }: Search, best: Span, others: readonly Candidate[]): boolean {
  const own = unbrokenContext(text, best.start, best.end, anchor);
  return others.some(({ span }) => {
    if (overlaps(span, best)) return false;
    const length = unbrokenContext(text, span.start, span.end, anchor);
    return length >= LEAST_UNBROKEN && length >= own;
  });
}

/** True if more of one side of the context stands unbroken beside the quote elsewhere, where nothing else of the older text is. */
export function hasLongerSideElsewhere(search: Search, { start, end }: Span): boolean {
  const { text, anchor, occurrences, comparison } = search;
  const { quote, prefix, suffix } = anchor;
  const least = LEAST_LONGER_SIDE / weightOf(prefix + quote + suffix);
  const sides = [
    { prefix, suffix: '' },
    { prefix: '', suffix },
  ];
  const own = sides.map((side) => unbrokenContext(text, start, end, side));
  const isLonger = (other: Span) =>
    sides.some((side, index) => {
      const length = unbrokenContext(text, other.start, other.end, side);
      return length >= least && length > own[index]!;
    });
  return occurrences
    .of(quote)
    .some(
      (other) =>
        !overlaps(other, { start, end }) &&
        isLonger(other) &&
        (!comparison || isUnclaimed(other, anchor, comparison)),
    );
}

/**
 * True if one side of the context, which is not whole here, stands whole elsewhere: with the quote; or wherever it is, if
 * the quote changed; or away from here, if here neither side is whole, or nothing of this one is there.
 */
export function hasSideElsewhere({ text, anchor, occurrences }: Search, { start, end }: Span): boolean {
  const { quote, prefix, suffix } = anchor;
  const isChanged = plain(text.slice(start, end)) !== plain(quote);
  const isQuote = (from: number) => plain(text.slice(from, from + quote.length)) === plain(quote);
  const isFar = (at: number) => at < start - BESIDE || at > end + BESIDE;
  const before = unbrokenContext(text, start, end, { prefix, suffix: '' });
  const after = unbrokenContext(text, start, end, { prefix: '', suffix });
  const isTorn = before < prefix.length && after < suffix.length;
  const contests = (side: string, here: number, borders: readonly { border: number; from: number }[]) => {
    if (side.length <= LEAST_SIDE || here === side.length) return false;
    const isLoose = isTorn || here < LEAST_KNOWN;
    return borders.some(({ border, from }) => isChanged || isQuote(from) || (isLoose && isFar(border)));
  };
  const behind = occurrences.of(suffix).filter((span) => span.start !== end);
  const ahead = occurrences.of(prefix).filter((span) => span.end !== start);
  return (
    contests(
      suffix,
      after,
      behind.map((span) => ({ border: span.start, from: span.start - quote.length })),
    ) ||
    contests(
      prefix,
      before,
      ahead.map((span) => ({ border: span.end, from: span.end })),
    )
  );
}

function plain(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}

/**
 * True if there is another place, in new or changed text, of the quote, or of what stands at the place now, with so much
 * of the context, or with half of it and more than here.
 */
export function hasTwin(search: Search, place: Span, share: number): boolean {
  const { text, anchor, occurrences } = search;
  const { start, end } = place;
  const now = text.slice(start, end);
  const spans = [
    ...occurrences.inOpenText(anchor.quote),
    ...(now === anchor.quote ? [] : occurrences.inOpenText(now)),
  ];
  const others = spans.filter((one) => !overlaps(one, place));
  const own = contextShare(text, start, end, anchor);
  return candidates(search, others).some(
    (one) => (one.share >= share || (one.share >= TWIN && one.share > own)) && isOwn(one, search),
  );
}

/**
 * True if more of the text around a place is as around the same words in another passage, which is as it was, than as
 * around the anchor: then it is a copy of that.
 */
export function isLikeAnother(search: Search, place: Span, comparison: Comparison): boolean {
  const { text, anchor, occurrences } = search;
  const { start, end } = place;
  const own = unbrokenContext(text, start, end, anchor);
  if (own === anchor.prefix.length + anchor.suffix.length) return false;
  const around = {
    prefix: text.slice(Math.max(0, start - CONTEXT_LENGTH), start),
    suffix: text.slice(end, end + CONTEXT_LENGTH),
  };
  return occurrences.of(text.slice(start, end)).some((other) => {
    const length = unbrokenContext(text, other.start, other.end, around);
    return length >= LEAST_UNBROKEN && length > own && !isUnclaimed(other, anchor, comparison);
  });
}

/** How much of the context stands at home, or beside a place, around nothing: where the quote may have been deleted instead. */
export function vacancyBeside({ text, anchor }: Search, place: Span, home: Span): number {
  const beside = {
    start: Math.max(0, place.start - BESIDE),
    end: Math.min(text.length, place.end + BESIDE),
  };
  const near = vacancyShare(text, beside, anchor, place);
  if (home.end - home.start > LONGEST_HOME) return near;
  return Math.max(near, vacancyShare(text, home, anchor, place));
}

/**
 * Where pieces of the anchor's passages stand in new or changed text of a stretch as well, beside a place: what was
 * annotated may be in what they became, and the place in a copy. `own` is the anchor without the context that is of
 * other passages.
 */
export function traces(
  { occurrences }: Search,
  own: Anchor,
  place: Span,
  stretch: Span,
  comparison: Comparison,
  least: number,
): Span[] {
  const { quote, prefix, suffix } = own;
  const length = least / weightOf(quote + prefix + suffix);
  const pieces = [prefix, suffix].flatMap((side) => [side.slice(0, length), side.slice(-length)]);
  return pieces
    .filter((piece) => piece.length >= length)
    .map((piece) => occurrences.inOpenText(piece))
    .filter((spans) => spans.length <= MOST_TRACES)
    .flat()
    .filter(
      (span) => contains(stretch, span) && !overlaps(span, place) && isUnclaimed(span, own, comparison),
    );
}
