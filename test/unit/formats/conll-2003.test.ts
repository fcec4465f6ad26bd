import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conll2003, readArticle, type AnnotatedArticle, type Mark, type Status } from '../../../src/core';

interface Mention {
  readonly quote: string;
  readonly label: string;
  readonly status?: Status;
}

/** An article whose mentions are the first places of the quotes. */
function annotated(text: string, mentions: readonly Mention[]): AnnotatedArticle {
  const { article, frontMatter } = readArticle(text, { language: 'pt' });
  const marks = mentions.map(({ quote, label, status = 'accepted' }, index): Mark => {
    const start = text.indexOf(quote);
    assert.ok(start >= 0, quote);
    return { id: `k${index}`, span: { start, end: start + quote.length }, label, status };
  });
  marks.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return { file: 'a.txt', article, frontMatter, mentions: marks, entities: new Map() };
}

function quotes(article: AnnotatedArticle, marks: readonly Mark[]): string[] {
  return marks.map(({ span }) => article.article.text.slice(span.start, span.end));
}

describe('the CoNLL-2003 dataset', () => {
  it('has four columns, IOB2 tags, a blank line after each sentence and a line that opens the article', () => {
    const article = annotated('Kim Jong-un visitou a Rússia. A ONU reagiu em julho.', [
      { quote: 'Kim Jong-un', label: 'person' },
      { quote: 'Rússia', label: 'location' },
      { quote: 'ONU', label: 'organization' },
      { quote: 'julho', label: 'date' },
    ]);
    assert.equal(
      conll2003.stringify(article),
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
    assert.deepEqual(conll2003.omissions(article), []);
  });

  it('cuts words where a mention begins or ends', () => {
    const article = annotated('norte-coreanos', [{ quote: 'coreano', label: 'location' }]);
    assert.equal(
      conll2003.stringify(article),
      '-DOCSTART- -X- O O\n\nnorte- -X- O O\ncoreano -X- O B-LOC\ns -X- O O\n\n',
    );
  });

  it('tells two mentions apart that touch', () => {
    const article = annotated('XimenaYara', [
      { quote: 'Ximena', label: 'person' },
      { quote: 'Yara', label: 'person' },
    ]);
    assert.equal(
      conll2003.stringify(article),
      '-DOCSTART- -X- O O\n\nXimena -X- O B-PER\nYara -X- O B-PER\n\n',
    );
  });

  it('ends no sentence inside a mention', () => {
    const article = annotated('Yahoo! Inc. cresceu.', [{ quote: 'Yahoo! Inc.', label: 'organization' }]);
    assert.equal(
      conll2003.stringify(article),
      '-DOCSTART- -X- O O\n\nYahoo -X- O B-ORG\n! -X- O I-ORG\nInc -X- O I-ORG\n. -X- O I-ORG\ncresceu -X- O O\n. -X- O O\n\n',
    );
  });

  it('writes labels of a project in capitals that no reader takes for two', () => {
    const article = annotated('Guernica', [{ quote: 'Guernica', label: 'work-of art' }]);
    assert.match(conll2003.stringify(article), /^Guernica -X- O B-WORK_OF_ART$/m);
  });

  it('keeps the longest of mentions that overlap and names the others', () => {
    const article = annotated('Banco de Portugal subiu', [
      { quote: 'Banco', label: 'product' },
      { quote: 'Banco de Portugal', label: 'organization' },
      { quote: 'Portugal subiu', label: 'event' },
    ]);
    assert.match(
      conll2003.stringify(article),
      /^Banco .* B-ORG\nde .* I-ORG\nPortugal .* I-ORG\nsubiu .* O$/m,
    );
    assert.deepEqual(quotes(article, conll2003.omissions(article)), ['Banco', 'Portugal subiu']);
  });

  it('prefers the accepted of two mentions of one length', () => {
    const article = annotated('Paris', [
      { quote: 'Paris', label: 'person', status: 'suggested' },
      { quote: 'Paris', label: 'location' },
    ]);
    assert.match(conll2003.stringify(article), /^Paris -X- O B-LOC$/m);
    assert.deepEqual(
      conll2003.omissions(article).map(({ label }) => label),
      ['person'],
    );
  });

  it('writes only the body, and names what is rejected, in the front matter, or without a word', () => {
    const article = annotated('---\ntitle: Lula\n---\nDilma falou', [
      { quote: 'Lula', label: 'person' },
      { quote: 'Dilma', label: 'person', status: 'rejected' },
      { quote: ' ', label: 'event' },
    ]);
    assert.equal(conll2003.stringify(article), '-DOCSTART- -X- O O\n\nDilma -X- O O\nfalou -X- O O\n\n');
    assert.equal(conll2003.omissions(article).length, 3);
  });

  it('opens an article that has no words', () => {
    assert.equal(conll2003.stringify(annotated('', [])), '-DOCSTART- -X- O O\n\n');
  });

  it('gives every reader four columns and well-formed tags, whatever the text', () => {
    const piece = fc.constantFrom(
      'Ana',
      'é',
      'e\u0301',
      '🚀',
      'שלום',
      '\u0085',
      '\u001c',
      '\u2028',
      '\n',
      ' ',
      '. ',
      'B-',
      '\ufeff',
    );
    const places = fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 12 })), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), places, (pieces, spans) => {
        const text = pieces.join('');
        const { article, frontMatter } = readArticle(text, { language: 'en' });
        const mentions = spans
          .map(([start, length], index): Mark => {
            const span = { start: Math.min(start, text.length), end: Math.min(start + length, text.length) };
            return { id: `k${index}`, span, label: 'person', status: 'accepted' };
          })
          .filter(({ span }) => !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text.slice(span.start, span.end)))
          .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
        const annotated = { file: 'a.txt', article, frontMatter, mentions, entities: new Map() };
        const [opening, ...lines] = conll2003.stringify(annotated).split('\n');
        assert.equal(opening, '-DOCSTART- -X- O O');
        let previous = 'O';
        let opened = 0;
        for (const line of lines) {
          // At least what Python's `str.split()` takes for white space.
          const columns = line.split(/[\s\p{Cc}]+/u);
          const tag = line === '' ? 'O' : columns[3];
          assert.ok(line === '' || columns.length === 4, JSON.stringify(line));
          assert.ok(tag === 'O' || tag === 'B-PER' || (tag === 'I-PER' && previous !== 'O'), line);
          if (tag === 'B-PER') opened++;
          previous = tag ?? '';
        }
        assert.equal(opened, mentions.length - conll2003.omissions(annotated).length);
      }),
    );
  });
});
