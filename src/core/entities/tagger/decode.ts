import type { WordRange } from '../reading';
import { LONGEST_SENTENCE, MOST_FEATURES, type FeatureBuffer } from './features';
import {
  classOf,
  isContinuation,
  isOpen,
  OUTSIDE,
  PREDECESSORS,
  STATE_COUNT,
  SUCCESSORS,
  type TagClass,
} from './labels';
import { PAIR_COUNT, rowOf, WEIGHT_OFFSET, type Calibration, type Model } from './model';

/** A name found in a sentence. The range counts the sentence's words from 0. */
export interface TaggedName extends WordRange {
  readonly tagClass: TagClass;
  /** How sure the model is of exactly this span and class, 0 to 1, calibrated on text it was not trained on. */
  readonly confidence: number;
}

/**
 * A state whose score is this much below the best of its word is not looked at: its odds are below 1 to 3 million.
 * Being outside of all names is always looked at, so that there is always a path.
 */
const WIDTH = 15;

/** Finds the names of one sentence after the other with a model. Its working space is for one sentence. */
export class Decoder {
  readonly #model: Model;
  /** `exp` of the transitions. */
  readonly #steps: Float64Array;
  /** Where the weights of one word's features begin. */
  readonly #rows = new Uint32Array(MOST_FEATURES);
  readonly #sums = new Int32Array(2 * PAIR_COUNT);
  readonly #scores = newMatrix();
  /** `exp` of each score less the word's highest; 0 for states that are not looked at. */
  readonly #potentials = newMatrix();
  readonly #best = newMatrix();
  readonly #previous = new Uint8Array(LONGEST_SENTENCE * STATE_COUNT);
  readonly #path = new Uint8Array(LONGEST_SENTENCE);
  /** Forward and backward sums, divided by the forward sum of each word so that no product underflows. */
  readonly #forward = newMatrix();
  readonly #backward = newMatrix();
  readonly #forwardSums = new Float64Array(LONGEST_SENTENCE);

  constructor(model: Model) {
    this.#model = model;
    this.#steps = model.transitions.map(Math.exp);
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
      if (names.length === 0) this.#sumPaths(length);
      const probability = this.#probability(first, end);
      names.push({ first, end, tagClass, confidence: calibrated(this.#model.calibration, probability) });
      first = end - 1;
    }
    return names;
  }

  /** For each word and state the sum of the weights of the word's features. */
  #score({ values, offsets, length }: FeatureBuffer): void {
    const model = this.#model;
    const { weights, scale } = model;
    const sums = this.#sums;
    const rows = this.#rows;
    for (let word = 0; word < length; word++) {
      let count = 0;
      const end = offsets[word + 1]!;
      for (let index = offsets[word]!; index < end; index++) {
        const row = rowOf(model, values[index]!);
        if (row >= 0) rows[count++] = row * PAIR_COUNT;
      }
      const offset = count * WEIGHT_OFFSET;
      for (let pair = 0; pair < PAIR_COUNT; pair++) {
        let sum = 0;
        for (let index = 0; index < count; index++) sum = (sum + weights[rows[index]! + pair]!) | 0;
        sums[2 * pair] = (sum & 0xffff) - offset;
        sums[2 * pair + 1] = (sum >>> 16) - offset;
      }
      let highest = sums[OUTSIDE]!;
      for (let state = 0; state < STATE_COUNT; state++) if (sums[state]! > highest) highest = sums[state]!;
      const here = word * STATE_COUNT;
      for (let state = 0; state < STATE_COUNT; state++) {
        const score = (sums[state]! - highest) * scale;
        this.#scores[here + state] = score;
        this.#potentials[here + state] = score > -WIDTH || state === OUTSIDE ? Math.exp(score) : 0;
      }
    }
  }

  #findBestPath(length: number): void {
    const { transitions } = this.#model;
    const best = this.#best;
    const previous = this.#previous;
    for (let state = 0; state < STATE_COUNT; state++) {
      const isStart = this.#potentials[state]! > 0 && !isContinuation(state);
      best[state] = isStart ? this.#scores[state]! : -Infinity;
    }
    for (let word = 1; word < length; word++) {
      const here = word * STATE_COUNT;
      const before = here - STATE_COUNT;
      for (let state = 0; state < STATE_COUNT; state++) {
        let most = -Infinity;
        let from = OUTSIDE;
        if (this.#potentials[here + state]! > 0) {
          const predecessors = PREDECESSORS[state]!;
          for (let index = 0; index < predecessors.length; index++) {
            const candidate = predecessors[index]!;
            const sum = best[before + candidate]! + transitions[candidate * STATE_COUNT + state]!;
            if (sum > most) {
              most = sum;
              from = candidate;
            }
          }
        }
        best[here + state] = most + this.#scores[here + state]!;
        previous[here + state] = from;
      }
    }
    const last = (length - 1) * STATE_COUNT;
    let state = OUTSIDE;
    for (let candidate = 0; candidate < STATE_COUNT; candidate++) {
      if (!isOpen(candidate) && best[last + candidate]! > best[last + state]!) state = candidate;
    }
    for (let word = length - 1; word >= 0; word--) {
      this.#path[word] = state;
      state = previous[word * STATE_COUNT + state]!;
    }
  }

  #sumPaths(length: number): void {
    const steps = this.#steps;
    const potentials = this.#potentials;
    const forward = this.#forward;
    const backward = this.#backward;
    const sums = this.#forwardSums;
    for (let word = 0; word < length; word++) {
      const here = word * STATE_COUNT;
      const before = here - STATE_COUNT;
      let sum = 0;
      for (let state = 0; state < STATE_COUNT; state++) {
        let arriving = 0;
        if (potentials[here + state]! > 0 && !(word === length - 1 && isOpen(state))) {
          if (word === 0) arriving = isContinuation(state) ? 0 : 1;
          else {
            const predecessors = PREDECESSORS[state]!;
            for (let index = 0; index < predecessors.length; index++) {
              const previous = predecessors[index]!;
              arriving += forward[before + previous]! * steps[previous * STATE_COUNT + state]!;
            }
          }
        }
        const value = arriving * potentials[here + state]!;
        forward[here + state] = value;
        sum += value;
      }
      sums[word] = sum;
      for (let state = 0; state < STATE_COUNT; state++) forward[here + state]! /= sum;
    }
    const last = (length - 1) * STATE_COUNT;
    for (let state = 0; state < STATE_COUNT; state++)
      backward[last + state] = forward[last + state]! > 0 ? 1 : 0;
    for (let word = length - 2; word >= 0; word--) {
      const here = word * STATE_COUNT;
      const next = here + STATE_COUNT;
      for (let state = 0; state < STATE_COUNT; state++) {
        let leaving = 0;
        if (forward[here + state]! > 0) {
          const successors = SUCCESSORS[state]!;
          for (let index = 0; index < successors.length; index++) {
            const after = successors[index]!;
            leaving +=
              steps[state * STATE_COUNT + after]! * potentials[next + after]! * backward[next + after]!;
          }
        }
        backward[here + state] = leaving / sums[word + 1]!;
      }
    }
  }

  /** The probability of all paths that have the best path's states from `first` to `end`. */
  #probability(first: number, end: number): number {
    const path = this.#path;
    let probability = this.#forward[first * STATE_COUNT + path[first]!]!;
    for (let word = first + 1; word < end; word++) {
      const state = path[word]!;
      const step = this.#steps[path[word - 1]! * STATE_COUNT + state]!;
      probability *= (step * this.#potentials[word * STATE_COUNT + state]!) / this.#forwardSums[word]!;
    }
    return probability * this.#backward[(end - 1) * STATE_COUNT + path[end - 1]!]!;
  }
}

function newMatrix(): Float64Array {
  return new Float64Array(LONGEST_SENTENCE * STATE_COUNT);
}

function calibrated({ slope, intercept }: Calibration, probability: number): number {
  const bounded = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return 1 / (1 + Math.exp(-(slope * Math.log(bounded / (1 - bounded)) + intercept)));
}
