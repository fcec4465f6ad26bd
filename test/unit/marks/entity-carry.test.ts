import assert from 'node:assert/strict';
import {
  carriedEntities,
  indexCodePoints,
  loadRecognition,
  sameMentions,
  suggestionMarks,
  type Entity,
  type Mark,
  type Recognition,
  type Suggestion,
} from '../../../src/core';

const TEXT = 'Helena Prado chegou a Faro. Prado falou em Faro com Rui Tavares.';

describe('the entities of marks', () => {
  let recognition: Recognition;
  let marks: readonly Mark[];
  let entities: ReadonlyMap<Mark, Entity<Mark>>;

  before(async () => {
    recognition = await loadRecognition();
    const names = [
      ['Helena Prado', 0, 'person'],
      ['Faro', 22, 'location'],
      ['Prado', 28, 'person'],
      ['Faro', 43, 'location'],
      ['Rui Tavares', 52, 'person'],
    ] as const;
    const suggestions = names.map(([name, start, label]): Suggestion => {
      assert.equal(TEXT.slice(start, start + name.length), name);
      return { span: { start, end: start + name.length }, label, confidence: 0.9, source: 'names' };
    });
    marks = suggestionMarks(TEXT, suggestions, indexCodePoints(TEXT));
    entities = recognition.resolveEntities(TEXT, marks, 'pt');
  });

  it('are those they were when a mention was accepted and all have moved', () => {
    const opening = 'Hoje, ';
    const after = marks.map((mark, index): Mark => ({
      ...mark,
      status: index === 2 ? 'accepted' : mark.status,
      span: { start: mark.span.start + opening.length, end: mark.span.end + opening.length },
    }));
    assert.equal(sameMentions(marks, after), true);
    const carried = carriedEntities(entities, marks, after)!;
    const anew = recognition.resolveEntities(opening + TEXT, after, 'pt');
    assert.deepEqual(
      after.map((mark) => carried.get(mark)),
      after.map((mark) => anew.get(mark)),
    );
    assert.equal(carried.get(after[0]!), carried.get(after[2]!));
  });

  const differences: [what: string, of: (mark: Mark) => Mark][] = [
    ['rejected', (mark) => ({ ...mark, status: 'rejected' })],
    ['given another label', (mark) => ({ ...mark, label: 'organization' })],
    ['made longer', (mark) => ({ ...mark, span: { start: mark.span.start, end: mark.span.end + 1 } })],
  ];
  for (const [what, change] of differences) {
    it(`are to be resolved anew when a mention was ${what}`, () => {
      const after = marks.map((mark, index) => (index === 2 ? change(mark) : mark));
      assert.equal(sameMentions(marks, after), false);
      assert.equal(carriedEntities(entities, marks, after), undefined);
    });
  }

  it('are to be resolved anew when a mention came or went', () => {
    assert.equal(carriedEntities(entities, marks, marks.slice(1)), undefined);
    assert.equal(carriedEntities(entities, marks.slice(1), marks), undefined);
  });
});
