import { contains, type Span } from '../model/span';
import { tokenize, type Token } from '../text/tokens';

/** A border of a span that moves by a word. */
export interface ExtentMove {
  readonly border: 'start' | 'end';
  readonly direction: 'left' | 'right';
}

/** How much text is read on each side of a border for the next word, in UTF-16 code units. */
const REACH = 400;

/**
 * Moves a border of a span to that of the next word in a direction, within `body`: words are those of `tokenize` that
 * hold a letter or a digit. `undefined` where there is no such word, or the span would lose its last one.
 */
export function moveExtent(
  text: string,
  span: Span,
  { border, direction }: ExtentMove,
  body: Span,
): Span | undefined {
  const { start, end } = span;
  const around = { start: lineReach(text, start, -1, body), end: lineReach(text, end, 1, body) };
  const words = tokenize(text, around).filter((word) => contains(body, word) && isWord(text, word));
  if (border === 'end') {
    const word =
      direction === 'right'
        ? words.find((one) => one.end > end)
        : words.findLast((one) => start < one.end && one.end < end);
    return word && { start, end: word.end };
  }
  const word =
    direction === 'left'
      ? words.findLast((one) => one.start < start)
      : words.find((one) => start < one.start && one.start < end);
  return word && { start: word.start, end };
}

/** Where to begin, or to stop, reading: at white space, so that no word is cut. */
function lineReach(text: string, from: number, direction: -1 | 1, body: Span): number {
  const bound = Math.max(body.start, Math.min(body.end, from + direction * REACH));
  for (let at = bound; direction === -1 ? at < from : at > from; at -= direction) {
    if (/\s/.test(text.charAt(direction === -1 ? at - 1 : at)) || at === body.start || at === body.end) {
      return at;
    }
  }
  return from;
}

function isWord(text: string, { start, end }: Token): boolean {
  return /[\p{L}\p{N}]/u.test(text.slice(start, end));
}
