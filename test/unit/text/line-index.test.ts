import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indexLines } from '../../../src/core';

describe('an index of lines', () => {
  it('counts lines and characters from zero, a line end as the last character of its line', () => {
    const lines = indexLines('ab\n\nc');
    assert.deepEqual(
      [0, 2, 3, 4, 5].map((offset) => lines.positionAt(offset)),
      [
        { line: 0, character: 0 },
        { line: 0, character: 2 },
        { line: 1, character: 0 },
        { line: 2, character: 0 },
        { line: 2, character: 1 },
      ],
    );
  });

  it('gives the ends of the text for offsets beyond them', () => {
    const lines = indexLines('ab\nc');
    assert.deepEqual(lines.positionAt(-1), { line: 0, character: 0 });
    assert.deepEqual(lines.positionAt(99), { line: 1, character: 1 });
  });

  it('gives the end of the line, or of the text, for positions beyond them', () => {
    const lines = indexLines('ab\nc');
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(lines.offsetAt({ line: 1, character: 99 }), 4);
    assert.equal(lines.offsetAt({ line: 7, character: 0 }), 4);
  });

  it('finds every offset again from its position', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '🚀') }), (text) => {
        const lines = indexLines(text);
        for (let offset = 0; offset <= text.length; offset++) {
          assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
        }
      }),
    );
  });
});
