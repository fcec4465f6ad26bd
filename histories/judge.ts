import { CONTEXT_LENGTH, indexCodePoints, type Anchor, type CodePointIndex, type Span } from '../src/core';
import { commonWords, splitsWord, wordsOf } from '../src/core/anchoring/words';
import type { Annotated, EditedText } from './document';

/** How right it was to put an annotation where it was put, or to leave it to a person. */
export type Verdict = 'exact' | 'followed' | 'orphaned rightly' | 'orphaned needlessly' | 'wrong';

export const VERDICTS: readonly Verdict[] = [
  'exact',
  'followed',
  'orphaned rightly',
  'orphaned needlessly',
  'wrong',
];

/** What became of an annotated stretch of text. */
export interface Truth {
  /** Where it may be said to be: UTF-16 code units of the text now, white space at the ends left out. */
  readonly places: readonly Span[];
  readonly quote: string;
  /** What stood around it in the old text. */
  readonly prefix: string;
  readonly suffix: string;
  /** True if none of it is left in its place. */
  readonly gone: boolean;
  /** True if it is for a person to say whether, or where, it still is. */
  readonly doubtful: boolean;
}

/**
 * The truth about each annotation after a history. A stretch is where its signs are, as a bookmark has it. It is for a
 * person to settle where nothing of it is left, or less than half; where a word of it was spelt anew or became part of
 * a longer one, so that it may be another name; where all of it was typed again; where it was torn apart; and where a copy with the same surroundings
 * stands beside it. A copy counts as its place where it kept more of the surroundings, near or far, than the original.
 */
export function truths(annotated: Annotated, text: EditedText): Truth[] {
  const now = text.toString();
  const codePoints = indexCodePoints(now);
  const old = indexCodePoints(annotated.text);
  const span16 = ({ start, end }: Span) =>
    trimmed(now, { start: codePoints.toUtf16(start), end: codePoints.toUtf16(end) });
  return annotated.spans.map((span, index) => {
    const { quote, prefix, suffix } = annotated.anchors[index]!;
    const [before, after] = surroundings(annotated.text, old, annotated.anchors[index]!);
    const kept = (place: Span) => unbroken(now, place, before, after);
    const around = ({ start, end }: Span) =>
      now.slice(Math.max(0, start - CONTEXT_LENGTH), start) + '\0' + now.slice(end, end + CONTEXT_LENGTH);
    const whole = (before + after).replace(/\s+/g, '').length;
    const remains = text.remains(span);
    const own = remains && span16(remains.span);
    const size = Array.from(quote.replace(/\s/g, '')).length;
    const together = remains && remains.span.end - remains.span.start <= 2 * size + 40;
    const same =
      own && together && remains.count * 2 >= size && sameWords(quote, now, own, prefix, suffix)
        ? own
        : undefined;
    const grown = text
      .remainsInCopies(span)
      .map((one) => span16(one.span))
      .filter((place) => sameWords(quote, now, place, prefix, suffix));
    const copies = [...text.copiesOf(span).map(span16), ...grown].filter(
      (place) => place.start !== own?.start || place.end !== own.end,
    );
    const intact = same && now.slice(same.start, same.end) === quote.trim();
    const nearby = (place: Span) => unbroken(now, place, prefix, suffix);
    const standIns = copies.filter(
      (place) => !intact || nearby(place) > nearby(same) || (kept(same) < whole && kept(place) >= kept(same)),
    );
    const twins = same ? copies.filter((place) => around(place) === around(same)) : [];
    const ownPlace = same ?? (remains?.again ? undefined : own);
    return {
      places: [
        ...(ownPlace ? [ownPlace] : []),
        ...standIns,
        ...(ownPlace ? [] : text.remainsInCopies(span).map((one) => span16(one.span))),
      ],
      quote: quote.trim(),
      prefix,
      suffix,
      gone: !ownPlace,
      doubtful: !same || remains?.again === true || twins.length > 0 || standIns.length > 0,
    };
  });
}

/** The verdict on a location; `undefined` is an annotation that was left to a person. */
export function judge(text: string, truth: Truth, location: Span | undefined): Verdict {
  if (!location) return truth.doubtful ? 'orphaned rightly' : 'orphaned needlessly';
  const { start, end } = trimmed(text, location);
  // Of letters or words that occur twice in a row, the texts do not tell which were deleted, or typed.
  const found = text.slice(start, end);
  const slides = (place: Span) => found === truth.quote && (place.start === start || place.end === end);
  const isBeside = (place: Span) =>
    found === truth.quote && text.slice(Math.min(end, place.end), Math.max(start, place.start)).trim() === '';
  const words = wordsOf(truth.quote);
  const endsAlike = (place: Span) => {
    const [ours, theirs] = [wordsOf(found), wordsOf(text, place.start, place.end)];
    const alike = (at: 0 | -1) =>
      ours.at(at)?.text === words.at(at)?.text && theirs.at(at)?.text === words.at(at)?.text;
    return (place.start === start && alike(-1)) || (place.end === end && alike(0));
  };
  const [before, after] = [wordsOf(truth.prefix).at(-1)?.text, wordsOf(truth.suffix)[0]?.text];
  // Nor, where the old words stand before the one and behind the other, which of two was put between.
  const isRepeated = (place: Span) => {
    if (found !== truth.quote || text.slice(place.start, place.end) !== truth.quote) return false;
    const [one, other] = place.start < start ? [place, { start, end }] : [{ start, end }, place];
    return (
      other.start - one.end <= 2 * CONTEXT_LENGTH &&
      wordsOf(text, Math.max(0, one.start - CONTEXT_LENGTH), one.start).at(-1)?.text === before &&
      wordsOf(text, other.end, other.end + CONTEXT_LENGTH)[0]?.text === after
    );
  };
  // Nor, where all reads as it did, that what is there was deleted and typed again.
  const sides = [endsWith(text.slice(0, start), truth.prefix), startsWith(text.slice(end), truth.suffix)];
  const isAgain =
    (truth.gone && found.toLowerCase() === truth.quote.toLowerCase() && sides.includes(true)) ||
    (!sides.includes(false) && truth.places.some((place) => place.start === start || place.end === end));
  const right =
    isAgain ||
    truth.places.some(
      (place) =>
        (place.start === start && place.end === end) ||
        slides(place) ||
        isBeside(place) ||
        endsAlike(place) ||
        isRepeated(place),
    );
  if (!right) return 'wrong';
  return text.slice(start, end) === truth.quote ? 'exact' : 'followed';
}

/** Less than this of a text, in characters, may stand somewhere by chance. */
const TELLING = 16;

function startsWith(text: string, suffix: string): boolean {
  const sought = plain(suffix);
  return sought.length >= TELLING && plain(text.slice(0, 2 * suffix.length)).startsWith(sought);
}

function endsWith(text: string, prefix: string): boolean {
  const sought = plain(prefix);
  return sought.length >= TELLING && plain(text.slice(-2 * prefix.length)).endsWith(sought);
}

function plain(text: string): string {
  return text.replace(/\s+/g, '');
}

/** How far a copy and the original are compared, in UTF-16 code units: more than a sentence. */
const SURROUNDINGS = 300;

function surroundings(text: string, codePoints: CodePointIndex, { position }: Anchor): [string, string] {
  const [start, end] = [codePoints.toUtf16(position[0]), codePoints.toUtf16(position[1])];
  return [text.slice(Math.max(0, start - SURROUNDINGS), start), text.slice(end, end + SURROUNDINGS)];
}

/** How many UTF-16 code units of the old context still stand around a place, unbroken; white space aside. */
function unbroken(text: string, { start, end }: Span, prefix: string, suffix: string): number {
  const [left, oldLeft] = [plain(text.slice(Math.max(0, start - 2 * SURROUNDINGS), start)), plain(prefix)];
  const [right, oldRight] = [plain(text.slice(end, end + 2 * SURROUNDINGS)), plain(suffix)];
  let before = 0;
  while (before < oldLeft.length && left.at(-1 - before) === oldLeft.at(-1 - before)) before++;
  let after = 0;
  while (after < oldRight.length && right[after] === oldRight[after]) after++;
  return before + after;
}

function trimmed(text: string, { start, end }: Span): Span {
  const content = text.slice(start, end);
  const from = start + content.length - content.trimStart().length;
  return { start: Math.min(from, end), end: Math.max(from, end - content.length + content.trimEnd().length) };
}

/** True if words were only put between those of a quote, or taken out whole; case and spacing may differ. */
function sameWords(
  quote: string,
  text: string,
  { start, end }: Span,
  prefix: string,
  suffix: string,
): boolean {
  if (start >= end) return false;
  const old = wordsOf(quote);
  const now = wordsOf(text, start, end);
  const kept = commonWords(old, now);
  let [lastOld, lastNow] = [-1, -1];
  for (const [inOld, inNow] of [...kept, [old.length, now.length] as const]) {
    if (inOld - lastOld > 1 && inNow - lastNow > 1) return false;
    if (old.slice(lastOld + 1, inOld).some(({ text }) => /\p{N}/u.test(text))) return false;
    if (now.slice(lastNow + 1, inNow).some(({ text }) => /\p{N}/u.test(text))) return false;
    [lastOld, lastNow] = [inOld, inNow];
  }
  const weight = (words: typeof old) => words.reduce((sum, { text }) => sum + text.length, 0);
  if (weight(kept.map(([index]) => old[index]!)) * 2 < weight(old)) return false;
  return (
    !(splitsWord(text[start - 1], text[start]) && !splitsWord(prefix.at(-1), quote[0])) &&
    !(splitsWord(text[end - 1], text[end]) && !splitsWord(quote.at(-1), suffix[0]))
  );
}
