import type { Anchor } from '../model/annotation';
import type { Span } from '../model/span';
import type { CodePointIndex } from '../text/code-points';

/** How much text an anchor keeps on each side of its quote, in UTF-16 code units; less at the ends of the text. */
export const CONTEXT_LENGTH = 32;

/**
 * Records where a span stands, or the `pieces` of it that are meant, so that `locate` finds it again. `codePoints`
 * indexes the same text.
 */
export function describe(
  text: string,
  span: Span,
  codePoints: CodePointIndex,
  pieces?: readonly Span[],
): Anchor {
  const first = codePoints.fromUtf16(span.start);
  return {
    quote: text.slice(span.start, span.end),
    position: [first, codePoints.fromUtf16(span.end)],
    prefix: text.slice(wholeCharacter(text, Math.max(0, span.start - CONTEXT_LENGTH)), span.start),
    suffix: text.slice(span.end, wholeCharacter(text, Math.min(text.length, span.end + CONTEXT_LENGTH))),
    ...(pieces && {
      pieces: pieces.map(
        ({ start, end }) => [codePoints.fromUtf16(start) - first, codePoints.fromUtf16(end) - first] as const,
      ),
    }),
  };
}

/** Moves an offset that splits a surrogate pair to behind the pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff && offset > 0 && offset < text.length ? offset + 1 : offset;
}
