import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesAbove, overlaps } from '../../../src/core';

const mark = (start: number, end: number) => ({ span: { start, end } });

describe('the lines of marks', () => {
  it('are above the text for what lies inside another or begins in it', () => {
    const [outer, inner, next, last] = [mark(0, 10), mark(2, 5), mark(8, 14), mark(20, 22)];
    const marks = [outer, inner, next, last] as const;
    assert.deepEqual([...linesAbove(marks)], [inner, next]);
  });

  it('are never on one side for a mark and one that it overlaps, as far as two sides go', () => {
    const spans = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 6 })));
    fc.assert(
      fc.property(spans, (drawn) => {
        const marks = drawn.map(([start, length]) => mark(start, start + length));
        const above = linesAbove(marks);
        const below = marks.filter((one) => !above.has(one));
        for (const [at, one] of below.entries())
          for (const other of below.slice(at + 1)) assert.ok(!overlaps(one.span, other.span));
      }),
    );
  });
});
