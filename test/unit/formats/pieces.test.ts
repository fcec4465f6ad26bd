import assert from 'node:assert/strict';
import {
  DATASET_FORMATS,
  exportArticles,
  shownQuote,
  type AnnotatedArticle,
  type DatasetFormat,
} from '../../../src/core';
import { annotation, articleOf, contentOf, merged, readBack } from './articles';

const TEXT = 'A rota liga 🚢 North and South America\ndesde 1998.\n';

function formatOf(id: string): DatasetFormat {
  const format = DATASET_FORMATS.find((one) => one.id === id);
  assert.ok(format, id);
  return format;
}

const spanOf = (quote: string) => {
  const start = TEXT.indexOf(quote);
  return { start, end: start + quote.length };
};

function inPieces(quotes: string[], id = 'k1') {
  const spans = quotes.map(spanOf);
  return annotation(TEXT, spans[0]!.start, spans.at(-1)!.end, { id, label: 'location' }, spans);
}

function whole(quote: string, id = 'k2') {
  const { start, end } = spanOf(quote);
  return annotation(TEXT, start, end, { id, label: 'location' });
}

const ARTICLE = articleOf(TEXT, [inPieces(['North', 'America'])]);

describe('a mention in pieces', () => {
  it('is in fragments in brat, with the words of both', () => {
    const { files } = exportArticles(formatOf('brat'), [ARTICLE]);
    const ann = files.find(({ path }) => path === 'a.ann')?.content as string;
    assert.match(ann, /^T1\tlocation 14 19;30 37\tNorth America$/m);
  });

  it('is told from a mention that goes over a line end, which brat has in fragments too', async () => {
    const article = articleOf(TEXT, [inPieces(['North', 'America\ndesde']), whole('South America\ndesde')]);
    const { files } = exportArticles(formatOf('brat'), [article]);
    const ann = files.find(({ path }) => path === 'a.ann')?.content as string;
    assert.match(ann, /location 14 19;30 37;38 43\tNorth America desde$/m);
    const quotes = merged(article, await readBack(formatOf('brat'), files)).map(({ anchor }) =>
      shownQuote(anchor),
    );
    assert.deepEqual(quotes, ['North … America\ndesde', 'South America\ndesde']);
  });

  it('is a target for each piece in Web Annotation, also in that of others', async () => {
    const page = JSON.parse(contentOf(formatOf('webannotation'), [ARTICLE])) as {
      items: { target: { selector: { exact?: string }[] }[] }[];
    };
    assert.deepEqual(
      page.items[0]?.target.map(({ selector }) => selector[0]?.exact),
      ['North', 'America'],
    );
    const foreign = {
      type: 'Annotation',
      body: { purpose: 'tagging', value: 'location' },
      target: [
        { exact: 'America', prefix: 'and South ', suffix: '\ndesde 1998' },
        { exact: 'North', prefix: 'A rota liga 🚢 ', suffix: ' and South' },
      ].map((quote) => ({ source: 'a.txt', selector: { type: 'TextQuoteSelector', ...quote } })),
    };
    const reading = await readBack(formatOf('webannotation'), [
      { path: 'a.jsonld', content: JSON.stringify({ items: [foreign] }) },
    ]);
    assert.deepEqual(
      merged(ARTICLE, reading).map(({ anchor }) => shownQuote(anchor)),
      ['North … America'],
    );
  });

  it('is between anchors in TEI, with a range for each piece', () => {
    const content = contentOf(formatOf('tei'), [ARTICLE]);
    assert.match(content, /<span type="location" target="#range\(from1,to1\) #range\(from1\.2,to1\.2\)">/);
    assert.match(content, /<anchor xml:id="from1"\/>North<anchor xml:id="to1"\/> and South/);
  });

  it('is highlighted piece by piece in the reading copy', () => {
    const content = contentOf(formatOf('html'), [ARTICLE]);
    assert.match(content, /North<\/mark> and South <mark[^>]*>America<\/mark>/);
    assert.match(content, /title="location, accepted&#10;North … America/);
  });

  it('is the stretch around them in other formats, and is counted as lost', () => {
    for (const format of DATASET_FORMATS.filter(({ pieces, id }) => !pieces && id !== 'timeml')) {
      const { omitted, lost } = exportArticles(format, [ARTICLE]);
      assert.deepEqual([omitted.flat(), lost.get('pieces')], [[], 1], format.name);
    }
    assert.match(contentOf(formatOf('conll2003'), [ARTICLE]), /North -X- O B-LOC\nand -X- O I-LOC\n/);
  });

  it('gives way to what stands in the stretch where a format holds flat mentions', () => {
    const article: AnnotatedArticle = articleOf(TEXT, [inPieces(['North', 'America']), whole('South')]);
    const { omitted, lost } = exportArticles(formatOf('conll2003'), [article]);
    assert.deepEqual(
      omitted.flat().map(({ mention, reason }) => [mention.id, reason]),
      [['k1', 'pieces']],
    );
    assert.equal(lost.get('pieces'), undefined);
  });

  it('is not read where what it says does not stand there', async () => {
    const line = (pieces: unknown, text?: string) =>
      JSON.stringify({
        file: 'a.txt',
        text: TEXT,
        spans: [{ start: 14, end: 37, label: 'location', pieces, text }],
      });
    const codes = async (content: string) =>
      (await readBack(formatOf('jsonl'), [{ path: 'd.jsonl', content }])).problems.map(({ code }) => code);
    const pieces = [
      [14, 19],
      [30, 37],
    ];
    assert.deepEqual(await codes(line(pieces, 'North and South America')), []);
    assert.deepEqual(await codes(line(pieces, 'South and North America')), ['dataset-quote']);
    assert.deepEqual(
      await codes(
        line([
          [14, 19],
          [30, 999],
        ]),
      ),
      ['dataset-span'],
    );
    assert.deepEqual(await codes(line([[19, 14]])), ['dataset-span']);
    assert.deepEqual(await codes(line([])), ['dataset-schema']);
    assert.deepEqual(await codes(line([[-1, 3]])), ['dataset-schema']);
  });
});
