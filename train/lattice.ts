import {
  CLOSED,
  ENTRIES,
  isContinuation,
  isOpen,
  PLACE,
  STATE_COUNT,
  STATES_A_CLASS,
} from '../src/core/entities/tagger/labels';

const { begin, inside, last } = PLACE;

/** The `exp` of the weights of the permitted steps, laid out for `Lattice`. */
export class Steps {
  /** From the closed state `c` to the entry `e`, as numbered in `CLOSED` and `ENTRIES`, at `e * CLOSED.length + c`. */
  readonly between = new Float64Array(CLOSED.length * ENTRIES.length);
  /** Within the names of each class: begin to inside, inside to inside, begin to last, inside to last. */
  readonly within = new Float64Array(STATE_COUNT - 1);

  /** Takes over weights as `Model.transitions` has them. */
  set(transitions: Float64Array): void {
    ENTRIES.forEach((entry, e) => {
      CLOSED.forEach((closed, c) => {
        this.between[e * CLOSED.length + c] = Math.exp(transitions[closed * STATE_COUNT + entry]!);
      });
    });
    for (let first = 1; first < STATE_COUNT; first += STATES_A_CLASS) {
      let at = first - 1;
      for (const to of [inside, last]) {
        for (const from of [begin, inside]) {
          this.within[at++] = Math.exp(transitions[(first + from) * STATE_COUNT + first + to]!);
        }
      }
    }
  }
}

/**
 * The sums over all paths of a sentence through the states (forward-backward algorithm), each word's divided by the
 * forward sum of that word so that no product underflows. Its space is used again for each sentence.
 */
export class Lattice {
  /** At `word * STATE_COUNT + state` the probability of the state given the words up to here. */
  readonly forward: Float64Array;
  /** What makes of `forward` the probability of the state given all words. */
  readonly backward: Float64Array;
  /** The forward sum of each word. */
  readonly sums: Float64Array;
  readonly #closed = new Float64Array(CLOSED.length);
  readonly #entering = new Float64Array(ENTRIES.length);

  /** For sentences of up to so many words. */
  constructor(words: number) {
    this.forward = new Float64Array(words * STATE_COUNT);
    this.backward = new Float64Array(words * STATE_COUNT);
    this.sums = new Float64Array(words);
  }

  /**
   * Runs forward over a sentence of one word or more. `potentials` are the `exp` of each word's scores. States that
   * `permitted` lacks, if it is given, as bits for each word from `first` on, are left out. Returns the logarithm of the
   * sum over all paths that are left; -Infinity, and then no sums, where there is none.
   */
  sumForward(
    potentials: Float64Array,
    steps: Steps,
    length: number,
    permitted?: Uint32Array,
    first = 0,
  ): number {
    let logarithm = 0;
    for (let word = 0; word < length; word++) {
      let states = permitted === undefined ? ALL : permitted[first + word]!;
      if (word === 0) states &= ENTRY_BITS;
      if (word === length - 1) states &= CLOSED_BITS;
      const sum = this.#forwardSum(potentials, steps, word, states);
      if (!(sum > 0)) return -Infinity;
      this.sums[word] = sum;
      logarithm += Math.log(sum);
    }
    return logarithm;
  }

  /** Runs backward over the sentence that `sumForward` ran over, as far as the word `first`. */
  sumBackward(potentials: Float64Array, steps: Steps, length: number, first = 0): void {
    for (let word = length - 1; word >= first; word--) this.#backwardSums(potentials, steps, word, length);
  }

  #forwardSum(potentials: Float64Array, { between, within }: Steps, word: number, states: number): number {
    const { forward } = this;
    const closed = this.#closed;
    const here = word * STATE_COUNT;
    const before = here - STATE_COUNT;
    forward.fill(0, here, here + STATE_COUNT);
    if (word > 0) {
      for (let c = 0; c < CLOSED.length; c++) closed[c] = forward[before + CLOSED[c]!]!;
    }
    let sum = 0;
    for (let e = 0; e < ENTRIES.length; e++) {
      const state = ENTRIES[e]!;
      if (((states >>> state) & 1) === 0) continue;
      let arriving = 1;
      if (word > 0) {
        arriving = 0;
        const row = e * CLOSED.length;
        for (let c = 0; c < CLOSED.length; c++) arriving += closed[c]! * between[row + c]!;
      }
      const value = arriving * potentials[here + state]!;
      forward[here + state] = value;
      sum += value;
    }
    if (word > 0) {
      for (let name = 1; name < STATE_COUNT; name += STATES_A_CLASS) {
        const fromBegin = forward[before + name + begin]!;
        const fromInside = forward[before + name + inside]!;
        for (let to: number = inside, at = name - 1; to <= last; to++, at += 2) {
          const state = name + to;
          if (((states >>> state) & 1) === 0) continue;
          const arriving = fromBegin * within[at]! + fromInside * within[at + 1]!;
          const value = arriving * potentials[here + state]!;
          forward[here + state] = value;
          sum += value;
        }
      }
    }
    const share = 1 / sum;
    for (let state = 0; state < STATE_COUNT; state++) forward[here + state]! *= share;
    return sum;
  }

  #backwardSums(potentials: Float64Array, { between, within }: Steps, word: number, length: number): void {
    const { forward, backward } = this;
    const entering = this.#entering;
    const here = word * STATE_COUNT;
    if (word === length - 1) {
      for (let state = 0; state < STATE_COUNT; state++)
        backward[here + state] = forward[here + state]! > 0 ? 1 : 0;
      return;
    }
    const next = here + STATE_COUNT;
    const share = 1 / this.sums[word + 1]!;
    for (let e = 0; e < ENTRIES.length; e++) {
      const state = next + ENTRIES[e]!;
      entering[e] = potentials[state]! * backward[state]! * share;
    }
    for (let c = 0; c < CLOSED.length; c++) {
      const state = here + CLOSED[c]!;
      let leaving = 0;
      if (forward[state]! > 0) {
        for (let e = 0, at = c; e < ENTRIES.length; e++, at += CLOSED.length)
          leaving += entering[e]! * between[at]!;
      }
      backward[state] = leaving;
    }
    for (let name = 1; name < STATE_COUNT; name += STATES_A_CLASS) {
      const toInside = potentials[next + name + inside]! * backward[next + name + inside]! * share;
      const toLast = potentials[next + name + last]! * backward[next + name + last]! * share;
      for (let from: number = begin, at = name - 1; from <= inside; from++, at++) {
        const state = here + name + from;
        backward[state] = forward[state]! > 0 ? toInside * within[at]! + toLast * within[at + 2]! : 0;
      }
    }
  }
}

const ALL = 2 ** STATE_COUNT - 1;
const ENTRY_BITS = bits((state) => !isContinuation(state));
const CLOSED_BITS = bits((state) => !isOpen(state));

function bits(isSet: (state: number) => boolean): number {
  let set = 0;
  for (let state = 0; state < STATE_COUNT; state++) if (isSet(state)) set |= 1 << state;
  return set;
}
