import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkdown } from '../../../src/core';

describe('text in Markdown', () => {
  it('cannot become a link, an image, HTML, an icon or an entity', () => {
    assert.equal(escapeMarkdown('[x](command:y)'), '\\[x\\]\\(command\\:y\\)');
    assert.equal(
      escapeMarkdown('<b>$(bug)</b> &amp; https://a.example'),
      '\\<b\\>\\$\\(bug\\)\\<\\/b\\> \\&amp\\; https\\:\\/\\/a\\.example',
    );
  });

  it('stays in its paragraph', () => {
    assert.equal(escapeMarkdown('Lisboa\n\n# Porto'), 'Lisboa \\# Porto');
  });

  it('loses nothing but the kind of white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(escapeMarkdown(text).replace(/\\([!-/:-@[-`{-~])/g, '$1'), text.replace(/\s+/gu, ' '));
      }),
    );
  });
});
