import type { TimexType } from '../model/timex';
import { daysInMonth, isoWeeksInYear } from './calendar';

const REFERENCES = new Set(['PRESENT_REF', 'PAST_REF', 'FUTURE_REF']);

const YEAR = String.raw`(\d{4}|\d{3}X|\d\dXX|XXXX)`;
const CALENDAR = new RegExp(
  `^${YEAR}(?:-(?:(SP|SU|FA|WI|Q[1-4X]|H[12X])|W(\\d\\d|XX)(?:-([1-7X]|WE))?|(\\d\\d|XX)(?:-(\\d\\d|XX))?))?$`,
);
const TIME_OF_DAY =
  /^(?:(MO|MI|AF|EV|NI|DT|PM|XX)|(\d\d|XX)(?::(\d\d|XX)(?::(\d\d|XX))?)?)(?:Z|[+-]\d\d:?\d\d)?$/;
const AMOUNT = String.raw`(?:\d+(?:\.\d+)?|X+)`;
const DURATION = new RegExp(
  `^P(?=[\\dXT])(?:${AMOUNT}CE)?(?:${AMOUNT}DE)?(?:${AMOUNT}Y)?(?:${AMOUNT}Q)?(?:${AMOUNT}M)?(?:${AMOUNT}W)?(?:${AMOUNT}WE)?(?:${AMOUNT}D)?` +
    `(?:T(?=[\\dX])(?:${AMOUNT}H)?(?:${AMOUNT}M)?(?:${AMOUNT}S)?|T(?:MO|MI|AF|EV|NI))?$`,
);

/**
 * True if the value is a well-formed TIMEX3 value for the type and names something possible:
 * `2024-02-30`, `2023-W53` and `T25:00` are not. X stands for what is unknown. A SET may have the
 * value of a DATE, a TIME or a DURATION.
 */
export function isTimexValue(type: TimexType, value: string): boolean {
  if (value.length > 40) return false;
  switch (type) {
    case 'DATE':
      return isDate(value);
    case 'TIME':
      return isTime(value);
    case 'DURATION':
      return DURATION.test(value);
    case 'SET':
      return !REFERENCES.has(value) && (DURATION.test(value) || isTime(value) || isDate(value));
  }
}

function isDate(value: string): boolean {
  if (REFERENCES.has(value) || /^(?:BC\d{2}(?:\d{2})?|\d{2,3}|XX|XXX|\dX|\d\dX)$/.test(value)) return true;
  const parts = CALENDAR.exec(value);
  if (!parts) return false;
  const [, year = '', , week, , month, day] = parts;
  const known = /^\d{4}$/.test(year);
  if (week !== undefined && week !== 'XX') {
    return Number(week) >= 1 && Number(week) <= (known ? isoWeeksInYear(Number(year)) : 53);
  }
  if (month !== undefined && month !== 'XX' && (Number(month) < 1 || Number(month) > 12)) return false;
  if (day === undefined || day === 'XX') return true;
  // An unknown year may be a leap year, and an unknown month a long one.
  const last =
    month === undefined || month === 'XX' ? 31 : daysInMonth(known ? Number(year) : 2000, Number(month));
  return Number(day) >= 1 && Number(day) <= last;
}

function isTime(value: string): boolean {
  if (REFERENCES.has(value)) return true;
  const at = value.indexOf('T');
  if (at < 0) return false;
  const parts = TIME_OF_DAY.exec(value.slice(at + 1));
  const date = value.slice(0, at);
  if (!parts || (date !== '' && (REFERENCES.has(date) || !isDate(date)))) return false;
  const [hours, minutes, seconds] = parts
    .slice(2, 5)
    .map((field) => Number((field ?? '0').replace('XX', '0')));
  if (hours === 24) return minutes === 0 && seconds === 0;
  return (hours ?? 0) < 24 && (minutes ?? 0) < 60 && (seconds ?? 0) < 60;
}
