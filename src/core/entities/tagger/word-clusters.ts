import { scramble } from './hashing';

/** Words that are used alike, in two sizes. Numbers count from 1; the fine ones tell languages apart. */
export interface WordCluster {
  /** What `clusterKey` makes of a language and a word. */
  readonly key: number;
  readonly fine: number;
  readonly coarse: number;
}

/** The clusters of a model's words. */
export class WordClusters {
  /** Pairs of a key and `fine << 8 | coarse`, 0 where a place is free: open addressing with linear probing. */
  readonly #table: Uint32Array;

  constructor(clusters: readonly WordCluster[]) {
    let places = 2;
    while (places < 2 * clusters.length) places *= 2;
    this.#table = new Uint32Array(2 * places);
    for (const { key, fine, coarse } of clusters) {
      let slot = this.#home(key);
      while (this.#table[slot + 1] !== 0) slot = this.#next(slot);
      this.#table[slot] = key;
      this.#table[slot + 1] = (fine << 8) | coarse;
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

/** The key of a word in a language, of the hashes of the language's tag and of the word in small letters. */
export function clusterKey(language: number, word: number): number {
  return scramble(word ^ Math.imul(language, 0x9e3779b1));
}
