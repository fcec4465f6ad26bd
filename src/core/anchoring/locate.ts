import type { Anchor } from '../model/annotation';
import type { Span } from '../model/span';
import type { CodePointIndex } from '../text/code-points';

/** `orphan` means that no place is similar enough, `ambiguous` that two places are. Both are for a person to settle. */
export type Location =
  | { readonly kind: 'found'; readonly span: Span }
  | { readonly kind: 'lost'; readonly reason: 'orphan' | 'ambiguous' };

/** The share of its context that a place must still have around it. */
const FLOOR = 0.4;
/** Longer quotes, in UTF-16 code units, are not looked for where they overlap themselves: that keeps the time linear. */
const LONGEST_OVERLAP = 256;
/** How much more of the context the best place must have than the second. */
const LEAD = 0.15;

/**
 * Finds the span that an anchor describes: at its position where the quote and the context still stand there,
 * else at the occurrence of the quote with the most of its context, provided that it clears a floor and leads the
 * second candidate. Never settles for a look-alike: an anchor without context is found at its position alone. Linear
 * in the length of the text.
 */
export function locate(text: string, anchor: Anchor, codePoints: CodePointIndex): Location {
  const { quote } = anchor;
  if (quote === '') return { kind: 'lost', reason: 'orphan' };
  const expected = codePoints.toUtf16(anchor.position[0]);
  const bare = anchor.prefix === '' && anchor.suffix === '';
  if (text.startsWith(quote, expected) && (bare || contextShare(text, expected, anchor) === 1)) {
    return { kind: 'found', span: { start: expected, end: expected + quote.length } };
  }
  let best = -1;
  let bestShare = -1;
  let secondShare = -1;
  // A long quote that overlaps itself is in repetitive text, where every place would be ambiguous.
  const step = quote.length > LONGEST_OVERLAP ? quote.length : 1;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + step)) {
    const share = contextShare(text, at, anchor);
    if (share > bestShare) {
      secondShare = bestShare;
      bestShare = share;
      best = at;
    } else if (share > secondShare) {
      secondShare = share;
    }
  }
  if (bestShare < FLOOR) return { kind: 'lost', reason: 'orphan' };
  if (bestShare - secondShare < LEAD) return { kind: 'lost', reason: 'ambiguous' };
  return { kind: 'found', span: { start: best, end: best + quote.length } };
}

/** How much of prefix and suffix stands, unbroken from the quote outwards, around a place: 0 to 1. */
function contextShare(text: string, start: number, { quote, prefix, suffix }: Anchor): number {
  const length = prefix.length + suffix.length;
  if (length === 0) return 0;
  const end = start + quote.length;
  let before = 0;
  while (before < prefix.length && text[start - 1 - before] === prefix[prefix.length - 1 - before]) before++;
  let after = 0;
  while (after < suffix.length && text[end + after] === suffix[after]) after++;
  return (before + after) / length;
}
