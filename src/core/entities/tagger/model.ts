import { FEATURE_VERSION } from './features';
import { STATE_COUNT, TAG_CLASSES } from './labels';
import { WordClusters } from './word-clusters';

/**
 * A trained tagger: for each of the features it kept a weight for each state, and a weight for each step from one
 * state to the next. Immutable, and safe to share between recognisers.
 */
export interface Model {
  /** The number of features kept. */
  readonly size: number;
  /**
   * `size` rows of `QUAD_COUNT` quads: the weights of four states in a row, each raised by `WEIGHT_OFFSET` to a byte, the
   * first in the lowest bits, in units of `scale`.
   */
  readonly weights: Uint32Array;
  readonly scale: number;
  /** The weight of the step from state `a` to state `b` at `a * STATE_COUNT + b`. */
  readonly transitions: Float64Array;
  readonly calibration: Calibration;
  readonly clusters: WordClusters;
  /**
   * The features are sorted by their hashes and so lie in buckets by the bits above `shift`: where each bucket begins,
   * and at the end `size`.
   */
  readonly buckets: Uint32Array;
  readonly shift: number;
  /** The bits of the features' hashes below `shift`. */
  readonly rests: Uint16Array;
}

/** How many quads the weights of all states make. */
export const QUAD_COUNT = (STATE_COUNT + 3) >> 2;

/** What makes every weight of a model positive; sums of as many as `MOST_FEATURES` of them fit in 16 bits. */
export const WEIGHT_OFFSET = 128;

/**
 * Platt's scaling: a span of probability p under the model is right with probability
 * 1 / (1 + exp(-(slope * logit(p) + intercept))), as measured on text that the model was not trained on.
 */
export interface Calibration {
  readonly slope: number;
  readonly intercept: number;
}

/** Why bytes are no model: not one at all, one for another version of the program, or one that was cut or changed. */
export interface ModelProblem {
  readonly code: 'no-model' | 'other-version' | 'damaged';
}

export type ParsedModel =
  { readonly ok: true; readonly model: Model } | { readonly ok: false; readonly problem: ModelProblem };

/** What a model file says. */
export interface ModelContent {
  /** Distinct unsigned 32-bit hashes, ascending. */
  readonly hashes: Uint32Array;
  /** A row of `STATE_COUNT` weights for each hash, in units of `scale`. */
  readonly weights: Int8Array;
  readonly scale: number;
  readonly transitions: Float64Array;
  readonly calibration: Calibration;
  readonly clusters: WordClusters;
}

/** `MTAG`, then the layout's version, the features' version, the classes' number, the features' number, a checksum, the clustered words' number. */
const MAGIC = 0x4741544d;
const LAYOUT_VERSION = 2;
const HEADER_LENGTH = 28;
const PARAMETERS_LENGTH = 4 * (3 + STATE_COUNT * STATE_COUNT);
const HASH_BYTES = 4;
const CLUSTER_BYTES = 3;

/**
 * Reads a model file (`models/entities.bin`). All numbers are little-endian: seven 32-bit integers of header, then
 * scale, slope, intercept and transitions as 32-bit floats, then the differences between neighbouring hashes, their
 * lowest bytes first, then all second bytes and so on, then the weights, one state after the other, then the keys of the
 * clustered words like the hashes, and the three bytes of their clusters, the lowest first: compressors do better on
 * columns.
 */
export function parseModel(bytes: Uint8Array): ParsedModel {
  if (bytes.length < HEADER_LENGTH) return failed('no-model');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) return failed('no-model');
  if (
    view.getUint32(4, true) !== LAYOUT_VERSION ||
    view.getUint32(8, true) !== FEATURE_VERSION ||
    view.getUint32(12, true) !== TAG_CLASSES.length
  ) {
    return failed('other-version');
  }
  const size = view.getUint32(16, true);
  const clustered = view.getUint32(24, true);
  if (bytes.length !== modelLength(size, clustered)) return failed('damaged');
  if (view.getUint32(20, true) !== checksum(view, HEADER_LENGTH)) return failed('damaged');

  const scale = view.getFloat32(HEADER_LENGTH, true);
  const calibration = {
    slope: view.getFloat32(HEADER_LENGTH + 4, true),
    intercept: view.getFloat32(HEADER_LENGTH + 8, true),
  };
  const transitions = new Float64Array(STATE_COUNT * STATE_COUNT);
  for (let index = 0; index < transitions.length; index++) {
    transitions[index] = view.getFloat32(HEADER_LENGTH + 12 + 4 * index, true);
  }
  const hashesStart = HEADER_LENGTH + PARAMETERS_LENGTH;
  const index = indexOf(bytes, hashesStart, size);
  const weights = rowsOf(bytes, hashesStart + HASH_BYTES * size, size);
  const clusters = clustersOf(bytes, hashesStart + (HASH_BYTES + STATE_COUNT) * size, clustered);
  return { ok: true, model: { size, weights, scale, transitions, calibration, clusters, ...index } };
}

/** The bytes of a model file. */
export function stringifyModel(content: ModelContent): Uint8Array {
  const size = content.hashes.length;
  const { keys, clusters } = content.clusters;
  const bytes = new Uint8Array(modelLength(size, keys.length));
  const view = new DataView(bytes.buffer);
  [MAGIC, LAYOUT_VERSION, FEATURE_VERSION, TAG_CLASSES.length, size].forEach((number, index) =>
    view.setUint32(4 * index, number, true),
  );
  const { slope, intercept } = content.calibration;
  [content.scale, slope, intercept, ...content.transitions].forEach((number, index) =>
    view.setFloat32(HEADER_LENGTH + 4 * index, number, true),
  );
  view.setUint32(24, keys.length, true);
  let at = writeDifferences(bytes, HEADER_LENGTH + PARAMETERS_LENGTH, content.hashes);
  for (let state = 0; state < STATE_COUNT; state++) {
    for (let row = 0; row < size; row++) bytes[at++] = content.weights[row * STATE_COUNT + state]!;
  }
  at = writeDifferences(bytes, at, keys);
  for (let shift = 0; shift < 8 * CLUSTER_BYTES; shift += 8) {
    for (const cluster of clusters) bytes[at++] = cluster >>> shift;
  }
  view.setUint32(20, checksum(view, HEADER_LENGTH), true);
  return bytes;
}

/** The row of a feature in the model's weights; -1 for a feature that it did not keep. */
export function rowOf({ buckets, shift, rests }: Model, hash: number): number {
  const bucket = hash >>> shift;
  const rest = hash & ((1 << shift) - 1);
  const end = buckets[bucket + 1]!;
  for (let row = buckets[bucket]!; row < end; row++) if (rests[row] === rest) return row;
  return -1;
}

function failed(code: ModelProblem['code']): ParsedModel {
  return { ok: false, problem: { code } };
}

function modelLength(size: number, clustered: number): number {
  return (
    HEADER_LENGTH +
    PARAMETERS_LENGTH +
    (HASH_BYTES + STATE_COUNT) * size +
    (HASH_BYTES + CLUSTER_BYTES) * clustered
  );
}

/** Writes ascending numbers as their differences, all lowest bytes first. Returns where the next column begins. */
function writeDifferences(bytes: Uint8Array, start: number, numbers: Uint32Array): number {
  let at = start;
  for (let shift = 0; shift < 32; shift += 8) {
    for (let index = 0; index < numbers.length; index++) {
      bytes[at++] = (numbers[index]! - (numbers[index - 1] ?? 0)) >>> shift;
    }
  }
  return at;
}

function differenceAt(bytes: Uint8Array, at: number, size: number): number {
  return (
    bytes[at]! | (bytes[at + size]! << 8) | (bytes[at + 2 * size]! << 16) | (bytes[at + 3 * size]! << 24)
  );
}

function clustersOf(bytes: Uint8Array, start: number, size: number): WordClusters {
  const keys = new Uint32Array(size);
  const clusters = new Uint32Array(size);
  const at = start + HASH_BYTES * size;
  let key = 0;
  for (let row = 0; row < size; row++) {
    key = (key + differenceAt(bytes, start + row, size)) >>> 0;
    keys[row] = key;
    clusters[row] = bytes[at + row]! | (bytes[at + size + row]! << 8) | (bytes[at + 2 * size + row]! << 16);
  }
  return new WordClusters(keys, clusters);
}

/** As many buckets as there are features or up to twice so many, but at least so many that rests fit in 16 bits. */
function indexOf(
  bytes: Uint8Array,
  start: number,
  size: number,
): { buckets: Uint32Array; shift: number; rests: Uint16Array } {
  let shift = 16;
  while (2 ** (32 - shift) < size) shift--;
  const buckets = new Uint32Array(2 ** (32 - shift) + 1);
  const rests = new Uint16Array(size);
  const mask = (1 << shift) - 1;
  let hash = 0;
  let bucket = 0;
  for (let row = 0; row < size; row++) {
    hash = (hash + differenceAt(bytes, start + row, size)) >>> 0;
    rests[row] = hash & mask;
    for (const last = hash >>> shift; bucket < last;) buckets[++bucket] = row;
  }
  buckets.fill(size, bucket + 1);
  return { buckets, shift, rests };
}

function rowsOf(bytes: Uint8Array, start: number, size: number): Uint32Array {
  const weights = new Uint32Array(size * QUAD_COUNT);
  for (let first = 0; first < size; first += TRANSPOSED_ROWS) {
    const end = Math.min(size, first + TRANSPOSED_ROWS);
    for (let quad = 0; quad < QUAD_COUNT; quad++) {
      // States that are none repeat the last one.
      const [a, b, c, d] = [0, 1, 2, 3].map(
        (place) => start + size * Math.min(4 * quad + place, STATE_COUNT - 1),
      ) as [number, number, number, number];
      for (let row = first; row < end; row++) {
        const quadOfWeights =
          bytes[a + row]! | (bytes[b + row]! << 8) | (bytes[c + row]! << 16) | (bytes[d + row]! << 24);
        // Adding 128 to a signed byte flips its highest bit.
        weights[row * QUAD_COUNT + quad] = quadOfWeights ^ 0x80808080;
      }
    }
  }
  return weights;
}

/** As many rows as stay in a processor's first cache while their columns are read. */
const TRANSPOSED_ROWS = 256;

/** Fowler, Noll and Vo's hash (FNV-1a) over the 32-bit words from `start` on, and then the bytes that are left. */
function checksum(view: DataView, start: number): number {
  let hash = 0x811c9dc5;
  let at = start;
  for (; at + 4 <= view.byteLength; at += 4) hash = mixed(hash, view.getUint32(at, true));
  for (; at < view.byteLength; at++) hash = mixed(hash, view.getUint8(at));
  return hash >>> 0;
}

function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x01000193);
  return product ^ (product >>> 15);
}
