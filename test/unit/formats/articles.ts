import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodeDatasetFile,
  describe as describeSpan,
  EMPTY_SIDECAR,
  exportArticles,
  indexCodePoints,
  mergeImport,
  registryEntries,
  readArticle,
  type AnnotatedArticle,
  type Annotation,
  type DatasetFile,
  type DatasetFormat,
  type DatasetReading,
  type FormatSettings,
  type Mark,
  type Relation,
  type Span,
  type Status,
} from '../../../src/core';

/** A mention by its quotation, the first of that text. */
export interface Mention extends Partial<
  Pick<Annotation, 'id' | 'entity' | 'timex' | 'confidence' | 'source' | 'by' | 'at'>
> {
  readonly quote: string;
  readonly label: string;
  readonly status?: Status;
}

/** An article whose mentions are the first places of the quotes. */
export function annotated(text: string, mentions: readonly Mention[] = [], file = 'a.txt'): AnnotatedArticle {
  const annotations = mentions.map(({ quote, ...mention }, index) => {
    const start = text.indexOf(quote);
    assert.ok(start >= 0, quote);
    return annotation(text, start, start + quote.length, { id: `k${index}`, ...mention });
  });
  return articleOf(text, annotations, file);
}

export function annotation(
  text: string,
  start: number,
  end: number,
  fields: Partial<Annotation> & { readonly label: string; readonly id: string },
  pieces?: readonly Span[],
): Annotation {
  const anchor = describeSpan(text, { start, end }, indexCodePoints(text), pieces);
  return { status: 'accepted', anchor, ...fields };
}

export function articleOf(
  text: string,
  annotations: readonly Annotation[],
  file = 'a.txt',
  labels?: readonly string[],
  relations: readonly Relation[] = [],
): AnnotatedArticle {
  const { article, frontMatter } = readArticle(text, { language: 'pt' });
  const codePoints = indexCodePoints(text);
  const mentions = annotations
    .map((one): Mark => {
      const { id, label, status, timex, confidence, source, anchor } = one;
      const span = {
        start: codePoints.toUtf16(anchor.position[0]),
        end: codePoints.toUtf16(anchor.position[1]),
      };
      const pieces = anchor.pieces?.map(([start, end]) => ({
        start: codePoints.toUtf16(anchor.position[0] + start),
        end: codePoints.toUtf16(anchor.position[0] + end),
      }));
      return {
        id,
        span,
        ...(pieces && { pieces }),
        label,
        status,
        annotation: one,
        ...(timex && { timex }),
        ...(confidence !== undefined && { confidence }),
        ...(source !== undefined && { source }),
      };
    })
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return {
    file,
    article,
    frontMatter,
    ...(labels && { labels }),
    mentions,
    relations,
    entities: new Map(),
    entries: ENTRIES,
  };
}

/** What annotations of tests may be linked to. */
const ENTRIES = registryEntries([
  {
    id: 'ana-torres',
    label: 'person',
    name: 'Ana "|" Torres',
    aliases: [],
    identifiers: new Map([
      ['wikidata', 'Q42'],
      ['own', 'a b'],
    ]),
    replaces: [],
  },
]);

/** The one text file of a dataset. */
export function contentOf(
  format: DatasetFormat,
  articles: readonly AnnotatedArticle[],
  options: FormatSettings = {},
): string {
  const { files } = exportArticles(format, articles, { options });
  assert.equal(files.length, 1);
  return files[0]?.content as string;
}

/** Reads files of text as they come from a disk. */
export async function readBack(
  format: DatasetFormat,
  files: readonly DatasetFile[],
  options: FormatSettings = {},
): Promise<DatasetReading> {
  assert.ok(format.read);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const decoded = files.map(({ path, content }) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const file = decodeDatasetFile(path, bytes, decoder);
    assert.ok('content' in file, JSON.stringify(file));
    return file;
  });
  return format.read(decoded, options);
}

/** The annotations that an import brings into the sidecar of the article that was exported. */
export function merged(
  { article: { text }, file }: AnnotatedArticle,
  { articles }: DatasetReading,
): Annotation[] {
  assert.equal(articles.length, 1);
  const [imported] = articles;
  assert.ok(imported);
  const { changes, refused } = mergeImport(text, EMPTY_SIDECAR, { ...imported, file });
  assert.deepEqual(refused, []);
  return changes.flatMap((change) => (change.kind === 'put' ? [change.annotation] : []));
}

/** What an annotation says that a format holds, to be compared; white space at its ends is not. */
export function held(format: DatasetFormat, annotation: Annotation) {
  const { id, label, status, anchor, entity, timex, attributes, note, flagged, confidence, source, by, at } =
    annotation;
  const { facts } = format;
  const [edge = ''] = /^[\s\p{Cc}]*/u.exec(anchor.quote) ?? [];
  const quote = anchor.quote.slice(edge.length).replace(/[\s\p{Cc}]+$/u, '');
  const pieces = anchor.pieces?.map(([start, end]) => {
    const piece = [...anchor.quote].slice(start, end).join('');
    const [before = ''] = /^[\s\p{Cc}]*/u.exec(piece) ?? [];
    return [start - edge.length + before.length, piece.replace(/^[\s\p{Cc}]+|[\s\p{Cc}]+$/gu, '')];
  });
  return {
    start: anchor.position[0] + edge.length,
    quote,
    ...(format.pieces && pieces && { pieces }),
    label,
    ...(facts.has('id') && { id }),
    ...(facts.has('status') && { status }),
    ...(facts.has('entity') && label !== 'date' && entity !== undefined && { entity }),
    ...(facts.has('timex') && timex && { type: timex.type, value: timex.value }),
    ...(facts.has('mod') && timex?.mod !== undefined && { mod: timex.mod }),
    ...(facts.has('anchor') && timex?.anchor !== undefined && { anchor: timex.anchor }),
    ...(facts.has('attributes') && attributes && { attributes: Object.entries(attributes).sort() }),
    ...(facts.has('note') && note !== undefined && { note }),
    ...(facts.has('flagged') && flagged !== undefined && { flagged }),
    ...(facts.has('confidence') && confidence !== undefined && { confidence }),
    ...(facts.has('recognizer') && source !== undefined && { source }),
    ...(facts.has('by') && by !== undefined && { by }),
    ...(facts.has('at') && at !== undefined && { at }),
  };
}

export const TIMEX = { type: 'DATE', value: '2024-07-17', mod: 'APPROX', anchor: '2024-07-18' } as const;

const PIECES = [
  'Ana',
  'é',
  'e\u0301',
  '🚀',
  '👩‍👩‍👧',
  'שלום',
  '\u200f',
  '\u2028',
  '\u0085',
  '\n',
  '\n\n',
  ' ',
  '  ',
  '. ',
  ', ',
  '=1+1',
  "'=x",
  '"',
  '|',
  '\\',
  '_',
  '\t',
  '<b>&amp;]]>',
  '{',
  'B-',
  '#',
  '-DOCSTART-',
  '*',
  '\ufeff',
];

/** Texts of all that has gone wrong in a dataset, and annotations that may overlap. Spans do not split characters. */
export const anyArticle: fc.Arbitrary<AnnotatedArticle> = fc
  .tuple(
    fc.constantFrom('', '---\ntitle: 🚀 <a> & "b"\npublished: 2024-07-18\nsource: Lusa\n---\n'),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }),
    fc.array(
      fc.record({
        start: fc.nat(20),
        length: fc.integer({ min: 1, max: 8 }),
        further: fc.option(
          fc.record({ gap: fc.integer({ min: 1, max: 4 }), length: fc.integer({ min: 1, max: 4 }) }),
          { nil: undefined },
        ),
        label: fc.constantFrom('person', 'organization', 'location', 'event', 'date'),
        status: fc.constantFrom<Status>('accepted', 'suggested', 'rejected'),
        confidence: fc.option(fc.constantFrom(0, 0.25, 0.96, 1), { nil: undefined }),
        dated: fc.boolean(),
        entity: fc.option(fc.constantFrom('ana-torres', '=a%20|:\\ж,"'), { nil: undefined }),
        attributes: fc.option(
          fc.constantFrom({ certainty: '=low|"', 'no 🚀': 3.5, doubted: false }, { __proto: 'x' }),
          { nil: undefined },
        ),
        note: fc.option(fc.constantFrom('ask "Ana"\tor\nŁucja | \\', '{"a": 1}', '=1+1'), { nil: undefined }),
        flagged: fc.boolean(),
        by: fc.option(fc.constantFrom('ana', 'Łucja "Lu" Ćwik', '=cmd'), { nil: undefined }),
      }),
      { maxLength: 5 },
    ),
    fc.constantFrom(undefined, ['politics'], ['=sport', 'вести']),
  )
  .map(([head, pieces, spans, labels]) => {
    const text = head + pieces.join('');
    const starts = pieces.map((_, index) => head.length + pieces.slice(0, index).join('').length);
    const seen = new Set<string>();
    /** A stretch of text behind a gap; all that is meant and all that is not has to be more than what formats drop. */
    const secondPiece = (
      first: number,
      from: number,
      { gap, length }: { readonly gap: number; readonly length: number },
    ) => {
      const [end, start] = [starts[from + gap + length] ?? text.length, starts[from + gap]];
      if (start === undefined) return undefined;
      const parts = [
        text.slice(starts[first], starts[from]),
        text.slice(starts[from], start),
        text.slice(start, end),
      ];
      return parts.every((part) => /[^\s\p{Cc}\ufeff]/u.test(part)) ? { start, end } : undefined;
    };
    const annotations = spans.flatMap(
      (
        { start, length, further, label, status, confidence, dated, entity, attributes, note, flagged, by },
        index,
      ) => {
        const from = starts[start];
        const first = starts[start + length] ?? text.length;
        const second =
          further && from !== undefined ? secondPiece(start, start + length, further) : undefined;
        const to = second ? second.end : first;
        // Two mentions that differ by white space are one in formats that hold words.
        const bare = /^([\s\p{Cc}]*)([^]*?)[\s\p{Cc}]*$/u.exec(text.slice(from ?? text.length, to));
        const key = `${(from ?? 0) + (bare?.[1]?.length ?? 0)} ${bare?.[2]?.length}`;
        if (from === undefined || bare?.[2] === '' || seen.has(key)) return [];
        seen.add(key);
        return [
          annotation(
            text,
            from,
            to,
            {
              id: `k${index}`,
              label,
              status,
              ...(label === 'date' && dated && { timex: TIMEX }),
              ...(entity !== undefined && { entity }),
              ...(attributes && { attributes }),
              ...(note !== undefined && { note }),
              ...(flagged && { flagged }),
              ...(confidence !== undefined && { confidence, source: 'tagger' }),
              ...(by !== undefined && status !== 'suggested' && { by, at: '2024-07-20T10:00:00Z' }),
            },
            second && [{ start: from, end: first }, second],
          ),
        ];
      },
    );
    return articleOf(text, annotations, undefined, labels);
  });
