import type { Span } from './span';

/** An expected failure: something in a file that a person should look at. */
export interface Problem {
  readonly code: string;
  /** English, with `{0}`, `{1}` … where `args` go, so that an editor can translate it. */
  readonly message: string;
  readonly args: readonly (string | number)[];
  /** Where in the file, in UTF-16 code units. */
  readonly range: Span;
}

/** The English sentence of a problem. */
export function describeProblem(problem: Problem): string {
  return problem.message.replace(/\{(\d+)\}/g, (_, index: string) =>
    String(problem.args[Number(index)] ?? ''),
  );
}
