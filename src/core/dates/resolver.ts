import type { Timex } from '../model/timex';
import {
  addDays,
  addMonths,
  daysInMonth,
  formatDay,
  isDay,
  isoWeekOf,
  parseDay,
  padded,
  weekdayOf,
  type Day,
} from './calendar';
import { feastDay } from './feasts';
import {
  durationValue,
  type CalendarMeaning,
  type ClockMeaning,
  type Meaning,
  type OffsetMeaning,
  type Season,
  type Unit,
} from './meaning';
import type { Tense } from './tense';

/** What an expression is resolved against. */
export interface ResolutionContext {
  /** TIMEX3's document creation time. */
  readonly published?: Day;
  /** The date that the text named last. */
  readonly mentioned?: Mention;
  /** A date of another year that the text is telling about: months that follow are of that year. */
  readonly story?: Mention;
  /** True in an account of the past, where `at the end of the year` and `in two days` are of the date last named. */
  readonly history?: boolean;
  /** The quarter of a year that the text last spoke of. */
  readonly quarter?: Quarter;
  /** The year that the same sentence named, where it is over: `next year` is the one after it. */
  readonly yearAtHand?: number;
  /** A day that the same sentence named: where `at 10 a.m.` lies. */
  readonly dayAtHand?: string;
  /** Asked only where the article's date leaves the choice of the year or the week open. */
  tense(): Tense | undefined;
}

/** A date as far as it is known. */
export interface Mention {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/** A quarter (1 to 4) of a year. */
export interface Quarter {
  readonly year: number;
  readonly quarter: number;
}

interface Value {
  readonly value: string;
  /** The day it was counted from. */
  readonly anchor?: Day;
}

/**
 * Resolves a meaning to a TIMEX3 reading. Without the article's date what is unknown stays X:
 * `XXXX-07-18`. Undefined for days that do not exist (31 April).
 */
export function resolve(
  meaning: Meaning,
  mod: string | undefined,
  context: ResolutionContext,
): Timex | undefined {
  switch (meaning.kind) {
    case 'duration':
      return timex('DURATION', { value: durationValue(meaning.unit, meaning.amount, meaning.rest) }, mod);
    case 'recurrence':
      return timex('SET', { value: meaning.value }, mod);
    case 'reference':
      return timex('DATE', { value: meaning.value }, mod);
    case 'clock':
      return timex('TIME', clockValue(meaning, context), mod);
    case 'offset':
      return timex(isTimeUnit(meaning.unit) ? 'TIME' : 'DATE', offsetValue(meaning, context), mod);
    case 'calendar':
      return timex('DATE', calendarValue(meaning, context), mod);
  }
}

function timex(type: Timex['type'], resolved: Value | undefined, mod: string | undefined): Timex | undefined {
  if (!resolved) return undefined;
  return {
    type,
    value: resolved.value,
    ...(mod && { mod }),
    ...(resolved.anchor && { anchor: formatDay(resolved.anchor) }),
  };
}

/** The date that a resolved value names, where it names at least a year. */
export function mentionOf(timex: Timex): Mention | undefined {
  const quarter = quarterOf(timex);
  if (quarter) return { year: quarter.year, month: 3 * quarter.quarter - 2 };
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T|$)/.exec(timex.value);
  if (!parts) return undefined;
  const [, year, month, day] = parts;
  return {
    year: Number(year),
    ...(month !== undefined && { month: Number(month) }),
    ...(day !== undefined && { day: Number(day) }),
  };
}

/** The quarter of a known year that a resolved value names. */
export function quarterOf({ value }: Timex): Quarter | undefined {
  const parts = /^(\d{4})-Q([1-4])$/.exec(value);
  return parts ? { year: Number(parts[1]), quarter: Number(parts[2]) } : undefined;
}

function isTimeUnit(unit: Unit): boolean {
  return unit === 'hour' || unit === 'minute' || unit === 'second';
}

function clockValue(meaning: ClockMeaning, context: ResolutionContext): Value | undefined {
  if (!meaning.date) {
    if (context.dayAtHand !== undefined) return { value: context.dayAtHand + meaning.time };
    return context.published
      ? { value: formatDay(context.published) + meaning.time, anchor: context.published }
      : { value: `XXXX-XX-XX${meaning.time}` };
  }
  const date =
    meaning.date.kind === 'offset'
      ? offsetValue(meaning.date, context)
      : calendarValue(meaning.date, context);
  return date && { ...date, value: date.value + meaning.time };
}

function offsetValue(meaning: OffsetMeaning, context: ResolutionContext): Value {
  if (meaning.amount === undefined) return { value: meaning.direction > 0 ? 'FUTURE_REF' : 'PAST_REF' };
  const { quarter, yearAtHand, published } = context;
  if (meaning.comparison && quarter) {
    return {
      value: `${padded(quarter.year + meaning.amount, 4)}-Q${String(quarter.quarter)}`,
      ...(published && { anchor: published }),
    };
  }
  // `he left in 2019 and came back next year`
  if (
    yearAtHand !== undefined &&
    meaning.unit === 'year' &&
    meaning.direction === 1 &&
    meaning.amount === 1 &&
    context.tense() !== 'future'
  ) {
    return { value: padded(yearAtHand + 1, 4) };
  }
  const origin = originOf(meaning, context);
  if (!origin) return { value: unknownValue(meaning.unit) };
  // `no fim de semana`, told as past in the middle of a week, is the one before it.
  const past =
    meaning.unit === 'weekend' &&
    meaning.amount === 0 &&
    weekdayOf(origin.day) < 6 &&
    context.tense() === 'past';
  const value = unitValue(meaning.unit, past ? -1 : meaning.amount, origin.day);
  if (value === undefined) return { value: meaning.amount > 0 ? 'FUTURE_REF' : 'PAST_REF' };
  return { value, ...(origin.whole && { anchor: origin.day }) };
}

/** The day to count from, and whether it is known to the day. */
interface Origin {
  readonly day: Day;
  readonly whole: boolean;
}

function originOf(
  { origin, unit, amount = 0 }: OffsetMeaning,
  { published, mentioned, quarter, history }: ResolutionContext,
): Origin | undefined {
  if (origin === 'mention' && unit === 'quarter' && quarter) {
    return { day: { year: quarter.year, month: 3 * quarter.quarter, day: 1 }, whole: false };
  }
  const narrated = history && amount >= 0 && !(unit === 'day' && amount === 0);
  const fromArticle =
    (origin === 'article' && !narrated) || !mentioned || (unit === 'quarter' && !mentioned.month);
  if (fromArticle) return published && { day: published, whole: true };
  const needsDay = unit === 'day' || unit === 'week' || unit === 'weekend' || isTimeUnit(unit);
  const needsMonth = needsDay || unit === 'month' || unit === 'quarter' || unit === 'half-year';
  const { year, month, day } = mentioned;
  if ((needsDay && day === undefined) || (needsMonth && month === undefined)) return undefined;
  return { day: { year, month: month ?? 1, day: day ?? 1 }, whole: day !== undefined };
}

/** What `last week` is worth where no date is known to count from. */
function unknownValue(unit: Unit): string {
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return 'XXXX-XX-XXTXX';
    case 'day':
      return 'XXXX-XX-XX';
    case 'weekend':
      return 'XXXX-WXX-WE';
    case 'week':
      return 'XXXX-WXX';
    case 'month':
      return 'XXXX-XX';
    case 'quarter':
      return 'XXXX-QX';
    case 'half-year':
      return 'XXXX-HX';
    case 'year':
      return 'XXXX';
    case 'decade':
      return 'XXX';
    case 'century':
      return 'XX';
  }
}

/** The value of the period `amount` units from the day; undefined outside the years 1 to 9999. */
function unitValue(unit: Unit, amount: number, origin: Day): string | undefined {
  const whole = Math.round(amount);
  if (Math.abs(amount) > 9999)
    return isTimeUnit(unit) || unit === 'day' ? unitValueOfDay(whole, origin) : undefined;
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour': {
      const days = unit === 'hour' && Math.abs(amount) >= 24 ? Math.trunc(amount / 24) : 0;
      return `${formatDay(addDays(origin, days))}TXX`;
    }
    case 'day':
      return unitValueOfDay(whole, origin);
    case 'week':
    case 'weekend': {
      const { year, week } = isoWeekOf(addDays(origin, 7 * whole));
      return inRange(year, `${padded(year, 4)}-W${padded(week, 2)}${unit === 'weekend' ? '-WE' : ''}`);
    }
    case 'month':
      return monthValue(addMonths(origin, whole));
    case 'quarter': {
      const { year, month } = addMonths(origin, 3 * whole);
      return inRange(year, `${padded(year, 4)}-Q${String(Math.ceil(month / 3))}`);
    }
    case 'half-year': {
      const { year, month } = addMonths(origin, 6 * whole);
      return inRange(year, `${padded(year, 4)}-H${month > 6 ? '2' : '1'}`);
    }
    case 'year':
      if (!Number.isInteger(amount)) return monthValue(addMonths(origin, Math.round(12 * amount)));
      return inRange(origin.year + whole, padded(origin.year + whole, 4));
    case 'decade': {
      const decade = Math.floor(origin.year / 10) + whole;
      return inRange(decade * 10, padded(decade, 3));
    }
    case 'century': {
      const century = Math.floor(origin.year / 100) + whole;
      return inRange(century * 100, padded(century, 2));
    }
  }
}

function unitValueOfDay(days: number, origin: Day): string | undefined {
  if (Math.abs(days) > 3_000_000) return undefined;
  const day = addDays(origin, days);
  return inRange(day.year, formatDay(day));
}

function monthValue({ year, month }: Day): string | undefined {
  return inRange(year, `${padded(year, 4)}-${padded(month, 2)}`);
}

function inRange(year: number, value: string): string | undefined {
  return isYear(year) ? value : undefined;
}

function isYear(year: number): boolean {
  return year >= 1 && year <= 9999;
}

function calendarValue(meaning: CalendarMeaning, context: ResolutionContext): Value | undefined {
  const { decade, century, month, day, weekday, feast } = meaning;
  if (decade !== undefined) return { value: padded(decade, 3) };
  if (century !== undefined)
    return { value: century < 0 ? `BC${padded(-century - 1, 2)}` : padded(century, 2) };
  if (month === undefined && weekday !== undefined) {
    return day === undefined
      ? weekdayValue(weekday, meaning, context)
      : dayOfMonthValue(day, weekday, meaning, context);
  }
  if (month === undefined && day !== undefined) return dayOfMonthValue(day, undefined, meaning, context);

  if (feast !== undefined) return feastValue(feast, meaning, context);
  if (meaning.year !== undefined && meaning.year < 0) return { value: `BC${padded(-meaning.year, 4)}` };
  const { year, anchor } = yearOf(meaning, context);
  // A day without a year may be 29 February, so a leap year stands in for the unknown one.
  if (month !== undefined && day !== undefined && !isDay({ year: year ?? 2000, month, day }))
    return undefined;
  const head = year === undefined ? 'XXXX' : padded(year, 4);
  return { value: head + belowYear(withQuarter(meaning, context)), ...(anchor && { anchor }) };
}

function feastValue(feast: string, meaning: CalendarMeaning, context: ResolutionContext): Value | undefined {
  const usual = feastDay(feast, meaning.year ?? context.published?.year ?? 2000);
  if (!usual) return undefined;
  const { year, anchor } = yearOf({ ...meaning, month: usual.month, day: usual.day }, context);
  const day = year === undefined || year < 1 ? undefined : feastDay(feast, year);
  return day ? { value: formatDay(day), ...(anchor && { anchor }) } : { value: 'XXXX-XX-XX' };
}

/** The quarter in a year of which the text says only that it is the one told about. */
function withQuarter(meaning: CalendarMeaning, { quarter }: ResolutionContext): CalendarMeaning {
  return meaning.sameQuarter && quarter ? { ...meaning, quarter: quarter.quarter } : meaning;
}

function belowYear({ season, quarter, half, month, day }: CalendarMeaning): string {
  if (season !== undefined) return `-${season}`;
  if (quarter !== undefined) return `-Q${String(quarter)}`;
  if (half !== undefined) return `-H${String(half)}`;
  if (month === undefined) return '';
  return `-${padded(month, 2)}${day === undefined ? '' : `-${padded(day, 2)}`}`;
}

/** The year that a meaning names or implies; none where it would be outside the years 1 to 9999. */
function yearOf(meaning: CalendarMeaning, context: ResolutionContext): ImpliedYear {
  if (meaning.year !== undefined) return { year: meaning.year };
  const implied = impliedYearOf(meaning, context);
  return implied.year === undefined || isYear(implied.year) ? implied : {};
}

interface ImpliedYear {
  readonly year?: number;
  readonly anchor?: Day;
}

function impliedYearOf(meaning: CalendarMeaning, context: ResolutionContext): ImpliedYear {
  const { published, story } = context;
  const told = story && meaning.yearOffset === undefined && meaning.direction === undefined;
  // What is still to come is of no past year.
  if (told && context.tense() !== 'future') {
    return { year: story.year + (isNextYear(story, meaning) ? 1 : 0) };
  }
  if (!published) return {};
  if (meaning.yearOffset !== undefined)
    return { year: published.year + meaning.yearOffset, anchor: published };
  const year = impliedYear(meaning, published, context);
  // `29 de fevereiro` can only be in a leap year: the last one.
  for (let back = 0; meaning.month !== undefined && meaning.day !== undefined && back < 8; back++) {
    if (meaning.day <= daysInMonth(year - back, meaning.month))
      return { year: year - back, anchor: published };
  }
  return { year, anchor: published };
}

/** A story that was in the last months of a year and comes to the first ones has entered the next. */
function isNextYear(story: Mention, meaning: CalendarMeaning): boolean {
  return story.month !== undefined && story.month >= 10 && monthsOf(meaning).last <= 3;
}

const FIRST_MONTHS: Readonly<Record<Season, number>> = { SP: 3, SU: 6, FA: 9, WI: 12 };

/** How many months ahead of the article a month that no verb places is still of the same year. */
const MONTHS_AHEAD = 2;

/** The same for a season, of which the nearest is meant: `a quiet autumn` in June. */
const SEASON_MONTHS_AHEAD = 4;

function impliedYear(meaning: CalendarMeaning, published: Day, context: ResolutionContext): number {
  const { first, last } = monthsOf(meaning);
  const { year } = published;
  if (meaning.direction === 0) return year;
  if (meaning.direction === -1) return last < published.month ? year : year - 1;
  if (meaning.direction === 1) return first > published.month ? year : year + 1;

  const day = meaning.day ?? published.day;
  const ahead = first - published.month || Math.sign(day - published.day);
  const tense = context.tense();
  // A verb of the past may well speak of a day to come: `they set a 14 January deadline`.
  if (tense === 'past' && meaning.day === undefined) return ahead > 0 ? year - 1 : year;
  if (tense === 'future') {
    // `they will appeal against the ruling of 21 August` in October
    const justOver =
      (meaning.quarter ?? meaning.day) !== undefined &&
      published.month >= last &&
      published.month - last <= MONTHS_AHEAD;
    const over = last < published.month || (last === published.month && day < published.day);
    return over && !justOver ? year + 1 : year;
  }
  const far = ahead > (meaning.season === undefined ? MONTHS_AHEAD : SEASON_MONTHS_AHEAD);
  if (far && tense !== 'due') return year - 1;
  return ahead < MONTHS_AHEAD - 11 ? year + 1 : year;
}

/** The months that a part of a year runs over. */
function monthsOf({ season, quarter, half, month }: CalendarMeaning): { first: number; last: number } {
  if (season !== undefined) {
    const first = FIRST_MONTHS[season];
    return { first, last: first + 2 };
  }
  if (quarter !== undefined) return { first: 3 * quarter - 2, last: 3 * quarter };
  if (half !== undefined) return { first: 6 * half - 5, last: 6 * half };
  return { first: month ?? 1, last: month ?? 1 };
}

function weekdayValue(
  weekday: number,
  { direction, since }: CalendarMeaning,
  context: ResolutionContext,
): Value {
  const { published, dayAtHand } = context;
  // `15 November falls on a Tuesday`
  const named = direction === undefined ? parseDay(dayAtHand) : undefined;
  if (named && published && weekdayOf(named) === weekday)
    return { value: formatDay(named), anchor: published };
  if (!published) return { value: `XXXX-WXX-${String(weekday)}` };
  if (since !== undefined) {
    const first = parseDay(weekdayValue(since, { kind: 'calendar' }, context).value) ?? published;
    return { value: formatDay(addDays(first, (weekday - since + 7) % 7)), anchor: published };
  }
  const back = (weekdayOf(published) - weekday + 7) % 7;
  let days: number;
  if (direction === -1) days = -(back || 7);
  else if (direction === 1) days = 7 - back;
  else days = context.tense() === 'future' && back > 0 ? 7 - back : -back;
  return { value: formatDay(addDays(published, days)), anchor: published };
}

/** How many months around the article's a day of the month with a weekday is looked for. */
const MONTHS_AROUND = 12;

function dayOfMonthValue(
  day: number,
  weekday: number | undefined,
  { direction }: CalendarMeaning,
  context: ResolutionContext,
): Value {
  const { published } = context;
  if (!published) return { value: `XXXX-XX-${padded(day, 2)}` };
  const forward = direction === 1 || (direction !== -1 && context.tense() === 'future');
  const firstOfMonth: Day = { ...published, day: 1 };
  for (let step = 0; step <= MONTHS_AROUND; step++) {
    const { year, month } = addMonths(firstOfMonth, forward ? step : -step);
    const candidate: Day = { year, month, day };
    if (!isDay(candidate)) continue;
    if (step === 0 && (forward ? day < published.day : day > published.day)) continue;
    if (weekday !== undefined && weekdayOf(candidate) !== weekday) continue;
    return { value: formatDay(candidate), anchor: published };
  }
  return { value: `XXXX-XX-${padded(day, 2)}` };
}
