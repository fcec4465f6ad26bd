import assert from 'node:assert/strict';
import { read } from './expressions';

type Case = readonly [text: string, ...expected: string[]];

const UNDATED: readonly Case[] = [
  ['It opened on November 30, 2024, in the rain.', 'November 30, 2024 → DATE 2024-11-30'],
  ['It opened on 30 November 2024.', '30 November 2024 → DATE 2024-11-30'],
  ['It opened on the 4th of July.', '4th of July → DATE XXXX-07-04'],
  ['It opened on Sept. 30.', 'Sept. 30 → DATE XXXX-09-30'],
  ['It opened on 11/30/2024.', '11/30/2024 → DATE 2024-11-30'],
  ['It opened on 30/11/2024.', '30/11/2024 → DATE 2024-11-30'],
  ['They fell silent in March. 12 people stayed.', 'March → DATE XXXX-03'],
  ['She left in May.', 'May → DATE XXXX-05'],
  ['The fair runs July 3-5.', 'July 3 → DATE XXXX-07-03', '5 → DATE XXXX-07-05'],
  ['It has stood since 1948.', '1948 → DATE 1948'],
  ['The 2018 election was close.', '2018 → DATE 2018'],
  ['He lived there from 1914-18.', '1914 → DATE 1914', '18 → DATE 1918'],
  ['Prices fell in mid-2019.', 'mid-2019 → DATE 2019 MID'],
  ['Prices fell at the end of the year.', 'end of the year → DATE XXXX END'],
  ['Music of the 1990s is back.', '1990s → DATE 199'],
  ['It is a novel of the 19th century.', '19th century → DATE 18'],
  ['Sales in the third quarter of 2020 rose.', 'third quarter of 2020 → DATE 2020-Q3'],
  ['They met last Friday.', 'last Friday → DATE XXXX-WXX-5'],
  ['They meet this month.', 'this month → DATE XXXX-XX'],
  ['Nobody knows now.', 'now → DATE PRESENT_REF'],
  ['The strike lasted two weeks.', 'two weeks → DURATION P2W'],
  ['He was away for more than twenty-four hours.', 'more than twenty-four hours → DURATION PT24H MORE_THAN'],
  ['A year and a half passed.', 'A year and a half → DURATION P1.5Y'],
  ['They meet every year and twice a week.', 'every year → SET P1Y', 'twice a week → SET P1W'],
  ['The paper is printed weekly.', 'weekly → SET P1W'],
  ['The court sits at 10 a.m. sharp.', '10 a.m. → TIME XXXX-XX-XXT10:00'],
];

const DATED: readonly Case[] = [
  ['They met last Friday.', 'last Friday → DATE 2024-11-22'],
  ['They met on Friday.', 'Friday → DATE 2024-11-29'],
  ['They will meet on Tuesday.', 'Tuesday → DATE 2024-12-03'],
  ['They met over the weekend.', 'weekend → DATE 2024-W47-WE'],
  ['They will meet this weekend.', 'this weekend → DATE 2024-W48-WE'],
  ['They met two weeks ago.', 'two weeks ago → DATE 2024-W46'],
  ['They met a decade ago.', 'a decade ago → DATE 2014'],
  ['They met yesterday morning.', 'yesterday morning → TIME 2024-11-28TMO'],
  ['They spoke this morning.', 'this morning → TIME 2024-11-29TMO'],
  ['They met at 9 a.m. Tuesday.', '9 a.m. Tuesday → TIME 2024-11-26T09:00'],
  ['They met on Monday, Oct. 28.', 'Monday, Oct. 28 → DATE 2024-10-28'],
  ['They set a Jan. 14 deadline.', 'Jan. 14 → DATE 2025-01-14'],
  ['They met in July last year.', 'July last year → DATE 2023-07'],
  ['They met in early September.', 'early September → DATE 2024-09 START'],
  ['Next month is busy.', 'Next month → DATE 2024-12'],
];

const NO_TIME: readonly string[] = [
  'May spoke first, and you may march with April.',
  'Some 2000 soldiers and 10,000 horses came.',
  'The 45-year-old, aged 45 years, is in his 30s.',
  'Prices began to fall; the second half spring is broken.',
  'Version 1.2.3.4, an F-16, $2019 and 2019% of it.',
  'Windows 2000 and 555-1234 are not dates.',
  'See https://example.org/2024/11/30/news for more.',
];

describe('English time expressions', () => {
  for (const [text, ...expected] of UNDATED) {
    it(`without the article's date: ${text}`, () => {
      assert.deepEqual(read('en', text), expected);
    });
  }
  for (const [text, ...expected] of DATED) {
    it(`in an article of Friday 2024-11-29: ${text}`, () => {
      assert.deepEqual(read('en', text, '2024-11-29'), expected);
    });
  }
  for (const text of NO_TIME) {
    it(`none in: ${text}`, () => {
      assert.deepEqual(read('en', text, '2024-11-29'), []);
    });
  }
});
