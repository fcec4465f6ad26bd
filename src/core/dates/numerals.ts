import { daysInMonth, padded } from './calendar';
import type { Lexeme, Lexicon } from './lexicon';

/** What a stretch of text that begins with a digit may mean. */
export interface Numeral {
  readonly end: number;
  readonly lexemes: readonly Lexeme[];
}

/** Longer than any composite numeral. */
const LOOKAHEAD = 48;

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])/;
const YEAR_FIRST = /^(\d{4})([./])(\d{1,2})\2(\d{1,2})(?!\d|[./-]\d)/;
const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[./-]\d)/;
const DAY_AND_MONTH = /^(\d{1,2})([./])(\d{1,2})(?!\d|[./]\d)/;
const COLON_CLOCK = /^(\d{1,2}):(\d\d)(?::\d\d)?(?![\d:])/;
const GROUPED = /^\d{1,3}(?:[.,\u00a0\u202f ]\d{3}){1,5}(?!\d)/;
const MIXED = /^(\d{1,3})(?:[ -](\d)\/(\d)(?![\d/])|([½¼¾]))/;
const DECIMAL = /^\d{1,9}[.,]\d{1,2}(?!\d)/;

/**
 * Reads the numeral that begins at `start`, where a run of digits that ends at `digitsEnd` begins.
 * Looks at most `LOOKAHEAD` code units ahead, never beyond `limit`.
 */
export function readNumeral(
  text: string,
  start: number,
  digitsEnd: number,
  limit: number,
  lexicon: Lexicon,
): Numeral {
  const ahead = text.slice(start, Math.min(limit, start + LOOKAHEAD));
  const at = (pattern: RegExp): RegExpExecArray | undefined => pattern.exec(ahead) ?? undefined;
  const length = digitsEnd - start;
  if (length > 4) return { end: digitsEnd, lexemes: [] };
  // Inside a longer chain of digits and points (`1.2.3.4`, an IP address) nothing is a date.
  const previous = text[start - 1] ?? '';
  const chained = /[.,:/]/.test(previous) && /\d/.test(text[start - 2] ?? '');

  if (!chained) {
    const composite =
      isoDate(at(ISO)) ??
      fullDate(at(YEAR_FIRST) ?? at(YEAR_LAST), lexicon.monthFirst) ??
      clock(at(COLON_CLOCK));
    if (composite) return { end: start + composite.length, lexemes: [composite.lexeme] };
    const mixed = mixedNumber(at(MIXED));
    if (mixed) return { end: start + mixed.length, lexemes: [mixed.lexeme] };
    const grouped = at(GROUPED);
    if (grouped) {
      const value = Number(grouped[0].replace(/\D/g, ''));
      return { end: start + grouped[0].length, lexemes: [{ category: 'number', value }] };
    }
    const pair = dayAndMonth(at(DAY_AND_MONTH), lexicon.monthFirst);
    const decimal = at(DECIMAL);
    if (decimal) {
      const lexemes: Lexeme[] = [{ category: 'number', value: Number(decimal[0].replace(',', '.')) }];
      const [hours = '', minutes = ''] = decimal[0].split(/[.,]/);
      if (minutes.length === 2 && Number(hours) <= 24 && Number(minutes) < 60) {
        lexemes.push({ category: 'hour', value: Number(hours), code: minutes });
      }
      if (pair) lexemes.push(pair.lexeme);
      return { end: start + decimal[0].length, lexemes };
    }
    if (pair) return { end: start + pair.length, lexemes: [pair.lexeme] };
  }
  return integer(text, start, digitsEnd, limit, lexicon);
}

interface Composite {
  readonly length: number;
  readonly lexeme: Lexeme;
}

function isoDate(match: RegExpExecArray | undefined): Composite | undefined {
  if (!match) return undefined;
  const [whole, year, month, day, hour, minute] = match;
  const date = dateCode(Number(year), Number(month), Number(day));
  if (date === undefined) return undefined;
  if (hour === undefined || minute === undefined) {
    return { length: whole.length, lexeme: { category: 'full-date', value: 0, code: date } };
  }
  if (Number(hour) > 24 || Number(minute) > 59) return undefined;
  return { length: whole.length, lexeme: { category: 'stamp', value: 0, code: `${date}T${hour}:${minute}` } };
}

function fullDate(match: RegExpExecArray | undefined, monthFirst: boolean): Composite | undefined {
  if (!match) return undefined;
  const [whole, first = '', mark, second = '', third = ''] = match;
  let year: number;
  let code: string | undefined;
  if (first.length === 4) {
    year = Number(first);
    code = dateCode(year, Number(second), Number(third));
  } else {
    if (third.length === 2 && mark === '-') return undefined;
    year = third.length === 4 ? Number(third) : Number(third) + (Number(third) < 50 ? 2000 : 1900);
    const [day, month] = [Number(first), Number(second)];
    const dayFirst = dateCode(year, month, day);
    const swapped = dateCode(year, day, month);
    // The points of 30.11.2024 are a day-first habit even where the language puts the month first.
    code = monthFirst && mark !== '.' ? (swapped ?? dayFirst) : (dayFirst ?? swapped);
  }
  if (code === undefined || year < 1000 || year > 2199) return undefined;
  return { length: whole.length, lexeme: { category: 'full-date', value: 0, code } };
}

function dayAndMonth(match: RegExpExecArray | undefined, monthFirst: boolean): Composite | undefined {
  if (!match) return undefined;
  const [whole, first, mark, second] = match;
  const [day, month] =
    monthFirst && mark === '/' ? [Number(second), Number(first)] : [Number(first), Number(second)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(2000, month)) return undefined;
  return {
    length: whole.length,
    lexeme: { category: 'day-month', value: month * 100 + day, code: mark ?? '' },
  };
}

/** `2 1/2`, `2½` */
function mixedNumber(match: RegExpExecArray | undefined): Composite | undefined {
  if (!match) return undefined;
  const [length, whole, above, below, sign] = [match[0].length, ...match.slice(1)];
  const part =
    sign === undefined ? Number(above) / Number(below) : sign === '½' ? 0.5 : sign === '¼' ? 0.25 : 0.75;
  // Other fractions are no amount that TIMEX3 writes.
  if (!Number.isInteger(4 * part) || part >= 1) return undefined;
  return { length, lexeme: { category: 'number', value: Number(whole) + part } };
}

function clock(match: RegExpExecArray | undefined): Composite | undefined {
  if (!match) return undefined;
  const [whole, hours, minutes = ''] = match;
  if (Number(hours) > 24 || Number(minutes) > 59) return undefined;
  return {
    length: whole.length,
    lexeme: { category: 'clock', value: Number(hours), code: minutes },
  };
}

function dateCode(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function integer(text: string, start: number, end: number, limit: number, lexicon: Lexicon): Numeral {
  const value = Number(text.slice(start, end));
  const length = end - start;

  const ending = (endings: readonly string[]): number => {
    for (const each of endings) {
      const to = end + each.length;
      if (to <= limit && text.slice(end, to).toLowerCase() === each && !/[\p{L}\d]/u.test(text[to] ?? '')) {
        return to;
      }
    }
    return 0;
  };
  if (value % 10 === 0 && (length === 2 ? value >= 20 : value >= 1000 && value < 2200)) {
    const to = ending(lexicon.decadeEndings);
    if (to)
      return { end: to, lexemes: [{ category: 'decade', value }, ...ordinalOf(value, lexicon, ending)] };
  }
  // `1995-а`, `2014-м`
  if (length === 4 && value >= 1000 && value < 2200 && text[end] === '-') {
    const to = ending(lexicon.ordinalEndings);
    if (to) return { end: to, lexemes: [{ category: 'year', value }] };
  }
  if (length <= 2) {
    const to = ending(lexicon.ordinalEndings);
    if (to) return { end: to, lexemes: [{ category: 'ordinal', value }] };
    const marked = hourWithMark(text, start, end, limit, lexicon.hourMark);
    if (marked) return marked;
  }

  const lexemes: Lexeme[] = [{ category: 'number', value }];
  if (length === 4 && value >= 1000 && value < 2200) lexemes.push({ category: 'year', value });
  if (length <= 2 && value >= 1 && value <= 31) lexemes.push({ category: 'day', value });
  if (length <= 2 && value <= 24) lexemes.push({ category: 'hour', value, code: '' });
  if (length === 2) lexemes.push({ category: 'short-year', value });
  return { end, lexemes };
}

// `20th` ends like an ordinal where `90-те` ends like a decade: the same letters may say either.
function ordinalOf(
  value: number,
  lexicon: Lexicon,
  ending: (endings: readonly string[]) => number,
): Lexeme[] {
  return value < 100 && ending(lexicon.ordinalEndings) ? [{ category: 'ordinal', value }] : [];
}

function hourWithMark(
  text: string,
  start: number,
  end: number,
  limit: number,
  mark: string | undefined,
): Numeral | undefined {
  if (mark === undefined || !text.startsWith(mark, end)) return undefined;
  const hour = Number(text.slice(start, end));
  if (hour > 24) return undefined;
  const minutes = /^[0-5]\d(?!\d)/.exec(
    text.slice(end + mark.length, Math.min(limit, end + mark.length + 3)),
  )?.[0];
  const to = end + mark.length + (minutes?.length ?? 0);
  if (to > limit || /[\p{L}\d]/u.test(text[to] ?? '')) return undefined;
  return { end: to, lexemes: [{ category: 'hour-mark', value: hour, code: minutes ?? '' }] };
}
