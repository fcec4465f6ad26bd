import type { Anchor } from '../model/annotation';
import type { Span } from '../model/span';
import { countWhile } from '../text/ascending';
import { align, type Alignment } from './alignment';
import { passagesOf, type Passage, type PassageSpan } from './fingerprint';
import { weightOf } from './words';

/** A passage that is no longer than this, in UTF-16 code units, may be there again by chance. */
export const SHORT = 24;
/** Of less growth, in UTF-16 code units, where more passages stand than before, none of them counts as new. */
const LEAST_INSERTED = 8;
/** How many times nearer its length must be to that of the other passage. */
const NEARER = 6;

/** An older text, known by its passages, beside the one at hand. */
export interface Comparison extends Alignment {
  /** Where each passage of the older text began, in code points; one more for its end. */
  readonly starts: Int32Array;
  /** Of the passages of the older text. */
  readonly hashes: readonly string[];
  readonly now: readonly PassageSpan[];
  /** For each passage of the text at hand the one of the older that it is; -1 for what is new or changed. */
  readonly source: Int32Array;
  /** For each passage at hand the one of the older text that it is a copy of; -1 for what is none. */
  readonly copied: Int32Array;
  /** The stretches at hand that are new or changed: what is not of the older text, in order. */
  readonly open: readonly Span[];
  /** 1 for a passage at hand where more stands than is missing of the older text, so that some of it is new. */
  readonly inserted: Uint8Array;
  /** Where the last passage before each of the older text that is in its place ends now; one more for its end. */
  readonly endBefore: Int32Array;
  /** Where the first passage from each of the older text on that is in its place starts now. */
  readonly startFrom: Int32Array;
}

/** The first and the last of some passages of the older text, which lie side by side. */
export interface Passages {
  readonly first: number;
  readonly last: number;
}

/** Compares a text with an older one. Takes time n log n. */
export function compare(text: string, older: readonly Passage[]): Comparison {
  const now = passagesOf(text);
  const hashes = older.map(({ hash }) => hash);
  const alignment = align(
    hashes,
    now.map(({ hash }) => hash),
  );
  const { target } = alignment;
  const starts = new Int32Array(older.length + 1);
  for (const [index, { length }] of older.entries()) starts[index + 1] = starts[index]! + length;
  const source = new Int32Array(now.length).fill(-1);
  for (const [from, to] of target.entries()) if (to >= 0) source[to] = from;
  return {
    ...alignment,
    hashes,
    starts,
    now,
    source,
    copied: copies(text, older, now, source),
    open: openStretches(now, source),
    inserted: insertions(alignment, starts, now, source),
    ...surroundings(text, alignment, now),
  };
}

/** True if one of the older passages is in its place. */
function stays(old: number, { target, moved }: Alignment): boolean {
  return target[old] !== -1 && moved[old] === 0;
}

function surroundings(
  text: string,
  alignment: Alignment,
  now: readonly PassageSpan[],
): Pick<Comparison, 'endBefore' | 'startFrom'> {
  const { target } = alignment;
  const count = target.length;
  const endBefore = new Int32Array(count + 1);
  const startFrom = new Int32Array(count + 1).fill(text.length);
  for (let index = 0; index < count; index++) {
    endBefore[index + 1] = stays(index, alignment) ? now[target[index]!]!.end : endBefore[index]!;
  }
  for (let index = count - 1; index >= 0; index--) {
    startFrom[index] = stays(index, alignment) ? now[target[index]!]!.start : startFrom[index + 1]!;
  }
  return { endBefore, startFrom };
}

function openStretches(now: readonly PassageSpan[], source: Int32Array): Span[] {
  const stretches: Span[] = [];
  for (const [index, { start, end }] of now.entries()) {
    if (source[index] !== -1) continue;
    const before = stretches.at(-1)?.end === start ? stretches.pop() : undefined;
    stretches.push({ start: before?.start ?? start, end });
  }
  return stretches;
}

/** For each passage at hand the one of the older text that it says again, though that is elsewhere; else -1. */
function copies(
  text: string,
  older: readonly Passage[],
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

/** The passages of the older text that hold an anchor; `undefined` for one that is not of that text. */
export function passagesWith({ position }: Anchor, { starts, target }: Comparison): Passages | undefined {
  const [start, end] = position;
  const length = starts[target.length]!;
  if (start >= length || end > length) return undefined;
  return { first: passageAt(starts, start), last: passageAt(starts, Math.max(start, end - 1)) };
}

/** Where passages of the older text stand now, side by side and as they were; `undefined` where they do not. */
export function wholeNow({ first, last }: Passages, comparison: Comparison): Span | undefined {
  const { target, moved, now } = comparison;
  const place = target[first]!;
  if (place < 0) return undefined;
  for (let index = first + 1; index <= last; index++) {
    if (target[index] !== place + index - first || moved[index] !== moved[first]) return undefined;
  }
  return { start: now[place]!.start, end: now[place + last - first]!.end };
}

/** An anchor with no more of its context than what is in the passages that it is in. */
export function withinPassages(anchor: Anchor, { first, last }: Passages, { starts }: Comparison): Anchor {
  const [start, end] = anchor.position;
  const before = start - starts[first]!;
  return {
    ...anchor,
    prefix: before > 0 ? Array.from(anchor.prefix).slice(-before).join('') : '',
    suffix: Array.from(anchor.suffix)
      .slice(0, starts[last + 1]! - end)
      .join(''),
  };
}

/** True if passages that stand as they were, in their place, are next to those that they stood next to. */
export function isBetweenNeighbours({ first, last }: Passages, comparison: Comparison): boolean {
  const here = comparison.target[first]!;
  return (
    isInPlace(first, here, comparison) &&
    isInPlace(first - 1, here - 1, comparison) &&
    isInPlace(last + 1, here + last + 1 - first, comparison)
  );
}

/** Which of the two passages that stood beside some of the older text stand, unchanged, beside those at hand that hold a span. */
export function neighboursOf(
  span: Span,
  { first, last }: Passages,
  { now, source, hashes }: Comparison,
): { readonly before: boolean; readonly after: boolean } {
  const from = passageOf(now, span.start);
  const to = passageOf(now, Math.max(span.start, span.end - 1));
  return {
    before: from === 0 ? first === 0 : first > 0 && source[from - 1] === first - 1,
    after: to + 1 === now.length ? last + 1 === hashes.length : source[to + 1] === last + 1,
  };
}

/** True if one of the older passages is in its place as the given one at hand; or if both are what lies beyond the text. */
function isInPlace(old: number, at: number, { target, moved, now }: Comparison): boolean {
  if (old < 0 || old >= target.length) return at === (old < 0 ? -1 : now.length);
  return target[old] === at && moved[old] === 0;
}

/** True if a span is in a passage that says one of these again, and another passage at hand does so too. */
export function isInRepeated(span: Span, { first, last }: Passages, { now, hashes }: Comparison): boolean {
  const at = passageOf(now, span.start);
  const hash = now[at]?.hash;
  if (hash === undefined || !hashes.slice(first, last + 1).includes(hash)) return false;
  return now.some((other, index) => index !== at && other.hash === hash);
}

/** The text between what stood before passages of the older text and what stood behind them, as far as that is in its place. */
export function stretchBetween({ first, last }: Passages, { startFrom, endBefore }: Comparison): Span {
  return { start: endBefore[first]!, end: startFrom[last + 1]! };
}

/** Where what stood in passages of the older text is now, if it is still between its neighbours. */
export function homeOf(passages: Passages, comparison: Comparison): Span {
  const { target, now } = comparison;
  const { first, last } = passages;
  const between = stretchBetween(passages, comparison);
  return {
    start: stays(first, comparison) ? now[target[first]!]!.start : between.start,
    end: stays(last, comparison) ? now[target[last]!]!.end : between.end,
  };
}

/** False if a span lies in passages of the older text, or copies of them, that are not the anchor's. */
export function isUnclaimed(span: Span, { position }: Anchor, comparison: Comparison): boolean {
  const { starts, now, source, copied } = comparison;
  const isOwn = (passage: number) => starts[passage]! < position[1] && position[0] < starts[passage + 1]!;
  for (let index = passageOf(now, span.start); index < now.length && now[index]!.start < span.end; index++) {
    const [from, copy] = [source[index]!, copied[index]!];
    if (from === -1 && (copy === -1 || isOwn(copy))) return true;
  }
  return false;
}

/** True if a span begins in a passage that is new. */
export function isInserted(span: Span, { now, inserted }: Comparison): boolean {
  return inserted[passageOf(now, span.start)] === 1;
}

/** True if a span begins in a passage whose length tells that it became of others than these, between the same neighbours. */
export function isOfAnother(span: Span, { first, last }: Passages, comparison: Comparison): boolean {
  const { starts, target, moved, now } = comparison;
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

/** The index of the passage that holds an offset. */
function passageOf(now: readonly PassageSpan[], offset: number): number {
  return Math.max(0, countWhile(now, ({ start }) => start <= offset) - 1);
}

/** The index of the passage that holds a code point. */
function passageAt(starts: Int32Array, position: number): number {
  return countWhile(starts, (start) => start <= position) - 1;
}
