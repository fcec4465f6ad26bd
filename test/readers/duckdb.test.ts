import assert from 'node:assert/strict';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { Dataset } from './datasets';

describe('DuckDB', () => {
  let connection: DuckDBConnection;
  let dataset: Dataset;
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const open = async (...args: Parameters<typeof Dataset.of>) => (dataset = await Dataset.of(...args));

  before(async () => {
    connection = await (await DuckDBInstance.create(':memory:')).connect();
  });
  after(() => connection.closeSync());
  afterEach(() => dataset.remove());

  it('reads JSON Lines, and finds each quotation where its offsets are, in code points', async () => {
    await open('jsonl');
    const [counts] = await rows(
      `SELECT count(*) AS spans, count(*) FILTER (substring(text, s.start + 1, s."end" - s.start) = s.text) AS right
       FROM (SELECT text, unnest(spans) AS s FROM read_json('${dataset.path('dataset.jsonl')}'))`,
    );
    assert.deepEqual(counts, { spans: String(dataset.mentions), right: String(dataset.mentions) });
  });

  for (const id of ['csv', 'tsv']) {
    it(`reads ${id.toUpperCase()} by its own lights, quotes, line ends and all`, async () => {
      await open(id, { formulas: 'plain' });
      const table = (name: string) =>
        `read_csv('${dataset.path(`${name}.${id}`)}', header = true, quote = '"', escape = '"')`;
      const [counts] = await rows(
        `SELECT count(*) AS spans,
           count(*) FILTER (substring(a.text, start_code_point + 1, end_code_point - start_code_point) = quote) AS right
         FROM ${table('annotations')} JOIN ${table('articles')} a USING (file)`,
      );
      assert.deepEqual(counts, { spans: String(dataset.mentions), right: String(dataset.mentions) });
      const [articles] = await rows(`SELECT count(*) AS count FROM ${table('articles')}`);
      assert.deepEqual(articles, { count: String(dataset.articles.length) });
    });
  }

  it('reads the Parquet of a Hugging Face folder, with as many tags as tokens', async () => {
    await open('huggingface');
    const file = `'${dataset.path('data/train-00000-of-00001.parquet')}'`;
    const [counts] = await rows(
      `SELECT count(*) AS articles, count(*) FILTER (len(tokens) = len(ner_tags)) AS even,
         sum(len(list_filter(ner_tags, lambda tag: tag % 2 = 1))) AS mentions,
         min(typeof(tokens)) AS tokens, min(typeof(ner_tags)) AS tags
       FROM ${file}`,
    );
    const articles = String(dataset.articles.length);
    assert.deepEqual(counts, {
      articles,
      even: articles,
      mentions: String(dataset.mentions),
      tokens: 'VARCHAR[]',
      tags: 'BIGINT[]',
    });
    const texts = await rows(`SELECT id, text, published, title FROM ${file}`);
    for (const { file: id, article, frontMatter } of dataset.articles) {
      const row = texts.find((one) => one['id'] === id);
      assert.equal(row?.['text'], article.text.slice(article.body.start));
      assert.equal(row?.['published'], article.published ?? null);
      assert.equal(row?.['title'], frontMatter.title ?? null);
    }
  });

  it('reads the JSON Lines of spaCy, Prodigy and doccano, whose offsets are code points too', async () => {
    const spans: Record<string, string> = {
      spacy: `SELECT text, CAST(s->>'$[0]' AS INT) AS a, CAST(s->>'$[1]' AS INT) AS b FROM (SELECT text, unnest(spans.sc) AS s`,
      prodigy: `SELECT text, s.start AS a, s."end" AS b FROM (SELECT text, unnest(spans) AS s`,
      doccano: `SELECT text, CAST(s->>'$[0]' AS INT) AS a, CAST(s->>'$[1]' AS INT) AS b FROM (SELECT text, unnest(label) AS s`,
    };
    for (const [id, select] of Object.entries(spans)) {
      const { articles, mentions } = await open(id);
      const found = await rows(
        `SELECT substring(text, a + 1, b - a) AS quote FROM (${select} FROM read_json('${dataset.path('dataset.jsonl')}')))`,
      );
      assert.equal(found.length, mentions, id);
      const expected = articles.flatMap(({ article: { text }, mentions: marks }) =>
        marks.map(({ span }) => text.slice(span.start, span.end)),
      );
      assert.deepEqual(found.map(({ quote }) => quote).sort(), expected.sort(), id);
      await dataset.remove();
    }
  });
});
