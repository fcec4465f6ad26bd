import type { Span } from '../model/span';

/** A word, number, address (URL or e-mail) or punctuation mark: a span that holds no white space. */
export type Token = Span;

/**
 * Alternatives in order: URL, e-mail (bounded as RFC 5321 bounds it, so that no text makes matching quadratic),
 * number, word, dotted acronym, run of dots or dashes, any other code point. A word keeps inner apostrophes, but
 * not the English clitic `'s`, and a hyphen only before a small letter or a digit: `norte-coreano`, `Jong-un`,
 * `T-34`, but `Norte|-|Rússia`.
 */
const TOKEN = new RegExp(
  [
    String.raw`(?:https?:\/\/|www\.)[^\s<>"“”«»]+`,
    String.raw`[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}`,
    String.raw`\p{Nd}+(?:[.,:]\p{Nd}+)*(?![\p{L}\p{M}\p{N}]|[-‐‑]\p{L})`,
    String.raw`\p{Lu}\.(?:\p{Lu}\.)+`,
    String.raw`[\p{L}\p{M}\p{N}]+(?:['’ʼ](?![sS](?![\p{L}\p{M}\p{N}]))[\p{L}\p{M}\p{N}]+|[-‐‑](?=[\p{Ll}\p{Lo}\p{N}])[\p{L}\p{M}\p{N}]+)*`,
    String.raw`['’][sS](?![\p{L}\p{M}\p{N}])`,
    String.raw`\.{2,}`,
    String.raw`-{2,}`,
    String.raw`\S`,
  ].join('|'),
  'gu',
);

/** The tokens of a text, or of the part of it that `span` covers, in order. Offsets are those of the whole text. */
export function tokenize(text: string, span: Span = { start: 0, end: text.length }): Token[] {
  const part = span.start === 0 && span.end >= text.length ? text : text.slice(span.start, span.end);
  const tokens: Token[] = [];
  for (const match of part.matchAll(TOKEN)) {
    const start = span.start + match.index;
    tokens.push({ start, end: start + match[0].length });
  }
  return tokens;
}
