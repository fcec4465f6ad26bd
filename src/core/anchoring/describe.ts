import type { Anchor } from '../model/annotation';
import type { Extent } from '../model/extent';
import type { Span } from '../model/span';
import type { CodePointIndex } from '../text/code-points';
import { samePieces } from './pieces';

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

/**
 * True if all that an anchor says holds of an extent, however much context a person or another program gave it.
 * `codePoints` indexes the text.
 */
export function describes(
  anchor: Anchor,
  text: string,
  { span, pieces }: Extent,
  codePoints: CodePointIndex,
): boolean {
  const { start, end } = span;
  const { quote, position, prefix, suffix, orphaned } = anchor;
  return (
    !orphaned &&
    end - start === quote.length &&
    text.startsWith(quote, start) &&
    position[0] === codePoints.fromUtf16(start) &&
    position[1] === codePoints.fromUtf16(end) &&
    text.startsWith(prefix, start - prefix.length) &&
    text.startsWith(suffix, end) &&
    samePieces(anchor, pieces ? describe(text, span, codePoints, pieces) : {})
  );
}

/** Moves an offset that splits a surrogate pair to behind the pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff && offset > 0 && offset < text.length ? offset + 1 : offset;
}
