import type { Steps } from '../core/index';

/** How long a text is recognised at a stretch, in milliseconds: keys that are typed meanwhile wait no longer. */
const SLICE = 8;

/** Takes steps for a few milliseconds, at least one; what the last of them gave. */
export function takeSlice<T>(steps: Steps<T>): IteratorResult<undefined, T> {
  const until = performance.now() + SLICE;
  let step = steps.next();
  while (!step.done && performance.now() < until) step = steps.next();
  return step;
}
