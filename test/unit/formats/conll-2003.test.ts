import assert from 'node:assert/strict';
import fc from 'fast-check';
import { datasetFormat, exportArticles, type AnnotatedArticle, type DatasetFormat } from '../../../src/core';
import { annotated, anyArticle, contentOf, merged, readBack } from './articles';

const format = datasetFormat('conll2003') as DatasetFormat;

const stringify = (article: AnnotatedArticle, scheme = 'IOB2') => contentOf(format, [article], { scheme });

const omissions = (article: AnnotatedArticle) => exportArticles(format, [article]).omitted.flat();

const quotes = (article: AnnotatedArticle) =>
  omissions(article).map(({ mention: { span } }) => article.article.text.slice(span.start, span.end));

describe('the CoNLL-2003 dataset', () => {
  it('has four columns, IOB2 tags, a blank line after each sentence and a line that opens the article', () => {
    const article = annotated('Kim Jong-un visitou a Rússia. A ONU reagiu em julho.', [
      { quote: 'Kim Jong-un', label: 'person' },
      { quote: 'Rússia', label: 'location' },
      { quote: 'ONU', label: 'organization' },
      { quote: 'julho', label: 'date' },
    ]);
    assert.equal(
      stringify(article),
      `-DOCSTART- -X- O O

Kim -X- O B-PER
Jong-un -X- O I-PER
visitou -X- O O
a -X- O O
Rússia -X- O B-LOC
. -X- O O

A -X- O O
ONU -X- O B-ORG
reagiu -X- O O
em -X- O O
julho -X- O B-DATE
. -X- O O

`,
    );
    assert.deepEqual(omissions(article), []);
  });

  it('cuts words where a mention begins or ends', () => {
    const article = annotated('norte-coreanos', [{ quote: 'coreano', label: 'location' }]);
    assert.equal(
      stringify(article),
      '-DOCSTART- -X- O O\n\nnorte- -X- O O\ncoreano -X- O B-LOC\ns -X- O O\n\n',
    );
  });

  it('tells two mentions apart that touch', () => {
    const article = annotated('XimenaYara', [
      { quote: 'Ximena', label: 'person' },
      { quote: 'Yara', label: 'person' },
    ]);
    assert.equal(stringify(article), '-DOCSTART- -X- O O\n\nXimena -X- O B-PER\nYara -X- O B-PER\n\n');
  });

  it('ends no sentence inside a mention', () => {
    const article = annotated('Yahoo! Inc. cresceu.', [{ quote: 'Yahoo! Inc.', label: 'organization' }]);
    assert.equal(
      stringify(article),
      '-DOCSTART- -X- O O\n\nYahoo -X- O B-ORG\n! -X- O I-ORG\nInc -X- O I-ORG\n. -X- O I-ORG\ncresceu -X- O O\n. -X- O O\n\n',
    );
  });

  it('writes labels of a project in capitals that no reader takes for two', () => {
    const article = annotated('Guernica', [{ quote: 'Guernica', label: 'work-of art' }]);
    assert.match(stringify(article), /^Guernica -X- O B-WORK_OF_ART$/m);
  });

  it('keeps the longest of mentions that overlap and names the others', () => {
    const article = annotated('Banco de Portugal subiu', [
      { quote: 'Banco', label: 'product' },
      { quote: 'Banco de Portugal', label: 'organization' },
      { quote: 'Portugal subiu', label: 'event' },
    ]);
    assert.match(stringify(article), /^Banco .* B-ORG\nde .* I-ORG\nPortugal .* I-ORG\nsubiu .* O$/m);
    assert.deepEqual(quotes(article), ['Banco', 'Portugal subiu']);
  });

  it('prefers the accepted of two mentions of one length', () => {
    const article = annotated('Paris', [
      { quote: 'Paris', label: 'person', status: 'suggested' },
      { quote: 'Paris', label: 'location' },
    ]);
    assert.match(stringify(article), /^Paris -X- O B-LOC$/m);
    assert.deepEqual(
      omissions(article).map(({ mention: { label } }) => label),
      ['person'],
    );
  });

  it('writes only the body, and names what is rejected, in the front matter, or without a word', () => {
    const article = annotated('---\ntitle: Lula\n---\nDilma falou', [
      { quote: 'Lula', label: 'person' },
      { quote: 'Dilma', label: 'person', status: 'rejected' },
      { quote: ' ', label: 'event' },
    ]);
    assert.equal(stringify(article), '-DOCSTART- -X- O O\n\nDilma -X- O O\nfalou -X- O O\n\n');
    assert.equal(omissions(article).length, 3);
  });

  it('opens an article that has no words', () => {
    assert.equal(stringify(annotated('', [])), '-DOCSTART- -X- O O\n\n');
  });

  it('marks mentions in IOB1 as the shared task does, and in BIOES', () => {
    const article = annotated('Ana Rui Eva viu Lisboa', [
      { quote: 'Ana', label: 'person' },
      { quote: 'Rui Eva', label: 'person' },
      { quote: 'Lisboa', label: 'location' },
    ]);
    const tags = (scheme: string) =>
      [...stringify(article, scheme).matchAll(/ ([A-Z]-?[A-Z]*)$/gm)].slice(1).map(([, tag]) => tag);
    assert.deepEqual(tags('IOB1'), ['I-PER', 'B-PER', 'I-PER', 'O', 'I-LOC']);
    assert.deepEqual(tags('IOB2'), ['B-PER', 'B-PER', 'I-PER', 'O', 'B-LOC']);
    assert.deepEqual(tags('BIOES'), ['S-PER', 'B-PER', 'E-PER', 'O', 'S-LOC']);
  });

  for (const scheme of ['IOB1', 'BIOES']) {
    it(`is read back in ${scheme}, whatever the text`, async () => {
      await fc.assert(
        fc.asyncProperty(anyArticle, async (article) => {
          const { files, omitted } = exportArticles(format, [article], { options: { scheme } });
          const reading = await readBack(format, files);
          assert.equal(merged(article, reading).length, article.mentions.length - omitted.flat().length);
        }),
        { numRuns: 40 },
      );
    });
  }

  it('is read with two columns, tabs, Windows line ends and labels of other makers', async () => {
    const content = '\ufeffWolff\tB-PER\r\n,\tO\r\nArgentina\tU-GPE\r\n\r\nIn\tO\r\nWien\tB-MISC\r\n';
    const { articles, problems } = await readBack(format, [{ path: 'ner/set.conll', content }]);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      articles.map(({ file, text, annotations }) => [
        file,
        text,
        annotations.map(({ label, anchor }) => `${label} ${anchor.quote}`),
      ]),
      [['ner/set-1.txt', 'Wolff , Argentina\nIn Wien', ['person Wolff', 'location Argentina', 'misc Wien']]],
    );
  });

  it('is not read where a line is cut off or a tag is none', async () => {
    const content = '-DOCSTART- -X- O O\n\nAna -X- O B-PER\nsaiu -X-\n-DOCSTART- -X- O O\n\nRui -X- O PER\n';
    const { problems } = await readBack(format, [{ path: 'a.conll', content }]);
    assert.deepEqual(
      problems.map(({ code, range }) => [code, content.slice(range.start, range.end)]),
      [
        ['conll-columns', 'saiu -X-'],
        ['conll-tag', 'Rui -X- O PER'],
      ],
    );
  });

  it('gives every reader four columns and well-formed tags, whatever the text', () => {
    fc.assert(
      fc.property(anyArticle, (annotated) => {
        const [opening, ...lines] = stringify(annotated).split('\n');
        assert.equal(opening, '-DOCSTART- -X- O O');
        let previous = 'O';
        let opened = 0;
        for (const line of lines) {
          // At least what Python's `str.split()` takes for white space.
          const columns = line.split(/[\s\p{Cc}]+/u);
          const tag = line === '' ? 'O' : columns[3];
          assert.ok(line === '' || columns.length === 4, JSON.stringify(line));
          assert.match(tag ?? '', /^(?:O|[BI]-[A-Z]+)$/);
          assert.ok(!tag?.startsWith('I-') || previous.slice(2) === tag.slice(2), line);
          if (tag?.startsWith('B-')) opened++;
          previous = tag ?? '';
        }
        assert.equal(opened, annotated.mentions.length - omissions(annotated).length);
      }),
    );
  });
});
