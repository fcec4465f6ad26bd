import assert from 'node:assert/strict';
import { datasetFormat, type DatasetFormat, type ImportedArticle } from '../../../src/core';
import { readBack } from './articles';

const TEXT = 'Ana Torres leads Lumen.';

/** The one article of a dataset that another program wrote. */
async function read(id: string, files: Record<string, string>): Promise<ImportedArticle> {
  const format = datasetFormat(id) as DatasetFormat;
  const given = Object.entries(files).map(([path, content]) => ({ path, content }));
  const { articles, problems } = await readBack(format, given);
  assert.deepEqual(problems, []);
  assert.equal(articles.length, 1);
  return articles[0] as ImportedArticle;
}

const annotationOf = (article: ImportedArticle, quote: string) => {
  const annotation = article.annotations.find(({ anchor }) => anchor.quote === quote);
  assert.ok(annotation, quote);
  return annotation;
};

const entryOf = (article: ImportedArticle, quote: string) =>
  article.entries?.get(annotationOf(article, quote).id);

describe('what other programs say of their annotations', () => {
  const ann = (...lines: string[]) => ({ 'a.txt': TEXT, 'a.ann': `${lines.join('\n')}\n` });

  const BOUNDS = ['T1\tperson 0 10\tAna Torres', 'T2\tlead 11 16\tleads', 'T3\torganization 17 22\tLumen'];

  it('is read from brat: attributes, notes and normalisations', async () => {
    const article = await read(
      'brat',
      ann(
        ...BOUNDS,
        'A1\tFictional T1',
        'M2\tCertainty T1 low',
        '#1\tAnnotatorNotes T1\tsee page 3',
        'N1\tReference T1 Wikidata:Q42\tAna Torres of Lumen',
        'R1\tleads Arg1:T1 Arg2:T3',
        'A3\tPast R1',
      ),
    );
    const { attributes, note, entity } = annotationOf(article, 'Ana Torres');
    assert.deepEqual(
      { attributes, note, entity },
      {
        attributes: { Fictional: true, Certainty: 'low' },
        note: 'see page 3',
        entity: undefined,
      },
    );
    assert.deepEqual(entryOf(article, 'Ana Torres'), {
      name: 'Ana Torres of Lumen',
      identifiers: { wikidata: 'Q42' },
    });
    assert.deepEqual(
      article.relations?.map(({ type, attributes: told }) => ({ type, told })),
      [{ type: 'leads', told: { Past: true } }],
    );
  });

  it('is read from brat: an event is a relation from its trigger to each argument', async () => {
    const article = await read(
      'brat',
      ann(...BOUNDS, 'E1\tlead:T2 Agent:T1 Theme:T3 Theme2:E2', 'E2\tlead:T2 ', 'A1\tPast E1'),
    );
    const quotes = new Map(article.annotations.map(({ id, anchor }) => [id, anchor.quote]));
    assert.deepEqual(
      article.relations?.map(({ type, from, to }) => [quotes.get(from), type, quotes.get(to)]),
      [
        ['leads', 'Agent', 'Ana Torres'],
        ['leads', 'Theme', 'Lumen'],
        ['leads', 'Theme', 'leads'],
      ],
    );
    assert.deepEqual(annotationOf(article, 'leads').attributes, { Past: true });
  });

  it('is read from Web Annotations: comments are notes, and what identifies is the entity', async () => {
    const item = {
      type: 'Annotation',
      body: [
        { type: 'TextualBody', purpose: 'tagging', value: 'person' },
        { type: 'TextualBody', purpose: 'commenting', value: 'see page 3' },
        { type: 'SpecificResource', purpose: 'identifying', source: 'http://www.wikidata.org/entity/Q42' },
      ],
      target: { source: 'a.txt', selector: { type: 'TextQuoteSelector', exact: 'Ana Torres' } },
    };
    const article = await read('webannotation', { 'a.jsonld': JSON.stringify({ items: [item] }) });
    assert.equal(annotationOf(article, 'Ana Torres').note, 'see page 3');
    assert.deepEqual(entryOf(article, 'Ana Torres'), { identifiers: { wikidata: 'Q42' } });
  });

  it('is read from INCEpTION: the identifier of a named entity', async () => {
    const xmi = `<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
  xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmi:version="2.0">
  <ner:NamedEntity xmi:id="2" sofa="1" begin="0" end="10" value="person" identifier="http://www.wikidata.org/entity/Q42"/>
  <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" sofaString="${TEXT}"/>
</xmi:XMI>`;
    const webanno = [
      '#FORMAT=WebAnno TSV 3.3',
      '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value',
      '',
      `#Text=${TEXT}`,
      '1-1\t0-3\tAna\thttp://www.wikidata.org/entity/Q42[1]\tperson[1]\t',
      '1-2\t4-10\tTorres\thttp://www.wikidata.org/entity/Q42[1]\tperson[1]\t',
      '1-3\t11-16\tleads\t_\t_\t',
      '1-4\t17-22\tLumen\t*\torganization\t',
      '1-5\t22-23\t.\t_\t_\t',
      '',
    ].join('\n');
    for (const article of [
      await read('xmi', { 'a.xmi': xmi }),
      await read('webanno', { 'a.tsv': webanno }),
    ]) {
      assert.deepEqual(entryOf(article, 'Ana Torres'), { identifiers: { wikidata: 'Q42' } });
    }
  });

  it('is read from Label Studio: choices and text of a region', async () => {
    const value = { start: 0, end: 10, text: 'Ana Torres' };
    const region = {
      id: 'r1',
      from_name: 'label',
      to_name: 'text',
      type: 'labels',
      value: { ...value, labels: ['person'] },
    };
    const result = [
      region,
      { ...region, from_name: 'certainty', type: 'choices', value: { ...value, choices: ['low'] } },
      { ...region, from_name: 'note', type: 'textarea', value: { ...value, text: ['see page 3'] } },
    ];
    const tasks = [{ data: { text: TEXT, file: 'a.txt' }, annotations: [{ result }] }];
    const article = await read('labelstudio', { 'tasks.json': JSON.stringify(tasks) });
    const { attributes, note } = annotationOf(article, 'Ana Torres');
    assert.deepEqual({ attributes, note }, { attributes: { certainty: 'low' }, note: 'see page 3' });
  });
});
