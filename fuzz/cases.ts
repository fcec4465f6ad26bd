import { performance } from 'node:perf_hooks';
import { Random } from '../histories/random';
import { mutated } from './mutation';
import type { Target } from './targets';

export interface Failure {
  readonly target: string;
  /** Its seed, or what it was made of. */
  readonly case: string;
  readonly error: Error;
}

export interface Run {
  readonly cases: number;
  readonly failures: readonly Failure[];
  /** The longest that one case took, in milliseconds. */
  readonly slowest: number;
}

/** One case of a target, the same for the same seed. */
export function caseOf(target: Target, seed: number): { sample: number; text: string; random: Random } {
  const random = new Random(seed);
  const sample = random.below(target.samples.length);
  return { sample, text: mutated(target.samples[sample]!, target.samples, random), random };
}

/** Runs the case of a seed; gives why it failed. */
export async function failureOf(target: Target, seed: number): Promise<Failure | undefined> {
  const { sample, text, random } = caseOf(target, seed);
  try {
    await target.check(text, sample, random);
    return undefined;
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { target: target.name, case: String(seed), error };
  }
}

/** Runs case after case for so many milliseconds, at least one; `begun` is told of each before it runs. */
export async function runFor(
  target: Target,
  milliseconds: number,
  seed: number,
  begun: (seed: number) => void = () => undefined,
): Promise<Run> {
  const failures: Failure[] = [];
  const end = performance.now() + milliseconds;
  let slowest = 0;
  let cases = 0;
  for (let now = performance.now(); cases === 0 || now < end; cases++) {
    begun(seed + cases);
    const failure = await failureOf(target, seed + cases);
    if (failure) failures.push(failure);
    const after = performance.now();
    slowest = Math.max(slowest, after - now);
    now = after;
  }
  return { cases, failures, slowest };
}
