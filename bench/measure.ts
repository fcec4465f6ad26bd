import { performance } from 'node:perf_hooks';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** In milliseconds: a task is repeated until its turn lasted so long, so that short ones can be timed. */
const LEAST_TURN = 200;
/** The same for the round before the first: engines compile what runs often, and a model's code runs long before. */
const LEAST_WARM_UP = 3_000;

/**
 * The median time of each task, in milliseconds. The tasks take turns, in another order each round, so that whatever
 * else the machine does falls on all of them; one round before the first warms up and is not counted.
 */
export function timeInTurns(tasks: readonly (() => void)[], rounds: number): number[] {
  const times = tasks.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < tasks.length; turn++) {
      const index = (turn + round) % tasks.length;
      const time = turnTime(tasks[index]!, round === 0 ? LEAST_WARM_UP : LEAST_TURN);
      if (round > 0) times[index]!.push(time);
    }
  }
  return times.map(median);
}

function turnTime(task: () => void, least: number): number {
  const start = performance.now();
  for (let repeated = 1; ; repeated++) {
    task();
    const time = performance.now() - start;
    if (time >= least) return time / repeated;
  }
}
