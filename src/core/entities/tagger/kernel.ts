import { BEGIN, INSIDE, LANE_COUNT, LAST, LONGEST_SENTENCE, MOST_FEATURES, UNIT } from './assembly/layout';
import bytes from './assembly/kernel.wasm';
import { STATE_COUNT, STATES_A_CLASS } from './labels';

/** The lane in which the kernel keeps each state. */
export const LANES = Uint8Array.from({ length: STATE_COUNT }, (_, state) =>
  state === 0
    ? 0
    : [BEGIN, INSIDE, LAST, UNIT][(state - 1) % STATES_A_CLASS]! + Math.floor((state - 1) / STATES_A_CLASS),
);

/** The state that each lane is of; outside where it is of none. */
export const STATES = Uint8Array.from({ length: LANE_COUNT }, (_, lane) => Math.max(0, LANES.indexOf(lane)));

/** How many bytes a row of weights takes: one for each lane, then the hash of its feature. */
const ROW_BYTES = 32;
export const ROW_WORDS = ROW_BYTES / 4;

/** How many pairs of 16-bit sums of weights stand for each word: a sum for each lane, and some that mean nothing. */
export const SUM_PAIRS = 16;

/** A score of less than the negative of this adds nothing to a sum of 64-bit floats in which the highest score is 0. */
const LOWEST_SCORE = 100;

const PAGE = 1 << 16;

/**
 * Tags sentences with the weights that its memory holds: WebAssembly that works on several states at a time, in the
 * memory that the arrays here look into. Its source is `assembly/kernel.ts`. Whoever fills in a sentence must be done
 * with it before somebody else does.
 */
export class Kernel {
  /**
   * The features are sorted by their hashes and so lie in buckets by the bits above `shift`: where each bucket begins,
   * and at the end how many features there are.
   */
  readonly buckets: Uint32Array;
  readonly shift: number;
  /** For each feature `ROW_BYTES`: the weights of the states by lanes, signed, and in the last four the feature's hash. */
  readonly rows: Int32Array;
  /** The hashes of the features of a sentence's words, one word after the other. */
  readonly values: Uint32Array;
  /** Where each word's begin in `values`, and after the last where they end. */
  readonly offsets: Uint32Array;
  /** For each word `SUM_PAIRS` of sums of weights to begin with. */
  readonly own: Int32Array;
  /** By word the `exp` of each lane's score, the highest 1. */
  readonly potentials: Float64Array;
  /** By word the probability of each lane given the words up to here. */
  readonly forward: Float64Array;
  /** What makes of `forward` the probability given all words. */
  readonly backward: Float64Array;
  /** By word what the forward sums were divided by. */
  readonly sums: Float64Array;
  /** The lane of each word on the best path. */
  readonly path: Uint8Array;
  readonly #exports: Exports;
  readonly #values: number;
  readonly #placed: Int32Array;

  /** For so many features, in buckets by the bits above `shift`; `transitions` as `Model` has them. */
  constructor(size: number, shift: number, scale: number, transitions: Float64Array) {
    const exports = instantiate();
    const { memory, MODEL } = exports;
    const exponentialCount = Math.ceil(LOWEST_SCORE / scale);
    const bucketCount = 2 ** (32 - shift) + 1;
    const rows = MODEL.value;
    const exponentials = rows + ROW_BYTES * size;
    const buckets = exponentials + 8 * exponentialCount;
    const end = buckets + 4 * bucketCount;
    memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
    const { buffer } = memory;
    this.#exports = exports;
    this.shift = shift;
    this.#values = exports.VALUES.value;
    this.#placed = new Int32Array(buffer, exports.PLACED.value, SUM_PAIRS);
    this.buckets = new Uint32Array(buffer, buckets, bucketCount);
    this.rows = new Int32Array(buffer, rows, ROW_WORDS * size);
    this.values = new Uint32Array(buffer, this.#values, LONGEST_SENTENCE * MOST_FEATURES);
    this.offsets = new Uint32Array(buffer, exports.OFFSETS.value, LONGEST_SENTENCE + 1);
    this.own = new Int32Array(buffer, exports.OWN.value, LONGEST_SENTENCE * SUM_PAIRS);
    const matrix = ({ value }: Global) => new Float64Array(buffer, value, LONGEST_SENTENCE * LANE_COUNT);
    this.potentials = matrix(exports.POTENTIALS);
    this.forward = matrix(exports.FORWARD);
    this.backward = matrix(exports.BACKWARD);
    this.sums = new Float64Array(buffer, exports.SUMS.value, LONGEST_SENTENCE);
    this.path = new Uint8Array(buffer, exports.PATH.value, LONGEST_SENTENCE);
    const table = new Float64Array(buffer, exponentials, exponentialCount);
    for (let below = 0; below < exponentialCount; below++) table[below] = Math.exp(-below * scale);
    const steps = new Float64Array(buffer, exports.TRANSITIONS.value, LANE_COUNT * LANE_COUNT);
    const potentials = new Float64Array(buffer, exports.STEPS.value, LANE_COUNT * LANE_COUNT);
    for (let from = 0; from < STATE_COUNT; from++) {
      for (let to = 0; to < STATE_COUNT; to++) {
        const step = LANES[from]! * LANE_COUNT + LANES[to]!;
        steps[step] = transitions[from * STATE_COUNT + to]!;
        potentials[step] = Math.exp(steps[step]);
      }
    }
    exports.prepare(buckets, shift, rows, exponentials, exponentialCount, scale);
  }

  /** What the weights of some features, at most `MOST_FEATURES`, add up to. Overwrites the sentence's features. */
  addUp(features: Uint32Array): Int32Array {
    this.values.set(features);
    this.#exports.addUp(this.#values, this.#values + 4 * features.length);
    return this.#placed.slice();
  }

  /** Finds the best path of a sentence of one word or more (Viterbi's algorithm over the permitted steps). */
  findBestPath(length: number): void {
    this.#exports.score(length);
    this.#exports.findBestPath(length);
  }

  /** Sums over all paths of the sentence, backward as far as the word `first` (forward-backward algorithm). */
  sumPaths(length: number, first: number): void {
    this.#exports.sumForward(length);
    this.#exports.sumBackward(length, first);
  }
}

/** What `assembly/kernel.ts` exports: functions, and where in memory it keeps what. */
interface Exports {
  readonly memory: Memory;
  readonly VALUES: Global;
  readonly OFFSETS: Global;
  readonly OWN: Global;
  readonly PLACED: Global;
  readonly POTENTIALS: Global;
  readonly FORWARD: Global;
  readonly BACKWARD: Global;
  readonly SUMS: Global;
  readonly PATH: Global;
  readonly TRANSITIONS: Global;
  readonly STEPS: Global;
  readonly MODEL: Global;
  prepare(
    buckets: number,
    shift: number,
    rows: number,
    exponentials: number,
    exponentialCount: number,
    scale: number,
  ): void;
  addUp(start: number, end: number): void;
  score(length: number): void;
  findBestPath(length: number): void;
  sumForward(length: number): void;
  sumBackward(length: number, first: number): void;
}

interface Global {
  readonly value: number;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The part of engines' interface to WebAssembly that is needed. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

let module: object | undefined;

function instantiate(): Exports {
  const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;
  module ??= new Module(bytes);
  return new Instance(module).exports as Exports;
}
