import { addDays, daysInMonth, isDay, weekdayOf, type Day } from './calendar';

/**
 * The day of a holiday that moves, in a year from 1 to 9999. A rule is `easter` or `pascha` (the
 * Orthodox Easter) with the days to add (`easter-2`), or month, ISO weekday and count: `11-4-4` is the
 * fourth Thursday of November. Undefined for what is no such rule.
 */
export function feastDay(rule: string, year: number): Day | undefined {
  const fromEaster = /^(easter|pascha)([+-]\d+)?$/.exec(rule);
  if (fromEaster) {
    const easter = fromEaster[1] === 'pascha' ? orthodoxEaster(year) : westernEaster(year);
    return addDays(easter, Number(fromEaster[2] ?? 0));
  }
  const counted = /^(\d+)-(\d)-(\d)$/.exec(rule);
  if (!counted) return undefined;
  const [month = 1, weekday = 1, count = 1] = counted.slice(1).map(Number);
  const first: Day = { year, month, day: 1 };
  const day = 1 + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (count - 1);
  return day <= daysInMonth(year, month) && isDay({ year, month, day }) ? { year, month, day } : undefined;
}

/** The Gregorian computus, in the form known as Meeus, Jones and Butcher. */
function westernEaster(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const march = h + l - 7 * m + 114;
  return { year, month: Math.floor(march / 31), day: (march % 31) + 1 };
}

/** Meeus's Julian computus, its day moved to the Gregorian calendar. */
function orthodoxEaster(year: number): Day {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const march = d + e + 114;
  const julian: Day = { year, month: Math.floor(march / 31), day: (march % 31) + 1 };
  return addDays(julian, Math.floor(year / 100) - Math.floor(year / 400) - 2);
}
