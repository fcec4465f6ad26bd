import assert from 'node:assert/strict';
import { parseW3CTextAnnotation, type W3CTextAnnotation } from '@recogito/text-annotator';
import { Dataset } from './datasets';

describe('Recogito’s W3C adapter', () => {
  let dataset: Dataset;
  afterEach(() => dataset.remove());

  it('reads every annotation with its quotation, position in code points, and tag', async () => {
    dataset = await Dataset.of('webannotation');
    let found = 0;
    for (const name of await dataset.files('.jsonld')) {
      const article = dataset.articles.find(({ file }) => `${file}.jsonld` === name);
      const { items } = JSON.parse(await dataset.read(name)) as { items: W3CTextAnnotation[] };
      const characters = [...(article?.article.text ?? '')];
      for (const [index, item] of items.entries()) {
        const { parsed, error } = parseW3CTextAnnotation(item);
        assert.equal(error, undefined);
        const mention = article?.mentions[index];
        const selectors = parsed?.target.selector ?? [];
        assert.equal(selectors.length, mention?.pieces?.length ?? 1);
        for (const { start, end, quote } of selectors) {
          assert.equal(characters.slice(start, end).join(''), quote);
        }
        assert.equal(parsed?.bodies[0]?.value, mention?.label);
        found++;
      }
    }
    assert.equal(found, dataset.mentions);
  });
});
