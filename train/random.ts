/** A seeded source of unsigned 32-bit numbers: Marsaglia's xorshift (2003) with shifts 13, 17 and 5. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (Math.imul(seed, 0x9e3779b1) ^ 0x6a09e667) >>> 0 || 1;
  }

  next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state >>> 0;
    return this.#state;
  }

  /** Fisher and Yates' shuffle. */
  shuffle(items: Uint32Array): void {
    for (let end = items.length - 1; end > 0; end--) {
      const other = this.next() % (end + 1);
      const item = items[end]!;
      items[end] = items[other]!;
      items[other] = item;
    }
  }
}
