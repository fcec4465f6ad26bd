import assert from 'node:assert/strict';
import {
  adjudicate,
  compareLayers,
  editSidecar,
  EMPTY_SIDECAR,
  fingerprintOf,
  indexCodePoints,
  isSettled,
  layeredArticle,
  layersByAuthor,
  layMarks,
  parseSidecar,
  type AnnotatedArticle,
  type Sidecar,
} from '../src/core';
import type { Random } from '../histories/random';

/** Sets what two annotators made of an article side by side and settles every place, by one of them or by nothing. */
export function checkLayers(
  one: string,
  other: string,
  { article: { text } }: AnnotatedArticle,
  random: Random,
): void {
  const sidecars = [one, other].map((source) => parseSidecar(source));
  if (sidecars.some(({ problems }) => problems.length > 0)) return;
  for (const sidecar of sidecars) layersByAuthor(sidecar);
  const { marks: layers, lost } = layeredArticle(
    text,
    new Map(sidecars.map((sidecar, index) => [`layer ${index}`, sidecar] as const)),
  );
  for (const [name, marks] of layers) {
    const { annotations } = sidecars[Number(name.slice(-1))]!;
    const accepted = annotations.filter(({ status }) => status === 'accepted').length;
    assert.equal(marks.length + lost.get(name)!.length, accepted, 'an annotation is neither placed nor lost');
  }
  const comparisons = compareLayers(layers);
  const codePoints = indexCodePoints(text);
  const fingerprint = fingerprintOf(text);
  let sidecar: Sidecar = EMPTY_SIDECAR;
  for (const comparison of comparisons) {
    const names = comparison.readings.flatMap(({ annotators }) => annotators).sort();
    assert.deepEqual(names, [...layers.keys()].sort(), 'somebody is left out, or counts twice');
    const { marks } = layMarks(text, sidecar.annotations, [], fingerprint);
    const chosen = random.chance(3) ? undefined : random.of(comparison.readings);
    const changes = adjudicate(
      comparison,
      chosen,
      { text, marks, codePoints },
      { at: '2024-07-20T10:00:00Z' },
    );
    sidecar = editSidecar(sidecar, changes);
    assert.deepEqual(sidecar.problems, []);
  }
  const { marks } = layMarks(text, sidecar.annotations, [], fingerprint);
  for (const comparison of comparisons) assert.ok(isSettled(comparison, marks), 'a place is open again');
}
