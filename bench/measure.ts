import { performance } from 'node:perf_hooks';
import { median } from './median';

/** In milliseconds: a task is repeated until its turn lasted so long, so that short ones can be timed. */
const LEAST_TURN = 200;
/** The same for the round before the first: engines compile what runs often, and a model's code runs long before. */
const LEAST_WARM_UP = 3_000;

/** Does a task again and again for at least so many milliseconds, and gives the time of one, in milliseconds. */
export type Turn = (least: number) => number | Promise<number>;

/**
 * The median time of each task, in milliseconds. The tasks take turns, in another order each round, so that whatever
 * else the machine does falls on all of them; one round before the first warms up and is not counted.
 */
export async function timeInTurns(turns: readonly Turn[], rounds: number): Promise<number[]> {
  const times = turns.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < turns.length; turn++) {
      const index = (turn + round) % turns.length;
      const time = await turns[index]!(round === 0 ? LEAST_WARM_UP : LEAST_TURN);
      if (round > 0) times[index]!.push(time);
    }
  }
  return times.map(median);
}

export function turnOf(task: () => void): Turn {
  return (least) => turnTime(task, least);
}

export function turnTime(task: () => void, least: number): number {
  const start = performance.now();
  for (let repeated = 1; ; repeated++) {
    task();
    const time = performance.now() - start;
    if (time >= least) return time / repeated;
  }
}
