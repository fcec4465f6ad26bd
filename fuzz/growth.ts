import { performance } from 'node:perf_hooks';
import { Random } from '../histories/random';
import type { Failure } from './cases';
import { fragment } from './mutation';
import { over, type Shape } from './shapes';
import type { Target } from './targets';

/** Linear time doubles, quadratic time grows fourfold; between them lies what a machine with others on it adds. */
export const MOST_GROWTH = 3;
/** Texts of so many characters and of twice as many are compared, and longer ones until the time can be measured. */
const SHORT = 4_000;
const LONG = 64_000;
/** In milliseconds. No verdict against a target rests on fewer than CERTAIN: what is quadratic takes them soon. */
const MEASURABLE = 25;
const CERTAIN = 400;

/** A text of some length, and one of twice that. */
interface Doubling {
  readonly length: number;
  /** The time of a text of twice the length over that of the length. */
  readonly ratio: number;
  /** Of the longer text, in milliseconds. */
  readonly time: number;
}

export interface Growth extends Doubling {
  /** What the text was made of. */
  readonly shape: string;
}

/**
 * Doubles texts: the target's shapes and its first sample over and over, and then, for so many milliseconds, pieces of
 * samples or a few odd characters over and over. Gives the shape whose time grew most, where any took long enough to be
 * measured, and what failed.
 */
export async function worstGrowth(
  target: Target,
  milliseconds: number,
  seed: number,
  begun: (shape: string) => void = () => undefined,
): Promise<{ readonly worst: Growth | undefined; readonly failures: readonly Failure[] }> {
  const random = new Random(seed);
  const failures: Failure[] = [];
  const end = performance.now() + milliseconds;
  let worst: Growth | undefined;
  const double = async (name: string, shape: Shape) => {
    begun(name);
    try {
      const growth = await growthOf(target, shape);
      if (growth && growth.ratio > (worst?.ratio ?? 0)) worst = { shape: name, ...growth };
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      failures.push({ target: target.name, case: name, error });
    }
  };
  for (const [name, shape] of Object.entries(target.shapes ?? {})) await double(name, shape);
  await double('a sample over and over', over(target.samples[0]!));
  while (performance.now() < end) {
    const piece = fragment(target.samples, random);
    await double(`${JSON.stringify(piece)} over and over`, over(piece));
  }
  return { worst, failures };
}

/**
 * What grows too fast is doubled on, until it no longer does or takes so long that nothing else explains it: of a few
 * milliseconds, compiling, collecting and what else the machine does are a large part.
 */
async function growthOf(target: Target, shape: Shape): Promise<Doubling | undefined> {
  let growth: Doubling | undefined;
  for (let length = SHORT; length <= LONG || growth; length *= 2) {
    growth = await growthAt(target, shape, length);
    if (growth && (growth.ratio <= MOST_GROWTH || growth.time >= CERTAIN)) return growth;
  }
  return undefined;
}

async function growthAt(target: Target, shape: Shape, length: number): Promise<Doubling | undefined> {
  const [once, twice] = [shape(length), shape(2 * length)];
  let time = await timeOf(target, twice);
  if (time < MEASURABLE) return undefined;
  let before = await timeOf(target, once);
  // Only what looks bad is measured again: a pause of the machine is no growth.
  for (let again = 0; again < 5 && time > MOST_GROWTH * before; again++) {
    before = Math.min(before, await timeOf(target, once));
    time = Math.min(time, await timeOf(target, twice));
  }
  return time < MEASURABLE ? undefined : { length, ratio: time / before, time };
}

/** The processor's time: others may have the machine meanwhile. */
async function timeOf(target: Target, text: string): Promise<number> {
  const start = process.cpuUsage();
  await target.check(text, 0, new Random(1));
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
