import type { Anchor } from '../model/annotation';
import type { Span } from '../model/span';
import { commonWords, wordsOf, type Word } from './words';

/** In UTF-16 code units: what changed over a longer stretch is not searched for a quote that changed as well. */
const LONGEST_STRETCH = 4_000;

/** The places of a quote in a stretch of text where only case and white space differ. */
export function foldedQuotes(text: string, { quote }: Anchor, stretch: Span): Span[] {
  if (stretch.end - stretch.start > LONGEST_STRETCH) return [];
  const sought = fold(quote, 0);
  const folded = fold(text.slice(stretch.start, stretch.end), stretch.start);
  if (sought.text === '') return [];
  const spans: Span[] = [];
  for (let at = folded.text.indexOf(sought.text); at >= 0; at = folded.text.indexOf(sought.text, at + 1)) {
    const start = folded.offsets[at]!;
    spans.push({ start, end: folded.offsets[at + sought.text.length - 1]! + 1 });
  }
  return spans;
}

/** A text without case and white space, and where each code unit of it comes from. */
function fold(text: string, start: number): { text: string; offsets: number[] } {
  let folded = '';
  const offsets: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const unit = text[index]!;
    if (/\s/.test(unit)) continue;
    const small = unit.toLowerCase();
    folded += small.length === 1 ? small : unit;
    offsets.push(start + index);
  }
  return { text: folded, offsets };
}

/** How much of a quote, in characters of its words, must be left of it. */
const KEPT = 0.5;
/** How many words may be put into a quote beside its own number. */
const MOST_ADDED = 8;
/** A word of fewer letters may be a part of another by chance. */
const LEAST_TORN = 2;
/** How many words on either side must stand next to a quote that changed. */
const NEIGHBOURS = 2;

/**
 * The place in a stretch of text where a quote stands between its old neighbours with words put into it or taken out
 * of it, the first and the last kept. One with a word replaced may say something else and does not count; nor does a
 * quote with a line end, or one of whose numbers may have changed.
 */
export function changedQuotes(text: string, { quote, prefix, suffix }: Anchor, stretch: Span): Span[] {
  if (stretch.end - stretch.start > LONGEST_STRETCH || quote.includes('\n')) return [];
  const own = wordsOf(quote);
  const words = wordsOf(
    text,
    Math.max(0, stretch.start - prefix.length),
    Math.min(text.length, stretch.end + suffix.length),
  );
  const before = wordsOf(prefix).slice(-NEIGHBOURS);
  const after = wordsOf(suffix).slice(0, NEIGHBOURS);
  if (before.length + after.length === 0) return [];
  const [start, ...otherStarts] = bordersBehind(words, before).filter(
    (at) => words[at]?.text === own[0]?.text,
  );
  const [end, ...otherEnds] = bordersBefore(words, after).filter(
    (at) => words[at - 1]?.text === own.at(-1)?.text,
  );
  // Of a border that is there twice, nobody knows which it was.
  if (start === undefined || end === undefined || otherStarts.length + otherEnds.length > 0) return [];
  if (end <= start || end > start + own.length + MOST_ADDED) return [];
  // Nor, where each sign is a word, if one that stood beside it is in it now.
  const beside = [before.at(-1)?.text, after[0]?.text].filter(
    (one) => one !== undefined && /\p{Script=Han}/u.test(one) && own.every(({ text }) => text !== one),
  );
  if (words.slice(start, end).some((word) => beside.includes(word.text))) return [];
  const kept = keptWords(own, words.slice(start, end));
  return kept && kept.start >= stretch.start && kept.end <= stretch.end ? [kept] : [];
}

/** Where words stand behind a context; without one, anywhere: the text may have got another beginning. */
function bordersBehind(words: readonly Word[], context: readonly Word[]): number[] {
  const borders: number[] = [];
  for (let at = context.length; at <= words.length; at++) {
    if (context.every(({ text }, index) => words[at - context.length + index]?.text === text))
      borders.push(at);
  }
  return borders;
}

/** Where words end before a context; without one, anywhere. */
function bordersBefore(words: readonly Word[], context: readonly Word[]): number[] {
  const borders: number[] = [];
  for (let at = 0; at + context.length <= words.length; at++) {
    if (context.every(({ text }, index) => words[at + index]?.text === text)) borders.push(at);
  }
  return borders;
}

/** From the first to the last word; `undefined` where one of these or too much is gone, or a word was replaced. */
function keptWords(old: readonly Word[], now: readonly Word[]): Span | undefined {
  const common = commonWords(old, now);
  const [first, last] = [common[0], common.at(-1)];
  if (!first || !last || first[0] !== 0 || last[0] !== old.length - 1) return undefined;
  if (first[1] !== 0 || last[1] !== now.length - 1) return undefined;
  const length = (words: readonly Word[]) => words.reduce((sum, { text }) => sum + text.length, 0);
  const kept = length(common.map(([index]) => old[index]!));
  if (kept / length(old) < KEPT) return undefined;
  const hasNumber = old.some(({ text }) => /\p{N}/u.test(text));
  if (hasNumber && common.length < old.length) return undefined;
  let [lastOld, lastNow] = [0, 0];
  for (const [inOld, inNow] of common.slice(1)) {
    const added = now.slice(lastNow + 1, inNow);
    if (added.some((word) => old.some((own) => isTornFrom(word.text, own.text)))) return undefined;
    if (added.length > 0 && inOld - lastOld > 1) return undefined;
    if (added.some(({ text }) => (hasNumber ? /[^\p{L}\p{M}]/u : /\p{N}/u).test(text))) return undefined;
    [lastOld, lastNow] = [inOld, inNow];
  }
  return { start: now[first[1]]!.start, end: now[last[1]]!.end };
}

/** True if one of two words is what is left of the other, or the other with letters put into it. */
function isTornFrom(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  let head = 0;
  while (head < short.length && short[head] === long[head]) head++;
  return short.length >= LEAST_TORN && long.endsWith(short.slice(head));
}
