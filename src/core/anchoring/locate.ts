import type { Anchor } from '../model/annotation';
import { overlaps, type Span } from '../model/span';
import { countWhile } from '../text/ascending';
import type { CodePointIndex } from '../text/code-points';
import { align, type Alignment } from './alignment';
import {
  contextShare,
  gluedAnew,
  hasNeighbour,
  hasNeighbours,
  unbrokenContext,
  vacancyShare,
} from './context';
import { CONTEXT_LENGTH } from './describe';
import { passagesOf, readFingerprint, type Fingerprint, type PassageSpan } from './fingerprint';
import { KnownText, type KnownPlace } from './known-text';
import { changedQuotes, foldedQuotes } from './quotes';

/** `orphan` means that no place is similar enough, `ambiguous` that two places are. Both are for a person to settle. */
export type Location =
  | { readonly kind: 'found'; readonly span: Span }
  | { readonly kind: 'lost'; readonly reason: 'orphan' | 'ambiguous' };

/** The share of its context that a place must still have around it; more where the quote recurs. */
const FLOOR = { once: 0.4, recurs: 0.5 };
/** However long the quote is, so much of its context. */
const LEAST_SHARE = 0.3;
/** The same for a place in text that is new, where what was annotated may have been moved to. */
const MOVED_FLOOR = { once: 0.7, recurs: 0.85 };
/** How much more of the context the best place must have than the second. */
const LEAD = 0.2;
/** How many characters better a place must explain what is left than that the quote was deleted. */
const VACANCY_LEAD = 3;
/** How far beside a place, in UTF-16 code units, the quote may have been deleted instead. */
const BESIDE = 100;
/** In a longer stretch of changed text, in UTF-16 code units, that is looked for beside the place alone. */
const LONGEST_HOME = 2_000;
/** A passage that is no longer than this, in UTF-16 code units, may be there again by chance. */
const SHORT = 24;
/** Of less growth, in UTF-16 code units, where more passages stand than before, none of them counts as new. */
const LEAST_INSERTED = 8;
/** A look-alike with less of the context does not count as a rival. */
const RIVAL = 0.3;
/** With a rival that has so much of the context, nothing is certain. */
const LOUDEST_RIVAL = 0.5;
/** A place beside an unchanged passage with so much of the context, or as much as is there, is a copy of it, or the passage itself. */
const TWIN = 0.5;
/** The same for a place anywhere, beside what was found in a passage that is as it was, or that was changed. */
const DISTANT_TWIN = { unchanged: 0.8, respaced: 0.6, changed: 0.7 };
/** With less of the context, a place in a passage whose length is rather that of another is not taken. */
const TELLING_LENGTH = 0.6;
/** How many times nearer its length must be to that of the other passage. */
const NEARER = 6;
/** A Han sign says as much as so many letters. */
const HAN_WEIGHT = 2;
/** Less context than this, in UTF-16 code units, may stand unbroken around another place by chance. */
const LEAST_UNBROKEN = 12;
/** So many letters of its context must stand unbroken around a quote that recurs. */
const LEAST_AROUND = 10;
/** So many Han signs of a quote and its context must stand unbroken. */
const LEAST_HAN = 8;
/** A side of the context that is no longer than this, in UTF-16 code units, may stand elsewhere by chance. */
const LEAST_SIDE = 15;
/** Of less known context, in UTF-16 code units, nothing follows. */
const LEAST_KNOWN = 8;

const ORPHAN: Location = { kind: 'lost', reason: 'orphan' };
const AMBIGUOUS: Location = { kind: 'lost', reason: 'ambiguous' };

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
  const places = new Places(text, anchors);
  const found = anchors.map((anchor): Found => {
    if (anchor.quote === '') return { location: ORPHAN, exact: false };
    if (anchor.orphaned) return { location: locateOrphan(text, anchor), exact: false };
    return (
      (comparison && locateByPassage(text, anchor, comparison, places, codePoints)) ??
      locateAnywhere(text, anchor, places, codePoints)
    );
  });
  return withoutCollisions(anchors, found);
}

interface Found {
  readonly location: Location;
  /** True if the whole passage is as it was. */
  readonly exact: boolean;
}

/** An older text, known by its passages, beside the one at hand. */
interface Comparison extends Alignment {
  /** Where each passage of the older text began, in code points; one more for its end. */
  readonly starts: Int32Array;
  readonly now: readonly PassageSpan[];
  /** For each passage of the text at hand the one of the older that it is; -1 for what is new or changed. */
  readonly source: Int32Array;
  /** For each passage at hand the one of the older text that it is a copy of; -1 for what is none. */
  readonly copied: Int32Array;
  /** 1 for a passage at hand where more stands than is missing of the older text, so that some of it is new. */
  readonly inserted: Uint8Array;
  /** Where the last passage before each of the older text that is in its place ends now; one more for its end. */
  readonly endBefore: Int32Array;
  /** Where the first passage from each of the older text on that is in its place starts now. */
  readonly startFrom: Int32Array;
}

function compare(text: string, older: readonly { hash: string; length: number }[]): Comparison {
  const now = passagesOf(text);
  const alignment = align(
    older.map(({ hash }) => hash),
    now.map(({ hash }) => hash),
  );
  const { target, moved } = alignment;
  const starts = new Int32Array(older.length + 1);
  for (const [index, { length }] of older.entries()) starts[index + 1] = starts[index]! + length;
  const source = new Int32Array(now.length).fill(-1);
  for (const [from, to] of target.entries()) if (to >= 0) source[to] = from;
  const copied = copies(text, older, now, source);
  const endBefore = new Int32Array(older.length + 1);
  const startFrom = new Int32Array(older.length + 1).fill(text.length);
  for (let index = 0; index < older.length; index++) {
    const inPlace = target[index] !== -1 && moved[index] === 0;
    endBefore[index + 1] = inPlace ? now[target[index]!]!.end : endBefore[index]!;
  }
  for (let index = older.length - 1; index >= 0; index--) {
    const inPlace = target[index] !== -1 && moved[index] === 0;
    startFrom[index] = inPlace ? now[target[index]!]!.start : startFrom[index + 1]!;
  }
  const inserted = insertions(alignment, starts, now, source);
  return { ...alignment, starts, now, source, copied, endBefore, startFrom, inserted };
}

/** For each passage at hand the one of the older text that it says again, though that is elsewhere; else -1. */
function copies(
  text: string,
  older: readonly { hash: string }[],
  now: readonly PassageSpan[],
  source: Int32Array,
): Int32Array {
  const known = new Map(older.map(({ hash }, index) => [hash, index]));
  return Int32Array.from(now, ({ hash, start, end }, index) => {
    if (source[index] !== -1) return -1;
    const passage = text.slice(start, end);
    return passage.length * weightOf(passage) > SHORT ? (known.get(hash) ?? -1) : -1;
  });
}

/** A passage that was only cut in two is no longer than before: nothing of it is new. */
function insertions(
  { target, moved }: Alignment,
  starts: Int32Array,
  now: readonly PassageSpan[],
  source: Int32Array,
): Uint8Array {
  const inserted = new Uint8Array(source.length);
  let from = 0;
  let to = 0;
  const close = (nextFrom: number, nextTo: number) => {
    let balance = 0;
    let growth = 0;
    for (let index = from; index < nextFrom; index++) {
      if (target[index] !== -1) continue;
      balance--;
      growth -= starts[index + 1]! - starts[index]!;
    }
    for (let index = to; index < nextTo; index++) {
      if (source[index] !== -1) continue;
      balance++;
      growth += now[index]!.end - now[index]!.start;
    }
    if (balance > 0 && growth > LEAST_INSERTED)
      for (let index = to; index < nextTo; index++) if (source[index] === -1) inserted[index] = 1;
    [from, to] = [nextFrom + 1, nextTo + 1];
  };
  for (const [index, place] of target.entries()) if (place >= 0 && moved[index] === 0) close(index, place);
  close(target.length, source.length);
  return inserted;
}

function locateByPassage(
  text: string,
  anchor: Anchor,
  comparison: Comparison,
  places: Places,
  codePoints: CodePointIndex,
): Found | undefined {
  const { starts, target, moved, now } = comparison;
  const { quote, position } = anchor;
  const count = target.length;
  if (count === 0 || position[0] >= starts[count]! || position[1] > starts[count]!) return undefined;
  const first = passageAt(starts, position[0]);
  const last = passageAt(starts, Math.max(position[0], position[1] - 1));
  const home = homeOf(first, last, comparison);

  const place = target[first]!;
  let whole = place >= 0;
  for (let index = first + 1; whole && index <= last; index++) {
    whole = target[index] === place + index - first && moved[index] === moved[first];
  }
  if (whole) {
    const offset = position[0] - starts[first]!;
    const start = codePoints.toUtf16(codePoints.fromUtf16(now[place]!.start) + offset);
    const span = { start, end: start + quote.length };
    if (!text.startsWith(quote, start)) {
      const passages = { start: now[place]!.start, end: now[place + last - first]!.end };
      const found = locateWithin(text, anchor, passages, places);
      return found && unlessTwin(text, anchor, found, DISTANT_TWIN.respaced, places, comparison);
    }
    const exact: Found = { location: { kind: 'found', span }, exact: true };
    const length = (now[place + last - first]!.end - now[place]!.start) * weightOf(quote);
    const steady =
      length >= Math.max(SHORT, quote.length + SHORT / 2) ||
      contextShare(text, span.start, span.end, anchor) >= FLOOR.once ||
      (moved[first] === 0 && betweenNeighbours(first, last, comparison));
    const beside = { start: comparison.endBefore[first]!, end: comparison.startFrom[last + 1]! };
    if (moved[first] === 0) {
      const strange = beside.start < now[place]!.start || beside.end > now[place + last - first]!.end;
      const found = strange ? candidates(text, anchor, places.within(quote, beside), comparison) : [];
      const share = contextShare(text, span.start, span.end, anchor);
      const isTwin = found.some((one) => one.share >= Math.min(TWIN, Math.max(RIVAL, share)));
      if (isTwin || (share < 1 && hasRival(text, anchor, span, found)))
        return { location: AMBIGUOUS, exact: false };
      if (steady) return unlessTwin(text, anchor, exact, DISTANT_TWIN.unchanged, places, comparison);
    } else if (steady) {
      const [rival] = candidates(text, anchor, places.within(quote, home), comparison);
      if (rival && rival.share >= RIVAL) return { location: AMBIGUOUS, exact: false };
      return unlessTwin(text, anchor, exact, DISTANT_TWIN.unchanged, places, comparison);
    }
  }
  const near = nearCandidates(text, anchor, home, places, comparison);
  const others = candidates(
    text,
    anchor,
    places.of(quote).filter(({ start, end }) => end <= home.start || start >= home.end),
    comparison,
  );
  const far = others.filter(({ span }) => comparison.inserted[passageOf(now, span.start)] === 1);
  const location = choose(text, anchor, home, { near, far, others }, places, (span) =>
    isOfAnother(span, first, last, comparison),
  );
  if (location.kind === 'found' && isLikeAnother(text, anchor, location.span, places, comparison))
    return { location: AMBIGUOUS, exact: false };
  return unlessTwin(text, anchor, { location, exact: false }, DISTANT_TWIN.changed, places, comparison);
}

/** What was found, unless there is another place of it with so much of the context, or with half of it and more than here. */
function unlessTwin(
  text: string,
  anchor: Anchor,
  found: Found,
  share: number,
  places: Places,
  comparison: Comparison,
): Found {
  if (found.location.kind === 'lost') return found;
  const { start, end } = found.location.span;
  const now = text.slice(start, end);
  const spans = [...places.of(anchor.quote), ...(now === anchor.quote ? [] : places.of(now))];
  const others = spans.filter((one) => one.end <= start || one.start >= end);
  const own = contextShare(text, start, end, anchor);
  const hasTwin = candidates(text, anchor, others, comparison).some(
    (one) => (one.share >= share || (one.share >= TWIN && one.share > own)) && isOwn(one, anchor, places),
  );
  return hasTwin ? { location: AMBIGUOUS, exact: false } : found;
}

/**
 * True if more of the text around a place is as around the same words in another passage, which is as it was, than as
 * around the anchor: then it is a copy of that.
 */
function isLikeAnother(
  text: string,
  anchor: Anchor,
  { start, end }: Span,
  places: Places,
  comparison: Comparison,
): boolean {
  const own = unbrokenContext(text, start, end, anchor);
  if (own === anchor.prefix.length + anchor.suffix.length) return false;
  const around = {
    prefix: text.slice(Math.max(0, start - CONTEXT_LENGTH), start),
    suffix: text.slice(end, end + CONTEXT_LENGTH),
  };
  return places.of(text.slice(start, end)).some((other) => {
    const length = unbrokenContext(text, other.start, other.end, around);
    return length >= LEAST_UNBROKEN && length > own && !unclaimed(other, anchor, comparison);
  });
}

/** True if a place is in a passage whose length tells that it became of another than the anchor's. */
function isOfAnother(
  span: Span,
  first: number,
  last: number,
  { starts, target, moved, now }: Comparison,
): boolean {
  const { length } = now[passageOf(now, span.start)]!;
  const own = starts[last + 1]! - starts[first]!;
  const change = Math.abs(own - length);
  if (change * 2 < Math.min(length, own)) return false;
  const isGap = (index: number) =>
    index >= 0 && index < target.length && (target[index] === -1 || moved[index] === 1);
  const isNearer = (index: number) =>
    target[index] === -1 && Math.abs(starts[index + 1]! - starts[index]! - length) * NEARER < change;
  for (let index = first - 1; isGap(index); index--) if (isNearer(index)) return true;
  for (let index = last + 1; isGap(index); index++) if (isNearer(index)) return true;
  return false;
}

function weightOf(quote: string): number {
  return /\p{Script=Han}/u.test(quote) ? HAN_WEIGHT : 1;
}

/** The places of the quote at home and, unless one of them is clear, of what it may have become. */
function nearCandidates(
  text: string,
  anchor: Anchor,
  home: Span,
  places: Places,
  comparison: Comparison,
): Candidate[] {
  const exact = candidates(text, anchor, places.within(anchor.quote, home), comparison);
  if (exact[0]?.share === 1) return exact;
  const seen = new Set<string>();
  const folded = foldedQuotes(text, anchor, home).filter(({ start, end }) =>
    hasNeighbours(text, start, end, anchor),
  );
  const changed = [...folded, ...changedQuotes(text, anchor, home)].filter((span) => {
    const key = `${span.start}-${span.end}`;
    const isNew =
      unclaimed(span, anchor, comparison) && !seen.has(key) && !exact.some((one) => overlaps(one.span, span));
    seen.add(key);
    return isNew;
  });
  return [...exact, ...rank(text, anchor, changed)].sort((a, b) => b.share - a.share);
}

/** In passages whose white space changed; an anchor that does not fit the text it is said to be made on is not there. */
function locateWithin(text: string, anchor: Anchor, passages: Span, places: Places): Found | undefined {
  const exact = candidates(text, anchor, places.within(anchor.quote, passages), undefined);
  const near = exact.length > 0 ? exact : rank(text, anchor, foldedQuotes(text, anchor, passages));
  const location = choose(text, anchor, passages, { near }, places);
  return location.kind === 'found' ? { location, exact: false } : undefined;
}

function betweenNeighbours(first: number, last: number, { target, moved }: Comparison): boolean {
  const here = target[first]!;
  const before = first === 0 ? here === 0 : target[first - 1] === here - 1 && moved[first - 1] === 0;
  const after = last + 1 === target.length || target[last + 1] === target[last]! + 1;
  return before && after;
}

/** Where what stood in passages of the older text is now, if it is still between its neighbours. */
function homeOf(first: number, last: number, { startFrom, endBefore, target, moved, now }: Comparison): Span {
  const firstInPlace = target[first] !== -1 && moved[first] === 0;
  const lastInPlace = target[last] !== -1 && moved[last] === 0;
  return {
    start: firstInPlace ? now[target[first]!]!.start : endBefore[first]!,
    end: lastInPlace ? now[target[last]!]!.end : startFrom[last + 1]!,
  };
}

interface Candidate {
  readonly span: Span;
  readonly share: number;
}

/** Of more places of a quote, those with the most of the context right beside them are looked at. */
const MANY = 24;

/** Those of some places that are not claimed by other passages; the best first. */
function candidates(
  text: string,
  anchor: Anchor,
  spans: readonly Span[],
  comparison: Comparison | undefined,
): Candidate[] {
  const open = comparison ? spans.filter((span) => unclaimed(span, anchor, comparison)) : spans;
  if (open.length <= MANY) return rank(text, anchor, open);
  const nearest = open
    .map((span) => ({ span, length: unbrokenContext(text, span.start, span.end, anchor) }))
    .sort((a, b) => b.length - a.length)
    .slice(0, MANY);
  return rank(
    text,
    anchor,
    nearest.map(({ span }) => span),
  );
}

function rank(text: string, anchor: Anchor, spans: readonly Span[]): Candidate[] {
  return spans
    .filter(({ start, end }) => !gluedAnew(text, start, end, anchor))
    .map((span) => ({ span, share: contextShare(text, span.start, span.end, anchor) }))
    .sort((a, b) => b.share - a.share);
}

/** Longer quotes, in UTF-16 code units, are not looked for where they overlap themselves: that keeps the time linear. */
const LONGEST_OVERLAP = 256;

/** The places of quotes in a text, each quote looked for once, and in the older text as far as the anchors know it. */
class Places {
  private readonly known = new Map<string, readonly Span[]>();
  private older: KnownText | undefined;

  constructor(
    private readonly text: string,
    private readonly anchors: readonly Anchor[],
  ) {}

  of(quote: string): readonly Span[] {
    let spans = this.known.get(quote);
    if (!spans) {
      spans = this.find(quote);
      this.known.set(quote, spans);
    }
    return spans;
  }

  within(quote: string, stretch: Span): readonly Span[] {
    return this.of(quote).filter(({ start, end }) => stretch.start <= start && end <= stretch.end);
  }

  /** True if a quote stands more than once in the text, or is known to have stood so in the older one. */
  recurs({ quote, position }: Anchor): boolean {
    return this.of(quote).length > 1 || this.elsewhere(quote, position).length > 0;
  }

  /**
   * True if what was elsewhere in the older text explains a place at least as well as an anchor does, or one side of it,
   * whole, which the anchor does not explain.
   */
  belongsElsewhere({ start, end }: Span, anchor: Anchor): boolean {
    return this.elsewhere(this.text.slice(start, end), anchor.position).some(
      ({ prefix, suffix, position }) => {
        if (prefix.length + suffix.length < LEAST_KNOWN) return false;
        const own = {
          ...anchor,
          prefix: anchor.prefix.slice(Math.max(0, anchor.prefix.length - prefix.length)),
          suffix: anchor.suffix.slice(0, suffix.length),
        };
        const other = { ...anchor, prefix, suffix, position: [position, position] as const };
        const hasSide = (side: 'prefix' | 'suffix') => {
          const alone = { prefix: '', suffix: '' };
          const unbroken = (one: Anchor) =>
            unbrokenContext(this.text, start, end, { ...one, ...alone, [side]: one[side] });
          const { length } = other[side];
          return length > LEAST_SIDE && unbroken(other) === length && unbroken(anchor) < LEAST_KNOWN;
        };
        if (hasSide('prefix') || hasSide('suffix')) return true;
        return contextShare(this.text, start, end, other) >= contextShare(this.text, start, end, own);
      },
    );
  }

  private elsewhere(quote: string, [start, end]: Anchor['position']): readonly KnownPlace[] {
    this.older ??= new KnownText(this.anchors);
    return this.older
      .placesOf(quote, CONTEXT_LENGTH)
      .filter(({ position }) => position < start || position >= end);
  }

  private find(quote: string): Span[] {
    const step = quote.length > LONGEST_OVERLAP ? quote.length : 1;
    const spans: Span[] = [];
    for (let at = this.text.indexOf(quote); at >= 0; at = this.text.indexOf(quote, at + step)) {
      spans.push({ start: at, end: at + quote.length });
    }
    return spans;
  }
}

/** False if a span lies in passages of the older text, or copies of them, that are not the anchor's. */
function unclaimed(span: Span, { position }: Anchor, { starts, now, source, copied }: Comparison): boolean {
  const isOwn = (passage: number) => starts[passage]! < position[1] && position[0] < starts[passage + 1]!;
  for (let index = passageOf(now, span.start); index < now.length && now[index]!.start < span.end; index++) {
    const [from, copy] = [source[index]!, copied[index]!];
    if (from === -1 && (copy === -1 || isOwn(copy))) return true;
  }
  return false;
}

/** The index of the passage that holds an offset. */
function passageOf(now: readonly PassageSpan[], offset: number): number {
  return Math.max(0, countWhile(now, ({ start }) => start <= offset) - 1);
}

/** Places of a quote, the best first. */
interface Choice {
  /** Between the passages that surrounded it. */
  readonly near: readonly Candidate[];
  /** Elsewhere, in passages that are new. */
  readonly far?: readonly Candidate[];
  /** Elsewhere. */
  readonly others?: readonly Candidate[];
}

/** `isOfAnother` tells of a place whether it is in what became of another passage. */
function choose(
  text: string,
  anchor: Anchor,
  home: Span,
  { near, far = [], others = [] }: Choice,
  places: Places,
  isOfAnother: (span: Span) => boolean = () => false,
): Location {
  const [here, second] = near.filter((one) => isOwn(one, anchor, places));
  const [there] = far.filter((one) => isOwn(one, anchor, places));
  const { quote, prefix, suffix } = anchor;
  const context = prefix.length + suffix.length;
  const often = places.recurs(anchor) ? 'recurs' : 'once';
  /** The share of the quote and its context together: a long quote needs less around it. */
  const whole = ({ share }: Candidate) => (share * context + quote.length) / (context + quote.length);
  const [best, rivals] =
    here && whole(here) >= FLOOR[often]
      ? [here, [second, others[0]]]
      : there && whole(there) >= MOVED_FLOOR[often]
        ? [there, [here, others.find((one) => one.span.start !== there.span.start)]]
        : [undefined, []];
  if (!best || best.share < LEAST_SHARE || !hasNeighbour(text, best.span.start, best.span.end, anchor))
    return ORPHAN;
  if (best === here && best.share < TELLING_LENGTH && isOfAnother(best.span)) return ORPHAN;
  const rival = Math.max(...rivals.map((one) => one?.share ?? -1));
  if (rival > LOUDEST_RIVAL || best.share - rival < LEAD) return AMBIGUOUS;
  const unbroken = unbrokenContext(text, best.span.start, best.span.end, anchor);
  const weight = weightOf(quote);
  const recurring = often === 'recurs' ? LEAST_AROUND / weight : 0;
  const least = weight === HAN_WEIGHT ? Math.max(recurring, LEAST_HAN - quote.length) : recurring;
  if (unbroken < Math.min(least, context)) return ORPHAN;
  if (best.share < 1 && isContested(text, anchor, best.span, [...near, ...others])) return AMBIGUOUS;
  // Where the context closes over the missing quote, what is found next to it is another.
  const vacancy = best.share < 1 ? vacancyOf(text, anchor, home, best.span) : 0;
  const lead = ((best.share - vacancy) * context + 1.5 * quote.length) * weight;
  if (lead < VACANCY_LEAD) return ORPHAN;
  return { kind: 'found', span: best.span };
}

/**
 * True if the text right beside a place does not tell it from another: as much of the context stands unbroken around
 * another place of the quote, or one side of the context stands whole elsewhere, and here neither does, or nothing of it.
 */
function isContested(text: string, anchor: Anchor, best: Span, candidates: readonly Candidate[]): boolean {
  return hasRival(text, anchor, best, candidates) || hasSideElsewhere(text, anchor, best);
}

function hasRival(text: string, anchor: Anchor, best: Span, candidates: readonly Candidate[]): boolean {
  const own = unbrokenContext(text, best.start, best.end, anchor);
  return candidates.some(({ span }) => {
    if (overlaps(span, best)) return false;
    const length = unbrokenContext(text, span.start, span.end, anchor);
    return length >= LEAST_UNBROKEN && length >= own;
  });
}

function hasSideElsewhere(text: string, anchor: Anchor, { start, end }: Span): boolean {
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

/** False of a place that was another of the quote in the older text, as far as the other anchors tell. */
function isOwn({ span, share }: Candidate, anchor: Anchor, places: Places): boolean {
  return share === 1 || !places.belongsElsewhere(span, anchor);
}

function vacancyOf(text: string, anchor: Anchor, home: Span, { start, end }: Span): number {
  const beside = { start: Math.max(0, start - BESIDE), end: Math.min(text.length, end + BESIDE) };
  const near = vacancyShare(text, beside, anchor, { start, end });
  if (home.end - home.start > LONGEST_HOME) return near;
  return Math.max(near, vacancyShare(text, home, anchor, { start, end }));
}

/** The index of the passage that holds a code point. */
function passageAt(starts: Int32Array, position: number): number {
  return countWhile(starts, (start) => start <= position) - 1;
}

/** Without knowledge of the older text: at the position, where quote and context stand there, else the best place. */
function locateAnywhere(text: string, anchor: Anchor, places: Places, codePoints: CodePointIndex): Found {
  const { quote, prefix, suffix } = anchor;
  const start = codePoints.toUtf16(anchor.position[0]);
  const span = { start, end: start + quote.length };
  const bare = prefix === '' && suffix === '';
  if (text.startsWith(quote, start) && (bare || contextShare(text, start, span.end, anchor) === 1)) {
    return { location: { kind: 'found', span }, exact: true };
  }
  const whole = { start: 0, end: text.length };
  const everywhere = candidates(text, anchor, places.of(quote), undefined);
  return { location: choose(text, anchor, whole, { near: everywhere }, places), exact: false };
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
