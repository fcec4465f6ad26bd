import type { Anchor } from '../model/annotation';
import { overlaps, type Span } from '../model/span';
import type { CodePointIndex } from '../text/code-points';
import { candidates, candidatesWithin, respacedCandidatesWithin, type Search } from './candidates';
import { choose, FLOOR } from './choice';
import {
  compare,
  homeOf,
  isBetweenNeighbours,
  isInRepeated,
  isInserted,
  isOfAnother,
  neighboursOf,
  passagesWith,
  SHORT,
  stretchBetween,
  wholeNow,
  withinPassages,
  type Comparison,
  type Passages,
} from './comparison';
import { contextShare } from './context';
import { CONTEXT_LENGTH } from './describe';
import { readFingerprint, type Fingerprint } from './fingerprint';
import { AMBIGUOUS, ORPHAN, type Location } from './location';
import { Occurrences } from './occurrences';
import { hasRival, hasTwin, isLikeAnother, LEAST_TRACE, traces, TWIN } from './rivals';
import { weightOf } from './words';

/** Beside an unchanged passage, a place with less of the context is no rival. */
const RIVAL = 0.3;
/** Of less context in its own passages, in UTF-16 code units, an anchor is not found by that alone. */
const LEAST_OWN = 24;
/** A place with so much of the context may be what was annotated, though no passage there counts as new. */
const TELLING = 0.85;
/** What another place anywhere must have of the context to be a twin of what was found: in a passage between its old neighbours, in one that is as it was, or that was changed. */
const DISTANT_TWIN = { inPlace: 0.9, unchanged: 0.7, respaced: 0.6, changed: 0.5 };

/**
 * Finds the spans that anchors describe, in their order. With the fingerprint of the text that they were made on, an
 * anchor is found in the passage in which it was, wherever that is now, and else between the passages that
 * surrounded it, by its quote and its context; text that was there before, and is not what was annotated, is never
 * taken for it. Without a fingerprint it is found at its position, else by quote and context in the whole text.
 * Whatever does not clear a floor, with a lead over the second candidate, is lost rather than moved to a look-alike.
 */
export function locate(
  text: string,
  anchors: readonly Anchor[],
  codePoints: CodePointIndex,
  fingerprint?: Fingerprint,
): Location[] {
  if (anchors.length === 0) return [];
  const older = fingerprint === undefined ? undefined : readFingerprint(fingerprint);
  const comparison = older && compare(text, older);
  const occurrences = new Occurrences(text, anchors, comparison?.open);
  const found = anchors.map((anchor): Found => {
    if (anchor.quote === '') return { location: ORPHAN, exact: false };
    if (anchor.orphaned) return { location: locateOrphan(text, anchor), exact: false };
    const passages = comparison && passagesWith(anchor, comparison);
    return passages
      ? locateByPassages({ text, anchor, occurrences, comparison }, passages, codePoints)
      : locateAnywhere({ text, anchor, occurrences }, codePoints);
  });
  return withoutCollisions(anchors, found);
}

interface Found {
  readonly location: Location;
  /** True if the whole passage is as it was. */
  readonly exact: boolean;
}

const UNCERTAIN: Found = { location: AMBIGUOUS, exact: false };

/** A search with knowledge of the older text. */
interface KnownSearch extends Search {
  readonly comparison: Comparison;
}

/** In its passages, if they stand somewhere as they were, else at home or in new text. */
function locateByPassages(search: KnownSearch, passages: Passages, codePoints: CodePointIndex): Found {
  const whole = wholeNow(passages, search.comparison);
  if (!whole) return locateChanged(search, passages);
  const start = startIn(whole, search, passages, codePoints);
  if (!search.text.startsWith(search.anchor.quote, start))
    return locateRespaced(search, whole) ?? locateAnywhere(search, codePoints);
  return locateWhole(search, passages, whole, start) ?? locateChanged(search, passages);
}

/** Where an anchor begins in its passages, which stand at `whole`. */
function startIn(
  whole: Span,
  { anchor, comparison }: KnownSearch,
  { first }: Passages,
  codePoints: CodePointIndex,
): number {
  const offset = anchor.position[0] - comparison.starts[first]!;
  return codePoints.toUtf16(codePoints.fromUtf16(whole.start) + offset);
}

/**
 * In passages that stand as they were, unless what is left of others that were the same, or the quote, stands elsewhere;
 * `undefined` where they are so short that they may be there again by chance.
 */
function locateWhole(search: KnownSearch, passages: Passages, whole: Span, start: number): Found | undefined {
  const { text, anchor, occurrences, comparison } = search;
  const { quote } = anchor;
  const span = { start, end: start + quote.length };
  const found: Found = { location: { kind: 'found', span }, exact: true };
  if (isBetweenNeighbours(passages, comparison))
    return hasTwin(search, span, DISTANT_TWIN.inPlace) ? UNCERTAIN : found;
  const share = contextShare(text, span.start, span.end, anchor);
  const length = (whole.end - whole.start) * weightOf(quote);
  if (length < Math.max(SHORT, quote.length + SHORT / 2) && share < FLOOR.once) return undefined;
  const own = withinPassages(anchor, passages, comparison);
  if (comparison.moved[passages.first] === 1) {
    const home = homeOf(passages, comparison);
    const [rival] = candidates(search, occurrences.within(quote, home));
    if (
      (rival && rival.share >= RIVAL) ||
      traces(search, own, whole, entire(text), comparison, LEAST_TRACE.moved).length > 0
    )
      return UNCERTAIN;
  } else {
    const between = stretchBetween(passages, comparison);
    const beside = occurrences.within(quote, between).filter((one) => !overlaps(one, whole));
    const others = candidates(search, beside);
    const isTwin = others.some((one) => one.share >= Math.min(TWIN, Math.max(RIVAL, share)));
    if (isTwin || (share < 1 && hasRival(search, span, others))) return UNCERTAIN;
    if (traces(search, own, whole, between, comparison, LEAST_TRACE.inPlace).length > 0) return UNCERTAIN;
    if (hasTraceBesideNeighbour(search, own, passages, whole)) return UNCERTAIN;
  }
  return hasTwin(search, span, DISTANT_TWIN.unchanged) ? UNCERTAIN : found;
}

/** In passages whose white space changed; an anchor that does not fit the text it is said to be made on is not there. */
function locateRespaced(search: KnownSearch, whole: Span): Found | undefined {
  const location = choose(search, { home: whole, near: respacedCandidatesWithin(search, whole) });
  return location.kind === 'found' ? unlessTwin(search, location, DISTANT_TWIN.respaced) : undefined;
}

/** In what may have become of its passages, or in new text. */
function locateChanged(search: KnownSearch, passages: Passages): Found {
  const { anchor, comparison } = search;
  const home = homeOf(passages, comparison);
  const elsewhere = search.occurrences.inOpenText(anchor.quote).filter((span) => !overlaps(span, home));
  const others = candidates(search, elsewhere);
  const location = choose(search, {
    home,
    near: candidatesWithin(search, home),
    far: others.filter(({ span, share }) => share >= TELLING || isInserted(span, comparison)),
    others,
    isOfAnother: (span) => isOfAnother(span, passages, comparison),
  });
  if (location.kind === 'lost') return locateMoved(search, passages) ?? { location, exact: false };
  const isElsewhere = isAlsoElsewhere(search, passages, location.span, home);
  const isRepeated = isInRepeated(location.span, passages, comparison);
  if (isElsewhere || isRepeated || isLikeAnother(search, location.span, comparison)) return UNCERTAIN;
  return unlessTwin(search, location, DISTANT_TWIN.changed);
}

/** In new text, among what stood around it in its own passages; `undefined` where it is not there. */
function locateMoved(search: KnownSearch, passages: Passages): Found | undefined {
  const { anchor, occurrences, comparison } = search;
  const own = { ...search, anchor: withinPassages(anchor, passages, comparison) };
  const context = (own.anchor.prefix + own.anchor.suffix).length;
  if (context < LEAST_OWN / weightOf(anchor.quote + own.anchor.prefix + own.anchor.suffix)) return undefined;
  const home = homeOf(passages, comparison);
  const others = candidates(own, occurrences.inOpenText(anchor.quote));
  const far = others.filter(({ span }) => !overlaps(span, home) && isInserted(span, comparison));
  const location = choose(own, { home, near: [], far, others });
  if (location.kind === 'lost' || isAlsoElsewhere(search, passages, location.span, home)) return undefined;
  if (isLikeAnother(own, location.span, comparison)) return undefined;
  const found = unlessTwin(own, location, DISTANT_TWIN.changed);
  return found.location.kind === 'found' ? found : undefined;
}

/** True if a piece of the passages stands elsewhere, next to what stood beside them and does not stand beside `whole`. */
function hasTraceBesideNeighbour(search: KnownSearch, own: Anchor, passages: Passages, whole: Span): boolean {
  const { text, comparison } = search;
  const here = neighboursOf(whole, passages, comparison);
  return traces(search, own, whole, entire(text), comparison, LEAST_TRACE.besideNeighbour).some((trace) => {
    const there = neighboursOf(trace, passages, comparison);
    return (there.before && !here.before) || (there.after && !here.after);
  });
}

/** True if a piece of the passages stands elsewhere than a place that is not at home, or beside nothing that stood beside them. */
function isAlsoElsewhere(search: KnownSearch, passages: Passages, place: Span, home: Span): boolean {
  const { text, anchor, comparison } = search;
  const { before, after } = neighboursOf(place, passages, comparison);
  const isHome = overlaps(place, home);
  if (isHome && (before || after)) return false;
  const around = { start: place.start - CONTEXT_LENGTH, end: place.end + CONTEXT_LENGTH };
  const own = withinPassages(anchor, passages, comparison);
  const least = isHome ? LEAST_TRACE.withoutNeighbours : LEAST_TRACE.moved;
  return traces(search, own, around, entire(text), comparison, least).length > 0;
}

function entire(text: string): Span {
  return { start: 0, end: text.length };
}

function unlessTwin(search: Search, location: Location, share: number): Found {
  const isTwin = location.kind === 'found' && hasTwin(search, location.span, share);
  return isTwin ? UNCERTAIN : { location, exact: false };
}

/** Without knowledge of the older text: at the position, where quote and context stand there, else the best place. */
function locateAnywhere(search: Search, codePoints: CodePointIndex): Found {
  const { text, anchor, occurrences } = search;
  const { quote, prefix, suffix } = anchor;
  const start = codePoints.toUtf16(anchor.position[0]);
  const span = { start, end: start + quote.length };
  const bare = prefix === '' && suffix === '';
  if (text.startsWith(quote, start) && (bare || contextShare(text, start, span.end, anchor) === 1)) {
    return { location: { kind: 'found', span }, exact: true };
  }
  const home = entire(text);
  return {
    location: choose(search, { home, near: candidates(search, occurrences.of(quote)) }),
    exact: false,
  };
}

/** What was lost before is found where all of its context has come back, and nowhere else. */
function locateOrphan(text: string, anchor: Anchor): Location {
  if (anchor.prefix === '' && anchor.suffix === '') return ORPHAN;
  const whole = anchor.prefix + anchor.quote + anchor.suffix;
  const at = text.indexOf(whole);
  if (at < 0) return ORPHAN;
  if (text.includes(whole, at + 1)) return AMBIGUOUS;
  const start = at + anchor.prefix.length;
  return { kind: 'found', span: { start, end: start + anchor.quote.length } };
}

/** What was apart and now claims the same place cannot all be there: only what stands in an unchanged passage is. */
function withoutCollisions(anchors: readonly Anchor[], found: readonly Found[]): Location[] {
  const locations = found.map(({ location }) => location);
  const order = found
    .flatMap(({ location }, index) => (location.kind === 'found' ? [{ index, span: location.span }] : []))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let reach: (typeof order)[number] | undefined;
  for (const one of order) {
    if (reach && overlaps(reach.span, one.span) && apart(anchors[reach.index]!, anchors[one.index]!)) {
      if (!found[one.index]!.exact) locations[one.index] = AMBIGUOUS;
      if (!found[reach.index]!.exact) locations[reach.index] = AMBIGUOUS;
    }
    if (!reach || one.span.end > reach.span.end) reach = one;
  }
  return locations;
}

function apart(a: Anchor, b: Anchor): boolean {
  return a.position[1] <= b.position[0] || b.position[1] <= a.position[0];
}
