import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indexCodePoints } from '../../../src/core';

describe('an index of code points', () => {
  it('counts an emoji as one and a combining mark as one', () => {
    const text = 'a🚀e\u0301b';
    const codePoints = indexCodePoints(text);
    assert.equal(codePoints.fromUtf16(text.indexOf('b')), 4);
    assert.equal(codePoints.toUtf16(4), text.indexOf('b'));
    assert.equal(codePoints.toUtf16(2), text.indexOf('e'));
  });

  it('counts a surrogate pair that an offset splits as begun', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((offset) => indexCodePoints('🚀a').fromUtf16(offset)),
      [0, 1, 1, 2],
    );
  });

  it('gives the end of the text for counts beyond it', () => {
    assert.equal(indexCodePoints('a🚀').toUtf16(99), 3);
    assert.equal(indexCodePoints('').toUtf16(1), 0);
  });

  it('counts half a surrogate pair as one, as Python does', () => {
    assert.equal(indexCodePoints('\ud83da').fromUtf16(2), 2);
  });

  it('agrees with slicing by code points, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const characters = [...text];
        const codePoints = indexCodePoints(text);
        let offset = 0;
        for (const [count, character] of characters.entries()) {
          assert.equal(codePoints.toUtf16(count), offset);
          assert.equal(codePoints.fromUtf16(offset), count);
          offset += character.length;
        }
        assert.equal(codePoints.fromUtf16(text.length), characters.length);
        assert.equal(codePoints.toUtf16(characters.length), text.length);
      }),
    );
  });
});
