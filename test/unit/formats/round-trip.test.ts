import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DATASET_FORMATS, exportArticles, type Annotation } from '../../../src/core';
import { anyArticle, held, merged, readBack } from './articles';

const inOrder = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

describe('a dataset that is exported and imported', () => {
  for (const format of DATASET_FORMATS.filter(({ read }) => read)) {
    it(`has the same annotations in ${format.name}, whatever the text`, async () => {
      await fc.assert(
        fc.asyncProperty(anyArticle, async (article) => {
          const { files, omitted, lost } = exportArticles(format, [article]);
          const left = new Set(omitted.flat().map(({ mention }) => mention.id));
          const expected = article.mentions
            .filter(({ id }) => !left.has(id))
            .map(({ annotation }) => annotation as Annotation);
          const reading = await readBack(format, files);
          assert.deepEqual(reading.problems, []);
          assert.deepEqual(
            merged(article, reading)
              .map((one) => held(format, one))
              .sort(inOrder),
            expected.map((one) => held(format, one)).sort(inOrder),
          );
          const { article: known, frontMatter } = article;
          const [imported] = reading.articles;
          for (const [fact, value] of [
            ['language', known.language],
            ['published', known.published],
            ['title', frontMatter.title],
            ['source', frontMatter.source],
          ] as const) {
            if (format.facts.has(fact)) assert.equal(imported?.[fact], value, fact);
          }
          assert.deepEqual(imported?.labels, format.facts.has('labels') ? article.labels : undefined);
          assert.ok(!(lost.has('entity') && format.facts.has('entity')));
          const pieces = expected.filter(({ anchor }) => anchor.pieces);
          assert.equal(lost.get('pieces') ?? 0, format.pieces ? 0 : pieces.length);
          assert.equal(lost.has('labels'), article.labels !== undefined && !format.facts.has('labels'));
        }),
        { numRuns: 30 },
      );
    });
  }
});
