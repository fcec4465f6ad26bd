import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeTimex, isTimexValue, TIMEX_PHRASES, timexDistance } from '../../../src/core/dates';
import {
  addDays,
  addMonths,
  daysBetween,
  formatDay,
  isoWeekOf,
  mondayOf,
  parseDay,
  weekdayOf,
} from '../../../src/core/dates/calendar';
import { TIMEX_TYPES, type TimexType } from '../../../src/core/model/timex';

describe('TIMEX3 values', () => {
  const good: readonly (readonly [TimexType, string])[] = [
    ['DATE', '2024-07-18'],
    ['DATE', '2024-02-29'],
    ['DATE', 'XXXX-02-29'],
    ['DATE', 'XXXX-07-18'],
    ['DATE', '2024-07'],
    ['DATE', '2024'],
    ['DATE', '199'],
    ['DATE', '19'],
    ['DATE', '2020-W53'],
    ['DATE', 'XXXX-WXX-5'],
    ['DATE', '2024-W30-WE'],
    ['DATE', '2024-SU'],
    ['DATE', '2024-Q3'],
    ['DATE', 'BC0044'],
    ['DATE', 'BC04'],
    ['DATE', 'PRESENT_REF'],
    ['TIME', '2024-07-18T15:30'],
    ['TIME', 'XXXX-XX-XXTMO'],
    ['TIME', 'T24:00'],
    ['DURATION', 'P3D'],
    ['DURATION', 'PT2H30M'],
    ['DURATION', 'PXY'],
    ['DURATION', 'P1.5Y'],
    ['SET', 'P1Y'],
    ['SET', 'XXXX-WXX-1'],
  ];
  for (const [type, value] of good) {
    it(`${type} ${value} is one`, () => {
      assert.equal(isTimexValue(type, value), true);
    });
  }

  const bad: readonly (readonly [TimexType, string])[] = [
    ['DATE', '2024-13-45'],
    ['DATE', '2023-02-29'],
    ['DATE', '2024-04-31'],
    ['DATE', '2024-7-18'],
    ['DATE', '18/07/2024'],
    ['DATE', '2023-W53'],
    ['DATE', '2024-W00'],
    ['DATE', 'yesterday'],
    ['DATE', ''],
    ['DATE', '2024-07-18T15:30'],
    ['DATE', 'P3D'],
    ['TIME', '2024-07-18'],
    ['TIME', '2024-07-18T25:00'],
    ['TIME', '2024-07-18T24:01'],
    ['TIME', '2024-07-18T15:60'],
    ['TIME', 'T'],
    ['DURATION', 'P'],
    ['DURATION', 'PT'],
    ['DURATION', 'P3'],
    ['DURATION', '2024'],
    ['SET', 'PAST_REF'],
  ];
  for (const [type, value] of bad) {
    it(`${type} ${JSON.stringify(value)} is none`, () => {
      assert.equal(isTimexValue(type, value), false);
    });
  }
});

describe('a TIMEX3 reading in words', () => {
  const cases: readonly (readonly [TimexType, string, string | undefined, string])[] = [
    ['DATE', '2024-07-18', undefined, 'Thursday, 18 July 2024'],
    ['DATE', 'XXXX-07-18', undefined, '18 July, year unknown'],
    ['DATE', 'XXXX-06', undefined, 'June, year unknown'],
    ['DATE', '2024-08', 'START', 'start of August 2024'],
    ['DATE', '2019', 'MID', 'middle of 2019'],
    ['DATE', '2024-W47', undefined, 'week 47 of 2024 (from 18 November)'],
    ['DATE', 'XXXX-WXX-5', undefined, 'Friday, week unknown'],
    ['DATE', 'XXXX', undefined, 'a year not known'],
    ['DATE', '2024-Q3', undefined, 'quarter 3 2024'],
    ['DATE', '199', undefined, 'the 1990s'],
    ['DATE', '19', undefined, 'years 1900 to 1999'],
    ['DATE', 'PRESENT_REF', undefined, 'now'],
    ['TIME', '2024-11-28TMO', undefined, 'Thursday, 28 November 2024, morning'],
    ['TIME', 'XXXX-XX-XXT15:00', undefined, '15:00, date unknown'],
    ['DURATION', 'P3D', undefined, '3 days'],
    ['DURATION', 'P2W', 'MORE_THAN', 'more than 2 weeks'],
    ['DURATION', 'PT2H30M', undefined, '2 hours 30 minutes'],
    ['DURATION', 'PXY', undefined, 'several years'],
    ['SET', 'P1Y', undefined, 'every year'],
    ['SET', 'P2W', undefined, 'every 2 weeks'],
    ['SET', 'XXXX-WXX-1', undefined, 'every Monday'],
    ['DATE', 'what?', undefined, 'what?'],
  ];
  for (const [type, value, mod, expected] of cases) {
    it(`${type} ${value} ${mod ?? ''} is “${expected}”`, () => {
      assert.equal(describeTimex({ type, value, ...(mod !== undefined && { mod }) }, 'en-GB'), expected);
    });
  }

  it("speaks the reader's language, with the words that it is given", () => {
    assert.equal(
      describeTimex({ type: 'DATE', value: '2024-07-18' }, 'pt'),
      'quinta-feira, 18 de julho de 2024',
    );
    const phrases = { ...TIMEX_PHRASES, yearUnknown: '{0}, ano desconhecido' };
    assert.equal(
      describeTimex({ type: 'DATE', value: 'XXXX-07-18' }, 'pt', phrases),
      '18 de julho, ano desconhecido',
    );
  });

  it('has words for any value, in any locale, without failing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TIMEX_TYPES), fc.string(), fc.string(), (type, value, locale) => {
        assert.equal(typeof describeTimex({ type, value }, locale), 'string');
      }),
    );
  });
});

describe('the calendar', () => {
  const day = fc
    .tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([year, month, dayOfMonth]) => ({ year, month, day: dayOfMonth }));

  it('agrees with Date on days and weekdays', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, count) => {
        const date = new Date(0);
        date.setUTCFullYear(from.year, from.month - 1, from.day + count);
        fc.pre(date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999);
        const to = addDays(from, count);
        assert.equal(formatDay(to), date.toISOString().slice(0, 10));
        assert.equal(weekdayOf(to), date.getUTCDay() || 7);
        assert.equal(daysBetween(from, to), count);
      }),
    );
  });

  it('finds the week of a day and the Monday of a week', () => {
    assert.deepEqual(isoWeekOf({ year: 2021, month: 1, day: 3 }), { year: 2020, week: 53 });
    fc.assert(
      fc.property(day, (each) => {
        const since = daysBetween(mondayOf(isoWeekOf(each)), each);
        assert.equal(since, weekdayOf(each) - 1);
      }),
    );
  });

  it('keeps to the last day of a shorter month', () => {
    assert.equal(formatDay(addMonths({ year: 2024, month: 3, day: 31 }, -1)), '2024-02-29');
    assert.equal(formatDay(addMonths({ year: 2024, month: 1, day: 31 }, -2)), '2023-11-30');
  });

  it('reads only days that exist', () => {
    assert.equal(parseDay('2023-02-29'), undefined);
    assert.equal(parseDay('2024-2-9'), undefined);
    assert.deepEqual(parseDay('2024-02-29'), { year: 2024, month: 2, day: 29 });
  });
});

describe('the distance of a time from a day', () => {
  const from = (value: string) => {
    const distance = timexDistance(value, '2024-07-20');
    return distance && `${distance.count} ${distance.unit}`;
  };

  it('is told in the unit of the value', () => {
    assert.equal(from('2024-07-18'), '-2 day');
    assert.equal(from('2024-07-20T14:30'), '0 day');
    assert.equal(from('2024-W28'), '-1 week');
    assert.equal(from('2024-09'), '2 month');
    assert.equal(from('2026'), '2 year');
  });

  it('is told in larger units where it is far', () => {
    assert.equal(from('2024-01-05'), '-6 month');
    assert.equal(from('1974-04-25'), '-50 year');
  });

  it('is not known where the value is not', () => {
    for (const value of ['XXXX-07-18', 'P3D', 'PRESENT_REF', '2024-02-30', '2024-SU'])
      assert.equal(from(value), undefined);
  });
});
