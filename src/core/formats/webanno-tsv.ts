import type { AnnotatedArticle } from './annotated-article';
import type { DatasetFile } from './dataset-file';
import { readEach, type DatasetReader, type DatasetPlace } from './dataset-reader';
import type { DatasetFormat, Fact } from './format';
import {
  addressesOf,
  entryIri,
  entryOf,
  entryOfIris,
  importedEntry,
  timexOf,
  type LinkedEntry,
} from './mention-fields';
import { sentencesOf, wordsCutAtMentions, wordsWithin, type Word } from './words';
import type { Mark } from '../marks/mark';
import { TIMEX_TYPES, type Timex } from '../model/timex';

const NAMED_ENTITY = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';

/** Layers of INCEpTION's custom kind. */
const TIMEX3 = 'webanno.custom.Timex3';

/** The ids of entries in the registry: the identifier of a named entity is one address, for INCEpTION to look up. */
const ENTITY = 'webanno.custom.MarginaliaEntity';

interface Layer {
  readonly name: string;
  readonly features: readonly string[];
  /** The values of a mention and of its entry, in the order of the features; `undefined` where it has no place in the layer. */
  values(mention: Mark, entry: LinkedEntry | undefined): readonly (string | undefined)[] | undefined;
}

const LAYERS: readonly Layer[] = [
  {
    name: NAMED_ENTITY,
    features: ['identifier', 'value'],
    values: ({ label }, entry) => [entry && (addressesOf(entry)[0] ?? entryIri(entry)), label],
  },
  {
    name: ENTITY,
    features: ['entry'],
    values: (_, entry) => entry && [entry.id],
  },
  {
    name: TIMEX3,
    features: ['anchor', 'mod', 'type', 'value'],
    values: ({ timex }) => timex && [timex.anchor, timex.mod, timex.type, timex.value],
  },
];

/**
 * WebAnno TSV 3.3, which INCEpTION reads: of each article a file with its sentences and tokens, labels and identifiers of
 * entities as the layer NamedEntity, and TIMEX3 and ids of entities as custom layers of the same spans. Offsets are UTF-16 code units of the
 * article's body, half-open. Mentions may overlap (they are stacked) and are whole tokens, because tokens are cut where a
 * mention begins or ends. White space between sentences is not in the format: the importer fills it with a line end and
 * spaces.
 */
export const webannoTsv: DatasetFormat = {
  id: 'webanno',
  name: 'WebAnno TSV 3.3',
  extensions: ['tsv'],
  layout: 'folder',
  offsets: 'UTF-16 code units',
  text: 'body',
  overlaps: true,
  facts: new Set<Fact>(['entity', 'timex', 'mod', 'anchor']),
  options: [],
  shards: true,
  write: () => ({
    add(annotated) {
      const words = wordsCutAtMentions(annotated);
      const ranges = annotated.mentions.map(({ span }): WordRange => wordsWithin(words, span));
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

/** The words of a mention; `undefined` where it holds none. */
type WordRange = readonly [first: number, last: number] | undefined;

interface Stacked {
  /** As they are written, without its number. */
  readonly values: readonly string[];
  /** Its number where it has more than one token or shares one. */
  id: number | undefined;
}

/** What a layer has on each word; most have nothing. */
function stacksOf(
  layer: Layer,
  mentions: readonly Mark[],
  linked: readonly (LinkedEntry | undefined)[],
  ranges: readonly WordRange[],
): readonly (readonly Stacked[] | undefined)[] {
  const stacks: (Stacked[] | undefined)[] = [];
  for (const [index, range] of ranges.entries()) {
    const values = range && layer.values(mentions[index] as Mark, linked[index]);
    if (!values) continue;
    const one: Stacked = {
      values: values.map((value) => (value === undefined ? '*' : escapedValue(value))),
      id: undefined,
    };
    for (let word = range[0]; word <= range[1]; word++) (stacks[word] ??= []).push(one);
  }
  return stacks;
}

const NO_LAYER = LAYERS.map(({ features }) => '_\t'.repeat(features.length));

/** The cells of the layers on each word that is in a mention, by the word's number, each cell with its tab. */
function cellsOf({ mentions, entries }: AnnotatedArticle, ranges: readonly WordRange[]): readonly string[] {
  const linked = mentions.map((mention) => entryOf(mention, entries));
  let id = 0;
  const layers = LAYERS.map((layer) => {
    const stacks = stacksOf(layer, mentions, linked, ranges);
    const seen = new Set<Stacked>();
    for (const stack of stacks) {
      for (const one of stack ?? []) {
        if (one.id === undefined && ((stack as readonly Stacked[]).length > 1 || seen.has(one)))
          one.id = ++id;
        seen.add(one);
      }
    }
    return stacks;
  });
  const cells: string[] = [];
  for (const [first, last] of ranges.filter((range) => range !== undefined)) {
    for (let word = first; word <= last; word++) {
      cells[word] ??= layers
        .map((stacks, layer) => {
          const stack = stacks[word];
          return stack ? stackCells(stack) : NO_LAYER[layer];
        })
        .join('');
    }
  }
  return cells;
}

/** The cells of a layer, one for each of its features. */
function stackCells(stack: readonly Stacked[]): string {
  const [{ values, id }, ...others] = stack as readonly [Stacked, ...Stacked[]];
  let cells = '';
  for (let feature = 0; feature < values.length; feature++) {
    cells += numbered(values[feature] as string, id);
    for (const other of others) cells += `|${numbered(other.values[feature] as string, other.id)}`;
    cells += '\t';
  }
  return cells;
}

function numbered(value: string, id: number | undefined): string {
  return id === undefined ? value : `${value}[${id}]`;
}

function stringify(
  annotated: AnnotatedArticle,
  words: readonly Word[],
  ranges: readonly WordRange[],
): string {
  const { text, body } = annotated.article;
  const cells = cellsOf(annotated, ranges);
  const nowhere = NO_LAYER.join('');
  // Words hold no white space, so that there is seldom anything in them to escape.
  const formOf = /[\\\b]/.test(text) ? escapedForm : (form: string) => form;
  let index = 0;
  let number = 0;
  let lines = '';
  for (const sentence of sentencesOf(words)) {
    const first = sentence[0] as Word;
    const last = sentence.at(-1) as Word;
    lines += `\n#Text=${escapedForm(text.slice(first.span.start, last.span.end))}\n`;
    number++;
    let position = 0;
    for (const { span } of sentence) {
      const { start, end } = span;
      lines += `${number}-${++position}\t${start - body.start}-${end - body.start}\t${formOf(text.slice(start, end))}\t${cells[index++] ?? nowhere}\n`;
    }
  }
  const heads = LAYERS.map(({ name, features }) => `#T_SP=${[name, ...features].join('|')}\n`);
  return `#FORMAT=WebAnno TSV 3.3\n${heads.join('')}\n${lines}`;
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
  return value.replace(
    /->|[\\\b\t\n\r\f[\]|_;*]/g,
    (reserved) => TEXT_ESCAPES.get(reserved) ?? `\\${reserved}`,
  );
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
  readonly fields: readonly string[];
}

/** A layer of spans that is read, and where its features are. */
interface ReadLayer {
  readonly name: string;
  readonly column: number;
  readonly features: readonly string[];
}

/** Gaps between sentences that are wider are no white space of an article. */
const WIDEST_GAP = 100_000;

function readFile({ path, content }: DatasetFile, dataset: DatasetReader): void {
  const rows: Row[] = [];
  const texts = new Map<number, string>();
  let pending: string[] = [];
  let entities: ReadLayer | undefined;
  let times: ReadLayer | undefined;
  let links: ReadLayer | undefined;
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
      const [name = '', ...features] = line.slice(line.indexOf('=') + 1).split('|');
      const layer = { name, column: columns, features };
      if (name === ENTITY && features.includes('entry')) links = layer;
      const spans = line.startsWith('#T_SP=') && features.includes('value');
      if (spans && /(?:^|[._])timex3?$/i.test(name)) times = layer;
      else if (spans && (name === NAMED_ENTITY || !entities)) entities = layer;
      else if (features.length > 0 && links !== layer) {
        dataset.warn(
          place,
          'webanno-layer',
          'The layer {0} is left out: Marginalia has no place for it.',
          name,
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
        fields,
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
  const timexes = new Map<string, Timex>();
  for (const { start, end, told } of annotationsOf(rows, times)) {
    const timex = timexOf({
      timex: TIMEX_TYPES.find((type) => type === told.get('type')),
      value: told.get('value'),
      mod: told.get('mod'),
      anchor: told.get('anchor'),
    });
    if (timex) timexes.set(`${start} ${end}`, timex);
  }
  const ids = new Map<string, string[]>();
  for (const { start, end, told } of annotationsOf(rows, links)) {
    const id = told.get('entry');
    if (id !== undefined) ids.set(`${start} ${end}`, [...(ids.get(`${start} ${end}`) ?? []), id]);
  }
  for (const { place, start, end, told } of annotationsOf(rows, entities)) {
    const label = told.get('value');
    if (label === undefined) continue;
    const timex = label === 'date' ? timexes.get(`${start} ${end}`) : undefined;
    const identifier = told.get('identifier');
    const known = identifier === undefined ? undefined : entryOfIris([identifier]);
    // Mentions of the same text are in one order in all layers.
    const id = identifier === undefined ? undefined : ids.get(`${start} ${end}`)?.shift();
    const entry = importedEntry(id ?? known?.id, known?.name, known?.identifiers);
    if (timex) timexes.delete(`${start} ${end}`);
    article.addUnits(place, start, end, { label, status: 'accepted', timex, entry });
  }
  const place = { path, range: { start: 0, end: 0 } };
  for (const [range, timex] of timexes) {
    const [start = 0, end = 0] = range.split(' ').map(Number);
    article.addUnits(place, start, end, { label: 'date', status: 'accepted', timex });
  }
  article.close();
}

interface Told {
  readonly place: DatasetPlace;
  readonly start: number;
  end: number;
  /** The values of features that have one. */
  readonly told: ReadonlyMap<string, string>;
}

/** The annotations of a layer. */
function annotationsOf(rows: readonly Row[], layer: ReadLayer | undefined): Iterable<Told> {
  const open = new Map<string, Told>();
  for (const { place, start, end, fields } of layer ? rows : []) {
    const { column, features } = layer as ReadLayer;
    const cells = features.map((_, index) => splitUnescaped(fields[column + index] ?? '_'));
    const depth = Math.max(...cells.map(({ length }) => length));
    for (let level = 0; level < depth; level++) {
      const told = new Map<string, string>();
      let id: string | undefined;
      for (const [index, feature] of features.entries()) {
        const [, value = '', number] =
          /^([^]*?)(?:(?<!\\)\[(\d+)\])?$/.exec(cells[index]?.[level] ?? '_') ?? [];
        id ??= number;
        if (value !== '*' && value !== '_') told.set(feature, unescaped(value));
      }
      const known = id === undefined ? undefined : open.get(id);
      if (known) known.end = Math.max(known.end, end);
      else if (told.size > 0) open.set(id ?? `at ${start} ${end} ${open.size}`, { place, start, end, told });
    }
  }
  return open.values();
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
