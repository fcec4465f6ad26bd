import type { EntityLabel } from '../languages/language';
import { phrase, type Reading, type WordRange } from '../reading';

/** A name with its label, as ranges of a reading's words. */
export interface LabelledName extends WordRange {
  readonly label: EntityLabel;
  /** 0 to 1. */
  readonly confidence: number;
}

/** One step that makes an article's names agree with the label set's conventions or with each other. */
export type NameRefiner = (names: readonly LabelledName[], reading: Reading) => LabelledName[];

/** What two mentions of one name have in common: its words in small letters. */
export function nameKey(range: WordRange, reading: Reading): string {
  if (range.end - range.first === 1) return reading.words[range.first]!.lower;
  return phrase(reading.words, range).toLowerCase();
}

/** Looks up the names of an ordered list without overlaps by the words that they cover. */
export class NameIndex {
  readonly #names: readonly LabelledName[];
  /** For each word the index of its name plus 1, 0 where there is none. */
  readonly #at: Uint32Array;

  constructor(names: readonly LabelledName[], reading: Reading) {
    this.#names = names;
    this.#at = new Uint32Array(reading.words.length);
    names.forEach(({ first, end }, index) => this.#at.fill(index + 1, first, end));
  }

  at(word: number): LabelledName | undefined {
    return this.#names[(this.#at[word] ?? 0) - 1];
  }

  /** The names that share words with a range, in order. */
  within({ first, end }: WordRange): LabelledName[] {
    const found: LabelledName[] = [];
    for (let word = first; word < end; word++) {
      const name = this.at(word);
      if (name !== undefined && name !== found.at(-1)) found.push(name);
    }
    return found;
  }
}

/** Both lists as one in the order of the text; of the first what shares no word with the second, which has no overlaps. */
export function overlaid(
  names: readonly LabelledName[],
  additions: readonly LabelledName[],
  reading: Reading,
): LabelledName[] {
  if (additions.length === 0) return [...names];
  const index = new NameIndex(additions, reading);
  const kept = names.filter((name) => index.within(name).length === 0);
  return [...kept, ...additions].sort((a, b) => a.first - b.first);
}
