import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkdown, plainText, visible } from '../../../src/core';

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

describe('text that is shown to a person', () => {
  it('hides and reorders nothing', () => {
    for (const [text, shown] of [
      ['Ana\u202eserroT', 'Ana\\u202eserroT'],
      ['An\u200ba', 'An\\u200ba'],
      ['Ana\u2060\ufeff\u00ad', 'Ana\\u2060\\ufeff\\u00ad'],
      ['An\u200da', 'An\\u200da'],
      ['Ана\u200c', 'Ана\\u200c'],
      ['Ana\u{e0041}', 'Ana\\udb40\\udc41'],
      ['\u3164', '\\u3164'],
      ['\u001b]0;x\u0007', '\\u001b]0;x\\u0007'],
      ['a\nb\tc\u0085', 'a\\nb\\tc\\u0085'],
    ] as const)
      assert.equal(visible(text), shown);
  });

  it('keeps the joiners that emoji and scripts are written with', () => {
    for (const text of ['👩‍👩‍👧', '❤️‍🔥', 'می‌خواهم', 'क्‍ष', 'שלום', 'e\u0301', '🏳️‍🌈'])
      assert.equal(visible(text), text);
  });

  it('is no link in a notification, of which VS Code would make one that runs a command', () => {
    const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
    for (const text of [
      'Ana [OK](command:workbench.action.quit)',
      '[[x]](command:y "z")',
      '[a](file:///etc/passwd)',
      '[a]\u200b(https://x.example)',
    ])
      assert.doesNotMatch(plainText(text), link);
    assert.equal(plainText('Ana [OK](command:x)'), 'Ana [OK] (command:x)');
  });

  it('is no icon in a list', () => {
    assert.equal(plainText('R$(pass) 5'), 'R$ (pass) 5');
  });
});
