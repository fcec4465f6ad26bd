/** Work in short steps: whoever does it may let others have their turn between two, or go no further. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all that is left of some work. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
