import { Random as Numbers } from '../train/random';

/** Choices at random, the same for the same seed. */
export class Random {
  private readonly numbers: Numbers;

  constructor(seed: number) {
    this.numbers = new Numbers(seed);
  }

  /** A whole number from 0 up to, and not including, a bound of at least 1. */
  below(bound: number): number {
    return this.numbers.next() % bound;
  }

  /** True once in so many times. */
  chance(times: number): boolean {
    return this.below(times) === 0;
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('There is nothing to choose from.');
    return item;
  }
}
