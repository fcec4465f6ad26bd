// AssemblyScript (www.assemblyscript.org), compiled by scripts/assembly.mjs: scores the states of a sentence's words and
// finds and sums up its paths, several states at a time. Addresses are in bytes. A row holds a 64-bit float for each lane.

import { BEGIN, INSIDE, LANE_COUNT, LAST, LONGEST_SENTENCE, MOST_FEATURES, UNIT } from './layout';

const FLOAT: usize = 8;
/** Two lanes of 64 bits, which is what a vector holds. */
const PAIR: usize = 16;
const ROW: usize = <usize>LANE_COUNT * FLOAT;
const MATRIX: usize = <usize>LONGEST_SENTENCE * ROW;
const STEP_MATRIX: usize = <usize>LANE_COUNT * ROW;
const CLASS_COUNT: i32 = LAST - INSIDE;
const CLOSED_COUNT: i32 = 2 * CLASS_COUNT + 1;
/** The bytes from the first lane of a place to the end of its last. */
const PLACE: usize = <usize>CLASS_COUNT * FLOAT;
const AT_BEGIN: usize = <usize>BEGIN * FLOAT;
const AT_INSIDE: usize = <usize>INSIDE * FLOAT;
const AT_LAST: usize = <usize>LAST * FLOAT;
/** A row of 16-bit sums, and a row of weights, which are bytes: with room for more lanes than there are. */
const SUM_ROW: usize = 64;
const WEIGHT_ROW: usize = 32;
const HASH: usize = WEIGHT_ROW - 4;

/** Filled in from outside: by word where its features begin, the features, and the sums that it begins with. */
export const OFFSETS: usize = 0;
export const VALUES: usize = OFFSETS + <usize>((LONGEST_SENTENCE + 4) * 4);
export const OWN: usize = VALUES + <usize>(LONGEST_SENTENCE * MOST_FEATURES * 4);
/** What the features of one word add up to. */
export const PLACED: usize = OWN + <usize>LONGEST_SENTENCE * SUM_ROW;
const SCORES: usize = PLACED + SUM_ROW;
export const POTENTIALS: usize = SCORES + MATRIX;
/** The best path's score up to each word's lanes, and the lane before on it, as a float. */
const BEST: usize = POTENTIALS + MATRIX;
const PREVIOUS: usize = BEST + MATRIX;
export const PATH: usize = PREVIOUS + MATRIX;
export const SUMS: usize = PATH + <usize>LONGEST_SENTENCE;
export const FORWARD: usize = SUMS + <usize>LONGEST_SENTENCE * FLOAT;
export const BACKWARD: usize = FORWARD + MATRIX;
/** Also filled in from outside: the weights of the steps, and their `exp`, a row for each lane that they come from. */
export const TRANSITIONS: usize = BACKWARD + MATRIX;
export const STEPS: usize = TRANSITIONS + STEP_MATRIX;
/** `STEPS` with a row for each lane that they go to. */
const ARRIVALS: usize = STEPS + STEP_MATRIX;
/** The weights of the steps inside a name, by class, and their `exp`: to the inside from begin and inside, to the last. */
const INNER_WEIGHTS: usize = ARRIVALS + STEP_MATRIX;
const INNER_STEPS: usize = INNER_WEIGHTS + 4 * PLACE;
/** The highest and the lowest weight of the steps from each closed lane to an entry. */
const BEST_STEPS: usize = INNER_STEPS + 4 * PLACE;
const WORST_STEPS: usize = BEST_STEPS + ROW;
/** The number of each lane. */
const NUMBERS: usize = WORST_STEPS + ROW;
/** Where the model begins. */
export const MODEL: usize = (NUMBERS + ROW + 0xffff) & ~0xffff;

let buckets: usize = 0;
let shift: u32 = 0;
let rows: usize = 0;
let exponentials: usize = 0;
let deepest: i32 = 0;
let scale: f64 = 0;

/** Takes over where the model lies, and the weights of the steps. `exp` of so many scores, `scale` apart, is tabled. */
export function prepare(
  bucketsStart: usize,
  bucketShift: u32,
  rowsStart: usize,
  exponentialsStart: usize,
  exponentialCount: i32,
  unit: f64,
): void {
  buckets = bucketsStart;
  shift = bucketShift;
  rows = rowsStart;
  exponentials = exponentialsStart;
  deepest = exponentialCount - 1;
  scale = unit;
  for (let from = 0; from < LANE_COUNT; from++) {
    let most = -Infinity;
    let least = Infinity;
    for (let to = 0; to < LANE_COUNT; to++) {
      store<f64>(cell(ARRIVALS, to, from), load<f64>(cell(STEPS, from, to)));
      if (to >= INSIDE || to == BEGIN - 1) continue;
      const weight = load<f64>(cell(TRANSITIONS, from, to));
      most = max(most, weight);
      least = min(least, weight);
    }
    store<f64>(cell(BEST_STEPS, 0, from), most);
    store<f64>(cell(WORST_STEPS, 0, from), least);
    store<f64>(cell(NUMBERS, 0, from), <f64>from);
  }
  for (let kind = 0; kind < 4; kind++) {
    for (let tagClass = 0; tagClass < CLASS_COUNT; tagClass++) {
      const from = (kind & 1 ? INSIDE : BEGIN) + tagClass;
      const to = (kind & 2 ? LAST : INSIDE) + tagClass;
      const at = <usize>kind * PLACE + <usize>tagClass * FLOAT;
      store<f64>(INNER_WEIGHTS + at, load<f64>(cell(TRANSITIONS, from, to)));
      store<f64>(INNER_STEPS + at, load<f64>(cell(STEPS, from, to)));
    }
  }
}

function cell(matrix: usize, row: i32, lane: i32): usize {
  return matrix + <usize>row * ROW + <usize>lane * FLOAT;
}

/** Adds up the weights of the features between two addresses to `PLACED`. */
export function addUp(start: usize, end: usize): void {
  let a = i16x8.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (let value = start; value < end; value += 4) {
    const hash = load<u32>(value);
    const bucket = bucketOf(hash);
    let row = firstRow(bucket);
    const last = firstRow(bucket + 4);
    // A branch on whether the feature is kept would be guessed wrong too often: most buckets have one or none.
    let isKept = i32(row < last) & i32(load<u32>(row, HASH) == hash);
    if (!isKept && row + WEIGHT_ROW < last) {
      do row += WEIGHT_ROW;
      while (row < last && load<u32>(row, HASH) != hash);
      isKept = i32(row < last);
    }
    const mask = i32x4.splat(-isKept);
    const low = v128.and(v128.load(row), mask);
    const high = v128.and(v128.load(row, 16), mask);
    a = i16x8.add(a, i16x8.extend_low_i8x16_s(low));
    b = i16x8.add(b, i16x8.extend_high_i8x16_s(low));
    c = i16x8.add(c, i16x8.extend_low_i8x16_s(high));
    d = i16x8.add(d, i16x8.extend_high_i8x16_s(high));
  }
  v128.store(PLACED, a);
  v128.store(PLACED, b, 16);
  v128.store(PLACED, c, 32);
  v128.store(PLACED, d, 48);
}

function bucketOf(hash: u32): usize {
  return buckets + ((<usize>(hash >> shift)) << 2);
}

function firstRow(bucket: usize): usize {
  return rows + <usize>load<u32>(bucket) * WEIGHT_ROW;
}

/** Has the processor fetch the rows of the features between two addresses, many at a time: one by one it takes longer. */
function fetchRows(start: usize, end: usize): void {
  let fetched: u32 = 0;
  for (let value = start; value < end; value += 4)
    fetched ^= load<u32>(firstRow(bucketOf(load<u32>(value))), HASH);
  // What is kept nowhere is not fetched.
  store<u32>(PLACED, fetched);
}

/** From the features of each word and the sums that it begins with its lanes' scores, the highest 0, and potentials. */
export function score(length: i32): void {
  fetchRows(VALUES, VALUES + ((<usize>load<u32>(OFFSETS + <usize>length * 4)) << 2));
  for (let word: usize = 0; word < <usize>length; word++) {
    const offset = OFFSETS + word * 4;
    addUp(VALUES + ((<usize>load<u32>(offset)) << 2), VALUES + ((<usize>load<u32>(offset, 4)) << 2));
    const own = OWN + word * SUM_ROW;
    let top = i32x4.splat(i32.MIN_VALUE);
    for (let lane = 0; lane < LANE_COUNT; lane += 4) top = i32x4.max_s(top, fourSums(own, lane));
    top = i32x4.max_s(top, i8x16.shuffle(top, top, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
    top = i32x4.max_s(top, i8x16.shuffle(top, top, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
    const here = word * ROW;
    for (let lane = 0; lane < LANE_COUNT; lane += 4) {
      writeScores(here + <usize>lane * FLOAT, i32x4.sub(top, fourSums(own, lane)));
    }
    store<f64>(POTENTIALS + here + AT_BEGIN - FLOAT, 0);
    v128.store(POTENTIALS + here + AT_LAST + PLACE, f64x2.splat(0));
  }
}

/** Of four lanes what a word begins with and what its features add up to. */
function fourSums(own: usize, lane: i32): v128 {
  const at = (<usize>lane) << 1;
  return i32x4.add(v128.load_ext<i16>(PLACED + at), v128.load_ext<i16>(own + at));
}

/** Writes four lanes' scores, so many units below 0. The deepest of them have the potential of the last that is tabled. */
function writeScores(at: usize, below: v128): void {
  const unit = f64x2.splat(-scale);
  const upper = i8x16.shuffle(below, below, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
  v128.store(SCORES + at, f64x2.mul(f64x2.convert_low_i32x4_s(below), unit));
  v128.store(SCORES + at + PAIR, f64x2.mul(f64x2.convert_low_i32x4_s(upper), unit));
  const index = i32x4.min_s(below, i32x4.splat(deepest));
  writePotential(at, i32x4.extract_lane(index, 0));
  writePotential(at + FLOAT, i32x4.extract_lane(index, 1));
  writePotential(at + 2 * FLOAT, i32x4.extract_lane(index, 2));
  writePotential(at + 3 * FLOAT, i32x4.extract_lane(index, 3));
}

function writePotential(at: usize, below: i32): void {
  store<f64>(POTENTIALS + at, load<f64>(exponentials + <usize>below * FLOAT));
}

/** The closed lanes in the order of their states: outside, then the last and the unit of each class. */
function closedLane(index: i32): i32 {
  if (index == 0) return 0;
  return (index & 1 ? LAST : UNIT) + ((index - 1) >> 1);
}

/** Viterbi's algorithm over the scores. */
export function findBestPath(length: i32): void {
  for (let at: usize = 0; at < ROW; at += PAIR) {
    v128.store(BEST + at, at < AT_INSIDE ? v128.load(SCORES + at) : f64x2.splat(-Infinity));
  }
  for (let word = 1; word < length; word++) {
    const here = <usize>word * ROW;
    enterNames(here);
    goOn(here, AT_INSIDE, INNER_WEIGHTS);
    goOn(here, AT_LAST, INNER_WEIGHTS + 2 * PLACE);
  }
  let lane = bestClosed(BEST + <usize>(length - 1) * ROW);
  for (let word = length - 1; word > 0; word--) {
    store<u8>(PATH + <usize>word, <u8>lane);
    lane = <i32>load<f64>(cell(PREVIOUS, word, lane));
  }
  store<u8>(PATH, <u8>lane);
}

/** The closed lane of the best path that ends in a row. */
function bestClosed(row: usize): i32 {
  let best = 0;
  for (let index = 1; index < CLOSED_COUNT; index++) {
    const lane = closedLane(index);
    if (load<f64>(cell(row, 0, lane)) > load<f64>(cell(row, 0, best))) best = lane;
  }
  return best;
}

/**
 * The best steps from closed lanes to the entries. Left out are the lanes from which the best step is worse than the
 * worst from the best of them: with most words it is the only one.
 */
function enterNames(here: usize): void {
  const before = BEST + here - ROW;
  const best = bestClosed(before);
  const floor = load<f64>(cell(before, 0, best)) + load<f64>(cell(WORST_STEPS, 0, best));
  for (let at: usize = 0; at < AT_INSIDE; at += PAIR) v128.store(BEST + here + at, f64x2.splat(-Infinity));
  for (let index = 0; index < CLOSED_COUNT; index++) {
    const lane = closedLane(index);
    const sum = load<f64>(cell(before, 0, lane));
    if (sum + load<f64>(cell(BEST_STEPS, 0, lane)) < floor) continue;
    const sums = f64x2.splat(sum);
    const number = f64x2.splat(<f64>lane);
    const steps = cell(TRANSITIONS, lane, 0);
    for (let at: usize = 0; at < AT_INSIDE; at += PAIR) {
      const arriving = f64x2.add(sums, v128.load(steps + at));
      const known = v128.load(BEST + here + at);
      const isBetter = f64x2.gt(arriving, known);
      v128.store(BEST + here + at, v128.bitselect(arriving, known, isBetter));
      v128.store(PREVIOUS + here + at, v128.bitselect(number, v128.load(PREVIOUS + here + at), isBetter));
    }
  }
  for (let at: usize = 0; at < AT_INSIDE; at += PAIR) addScores(here + at);
}

/** The best steps from the begin and the inside of each class to the place at `to`. */
function goOn(here: usize, to: usize, weights: usize): void {
  const before = here - ROW;
  for (let at: usize = 0; at < PLACE; at += PAIR) {
    const fromBegin = f64x2.add(v128.load(BEST + before + AT_BEGIN + at), v128.load(weights + at));
    const fromInside = f64x2.add(v128.load(BEST + before + AT_INSIDE + at), v128.load(weights + PLACE + at));
    const isInside = f64x2.gt(fromInside, fromBegin);
    v128.store(BEST + here + to + at, v128.bitselect(fromInside, fromBegin, isInside));
    v128.store(
      PREVIOUS + here + to + at,
      v128.bitselect(v128.load(NUMBERS + AT_INSIDE + at), v128.load(NUMBERS + AT_BEGIN + at), isInside),
    );
    addScores(here + to + at);
  }
}

function addScores(at: usize): void {
  v128.store(BEST + at, f64x2.add(v128.load(BEST + at), v128.load(SCORES + at)));
}

/** The forward sums of each word's lanes, divided by what they add up to. */
export function sumForward(length: i32): void {
  for (let word = 0; word < length; word++) {
    const here = <usize>word * ROW;
    if (word == 0) {
      for (let at: usize = 0; at < ROW; at += PAIR) {
        v128.store(FORWARD + at, at < AT_INSIDE ? v128.load(POTENTIALS + at) : f64x2.splat(0));
      }
    } else {
      enterForward(here);
      goOnForward(here, AT_INSIDE, INNER_STEPS);
      goOnForward(here, AT_LAST, INNER_STEPS + 2 * PLACE);
    }
    // A name that goes on is none at the end.
    if (word == length - 1) {
      for (let at = AT_BEGIN; at < AT_LAST; at += PAIR) v128.store(FORWARD + here + at, f64x2.splat(0));
    }
    let sums = f64x2.splat(0);
    for (let at: usize = 0; at < AT_LAST + PLACE; at += PAIR) {
      sums = f64x2.add(sums, v128.load(FORWARD + here + at));
    }
    const sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    store<f64>(SUMS + <usize>word * FLOAT, sum);
    const share = f64x2.splat(1 / sum);
    for (let at: usize = 0; at < AT_LAST + PLACE; at += PAIR) {
      v128.store(FORWARD + here + at, f64x2.mul(v128.load(FORWARD + here + at), share));
    }
  }
}

function enterForward(here: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  for (let index = 0; index < CLOSED_COUNT; index++) {
    const lane = closedLane(index);
    const from = v128.load_splat<f64>(cell(FORWARD + here - ROW, 0, lane));
    const steps = cell(STEPS, lane, 0);
    a = f64x2.add(a, f64x2.mul(from, v128.load(steps)));
    b = f64x2.add(b, f64x2.mul(from, v128.load(steps, 16)));
    c = f64x2.add(c, f64x2.mul(from, v128.load(steps, 32)));
    d = f64x2.add(d, f64x2.mul(from, v128.load(steps, 48)));
    e = f64x2.add(e, f64x2.mul(from, v128.load(steps, 64)));
    f = f64x2.add(f, f64x2.mul(from, v128.load(steps, 80)));
    g = f64x2.add(g, f64x2.mul(from, v128.load(steps, 96)));
  }
  const potentials = POTENTIALS + here;
  v128.store(FORWARD + here, f64x2.mul(a, v128.load(potentials)));
  v128.store(FORWARD + here, f64x2.mul(b, v128.load(potentials, 16)), 16);
  v128.store(FORWARD + here, f64x2.mul(c, v128.load(potentials, 32)), 32);
  v128.store(FORWARD + here, f64x2.mul(d, v128.load(potentials, 48)), 48);
  v128.store(FORWARD + here, f64x2.mul(e, v128.load(potentials, 64)), 64);
  v128.store(FORWARD + here, f64x2.mul(f, v128.load(potentials, 80)), 80);
  v128.store(FORWARD + here, f64x2.mul(g, v128.load(potentials, 96)), 96);
}

function goOnForward(here: usize, to: usize, steps: usize): void {
  const before = FORWARD + here - ROW;
  for (let at: usize = 0; at < PLACE; at += PAIR) {
    const fromBegin = f64x2.mul(v128.load(before + AT_BEGIN + at), v128.load(steps + at));
    const fromInside = f64x2.mul(v128.load(before + AT_INSIDE + at), v128.load(steps + PLACE + at));
    const arriving = f64x2.add(fromBegin, fromInside);
    v128.store(FORWARD + here + to + at, f64x2.mul(arriving, v128.load(POTENTIALS + here + to + at)));
  }
}

/** The backward sums of the words' lanes from the last as far as `first`, divided by the forward sums. */
export function sumBackward(length: i32, first: i32): void {
  const end = BACKWARD + <usize>(length - 1) * ROW;
  for (let at: usize = 0; at < ROW; at += PAIR) {
    v128.store(end + at, f64x2.splat(at < AT_BEGIN || at >= AT_LAST ? 1 : 0));
  }
  for (let word = length - 2; word >= first; word--) {
    const here = <usize>word * ROW;
    const share = 1 / load<f64>(SUMS + <usize>(word + 1) * FLOAT);
    leaveNames(here, share);
    goBack(here, f64x2.splat(share));
  }
}

/** From the entries of the next word to the closed lanes. */
function leaveNames(here: usize, share: f64): void {
  const next = here + ROW;
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  for (let at: usize = 0; at < AT_INSIDE; at += FLOAT) {
    const entering = f64x2.splat(load<f64>(POTENTIALS + next + at) * load<f64>(BACKWARD + next + at) * share);
    const steps = ARRIVALS + at * LANE_COUNT;
    a = f64x2.add(a, f64x2.mul(entering, v128.load(steps)));
    b = f64x2.add(b, f64x2.mul(entering, v128.load(steps, 16)));
    c = f64x2.add(c, f64x2.mul(entering, v128.load(steps, 32)));
    d = f64x2.add(d, f64x2.mul(entering, v128.load(steps, 48)));
    e = f64x2.add(e, f64x2.mul(entering, v128.load(steps + AT_LAST)));
    f = f64x2.add(f, f64x2.mul(entering, v128.load(steps + AT_LAST, 16)));
    g = f64x2.add(g, f64x2.mul(entering, v128.load(steps + AT_LAST, 32)));
  }
  v128.store(BACKWARD + here, a);
  v128.store(BACKWARD + here, b, 16);
  v128.store(BACKWARD + here, c, 32);
  v128.store(BACKWARD + here, d, 48);
  v128.store(BACKWARD + here + AT_LAST, e);
  v128.store(BACKWARD + here + AT_LAST, f, 16);
  v128.store(BACKWARD + here + AT_LAST, g, 32);
}

/** From the insides and the lasts of the next word to the begins and the insides. */
function goBack(here: usize, share: v128): void {
  const next = here + ROW;
  for (let at: usize = 0; at < PLACE; at += PAIR) {
    const inside = f64x2.mul(ending(next + AT_INSIDE + at), share);
    const last = f64x2.mul(ending(next + AT_LAST + at), share);
    for (let from: usize = 0; from < 2; from++) {
      const steps = INNER_STEPS + from * PLACE + at;
      const toInside = f64x2.mul(inside, v128.load(steps));
      const toLast = f64x2.mul(last, v128.load(steps + 2 * PLACE));
      v128.store(BACKWARD + here + AT_BEGIN + from * PLACE + at, f64x2.add(toInside, toLast));
    }
  }
}

function ending(at: usize): v128 {
  return f64x2.mul(v128.load(POTENTIALS + at), v128.load(BACKWARD + at));
}
