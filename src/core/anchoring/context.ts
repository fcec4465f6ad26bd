import type { Anchor } from '../model/annotation';
import type { Span } from '../model/span';
import { splitsWord, wordsOf, type Word } from './words';

/** How far around a place its old context is looked for, in UTF-16 code units. */
const REACH = 48;
/** What a character costs that was put into the context, or taken out of it, before what is found there. */
const GAP = 0.5;
/** What the beginning of the text counts, in characters of context, for an anchor whose prefix begins there. */
const BEGINNING = 8;
/** Stands for the beginning of the text among words; no word is like it. */
const BEGINNING_WORD = '\0'.repeat(BEGINNING);

/**
 * The share of an anchor's context that stands around a place, 0 to 1: of the prefix before it and of the suffix
 * behind it, in characters, the words that are there in the old order, less half of what has to be skipped to reach
 * them. 0 for an anchor without context.
 */
export function contextShare(text: string, start: number, end: number, anchor: Anchor): number {
  const { prefix, suffix } = anchor;
  const length = prefix.length + suffix.length;
  if (length === 0) return 0;
  if (text.startsWith(prefix, start - prefix.length) && text.startsWith(suffix, end)) return 1;
  const old = wordsOfContext(anchor);
  const now = wordsOf(text, Math.max(0, start - REACH), start).reverse();
  const begins = beginsText(anchor);
  if (begins) old.before.push({ text: BEGINNING_WORD, start: 0, end: 0 });
  if (begins && start <= REACH) now.push({ text: BEGINNING_WORD, start: 0, end: 0 });
  const before = share(old.before, now);
  const after = share(old.after, wordsOf(text, end, Math.min(text.length, end + REACH)));
  const beforeLength = prefix.length + (begins ? BEGINNING : 0);
  return (before * beforeLength + after * suffix.length) / (beforeLength + suffix.length);
}

/** True if the prefix is all that stood before the quote. */
function beginsText({ prefix, position }: Anchor): boolean {
  return position[0] <= prefix.length && position[0] === Array.from(prefix).length;
}

/** The words of an anchor's context, read outwards from the quote. */
function wordsOfContext({ prefix, suffix }: Anchor): { readonly before: Word[]; readonly after: Word[] } {
  return { before: wordsOf(prefix).reverse(), after: wordsOf(suffix) };
}

/** How many UTF-16 code units of an anchor's context stand around a place, unbroken from the quote outwards. */
export function unbrokenContext(
  text: string,
  start: number,
  end: number,
  { prefix, suffix }: Pick<Anchor, 'prefix' | 'suffix'>,
): number {
  let before = 0;
  while (before < prefix.length && text[start - 1 - before] === prefix[prefix.length - 1 - before]) before++;
  let after = 0;
  while (after < suffix.length && text[end + after] === suffix[after]) after++;
  return before + after;
}

/** How much of the old words is there, both read outwards from the place: an alignment that may end anywhere. */
function share(old: readonly Word[], now: readonly Word[]): number {
  const total = old.reduce((sum, { text }) => sum + text.length, 0);
  if (total === 0) return now.length === 0 ? 1 : 0;
  let best = 0;
  let above = new Float64Array(now.length + 1);
  for (let j = 1; j <= now.length; j++) above[j] = above[j - 1]! - GAP * now[j - 1]!.text.length;
  for (const { text } of old) {
    const row = new Float64Array(now.length + 1);
    row[0] = above[0]! - GAP * text.length;
    for (let j = 1; j <= now.length; j++) {
      const other = now[j - 1]!.text;
      row[j] = Math.max(
        above[j]! - GAP * text.length,
        row[j - 1]! - GAP * other.length,
        text === other ? above[j - 1]! + text.length : -Infinity,
      );
      best = Math.max(best, row[j]!);
    }
    above = row;
  }
  return best / total;
}

/** How many words on either side of a missing quote are looked for, one of which may still be there. */
const SEAM = 4;

/**
 * How much of an anchor's context stands around a place in a stretch of text where the quote is missing: the place
 * that it was taken from. Places that touch `[start, end)`, where the quote may be, do not count.
 */
export function vacancyShare(text: string, stretch: Span, anchor: Anchor, { start, end }: Span): number {
  const last = new Set(
    wordsOf(anchor.prefix)
      .slice(-SEAM)
      .map((word) => word.text),
  );
  const first = new Set(
    wordsOf(anchor.suffix)
      .slice(0, SEAM)
      .map((word) => word.text),
  );
  let best = 0;
  for (const word of wordsOf(text, stretch.start, stretch.end)) {
    for (const at of [
      ...(last.has(word.text) ? [word.end] : []),
      ...(first.has(word.text) ? [word.start] : []),
    ]) {
      const touches = at <= start ? text.slice(at, start).trim() === '' : text.slice(end, at).trim() === '';
      if (!touches) best = Math.max(best, contextShare(text, at, at, anchor));
    }
  }
  return best;
}

/** True if the word on one side of a place is the one that stood beside the quote. */
export function hasNeighbour(text: string, start: number, end: number, { prefix, suffix }: Anchor): boolean {
  const before = wordsOf(prefix).at(-1)?.text;
  const after = wordsOf(suffix)[0]?.text;
  return (
    before === wordsOf(text, Math.max(0, start - REACH), start).at(-1)?.text ||
    after === wordsOf(text, end, Math.min(text.length, end + REACH))[0]?.text
  );
}

/** True if both words beside a place are those that stood beside the quote. */
export function hasNeighbours(text: string, start: number, end: number, { prefix, suffix }: Anchor): boolean {
  const before = wordsOf(prefix).at(-1)?.text;
  const after = wordsOf(suffix)[0]?.text;
  return (
    before === wordsOf(text, Math.max(0, start - REACH), start).at(-1)?.text &&
    after === wordsOf(text, end, Math.min(text.length, end + REACH))[0]?.text
  );
}

/** True if a border of `[start, end)` lies inside a word where the anchor's did not. */
export function gluedAnew(
  text: string,
  start: number,
  end: number,
  { quote, prefix, suffix }: Anchor,
): boolean {
  return (
    (splitsWord(text[start - 1], text[start]) && !splitsWord(prefix.at(-1), quote[0])) ||
    (splitsWord(text[end - 1], text[end]) && !splitsWord(quote.at(-1), suffix[0]))
  );
}
