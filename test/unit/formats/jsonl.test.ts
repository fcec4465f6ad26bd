import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  annotatedArticle,
  describe as describeSpan,
  editSidecar,
  EMPTY_SIDECAR,
  indexCodePoints,
  datasetFormat,
  exportArticles,
  jsonLine,
  normalizeLineEnds,
  type Annotation,
  type DatasetFormat,
  type JsonlArticle,
  type JsonlSpan,
  type SidecarChange,
  type Span,
} from '../../../src/core';
import { createEntityResolver } from '../../../src/core/entities';

const resolveEntities = createEntityResolver();

function annotation(text: string, span: Span, more: Partial<Annotation> = {}): Annotation {
  return {
    id: `k${span.start}-${span.end}`,
    label: 'person',
    status: 'accepted',
    anchor: describeSpan(text, span, indexCodePoints(text)),
    ...more,
  };
}

function stringify(text: string, annotations: readonly Annotation[]): string {
  const changes = annotations.map((one): SidecarChange => ({ kind: 'put', annotation: one }));
  const sidecar = editSidecar(EMPTY_SIDECAR, changes);
  const { article } = annotatedArticle('news/a.txt', text, sidecar, ['accepted'], {
    identifyLanguage: () => 'pt',
    resolveEntities,
  });
  const { files } = exportArticles(datasetFormat('jsonl') as DatasetFormat, [article]);
  return files[0]?.content as string;
}

describe('the JSON Lines dataset', () => {
  it('holds an article, what its front matter says, and its mentions, on one line', () => {
    const text = '---\ntitle: "Kim 🇰🇵"\npublished: 2024-07-18\nlanguage: pt\n---\n🚀 Kim falou ontem.\n';
    const kim = text.lastIndexOf('Kim');
    const ontem = text.indexOf('ontem');
    const line = stringify(text, [
      annotation(text, { start: kim, end: kim + 3 }, { source: 'compromise', confidence: 0.8, by: 'ana' }),
      annotation(
        text,
        { start: ontem, end: ontem + 5 },
        {
          label: 'date',
          timex: { type: 'DATE', value: '2024-07-17', mod: 'APPROX' },
          at: '2024-07-20T10:00:00Z',
        },
      ),
    ]);
    assert.equal(line.indexOf('\n'), line.length - 1);
    assert.deepEqual(JSON.parse(line), {
      file: 'news/a.txt',
      language: 'pt',
      published: '2024-07-18',
      title: 'Kim 🇰🇵',
      text,
      spans: [
        {
          start: 61,
          end: 64,
          label: 'person',
          text: 'Kim',
          entity: 'Kim',
          status: 'accepted',
          id: `k${kim}-${kim + 3}`,
          by: 'ana',
          confidence: 0.8,
          source: 'compromise',
        },
        {
          start: 71,
          end: 76,
          label: 'date',
          text: 'ontem',
          value: '2024-07-17',
          timex: 'DATE',
          mod: 'APPROX',
          status: 'accepted',
          id: `k${ontem}-${ontem + 5}`,
          at: '2024-07-20T10:00:00Z',
        },
      ],
    });
  });

  it('holds mentions that overlap', () => {
    const text = 'Banco de Portugal';
    const line = stringify(text, [
      annotation(text, { start: 0, end: 17 }, { label: 'organization' }),
      annotation(text, { start: 9, end: 17 }, { label: 'location' }),
    ]);
    assert.deepEqual(
      (JSON.parse(line) as JsonlArticle).spans.map((span) => span.text),
      ['Banco de Portugal', 'Portugal'],
    );
  });

  it('counts code points, so that slicing by them gives the text of the span, whatever the text', () => {
    const piece = fc.constantFrom(
      'a',
      'e\u0301',
      '🚀',
      '👩‍👩‍👧',
      'שלום',
      '\u200f',
      '\r\n',
      '\r',
      '\n',
      ' ',
      '\ufeff',
    );
    const stretch = fc.array(piece, { maxLength: 12 }).map((pieces) => normalizeLineEnds(pieces.join('')));
    fc.assert(
      fc.property(stretch, stretch, stretch, (before, middle, after) => {
        fc.pre(middle !== '');
        const text = before + middle + after;
        const span = { start: before.length, end: before.length + middle.length };
        const line = JSON.parse(stringify(text, [annotation(text, span)])) as JsonlArticle;
        assert.equal(line.text, text);
        const [{ start, end, text: quote }] = line.spans as [JsonlSpan];
        assert.equal(quote, middle);
        assert.equal([...text].slice(0, start).join(''), before);
        assert.equal([...text].slice(start, end).join(''), middle);
      }),
    );
  });

  it('keeps to one line for readers that take U+0085 or U+2028 for the end of one', () => {
    const line = jsonLine({ text: 'a\u0085b\u2028c\u2029d\u009b' });
    assert.equal(line, '{"text":"a\\u0085b\\u2028c\\u2029d\\u009b"}\n');
    assert.deepEqual(JSON.parse(line), { text: 'a\u0085b\u2028c\u2029d\u009b' });
  });
});
