import assert from 'node:assert/strict';
import { calendarDateOf, languageTagOf, readFrontMatter } from '../../../src/core';

describe('front matter', () => {
  it('says title, date, language and source, and is no part of the body', () => {
    const text =
      '---\ntitle: "Kim: a visit"\npublished: 2024-07-18\nlanguage: pt-BR\nsource: https://example.org/a\n---\nBody';
    const { frontMatter, body, problems } = readFrontMatter(text);
    assert.deepEqual(frontMatter, {
      title: 'Kim: a visit',
      published: '2024-07-18',
      language: 'pt',
      source: 'https://example.org/a',
    });
    assert.equal(text.slice(body.start, body.end), 'Body');
    assert.deepEqual(problems, []);
  });

  it('takes the day out of a date and time', () => {
    assert.equal(
      readFrontMatter('---\npublished: 2024-07-18T10:00:00Z\n---\n').frontMatter.published,
      '2024-07-18',
    );
  });

  for (const [what, text] of [
    ['a text without it', 'Body'],
    ['nothing', ''],
    ['a line of dashes that nothing closes', '---\nKim said:\nhello\n'],
    ['lines of dashes around prose', '---\nKim said hello.\n---\nBody'],
    ['dashes further down', 'Body\n---\ntitle: x\n---\n'],
    ['four dashes', '----\ntitle: x\n----\n'],
  ] as const) {
    it(`takes ${what} for body`, () => {
      assert.deepEqual(readFrontMatter(text), {
        frontMatter: {},
        body: { start: 0, end: text.length },
        problems: [],
      });
    });
  }

  it('may be empty', () => {
    assert.deepEqual(readFrontMatter('---\n---\nBody').body, { start: 8, end: 12 });
  });

  it('may be the whole article', () => {
    const text = '---\ntitle: x\n---';
    assert.deepEqual(readFrontMatter(text).body, { start: text.length, end: text.length });
  });

  it('gives the place of a date or a language that is none', () => {
    const text = '---\npublished: soon\nlanguage: "?"\n---\nBody';
    const { frontMatter, problems } = readFrontMatter(text);
    assert.deepEqual(frontMatter, {});
    assert.deepEqual(
      problems.map(({ code, range }) => [code, text.slice(range.start, range.end)]),
      [
        ['front-matter-date', 'soon'],
        ['front-matter-language', '"?"'],
      ],
    );
  });

  it('is still no part of the body where it is malformed', () => {
    const text = '---\ntitle: "Kim\npublished: 2024-07-18\n---\nBody';
    const { body, problems } = readFrontMatter(text);
    assert.equal(text.slice(body.start, body.end), 'Body');
    assert.equal(problems[0]?.code, 'front-matter-syntax');
    for (const { range } of problems)
      assert.ok(range.start >= 4 && range.end <= body.start, JSON.stringify(range));
  });

  it('is not looked for further than front matter is long', () => {
    const text = `---\ntitle: x\n${'Prose.\n'.repeat(5_000)}---\n`;
    assert.deepEqual(readFrontMatter(text).body, { start: 0, end: text.length });
  });
});

describe('a calendar date', () => {
  it('is a day that exists', () => {
    assert.equal(calendarDateOf(' 2024-02-29 '), '2024-02-29');
    assert.equal(calendarDateOf('0024-02-29'), '0024-02-29');
    for (const none of [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-04-31',
      '2024-7-1',
      '18/07/2024',
      '2024',
      '',
    ]) {
      assert.equal(calendarDateOf(none), undefined, none);
    }
  });
});

describe('a language tag', () => {
  it('is reduced to the language', () => {
    assert.deepEqual(['pt', 'PT-br', 'zh_Hant_TW', ' bg '].map(languageTagOf), ['pt', 'pt', 'zh', 'bg']);
    assert.deepEqual(['', 'p', 'portuguese', 'pt-', 'п'].map(languageTagOf), Array(5).fill(undefined));
  });
});
