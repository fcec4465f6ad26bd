import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSidecarName, sidecarName } from '../../../src/core';

describe('the name of a sidecar', () => {
  it('is the article’s, with the annotator’s before the suffix where it is a layer', () => {
    assert.equal(sidecarName({ article: 'visita.txt' }), 'visita.txt.ann.yaml');
    assert.equal(sidecarName({ article: 'visita.txt', layer: 'ana' }), 'visita.txt.ana.ann.yaml');
    assert.equal(sidecarName({ article: 'a.md', layer: 'Zoë B.' }), 'a.md.Zoë%20B%2E.ann.yaml');
  });

  it('tells layers from articles with dots in their names', () => {
    assert.deepEqual(readSidecarName('v2.notas.txt.ann.yaml'), { article: 'v2.notas.txt' });
    assert.deepEqual(readSidecarName('a.txt.md.ann.yaml'), { article: 'a.txt.md' });
    assert.deepEqual(readSidecarName('registo.log.ann.yaml'), { article: 'registo.log' });
    assert.deepEqual(readSidecarName('pasta/a.txt.bo.ann.yaml'), { article: 'pasta/a.txt', layer: 'bo' });
    assert.deepEqual(readSidecarName('a.txt.100%.ann.yaml'), { article: 'a.txt.100%' });
    assert.equal(readSidecarName('a.yaml'), undefined);
  });

  it('is read back, whatever an annotator is called, and names no other folder', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.normalize('NFC'));
    fc.assert(
      fc.property(fc.oneof(name, fc.constantFrom('txt', 'MD', '..', '../x', 'a/b')), (layer) => {
        const file = sidecarName({ article: 'a.txt', layer });
        assert.deepEqual(readSidecarName(file), { article: 'a.txt', layer });
        assert.doesNotMatch(file, /[/\\:*?"<>|\s\p{Cc}]/u);
      }),
    );
  });
});
