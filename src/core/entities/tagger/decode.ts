import type { WordRange } from '../reading';
import { LONGEST_SENTENCE, MOST_FEATURES, type FeatureBuffer } from './features';
import {
  classOf,
  CLOSED,
  ENTRIES,
  isContinuation,
  isOpen,
  OUTSIDE,
  PLACE,
  STATE_COUNT,
  STATES_A_CLASS,
  type TagClass,
} from './labels';
import { Lattice, Steps } from './lattice';
import { QUAD_COUNT, rowOf, WEIGHT_OFFSET, type Calibration, type Model } from './model';

/** A name found in a sentence. The range counts the sentence's words from 0. */
export interface TaggedName extends WordRange {
  readonly tagClass: TagClass;
  /** How sure the model is of exactly this span and class, 0 to 1, calibrated on text it was not trained on. */
  readonly confidence: number;
}

/** A score of less than the negative of this adds nothing to a sum of 64-bit floats in which the highest score is 0. */
const LOWEST_SCORE = 100;

/**
 * Sums of the weights of at most `MOST_FEATURES` features, each raised by `WEIGHT_OFFSET`: two states in the halves of
 * each number, the first and third of a quad, then the second and fourth; and at `COUNT` how many features there are.
 */
type PackedSums = Int32Array;

const COUNT = 2 * QUAD_COUNT;

/** Finds the names of one sentence after the other with a model. Its working space is for one sentence. */
export class Decoder {
  readonly #model: Model;
  readonly #steps = new Steps();
  /** The highest and the lowest weight of the steps from each closed state to an entry. */
  readonly #bestSteps = new Float64Array(STATE_COUNT);
  readonly #worstSteps = new Float64Array(STATE_COUNT);
  readonly #candidates = new Uint8Array(CLOSED.length);
  /** Where the weights of one word's features begin. */
  readonly #rows = new Uint32Array(MOST_FEATURES);
  /** `exp` of the scores that lie so many steps below 0, for all that it is not 0. */
  readonly #exponentials: Float64Array;
  readonly #sums = new Int32Array(4 * QUAD_COUNT);
  /** What the features of a form add up to, by their array. */
  readonly #ofForms = new WeakMap<Uint32Array, PackedSums>();
  readonly #packed: PackedSums = newPackedSums();
  readonly #scores = newMatrix();
  /** `exp` of each score. */
  readonly #potentials = newMatrix();
  readonly #best = newMatrix();
  readonly #previous = new Uint8Array(LONGEST_SENTENCE * STATE_COUNT);
  readonly #path = new Uint8Array(LONGEST_SENTENCE);
  readonly #lattice = new Lattice(LONGEST_SENTENCE);

  constructor(model: Model) {
    this.#model = model;
    const length = Math.ceil(LOWEST_SCORE / model.scale);
    this.#exponentials = Float64Array.from({ length }, (_, below) => Math.exp(-below * model.scale));
    this.#steps.set(model.transitions);
    for (const state of CLOSED) {
      const weights = Array.from(ENTRIES, (entry) => model.transitions[state * STATE_COUNT + entry]!);
      this.#bestSteps[state] = Math.max(...weights);
      this.#worstSteps[state] = Math.min(...weights);
    }
  }

  /**
   * The most probable names of a sentence under the model (Viterbi's algorithm over the permitted steps), in order
   * and free of overlaps, each with its own probability (forward-backward algorithm). The features are those of a
   * sentence of at most `LONGEST_SENTENCE` words. Linear in the number of words.
   */
  decode(features: FeatureBuffer): TaggedName[] {
    const { length } = features;
    if (length === 0) return [];
    this.#score(features);
    this.#findBestPath(length);
    const path = this.#path;
    const names: TaggedName[] = [];
    for (let first = 0; first < length; first++) {
      const tagClass = classOf(path[first]!);
      if (tagClass === undefined) continue;
      let end = first + 1;
      while (isOpen(path[end - 1]!) && end < length) end++;
      if (names.length === 0) this.#sumPaths(length, end - 1);
      const probability = this.#probability(first, end);
      names.push({ first, end, tagClass, confidence: calibrated(this.#model.calibration, probability) });
      first = end - 1;
    }
    return names;
  }

  /** For each word and state the sum of the weights of the word's features. */
  #score({ own, values, offsets, length }: FeatureBuffer): void {
    const { scale } = this.#model;
    const sums = this.#sums;
    const packed = this.#packed;
    const exponentials = this.#exponentials;
    for (let word = 0; word < length; word++) {
      this.#addUp(values, offsets[word]!, offsets[word + 1]!, packed);
      const ofForm = this.#sumsOfForm(own[word]!);
      const offset = (packed[COUNT]! + ofForm[COUNT]!) * WEIGHT_OFFSET;
      for (let quad = 0; quad < QUAD_COUNT; quad++) {
        const even = (packed[2 * quad]! + ofForm[2 * quad]!) | 0;
        const odd = (packed[2 * quad + 1]! + ofForm[2 * quad + 1]!) | 0;
        sums[4 * quad] = (even & 0xffff) - offset;
        sums[4 * quad + 1] = (odd & 0xffff) - offset;
        sums[4 * quad + 2] = (even >>> 16) - offset;
        sums[4 * quad + 3] = (odd >>> 16) - offset;
      }
      let highest = sums[OUTSIDE]!;
      for (let state = 0; state < STATE_COUNT; state++) if (sums[state]! > highest) highest = sums[state]!;
      const here = word * STATE_COUNT;
      for (let state = 0; state < STATE_COUNT; state++) {
        const below = highest - sums[state]!;
        this.#scores[here + state] = -below * scale;
        this.#potentials[here + state] = below < exponentials.length ? exponentials[below]! : 0;
      }
    }
  }

  #sumsOfForm(features: Uint32Array): PackedSums {
    let sums = this.#ofForms.get(features);
    if (sums === undefined) {
      sums = newPackedSums();
      this.#addUp(features, 0, features.length, sums);
      this.#ofForms.set(features, sums);
    }
    return sums;
  }

  /** Adds up the weights of the features in `values` from `start` to `end`. */
  #addUp(values: Uint32Array, start: number, end: number, sums: PackedSums): void {
    const model = this.#model;
    const { weights } = model;
    const rows = this.#rows;
    let count = 0;
    for (let index = start; index < end; index++) {
      const row = rowOf(model, values[index]!);
      if (row >= 0) rows[count++] = row * QUAD_COUNT;
    }
    for (let quad = 0; quad < QUAD_COUNT; quad++) {
      let even = 0;
      let odd = 0;
      for (let index = 0; index < count; index++) {
        const weightsOfFour = weights[rows[index]! + quad]!;
        even = (even + (weightsOfFour & 0xff00ff)) | 0;
        odd = (odd + ((weightsOfFour >>> 8) & 0xff00ff)) | 0;
      }
      sums[2 * quad] = even;
      sums[2 * quad + 1] = odd;
    }
    sums[COUNT] = count;
  }

  /** Viterbi's algorithm. */
  #findBestPath(length: number): void {
    const { transitions } = this.#model;
    const scores = this.#scores;
    const best = this.#best;
    const previous = this.#previous;
    for (let state = 0; state < STATE_COUNT; state++) {
      best[state] = isContinuation(state) ? -Infinity : scores[state]!;
    }
    for (let word = 1; word < length; word++) {
      const here = word * STATE_COUNT;
      const before = here - STATE_COUNT;
      const count = this.#findCandidates(before);
      for (let e = 0; e < ENTRIES.length; e++) {
        const state = ENTRIES[e]!;
        let most = -Infinity;
        let from = OUTSIDE;
        for (let index = 0; index < count; index++) {
          const candidate = this.#candidates[index]!;
          const sum = best[before + candidate]! + transitions[candidate * STATE_COUNT + state]!;
          if (sum > most) {
            most = sum;
            from = candidate;
          }
        }
        best[here + state] = most + scores[here + state]!;
        previous[here + state] = from;
      }
      for (let name = 1; name < STATE_COUNT; name += STATES_A_CLASS) {
        const begin = name + PLACE.begin;
        const inside = name + PLACE.inside;
        for (let state = inside; state <= name + PLACE.last; state++) {
          const fromBegin = best[before + begin]! + transitions[begin * STATE_COUNT + state]!;
          const fromInside = best[before + inside]! + transitions[inside * STATE_COUNT + state]!;
          best[here + state] = Math.max(fromBegin, fromInside) + scores[here + state]!;
          previous[here + state] = fromInside > fromBegin ? inside : begin;
        }
      }
    }
    const last = (length - 1) * STATE_COUNT;
    let state = OUTSIDE;
    for (const candidate of CLOSED) if (best[last + candidate]! > best[last + state]!) state = candidate;
    for (let word = length - 1; word >= 0; word--) {
      this.#path[word] = state;
      state = previous[word * STATE_COUNT + state]!;
    }
  }

  /**
   * The closed states of the word at `before` that a best path to an entry may come from, ascending. Left out are those
   * from which the best step is worse than the worst from the best of them: with most words it is the only one.
   */
  #findCandidates(before: number): number {
    const best = this.#best;
    let top: number = OUTSIDE;
    for (let c = 1; c < CLOSED.length; c++) {
      const state = CLOSED[c]!;
      if (best[before + state]! > best[before + top]!) top = state;
    }
    const floor = best[before + top]! + this.#worstSteps[top]!;
    let count = 0;
    for (let c = 0; c < CLOSED.length; c++) {
      const state = CLOSED[c]!;
      if (best[before + state]! + this.#bestSteps[state]! >= floor) this.#candidates[count++] = state;
    }
    return count;
  }

  #sumPaths(length: number, first: number): void {
    this.#lattice.sumForward(this.#potentials, this.#steps, length);
    this.#lattice.sumBackward(this.#potentials, this.#steps, length, first);
  }

  /** The probability of all paths that have the best path's states from `first` to `end`. */
  #probability(first: number, end: number): number {
    const path = this.#path;
    const { forward, backward, sums } = this.#lattice;
    let probability = forward[first * STATE_COUNT + path[first]!]!;
    for (let word = first + 1; word < end; word++) {
      const state = path[word]!;
      const step = Math.exp(this.#model.transitions[path[word - 1]! * STATE_COUNT + state]!);
      probability *= (step * this.#potentials[word * STATE_COUNT + state]!) / sums[word]!;
    }
    return probability * backward[(end - 1) * STATE_COUNT + path[end - 1]!]!;
  }
}

function newPackedSums(): PackedSums {
  return new Int32Array(COUNT + 1);
}

function newMatrix(): Float64Array {
  return new Float64Array(LONGEST_SENTENCE * STATE_COUNT);
}

function calibrated({ slope, intercept }: Calibration, probability: number): number {
  const bounded = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return 1 / (1 + Math.exp(-(slope * Math.log(bounded / (1 - bounded)) + intercept)));
}
