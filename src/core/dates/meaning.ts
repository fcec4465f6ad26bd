/** What a calendar or a clock counts in, smallest first. */
export const UNITS = [
  'second',
  'minute',
  'hour',
  'day',
  'weekend',
  'week',
  'month',
  'quarter',
  'half-year',
  'year',
  'decade',
  'century',
] as const;

export type Unit = (typeof UNITS)[number];

export type Season = 'SP' | 'SU' | 'FA' | 'WI';

/** TIMEX3's parts of a day: morning, midday, afternoon, evening, night. */
export type DayPart = 'MO' | 'MI' | 'AF' | 'EV' | 'NI';

/** Where a relative expression is counted from: the article's date, or the date last mentioned. */
export type Origin = 'article' | 'mention';

export type Direction = -1 | 0 | 1;

/** Fields that the text names; those above the largest one are left to be resolved. */
export interface CalendarMeaning {
  readonly kind: 'calendar';
  /** Negative for years before our era. */
  readonly year?: number;
  /** Years from the article's: `julho do ano passado` has -1. */
  readonly yearOffset?: number;
  /** `199` for the 1990s. */
  readonly decade?: number;
  /** `19` for the twentieth century, as in TIMEX3; -5 for the fifth before our era. */
  readonly century?: number;
  readonly season?: Season;
  readonly quarter?: number;
  readonly half?: number;
  /** True for the quarter that the text is telling about, in a year: `the year-earlier quarter`. */
  readonly sameQuarter?: boolean;
  readonly month?: number;
  readonly day?: number;
  /** ISO: Monday 1 to Sunday 7. */
  readonly weekday?: number;
  /** The weekday that a range began with: the Friday of `Monday to Friday` follows it. */
  readonly since?: number;
  /** A holiday that moves, by its rule in `calendar`: `easter-2`, `11-4-4`. */
  readonly feast?: string;
  /** `last` -1, `this` 0, `next` 1, absent where the text does not say. */
  readonly direction?: Direction;
}

/** So many units before (negative) or after the origin; `amount` is absent where the text is vague. */
export interface OffsetMeaning {
  readonly kind: 'offset';
  readonly unit: Unit;
  readonly amount?: number;
  /** The sign of an absent `amount`. */
  readonly direction: Direction;
  readonly origin: Origin;
  /** True for what figures are compared with: `a year earlier`, said of a quarter, is the quarter then. */
  readonly comparison?: boolean;
}

export interface ReferenceMeaning {
  readonly kind: 'reference';
  readonly value: 'PRESENT_REF' | 'PAST_REF' | 'FUTURE_REF';
}

export interface ClockMeaning {
  readonly kind: 'clock';
  /** TIMEX3's part after the date: `T15:30`, `TMO`. */
  readonly time: string;
  readonly date?: CalendarMeaning | OffsetMeaning;
}

export interface DurationMeaning {
  readonly kind: 'duration';
  readonly unit: Unit;
  /** Absent where the text is vague: `several years` is `PXY`. */
  readonly amount?: number;
  /** The smaller part of `two years and three months`. */
  readonly rest?: { readonly unit: Unit; readonly amount: number };
}

export interface RecurrenceMeaning {
  readonly kind: 'recurrence';
  /** A TIMEX3 value, complete: a SET does not depend on the article's date. */
  readonly value: string;
}

/** What an expression says before it is resolved against any date. */
export type Meaning =
  CalendarMeaning | OffsetMeaning | ReferenceMeaning | ClockMeaning | DurationMeaning | RecurrenceMeaning;

/** Units of which a part is written in the next smaller one: two and a half years are `P2Y6M`. */
const SMALLER: Readonly<Partial<Record<Unit, readonly [unit: Unit, count: number]>>> = {
  year: ['month', 12],
  hour: ['minute', 60],
  minute: ['second', 60],
};

/** The TIMEX3 value of a duration: `P3D`, `PT2H`, `PXY`, `P2Y6M`. */
export function durationValue(
  unit: Unit,
  amount: number | undefined,
  rest?: DurationMeaning['rest'],
): string {
  const [smaller, count] = SMALLER[unit] ?? [];
  if (amount !== undefined && smaller && count && !Number.isInteger(amount)) {
    const [whole, part] = [Math.floor(amount), count * (amount % 1)];
    if (Number.isInteger(part))
      return whole === 0
        ? durationValue(smaller, part)
        : durationValue(unit, whole, { unit: smaller, amount: part });
  }
  const value = wholeDurationValue(unit, amount);
  if (!rest) return value;
  const further = wholeDurationValue(rest.unit, rest.amount);
  return value + further.slice(value.includes('T') && further.startsWith('PT') ? 2 : 1);
}

function wholeDurationValue(unit: Unit, amount: number | undefined): string {
  const count = amount === undefined ? 'X' : String(amount);
  switch (unit) {
    case 'second':
      return `PT${count}S`;
    case 'minute':
      return `PT${count}M`;
    case 'hour':
      return `PT${count}H`;
    case 'day':
      return `P${count}D`;
    case 'weekend':
      return `P${count}WE`;
    case 'week':
      return `P${count}W`;
    case 'month':
      return `P${count}M`;
    case 'quarter':
      return `P${count}Q`;
    case 'half-year':
      return amount === undefined ? 'PXM' : `P${String(amount * 6)}M`;
    case 'year':
      return `P${count}Y`;
    case 'decade':
      return amount === undefined ? 'PXDE' : `P${String(amount * 10)}Y`;
    case 'century':
      return amount === undefined ? 'PXCE' : `P${String(amount * 100)}Y`;
  }
}
