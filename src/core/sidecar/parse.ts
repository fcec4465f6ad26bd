import { isMap, isScalar, isSeq, type Document, type ParsedNode } from 'yaml';
import * as v from 'valibot';
import type { Annotation } from '../model/annotation';
import type { CalendarDate, LanguageTag } from '../model/article';
import type { Label } from '../model/label';
import type { Problem } from '../model/problem';
import type { Relation } from '../model/relation';
import type { Span } from '../model/span';
import type { DecodeProblem } from '../text/decode';
import { calendarDateOf, languageTagOf } from '../text/front-matter';
import { problemAt, rangeOf, readYaml, schemaProblems } from '../text/yaml-source';
import type { Fingerprint } from '../anchoring/fingerprint';
import { anchorRecord, relationRecord, timexRecord, versionRecord } from './record';
import { misplacedPiece } from '../anchoring/pieces';
import { layoutOf, type ListLayout } from './blocks';
import { readPlainBlock } from './plain-block';
import { annotationSchema, relationSchema, SIDECAR_VERSION, sidecarSchema } from './schema';

const KIND = 'sidecar';

/** What a sidecar says. With any problem it is not to be written to: `problems` name the places and the faults. */
export interface Sidecar {
  readonly source: string;
  readonly published?: CalendarDate;
  readonly language?: LanguageTag;
  /** The labels of the whole article; absent where it has none. */
  readonly labels?: readonly Label[];
  /** Of the text that the annotations were made on. */
  readonly fingerprint?: Fingerprint;
  /** In the order of the file; empty where there are problems, unless `isNewer` is true of it. */
  readonly annotations: readonly Annotation[];
  /** Between annotations of this file. In the order of the file; empty where there are problems. */
  readonly relations: readonly Relation[];
  /** Ranges are in `source`. */
  readonly problems: readonly Problem[];
  /** Where each annotation's block stands in `source`, by id. */
  readonly blocks: ReadonlyMap<string, Span>;
  /** The same of each relation's. */
  readonly relationBlocks: ReadonlyMap<string, Span>;
  /** The YAML behind it, for editing; absent where the file is empty or cannot be read. */
  readonly yaml?: WholeYaml | YamlBlocks;
}

export interface WholeYaml {
  readonly kind: 'whole';
  readonly document: Document.Parsed<ParsedNode>;
}

/** A sidecar that was read block by block, so that what has not changed need not be read again. */
export interface YamlBlocks {
  readonly kind: 'blocks';
  /** The file without the items of its lists. */
  readonly frame: Sidecar & { readonly yaml: WholeYaml };
  readonly annotations: BlockList<Annotation>;
  /** Absent where the relations, if there are any, are part of the frame. */
  readonly relations: BlockList<Relation> | undefined;
}

export interface BlockList<T> {
  /** The stretch of the source that the frame lacks. */
  readonly cut: Span;
  readonly indent: number;
  /** In the order of the file. */
  readonly blocks: readonly Block<T>[];
  /** Where each item stands in the source, by id. */
  readonly places: ReadonlyMap<string, Span>;
}

/** An item of a list; offsets are in `text`. */
export interface Block<T> {
  readonly text: string;
  readonly item: T;
  readonly range: Span;
}

const NEWER_VERSION = 'sidecar-version';

/** True of a sidecar in a later format: what could be read of it is there to be shown, but not to be counted on. */
export function isNewer({ problems }: Pick<Sidecar, 'problems'>): boolean {
  return problems.some(({ code }) => code === NEWER_VERSION);
}

/** The sidecar of an article that has none yet. */
export const EMPTY_SIDECAR: Sidecar = {
  source: '',
  annotations: [],
  relations: [],
  problems: [],
  blocks: new Map(),
  relationBlocks: new Map(),
};

/** A sidecar whose bytes are not UTF-8 text. */
export function undecodedSidecar({ offset }: DecodeProblem): Sidecar {
  return {
    ...EMPTY_SIDECAR,
    problems: [
      problemAt(
        'sidecar-encoding',
        'This file is not UTF-8 text: see the byte at offset {0}. Save it as UTF-8.',
        0,
        1,
        offset,
      ),
    ],
  };
}

/**
 * Reads a sidecar's YAML. Never throws: faults are problems with a range. An empty file is an empty sidecar. Blocks that
 * are also in `previous` are not read again.
 */
export function parseSidecar(source: string, previous?: Sidecar): Sidecar {
  if (source.trim() === '') return EMPTY_SIDECAR;
  // Read whole, a file with faults has them at their places.
  return parseBlocks(source, previous) ?? checkEnds(parseWhole(source));
}

/** A sidecar, with a problem for each end of a relation that is no annotation of it. */
function checkEnds(sidecar: Sidecar): Sidecar {
  const { source, blocks, relations, yaml } = sidecar;
  if (yaml?.kind !== 'whole' || leadsNowhere(relations, blocks) === undefined) return sidecar;
  const problems = relations.flatMap((relation, index) =>
    (['from', 'to'] as const).flatMap((key): Problem[] => {
      if (blocks.has(relation[key])) return [];
      const { start, end } = rangeOf(yaml.document, ['relations', index, key]);
      const message =
        'There is no annotation “{0}” in this file. Write the id of one, or take the relation away.';
      return [problemAt('sidecar-relation-end', message, start, end, relation[key])];
    }),
  );
  return { ...EMPTY_SIDECAR, source, problems };
}

function leadsNowhere(
  relations: readonly Relation[],
  annotations: { has(id: string): boolean },
): Relation | undefined {
  return relations.find(({ from, to }) => !annotations.has(from) || !annotations.has(to));
}

function parseBlocks(source: string, previous: Sidecar | undefined): Sidecar | undefined {
  const layout = layoutOf(source);
  if (!layout) return undefined;
  const old = previous?.yaml?.kind === 'blocks' ? previous.yaml : undefined;
  const lists = layout.relations ? [layout.annotations, layout.relations] : [layout.annotations];
  const cuts = cutsOf(lists.map(cutOf));
  const frameSource = cuts.frameOf(source);
  const frame = old?.frame.source === frameSource ? old.frame : parseWhole(frameSource);
  const keys = lists.map(({ key }) => cuts.toFrame(key));
  if (!isReadable(frame, keys)) return undefined;
  const annotations = readList(source, layout.annotations, parseAnnotation, old?.annotations);
  if (!annotations) return undefined;
  const relations = layout.relations && readList(source, layout.relations, parseRelation, old?.relations);
  if (layout.relations && !relations) return undefined;
  const sidecar = {
    ...frame,
    source,
    annotations: itemsOf(annotations, old?.annotations, previous?.annotations),
    relations: relations ? itemsOf(relations, old?.relations, previous?.relations) : frame.relations,
  };
  if (leadsNowhere(sidecar.relations, annotations.places)) return undefined;
  const framed = [...frame.relationBlocks].map(([id, { start, end }]): [string, Span] => [
    id,
    { start: cuts.fromFrame(start), end: cuts.fromFrame(end) },
  ]);
  return {
    ...sidecar,
    blocks: annotations.places,
    relationBlocks: relations?.places ?? new Map(framed),
    yaml: { kind: 'blocks', frame, annotations, relations },
  };
}

function cutOf({ blocks }: ListLayout): Span {
  return { start: blocks[0]!.start, end: blocks.at(-1)!.end };
}

/** Converts between the offsets of a source and those of its frame, which lacks stretches of it. */
export function cutsOf(stretches: readonly Span[]) {
  const cuts = [...stretches].sort((a, b) => a.start - b.start);
  return {
    frameOf: (source: string): string => {
      let at = 0;
      const parts = cuts.map(({ start, end }) => {
        const part = source.slice(at, start);
        at = end;
        return part;
      });
      return parts.join('') + source.slice(at);
    },
    /** Of an offset that is in no cut. */
    toFrame: (offset: number): number =>
      cuts.reduce((at, { start, end }) => (start < offset ? at - (end - start) : at), offset),
    /** What stands where a cut was is behind it. */
    fromFrame: (offset: number): number =>
      cuts.reduce((at, { start, end }) => (at >= start ? at + (end - start) : at), offset),
    /** The same of the end of a stretch, which is before the cut. */
    endFromFrame: (offset: number): number =>
      cuts.reduce((at, { start, end }) => (at > start ? at + (end - start) : at), offset),
  };
}

/** `undefined` where a block cannot be read alone, or two have one id. */
function readList<T extends { readonly id: string }>(
  source: string,
  layout: ListLayout,
  parse: (value: unknown) => T | undefined,
  old: BlockList<T> | undefined,
): BlockList<T> | undefined {
  const blocks: Block<T>[] = [];
  const places = new Map<string, Span>();
  const known = new Map(old?.blocks.map((block) => [block.text, block]));
  for (const { start, end } of layout.blocks) {
    const text = source.slice(start, end);
    const block = known.get(text) ?? parseBlock(text, parse);
    if (!block || places.has(block.item.id)) return undefined;
    blocks.push(block);
    places.set(block.item.id, { start: start + block.range.start, end: start + block.range.end });
  }
  return { cut: cutOf(layout), indent: layout.indent, blocks, places };
}

/** The items of a list; those that were there before, where the list is the same. */
function itemsOf<T>(
  { blocks }: BlockList<T>,
  old: BlockList<T> | undefined,
  before: readonly T[] | undefined,
): readonly T[] {
  const same =
    before && old?.blocks.length === blocks.length && blocks.every((one, at) => one === old.blocks[at]);
  return same ? before : blocks.map(({ item }) => item);
}

function isReadable(frame: Sidecar, keys: readonly number[]): frame is YamlBlocks['frame'] {
  if (frame.problems.length > 0 || frame.yaml?.kind !== 'whole') return false;
  const { contents } = frame.yaml.document;
  if (!isMap(contents) || contents.flow) return false;
  const places = contents.items.map(({ key }) => (isScalar(key) ? key.range?.[0] : undefined));
  return keys.every((key) => places.includes(key));
}

function parseBlock<T>(text: string, parse: (value: unknown) => T | undefined): Block<T> | undefined {
  const block = readPlainBlock(text) ?? readYamlBlock(text);
  const item = block && parse(block.value);
  return item && { text, item, range: block.range };
}

function readYamlBlock(text: string): { readonly value: unknown; readonly range: Span } | undefined {
  const yaml = readYaml(text, KIND);
  if (!yaml.ok) return undefined;
  const { contents } = yaml.document;
  const item = isSeq(contents) && contents.items.length === 1 ? contents.items[0] : undefined;
  if (!isMap(item) || !item.range) return undefined;
  return { value: (yaml.value as unknown[])[0], range: { start: item.range[0], end: item.range[1] } };
}

function parseAnnotation(value: unknown): Annotation | undefined {
  const reading = v.safeParse(annotationSchema, value);
  if (!reading.success || faultyPiece(reading.output) !== undefined) return undefined;
  return annotationOf(reading.output);
}

function parseRelation(value: unknown): Relation | undefined {
  const reading = v.safeParse(relationSchema, value);
  return reading.success ? relationRecord(reading.output) : undefined;
}

type Entry = v.InferOutput<typeof annotationSchema>;

interface Fault {
  readonly path: readonly (string | number)[];
  readonly quote: string;
}

/** Where in an entry a piece is that cannot be one of its quote. */
function faultyPiece({ quote, pieces, conflict = [] }: Entry): Fault | undefined {
  const anchors = conflict.flatMap(({ anchor }, index) =>
    anchor ? [{ ...anchor, path: ['conflict', index, 'anchor'] }] : [],
  );
  for (const one of [{ quote, pieces, path: [] }, ...anchors]) {
    const piece = one.pieces && misplacedPiece(one.quote, one.pieces);
    if (piece !== undefined) return { path: [...one.path, 'pieces', piece], quote: one.quote };
  }
  return undefined;
}

function annotationOf(entry: Entry): Annotation {
  const {
    id,
    label,
    status,
    timex,
    attributes,
    entity,
    note,
    flagged,
    confidence,
    by,
    at,
    conflict,
    adjudicated,
  } = entry;
  return {
    id,
    label,
    status,
    anchor: anchorRecord(entry),
    ...(timex && { timex: timexRecord(timex) }),
    ...(attributes && { attributes }),
    ...(entity !== undefined && { entity }),
    ...(note !== undefined && { note }),
    ...(flagged !== undefined && { flagged }),
    ...(entry.source !== undefined && { source: entry.source }),
    ...(confidence !== undefined && { confidence }),
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
    ...(conflict && conflict.length > 0 && { conflict: conflict.map(versionRecord) }),
    ...(adjudicated && adjudicated.length > 0 && { adjudicated: adjudicated.map(versionRecord) }),
  };
}

/** Reads a whole file; whether relations lead to annotations is not looked at. */
function parseWhole(source: string): Sidecar {
  const failed = (problems: readonly Problem[]): Sidecar => ({ ...EMPTY_SIDECAR, source, problems });
  const yaml = readYaml(source, KIND);
  if (!yaml.ok) return failed(yaml.problems);
  const { document, value } = yaml;
  if (document.contents === null) return { ...EMPTY_SIDECAR, source };
  const version = isMap(document.contents) ? document.contents.get('marginalia') : undefined;
  if (typeof version === 'number' && version > SIDECAR_VERSION) {
    const range = rangeOf(document, ['marginalia']);
    const problem = problemAt(
      NEWER_VERSION,
      'This sidecar has format version {0}; this Marginalia knows version {1}. Update Marginalia to work on it.',
      range.start,
      range.end,
      version,
      SIDECAR_VERSION,
    );
    return { ...readNewer(document, value), source, problems: [problem] };
  }
  const reading = v.safeParse(sidecarSchema, value);
  if (!reading.success) {
    return failed(schemaProblems(document, KIND, 'sidecar', reading.issues));
  }
  const problems: Problem[] = [];
  const blocksOf = (key: string, entries: readonly { readonly id: string }[]): Map<string, Span> => {
    const blocks = new Map<string, Span>();
    for (const [index, { id }] of entries.entries()) {
      if (blocks.has(id)) {
        const { start, end } = rangeOf(document, [key, index, 'id']);
        const message = 'The id "{0}" is used twice. Give one of the two another id.';
        problems.push(problemAt('sidecar-duplicate-id', message, start, end, id));
      } else blocks.set(id, rangeOf(document, [key, index]));
    }
    return blocks;
  };
  const annotations = reading.output.annotations ?? [];
  const relations = reading.output.relations ?? [];
  const blocks = blocksOf('annotations', annotations);
  const relationBlocks = blocksOf('relations', relations);
  for (const [index, entry] of annotations.entries()) {
    const fault = faultyPiece(entry);
    if (!fault) continue;
    const { start, end } = rangeOf(document, ['annotations', index, ...fault.path]);
    const message =
      'This piece is not in its place: pieces go from the start of the quote (0) to its end ({0}), each begins behind the end of the one before it, and none is empty.';
    problems.push(problemAt('sidecar-pieces', message, start, end, [...fault.quote].length));
  }
  const head = headOf(reading.output);
  if (reading.output.published && !head.published) {
    const range = rangeOf(document, ['published']);
    problems.push(
      problemAt(
        'sidecar-date',
        'There is no such day. Write the date as YYYY-MM-DD.',
        range.start,
        range.end,
      ),
    );
  }
  if (problems.length > 0) return failed(problems);
  return {
    source,
    ...head,
    annotations: annotations.map(annotationOf),
    relations: relations.map(relationRecord),
    problems: [],
    blocks,
    relationBlocks,
    yaml: { kind: 'whole', document },
  };
}

/** What the keys that are known say in a later format, each on its own: what is not understood is left out. */
function readNewer(document: Document.Parsed, value: unknown): Sidecar {
  const { entries } = sidecarSchema.pipe[0];
  const read = <Schema extends v.GenericSchema>(schema: Schema, of: unknown) => {
    const reading = v.safeParse(schema, of);
    return reading.success ? reading.output : undefined;
  };
  const fields = read(v.record(v.string(), v.unknown()), value) ?? {};
  const published = read(entries.published, fields['published']);
  const language = read(entries.language, fields['language']);
  const fingerprint = read(entries.fingerprint, fields['fingerprint']);
  const annotations = new Map<string, Annotation>();
  const blocks = new Map<string, Span>();
  for (const [index, item] of (read(v.array(v.unknown()), fields['annotations']) ?? []).entries()) {
    const entry = read(annotationSchema, item);
    if (!entry || annotations.has(entry.id) || faultyPiece(entry) !== undefined) continue;
    annotations.set(entry.id, annotationOf(entry));
    blocks.set(entry.id, rangeOf(document, ['annotations', index]));
  }
  return {
    ...EMPTY_SIDECAR,
    ...headOf({ published, language, labels: read(entries.labels, fields['labels']), fingerprint }),
    annotations: [...annotations.values()],
    blocks,
  };
}

type Head = Pick<v.InferOutput<typeof sidecarSchema>, 'published' | 'language' | 'labels' | 'fingerprint'>;

function headOf(head: Head): Pick<Sidecar, keyof Head> {
  const published = head.published === undefined ? undefined : calendarDateOf(head.published);
  const language = head.language === undefined ? undefined : languageTagOf(head.language);
  const labels = [...new Set(head.labels)];
  const fingerprint = head.fingerprint?.trim();
  return {
    ...(published && { published }),
    ...(language && { language }),
    ...(labels.length > 0 && { labels }),
    ...(fingerprint && { fingerprint }),
  };
}
