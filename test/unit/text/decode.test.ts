import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeArticle, normalizeLineEnds } from '../../../src/core';

const decode = (bytes: Uint8Array) => decodeArticle(bytes, new TextDecoder());

describe('reading bytes as an article', () => {
  it('drops the byte order mark and writes every line end as a line feed', () => {
    assert.deepEqual(decode(Buffer.from('\ufeffa\r\nb\rc\n\r\n')), { ok: true, text: 'a\nb\nc\n\n' });
  });

  it('reads nothing as an empty text', () => {
    assert.deepEqual(decode(new Uint8Array()), { ok: true, text: '' });
  });

  it('keeps emoji, combining marks and right-to-left text as they are', () => {
    const text = 'e\u0301 👩‍👩‍👧 שלום \u200f';
    assert.deepEqual(decode(Buffer.from(text)), { ok: true, text });
  });

  it('keeps a replacement character that is the text’s own', () => {
    const text = 'Lis\ufffdoa';
    assert.deepEqual(decode(Buffer.from(text)), { ok: true, text });
  });

  it('tells bytes that are not UTF-8 from a replacement character before them', () => {
    const bytes = Buffer.concat([Buffer.from('Lis\ufffdoa '), Buffer.from([0xe9])]);
    assert.deepEqual(decode(bytes), { ok: false, problem: { code: 'not-utf8', offset: 9 } });
  });

  it('refuses binary files, with the place of the first NUL', () => {
    assert.deepEqual(decode(Buffer.from('PNG\0\xff', 'latin1')), {
      ok: false,
      problem: { code: 'binary', offset: 3 },
    });
  });

  for (const [what, bytes] of [
    ['Latin-1', [0xe9, 0x20]],
    ['a sequence that the end cuts off', [0xf0, 0x9f, 0x9a]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong three-byte form', [0xe0, 0x80, 0xaf]],
    ['half a surrogate pair', [0xed, 0xa0, 0xbd]],
    ['a code point beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a stray continuation byte', [0x80]],
  ] as const) {
    it(`refuses ${what}, with its place`, () => {
      const problem = { code: 'not-utf8', offset: 3 };
      assert.deepEqual(decode(Uint8Array.from([0x61, 0xc3, 0xa9, ...bytes])), { ok: false, problem });
    });
  }

  it('refuses exactly what the platform refuses', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    const byte = fc.constantFrom(
      0x61,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc1,
      0xc2,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 8 }), (values) => {
        const bytes = Uint8Array.from(values);
        let expected: string | undefined;
        try {
          expected = strict.decode(bytes);
        } catch {
          expected = undefined;
        }
        const decoded = decode(bytes);
        assert.equal(decoded.ok ? decoded.text : undefined, expected);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves a text alone whose line ends are line feeds', () => {
    assert.equal(normalizeLineEnds('a\n\nb'), 'a\n\nb');
  });
});
