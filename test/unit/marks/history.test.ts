import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  dropDecision,
  NO_DECISIONS,
  recordDecision,
  recordEdit,
  redoDecision,
  undoDecision,
  type DecisionHistory,
} from '../../../src/core';

/** An article in an editor that undoes its edits by itself, and Ctrl+Z and Ctrl+Y as the annotator presses them. */
class Desk {
  text = '';
  history: DecisionHistory<string> = NO_DECISIONS;
  private readonly edits: { before: string; after: string }[] = [];
  private readonly takenBack: { before: string; after: string }[] = [];

  edit(typed: string): void {
    this.edits.push({ before: this.text, after: this.text + typed });
    this.takenBack.length = 0;
    this.text += typed;
    this.history = recordEdit(this.history, 'edit', this.text);
  }

  decide(decision: string): void {
    this.history = recordDecision(this.history, decision, this.text);
  }

  /** Ctrl+Z: what it took back. */
  undo(): string | undefined {
    if (this.history.undoes) return this.move(undoDecision(this.history));
    const edit = this.edits.pop();
    if (!edit) return undefined;
    this.takenBack.push(edit);
    this.text = edit.before;
    this.history = recordEdit(this.history, 'undo', this.text);
    return edit.after.slice(edit.before.length);
  }

  /** Ctrl+Y: what it did again. */
  redo(): string | undefined {
    if (this.history.redoes) return this.move(redoDecision(this.history));
    const edit = this.takenBack.pop();
    if (!edit) return undefined;
    this.edits.push(edit);
    this.text = edit.after;
    this.history = recordEdit(this.history, 'redo', this.text);
    return edit.after.slice(edit.before.length);
  }

  private move(moved: ReturnType<typeof undoDecision<string>>): string | undefined {
    this.history = moved?.history ?? this.history;
    return moved?.decision;
  }
}

describe('the decisions about an article', () => {
  it('are taken back before the edits that came before them, and after those that came later', () => {
    const desk = new Desk();
    desk.decide('accept Kim');
    desk.edit('x');
    desk.decide('reject Putin');
    desk.decide('accept Moscow');
    desk.edit('y');
    const undone = Array.from({ length: 6 }, () => desk.undo());
    assert.deepEqual(undone, ['y', 'accept Moscow', 'reject Putin', 'x', 'accept Kim', undefined]);
  });

  it('cannot be made again once another was made', () => {
    const desk = new Desk();
    desk.decide('accept');
    assert.equal(desk.undo(), 'accept');
    desk.decide('reject');
    assert.equal(desk.redo(), undefined);
    assert.equal(desk.undo(), 'reject');
  });

  it('are forgotten where they could not be saved', () => {
    const desk = new Desk();
    desk.decide('accept');
    desk.edit('x');
    desk.decide('reject');
    desk.history = dropDecision(desk.history, 'reject');
    const undone = Array.from({ length: 3 }, () => desk.undo());
    assert.deepEqual(undone, ['x', 'accept', undefined]);
  });

  it('leave undo to the editor while the text is being edited', () => {
    const desk = new Desk();
    desk.decide('accept');
    assert.equal(desk.history.undoes, true);
    desk.edit('x');
    assert.equal(desk.history.undoes, false);
  });

  it('are undone and made again in order, however they are mixed with edits', () => {
    const act = fc.constantFrom('edit', 'decide', 'undo', 'redo');
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), fc.nat(60), (acts, back) => {
        const desk = new Desk();
        const applied: string[] = [];
        for (const [number, each] of acts.entries()) {
          if (each === 'edit') {
            desk.edit(`e${number}.`);
            applied.push(`e${number}.`);
          } else if (each === 'decide') {
            desk.decide(`d${number}`);
            applied.push(`d${number}`);
          } else if (each === 'undo') assert.equal(desk.undo(), applied.pop());
          else {
            const again = desk.redo();
            if (again !== undefined) applied.push(again);
          }
        }
        const expected = applied.slice(-Math.min(back, applied.length)).reverse();
        const count = back === 0 ? 0 : expected.length;
        const undone = Array.from({ length: count }, () => desk.undo());
        assert.deepEqual(undone, expected.slice(0, count));
        const redone = Array.from({ length: count }, () => desk.redo());
        assert.deepEqual(redone, undone.reverse());
      }),
    );
  });
});
