import Papa from 'papaparse';
import * as v from 'valibot';
import { indexCodePoints } from '../text/code-points';
import type { Anchor } from '../model/annotation';
import type { DatasetFile } from './dataset-file';
import {
  DatasetReader,
  QuotedArticles,
  quotedPieces,
  type ArticleReader,
  type DatasetPlace,
} from './dataset-reader';
import { FACTS, optionOf, type DatasetFormat } from './format';
import { describe } from '../anchoring/describe';
import { misplacedPiece } from '../anchoring/pieces';
import { schemaProblem } from './json-reading';
import {
  articleEntries,
  articleFields,
  importedArticleFields,
  importedMention,
  identifiersOf,
  identifiersText,
  mentionEntries,
  mentionFields,
  textEntries,
} from './mention-fields';

const ARTICLE_COLUMNS = ['file', 'language', 'published', 'title', 'source', 'labels', 'text'] as const;

/** The fields of a mention that have a column of their own name. */
const TOLD = ['value', 'timex', 'mod', 'anchor', 'status', 'id', 'by', 'at', 'confidence'] as const;

const MENTION_COLUMNS = [
  'file',
  'start_code_point',
  'end_code_point',
  'label',
  'quote',
  'prefix',
  'suffix',
  ...TOLD,
  'recognizer',
  'entity_id',
  'entity_name',
  'entity_identifiers',
  'attributes',
  'note',
  'flagged',
  'pieces',
] as const;

const options = [
  {
    name: 'formulas',
    description: 'guard: an apostrophe before whatever a spreadsheet would run as a formula; plain: as it is',
    values: ['guard', 'plain'],
    default: 'guard',
  },
] as const;

/** Stands between the labels of an article; no label has one in it. */
const LABEL_SEPARATOR = ';';

/** Comma-separated values (RFC 4180), see `separatedValues`. */
export const csv = separatedValues('csv', 'CSV', ',');

/** Tab-separated values, quoted as CSV is, see `separatedValues`. */
export const tsv = separatedValues('tsv', 'TSV', '\t');

/**
 * Two tables with a header, `articles` and `annotations`, joined by `file`. The unit of `start_code_point` and
 * `end_code_point`, half-open, is Unicode code points of `text`, as their names say; `pieces` of a mention are `0-5 16-23`
 * in the same unit. Holds everything, overlaps included. By default what a spreadsheet would take for a formula (OWASP: a first `=`, `+`, `-`, `@`, tab or carriage
 * return) has an apostrophe before it, which the importer takes away. The importer places the annotations of a file
 * that has no row among the articles by their quotation.
 */
function separatedValues(id: string, name: string, delimiter: string): DatasetFormat {
  const articlesPath = `articles.${id}`;
  const annotationsPath = `annotations.${id}`;
  return {
    id,
    name,
    extensions: [id],
    layout: 'folder',
    offsets: 'code points',
    text: 'whole',
    overlaps: true,
    pieces: true,
    facts: new Set(FACTS),
    options,
    write(settings) {
      const guarded = optionOf({ options }, settings, 'formulas') === 'guard';
      const row = (cells: readonly (string | number | undefined)[]) =>
        `${cells.map((cell) => cellOf(cell, delimiter, guarded)).join(delimiter)}\r\n`;
      let headed = false;
      const heads = () => {
        if (headed) return [];
        headed = true;
        return [
          { path: articlesPath, content: row(ARTICLE_COLUMNS) },
          { path: annotationsPath, content: row(MENTION_COLUMNS) },
        ];
      };
      return {
        add(annotated) {
          const { file, article, mentions } = annotated;
          const { text } = article;
          const { language, published, title, source } = articleFields(annotated);
          const labels = annotated.labels?.join(LABEL_SEPARATOR);
          const codePoints = indexCodePoints(text);
          const rows = mentions.map((mention) => {
            const anchor = describe(text, mention.span, codePoints, mention.pieces);
            const { quote, position, prefix, suffix } = anchor;
            const { entry, attributes, note, flagged, ...fields } = mentionFields(mention, annotated.entries);
            const place = [file, ...position, fields.label, quote, prefix, suffix];
            const link = [entry?.id, entry?.name, entry && identifiersText(entry)];
            const remarks = [attributes && JSON.stringify(attributes), note, flagged && 'true'];
            return row([
              ...place,
              ...TOLD.map((key) => fields[key]),
              fields.source,
              ...link,
              ...remarks,
              piecesCell(anchor),
            ]);
          });
          return {
            parts: [
              ...heads(),
              { path: articlesPath, content: row([file, language, published, title, source, labels, text]) },
              { path: annotationsPath, content: rows.join('') },
            ],
            omitted: [],
          };
        },
        end: heads,
      };
    },
    read: (files, settings) =>
      read(files, delimiter, optionOf({ options }, settings, 'formulas') === 'guard'),
  };
}

/** The pieces of an anchor, counted as its position is. */
function piecesCell({ position: [first], pieces }: Anchor): string | undefined {
  return pieces?.map(([start, end]) => `${first + start}-${first + end}`).join(' ');
}

/** What a spreadsheet would run, after any apostrophes: those are doubled, so that the importer can tell. */
const FORMULA = /^'*[=+\-@\t\r]/;

function cellOf(value: string | number | undefined, delimiter: string, guarded: boolean): string {
  if (value === undefined) return '';
  let text = String(value);
  if (guarded && typeof value === 'string' && FORMULA.test(text)) text = `'${text}`;
  return /["\r\n]/.test(text) || text.includes(delimiter) || text.trim() !== text
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

const articleRow = v.object({
  file: v.pipe(v.string(), v.nonEmpty()),
  text: v.optional(v.string(), ''),
  ...articleEntries,
  labels: v.optional(
    v.pipe(
      v.string(),
      v.transform((cell) => cell.split(LABEL_SEPARATOR).filter((label) => label !== '')),
    ),
  ),
});

const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'no whole number'), v.transform(Number));

const mentionRow = v.object({
  file: v.pipe(v.string(), v.nonEmpty()),
  start_code_point: wholeNumber,
  end_code_point: wholeNumber,
  quote: v.string(),
  prefix: v.optional(v.string(), ''),
  suffix: v.optional(v.string(), ''),
  ...mentionEntries,
  ...textEntries,
  confidence: v.optional(
    v.pipe(v.string(), v.transform(Number), v.number('no number'), v.minValue(0), v.maxValue(1)),
  ),
  recognizer: v.optional(v.string()),
  entity_id: v.optional(v.string()),
  entity_name: v.optional(v.string()),
  entity_identifiers: v.optional(v.string()),
  pieces: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,15}-\d{1,15}(?: \d{1,15}-\d{1,15})+$/, 'no pieces, such as 0-5 16-23'),
      v.transform((cell) => cell.split(' ').map((piece) => piece.split('-').map(Number) as [number, number])),
    ),
  ),
});

interface Row {
  readonly place: DatasetPlace;
  readonly cells: ReadonlyMap<string, string>;
}

function read(files: readonly DatasetFile[], delimiter: string, guarded: boolean) {
  const dataset = new DatasetReader();
  const articles = new Map<
    string,
    { reader: ArticleReader; fields: v.InferOutput<typeof articleRow>; place: DatasetPlace }
  >();
  const mentions: Row[] = [];
  for (const file of files) {
    const table = tableOf(file, delimiter, guarded, dataset);
    if (!table) continue;
    if (table.columns.has('label')) {
      mentions.push(...table.rows);
    } else if (table.columns.has('text')) {
      for (const row of table.rows) {
        const fields = checked(row, articleRow, dataset);
        const reader = fields && dataset.open(row.place, fields.file, fields.text);
        if (fields && reader) articles.set(fields.file, { reader, fields, place: row.place });
      }
    } else {
      dataset.error(
        { path: file.path, range: { start: 0, end: 1 } },
        'csv-header',
        'The first line must name the columns: {0} or {1}.',
        ARTICLE_COLUMNS.join(', '),
        MENTION_COLUMNS.join(', '),
      );
    }
  }
  const elsewhere = new QuotedArticles();
  for (const row of mentions) {
    const fields = checked(row, mentionRow, dataset);
    if (!fields) continue;
    const {
      file,
      start_code_point: start,
      end_code_point: end,
      quote,
      prefix,
      suffix,
      recognizer,
      entity_id: entityId,
      entity_name: name,
      entity_identifiers: identifiers = '',
      pieces,
    } = fields;
    const mention = importedMention({
      ...fields,
      source: recognizer,
      entry: { id: entityId, name, identifiers: identifiersOf(identifiers) },
    });
    const article = articles.get(file);
    if (article) {
      if (pieces) {
        const said = quotedPieces(quote, start, pieces);
        article.reader.addPieces(row.place, pieces, 'code points', mention, said);
      } else article.reader.addCodePoints(row.place, start, end, mention, quote);
      continue;
    }
    const path = dataset.fileOf(row.place, file);
    if (path === undefined) continue;
    const parts = pieces?.map(([from, to]) => [from - start, to - start] as const);
    if (parts && misplacedPiece(quote, parts) !== undefined) {
      dataset.error(
        row.place,
        'csv-pieces',
        'The pieces do not lie in the quote one behind the other, from its start to its end.',
      );
      continue;
    }
    const anchor = {
      quote,
      position: [start, end] as const,
      prefix,
      suffix,
      ...(parts && { pieces: parts }),
    };
    elsewhere.add(path, mention, anchor);
  }
  for (const { reader, fields } of articles.values()) reader.close(importedArticleFields(fields));
  elsewhere.addTo(dataset);
  return dataset.reading;
}

function checked<S extends v.GenericSchema>(
  { place, cells }: Row,
  schema: S,
  dataset: DatasetReader,
): v.InferOutput<S> | undefined {
  const known = Object.fromEntries([...cells].filter(([, cell]) => cell !== ''));
  const reading = v.safeParse(schema, known, { abortEarly: true });
  if (reading.success) return reading.output;
  dataset.fail(schemaProblem(place.path, reading.issues[0], place.range.start, place.range.end));
  return undefined;
}

function tableOf(
  { path, content }: DatasetFile,
  delimiter: string,
  guarded: boolean,
  dataset: DatasetReader,
): { readonly columns: ReadonlySet<string>; readonly rows: readonly Row[] } | undefined {
  const source = content as string;
  const rows: Row[] = [];
  const bom = source.startsWith('\ufeff') ? 1 : 0;
  const result = Papa.parse<string[]>(bom ? source.slice(1) : source, { delimiter, skipEmptyLines: true });
  const [fault] = result.errors.filter(({ type }) => type === 'Quotes');
  if (fault) {
    const start = bom + (fault.index ?? 0);
    dataset.error(
      { path, range: { start, end: start + 1 } },
      'csv-quotes',
      'Row {0} has a quotation mark that is not closed or not doubled. The file may be cut off.',
      (fault.row ?? 0) + 1,
    );
    return undefined;
  }
  const [header = [], ...records] = result.data;
  const columns = header.map((column) => column.trim());
  const starts = rowStarts(source, bom, delimiter);
  for (const [index, record] of records.entries()) {
    const start = starts[index + 1] ?? bom;
    const place = { path, range: { start, end: start + 1 } };
    if (record.length !== columns.length) {
      dataset.error(
        place,
        'csv-columns',
        'This row has {0} columns, the header {1}. The file may be cut off, or a value with a separator not quoted.',
        record.length,
        columns.length,
      );
      continue;
    }
    const cells = record.map((cell) => (guarded && /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell));
    rows.push({ place, cells: new Map(columns.map((column, at) => [column, cells[at] as string])) });
  }
  return { columns: new Set(columns), rows };
}

/** Where each row that is not empty begins: papaparse tells only where its faults are. */
function rowStarts(source: string, from: number, delimiter: string): number[] {
  const starts: number[] = [];
  let start = from;
  let quoted = false;
  let cellStart = true;
  for (let at = from; at <= source.length; at++) {
    const character = source[at];
    if (quoted) {
      if (character === '"' && source[at + 1] === '"') at++;
      else if (character === '"') quoted = false;
      continue;
    }
    if (character === '"' && cellStart) quoted = true;
    cellStart = character === delimiter || character === '\n' || character === '\r';
    if (character === '\n' || character === '\r' || character === undefined) {
      if (at > start) starts.push(start);
      if (character === '\r' && source[at + 1] === '\n') at++;
      start = at + 1;
    }
  }
  return starts;
}
