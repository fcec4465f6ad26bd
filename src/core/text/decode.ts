/** What stands in the way of reading bytes as text. `offset` counts bytes. */
export interface DecodeProblem {
  readonly code: 'binary' | 'not-utf8';
  readonly offset: number;
}

export type Decoded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: DecodeProblem };

/**
 * The platform's UTF-8 decoder: `new TextDecoder()` drops the byte order mark, as is wanted here, and puts U+FFFD in the
 * place of bytes that are not UTF-8.
 */
export interface Utf8Decoder {
  decode(bytes: Uint8Array): string;
}

/** `\r\n` and lone `\r` become `\n`, as editors count lines. */
export function normalizeLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Reads a file's bytes as an article's text: as `decodeText` does, with line ends as `\n`. */
export function decodeArticle(bytes: Uint8Array, decoder: Utf8Decoder): Decoded {
  const decoded = decodeText(bytes, decoder);
  return decoded.ok ? { ok: true, text: normalizeLineEnds(decoded.text) } : decoded;
}

/**
 * Reads a file's bytes as UTF-8 text, a byte order mark dropped. A NUL byte means binary. Bytes that are not UTF-8
 * are refused rather than replaced, because replacement would lose them and shift what other programs count.
 */
export function decodeText(bytes: Uint8Array, decoder: Utf8Decoder): Decoded {
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { ok: false, problem: { code: 'binary', offset: nul } };
  const text = decoder.decode(bytes);
  // The platform's decoder is many times as fast; a replacement character may be the text's own.
  const invalid = text.includes('\uFFFD') ? firstInvalidByte(bytes) : -1;
  return invalid < 0 ? { ok: true, text } : { ok: false, problem: { code: 'not-utf8', offset: invalid } };
}

/** Where the first ill-formed sequence begins (table 3-7 of the Unicode Standard); -1 where there is none. */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const length =
      lead >= 0xc2 && lead <= 0xdf
        ? 2
        : lead >= 0xe0 && lead <= 0xef
          ? 3
          : lead >= 0xf0 && lead <= 0xf4
            ? 4
            : 0;
    if (length === 0) return at;
    const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    for (let next = 1; next < length; next++) {
      const byte = bytes[at + next] ?? 0;
      if (byte < (next === 1 ? lowest : 0x80) || byte > (next === 1 ? highest : 0xbf)) return at;
    }
    at += length;
  }
  return -1;
}
