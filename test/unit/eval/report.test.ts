import assert from 'node:assert/strict';
import {
  addError,
  addResults,
  emptyResult,
  errorLines,
  resultTables,
  sortedErrors,
  type ErrorEntry,
  type SetResult,
} from '../../../eval/report';
import { NO_DATE_COUNTS } from '../../../eval/scoring';

const NEWS: SetResult = {
  set: 'news',
  articles: 2,
  labels: new Map([
    ['person', { gold: 4, found: 4, right: 3 }],
    ['location', { gold: 6, found: 2, right: 1 }],
    ['event', { gold: 2, found: 0, right: 0 }],
  ]),
  dated: NO_DATE_COUNTS,
  undated: NO_DATE_COUNTS,
  entities: { mentions: 4, gold: 2, found: 3, precision: 4, recall: 3 },
  spellings: { mentions: 4, gold: 2, found: 4, precision: 4, recall: 2 },
};

const DATES: SetResult = {
  ...emptyResult('dates'),
  articles: 1,
  labels: new Map([['date', { gold: 10, found: 6, right: 4 }]]),
  dated: { gold: 10, found: 6, strict: 4, relaxed: 6, value: 2, known: 2 },
  undated: { gold: 10, found: 6, strict: 4, relaxed: 6, value: 1, known: 2 },
};

describe('the tables of an evaluation', () => {
  it('show the labels of each corpus, and those of names and of people, places and bodies together', () => {
    const row = resultTables([NEWS])
      .split('\n')
      .find((line) => line.startsWith('| news'));
    const cells = row?.split('|').map((cell) => cell.trim());
    // p+o+l: 4 of 6 found right, of 10; all: the two events were missed as well.
    const [pol, all] = ['50.0 (66.7 / 40.0)', '44.4 (66.7 / 33.3)'];
    assert.deepEqual(cells, ['', 'news', '2', '75.0', '–', '25.0', '0.0', '–', pol, all, '']);
  });

  it('show dates with and without the date of the article', () => {
    const rows = resultTables([DATES])
      .split('\n')
      .filter((line) => line.startsWith('| dates'));
    assert.deepEqual(
      rows.map((row) => row.split(/ *\| */).slice(2, -1)),
      [
        ['as given', '10', '6', '50.0', '75.0', '25.0', '25.0'],
        ['withheld', '10', '6', '50.0', '75.0', '12.5', '25.0'],
      ],
    );
  });

  it('show the entities that gold names, beside what spellings alone would give', () => {
    const tables = resultTables([NEWS, DATES]);
    const row = tables
      .slice(tables.indexOf('B-cubed'))
      .split('\n')
      .find((line) => line.startsWith('| news'));
    const cells = row?.split(/ *\| */).slice(2, -1);
    assert.deepEqual(cells, ['4', '2', '3', '100.0', '75.0', '85.7', '66.7']);
  });

  it('add several corpora up, each label over those that annotate it', () => {
    const together = addResults(addResults(emptyResult('together'), NEWS), NEWS);
    assert.equal(together.articles, 4);
    assert.deepEqual(together.labels.get('person'), { gold: 8, found: 8, right: 6 });
    assert.match(resultTables([NEWS, DATES]), /\| together \| +3 \| +75\.0/);
  });
});

describe('the list of errors', () => {
  it('puts like errors together, the most frequent first, with the place of the first', () => {
    const text = 'Lisboa, Porto e Porto';
    const errors = new Map<string, ErrorEntry>();
    const missed = (start: number, end: number) =>
      addError(errors, 'a1', text, { kind: 'missed', gold: { span: { start, end }, label: 'location' } });
    missed(0, 6);
    missed(8, 13);
    missed(16, 21);
    assert.equal(
      errorLines(sortedErrors(errors.values())),
      [
        '',
        'missed: 3',
        '    2  location “Porto”',
        '       …Lisboa, [Porto] e Porto…  (a1)',
        '    1  location “Lisboa”',
        '       …[Lisboa], Porto e Porto…  (a1)',
        '',
      ].join('\n'),
    );
  });
});
