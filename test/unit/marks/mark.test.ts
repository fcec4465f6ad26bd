import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  annotate,
  annotationId,
  decide,
  describe as describeSpan,
  indexCodePoints,
  layMarks,
  marksAt,
  overlaps,
  progressOf,
  type Annotation,
  type Mark,
  type Status,
  type Suggestion,
} from '../../../src/core';

const TEXT = '🚀 Kim Jong-un recebeu Putin em Pyongyang ontem.';
const NOW = { by: 'ana', at: '2024-07-20T10:00:00Z' };

function spanOf(quote: string) {
  const start = TEXT.indexOf(quote);
  return { start, end: start + quote.length };
}

function suggestion(quote: string, label = 'person'): Suggestion {
  return { span: spanOf(quote), label, confidence: 0.8, source: 'compromise' };
}

function annotation(id: string, quote: string, status: Status = 'accepted', label = 'person'): Annotation {
  return { id, label, status, anchor: describeSpan(TEXT, spanOf(quote), indexCodePoints(TEXT)) };
}

/** Each mark as its text, label and status. */
function shown(marks: readonly Mark[]): string[] {
  return marks.map(({ span, label, status }) => `${TEXT.slice(span.start, span.end)} ${label} ${status}`);
}

describe('the marks of an article', () => {
  it('are its annotations and the suggestions around them, in order of reading', () => {
    const { marks, lost } = layMarks(
      TEXT,
      [annotation('k2', 'Pyongyang', 'accepted', 'location'), annotation('k1', 'Kim Jong-un')],
      [suggestion('Kim'), suggestion('Putin'), suggestion('Pyongyang', 'organization')],
    );
    assert.deepEqual(lost, []);
    assert.deepEqual(shown(marks), [
      'Kim Jong-un person accepted',
      'Putin person suggested',
      'Pyongyang location accepted',
    ]);
  });

  it('do not bring back a suggestion that was rejected, but leave room for another', () => {
    const rejected = [annotation('k1', 'Kim Jong-un', 'rejected')];
    const again = layMarks(TEXT, rejected, [suggestion('Kim Jong-un', 'organization'), suggestion('Putin')]);
    assert.deepEqual(shown(again.marks), ['Kim Jong-un person rejected', 'Putin person suggested']);
    assert.deepEqual(shown(layMarks(TEXT, rejected, [suggestion('Kim')]).marks), [
      'Kim Jong-un person rejected',
    ]);
    assert.deepEqual(shown(layMarks(TEXT, rejected, [suggestion('Kim', 'event')]).marks), [
      'Kim Jong-un person rejected',
      'Kim event suggested',
    ]);
  });

  it('name the annotations that have no place any more', () => {
    const gone = annotation('k1', 'Putin');
    const { marks, lost } = layMarks(TEXT.replace('Putin', 'Xi'), [gone], []);
    assert.deepEqual(marks, []);
    assert.deepEqual(lost, [{ annotation: gone, reason: 'orphan' }]);
  });

  it('have ids of their own, whatever is annotated and suggested', () => {
    const quote = fc.constantFrom('Kim', 'Jong-un', 'Kim Jong-un', 'Putin', 'em', 'Pyongyang', 'ontem');
    const status = fc.constantFrom<Status>('suggested', 'accepted', 'rejected');
    const decided = fc.uniqueArray(fc.tuple(quote, status), { selector: ([name]) => name });
    fc.assert(
      fc.property(decided, fc.uniqueArray(quote), (entries, quotes) => {
        const annotations = entries.map(([name, one], index) => annotation(`k${index}`, name, one));
        const disjoint = quotes
          .map((name) => suggestion(name))
          .filter((one, index, all) => !all.slice(0, index).some(({ span }) => overlaps(span, one.span)));
        const { marks } = layMarks(TEXT, annotations, disjoint);
        assert.equal(new Set(marks.map(({ id }) => id)).size, marks.length);
        for (const one of annotations) assert.ok(marks.some((mark) => mark.annotation === one));
        for (const open of marks.filter((mark) => mark.annotation === undefined)) {
          for (const other of marks) {
            if (other !== open && other.status !== 'rejected') assert.ok(!overlaps(open.span, other.span));
          }
        }
      }),
    );
  });

  it('at a place are those that cover it or end there, the shortest first', () => {
    const { marks } = layMarks(
      TEXT,
      [annotation('k1', 'Kim Jong-un'), annotation('k2', 'Jong-un', 'accepted', 'event')],
      [],
    );
    const { start, end } = spanOf('Jong-un');
    assert.deepEqual(shown(marksAt(marks, end)), ['Jong-un event accepted', 'Kim Jong-un person accepted']);
    assert.deepEqual(shown(marksAt(marks, start - 1)), ['Kim Jong-un person accepted']);
    assert.deepEqual(marksAt(marks, end + 1), []);
  });

  it('at a place leave out what was rejected', () => {
    const { marks } = layMarks(TEXT, [annotation('k1', 'Putin', 'rejected')], []);
    assert.deepEqual(marksAt(marks, spanOf('Putin').start), []);
  });

  it('tell how far the work is', () => {
    const { marks } = layMarks(
      TEXT,
      [annotation('k1', 'Kim'), annotation('k2', 'em', 'rejected')],
      [suggestion('Putin')],
    );
    assert.deepEqual(progressOf(marks), { accepted: 1, rejected: 1, suggested: 1 });
  });
});

describe('a decision', () => {
  const [open] = layMarks(
    TEXT,
    [],
    [{ ...suggestion('ontem', 'date'), timex: { type: 'DATE', value: '2024-07-17' } }],
  ).marks as [Mark];

  it('makes an annotation of a suggestion, with its source and who decided', () => {
    assert.deepEqual(decide(TEXT, open, { status: 'accepted' }, NOW, indexCodePoints(TEXT)), {
      id: open.id,
      label: 'date',
      status: 'accepted',
      anchor: {
        quote: 'ontem',
        position: [41, 46],
        prefix: 'Kim Jong-un recebeu Putin em Pyongyang '.slice(-32),
        suffix: '.',
      },
      timex: { type: 'DATE', value: '2024-07-17' },
      source: 'compromise',
      confidence: 0.8,
      ...NOW,
    });
  });

  it('takes the meaning of a date from what becomes another label', () => {
    const decided = decide(TEXT, open, { status: 'accepted', label: 'event' }, NOW, indexCodePoints(TEXT));
    assert.equal(decided.label, 'event');
    assert.equal(decided.timex, undefined);
  });

  it('leaves an annotation its id and its anchor', () => {
    const before = annotation('k1', 'Putin', 'suggested');
    const [mark] = layMarks(TEXT, [before], []).marks as [Mark];
    const after = decide(TEXT, mark, { status: 'rejected' }, NOW, indexCodePoints(TEXT));
    assert.deepEqual(after, { ...before, status: 'rejected', ...NOW });
  });

  it('makes an accepted annotation of what a person selects, which names no recogniser', () => {
    const made = annotate(
      TEXT,
      spanOf('Pyongyang'),
      'location',
      undefined,
      NOW,
      new Set(),
      indexCodePoints(TEXT),
    );
    assert.equal(made.anchor.quote, 'Pyongyang');
    assert.equal(made.status, 'accepted');
    assert.ok(!('source' in made) && !('confidence' in made));
  });
});

describe('the id of an annotation', () => {
  it('is the same for whoever makes it on the same text', () => {
    assert.equal(annotationId('person', 'Kim', 2, new Set()), annotationId('person', 'Kim', 2, new Set()));
    assert.match(annotationId('person', 'Kim', 2, new Set()), /^[a-z][a-z0-9]{7}$/);
  });

  it('differs by label, place and text', () => {
    const ids = [
      annotationId('person', 'Kim', 2, new Set()),
      annotationId('location', 'Kim', 2, new Set()),
      annotationId('person', 'Kim', 3, new Set()),
      annotationId('person', 'Kin', 2, new Set()),
    ];
    assert.equal(new Set(ids).size, 4);
  });

  it('is numbered where it is taken', () => {
    const id = annotationId('person', 'Kim', 2, new Set());
    assert.equal(annotationId('person', 'Kim', 2, new Set([id, `${id}-2`])), `${id}-3`);
  });
});
