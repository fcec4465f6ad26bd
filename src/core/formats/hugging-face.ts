import type { Agreement } from '../agreement/agreement';
import { parquetMetadataAsync, parquetReadObjects, parquetSchema, type FileMetaData } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { SchemaElement, SchemaTree } from 'hyparquet';
import * as v from 'valibot';
import { DEFAULT_LABELS } from '../model/label';
import type { Timex } from '../model/timex';
import type { AnnotatedArticle } from './annotated-article';
import type { DatasetFile } from './dataset-file';
import { datasetCard, type SplitSize } from './dataset-card';
import { DatasetReader, numberedName, type DatasetPlace } from './dataset-reader';
import { optionOf, type DatasetFormat, type DatasetPart, type Fact, type FormatSettings } from './format';
import { jsonLine } from './json-line';
import { readDatasetLines } from './json-reading';
import {
  articleEntries,
  articleFields,
  importedArticleFields,
  mentionEntries,
  optionalText,
  timexOf,
} from './mention-fields';
import { labelOfTag, readTags, wordless, wordsOf, type Word } from './words';

const options = [
  {
    name: 'files',
    description: 'parquet, or jsonl for JSON Lines',
    values: ['parquet', 'jsonl'],
    default: 'parquet',
  },
  { name: 'name', description: 'the name of the dataset in its card', default: 'Marginalia dataset' },
  {
    name: 'license',
    description: 'the licence in the card, as the Hub spells it: cc-by-4.0, other …',
    default: 'other',
  },
] as const;

/** An article of the dataset. Keys are snake case, as the Hub's datasets have them. */
interface Row {
  readonly id: string;
  readonly language: string;
  readonly published: string | null;
  readonly title: string | null;
  readonly source: string | null;
  /** The body. */
  readonly text: string;
  readonly tokens: readonly string[];
  /** Numbers of `ClassLabel` names. */
  readonly ner_tags: readonly number[];
  /** The time expressions among the mentions, in lists of one length: their words, half-open, and their TIMEX3. */
  readonly timex_start: readonly number[];
  readonly timex_end: readonly number[];
  readonly timex_type: readonly string[];
  readonly timex_value: readonly string[];
  /** Empty where there is none: Arrow's reader of JSON drops nulls in a list, and then its length is wrong. */
  readonly timex_mod: readonly string[];
  readonly timex_anchor: readonly string[];
}

/** The lists of a row that hold numbers, and those that hold texts, in the order of the columns. */
const NUMBER_LISTS = ['ner_tags', 'timex_start', 'timex_end'] as const;
const TEXT_LISTS = ['timex_type', 'timex_value', 'timex_mod', 'timex_anchor'] as const;

/** So many articles are a row group, and are held until it is written. */
const ROW_GROUP = 500;

/**
 * A Hugging Face dataset folder: `data/<split>-00000-of-00001.parquet` or `data/<split>.jsonl`, and `README.md`, the
 * dataset card, whose header says what the features are. The unit is the word: `tokens`, and `ner_tags` in IOB2 as numbers
 * of the ClassLabel names in the card. `timex_start`, `timex_end` (words, half-open), `timex_type`, `timex_value`,
 * `timex_mod` and `timex_anchor` are lists of the dates that have a TIMEX3 value. `text` is the article's body. Of mentions
 * that overlap the longest is held. The importer takes the names from the card.
 */
export const huggingFace: DatasetFormat = {
  id: 'huggingface',
  name: 'Hugging Face dataset',
  extensions: ['parquet', 'jsonl', 'md'],
  layout: 'folder',
  offsets: 'words',
  text: 'body',
  overlaps: false,
  facts: new Set<Fact>(['language', 'published', 'title', 'source', 'timex', 'mod', 'anchor']),
  spell: classOf,
  unspell: (name) => name,
  options,
  splits: true,
  agreement: true,
  write: (settings) => writeFolder(settings),
  read: readFolder,
};

/** A label inside a ClassLabel name: what would break the tag is `_`. */
function classOf(label: string): string {
  return label.replace(/[\s\p{Cc}]+/gu, '_');
}

function writeFolder(settings: FormatSettings) {
  const parquet = optionOf({ options }, settings, 'files') === 'parquet';
  const names = ['O'];
  const numbers = new Map<string, number>();
  const numberOf = (label: string) => {
    const known = numbers.get(label);
    if (known !== undefined) return known;
    const number = names.length;
    names.push(`B-${label}`, `I-${label}`);
    numbers.set(label, number);
    return number;
  };
  for (const label of DEFAULT_LABELS) numberOf(label);
  const splits = new Map<string, { readonly size: SplitSize; readonly file: RowWriter }>();
  const languages = new Set<string>();
  const labels = new Map<string, number>();
  return {
    add(annotated: AnnotatedArticle, name = 'train') {
      let split = splits.get(name);
      if (!split) {
        split = {
          size: { name, articles: 0, words: 0, bytes: 0 },
          file: parquet ? parquetFile(name) : jsonlFile(name),
        };
        splits.set(name, split);
      }
      const words = wordsOf(annotated);
      const { text, body } = annotated.article;
      const { language, published, title, source } = articleFields(annotated);
      const row: Row = {
        id: annotated.file,
        language,
        published: published ?? null,
        title: title ?? null,
        source: source ?? null,
        text: text.slice(body.start, body.end),
        tokens: words.map(({ span }) => text.slice(span.start, span.end)),
        ner_tags: words.map(({ mention }, index) => {
          if (!mention) return 0;
          const first = words[index - 1]?.mention !== mention;
          return numberOf(classOf(mention.label)) + (first ? 0 : 1);
        }),
        ...timexLists(words),
      };
      for (const { label } of annotated.mentions) labels.set(label, (labels.get(label) ?? 0) + 1);
      languages.add(language);
      split.size.articles += 1;
      split.size.words += words.length;
      const parts = split.file.add(row);
      split.size.bytes += sizeOf(parts);
      return { parts, omitted: wordless(annotated, words) };
    },
    end(agreement?: Agreement) {
      const parts: DatasetPart[] = [];
      for (const { size, file } of splits.values()) {
        const last = file.end();
        size.bytes += sizeOf(last);
        parts.push(...last);
      }
      const card = datasetCard({
        name: optionOf({ options }, settings, 'name'),
        license: optionOf({ options }, settings, 'license'),
        languages: [...languages].sort(),
        names,
        labels,
        splits: [...splits.values()].map(({ size }) => size),
        pattern: (name) => (parquet ? parquetPath(name) : jsonlPath(name)),
        ...(agreement && { agreement }),
      });
      return [...parts, { path: 'README.md', content: card }];
    },
  };
}

function timexLists(words: readonly Word[]): Pick<Row, keyof Row & `timex_${string}`> {
  const found: { readonly start: number; end: number; readonly timex: Timex }[] = [];
  for (const [index, { mention }] of words.entries()) {
    if (!mention?.timex) continue;
    if (words[index - 1]?.mention !== mention) found.push({ start: index, end: index, timex: mention.timex });
    (found.at(-1) as (typeof found)[number]).end = index + 1;
  }
  return {
    timex_start: found.map(({ start }) => start),
    timex_end: found.map(({ end }) => end),
    timex_type: found.map(({ timex }) => timex.type),
    timex_value: found.map(({ timex }) => timex.value),
    timex_mod: found.map(({ timex }) => timex.mod ?? ''),
    timex_anchor: found.map(({ timex }) => timex.anchor ?? ''),
  };
}

/** Bytes of what was written; texts are counted in UTF-16 code units, which the card rounds anyway. */
function sizeOf(parts: readonly DatasetPart[]): number {
  return parts.reduce((sum, { content }) => sum + content.length, 0);
}

interface RowWriter {
  add(row: Row): DatasetPart[];
  end(): DatasetPart[];
}

const jsonlPath = (split: string) => `data/${split}.jsonl`;

const parquetPath = (split: string) => `data/${split}-00000-of-00001.parquet`;

function jsonlFile(split: string): RowWriter {
  return { add: (row) => [{ path: jsonlPath(split), content: jsonLine(row) }], end: () => [] };
}

const SCHEMA: SchemaElement[] = [
  { name: 'schema', num_children: 7 + NUMBER_LISTS.length + TEXT_LISTS.length },
  ...['id', 'language', 'published', 'title', 'source', 'text'].map((name): SchemaElement => ({
    name,
    type: 'BYTE_ARRAY',
    converted_type: 'UTF8',
    repetition_type: 'OPTIONAL',
  })),
  ...['tokens' as const].flatMap(textList),
  ...NUMBER_LISTS.flatMap((name) =>
    listOf(name, { name: 'element', type: 'INT64', repetition_type: 'OPTIONAL' }),
  ),
  ...TEXT_LISTS.flatMap(textList),
];

function textList(name: string): SchemaElement[] {
  return listOf(name, {
    name: 'element',
    type: 'BYTE_ARRAY',
    converted_type: 'UTF8',
    repetition_type: 'OPTIONAL',
  });
}

/** The three levels of a list in Parquet. */
function listOf(name: string, element: SchemaElement): SchemaElement[] {
  return [
    { name, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    element,
  ];
}

function parquetFile(split: string): RowWriter {
  const path = parquetPath(split);
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: SCHEMA, createdBy: 'Marginalia' });
  let rows: Row[] = [];
  const flush = (): DatasetPart[] => {
    const content = writer.getBytes().slice();
    // The writer goes on counting its offset in the file.
    writer.index = 0;
    return content.length === 0 ? [] : [{ path, content }];
  };
  const writeGroup = () => {
    if (rows.length === 0) return;
    const column = (name: keyof Row) => ({ name, data: rows.map((row) => row[name]) });
    void parquet.write({
      columnData: [
        ...(['id', 'language', 'published', 'title', 'source', 'text', 'tokens'] as const).map(column),
        ...NUMBER_LISTS.map((name) => ({ name, data: rows.map((row) => row[name].map(BigInt)) })),
        ...TEXT_LISTS.map(column),
      ],
      rowGroupSize: ROW_GROUP,
    });
    rows = [];
  };
  return {
    add(row) {
      rows.push(row);
      if (rows.length < ROW_GROUP) return [];
      writeGroup();
      return flush();
    },
    end() {
      writeGroup();
      void parquet.finish();
      return flush();
    },
  };
}

const text = v.nullable(v.string());

const wholeNumber = v.union([v.pipe(v.bigint(), v.transform(Number)), v.number()]);

const rowSchema = v.object({
  id: v.optional(v.union([v.string(), v.number(), v.bigint()])),
  ...articleEntries,
  text: v.optional(text),
  tokens: v.array(v.string()),
  ner_tags: v.array(v.union([wholeNumber, v.string()])),
  timex_start: v.optional(v.array(wholeNumber), []),
  timex_end: v.optional(v.array(wholeNumber), []),
  timex_type: v.optional(v.array(mentionEntries.timex), []),
  timex_value: v.optional(v.array(optionalText), []),
  timex_mod: v.optional(v.array(optionalText), []),
  timex_anchor: v.optional(v.array(optionalText), []),
});

type ReadRow = v.InferOutput<typeof rowSchema>;

async function readFolder(files: readonly DatasetFile[]) {
  const dataset = new DatasetReader();
  const card = files.find(({ path }) => path === 'README.md' || path.endsWith('/README.md'));
  const names = card && typeof card.content === 'string' ? classNames(card.content) : [];
  for (const file of files) {
    if (file.path.endsWith('.jsonl')) {
      for (const { value, place, number } of readDatasetLines([file], rowSchema, dataset)) {
        addRow(value, place, number, names, dataset);
      }
    } else if (typeof file.content !== 'string') {
      await readParquet(file.path, file.content, names, dataset);
    }
  }
  return dataset.reading;
}

async function readParquet(
  path: string,
  bytes: Uint8Array,
  names: readonly string[],
  dataset: DatasetReader,
): Promise<void> {
  const place = { path, range: { start: 0, end: 0 } };
  const buffer = bytes.slice().buffer;
  const file = {
    byteLength: buffer.byteLength,
    slice: (start: number, end?: number) => Promise.resolve(buffer.slice(start, end)),
  };
  let rows: readonly unknown[];
  try {
    const metadata = await parquetMetadataAsync(file);
    checkColumns(metadata, bytes.length);
    rows = await parquetReadObjects({ file, metadata });
  } catch (error) {
    // The library throws plain errors and range errors at what is no Parquet; there is nothing else in there to throw.
    const message = error instanceof Error ? error.message : String(error);
    return dataset.error(
      place,
      'parquet',
      'This is no Parquet file that can be read: {0}. It may be cut off.',
      message,
    );
  }
  for (const [index, row] of rows.entries()) {
    const reading = v.safeParse(rowSchema, row, { abortEarly: true });
    if (reading.success) addRow(reading.output, place, index + 1, names, dataset);
    else {
      const key = (reading.issues[0].path ?? []).map(({ key }) => String(key)).join('.');
      dataset.error(place, 'dataset-schema', 'Row {0}, {1}: {2}.', index + 1, key, reading.issues[0].message);
    }
  }
}

/** Of one column in one group of rows: a few bytes can claim any number. */
const MOST_VALUES = 2 ** 24;
const MOST_VALUES_A_BYTE = 64;

/**
 * Throws where a group of rows has other columns than the schema (the library would begin to read those that it does not
 * look at again, and what fails in them ends the program as a rejection that nobody handles), and where it claims to
 * hold more than the file can.
 */
function checkColumns(metadata: FileMetaData, bytes: number): void {
  const columns = leaves(parquetSchema(metadata));
  if (new Set(columns).size < columns.length) throw new Error('two columns have the same name');
  const most = Math.min(MOST_VALUES, MOST_VALUES_A_BYTE * bytes);
  for (const { columns: chunks, num_rows: rows } of metadata.row_groups) {
    const paths = chunks.map(({ meta_data: chunk }) => chunk?.path_in_schema.join('.'));
    if (paths.join('\n') !== columns.join('\n')) {
      throw new Error('a group of rows has not the columns of the schema');
    }
    for (const { meta_data: chunk } of chunks) {
      const values = Number(chunk?.num_values);
      if (!(values <= most && Number(rows) <= values)) throw new Error('a group of rows is too large');
    }
  }
}

function leaves({ path, children }: SchemaTree): string[] {
  return children.length === 0 ? [path.join('.')] : children.flatMap(leaves);
}

function addRow(
  row: ReadRow,
  place: DatasetPlace,
  number: number,
  names: readonly string[],
  dataset: DatasetReader,
): void {
  const { tokens, ner_tags: numbers } = row;
  if (tokens.length !== numbers.length) {
    return dataset.error(
      place,
      'hugging-face-row',
      'Row {0} has {1} tokens and {2} tags.',
      number,
      tokens.length,
      numbers.length,
    );
  }
  const tags = numbers.map((tag) => (typeof tag === 'string' ? tag : names[tag]));
  if (tags.includes(undefined)) {
    return dataset.error(
      place,
      'hugging-face-names',
      'Row {0} has a tag whose name is not known. Import the README.md with the ClassLabel names along with the data.',
      number,
    );
  }
  const text = row.text ?? tokens.join(' ');
  const article = dataset.open(
    place,
    row.id === undefined ? numberedName(place.path, number) : String(row.id),
    text,
  );
  if (!article) return;
  const spans: { start: number; end: number }[] = [];
  let at = 0;
  for (const token of tokens) {
    const start = text.indexOf(token, at);
    if (start < 0)
      return dataset.error(
        place,
        'hugging-face-tokens',
        'Row {0}: the token “{1}” is not found in the text.',
        number,
        token,
      );
    at = start + token.length;
    spans.push({ start, end: at });
  }
  const timexes = new Map(
    row.timex_start.map((first, index) => [
      `${first} ${row.timex_end[index]}`,
      timexOf({
        timex: row.timex_type[index],
        value: row.timex_value[index],
        mod: row.timex_mod[index] || undefined,
        anchor: row.timex_anchor[index] || undefined,
      }),
    ]),
  );
  const { mentions, faults } = readTags(tags as string[]);
  for (const index of faults)
    dataset.error(
      place,
      'conll-tag',
      '"{0}" is no tag of IOB1, IOB2, BIOES or BILOU, such as B-PER.',
      tags[index] ?? '',
    );
  for (const { first, last, label } of mentions) {
    const start = spans[first]?.start ?? 0;
    const end = spans[last]?.end ?? 0;
    const own = label === label.toUpperCase() ? labelOfTag(label) : label;
    const timex = timexes.get(`${first} ${last + 1}`);
    article.addUnits(place, start, end, { label: own, status: 'accepted', timex });
  }
  article.close(importedArticleFields(row));
}

/** The names of `ner_tags` in the header of a dataset card, as the Hub writes it: `'0': O`. */
function classNames(card: string): string[] {
  const [, header = ''] = /^---\n([^]*?)\n---/.exec(card.replaceAll('\r\n', '\n')) ?? [];
  const tags = header.slice(header.indexOf('ner_tags'));
  const names: string[] = [];
  for (const [, number, quoted, plain] of tags.matchAll(
    /^\s*['"]?(\d{1,4})['"]?:\s*(?:"((?:[^"\\]|\\.)*)"|(.+))$/gm,
  )) {
    const name =
      quoted === undefined
        ? (plain as string).trim().replace(/^'(.*)'$/, '$1')
        : (JSON.parse(`"${quoted}"`) as string);
    names[Number(number)] = name;
  }
  return names;
}
