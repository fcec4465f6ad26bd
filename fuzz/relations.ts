import assert from 'node:assert/strict';
import { editSidecar, parseSidecar, type Relation, type Sidecar, type SidecarChange } from '../src/core';
import type { Random } from '../histories/random';
import { commentsOf, lostOf } from './comments';

/** A sidecar with relations, as people leave it when they have been at it by hand. */
export const RELATED_SIDECAR = `marginalia: 1
annotations:
  - id: kim
    label: person
    quote: Kim
    position: [3, 6]
    prefix: "Em "
    suffix: " vive Min"
    status: accepted
  - {id: min, label: person, quote: Min, position: [12, 15], prefix: "vive ", suffix: ".", status: accepted}
  - id: lisboa
    label: location
    quote: Lisboa
    position: [20, 26]
    prefix: ""
    suffix: ""
    status: suggested
relations:
  # both say so
  - id: r1 # sure
    type: spouse
    from: kim
    to: min
    seen: yes
  - { id: r2, type: lives-in, from: min, to: lisboa, attributes: { since: 2019 } }
  # the end
checked: yes
`;

/** Makes a relation, changes one, or takes one away, with its ends or without. */
export function checkRelations(source: string, random: Random): void {
  const sidecar = parseSidecar(source);
  if (sidecar.problems.length > 0) return;
  const change = anyChange(sidecar, random);
  if (!change) return;
  const edited = editSidecar(sidecar, [change]);
  assert.deepEqual(edited.problems, []);
  const { relations } = edited;
  if (change.kind === 'remove') {
    assert.ok(
      relations.every(({ from, to }) => from !== change.id && to !== change.id),
      'an end is missing',
    );
    const left = sidecar.relations.filter(({ from, to }) => from !== change.id && to !== change.id);
    assert.deepEqual(relations, left, 'something else changed');
    return;
  }
  assert.deepEqual(edited.annotations, sidecar.annotations, 'an annotation changed');
  const id = change.kind === 'relate' ? change.relation.id : change.id;
  assert.deepEqual(without(relations, id), without(sidecar.relations, id), 'something else changed');
  assert.deepEqual(
    relations.find((one) => one.id === id),
    change.kind === 'relate' ? change.relation : undefined,
  );
  if (change.kind === 'relate')
    assert.deepEqual(lostOf(commentsOf(source), commentsOf(edited.source)), [], 'comments lost');
}

type RelationChange = Extract<SidecarChange, { kind: 'relate' | 'unrelate' | 'remove' }>;

function anyChange({ annotations, relations }: Sidecar, random: Random): RelationChange | undefined {
  if (annotations.length === 0) return undefined;
  const known = relations.length > 0 ? random.of(relations) : undefined;
  switch (random.below(4)) {
    case 0:
      return { kind: 'remove', id: random.of(annotations).id };
    case 1:
      return known && { kind: 'unrelate', id: known.id };
    case 2:
      return known && { kind: 'relate', relation: { ...known, note: 'a: #b\n- c', by: 'ana' } };
    default: {
      const [from, to] = [random.of(annotations).id, random.of(annotations).id];
      return { kind: 'relate', relation: { id: 'n1', type: "knows: 'well'", from, to } };
    }
  }
}

function without(relations: readonly Relation[], id: string): Relation[] {
  return relations.filter((one) => one.id !== id);
}
