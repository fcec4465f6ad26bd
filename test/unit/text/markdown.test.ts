import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkdown, visible } from '../../../src/core';

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

  it('shows the characters that would turn the direction of writing', () => {
    assert.equal(escapeMarkdown('Ana \u202ednilA'), 'Ana \\\\u202ednilA');
  });

  it('loses nothing but the kind of white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(
          escapeMarkdown(text).replace(/\\([!-/:-@[-`{-~])/g, '$1'),
          visible(text.replace(/\s+/gu, ' ')),
        );
      }),
    );
  });
});
