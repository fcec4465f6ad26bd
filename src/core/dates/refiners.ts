import { padded } from './calendar';
import type { Run } from './lexer';
import type { Category } from './lexicon';
import type { CalendarMeaning, ClockMeaning, Meaning, OffsetMeaning } from './meaning';
import type { Expression } from './parser';

type Joiner = (left: Expression, right: Expression, between: Gap) => Meaning | undefined;

/** The words between two expressions of a run. */
type Gap = (...allowed: Category[]) => boolean;

/**
 * Joins neighbours that say one time together, then drops what says none alone. The order matters:
 * a year must reach its month, and a part of the day its hour, before a day and a time are joined.
 */
export function refine(expressions: readonly Expression[], run: Run): Expression[] {
  let refined = expressions;
  for (const joiner of [withYear, yearFirst, withWeekday, clockWithPart, dayWithTime])
    refined = joined(refined, run, joiner);
  return withSharedYear(refined, run).filter((expression) => !expression.partial);
}

function joined(expressions: readonly Expression[], run: Run, joiner: Joiner): Expression[] {
  const result: Expression[] = [];
  for (const right of expressions) {
    const left = result[result.length - 1];
    const meaning = left && joiner(left, right, gapBetween(left, right, run));
    if (!left || !meaning) {
      result.push(right);
      continue;
    }
    const mod = left.mod ?? right.mod;
    result[result.length - 1] = {
      start: left.start,
      end: right.end,
      tokens: { start: left.tokens.start, end: right.tokens.end },
      meaning,
      confidence: Math.max(left.confidence, right.confidence),
      ...(mod !== undefined && { mod }),
    };
  }
  return result;
}

/** The most words that may stand between two expressions that are joined. */
const GAP = 3;

function gapBetween(left: Expression, right: Expression, run: Run): Gap {
  const [from, to] = [left.tokens.end, right.tokens.start];
  return (...allowed) => {
    if (to - from > GAP) return false;
    for (let at = from; at < to;) {
      const edge = run.edges[at]?.find(
        ({ lexeme, to: end }) => end <= to && allowed.includes(lexeme.category),
      );
      if (!edge) return false;
      at = edge.to;
    }
    return true;
  };
}

/** `julho do ano passado`, `третото тримесечие на миналата година`. */
const withYear: Joiner = (left, right, between) => {
  if (left.meaning.kind !== 'calendar' || !lacksYear(left.meaning) || isBareWeekday(left.meaning))
    return undefined;
  if (!between('of', 'the')) return undefined;
  const { meaning } = right;
  if (meaning.kind === 'offset' && meaning.unit === 'year' && meaning.origin === 'article') {
    if (meaning.amount === undefined || Math.abs(meaning.amount) > 1) return undefined;
    return { ...left.meaning, yearOffset: meaning.amount };
  }
  if (
    meaning.kind === 'calendar' &&
    meaning.year !== undefined &&
    isBareYear(meaning) &&
    right.mod === undefined
  ) {
    return { ...left.meaning, year: meaning.year };
  }
  return undefined;
};

/** `last year's third quarter` */
const yearFirst: Joiner = (left, right, between) => {
  const { meaning } = left;
  if (meaning.kind !== 'offset' || meaning.unit !== 'year' || meaning.origin !== 'article') return undefined;
  if (meaning.amount === undefined || Math.abs(meaning.amount) > 1 || left.mod !== undefined)
    return undefined;
  if (right.meaning.kind !== 'calendar' || !lacksYear(right.meaning) || isBareWeekday(right.meaning))
    return undefined;
  return between('of', 'the') ? { ...right.meaning, yearOffset: meaning.amount } : undefined;
};

/** `Monday, Oct. 26`, `18 de julho, quinta-feira`. */
const withWeekday: Joiner = (left, right, between) => {
  if (left.meaning.kind !== 'calendar' || right.meaning.kind !== 'calendar' || !between('comma'))
    return undefined;
  const day = right.meaning;
  if (isBareWeekday(left.meaning) && day.day !== undefined && day.weekday === undefined) {
    return { ...day, ...(left.meaning.weekday !== undefined && { weekday: left.meaning.weekday }) };
  }
  if (isBareWeekday(right.meaning) && left.meaning.day !== undefined && left.meaning.weekday === undefined) {
    return {
      ...left.meaning,
      ...(right.meaning.weekday !== undefined && { weekday: right.meaning.weekday }),
    };
  }
  return undefined;
};

/** `5 часа следобед`, `3 horas da tarde`. */
const clockWithPart: Joiner = (left, right, between) => {
  if (
    left.meaning.kind !== 'clock' ||
    left.meaning.date ||
    right.meaning.kind !== 'clock' ||
    !/^T[A-Z]{2}$/.test(right.meaning.time)
  ) {
    return undefined;
  }
  const hours = /^T(\d\d)(:\d\d)$/.exec(left.meaning.time);
  if (!hours || !between('of', 'the')) return undefined;
  const hour = Number(hours[1]);
  const later = /^T(AF|EV|NI)$/.test(right.meaning.time) && hour < 12 && hour > 0;
  return { ...left.meaning, time: `T${padded(later ? hour + 12 : hour, 2)}${hours[2] ?? ''}` };
};

/** `Friday night`, `manhã de sexta-feira`, `9 a.m. Tuesday`, `18 July, 14:30`. */
const dayWithTime: Joiner = (left, right, between) => {
  const timeFirst = undatedTime(left);
  if (timeFirst) {
    const date = dayNamed(right.meaning);
    return date && between('of', 'the', 'on') ? { ...timeFirst, date } : undefined;
  }
  const time = undatedTime(right);
  const date = dayNamed(left.meaning);
  if (!time || !date) return undefined;
  return between() || (!right.partial && between('comma')) ? { ...time, date } : undefined;
};

/** `entre maio e junho de 2024`: both have the year that only the last one names. */
function withSharedYear(expressions: readonly Expression[], run: Run): Expression[] {
  const result = [...expressions];
  for (let i = result.length - 2; i >= 0; i--) {
    const [left, right] = [result[i], result[i + 1]];
    if (left?.meaning.kind !== 'calendar' || right?.meaning.kind !== 'calendar') continue;
    const { year, yearOffset } = right.meaning;
    if ((year ?? yearOffset) === undefined || isBareYear(right.meaning) || !lacksYear(left.meaning)) continue;
    if (isBareWeekday(left.meaning) || left.meaning.month === undefined) continue;
    if (!gapBetween(left, right, run)('and', 'to', 'dash', 'or', 'comma')) continue;
    const shared = year === undefined ? { yearOffset: yearOffset ?? 0 } : { year };
    result[i] = { ...left, meaning: { ...left.meaning, ...shared } };
  }
  return result;
}

function lacksYear({ year, yearOffset, decade, century, direction }: CalendarMeaning): boolean {
  return (
    year === undefined &&
    yearOffset === undefined &&
    decade === undefined &&
    century === undefined &&
    direction === undefined
  );
}

function isBareYear({ month, season, quarter, half, day, weekday, feast }: CalendarMeaning): boolean {
  return [month, season, quarter, half, day, weekday, feast].every((field) => field === undefined);
}

function isBareWeekday({ weekday, month, day }: CalendarMeaning): boolean {
  return weekday !== undefined && month === undefined && day === undefined;
}

function undatedTime({ meaning }: Expression): ClockMeaning | undefined {
  return meaning.kind === 'clock' && !meaning.date ? meaning : undefined;
}

function dayNamed(meaning: Meaning): CalendarMeaning | OffsetMeaning | undefined {
  if (meaning.kind === 'calendar' && (meaning.day !== undefined || meaning.weekday !== undefined))
    return meaning;
  return meaning.kind === 'offset' && meaning.unit === 'day' ? meaning : undefined;
}
