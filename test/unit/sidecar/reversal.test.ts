import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  editChanges,
  editSidecar,
  EMPTY_SIDECAR,
  joinedEdit,
  reversedEdit,
  sidecarEdit,
  type Annotation,
  type Sidecar,
  type SidecarChange,
} from '../../../src/core';

function annotation(id: string, more: Partial<Annotation> = {}): Annotation {
  const start = id.charCodeAt(0);
  const anchor = { quote: 'Kim', position: [start, start + 3] as const, prefix: 'o ', suffix: ' disse' };
  return { id, label: 'person', status: 'accepted', anchor, ...more };
}

const put = (one: Annotation): SidecarChange => ({ kind: 'put', annotation: one });

const start = editSidecar(EMPTY_SIDECAR, [put(annotation('a')), put(annotation('b', { note: 'sic' }))]);

function said({ annotations, published, labels }: Sidecar): unknown {
  return { annotations, published, labels };
}

describe('a decision that is taken back', () => {
  const change = fc.oneof(
    fc
      .record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        status: fc.constantFrom('suggested', 'accepted', 'rejected'),
        label: fc.constantFrom('person', 'event'),
        note: fc.constantFrom('sic', 'x: y # z', '- no'),
        flagged: fc.boolean(),
        entity: fc.constantFrom('ana-torres', 'градът', '12', 'a: b'),
        attributes: fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.boolean(), { maxKeys: 2 }),
      })
      .map(({ id, ...more }) => put(annotation(id, more))),
    fc.constantFrom('a', 'b', 'c').map((id): SidecarChange => ({ kind: 'remove', id })),
    fc.constantFrom('2024-07-18', '2025-01-01', undefined).map((date): SidecarChange => ({
      kind: 'published',
      date,
    })),
    fc.constantFrom([], ['politics'], ['sport', 'politics']).map((labels): SidecarChange => ({
      kind: 'labels',
      labels,
    })),
  );
  const changes = fc.array(change, { minLength: 1, maxLength: 4 });

  it('leaves the sidecar as it was, and made again as it had made it', () => {
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const between = editSidecar(start, first);
        const after = editSidecar(between, second);
        const edit = joinedEdit(sidecarEdit(start, first), sidecarEdit(between, second));
        const back = editChanges(reversedEdit(edit), after);
        assert.equal(back.left, 0);
        const undone = editSidecar(after, back.changes);
        assert.deepEqual(said(undone), said(start));
        assert.deepEqual(said(editSidecar(undone, editChanges(edit, undone).changes)), said(after));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves alone what someone else decided since', () => {
    const edit = sidecarEdit(start, [put(annotation('a', { status: 'rejected' }))]);
    const theirs = editSidecar(start, [put(annotation('a', { label: 'event' }))]);
    assert.deepEqual(editChanges(reversedEdit(edit), theirs), { changes: [], left: 1 });
  });

  it('leaves an annotation where the text has carried it since', () => {
    const rejected = annotation('a', { status: 'rejected' });
    const edit = sidecarEdit(start, [put(rejected)]);
    const anchor = { ...rejected.anchor, position: [7, 10] as const };
    const now = editSidecar(start, [put({ ...rejected, anchor })]);
    assert.deepEqual(editChanges(reversedEdit(edit), now).changes, [put({ ...annotation('a'), anchor })]);
  });

  it('moves an annotation back whose extent it had changed', () => {
    const wider = annotation('a', {
      anchor: { quote: 'Kim Jong', position: [97, 105], prefix: 'o ', suffix: '' },
    });
    const edit = sidecarEdit(start, [put(wider)]);
    const now = editSidecar(start, [put(wider)]);
    assert.deepEqual(editChanges(reversedEdit(edit), now).changes, [put(annotation('a'))]);
  });
});
