import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contains, moveExtent, type ExtentMove, type Span } from '../../../src/core';

const TEXT = 'O Sr. Kim Jong-un, líder da “Coreia do Norte”, disse 😀 que não.';
const BODY = { start: 0, end: TEXT.length };

function moved(quote: string, border: ExtentMove['border'], direction: ExtentMove['direction'], body = BODY) {
  const start = TEXT.indexOf(quote);
  const span = moveExtent(TEXT, { start, end: start + quote.length }, { border, direction }, body);
  return span && TEXT.slice(span.start, span.end);
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

describe('the extent of a mention', () => {
  it('grows and shrinks by a word at either border', () => {
    assert.equal(moved('Kim', 'end', 'right'), 'Kim Jong-un');
    assert.equal(moved('Kim Jong-un', 'end', 'left'), 'Kim');
    assert.equal(moved('Kim', 'start', 'left'), 'Sr. Kim');
    assert.equal(moved('Sr. Kim', 'start', 'right'), 'Kim');
  });

  it('passes over punctuation, and leaves it out', () => {
    assert.equal(moved('Jong-un', 'end', 'right'), 'Jong-un, líder');
    assert.equal(moved('Coreia do Norte', 'end', 'right'), 'Coreia do Norte”, disse');
    assert.equal(moved('disse', 'end', 'right'), 'disse 😀 que');
  });

  it('takes up the border of a word that it cuts', () => {
    assert.equal(moved('Ki', 'end', 'right'), 'Kim');
    assert.equal(moved('reia do', 'start', 'left'), 'Coreia do');
  });

  it('keeps a word, and stays in the body', () => {
    assert.equal(moved('Kim', 'end', 'left'), undefined);
    assert.equal(moved('Kim', 'start', 'right'), undefined);
    assert.equal(moved('O', 'start', 'left'), undefined);
    const body = { start: TEXT.indexOf('Kim'), end: TEXT.indexOf(', líder') };
    assert.equal(moved('Kim', 'start', 'left', body), undefined);
    assert.equal(moved('Jong-un', 'end', 'right', body), undefined);
  });

  it('grows by what it shrinks, whatever the text', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.nat(30), fc.nat(30), (words, from, length) => {
        const text = words.join(' ');
        const body: Span = { start: 0, end: text.length };
        const whole = (offset: number) => (isLowSurrogate(text.charCodeAt(offset)) ? offset - 1 : offset);
        const span = { start: whole(from), end: whole(Math.min(from + length, text.length)) };
        fc.pre(span.start < span.end);
        for (const border of ['start', 'end'] as const) {
          const [out, back] = border === 'end' ? (['right', 'left'] as const) : (['left', 'right'] as const);
          const wider = moveExtent(text, span, { border, direction: out }, body);
          if (!wider) continue;
          assert.ok(contains(body, wider) && contains(wider, span) && wider.start < wider.end);
          const widest = moveExtent(text, wider, { border, direction: out }, body);
          if (widest) assert.deepEqual(moveExtent(text, widest, { border, direction: back }, body), wider);
        }
      }),
    );
  });
});
