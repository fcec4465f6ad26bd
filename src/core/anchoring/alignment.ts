import { countWhile } from '../text/ascending';

/** Where the passages of an older text are in a newer one. */
export interface Alignment {
  /** For each passage of the older text its index in the newer; -1 where it is not there, or more than one is. */
  readonly target: Int32Array;
  /** 1 for a passage that is there, but out of order with the others. */
  readonly moved: Uint8Array;
}

/**
 * Compares two sequences of hashes as Cohen's patience diff does: what occurs once in both is the same, and what lies
 * next to it and is equal follows. Of a passage that was repeated where it stands, no copy is the original: such a one
 * has no target. Takes time n log n.
 */
export function align(older: readonly string[], newer: readonly string[]): Alignment {
  const target = new Int32Array(older.length).fill(-1);
  const moved = new Uint8Array(older.length);
  const pairs = uniquePairs(older, newer);
  const inOrder = longestAscending(pairs.map(([, to]) => to));
  const kept = new Set(inOrder);
  for (const [index, [from, to]] of pairs.entries()) {
    target[from] = to;
    if (!kept.has(index)) moved[from] = 1;
  }
  const claimed = new Uint8Array(newer.length);
  for (const [, to] of pairs) claimed[to] = 1;
  const copied = surplus(older, newer);
  let [lastFrom, lastTo] = [-1, -1];
  for (const index of [...inOrder, -1]) {
    const [from, to] = pairs[index] ?? [older.length, newer.length];
    alignGap(
      older,
      newer,
      { from: lastFrom + 1, to: from },
      { from: lastTo + 1, to },
      target,
      claimed,
      copied,
    );
    [lastFrom, lastTo] = [from, to];
  }
  return { target, moved };
}

/** Half-open. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Extends the matches on both sides of a gap into it, as long as passages are equal and no copy competes; of what was
 * copied, the one is the original that both sides lead to.
 */
function alignGap(
  older: readonly string[],
  newer: readonly string[],
  old: Range,
  now: Range,
  target: Int32Array,
  claimed: Uint8Array,
  copied: ReadonlySet<string>,
): void {
  const size = Math.min(old.to - old.from, now.to - now.from);
  const free = (from: number, to: number) =>
    target[from] === -1 && claimed[to] === 0 && older[from] === newer[to];
  let head = 0;
  while (head < size && free(old.from + head, now.from + head)) head++;
  let tail = 0;
  while (tail < size && free(old.to - 1 - tail, now.to - 1 - tail)) tail++;
  if (head === 0 && tail === 0) return;
  const proposals = new Map<number, number[]>();
  const propose = (from: number, to: number) => {
    const known = proposals.get(from) ?? [];
    if (!known.includes(to)) proposals.set(from, [...known, to]);
  };
  for (let step = 0; step < head; step++) propose(old.from + step, now.from + step);
  for (let step = 1; step <= tail; step++) propose(old.to - step, now.to - step);
  const wanted = new Map<number, number>();
  for (const to of [...proposals.values()].flat()) wanted.set(to, (wanted.get(to) ?? 0) + 1);
  const spare = new Set<string>();
  for (let to = now.from; to < now.to; to++) {
    if (claimed[to] === 0 && !wanted.has(to)) spare.add(newer[to]!);
  }
  for (const [from, places] of proposals) {
    const [to] = places;
    if (to === undefined || places.length > 1 || wanted.get(to) !== 1 || spare.has(older[from]!)) continue;
    const step = from - old.from;
    const confirmed = step < head && old.to - from <= tail;
    if (copied.has(older[from]!) && !confirmed) continue;
    target[from] = to;
  }
  for (const [from] of proposals) if (target[from] !== -1) claimed[target[from]!] = 1;
}

/** What there is more of in the newer. */
function surplus(older: readonly string[], newer: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const hash of newer) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  for (const hash of older) counts.set(hash, (counts.get(hash) ?? 0) - 1);
  return new Set([...counts].flatMap(([hash, count]) => (count > 0 ? [hash] : [])));
}

/** What occurs once in both, as pairs of indexes in the order of the older. */
function uniquePairs(older: readonly string[], newer: readonly string[]): [from: number, to: number][] {
  const places = new Map<string, { old: number; now: number; times: number }>();
  for (const [index, hash] of newer.entries()) {
    const known = places.get(hash);
    if (known) known.times = 2;
    else places.set(hash, { old: -1, now: index, times: 1 });
  }
  for (const [index, hash] of older.entries()) {
    const known = places.get(hash);
    if (!known) continue;
    if (known.old >= 0) known.times = 2;
    known.old = index;
  }
  return [...places.values()]
    .filter(({ old, times }) => old >= 0 && times === 1)
    .map(({ old, now }): [number, number] => [old, now])
    .sort(([a], [b]) => a - b);
}

/** The indexes of a longest ascending subsequence of different numbers (Fredman), ascending. */
function longestAscending(numbers: readonly number[]): number[] {
  const ends: number[] = [];
  const before = new Int32Array(numbers.length);
  for (const [index, number] of numbers.entries()) {
    const length = countWhile(ends, (end) => numbers[end]! < number);
    before[index] = length > 0 ? ends[length - 1]! : -1;
    ends[length] = index;
  }
  const chain: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]!) chain.push(index);
  return chain.reverse();
}
