import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  annotate,
  editChanges,
  editSidecar,
  EMPTY_SIDECAR,
  extentOf,
  fingerprintOf,
  indexCodePoints,
  layMarks,
  mergeSidecars,
  parseSidecar,
  rebased,
  reversedEdit,
  settle,
  shownQuote,
  shownText,
  type Annotation,
  type Sidecar,
} from '../../../src/core';
import { put } from './entries';

const WORDS = ['North', 'and', 'South', '🚢', 'America', 'ou', 'é', 'mar'];
const TEXT = `${WORDS.join(' ')}\n`;

/** An annotation of words of the text, by their numbers. */
function annotated(numbers: readonly number[], by = 'ana', minute = 0, id = 'k1'): Annotation {
  const starts = WORDS.map((_, index) => WORDS.slice(0, index).join(' ').length + (index > 0 ? 1 : 0));
  const spans = numbers.map((number) => ({
    start: starts[number]!,
    end: starts[number]! + WORDS[number]!.length,
  }));
  const { span, pieces } = extentOf(TEXT, spans);
  const at = `2024-07-20T10:${String(minute).padStart(2, '0')}:00Z`;
  const one = annotate(
    TEXT,
    span,
    'location',
    undefined,
    { by, at },
    new Set(),
    indexCodePoints(TEXT),
    pieces,
  );
  return { ...one, id };
}

function sidecarOf(...annotations: Annotation[]): Sidecar {
  return editSidecar(EMPTY_SIDECAR, [
    ...annotations.map(put),
    { kind: 'fingerprint', fingerprint: fingerprintOf(TEXT) },
  ]);
}

const SOURCE = sidecarOf(annotated([0, 4])).source;

/** The fault of a sidecar with other pieces: its code, its line and the text that it points at. */
function fault(pieces: string): string | undefined {
  const source = SOURCE.replace(/pieces: .*/, `pieces: ${pieces}`);
  const { problems, annotations } = parseSidecar(source);
  if (problems.length > 0) assert.deepEqual(annotations, []);
  const [problem] = problems;
  if (!problem) return undefined;
  const { start, end } = problem.range;
  return `${problem.code} ${source.slice(0, start).split('\n').length}: ${source.slice(start, end)}`;
}

const numbers = fc.uniqueArray(fc.nat(WORDS.length - 1), { minLength: 1, maxLength: 5 });

describe('the pieces of an annotation in a sidecar', () => {
  it('stand on one line, counted in the quote', () => {
    assert.match(
      SOURCE,
      /^ {4}quote: North and South 🚢 America\n(?: {4}.*\n){3} {4}pieces: \[\[0, 5\], \[18, 25\]\]$/mu,
    );
  });

  it('are written and read again, block by block and whole', () => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 4 }), (some) => {
        const annotations = some.map((one, index) => annotated(one, 'ana', 0, `k${index}`));
        const { source } = sidecarOf(...annotations);
        const byId = (a: Annotation, b: Annotation) => (a.id < b.id ? -1 : 1);
        assert.deepEqual([...parseSidecar(source).annotations].sort(byId), annotations);
        assert.deepEqual([...parseSidecar(`---\n${source}`).annotations].sort(byId), annotations);
      }),
    );
  });

  it('are refused at their place where they are none', () => {
    const line = SOURCE.slice(0, SOURCE.indexOf('pieces')).split('\n').length;
    assert.equal(fault('[[0, 5], [18, 25]]'), undefined);
    for (const [pieces, place] of [
      ['[[0, 5], [18, 24]]', '[18, 24]'],
      ['[[1, 5], [18, 25]]', '[1, 5]'],
      ['[[0, 5], [5, 25]]', '[5, 25]'],
      ['[[0, 5], [3, 25]]', '[3, 25]'],
      ['[[0, 5], [9, 9], [18, 25]]', '[9, 9]'],
      ['[[18, 25], [0, 5]]', '[18, 25]'],
      ['[[0, 5], [18, 900719925474099]]', '[18, 900719925474099]'],
    ] as const) {
      assert.equal(fault(pieces), `sidecar-pieces ${line}: ${place}`);
    }
    for (const pieces of [
      '[[0, 25]]',
      '[]',
      '[[0, -5], [18, 25]]',
      '[[0, 5, 6], [18, 25]]',
      '[0, 5]',
      'North',
    ]) {
      assert.match(fault(pieces) ?? '', new RegExp(`^sidecar-schema ${line}: `), pieces);
    }
  });

  it('change in place, and go where the whole is meant again', () => {
    const sidecar = sidecarOf(annotated([0, 4]));
    const other = editSidecar(sidecar, [put(annotated([0, 2, 4]))]);
    assert.equal(other.source, SOURCE.replace('[[0, 5], [18, 25]]', '[[0, 5], [10, 15], [18, 25]]'));
    const whole = editSidecar(other, [put(annotated([0, 1, 2, 3, 4]))]);
    assert.equal(whole.source, SOURCE.replace(/ {4}pieces: .*\n/, ''));
  });

  it('are brought up to another text with the rest, and taken back', () => {
    const sidecar = sidecarOf(annotated([0, 4]));
    const text = `Ontem ${TEXT.replace('South', 'much of South')}`;
    const { marks } = layMarks(text, sidecar.annotations, [], sidecar.fingerprint);
    const codePoints = indexCodePoints(text);
    const noted = { ...sidecar.annotations[0]!, note: 'sim' };
    const now = { text, marks, codePoints, fingerprint: fingerprintOf(text) };
    const decision = rebased(now, sidecar, [{ changesOf: () => [put(noted)], made: fingerprintOf(TEXT) }]);
    const after = editSidecar(sidecar, decision.changes);
    assert.deepEqual(after.annotations[0]?.anchor.pieces, [
      [0, 5],
      [26, 33],
    ]);
    const undone = editSidecar(after, editChanges(reversedEdit(decision.decided[0]!.edit), after).changes);
    const [mark] = layMarks(text, undone.annotations, [], undone.fingerprint).marks;
    assert.equal(mark && shownText(text, mark), 'North … America');
    assert.equal(undone.annotations[0]?.note, undefined);
  });
});

describe('pieces that two people changed', () => {
  const base = sidecarOf(annotated([4]));
  const merge = (mine: Annotation, theirs: Annotation) => {
    const [ours, others] = [mine, theirs].map((one) => editSidecar(base, [put(one)])) as [Sidecar, Sidecar];
    const merged = mergeSidecars(base, ours, others);
    assert.deepEqual(merged.annotations, mergeSidecars(base, others, ours).annotations, 'whoever is ours');
    assert.deepEqual(parseSidecar(merged.source).annotations, merged.annotations);
    return merged.annotations[0]!;
  };

  it('are as the one has them who changed them', () => {
    const flagged = { ...base.annotations[0]!, flagged: true };
    const merged = merge(annotated([0, 4], 'bo', 1), flagged);
    assert.equal(shownQuote(merged.anchor), 'North … America');
    assert.equal(merged.flagged, true);
  });

  it('are both kept for a person where they differ, and settled with the anchor that is chosen', () => {
    const [one, other] = [annotated([0, 4], 'bo', 2), annotated([2, 4], 'eva', 1)];
    const merged = merge(one, other);
    const { conflict = [] } = merged;
    assert.deepEqual(conflict.map(({ by, anchor }) => `${by}: ${anchor && shownQuote(anchor)}`).sort(), [
      'bo: North … America',
      'eva: South … America',
    ]);
    const chosen = conflict.find(({ by }) => by === 'bo')!;
    assert.deepEqual(settle(merged, chosen)?.anchor, one.anchor);
  });

  it('lose nothing that either decided', () => {
    fc.assert(
      fc.property(numbers, numbers, (mine, theirs) => {
        const [one, other] = [annotated(mine, 'bo', 2), annotated(theirs, 'eva', 1)];
        const merged = merge(one, other);
        const said = [merged, ...(merged.conflict ?? [])].flatMap(({ anchor }) =>
          anchor ? [shownQuote(anchor)] : [],
        );
        for (const { anchor } of [one, other]) {
          const unchanged = shownQuote(anchor) === 'America';
          assert.ok(unchanged || said.includes(shownQuote(anchor)), shownQuote(anchor));
        }
      }),
    );
  });
});
