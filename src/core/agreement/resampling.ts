import { fnv1a } from '../text/hash';

/** Figures of articles: numbers that add up over them, each with its place in a list. Most places of an article are 0. */
export class Tallies {
  private starts: number[] = [0];
  private places: number[] = [];
  private amounts: number[] = [];

  /** How many articles there are. */
  get size(): number {
    return this.starts.length - 1;
  }

  /** Adds an article by the amounts at its places. */
  add(article: ReadonlyMap<number, number>): void {
    for (const [place, amount] of article) {
      this.places.push(place);
      this.amounts.push(amount);
    }
    this.starts.push(this.places.length);
  }

  /** The figures of all articles together, in a list of `length` numbers. */
  total(length: number): Float64Array {
    const sums = new Float64Array(length);
    for (const [index, place] of this.places.entries()) sums[place]! += this.amounts[index]!;
    return sums;
  }

  /**
   * The figures of `count` bootstrap samples: as many articles as there are, drawn with replacement (Efron and Tibshirani
   * 1993). The same seed gives the same samples. The list that is given is overwritten by the next sample.
   */
  *bootstrap(length: number, count: number, seed: string): Generator<Float64Array, void, undefined> {
    const random = randomNumbers(fnv1a(seed));
    const places = Uint32Array.from(this.places);
    const amounts = Float64Array.from(this.amounts);
    const sums = new Float64Array(length);
    const drawn = new Uint32Array(this.size);
    for (let sample = 0; sample < count; sample++) {
      sums.fill(0);
      drawn.fill(0);
      for (let draw = 0; draw < this.size; draw++) drawn[Math.floor(random() * this.size)]!++;
      for (let article = 0; article < this.size; article++) {
        const times = drawn[article]!;
        if (times === 0) continue;
        const end = this.starts[article + 1]!;
        for (let at = this.starts[article]!; at < end; at++) sums[places[at]!]! += times * amounts[at]!;
      }
      yield sums;
    }
  }
}

/** The middle 95 % of values, by rank; `undefined` where there are too few to tell. */
export function interval(values: readonly number[]): readonly [low: number, high: number] | undefined {
  if (values.length < 40) return undefined;
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return [at(0.025), at(0.975)];
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
