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
  ['A year and a half passed.', 'A year and a half → DURATION P1Y6M'],
  ['They meet every year and twice a week.', 'every year → SET P1Y', 'twice a week → SET P1W'],
  ['The paper is printed weekly.', 'weekly → SET P1W'],
  ['It took 2 1/2 hours.', '2 1/2 hours → DURATION PT2H30M'],
  ['It began in nineteen ninety-six.', 'nineteen ninety-six → DATE 1996'],
  ['Its 1990 invasion failed.', '1990 → DATE 1990'],
  ['Profit for the year rose.', 'year → DATE XXXX'],
  ['They wait two to three weeks.', 'two to three weeks → DURATION PXW'],
  ['Two more weeks passed.', 'Two more weeks → DURATION P2W'],
  ['Over the next three years it grows.', 'next three years → DURATION P3Y'],
  ['It grew over the past decade.', 'past decade → DURATION P10Y'],
  ['That was in the past.', 'past → DATE PAST_REF'],
  ['It costs nine dollars per month.', 'per month → SET P1M'],
  ['They parted at Easter.', 'Easter → DATE XXXX-XX-XX'],
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
  ["Last year's third quarter was weak.", "Last year's third quarter → DATE 2023-Q3"],
  ['He will be named in December.', 'December → DATE 2024-12'],
  ['They expect to publish third-quarter results.', 'third-quarter → DATE 2024-Q3'],
  ['15 November fell on a Friday.', '15 November → DATE 2024-11-15', 'Friday → DATE 2024-11-15'],
  ['He was killed last Oct. 23.', 'last Oct. 23 → DATE 2024-10-23'],
  [
    'Sales grew from a year earlier. Costs grew from a year earlier.',
    'a year earlier → DATE 2023',
    'a year earlier → DATE 2023',
  ],
  [
    'It began on 3 May 1920. On 8 May it was over.',
    '3 May 1920 → DATE 1920-05-03',
    '8 May → DATE 1920-05-08',
  ],
  [
    'It began on 3 May 2023. It ends on 8 December.',
    '3 May 2023 → DATE 2023-05-03',
    '8 December → DATE 2024-12-08',
  ],
  ['Thanksgiving was quiet.', 'Thanksgiving → DATE 2024-11-28'],
  ['They wed on Good Friday 2025.', 'Good Friday 2025 → DATE 2025-04-18'],
  ['Next month is busy.', 'Next month → DATE 2024-12'],
];

const NO_TIME: readonly string[] = [
  'May spoke first, and you may march with April.',
  'Some 2000 soldiers and 10,000 horses came.',
  'The 45-year-old, aged 45 years, is in his 30s.',
  'Prices began to fall; the second half spring is broken.',
  'Version 1.2.3.4, an F-16, $2019 and 2019% of it.',
  'The future king walked past the house as soon as he could.',
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
