import type { AnnotatedArticle } from './annotated-article';
import type { DatasetFile } from './dataset-file';
import { readEach, type DatasetReader, type DatasetPlace } from './dataset-reader';
import type { DatasetFormat } from './format';
import { sentencesOf, wordsCutAtMentions, wordsWithin, type Word } from './words';
import type { Mark } from '../marks/mark';

const LAYER = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';

/**
 * WebAnno TSV 3.3, which INCEpTION reads: of each article a file with its sentences and tokens, and the labels as the
 * layer NamedEntity. Offsets are UTF-16 code units of the article's body, half-open. Mentions may overlap (they are
 * stacked) and are whole tokens, because tokens are cut where a mention begins or ends. White space between sentences is
 * not in the format: the importer fills it with a line end and spaces.
 */
export const webannoTsv: DatasetFormat = {
  id: 'webanno',
  name: 'WebAnno TSV 3.3',
  extensions: ['tsv'],
  layout: 'folder',
  offsets: 'UTF-16 code units',
  text: 'body',
  overlaps: true,
  facts: new Set(),
  options: [],
  shards: true,
  write: () => ({
    add(annotated) {
      const words = wordsCutAtMentions(annotated);
      const ranges = annotated.mentions.map((mention) => wordsWithin(words, mention.span));
      return {
        parts: [{ path: `${annotated.file}.tsv`, content: stringify(annotated, words, ranges) }],
        omitted: annotated.mentions
          .filter((_, index) => !ranges[index])
          .map((mention) => ({ mention, reason: 'no-word' as const })),
      };
    },
    end: () => [],
  }),
  read: (files) => readEach(files, readFile),
};

interface Stacked {
  readonly mention: Mark;
  /** Its number where it has more than one token or shares one. */
  id: number | undefined;
}

function stringify(
  { article: { text, body }, mentions }: AnnotatedArticle,
  words: readonly Word[],
  ranges: readonly (readonly [number, number] | undefined)[],
): string {
  const stacks = words.map((): Stacked[] => []);
  for (const [index, range] of ranges.entries()) {
    if (!range) continue;
    const one: Stacked = { mention: mentions[index] as Mark, id: undefined };
    for (let word = range[0]; word <= range[1]; word++) (stacks[word] as Stacked[]).push(one);
  }
  const seen = new Set<Stacked>();
  let id = 0;
  for (const stack of stacks) {
    for (const one of stack) {
      if (one.id === undefined && (stack.length > 1 || seen.has(one))) one.id = ++id;
      seen.add(one);
    }
  }
  let index = 0;
  const sentences = sentencesOf(words).map((sentence, number) => {
    const first = sentence[0] as Word;
    const last = sentence.at(-1) as Word;
    const rows = sentence.map(({ span }, position) => {
      const stack = stacks[index++] as Stacked[];
      const column = (value: (one: Stacked) => string) =>
        stack.length === 0
          ? '_'
          : stack.map((one) => value(one) + (one.id === undefined ? '' : `[${one.id}]`)).join('|');
      const place = `${span.start - body.start}-${span.end - body.start}`;
      const form = escapedForm(text.slice(span.start, span.end));
      return `${number + 1}-${position + 1}\t${place}\t${form}\t${column(() => '*')}\t${column(({ mention }) => escapedValue(mention.label))}\t\n`;
    });
    return `\n#Text=${escapedForm(text.slice(first.span.start, last.span.end))}\n${rows.join('')}`;
  });
  return `#FORMAT=WebAnno TSV 3.3\n#T_SP=${LAYER}|identifier|value\n\n${sentences.join('')}`;
}

/** Text as WebAnno escapes it: what would end a line or a field, and the backslash. */
const TEXT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\f', '\\f'],
]);

function escapedForm(text: string): string {
  return text.replace(/[\\\b\t\n\r\f]/g, (character) => TEXT_ESCAPES.get(character) ?? character);
}

/** Values have more that is reserved. */
function escapedValue(value: string): string {
  return escapedForm(value).replace(/->|[[\]|_;*]/g, (reserved) => `\\${reserved}`);
}

function unescaped(text: string): string {
  return text.replace(/\\(->|[^])/g, (_, character: string) => {
    return { b: '\b', t: '\t', n: '\n', r: '\r', f: '\f' }[character] ?? character;
  });
}

interface Row {
  readonly place: DatasetPlace;
  readonly start: number;
  readonly end: number;
  readonly form: string;
  readonly cell: string;
}

/** Gaps between sentences that are wider are no white space of an article. */
const WIDEST_GAP = 100_000;

function readFile({ path, content }: DatasetFile, dataset: DatasetReader): void {
  const rows: Row[] = [];
  const texts = new Map<number, string>();
  let pending: string[] = [];
  let column = -1;
  let at = 0;
  let sound = true;
  const fail = (place: DatasetPlace, code: string, message: string, ...args: (string | number)[]) => {
    if (sound) dataset.error(place, code, message, ...args);
    sound = false;
  };
  const lines = (content as string).replace(/^\ufeff/, '').split('\n');
  const bom = (content as string).startsWith('\ufeff') ? 1 : 0;
  let columns = 3;
  for (const [number, raw] of lines.entries()) {
    const place = { path, range: { start: at + (number > 0 ? bom : 0), end: at + bom + raw.length } };
    at += raw.length + 1;
    const line = raw.replace(/\r$/, '');
    if (number === 0 && !/^#FORMAT=WebAnno TSV 3\.\d$/.test(line)) {
      fail(
        place,
        'webanno-format',
        'The first line is not “#FORMAT=WebAnno TSV 3.3”. Choose the format that the file has.',
      );
      return;
    }
    if (line.startsWith('#Text=')) pending.push(unescaped(line.slice('#Text='.length)));
    else if (line.startsWith('#T_')) {
      const [layer = '', ...features] = line.slice(line.indexOf('=') + 1).split('|');
      const value = features.indexOf('value');
      if (line.startsWith('#T_SP=') && (layer === LAYER || column < 0) && value >= 0)
        column = columns + value;
      else if (features.length > 0) {
        dataset.warn(
          place,
          'webanno-layer',
          'The layer {0} is left out: Marginalia has no place for it.',
          layer,
        );
      }
      columns += Math.max(1, features.length);
    } else if (!line.startsWith('#') && line.trim() !== '') {
      const fields = line.split('\t');
      const offsets = /^(\d{1,10})-(\d{1,10})$/.exec(fields[1] ?? '');
      if (
        !/^\d+-\d+(?:\.\d+)?$/.test(fields[0] ?? '') ||
        !offsets ||
        fields[2] === undefined ||
        fields.length < columns
      ) {
        fail(
          place,
          'webanno-line',
          'This is no token of WebAnno TSV with {0} columns between tabs. The file may be cut off.',
          columns,
        );
        continue;
      }
      const start = Number(offsets[1]);
      if (pending.length > 0) texts.set(start, pending.join('\n'));
      pending = [];
      rows.push({
        place,
        start,
        end: Number(offsets[2]),
        form: unescaped(fields[2]),
        cell: fields[column] ?? '_',
      });
    }
  }
  if (!sound) return;
  const text = textOf(rows, texts, fail);
  const article =
    text === undefined
      ? undefined
      : dataset.open({ path, range: { start: 0, end: 0 } }, path.replace(/\.tsv$/, ''), text);
  if (!article) return;
  const open = new Map<string, { place: DatasetPlace; start: number; end: number; label: string }>();
  for (const { place, start, end, cell } of rows) {
    if (cell === '_') continue;
    for (const entry of splitUnescaped(cell)) {
      const [, value = '', id] = /^([^]*?)(?:(?<!\\)\[(\d+)\])?$/.exec(entry) ?? [];
      const known = id === undefined ? undefined : open.get(id);
      if (known) {
        known.end = Math.max(known.end, end);
        continue;
      }
      if (value === '*' || value === '_') continue;
      open.set(id ?? `at ${start} ${end} ${open.size}`, { place, start, end, label: unescaped(value) });
    }
  }
  for (const { place, start, end, label } of open.values())
    article.addUnits(place, start, end, { label, status: 'accepted' });
  article.close();
}

function textOf(
  rows: readonly Row[],
  texts: ReadonlyMap<number, string>,
  fail: (place: DatasetPlace, code: string, message: string, ...args: (string | number)[]) => void,
): string | undefined {
  let text = '';
  for (const { place, start, end, form } of rows) {
    if (start > text.length + WIDEST_GAP) {
      fail(
        place,
        'webanno-gap',
        'The token begins at {0}, far behind the one before it. Offsets are UTF-16 code units.',
        start,
      );
      return undefined;
    }
    if (start > text.length) text += `\n${' '.repeat(start - text.length - 1)}`;
    const sentence = texts.get(start);
    if (sentence !== undefined && start === text.length) text += sentence;
    if (start === text.length) text += form;
    if (text.slice(start, end) !== form) {
      fail(
        place,
        'webanno-offsets',
        'From {0} to {1} stands “{2}”, not “{3}”. Offsets are UTF-16 code units.',
        start,
        end,
        text.slice(start, end),
        form,
      );
      return undefined;
    }
  }
  return text;
}

function splitUnescaped(cell: string): string[] {
  return cell.split(/(?<!\\)(?:\\\\)*\|/);
}
