import { hashFeature, hashText } from '../src/core/entities/tagger/hashing';
import { boundedSentences, createFeatureWriter, FeatureBuffer } from '../src/core/entities/tagger/features';
import { primaryTag } from '../src/core/entities/languages';
import { WordForms } from '../src/core/entities/tagger/word-forms';
import type { WordClusters } from '../src/core/entities/tagger/word-clusters';
import type { AnnotatedText } from './corpus';
import { GoldReader, permittedStates } from './gold';

/** Sentences as the trainer reads them: flat arrays, so that its loops allocate nothing. */
export interface TrainingData {
  /** Where each sentence's words begin, and at the end how many words there are. */
  readonly sentences: Uint32Array;
  /** The states that each word may be in, as bits. */
  readonly permitted: Uint32Array;
  /** Where each word's features begin in `features`, and at the end where the last word's end. */
  readonly words: Uint32Array;
  /** Indices into `hashes`. */
  readonly features: Uint32Array;
  /** The features' hashes, ascending. */
  readonly hashes: Uint32Array;
  /** The features, by index, that only say which set a word is from: taught, so that others need not learn it, but not kept. */
  readonly isOfSet: Uint8Array;
}

/** Templates of the features that tell of a word's set; the tagger's own have smaller numbers. */
const OF_SET = { case: 200, word: 201, before: 202 } as const;

/** A word that stands far from all capitals has fewer features than this. */
const FEWEST_NEAR_NAMES = 10;

const CHUNK_LENGTH = 1 << 20;

/**
 * The features of a corpus that occur at least `leastCount` times. Sets whose names begin as one of `foreign` follow
 * other conventions: their words get features of their own that take up the difference.
 */
export function trainingData(
  corpus: readonly AnnotatedText[],
  leastCount: number,
  foreign: readonly string[],
  clusters: WordClusters,
): TrainingData {
  const reader = new GoldReader();
  const buffer = new FeatureBuffer();
  const hashes = new GrowingList();
  const ofSet = new Set<number>();
  const sentenceStarts: number[] = [];
  const words = new GrowingList();
  const permitted = new GrowingList();
  for (const article of corpus) {
    const reading = reader.read(article);
    const sentences = boundedSentences(reading);
    const forms = new WordForms(primaryTag(article.language), reading.gazetteer, clusters);
    const { write } = createFeatureWriter(reading, sentences, forms);
    const states = permittedStates(reading, sentences, article);
    const set = foreign.some((start) => article.set.startsWith(start)) ? hashText(article.set) : undefined;
    for (const sentence of sentences) {
      sentenceStarts.push(words.length);
      write(sentence, buffer);
      for (let word = 0; word < buffer.length; word++) {
        words.push(hashes.length);
        permitted.push(states[sentence.first + word]!);
        const features = buffer.of(word);
        for (const hash of features) hashes.push(hash);
        if (set === undefined || features.length < FEWEST_NEAR_NAMES) continue;
        const { lower, shape } = reading.words[sentence.first + word]!;
        const before = word === 0 ? '' : reading.words[sentence.first + word - 1]!.lower;
        for (const hash of [
          hashFeature(OF_SET.case, set, hashText(shape)),
          hashFeature(OF_SET.word, set, hashText(lower)),
          hashFeature(OF_SET.before, set, hashText(before)),
        ]) {
          hashes.push(hash);
          ofSet.add(hash);
        }
      }
    }
  }
  sentenceStarts.push(words.length);
  words.push(hashes.length);
  return indexed(
    Uint32Array.from(sentenceStarts),
    permitted.toArray(),
    words.toArray(),
    hashes,
    leastCount,
    ofSet,
  );
}

function indexed(
  sentences: Uint32Array,
  permitted: Uint32Array,
  words: Uint32Array,
  occurrences: GrowingList,
  leastCount: number,
  ofSet: ReadonlySet<number>,
): TrainingData {
  const hashes = frequent(occurrences.toArray().sort(), leastCount);
  const table = new IndexTable(hashes);
  const features = new GrowingList();
  const starts = new Uint32Array(words.length);
  let word = 0;
  let seen = 0;
  occurrences.forEach((hash) => {
    while (words[word]! <= seen) starts[word++] = features.length;
    seen++;
    const feature = table.indexOf(hash);
    if (feature >= 0) features.push(feature);
  });
  starts.fill(features.length, word);
  const isOfSet = Uint8Array.from(hashes, (hash) => (ofSet.has(hash) ? 1 : 0));
  return { sentences, permitted, words: starts, features: features.toArray(), hashes, isOfSet };
}

/** The numbers that an ascending list has at least `leastCount` times, each once. */
function frequent(sorted: Uint32Array, leastCount: number): Uint32Array {
  const found = new GrowingList();
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    if (end - start >= leastCount) found.push(sorted[start]!);
  }
  return found.toArray();
}

/** The same data with only the features for which `kept` holds, in the same order. */
export function withFeatures(data: TrainingData, kept: (feature: number) => boolean): TrainingData {
  const renumbered = new Int32Array(data.hashes.length).fill(-1);
  const old: number[] = [];
  for (let feature = 0; feature < renumbered.length; feature++) {
    if (!kept(feature)) continue;
    renumbered[feature] = old.length;
    old.push(feature);
  }
  const words = new Uint32Array(data.words.length);
  const features = new Uint32Array(data.features.length);
  let at = 0;
  for (let word = 0; word + 1 < words.length; word++) {
    words[word] = at;
    for (let index = data.words[word]!; index < data.words[word + 1]!; index++) {
      const feature = renumbered[data.features[index]!]!;
      if (feature >= 0) features[at++] = feature;
    }
  }
  words[words.length - 1] = at;
  return {
    ...data,
    words,
    features: features.slice(0, at),
    hashes: Uint32Array.from(old, (feature) => data.hashes[feature]!),
    isOfSet: Uint8Array.from(old, (feature) => data.isOfSet[feature]!),
  };
}

/** Where each of some distinct hashes stands in their list; -1 for others. */
class IndexTable {
  readonly #slots: Uint32Array;
  readonly #indices: Int32Array;

  constructor(hashes: Uint32Array) {
    let capacity = 2;
    while (capacity < 2 * hashes.length) capacity *= 2;
    this.#slots = new Uint32Array(capacity);
    this.#indices = new Int32Array(capacity).fill(-1);
    hashes.forEach((hash, index) => {
      let slot = hash & (capacity - 1);
      while (this.#indices[slot]! >= 0) slot = (slot + 1) & (capacity - 1);
      this.#slots[slot] = hash;
      this.#indices[slot] = index;
    });
  }

  indexOf(hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== hash && this.#indices[slot]! >= 0) slot = (slot + 1) & mask;
    return this.#indices[slot]!;
  }
}

/** Unsigned 32-bit numbers, more than one array could grow to hold without a copy. */
class GrowingList {
  length = 0;
  readonly #chunks: Uint32Array[] = [];

  push(value: number): void {
    const at = this.length % CHUNK_LENGTH;
    if (at === 0) this.#chunks.push(new Uint32Array(CHUNK_LENGTH));
    this.#chunks[this.#chunks.length - 1]![at] = value;
    this.length++;
  }

  forEach(visit: (value: number) => void): void {
    this.#chunks.forEach((chunk, index) => {
      const end = Math.min(CHUNK_LENGTH, this.length - index * CHUNK_LENGTH);
      for (let at = 0; at < end; at++) visit(chunk[at]!);
    });
  }

  toArray(): Uint32Array {
    const array = new Uint32Array(this.length);
    this.#chunks.forEach((chunk, index) => {
      array.set(chunk.subarray(0, this.length - index * CHUNK_LENGTH), index * CHUNK_LENGTH);
    });
    return array;
  }
}
