/** A decision as undo sees it, with the text of the article that it was made on. */
interface Step<Decision> {
  readonly decision: Decision;
  readonly text: string;
  /** True if the text was edited between the decision before and this one. */
  readonly edited: boolean;
}

/**
 * The decisions about one article, in step with the edits of its text, which the editor undoes by itself. `undoes` and
 * `redoes` tell whose turn it is: true where the next undo, or redo, is a decision's, false where it is an edit's.
 */
export interface DecisionHistory<Decision> {
  readonly done: readonly Step<Decision>[];
  readonly undone: readonly Step<Decision>[];
  readonly undoes: boolean;
  readonly redoes: boolean;
}

/** The history of an article about which nothing was decided. */
export const NO_DECISIONS: DecisionHistory<never> = { done: [], undone: [], undoes: false, redoes: false };

/** Records a decision made on a text. What was undone before cannot be redone any more. */
export function recordDecision<Decision>(
  history: DecisionHistory<Decision>,
  decision: Decision,
  text: string,
): DecisionHistory<Decision> {
  const step = { decision, text, edited: !history.undoes };
  return { done: [...history.done, step], undone: [], undoes: true, redoes: false };
}

/** Forgets a decision that could not be made after all. */
export function dropDecision<Decision>(
  { done, undone, undoes, redoes }: DecisionHistory<Decision>,
  decision: Decision,
): DecisionHistory<Decision> {
  const top = done.at(-1);
  return {
    done: done.filter((step) => step.decision !== decision),
    undone: undone.filter((step) => step.decision !== decision),
    undoes: undoes && (top?.decision !== decision || (done.length > 1 && !top.edited)),
    redoes: redoes && undone.at(-1)?.decision !== decision,
  };
}

/** What changed a text: a person, or the editor's own undo or redo. */
export type EditCause = 'edit' | 'undo' | 'redo';

/**
 * Follows an edit; `text` is the text after it. An editor does not tell how much its undo takes back, so a decision's
 * turn is known by the text: it has come when the text is again what the decision was made on.
 */
export function recordEdit<Decision>(
  history: DecisionHistory<Decision>,
  cause: EditCause,
  text: string,
): DecisionHistory<Decision> {
  const { done, undone } = history;
  switch (cause) {
    case 'edit':
      return { done, undone: [], undoes: false, redoes: false };
    case 'undo':
      return { done, undone, undoes: done.at(-1)?.text === text, redoes: false };
    case 'redo':
      return { done, undone, undoes: false, redoes: undone.at(-1)?.text === text };
  }
}

/** The decision that is taken back, or made again, and the history after that; `undefined` where there is none. */
export type HistoryMove<Decision> =
  { readonly decision: Decision; readonly history: DecisionHistory<Decision> } | undefined;

/** Takes back the last decision, also where the text was edited since. */
export function undoDecision<Decision>({ done, undone }: DecisionHistory<Decision>): HistoryMove<Decision> {
  const step = done.at(-1);
  if (!step) return undefined;
  return {
    decision: step.decision,
    history: {
      done: done.slice(0, -1),
      undone: [...undone, step],
      undoes: done.length > 1 && !step.edited,
      redoes: true,
    },
  };
}

/** Makes again the decision that was last taken back. */
export function redoDecision<Decision>({ done, undone }: DecisionHistory<Decision>): HistoryMove<Decision> {
  const step = undone.at(-1);
  if (!step) return undefined;
  return {
    decision: step.decision,
    history: {
      done: [...done, step],
      undone: undone.slice(0, -1),
      undoes: true,
      redoes: undone.at(-2)?.edited === false,
    },
  };
}
