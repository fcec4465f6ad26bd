import { overlaps, type Span } from '../model/span';
import { candidates, isOwn, type Candidate, type Search } from './candidates';
import { isUnclaimed, type Comparison } from './comparison';
import { contextShare, unbrokenContext, vacancyShare } from './context';
import { CONTEXT_LENGTH } from './describe';
import { LEAST_KNOWN, LEAST_SIDE } from './occurrences';

/** Less context than this, in UTF-16 code units, may stand unbroken around another place by chance. */
const LEAST_UNBROKEN = 12;
/** How far beside a place, in UTF-16 code units, the quote may have been deleted instead. */
const BESIDE = 100;
/** In a longer stretch of changed text, in UTF-16 code units, that is looked for beside the place alone. */
const LONGEST_HOME = 2_000;
/** A place with so much of the context, or as much as is there, is a copy of what was annotated, or that itself. */
export const TWIN = 0.5;

/** True if as much of the context stands unbroken around one of other places. */
export function hasRival({ text, anchor }: Search, best: Span, others: readonly Candidate[]): boolean {
  const own = unbrokenContext(text, best.start, best.end, anchor);
  return others.some(({ span }) => {
    if (overlaps(span, best)) return false;
    const length = unbrokenContext(text, span.start, span.end, anchor);
    return length >= LEAST_UNBROKEN && length >= own;
  });
}

/**
 * True if one side of the context stands whole elsewhere, and of the context here neither side is whole, or of that side
 * nothing is there. Right beside the place it counts only where the quote stands with it.
 */
export function hasSideElsewhere({ text, anchor }: Search, { start, end }: Span): boolean {
  const { quote, prefix, suffix } = anchor;
  const folded = quote.toLowerCase();
  const isLookAlike = (from: number) => text.slice(from, from + quote.length).toLowerCase() === folded;
  const isFar = (at: number) => at < start - BESIDE || at > end + BESIDE;
  const before = unbrokenContext(text, start, end, { ...anchor, suffix: '' });
  const after = unbrokenContext(text, start, end, { ...anchor, prefix: '' });
  const isTorn = before < prefix.length && after < suffix.length;
  const isSought = (side: string, here: number) => side.length > LEAST_SIDE && (isTorn || here < LEAST_KNOWN);
  if (isSought(suffix, after)) {
    for (let at = text.indexOf(suffix); at >= 0; at = text.indexOf(suffix, at + suffix.length))
      if (at !== end && (isFar(at) || isLookAlike(at - quote.length))) return true;
  }
  if (isSought(prefix, before)) {
    for (let at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + prefix.length)) {
      const behind = at + prefix.length;
      if (behind !== start && (isFar(behind) || isLookAlike(behind))) return true;
    }
  }
  return false;
}

/**
 * True if there is another place, anywhere, of the quote, or of what stands at the place now, with so much of the
 * context, or with half of it and more than here.
 */
export function hasTwin(search: Search, place: Span, share: number): boolean {
  const { text, anchor, occurrences } = search;
  const { start, end } = place;
  const now = text.slice(start, end);
  const spans = [...occurrences.of(anchor.quote), ...(now === anchor.quote ? [] : occurrences.of(now))];
  const others = spans.filter((one) => one.end <= start || one.start >= end);
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
