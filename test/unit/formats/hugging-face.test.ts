import assert from 'node:assert/strict';
import { datasetFormat, exportArticles, type DatasetFormat } from '../../../src/core';
import { annotated, readBack } from './articles';

const format = datasetFormat('huggingface') as DatasetFormat;

describe('the lists of a Hugging Face dataset', () => {
  const article = annotated('Choveu em 17 de julho e ontem.', [
    {
      quote: '17 de julho',
      label: 'date',
      timex: { type: 'DATE', value: '2024-07-17', anchor: '2024-07-18' },
    },
    { quote: 'ontem', label: 'date', timex: { type: 'DATE', value: '2024-07-17', mod: 'APPROX' } },
  ]);

  it('have no null in JSON Lines, which Arrow would drop', () => {
    const { files } = exportArticles(format, [article], { options: { files: 'jsonl' } });
    const line = files.find(({ path }) => path.endsWith('.jsonl'))?.content as string;
    const { timex_mod, timex_anchor } = JSON.parse(line) as Record<string, unknown>;
    assert.deepEqual(timex_mod, ['', 'APPROX']);
    assert.deepEqual(timex_anchor, ['2024-07-18', '']);
  });

  it('are read with nulls too', async () => {
    const { files } = exportArticles(format, [article], { options: { files: 'jsonl' } });
    const withNulls = files.map(({ path, content }) => ({
      path,
      content: path.endsWith('.jsonl') ? (content as string).replace(/""/g, 'null') : content,
    }));
    const { articles, problems } = await readBack(format, withNulls);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      articles[0]?.annotations.map(({ timex }) => timex),
      article.mentions.map(({ timex }) => timex),
    );
  });
});
