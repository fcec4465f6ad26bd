import { CONTEXT_LENGTH, indexCodePoints, type Span } from '../src/core';
import { passagesOf } from '../src/core/anchoring/fingerprint';
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
  /** Where the old text runs unbroken up to it, or on from it, as far as its context goes. */
  readonly borders: { readonly start?: number; readonly end?: number };
  readonly quote: string;
  /** True if it is for a person to say whether, or where, it still is. */
  readonly doubtful: boolean;
}

/** How much of the old text around a stretch a person compares with what is around a place now, in code points. */
const REACH = 100;
/** How far around the place. */
const VIEW = 200;
/** A copy that kept less than this share of what the original kept is no rival of it. */
const RIVAL = 0.8;

/**
 * The truth about each annotation after a history. A stretch is where its signs are, as a bookmark has it. A copy counts
 * as its place where that kept more of the old text and nothing less: near, far, and of the stretch itself. It is for a
 * person to settle where nothing of it is left, or less than half; where a word of it was spelt anew or became part of a
 * longer one, so that it may be another name; where all of it was typed again; where it was torn apart; and where a copy
 * kept nearly as much as the original.
 */
export function truths(annotated: Annotated, text: EditedText): Truth[] {
  const now = text.toString();
  const codePoints = indexCodePoints(now);
  const toUtf16 = ({ start, end }: Span) =>
    trimmed(now, { start: codePoints.toUtf16(start), end: codePoints.toUtf16(end) });
  const passages = passageSpans(annotated.text);
  return annotated.spans.map((span, index) => {
    const { quote, prefix, suffix } = annotated.anchors[index]!;
    const remains = text.remains(span);
    const size = Array.from(quote.replace(/\s/g, '')).length;
    const isSame = (place: Span) => sameWords(quote, now, toUtf16(place), prefix, suffix);
    const isTogether = remains && remains.span.end - remains.span.start <= 2 * size + 40;
    const same = isTogether && remains.count * 2 >= size && isSame(remains.span);
    const own = remains && (same || !remains.again) ? remains.span : undefined;
    // Of what is gone, only its own sentence tells where it was: those beside it stay when it is moved.
    const bounds = own ? { start: 0, end: Infinity } : around(span, passages);
    const kept = (place: Span) => {
      const { start, end } = toUtf16(place);
      return {
        near: text.kept(span, place, CONTEXT_LENGTH, bounds, VIEW),
        far: text.kept(span, place, REACH, bounds, VIEW),
        itself: plain(now.slice(start, end)) === plain(quote) ? 1 : 0,
      };
    };
    const copies = [
      ...text.copiesOf(span),
      ...text.remainsInCopies(span).flatMap((one) => (isSame(one.span) ? [one.span] : [])),
    ].filter((place) => place.start !== own?.start || place.end !== own.end);
    const here = copies.length > 0 ? kept(own ?? text.vacancy(span)) : { near: 0, far: 0, itself: 0 };
    const isBetter = (place: Span) => {
      const there = kept(place);
      const isLess = there.near < here.near || there.far < here.far || there.itself < here.itself;
      return !isLess && (there.near > here.near || there.far > here.far || there.itself > here.itself);
    };
    const isRival = (place: Span) => {
      const there = kept(place);
      return there.near >= RIVAL * here.near && there.far >= RIVAL * here.far;
    };
    const { start, end } = text.borders(span, CONTEXT_LENGTH);
    return {
      places: [...(own ? [own] : []), ...copies.filter(isBetter)].map(toUtf16),
      borders: {
        ...(start !== undefined && { start: codePoints.toUtf16(start) }),
        ...(end !== undefined && { end: codePoints.toUtf16(end) }),
      },
      quote: quote.trim(),
      doubtful: !same || remains.again || copies.some(isRival),
    };
  });
}

/** The verdict on a location; `undefined` is an annotation that was left to a person. */
export function judge(text: string, truth: Truth, location: Span | undefined): Verdict {
  if (!location) return truth.doubtful ? 'orphaned rightly' : 'orphaned needlessly';
  const { start, end } = trimmed(text, location);
  const isQuote = text.slice(start, end) === truth.quote;
  // Of what stands twice in a row, the texts do not tell which was there before.
  const touches = (place: Span) =>
    text.slice(Math.min(end, place.end), Math.max(start, place.start)).trim() === '';
  const continues =
    (truth.borders.start !== undefined &&
      text.slice(truth.borders.start, start).trim() === '' &&
      truth.borders.start <= start) ||
    (truth.borders.end !== undefined &&
      text.slice(end, truth.borders.end).trim() === '' &&
      end <= truth.borders.end);
  const isRight =
    truth.places.some((place) => place.start === start && place.end === end) ||
    (isQuote && (continues || truth.places.some(touches)));
  if (!isRight) return 'wrong';
  return isQuote ? 'exact' : 'followed';
}

function plain(text: string): string {
  return text.replace(/\s+/g, '');
}

/** The sentences of a text, or its lines, in code points. */
function passageSpans(text: string): Span[] {
  const codePoints = indexCodePoints(text);
  return passagesOf(text).map(({ start, end }) => ({
    start: codePoints.fromUtf16(start),
    end: codePoints.fromUtf16(end),
  }));
}

function around({ start, end }: Span, passages: readonly Span[]): Span {
  const own = passages.filter((one) => one.start < end && start < one.end);
  return { start: own[0]?.start ?? start, end: own.at(-1)?.end ?? end };
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
