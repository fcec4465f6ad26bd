import { Random } from './random';

export interface VectorOptions {
  readonly dimension: number;
  /** The most words on either side that count as near. */
  readonly window: number;
  readonly epochs: number;
  /** Words of more than this share of the text are left out at random, the more often the more frequent they are. */
  readonly frequent: number;
  readonly seed: number;
}

const RATE = 0.05;
const NEGATIVES = 5;
const NOISE_LENGTH = 1 << 20;
/** The logistic function from -6 to 6 in steps of 1/100. */
const LOGISTIC = Float32Array.from({ length: 1201 }, (_, step) => 1 / (1 + Math.exp(-(step - 600) / 100)));

/**
 * A vector for each word by the words near it: the skip-gram model with negative sampling (Mikolov and others 2013).
 * `text` holds word numbers below `counts.length`, and -1 where a sentence or an unknown stretch ends. Returns
 * `counts.length` rows of `dimension`. The same input gives the same vectors.
 */
export function trainVectors(
  text: Int32Array,
  counts: Uint32Array,
  { dimension, window, epochs, frequent, seed }: VectorOptions,
): Float32Array {
  const size = counts.length;
  const random = new Random(seed);
  const vectors = Float32Array.from(
    { length: size * dimension },
    () => (random.next() / 2 ** 32 - 0.5) / dimension,
  );
  const contexts = new Float32Array(size * dimension);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const kept = Float64Array.from(counts, (count) => {
    const share = count / total / frequent;
    return count === 0 ? 1 : Math.min(1, (Math.sqrt(share) + 1) / share);
  });
  const noise = noiseTable(counts);
  const sentence = new Int32Array(1024);
  const change = new Float32Array(dimension);
  const steps = epochs * text.length;
  let length = 0;
  let rate = RATE;

  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let at = 0; at < text.length; at++) {
      const word = text[at]!;
      if (word >= 0 && random.next() < kept[word]! * 2 ** 32) sentence[length++] = word;
      if (length === sentence.length || (word < 0 && length > 0)) {
        rate = RATE * Math.max(1e-3, 1 - (epoch * text.length + at) / steps);
        learn();
        length = 0;
      }
    }
  }
  return vectors;

  function learn(): void {
    for (let centre = 0; centre < length; centre++) {
      const reach = 1 + (random.next() % window);
      const end = Math.min(length, centre + reach + 1);
      for (let near = Math.max(0, centre - reach); near < end; near++) {
        if (near !== centre) learnPair(sentence[near]! * dimension, sentence[centre]!);
      }
    }
  }

  function learnPair(vector: number, target: number): void {
    change.fill(0);
    for (let sample = 0; sample <= NEGATIVES; sample++) {
      const word = sample === 0 ? target : noise[random.next() % NOISE_LENGTH]!;
      if (sample > 0 && word === target) continue;
      const context = word * dimension;
      let product = 0;
      for (let index = 0; index < dimension; index++)
        product += vectors[vector + index]! * contexts[context + index]!;
      const estimate = product >= 6 ? 1 : product <= -6 ? 0 : LOGISTIC[Math.round(product * 100) + 600]!;
      const gradient = ((sample === 0 ? 1 : 0) - estimate) * rate;
      for (let index = 0; index < dimension; index++) {
        change[index]! += gradient * contexts[context + index]!;
        contexts[context + index]! += gradient * vectors[vector + index]!;
      }
    }
    for (let index = 0; index < dimension; index++) vectors[vector + index]! += change[index]!;
  }
}

/** Words in proportion to their count to the power of 3/4, as Mikolov and others draw their negative samples. */
function noiseTable(counts: Uint32Array): Int32Array {
  const weights = Float64Array.from(counts, (count) => count ** 0.75);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Int32Array(NOISE_LENGTH);
  let word = 0;
  let sum = weights[0]! / total;
  for (let at = 0; at < NOISE_LENGTH; at++) {
    while (word + 1 < counts.length && (at + 0.5) / NOISE_LENGTH > sum) sum += weights[++word]! / total;
    table[at] = word;
  }
  return table;
}

/**
 * Parts vectors into clusters by their direction: Lloyd's k-means on vectors of unit length, started from vectors
 * drawn at random. Returns the number of its cluster for each vector, and the clusters' centres.
 */
export function clusterVectors(
  vectors: Float32Array,
  dimension: number,
  clusterCount: number,
  rounds: number,
  seed: number,
): { clusters: Uint16Array; centres: Float32Array } {
  const size = vectors.length / dimension;
  const units = vectors.slice();
  for (let row = 0; row < size; row++) normalise(units, row * dimension, dimension);
  const order = Uint32Array.from({ length: size }, (_, index) => index);
  new Random(seed).shuffle(order);
  const count = Math.min(clusterCount, size);
  const centres = new Float32Array(count * dimension);
  for (let cluster = 0; cluster < count; cluster++) {
    const row = order[cluster]! * dimension;
    centres.set(units.subarray(row, row + dimension), cluster * dimension);
  }
  const clusters = new Uint16Array(size);
  for (let round = 0; round < rounds; round++) {
    for (let row = 0; row < size; row++) clusters[row] = nearest(units, row * dimension, centres, dimension);
    if (round + 1 === rounds) break;
    const sums = new Float32Array(centres.length);
    for (let row = 0; row < size; row++) {
      const home = clusters[row]! * dimension;
      for (let index = 0; index < dimension; index++) sums[home + index]! += units[row * dimension + index]!;
    }
    for (let cluster = 0; cluster < count; cluster++) {
      if (!normalise(sums, cluster * dimension, dimension)) continue;
      centres.set(sums.subarray(cluster * dimension, (cluster + 1) * dimension), cluster * dimension);
    }
  }
  return { clusters, centres };
}

function nearest(units: Float32Array, row: number, centres: Float32Array, dimension: number): number {
  let best = 0;
  let most = -Infinity;
  for (let centre = 0; centre < centres.length; centre += dimension) {
    let product = 0;
    for (let index = 0; index < dimension; index++) product += units[row + index]! * centres[centre + index]!;
    if (product > most) {
      most = product;
      best = centre;
    }
  }
  return best / dimension;
}

function normalise(values: Float32Array, start: number, length: number): boolean {
  let sum = 0;
  for (let index = start; index < start + length; index++) sum += values[index]! ** 2;
  if (sum === 0) return false;
  const scale = 1 / Math.sqrt(sum);
  for (let index = start; index < start + length; index++) values[index]! *= scale;
  return true;
}
