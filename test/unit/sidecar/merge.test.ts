import assert from 'node:assert/strict';
import {
  editSidecar,
  EMPTY_SIDECAR,
  fingerprintOf,
  mergeChanges,
  mergeSidecars,
  parseSidecar,
  type Annotation,
  type Sidecar,
  type SidecarChange,
} from '../../../src/core';
import { annotation as accepted, put } from './entries';

/** Nobody has decided about it. */
function annotation(id: string, start: number, more: Partial<Annotation> = {}): Annotation {
  return accepted(id, start, { status: 'suggested', ...more });
}

const sidecarOf = (...annotations: Annotation[]): Sidecar => editSidecar(EMPTY_SIDECAR, annotations.map(put));

/** A decision of somebody at a minute. */
function decided(by: string, minute: number, more: Partial<Annotation> = {}): Partial<Annotation> {
  return { status: 'accepted', by, at: `2024-07-20T10:${String(minute).padStart(2, '0')}:00Z`, ...more };
}

describe('two versions of a sidecar', () => {
  const base = sidecarOf(annotation('k1', 8), annotation('k2', 40), annotation('k3', 80));

  const merge = (ours: SidecarChange[], theirs: SidecarChange[]): Sidecar => {
    const one = mergeSidecars(base, editSidecar(base, ours), editSidecar(base, theirs));
    const other = mergeSidecars(base, editSidecar(base, theirs), editSidecar(base, ours));
    assert.deepEqual(
      new Set(one.annotations),
      new Set(other.annotations),
      'the order of the two makes no difference',
    );
    return one;
  };
  const find = (sidecar: Sidecar, id: string) => sidecar.annotations.find((one) => one.id === id);

  it('keep what each added, changed and took away', () => {
    const merged = merge(
      [put(annotation('k1', 8, decided('ana', 1))), { kind: 'remove', id: 'k2' }],
      [put(annotation('k3', 80, decided('bo', 2))), put(annotation('k9', 60, decided('bo', 3)))],
    );
    assert.deepEqual(
      merged.annotations.map(({ id, by }) => [id, by]),
      [
        ['k1', 'ana'],
        ['k9', 'bo'],
        ['k3', 'bo'],
      ],
    );
  });

  it('agree where both decided the same: the first decision stands', () => {
    const merged = merge(
      [put(annotation('k1', 8, decided('ana', 5)))],
      [put(annotation('k1', 8, decided('bo', 2)))],
    );
    assert.deepEqual([find(merged, 'k1')?.by, find(merged, 'k1')?.conflict], ['bo', undefined]);
  });

  it('keep the remarks of both, also beside a decision of one', () => {
    const merged = merge(
      [put(annotation('k1', 8, { note: 'quem é?' })), put(annotation('k2', 40, { flagged: true }))],
      [
        put(annotation('k1', 8, { ...decided('bo', 2), note: 'o líder' })),
        put(annotation('k2', 40, decided('bo', 3))),
      ],
    );
    assert.deepEqual(
      merged.annotations.map(({ status, note, flagged, conflict }) => [status, note, flagged, conflict]),
      [
        ['accepted', 'o líder\nquem é?', undefined, undefined],
        ['accepted', undefined, true, undefined],
        ['suggested', undefined, undefined, undefined],
      ],
    );
  });

  it('keep the labels of the article that each gave, and miss those that either took away', () => {
    const labels = (...names: string[]): SidecarChange => ({ kind: 'labels', labels: names });
    const before = editSidecar(base, [labels('politics', 'local')]);
    const ours = editSidecar(before, [labels('politics', 'sport')]);
    const theirs = editSidecar(before, [labels('politics', 'local', 'interview')]);
    assert.deepEqual(mergeSidecars(before, ours, theirs).labels, ['politics', 'sport', 'interview']);
    assert.deepEqual(mergeChanges(before, [labels('politics', 'sport')], theirs), [
      labels('politics', 'sport', 'interview'),
    ]);
  });

  it('keep both decisions for a person where they contradict each other', () => {
    const merged = merge(
      [put(annotation('k1', 8, decided('ana', 1)))],
      [put(annotation('k1', 8, decided('bo', 2, { label: 'organization' })))],
    );
    assert.equal(find(merged, 'k1')?.status, 'suggested');
    assert.deepEqual(
      find(merged, 'k1')?.conflict?.map(({ label, by }) => [label, by]),
      [
        ['organization', 'bo'],
        ['person', 'ana'],
      ],
    );
    assert.deepEqual(parseSidecar(merged.source).annotations, merged.annotations);
    assert.match(
      merged.source,
      /^ {4}conflict: \[\{label: organization, status: accepted, by: bo, at: .*\}\]$/m,
    );
  });

  it('keep both links where two people link a mention to different entities', () => {
    const merged = merge(
      [put(annotation('k1', 8, decided('ana', 1, { entity: 'kim-1' })))],
      [put(annotation('k1', 8, decided('bo', 2, { entity: 'kim-2' })))],
    );
    assert.deepEqual(
      find(merged, 'k1')?.conflict?.map(({ entity, by }) => [entity, by]),
      [
        ['kim-1', 'ana'],
        ['kim-2', 'bo'],
      ],
    );
    assert.deepEqual(parseSidecar(merged.source).annotations, merged.annotations);
  });

  it('keep a decision on what the other took away', () => {
    const merged = merge([{ kind: 'remove', id: 'k1' }], [put(annotation('k1', 8, decided('bo', 2)))]);
    assert.deepEqual(
      find(merged, 'k1')?.conflict?.map(({ removed, by }) => removed ?? by),
      ['bo', true],
    );
  });

  it('keep the comments of both beside what each changed, and what was left alone', () => {
    const note = (sidecar: Sidecar, id: string, comment: string) =>
      parseSidecar(
        sidecar.source.replace(new RegExp(`(id: ${id}\\n)`), `$1    # ${comment}\n    team: ${comment}\n`),
      );
    const theirs = note(
      editSidecar(base, [
        put(annotation('k2', 40, decided('bo', 2))),
        put(annotation('k9', 60, decided('bo', 3))),
      ]),
      'k2',
      'blue',
    );
    const ours = note(editSidecar(base, [put(annotation('k1', 8, decided('ana', 1)))]), 'k1', 'red');
    const merged = mergeSidecars(base, ours, note(note(theirs, 'k9', 'new'), 'k3', 'idle'));
    assert.deepEqual(merged.source.match(/# .*|team: .*|by: .*/g)?.slice(1), [
      '# red',
      'team: red',
      'by: ana',
      '# blue',
      'team: blue',
      'by: bo',
      '# new',
      'team: new',
      'by: bo',
      '# idle',
      'team: idle',
    ]);
  });

  it('are settled by the next decision', () => {
    const contested = merge(
      [put(annotation('k1', 8, decided('ana', 1)))],
      [put(annotation('k1', 8, decided('bo', 2, { status: 'rejected' })))],
    );
    const settled = editSidecar(contested, [put(annotation('k1', 8, decided('ana', 9)))]);
    assert.doesNotMatch(settled.source, /conflict/);
  });

  it('lose nothing when a decision is saved into a file that somebody else has written meanwhile', () => {
    const current = editSidecar(base, [
      put(annotation('k2', 40, decided('bo', 1))),
      put(annotation('k1', 8, decided('bo', 1, { status: 'rejected' }))),
    ]);
    const mine = [put(annotation('k1', 8, decided('ana', 2))), put(annotation('k3', 80, decided('ana', 2)))];
    const saved = editSidecar(current, mergeChanges(base, mine, current));
    assert.deepEqual(
      saved.annotations.map(({ id, by, conflict }) => [id, by, conflict?.map((one) => one.by)]),
      [
        ['k1', undefined, ['ana', 'bo']],
        ['k2', 'bo', undefined],
        ['k3', 'ana', undefined],
      ],
    );
  });

  it('count positions in the text of ours, where theirs were made on another', () => {
    const [text, longer] = ['Ontem choveu. O Kim saiu.\n', 'Título novo.\nOntem choveu. O Kim saiu.\n'];
    const on = (sidecar: Sidecar, one: string) =>
      editSidecar(sidecar, [{ kind: 'fingerprint', fingerprint: fingerprintOf(one) }]);
    const old = on(base, text);
    const theirs = on(editSidecar(old, [put(annotation('k9', 16 + 13))]), longer);
    const merged = mergeSidecars(old, editSidecar(old, [{ kind: 'remove', id: 'k3' }]), theirs);
    assert.deepEqual(find(merged, 'k9')?.anchor.position, [16, 19]);
  });
});
