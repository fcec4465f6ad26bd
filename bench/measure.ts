import { performance } from 'node:perf_hooks';
import { median } from './median';

/** In milliseconds: a task is repeated until its turn lasted so long, so that short ones can be timed. */
const LEAST_TURN = 200;
/** The same for a turn of the warm-up. */
const LEAST_WARM_UP = 3_000;
/** Engines compile what runs often: a task is warm when the next turn is faster by no more than this share. */
const STEADY = 0.03;
const MOST_WARM_UPS = 10;

/** Does a task again and again for at least so many milliseconds, and gives the time of one, in milliseconds. */
export type Turn = (least: number) => number | Promise<number>;

/**
 * The median time of each task, in milliseconds. The tasks take turns, in another order each round, so that whatever
 * else the machine does falls on all of them. Before the first round each warms up, by one rule for all: until it gets
 * no faster from one turn to the next, or ten turns long.
 */
export async function timeInTurns(turns: readonly Turn[], rounds: number): Promise<number[]> {
  const times = turns.map((): number[] => []);
  for (const turn of turns) await warmUp(turn);
  for (let round = 1; round <= rounds; round++) {
    for (let turn = 0; turn < turns.length; turn++) {
      const index = (turn + round) % turns.length;
      times[index]!.push(await turns[index]!(LEAST_TURN));
    }
  }
  return times.map(median);
}

async function warmUp(turn: Turn): Promise<void> {
  let before = await turn(LEAST_WARM_UP);
  for (let count = 2; count <= MOST_WARM_UPS; count++) {
    const time = await turn(LEAST_WARM_UP);
    if (before - time < STEADY * before) return;
    before = time;
  }
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
