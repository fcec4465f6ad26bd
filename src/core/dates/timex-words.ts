import type { Timex } from '../model/timex';
import { mondayOf } from './calendar';

/** The words of `describeTimex` that `Intl` does not have; `{0}` and `{1}` stand for its parts. */
export interface TimexPhrases {
  readonly yearUnknown: string;
  readonly monthUnknown: string;
  readonly weekUnknown: string;
  readonly dateUnknown: string;
  readonly someDay: string;
  readonly someWeek: string;
  readonly someWeekend: string;
  readonly someMonth: string;
  readonly someYear: string;
  readonly week: string;
  readonly weekend: string;
  readonly quarter: string;
  readonly halfYear: string;
  readonly season: Readonly<Record<'SP' | 'SU' | 'FA' | 'WI', string>>;
  readonly decade: string;
  readonly century: string;
  readonly beforeEra: string;
  readonly partOfDay: Readonly<Record<'MO' | 'MI' | 'AF' | 'EV' | 'NI' | 'DT' | 'PM', string>>;
  readonly someTime: string;
  /** A day and a time of day. */
  readonly dayAndTime: string;
  readonly present: string;
  readonly past: string;
  readonly future: string;
  readonly every: string;
  readonly several: string;
  readonly decades: string;
  readonly centuries: string;
  readonly quarters: string;
  readonly weekends: string;
  /** By TIMEX3's `mod`. */
  readonly mods: Readonly<Record<string, string>>;
}

export const TIMEX_PHRASES: TimexPhrases = {
  yearUnknown: '{0}, year unknown',
  monthUnknown: 'day {0}, month unknown',
  weekUnknown: '{0}, week unknown',
  dateUnknown: '{0}, date unknown',
  someDay: 'a day not known',
  someWeek: 'a week not known',
  someWeekend: 'a weekend not known',
  someMonth: 'a month not known',
  someYear: 'a year not known',
  week: 'week {0} of {1} (from {2})',
  weekend: 'weekend of week {0} of {1}',
  quarter: 'quarter {0}',
  halfYear: 'half {0}',
  season: { SP: 'spring', SU: 'summer', FA: 'autumn', WI: 'winter' },
  decade: 'the {0}s',
  century: 'years {0} to {1}',
  beforeEra: '{0} BC',
  partOfDay: {
    MO: 'morning',
    MI: 'midday',
    AF: 'afternoon',
    EV: 'evening',
    NI: 'night',
    DT: 'daytime',
    PM: 'afternoon',
  },
  someTime: 'time unknown',
  dayAndTime: '{0}, {1}',
  present: 'now',
  past: 'in the past',
  future: 'in the future',
  every: 'every {0}',
  several: 'several {0}',
  decades: 'decades: {0}',
  centuries: 'centuries: {0}',
  quarters: 'quarters: {0}',
  weekends: 'weekends: {0}',
  mods: {
    START: 'start of {0}',
    MID: 'middle of {0}',
    END: 'end of {0}',
    APPROX: 'about {0}',
    BEFORE: 'before {0}',
    AFTER: 'after {0}',
    ON_OR_BEFORE: '{0} or before',
    ON_OR_AFTER: '{0} or after',
    MORE_THAN: 'more than {0}',
    LESS_THAN: 'less than {0}',
    EQUAL_OR_MORE: 'at least {0}',
    EQUAL_OR_LESS: 'at most {0}',
  },
};

/**
 * The value in words of the reader's locale (BCP 47): `Thursday, 18 July 2024`, `18 July, year
 * unknown`, `3 days`. Gives the value itself where it cannot be read, and English forms where the
 * locale is not known.
 */
export function describeTimex(timex: Timex, locale: string, phrases: TimexPhrases = TIMEX_PHRASES): string {
  const words = new Words(locale, phrases);
  const value =
    timex.type === 'SET'
      ? fill(phrases.every, words.duration(timex.value, true) ?? words.recurring(timex.value) ?? timex.value)
      : (words.duration(timex.value, false) ?? words.moment(timex.value) ?? timex.value);
  const mod = timex.mod === undefined ? undefined : phrases.mods[timex.mod];
  return mod === undefined ? value : fill(mod, value);
}

function fill(phrase: string, ...parts: readonly string[]): string {
  return phrase.replace(/\{(\d)\}/g, (_, index: string) => parts[Number(index)] ?? '');
}

// A leap year that begins on a Monday lets any month, day or weekday be written without its year.
const LEAP_YEAR = 2024;

class Words {
  private readonly locale: string;

  constructor(
    locale: string,
    private readonly phrases: TimexPhrases,
  ) {
    this.locale = supported(locale);
  }

  moment(value: string): string | undefined {
    const { phrases } = this;
    if (value === 'PRESENT_REF') return phrases.present;
    if (value === 'PAST_REF') return phrases.past;
    if (value === 'FUTURE_REF') return phrases.future;
    const at = value.indexOf('T');
    if (at < 0) return this.date(value);
    const time = this.timeOfDay(value.slice(at + 1));
    if (time === undefined) return undefined;
    const day = value.slice(0, at);
    if (day === '') return time;
    if (day === 'XXXX-XX-XX') return fill(phrases.dateUnknown, time);
    const date = this.date(day);
    return date === undefined ? undefined : fill(phrases.dayAndTime, date, time);
  }

  /** What recurs: the Monday of `every Monday`. */
  recurring(value: string): string | undefined {
    const weekday = /^XXXX-WXX-([1-7])$/.exec(value);
    if (weekday) return this.weekday(Number(weekday[1]));
    const month = /^XXXX-(\d\d)(?:-(\d\d))?$/.exec(value);
    if (month) return this.dayOfYear(Number(month[1]), month[2]);
    const season = /^XXXX-(SP|SU|FA|WI)$/.exec(value);
    if (season) return this.phrases.season[season[1] as 'SP'];
    const part = /^(?:XXXX-XX-XX)?T(.+)$/.exec(value);
    return part ? this.timeOfDay(part[1] ?? '') : this.moment(value);
  }

  duration(value: string, recurring: boolean): string | undefined {
    if (!/^P(?=.)/.test(value)) return undefined;
    const [days = '', time = ''] = value.slice(1).split('T');
    const parts = [...days.matchAll(/([\d.]+|X+)(CE|DE|WE|[YQMWD])/g)].map((part) =>
      this.amount(part, DATE_UNITS),
    );
    parts.push(...[...time.matchAll(/([\d.]+|X+)([HMS])/g)].map((part) => this.amount(part, TIME_UNITS)));
    if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
    // `every day`, not `every 1 day`.
    const [only] = parts;
    if (recurring && parts.length === 1 && only) return only.replace(/^1\s+/, '');
    return parts.join(' ');
  }

  private amount(part: RegExpMatchArray, units: Readonly<Record<string, string>>): string | undefined {
    const [, count = '', letters = ''] = part;
    const unit = units[letters];
    const { phrases } = this;
    const own: Readonly<Record<string, string>> = {
      DE: phrases.decades,
      CE: phrases.centuries,
      Q: phrases.quarters,
      WE: phrases.weekends,
    };
    if (unit === undefined) {
      const phrase = own[letters];
      return phrase && fill(phrase, count.startsWith('X') ? '?' : count);
    }
    const format = new Intl.NumberFormat(this.locale, { style: 'unit', unit, unitDisplay: 'long' });
    if (!count.startsWith('X')) return format.format(Number(count));
    const name = format.formatToParts(5).find(({ type }) => type === 'unit')?.value ?? unit;
    return fill(phrases.several, name);
  }

  private date(value: string): string | undefined {
    const { phrases } = this;
    const centuryBefore = /^BC(\d{2})$/.exec(value)?.[1];
    if (centuryBefore !== undefined) {
      const century = fill(
        phrases.century,
        `${String(Number(centuryBefore) + 1)}00`,
        `${String(Number(centuryBefore))}01`,
      );
      return fill(phrases.beforeEra, century);
    }
    const era = /^BC(\d+)$/.exec(value);
    if (era) return fill(phrases.beforeEra, String(Number(era[1])));
    if (/^\d{3}$/.test(value)) return fill(phrases.decade, `${value}0`);
    if (/^\d{2}$/.test(value)) return fill(phrases.century, `${value}00`, `${value}99`);
    if (/^X{2,4}$/.test(value)) return phrases.someYear;

    const parts = /^(\d{4}|XXXX)(?:-(.+))?$/.exec(value);
    if (!parts) return undefined;
    const [, year = '', rest] = parts;
    const known = year !== 'XXXX';
    if (rest === undefined) return known ? year : phrases.someYear;

    const week = /^W(\d\d|XX)(?:-([1-7]|WE))?$/.exec(rest);
    if (week) return this.week(known ? Number(year) : undefined, week[1] ?? '', week[2]);
    const named = this.partOfYear(rest);
    if (named !== undefined) return known ? `${named} ${year}` : fill(phrases.yearUnknown, named);

    const calendar = /^(\d\d|XX)(?:-(\d\d|XX))?$/.exec(rest);
    if (!calendar) return undefined;
    const [, month = '', day] = calendar;
    if (month === 'XX') {
      if (day === undefined) return known ? `${phrases.someMonth} (${year})` : phrases.someMonth;
      return day === 'XX' ? phrases.someDay : fill(phrases.monthUnknown, String(Number(day)));
    }
    if (!known) return fill(phrases.yearUnknown, this.dayOfYear(Number(month), day));
    return day === undefined || day === 'XX'
      ? this.format({ year: 'numeric', month: 'long' }, Number(year), Number(month), 1)
      : this.format(
          { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
          Number(year),
          Number(month),
          Number(day),
        );
  }

  private week(year: number | undefined, week: string, day: string | undefined): string {
    const { phrases } = this;
    if (week === 'XX' || year === undefined) {
      if (day === 'WE') return phrases.someWeekend;
      return day === undefined ? phrases.someWeek : fill(phrases.weekUnknown, this.weekday(Number(day)));
    }
    const monday = mondayOf({ year, week: Number(week) });
    if (day === 'WE') return fill(phrases.weekend, String(Number(week)), String(year));
    if (day !== undefined) {
      return this.format(
        { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
        monday.year,
        monday.month,
        monday.day + Number(day) - 1,
      );
    }
    const from = this.format({ month: 'long', day: 'numeric' }, monday.year, monday.month, monday.day);
    return fill(phrases.week, String(Number(week)), String(year), from);
  }

  private partOfYear(code: string): string | undefined {
    const { phrases } = this;
    if (/^Q[1-4]$/.test(code)) return fill(phrases.quarter, code.slice(1));
    if (/^H[12]$/.test(code)) return fill(phrases.halfYear, code.slice(1));
    return code === 'SP' || code === 'SU' || code === 'FA' || code === 'WI'
      ? phrases.season[code]
      : undefined;
  }

  private dayOfYear(month: number, day: string | undefined): string {
    return day === undefined || day === 'XX'
      ? this.format({ month: 'long' }, LEAP_YEAR, month, 1)
      : this.format({ month: 'long', day: 'numeric' }, LEAP_YEAR, month, Number(day));
  }

  private weekday(weekday: number): string {
    return this.format({ weekday: 'long' }, LEAP_YEAR, 1, weekday);
  }

  private timeOfDay(time: string): string | undefined {
    const { phrases } = this;
    if (time.startsWith('X')) return phrases.someTime;
    if (time in phrases.partOfDay) return phrases.partOfDay[time as 'MO'];
    const parts = /^(\d\d)(?::(\d\d))?/.exec(time);
    return parts ? `${parts[1] ?? ''}:${parts[2] ?? '00'}` : undefined;
  }

  private format(options: Intl.DateTimeFormatOptions, year: number, month: number, day: number): string {
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return new Intl.DateTimeFormat(this.locale, { calendar: 'gregory', timeZone: 'UTC', ...options }).format(
      date,
    );
  }
}

const DATE_UNITS: Readonly<Record<string, string>> = { Y: 'year', M: 'month', W: 'week', D: 'day' };
const TIME_UNITS: Readonly<Record<string, string>> = { H: 'hour', M: 'minute', S: 'second' };

function supported(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en-GB';
  } catch {
    // A tag that is not well-formed BCP 47 is a RangeError.
    return 'en-GB';
  }
}
