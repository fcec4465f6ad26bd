import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sentences } from '../../../src/core/text/sentences';
import { tokenize } from '../../../src/core/text/tokens';

const forms = (text: string): string[] => tokenize(text).map(({ start, end }) => text.slice(start, end));
const lines = (text: string): string[] => sentences(text).map(({ start, end }) => text.slice(start, end));

describe('tokenize', () => {
  it('keeps a hyphen before a small letter, parts two names at it', () => {
    assert.deepEqual(forms('norte-coreano Jong-un'), ['norte-coreano', 'Jong-un']);
    assert.deepEqual(forms('Norte-Rússia'), ['Norte', '-', 'Rússia']);
    assert.deepEqual(forms('11-ата COVID-19 Су-35'), ['11-ата', 'COVID-19', 'Су-35']);
  });

  it('keeps inner apostrophes, parts the English possessive', () => {
    assert.deepEqual(forms("O'Brien d’água"), ["O'Brien", 'd’água']);
    assert.deepEqual(forms("Putin's Britain’s"), ['Putin', "'s", 'Britain', '’s']);
  });

  it('reads addresses, numbers and dotted acronyms as one', () => {
    assert.deepEqual(forms('https://example.org/a-b?c=1 me@example.org'), [
      'https://example.org/a-b?c=1',
      'me@example.org',
    ]);
    assert.deepEqual(forms('10.000 soldados às 17:59.'), ['10.000', 'soldados', 'às', '17:59', '.']);
    assert.deepEqual(forms('the U.S. Army'), ['the', 'U.S.', 'Army']);
  });

  it('parts quotation marks, brackets and emoji from words', () => {
    assert.deepEqual(forms('„Вагнер“ (KCNA)😀'), ['„', 'Вагнер', '“', '(', 'KCNA', ')', '😀']);
  });

  it('reads only the span it is given, with offsets of the whole text', () => {
    assert.deepEqual(tokenize('Kim em Moscou', { start: 7, end: 13 }), [{ start: 7, end: 13 }]);
  });

  it('covers everything but white space, in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokens = tokenize(text);
        let at = 0;
        for (const { start, end } of tokens) {
          assert.ok(start < end);
          assert.equal(text.slice(at, start).trim(), '');
          at = end;
        }
        assert.equal(text.slice(at).trim(), '');
      }),
    );
  });
});

describe('sentences', () => {
  it('ends a sentence at a full stop before a capital and at every line break', () => {
    assert.deepEqual(lines('Ele saiu. Ela ficou!\nКрай'), ['Ele saiu.', 'Ela ficou!', 'Край']);
  });

  it('goes on after abbreviations and initials', () => {
    assert.deepEqual(lines('disse o Sr. Kim a J. Smith.'), ['disse o Sr. Kim a J. Smith.']);
    assert.deepEqual(lines('Mr. Putin left. He won.'), ['Mr. Putin left.', 'He won.']);
    assert.deepEqual(lines('Живее в гр. София. Работи.'), ['Живее в гр. София.', 'Работи.']);
  });

  it('ends at the abbreviated year that a new sentence follows', () => {
    assert.deepEqual(lines('Застой от 2019 г. Той заяви това.'), ['Застой от 2019 г.', 'Той заяви това.']);
  });

  it('keeps a closing quotation mark with its sentence', () => {
    assert.deepEqual(lines('„Защо не?“ Той мълчи.'), ['„Защо не?“', 'Той мълчи.']);
  });

  it('has none in an empty text', () => {
    assert.deepEqual(sentences(' \n '), []);
  });
});
