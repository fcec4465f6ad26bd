import assert from 'node:assert/strict';
import { formatDay } from '../../../src/core/dates/calendar';
import { feastDay } from '../../../src/core/dates/feasts';

const CASES: readonly (readonly [rule: string, year: number, day: string])[] = [
  ['easter', 2024, '2024-03-31'],
  ['easter', 2025, '2025-04-20'],
  ['easter', 1818, '1818-03-22'],
  ['easter', 1943, '1943-04-25'],
  ['easter-47', 2025, '2025-03-04'],
  ['easter+49', 2024, '2024-05-19'],
  ['pascha', 2023, '2023-04-16'],
  ['pascha', 2024, '2024-05-05'],
  ['pascha', 2025, '2025-04-20'],
  ['pascha-7', 2024, '2024-04-28'],
  ['11-4-4', 2024, '2024-11-28'],
  ['11-4-4', 2018, '2018-11-22'],
];

describe('holidays that move', () => {
  for (const [rule, year, day] of CASES) {
    it(`${rule} of ${String(year)}`, () => {
      const found = feastDay(rule, year);
      assert.equal(found && formatDay(found), day);
    });
  }

  it('has no day for a rule that is none, or for a fifth Monday that a month lacks', () => {
    assert.equal(feastDay('12-25', 2024), undefined);
    assert.equal(feastDay('2-1-5', 2023), undefined);
  });
});
