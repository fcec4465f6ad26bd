import { PREDECESSORS, STATE_COUNT } from '../src/core/entities/tagger/labels';
import { Lattice, Steps } from './lattice';
import { Random } from './random';
import type { TrainingData } from './training-data';

export interface TrainingOptions {
  readonly epochs: number;
  /** AdaGrad's step for a feature seen for the first time. */
  readonly rate: number;
  /** The share of features left out of each word at each visit, so that none is relied on alone. */
  readonly dropout: number;
  readonly seed: number;
  /** Called after each epoch with the mean log-likelihood of a word. */
  readonly report?: (epoch: number, likelihood: number) => void;
}

/** A conditional random field: for each feature a row of weights, one for each state, and the weights of the steps. */
export interface Parameters {
  readonly weights: Float32Array;
  readonly transitions: Float64Array;
}

/** Gradients smaller than this are left alone: most words are certain after an epoch, and would cost most time. */
const LEAST_GRADIENT = 1e-3;
/** So many epochs, the last ones, go into the mean of the parameters, each in so many moments. */
const AVERAGED_EPOCHS = 3;
const MOMENTS = 8;
/** Added to AdaGrad's sums of squares. */
const DAMPING = 1e-2;

/**
 * Trains a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) on partly labelled sentences:
 * it raises the probability of all paths through the permitted states (Tsuboi and others 2008), sentence by sentence
 * with AdaGrad (Duchi, Hazan and Singer 2011). The same data, options and start give the same result.
 */
export function trainCrf(
  data: TrainingData,
  { epochs, rate, dropout, seed, report }: TrainingOptions,
  start?: Parameters,
): Parameters {
  const featureCount = data.hashes.length;
  const weights = start?.weights.slice() ?? new Float32Array(featureCount * STATE_COUNT);
  const transitions = start?.transitions.slice() ?? new Float64Array(STATE_COUNT * STATE_COUNT);
  const squares = new Float32Array(featureCount * STATE_COUNT).fill(DAMPING);
  const transitionSquares = new Float64Array(STATE_COUNT * STATE_COUNT).fill(DAMPING);
  const sentenceCount = data.sentences.length - 1;
  const order = Uint32Array.from({ length: sentenceCount }, (_, index) => index);
  const random = new Random(seed);
  const threshold = Math.floor(dropout * 65_536);
  const room = roomFor(data);
  const free = new Lattice(room.words);
  const bound = new Lattice(room.words);
  const potentials = new Float64Array(room.words * STATE_COUNT);
  const steps = new Float64Array(STATE_COUNT * STATE_COUNT);
  const latticeSteps = new Steps();
  const stepGradients = new Float64Array(STATE_COUNT * STATE_COUNT);
  const active = new Uint32Array(room.features);
  const activeStarts = new Uint32Array(room.words + 1);
  const scores = new Float64Array(STATE_COUNT);
  const gradients = new Float64Array(STATE_COUNT);
  const moved = new Uint8Array(STATE_COUNT);
  const wordCount = data.words.length - 1;

  const average = new Average(weights, transitions);
  for (let epoch = 0; epoch < epochs; epoch++) {
    random.shuffle(order);
    let likelihood = 0;
    for (let at = 0; at < sentenceCount; at++) {
      likelihood += visit(order[at]!);
      if (epoch >= epochs - AVERAGED_EPOCHS && (at + 1) % Math.ceil(sentenceCount / MOMENTS) === 0)
        average.add();
    }
    report?.(epoch, likelihood / wordCount);
  }
  average.settle(1 - dropout);
  return { weights, transitions };

  function visit(sentence: number): number {
    const first = data.sentences[sentence]!;
    const length = data.sentences[sentence + 1]! - first;
    if (length === 0) return 0;
    score(first, length);
    for (let step = 0; step < steps.length; step++) steps[step] = Math.exp(transitions[step]!);
    latticeSteps.set(transitions);
    const freeSum = free.sumForward(potentials, latticeSteps, length);
    const boundSum = bound.sumForward(potentials, latticeSteps, length, data.permitted, first);
    if (boundSum === -Infinity) return 0;
    free.sumBackward(potentials, latticeSteps, length);
    bound.sumBackward(potentials, latticeSteps, length);
    for (let word = 0; word < length; word++) {
      if (word > 0) addStepGradients(word);
      update(word);
    }
    if (length > 1) updateTransitions();
    return boundSum - freeSum;
  }

  function score(first: number, length: number): void {
    let count = 0;
    for (let word = 0; word < length; word++) {
      scores.fill(0);
      activeStarts[word] = count;
      const end = data.words[first + word + 1]!;
      for (let index = data.words[first + word]!; index < end; index++) {
        if ((random.next() & 0xffff) < threshold) continue;
        const row = data.features[index]! * STATE_COUNT;
        active[count++] = row;
        for (let state = 0; state < STATE_COUNT; state++) scores[state]! += weights[row + state]!;
      }
      let highest = scores[0]!;
      for (let state = 1; state < STATE_COUNT; state++)
        if (scores[state]! > highest) highest = scores[state]!;
      const here = word * STATE_COUNT;
      for (let state = 0; state < STATE_COUNT; state++)
        potentials[here + state] = Math.exp(scores[state]! - highest);
    }
    activeStarts[length] = count;
  }

  /** Expected steps from the word before under the permitted paths less those under all paths. */
  function addStepGradients(word: number): void {
    const here = word * STATE_COUNT;
    const before = here - STATE_COUNT;
    for (let state = 0; state < STATE_COUNT; state++) {
      const byFree = (potentials[here + state]! * free.backward[here + state]!) / free.sums[word]!;
      const byBound =
        bound.forward[here + state]! > 0
          ? (potentials[here + state]! * bound.backward[here + state]!) / bound.sums[word]!
          : 0;
      if (byFree < 1e-9 && byBound < 1e-9) continue;
      const predecessors = PREDECESSORS[state]!;
      for (let index = 0; index < predecessors.length; index++) {
        const previous = predecessors[index]!;
        const step = previous * STATE_COUNT + state;
        stepGradients[step]! +=
          steps[step]! *
          (bound.forward[before + previous]! * byBound - free.forward[before + previous]! * byFree);
      }
    }
  }

  function update(word: number): void {
    const here = word * STATE_COUNT;
    let count = 0;
    for (let state = 0; state < STATE_COUNT; state++) {
      const gradient =
        bound.forward[here + state]! * bound.backward[here + state]! -
        free.forward[here + state]! * free.backward[here + state]!;
      if (gradient < LEAST_GRADIENT && gradient > -LEAST_GRADIENT) continue;
      gradients[count] = gradient;
      moved[count++] = state;
    }
    if (count === 0) return;
    const end = activeStarts[word + 1]!;
    for (let index = activeStarts[word]!; index < end; index++) {
      const row = active[index]!;
      for (let entry = 0; entry < count; entry++) {
        const gradient = gradients[entry]!;
        const weight = row + moved[entry]!;
        const square = squares[weight]! + gradient * gradient;
        squares[weight] = square;
        weights[weight]! += (rate * gradient) / Math.sqrt(square);
      }
    }
  }

  function updateTransitions(): void {
    for (let step = 0; step < stepGradients.length; step++) {
      const gradient = stepGradients[step]!;
      if (gradient === 0) continue;
      transitionSquares[step]! += gradient * gradient;
      transitions[step]! += (rate * gradient) / Math.sqrt(transitionSquares[step]!);
      stepGradients[step] = 0;
    }
  }
}

/** The mean of parameters at several moments, which is steadier than the last of them (Polyak and Juditsky 1992). */
class Average {
  readonly #weights: Float32Array;
  readonly #transitions: Float64Array;
  readonly #weightSums: Float32Array;
  readonly #transitionSums: Float64Array;
  #count = 0;

  constructor(weights: Float32Array, transitions: Float64Array) {
    this.#weights = weights;
    this.#transitions = transitions;
    this.#weightSums = new Float32Array(weights.length);
    this.#transitionSums = new Float64Array(transitions.length);
  }

  add(): void {
    this.#count++;
    for (let index = 0; index < this.#weights.length; index++)
      this.#weightSums[index]! += this.#weights[index]!;
    for (let index = 0; index < this.#transitions.length; index++) {
      this.#transitionSums[index]! += this.#transitions[index]!;
    }
  }

  /** Puts the mean in place of the parameters, the weights multiplied by `share`; leaves them if nothing was added. */
  settle(share: number): void {
    if (this.#count === 0) this.add();
    for (let index = 0; index < this.#weights.length; index++) {
      this.#weights[index] = (this.#weightSums[index]! / this.#count) * share;
    }
    for (let index = 0; index < this.#transitions.length; index++) {
      this.#transitions[index] = this.#transitionSums[index]! / this.#count;
    }
  }
}

function roomFor(data: TrainingData): { words: number; features: number } {
  let words = 1;
  let features = 1;
  for (let sentence = 0; sentence + 1 < data.sentences.length; sentence++) {
    const first = data.sentences[sentence]!;
    const end = data.sentences[sentence + 1]!;
    words = Math.max(words, end - first);
    features = Math.max(features, data.words[end]! - data.words[first]!);
  }
  return { words, features };
}
