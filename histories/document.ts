import {
  describe,
  fingerprintOf,
  indexCodePoints,
  type Anchor,
  type Fingerprint,
  type Span,
} from '../src/core';
import { wordsOf } from '../src/core/anchoring/words';
import { countWhile } from '../src/core/text/ascending';

/** A code point of a text that is edited, and where it comes from. */
interface Sign {
  readonly text: string;
  /** Its index in the text at the beginning; -1 for what was typed since. */
  readonly origin: number;
  /** 0 for the sign itself, a number of its own for each time that a stretch was copied. */
  readonly copy: number;
  /** True if it was typed again in its place. */
  readonly again?: true;
}

/** A text that remembers of each code point where it comes from. Offsets are code points. */
export class EditedText {
  private signs: Sign[];
  private readonly old: readonly string[];
  private copies = 0;

  constructor(readonly original: string) {
    this.old = Array.from(original);
    this.signs = this.old.map((text, origin) => ({ text, origin, copy: 0 }));
  }

  get length(): number {
    return this.signs.length;
  }

  toString(): string {
    return this.signs.map(({ text }) => text).join('');
  }

  slice(start: number, end: number): string {
    return this.signs
      .slice(start, end)
      .map(({ text }) => text)
      .join('');
  }

  /** Replaces a stretch. What is the same at both ends of the old and the new stays, as editors report an edit. */
  replace(start: number, end: number, inserted: string): void {
    const typed = Array.from(inserted);
    let [from, to, first, last] = [start, end, 0, typed.length];
    while (from < to && first < last && this.signs[from]!.text === typed[first])
      [from, first] = [from + 1, first + 1];
    while (from < to && first < last && this.signs[to - 1]!.text === typed[last - 1])
      [to, last] = [to - 1, last - 1];
    const signs = typed.slice(first, last).map((text): Sign => ({ text, origin: -1, copy: 0 }));
    this.signs.splice(from, to - from, ...signs);
  }

  /** Replaces the whole of a stretch, as a person does who selects it and types; the first and last words may be the same. */
  retype(start: number, end: number, inserted: string): void {
    const old = this.signs.slice(start, end);
    if (this.slice(start, end) === inserted) return;
    const typed = Array.from(inserted, (text): Sign => ({ text, origin: -1, copy: 0 }));
    const before = wordsOf(old.map(({ text }) => text).join(''));
    const after = wordsOf(inserted);
    const most = Math.min(before.length, after.length);
    let first = 0;
    while (first < most && before[first]!.text === after[first]!.text) first++;
    let last = 0;
    while (last < most - first && before.at(-1 - last)!.text === after.at(-1 - last)!.text) last++;
    const head = first > 0 ? Array.from(inserted.slice(0, after[first - 1]!.end)).length : 0;
    const tail = last > 0 ? Array.from(inserted.slice(after.at(-last)!.start)).length : 0;
    for (let at = 0; at < head; at++) typed[at] = { ...old[at]!, again: true };
    for (let at = 1; at <= tail; at++) typed[typed.length - at] = { ...old[old.length - at]!, again: true };
    this.signs.splice(start, end - start, ...typed);
  }

  /** Replaces each code point of a stretch that becomes one other; it stays the same sign. */
  respell(start: number, end: number, spell: (text: string) => string): void {
    for (let at = start; at < end; at++) {
      const sign = this.signs[at]!;
      const text = spell(sign.text);
      if (Array.from(text).length === 1) this.signs[at] = { ...sign, text };
    }
  }

  /** Cuts a stretch and puts it where `to` points before the cut. */
  move(start: number, end: number, to: number): void {
    if (to > start && to < end) return;
    const cut = this.signs.splice(start, end - start);
    this.signs.splice(to >= end ? to - cut.length : to, 0, ...cut);
  }

  copy(start: number, end: number, to: number): void {
    this.copies++;
    const copy = this.copies;
    const signs = this.signs.slice(start, end).map((sign) => ({ ...sign, copy }));
    this.signs.splice(to, 0, ...signs);
  }

  /**
   * Where the signs of a stretch of the original are now, white space aside; `undefined` where none is left. The span goes from the first
   * to the last, as a bookmark's does. `of` asks for the signs of a copy, by its number.
   */
  remains(original: Span, of = 0): Remains | undefined {
    let found: { start: number; end: number; count: number; again: boolean } | undefined;
    for (const [at, { text, origin, copy, again }] of this.signs.entries()) {
      if (text.trim() === '' || copy !== of || origin < original.start || origin >= original.end) continue;
      found ??= { start: at, end: at, count: 0, again: true };
      found.end = at + 1;
      found.count++;
      found.again &&= again === true;
    }
    return found && { count: found.count, again: found.again, span: { start: found.start, end: found.end } };
  }

  /** What is left of a stretch of the original in copies of it. */
  remainsInCopies(original: Span): Remains[] {
    return Array.from({ length: this.copies }, (_, index) => this.remains(original, index + 1) ?? []).flat();
  }

  /**
   * How many code points of a stretch of the original, and of what stood within `reach` of it and `bounds`, are at a
   * place now, or within `view` on the same side of it, in their old order; white space aside. Those of copies count.
   */
  kept(original: Span, place: Span, reach: number, bounds: Span, view: number): number {
    const count = (from: number, to: number, first: number, end: number) =>
      longestAscending(
        this.signs.slice(Math.max(0, from), to).flatMap(({ text, origin }) => {
          const isSought = origin >= Math.max(first, bounds.start) && origin < Math.min(end, bounds.end);
          return isSought && text.trim() !== '' ? [origin] : [];
        }),
      );
    return (
      count(place.start - view, place.start, original.start - reach, original.start) +
      count(place.start, place.end, original.start, original.end) +
      count(place.end, place.end + view, original.end, original.end + reach)
    );
  }

  /** Where a stretch of the original was taken from: behind the nearest of what stood before it; an empty span. */
  vacancy({ start }: Span): Span {
    let [nearest, at] = [-1, 0];
    for (const [index, { origin, copy }] of this.signs.entries()) {
      if (copy === 0 && origin < start && origin > nearest) [nearest, at] = [origin, index + 1];
    }
    return { start: at, end: at };
  }

  /**
   * Where the `length` code points that stood before a stretch of the original end now, and where those that stood
   * behind it start, if they, and no copies of them, still stand unbroken; white space aside.
   */
  borders({ start, end }: Span, length: number): { start?: number; end?: number } {
    const before = this.unbroken(start - 1, Math.max(-1, start - 1 - length));
    const behind = this.unbroken(end, Math.min(this.old.length, end + length));
    return {
      ...(before !== undefined && { start: before + 1 }),
      ...(behind !== undefined && { end: behind }),
    };
  }

  /** Where the first sign is of those from one code point of the original towards another, if all still stand in a row. */
  private unbroken(from: number, to: number): number | undefined {
    const step = Math.sign(to - from);
    const isSpace = (text: string | undefined) => text?.trim() === '';
    let old = from;
    while (old !== to && isSpace(this.old[old])) old += step;
    if (old === to) return undefined;
    const first = this.signs.findIndex(({ origin, copy }) => origin === old && copy === 0);
    for (let at = first; first >= 0; at += step) {
      while (old !== to && isSpace(this.old[old])) old += step;
      if (old === to) return first;
      while (isSpace(this.signs[at]?.text)) at += step;
      if (this.signs[at]?.origin !== old || this.signs[at]?.copy !== 0) return undefined;
      old += step;
    }
    return undefined;
  }

  /** Where a stretch of the original stands whole and in order, white space aside, be it put together from copies. */
  copiesOf(original: Span): Span[] {
    const sought = Array.from(this.original)
      .map((text, origin) => ({ text, origin }))
      .slice(original.start, original.end)
      .flatMap(({ text, origin }) => (text.trim() === '' ? [] : [origin]));
    const found: Span[] = [];
    let run = 0;
    let start = 0;
    for (const [at, { text, origin }] of this.signs.entries()) {
      if (text.trim() === '') continue;
      if (origin !== sought[run]) run = 0;
      if (origin !== sought[run]) continue;
      if (run === 0) start = at;
      run++;
      if (run < sought.length) continue;
      found.push({ start, end: at + 1 });
      run = 0;
    }
    return found;
  }
}

/** How many numbers of a sequence ascend, at most (Fredman). */
function longestAscending(numbers: readonly number[]): number {
  const ends: number[] = [];
  for (const number of numbers) ends[countWhile(ends, (end) => end < number)] = number;
  return ends.length;
}

export interface Remains {
  /** How many code points are left. */
  readonly count: number;
  /** True if all that is left was typed again in its place. */
  readonly again: boolean;
  /** Code points of the text now. */
  readonly span: Span;
}

/** A text as it was when it was annotated. */
export interface Annotated {
  readonly text: string;
  readonly fingerprint: Fingerprint;
  /** In code points. */
  readonly spans: readonly Span[];
  readonly anchors: readonly Anchor[];
}

/** Annotates stretches of a text, given in code points. */
export function annotated(text: string, spans: readonly Span[]): Annotated {
  const codePoints = indexCodePoints(text);
  const anchors = spans.map(({ start, end }) =>
    describe(text, { start: codePoints.toUtf16(start), end: codePoints.toUtf16(end) }, codePoints),
  );
  return { text, fingerprint: fingerprintOf(text), spans, anchors };
}
