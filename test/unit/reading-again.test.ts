import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { finish, loadRecognition, readArticle, type Article, type Recognition } from '../../src/core';

const SAMPLES = [
  { language: 'pt', file: 'samples/pt/cheia-rio-itajai.article' },
  { language: 'bg', file: 'samples/bg/treti-most-dunav.txt' },
  { language: 'en', file: 'samples/en/kharkiv-power-repairs.txt' },
];

/** What people type, paste and break: names and dates that other paragraphs speak of, and their parts. */
const PASTED = [
  ...['a', 'Z', '.', ',', ' ', '\n', '\n\n', '“', ')', '19', ' May ', ' 2019 ', ' амбасадор ', ' Rua '],
  ...[
    ' Rui Prado ',
    ' ministro Rui ',
    '\nPRADO FALOU ONTEM COM RUI\n',
    ' de março',
    ' the next day ',
    ' на 3 март ',
  ],
];

describe('an article that is read again after an edit', () => {
  for (const { language, file } of SAMPLES) {
    it(`has the suggestions of one that is read for the first time (${language})`, async () => {
      const recognition = await loadRecognition(await readFile('models/entities.bin'));
      const sample = await readFile(file, 'utf8');
      const edit = fc.record({
        at: fc.nat(),
        deleted: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(300)),
        pasted: fc.constantFrom('', ...PASTED, sample.slice(300, 700)),
      });
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
          const memory = recognition.newMemory();
          finish(recognition.recognizeInSteps(articleOf(sample, language), memory));
          let text = sample;
          for (const { at, deleted, pasted } of edits) {
            const start = at % (text.length + 1);
            text = text.slice(0, start) + pasted + text.slice(start + deleted);
            const article = articleOf(text, language);
            const again = finish(recognition.recognizeInSteps(article, memory));
            assert.deepEqual(again, recognition.recognize(article));
          }
        }),
        { numRuns: 8 },
      );
    });
  }

  it('has them also after a reading that was given up, in another language, and with another date', async () => {
    const recognition = await loadRecognition(await readFile('models/entities.bin'));
    const text = await readFile(SAMPLES[0]!.file, 'utf8');
    const memory = recognition.newMemory();
    const givenUp = recognition.recognizeInSteps(articleOf(text, 'pt'), memory);
    for (let step = 0; step < 5; step++) givenUp.next();
    for (const language of ['pt', 'en', 'pt'])
      for (const published of ['2024-02-03', undefined]) {
        const article = articleOf(text, language, published);
        assertSame(recognition, article, memory);
      }
  });
});

function assertSame(
  recognition: Recognition,
  article: Article,
  memory: ReturnType<Recognition['newMemory']>,
): void {
  assert.deepEqual(finish(recognition.recognizeInSteps(article, memory)), recognition.recognize(article));
}

function articleOf(text: string, language: string, published: string | undefined = '2024-06-11'): Article {
  return readArticle(text, { language, published }).article;
}
