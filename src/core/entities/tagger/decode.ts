import type { EntityLabel } from '../languages/language';
import type { WordRange } from '../reading';
import { LANE_COUNT, LONGEST_SENTENCE } from './assembly/layout';
import type { FeatureBuffer } from './features';
import { LANES, STATES, SUM_PAIRS } from './kernel';
import { classOf, isOpen, STATE_COUNT } from './labels';
import type { Calibration, Model } from './model';

/** A name found in a sentence. The range counts the sentence's words from 0. */
export interface TaggedName extends WordRange {
  readonly tagClass: EntityLabel;
  /** How sure the model is of exactly this span and class, 0 to 1, calibrated on text it was not trained on. */
  readonly confidence: number;
}

/** Finds the names of one sentence after the other with a model. */
export class Decoder {
  readonly #model: Model;
  readonly #path = new Uint8Array(LONGEST_SENTENCE);
  /** What the features of a form add up to, by their array. */
  readonly #ofForms = new WeakMap<Uint32Array, Int32Array>();

  constructor(model: Model) {
    this.#model = model;
  }

  /**
   * The most probable names of a sentence under the model, in order and free of overlaps, each with its own probability.
   * The features are those of a sentence of at most `LONGEST_SENTENCE` words. Linear in the number of words.
   */
  decode(features: FeatureBuffer): TaggedName[] {
    const { length } = features;
    if (length === 0) return [];
    const { kernel, calibration } = this.#model;
    this.#fill(features);
    kernel.findBestPath(length);
    const path = this.#path;
    for (let word = 0; word < length; word++) path[word] = STATES[kernel.path[word]!]!;
    const names: TaggedName[] = [];
    for (let first = 0, end: number; first < length; first = end) {
      end = first + 1;
      while (isOpen(path[end - 1]!) && end < length) end++;
      const tagClass = classOf(path[first]!);
      if (tagClass === undefined || tagClass === 'misc') continue;
      if (names.length === 0) kernel.sumPaths(length, end - 1);
      const confidence = calibrated(calibration, this.#probability(first, end));
      names.push({ first, end, tagClass, confidence });
    }
    return names;
  }

  #fill({ own, values, offsets, length }: FeatureBuffer): void {
    const { kernel } = this.#model;
    for (let word = 0; word < length; word++) {
      const sums = this.#sumsOfForm(own[word]!);
      for (let pair = 0; pair < SUM_PAIRS; pair++) kernel.own[word * SUM_PAIRS + pair] = sums[pair]!;
    }
    kernel.offsets.set(offsets.subarray(0, length + 1));
    kernel.values.set(values.subarray(0, offsets[length]));
  }

  #sumsOfForm(features: Uint32Array): Int32Array {
    let sums = this.#ofForms.get(features);
    if (sums === undefined) this.#ofForms.set(features, (sums = this.#model.kernel.addUp(features)));
    return sums;
  }

  /** The probability of all paths that have the best path's states from `first` to `end`. */
  #probability(first: number, end: number): number {
    const path = this.#path;
    const { kernel, transitions } = this.#model;
    const { forward, backward, sums, potentials } = kernel;
    let probability = forward[first * LANE_COUNT + LANES[path[first]!]!]!;
    for (let word = first + 1; word < end; word++) {
      const state = path[word]!;
      const step = Math.exp(transitions[path[word - 1]! * STATE_COUNT + state]!);
      probability *= (step * potentials[word * LANE_COUNT + LANES[state]!]!) / sums[word]!;
    }
    return probability * backward[(end - 1) * LANE_COUNT + LANES[path[end - 1]!]!]!;
  }
}

function calibrated({ slope, intercept }: Calibration, probability: number): number {
  const bounded = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return 1 / (1 + Math.exp(-(slope * Math.log(bounded / (1 - bounded)) + intercept)));
}
