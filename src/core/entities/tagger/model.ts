import { LANE_COUNT } from './assembly/layout';
import { FEATURE_VERSION } from './features';
import { Kernel, ROW_WORDS, STATES } from './kernel';
import { STATE_COUNT, TAG_CLASSES } from './labels';
import { WordClusters } from './word-clusters';

/**
 * A trained tagger: for each of the features it kept a weight for each state, and a weight for each step from one
 * state to the next. Immutable, and safe to share between recognisers.
 */
export interface Model {
  /** The number of features kept. */
  readonly size: number;
  /** Holds the weights, and reads sentences with them. */
  readonly kernel: Kernel;
  /** The weight of the step from state `a` to state `b` at `a * STATE_COUNT + b`. */
  readonly transitions: Float64Array;
  readonly calibration: Calibration;
  readonly clusters: WordClusters;
}

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
  const kernel = new Kernel(size, shiftOf(size), scale, transitions);
  indexFeatures(bytes, hashesStart, size, kernel);
  writeWeights(bytes, hashesStart + HASH_BYTES * size, size, kernel);
  const clusters = clustersOf(bytes, hashesStart + (HASH_BYTES + STATE_COUNT) * size, clustered);
  return { ok: true, model: { size, kernel, transitions, calibration, clusters } };
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

/** For as many buckets as there are features or up to twice so many. */
function shiftOf(size: number): number {
  let shift = 16;
  while (2 ** (32 - shift) < size) shift--;
  return shift;
}

function indexFeatures(
  bytes: Uint8Array,
  start: number,
  size: number,
  { buckets, shift, rows }: Kernel,
): void {
  let hash = 0;
  let bucket = 0;
  for (let row = 0; row < size; row++) {
    hash = (hash + differenceAt(bytes, start + row, size)) >>> 0;
    rows[(row + 1) * ROW_WORDS - 1] = hash;
    for (const last = hash >>> shift; bucket < last;) buckets[++bucket] = row;
  }
  buckets.fill(size, bucket + 1);
}

function writeWeights(bytes: Uint8Array, start: number, size: number, { rows }: Kernel): void {
  for (let first = 0; first < size; first += TRANSPOSED_ROWS) {
    const end = Math.min(size, first + TRANSPOSED_ROWS);
    for (let lane = 0; lane < LANE_COUNT; lane += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((place) => start + size * STATES[lane + place]!) as [
        number,
        number,
        number,
        number,
      ];
      for (let row = first; row < end; row++) {
        rows[row * ROW_WORDS + (lane >> 2)] =
          bytes[a + row]! | (bytes[b + row]! << 8) | (bytes[c + row]! << 16) | (bytes[d + row]! << 24);
      }
    }
  }
}

/** As many rows as stay in a processor's first cache while their columns are read. */
const TRANSPOSED_ROWS = 256;

/** Fowler, Noll and Vo's hash (FNV-1a) over the 32-bit words from `start` on, and then the bytes that are left. */
function checksum(view: DataView, start: number): number {
  let hash = 0x811c9dc5 | 0;
  const end = view.byteLength;
  const whole = end - ((end - start) % 4);
  for (let at = start; at < whole; at += 4) hash = mixed(hash, view.getInt32(at, true));
  for (let at = whole; at < end; at++) hash = mixed(hash, view.getUint8(at));
  return hash >>> 0;
}

function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x01000193);
  return product ^ (product >>> 15);
}
