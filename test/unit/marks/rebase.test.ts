import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  annotate,
  calendarDateOf,
  describe as describeSpan,
  editChanges,
  editSidecar,
  EMPTY_SIDECAR,
  fingerprintOf,
  indexCodePoints,
  layMarks,
  rebased,
  reversedEdit,
  type Annotation,
  type Mark,
  type MarkedText,
  type PendingDecision,
  type Sidecar,
  type SidecarChange,
  type SidecarContent,
  type SidecarEdit,
} from '../../../src/core';

const FIRST =
  'Marcelo Duarte chegou a Lisboa na quinta-feira.\nDepois, a ministra Ana Prates falou em Lisboa.\n';

/** An article with its sidecar, as an editor saves decisions about it. */
class Session {
  sidecar: Sidecar = EMPTY_SIDECAR;
  private readonly done: { readonly edit: SidecarEdit; readonly fingerprint: string | undefined }[] = [];

  constructor(public text: string) {}

  annotate(quote: string): void {
    const start = this.text.indexOf(quote);
    const span = { start, end: start + quote.length };
    const taken = new Set(this.sidecar.annotations.map(({ id }) => id));
    const by = { at: '2024-07-20T10:00:00Z' };
    const codePoints = indexCodePoints(this.text);
    const annotation = annotate(this.text, span, 'person', undefined, by, taken, codePoints);
    this.decide([{ kind: 'put', annotation }]);
  }

  decide(changes: readonly SidecarChange[]): void {
    const edit = this.save(changes, fingerprintOf(this.text));
    this.done.push({ edit, fingerprint: this.sidecar.fingerprint });
  }

  undo(): void {
    const { edit, fingerprint } = this.done.pop()!;
    this.save(editChanges(reversedEdit(edit), this.sidecar).changes, fingerprint);
  }

  /** What is annotated, with where it stands. */
  get quotes(): (string | number)[][] {
    const { marks, lost } = layMarks(this.text, this.sidecar.annotations, [], this.sidecar.fingerprint);
    assert.deepEqual(lost, []);
    for (const { annotation, span } of marks) {
      assert.equal(annotation?.anchor.quote, this.text.slice(span.start, span.end));
      assert.equal(annotation.anchor.position[0], span.start, 'anchors are of the text as it is');
    }
    return marks.map(({ span }) => [this.text.slice(span.start, span.end), span.start]);
  }

  find(quote: string): Annotation {
    return this.sidecar.annotations.find(({ anchor }) => anchor.quote === quote)!;
  }

  private save(changes: readonly SidecarChange[], made: string | undefined): SidecarEdit {
    const { text, sidecar } = this;
    const { marks } = layMarks(text, sidecar.annotations, [], sidecar.fingerprint);
    const decision = { changesOf: () => changes, made };
    const after = rebased(markedText(text, marks), sidecar, [decision]);
    this.sidecar = editSidecar(sidecar, after.changes);
    return after.decided[0]!.edit;
  }
}

describe('decisions about a text that is edited between them', () => {
  it('are taken back one at a time, and leave the others where the text has carried them', () => {
    const session = new Session(FIRST);
    session.annotate('Marcelo Duarte');
    session.text = `Notícia de última hora\n${session.text}`;
    session.annotate('Ana Prates');
    session.undo();
    assert.deepEqual(session.quotes, [['Marcelo Duarte', session.text.indexOf('Marcelo')]]);
    session.undo();
    assert.deepEqual(session.quotes, []);
  });

  it('say what was decided, not what the edit of the text moved', () => {
    const session = new Session(FIRST);
    session.annotate('Marcelo Duarte');
    session.annotate('Ana Prates');
    session.text = `Hoje, ${session.text}`;
    const { text, sidecar } = session;
    const { marks } = layMarks(text, sidecar.annotations, [], sidecar.fingerprint);
    const annotation: Annotation = { ...session.find('Ana Prates'), status: 'rejected' };
    const { decided, followed } = rebased(markedText(text, marks), sidecar, [
      { changesOf: () => [{ kind: 'put', annotation }], made: fingerprintOf(text) },
    ]);
    const { edit } = decided[0]!;
    assert.deepEqual(
      edit.annotations.map(({ before, after }) => [before?.status, after?.status, after?.anchor.position[0]]),
      [['accepted', 'rejected', text.indexOf('Ana')]],
    );
    assert.deepEqual(edit.annotations[0]?.before?.anchor, edit.annotations[0]?.after?.anchor);
    assert.equal(followed.size, 2);
  });

  it('put an annotation back where its mention stands now', () => {
    const session = new Session(FIRST);
    session.annotate('Ana Prates');
    session.decide([{ kind: 'remove', id: session.find('Ana Prates').id }]);
    session.text = `Ana Prates\n${session.text.replace('Depois, a', 'Horas depois, a')}`;
    session.annotate('Marcelo Duarte');
    session.undo();
    session.undo();
    assert.deepEqual(session.quotes, [['Ana Prates', session.text.lastIndexOf('Ana')]]);
  });

  it('keep an annotation that is put back after its mention was deleted, as one without a place', () => {
    const session = new Session(FIRST);
    session.annotate('Ana Prates');
    session.decide([{ kind: 'remove', id: session.find('Ana Prates').id }]);
    session.text = 'Marcelo Duarte chegou a Lisboa na quinta-feira.\n';
    session.undo();
    assert.equal(session.find('Ana Prates').anchor.orphaned, true);
  });
});

describe('decisions that are saved together', () => {
  const PEOPLE = ['Marcelo Duarte', 'Ana Prates', 'Lisboa'];

  /** Annotations with relations between them, decided about, related, taken away and made again. */
  const decision = fc.record({
    kind: fc.constantFrom('annotate', 'reject', 'remove', 'relate', 'date'),
    one: fc.nat(PEOPLE.length - 1),
    other: fc.nat(PEOPLE.length - 1),
    /** Made on the text before it was edited. */
    early: fc.boolean(),
  });

  const said = ({ annotations, relations, published, fingerprint }: SidecarContent) => {
    const byId = <T extends { id: string }>(list: readonly T[]) =>
      [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
    return { annotations: byId(annotations), relations: byId(relations), published, fingerprint };
  };

  it('say what they say saved one after the other, and do each what it does then', () => {
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 8 }), fc.boolean(), (steps, edited) => {
        const session = new Session(FIRST);
        session.annotate('Marcelo Duarte');
        session.annotate('Ana Prates');
        const text = edited ? `Hoje mesmo. ${FIRST}` : FIRST;
        const pending = steps.map((step, at): PendingDecision => {
          const madeOn = step.early ? FIRST : text;
          return {
            made: fingerprintOf(madeOn),
            changesOf: ({ annotations }) => {
              const [from, to] = [step.one, step.other].map((index) => `${PEOPLE[index]}`);
              const start = madeOn.indexOf(from!);
              const anchor = describeSpan(
                madeOn,
                { start, end: start + from!.length },
                indexCodePoints(madeOn),
              );
              const known = annotations.find(({ id }) => id === from);
              switch (step.kind) {
                case 'annotate':
                  return [
                    { kind: 'put', annotation: { id: from!, label: 'person', status: 'accepted', anchor } },
                  ];
                case 'reject':
                  return known ? [{ kind: 'put', annotation: { ...known, status: 'rejected' } }] : [];
                case 'remove':
                  return known ? [{ kind: 'remove', id: known.id }] : [];
                case 'date':
                  return [{ kind: 'published', date: calendarDateOf(`2024-07-0${at + 1}`) }];
                case 'relate': {
                  const ends = [from, to].every((end) => annotations.some(({ id }) => id === end));
                  const relation = { id: `${from}-${to}`, type: 'knows', from: from!, to: to! };
                  return ends ? [{ kind: 'relate', relation }] : [];
                }
              }
            },
          };
        });
        const place = (sidecar: Sidecar) => {
          const { marks } = layMarks(text, sidecar.annotations, [], sidecar.fingerprint);
          return markedText(text, marks);
        };
        let { sidecar } = session;
        const edits: SidecarEdit[] = [];
        for (const one of pending) {
          const after = rebased(place(sidecar), sidecar, [one]);
          sidecar = editSidecar(sidecar, after.changes);
          edits.push(after.decided[0]!.edit);
        }
        const before = session.sidecar;
        const together = rebased(place(before), before, pending);
        assert.deepEqual(
          together.decided.map(({ edit }) => edit),
          edits,
        );
        if (pending.length === 0) return;
        assert.deepEqual(said(editSidecar(before, together.changes)), said(sidecar));
        assert.deepEqual(said(together.decided.at(-1)!.content), said(sidecar));
      }),
    );
  });
});

function markedText(text: string, marks: readonly Mark[]): MarkedText {
  return { text, marks, codePoints: indexCodePoints(text), fingerprint: fingerprintOf(text) };
}
