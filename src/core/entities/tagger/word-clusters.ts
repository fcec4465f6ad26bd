import { scramble } from './hashing';

/**
 * Words that are used alike, each with the number of its cluster in two sizes: fine ones, which are numbered from 1
 * through all languages, and coarse ones, numbered from 1 in each language. Immutable.
 */
export class WordClusters {
  /** Pairs of a key and `fine << 8 | coarse`, 0 where a place is free: open addressing with linear probing. */
  readonly #table: Uint32Array;

  /** `keys` are what `clusterKey` makes of languages and words, ascending; `clusters` are `fine << 8 | coarse`. */
  constructor(
    readonly keys: Uint32Array,
    readonly clusters: Uint32Array,
  ) {
    let places = 2;
    while (places < 2 * keys.length) places *= 2;
    this.#table = new Uint32Array(2 * places);
    for (let index = 0; index < keys.length; index++) {
      let slot = this.#home(keys[index]!);
      while (this.#table[slot + 1] !== 0) slot = this.#next(slot);
      this.#table[slot] = keys[index]!;
      this.#table[slot + 1] = clusters[index]!;
    }
  }

  /** `fine << 8 | coarse` of the word that the key is made of; 0 for one that is in no cluster. */
  lookup(key: number): number {
    let slot = this.#home(key);
    for (let found = this.#table[slot + 1]!; found !== 0; found = this.#table[slot + 1]!) {
      if (this.#table[slot] === key) return found;
      slot = this.#next(slot);
    }
    return 0;
  }

  #home(key: number): number {
    return (2 * key) & (this.#table.length - 1);
  }

  #next(slot: number): number {
    return (slot + 2) & (this.#table.length - 1);
  }
}

export const NO_CLUSTERS = new WordClusters(new Uint32Array(0), new Uint32Array(0));

/** The key of a word in a language, unsigned, of the hashes of the language's tag and of the word in small letters. */
export function clusterKey(language: number, word: number): number {
  return scramble(word ^ Math.imul(language, 0x9e3779b1)) >>> 0;
}
