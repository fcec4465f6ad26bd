import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { read } from './expressions';

/** An excerpt annotated by hand; the head of the files in `test/gold/dates` says how dates are written. */
interface Excerpt {
  readonly text: string;
  readonly on: string;
  readonly dates: readonly string[];
  readonly fails?: string;
}

/** The annotations as they are without the article's date, or with it. */
function expected({ dates }: Excerpt, dated: boolean): string[] {
  return dates.map((line) => {
    const [extent = '', reading = ''] = line.split(' → ');
    const [undated = '', onDay] = reading.split(' | ');
    const [type = '', value = '', mod] = undated.split(' ');
    const said = dated && onDay !== undefined ? onDay : value;
    return `${extent} → ${type} ${said}${mod === undefined ? '' : ` ${mod}`}`;
  });
}

/** How many excerpts each language has at the least. */
const FEWEST = { pt: 40, bg: 40, en: 15 };

for (const [language, fewest] of Object.entries(FEWEST)) {
  describe(`the gold of dates: ${language}`, () => {
    const excerpts = parse(readFileSync(`test/gold/dates/${language}.yaml`, 'utf8')) as Excerpt[];

    for (const excerpt of excerpts) {
      const { text, on, fails } = excerpt;
      const annotated = [expected(excerpt, false), expected(excerpt, true)];
      if (fails === undefined) {
        it(text, () => {
          assert.deepEqual([read(language, text), read(language, text, on)], annotated);
        });
      } else {
        it(`still not: ${text} (${fails})`, () => {
          assert.notDeepEqual([read(language, text), read(language, text, on)], annotated);
        });
      }
    }

    it(`has at least ${String(fewest)} excerpts, and four in five are read`, () => {
      assert.ok(excerpts.length >= fewest);
      assert.ok(excerpts.filter(({ fails }) => fails !== undefined).length * 5 <= excerpts.length);
    });
  });
}
