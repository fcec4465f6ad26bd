import type { CalendarDate } from '../model/article';
import { daysBetween, formatDay, isoWeekOf, mondayOf, parseDay } from './calendar';

/** How far a time lies from a day: `count` is negative where it lies before. */
export interface TimexDistance {
  readonly count: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
}

/** The first day that a TIMEX3 value of a day, week, month, year or moment says; `undefined` for any other. */
export function firstDayOf(value: string): CalendarDate | undefined {
  const week = /^(\d{4})-W(\d\d)(?:-WE)?$/.exec(value);
  if (week) return formatDay(mondayOf({ year: Number(week[1]), week: Number(week[2]) }));
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(value) ?? [];
  const date = `${year}-${month}-${day}`;
  return parseDay(date) && date;
}

/**
 * How far what a TIMEX3 value says lies from a day, in the unit of the value: a month is so many months away. Days more
 * than eight weeks away are told in months, and more than two years away in years. `undefined` where either is not
 * known.
 */
export function timexDistance(value: string, from: CalendarDate): TimexDistance | undefined {
  const [to, origin] = [parseDay(firstDayOf(value)), parseDay(from)];
  if (!to || !origin) return undefined;
  const years = to.year - origin.year;
  if (/^\d{4}$/.test(value)) return { count: years, unit: 'year' };
  const months = 12 * years + to.month - origin.month;
  if (/^\d{4}-\d\d$/.test(value)) return { count: months, unit: 'month' };
  const days = daysBetween(origin, to);
  if (/^\d{4}-W/.test(value))
    return { count: Math.round(daysBetween(mondayOf(isoWeekOf(origin)), to) / 7), unit: 'week' };
  if (Math.abs(days) <= 56) return { count: days, unit: 'day' };
  return Math.abs(days) <= 730 ? { count: months, unit: 'month' } : { count: years, unit: 'year' };
}
