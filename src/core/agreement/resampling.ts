import { fnv1a } from '../text/hash';

/** Figures that are kept of one article: numbers that add up over articles, by their place in a list. */
export type Tally = readonly (readonly [place: number, amount: number])[];

/** The figures of all articles together, in a list of `places` numbers. */
export function total(tallies: readonly Tally[], places: number): Float64Array {
  const sums = new Float64Array(places);
  for (const tally of tallies) addTo(sums, tally);
  return sums;
}

/**
 * The figures of `count` bootstrap samples: as many articles as there are, drawn with replacement (Efron and Tibshirani
 * 1993). The same seed gives the same samples. The list that is given is overwritten by the next sample.
 */
export function* bootstrap(
  tallies: readonly Tally[],
  places: number,
  count: number,
  seed: string,
): Generator<Float64Array, void, undefined> {
  const random = randomNumbers(fnv1a(seed));
  const sums = new Float64Array(places);
  for (let sample = 0; sample < count; sample++) {
    sums.fill(0);
    for (let drawn = 0; drawn < tallies.length; drawn++) {
      addTo(sums, tallies[Math.floor(random() * tallies.length)]!);
    }
    yield sums;
  }
}

/** The middle 95 % of values, by rank; `undefined` where there are too few to tell. */
export function interval(values: readonly number[]): readonly [low: number, high: number] | undefined {
  if (values.length < 40) return undefined;
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return [at(0.025), at(0.975)];
}

function addTo(sums: Float64Array, tally: Tally): void {
  for (const [place, amount] of tally) sums[place]! += amount;
}

/** Numbers from 0 to 1, 1 excluded, in a sequence that the seed determines (mulberry32, T. Ettinger 2017). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
