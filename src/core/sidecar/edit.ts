import type { Document } from 'yaml';
import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  type Pair,
  type ParsedNode,
  type Range,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Fingerprint } from '../anchoring/fingerprint';
import type { Annotation } from '../model/annotation';
import type { CalendarDate } from '../model/article';
import type { Label } from '../model/label';
import type { Relation } from '../model/relation';
import { escapeUnseen, hasUnseen } from '../text/visible';
import { annotationRecord, relationRecord, type AnnotationRecord } from './record';
import { readPlainBlock } from './plain-block';
import { cutsOf, parseSidecar, type Block, type BlockList, type Sidecar, type YamlBlocks } from './parse';
import { SIDECAR_SCHEMA_URI, SIDECAR_VERSION } from './schema';

/** One decision, as far as the sidecar is concerned. */
export type SidecarChange =
  /** Adds an annotation, in the order of the text, or gives the one with the same id these fields. */
  | { readonly kind: 'put'; readonly annotation: Annotation }
  /** Takes an annotation away, and the relations that lead from or to it. */
  | { readonly kind: 'remove'; readonly id: string }
  /** Adds a relation, or gives the one with the same id these fields; both its ends have to be there then. */
  | { readonly kind: 'relate'; readonly relation: Relation }
  | { readonly kind: 'unrelate'; readonly id: string }
  /** Says when the article appeared, or that the sidecar does not tell. */
  | { readonly kind: 'published'; readonly date: CalendarDate | undefined }
  /** Says which labels the whole article has, in this order; none takes the key away. */
  | { readonly kind: 'labels'; readonly labels: readonly Label[] }
  /** Says on which text all annotations are; their anchors have to be brought up to it by the same edit. */
  | { readonly kind: 'fingerprint'; readonly fingerprint: Fingerprint };

/** Replacement of `[start, end)` of the sidecar's source. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Strings that YAML 1.1 readers (PyYAML) would take for dates or booleans are quoted; no line is folded. */
const STYLE = { lineWidth: 0, blockQuote: false, compat: 'yaml-1.1', flowCollectionPadding: false } as const;

/**
 * Applies changes to a sidecar that has no problems, and reads the result. Only the blocks that change are rewritten:
 * comments, order, spacing and unknown keys elsewhere stay as they are, byte for byte. Where a person gave the
 * list an unusual shape (a flow sequence, for instance), the file is rewritten through YAML's document model, which
 * keeps all of that but the spacing.
 */
export function editSidecar(sidecar: Sidecar, changes: readonly SidecarChange[]): Sidecar {
  if (sidecar.problems.length > 0) throw new Error('A sidecar with problems is not to be edited.');
  const after = expected(sidecar, changes);
  if (agrees(sidecar, after)) return sidecar;
  if (sidecar.yaml === undefined) {
    const written = parseSidecar(newSource(after, sidecar.source));
    if (agrees(written, after)) return written;
    throw new Error('The new sidecar does not say what it should.');
  }
  const splices =
    sidecar.yaml.kind === 'blocks'
      ? spliceBlocks(sidecar, sidecar.yaml, after)
      : spliceChanges(sidecar, sidecar.yaml.document.contents, after);
  const spliced = parseSidecar(splice(sidecar.source, splices), sidecar);
  if (agrees(spliced, after)) return spliced;
  const rewritten = parseSidecar(rewrite(sidecar.source, after));
  if (agrees(rewritten, after)) return rewritten;
  throw new Error('The sidecar could not be edited without changing its meaning.');
}

/** What a sidecar is to say. */
export interface Expected {
  readonly annotations: ReadonlyMap<string, Annotation>;
  readonly relations: ReadonlyMap<string, Relation>;
  readonly published: CalendarDate | undefined;
  /** `undefined` where there is none. */
  readonly labels: readonly Label[] | undefined;
  readonly fingerprint: Fingerprint | undefined;
}

/** What a sidecar says, however it is written. */
export interface SidecarContent extends Pick<Sidecar, 'annotations' | 'relations'> {
  readonly published?: CalendarDate | undefined;
  readonly labels?: readonly Label[] | undefined;
  readonly fingerprint?: Fingerprint | undefined;
}

/** What a sidecar says once changes are made, before they are written. */
export function contentAfter(content: SidecarContent, changes: readonly SidecarChange[]): SidecarContent {
  if (changes.length === 0) return content;
  const { annotations, relations, ...head } = expected(content, changes);
  return { annotations: [...annotations.values()], relations: [...relations.values()], ...head };
}

/** What a sidecar says after changes. A relation goes with either of its ends. */
export function expected(sidecar: SidecarContent, changes: readonly SidecarChange[]): Expected {
  const annotations = new Map(sidecar.annotations.map((one) => [one.id, one]));
  const relations = new Map(sidecar.relations.map((one) => [one.id, one]));
  let { published, labels, fingerprint } = sidecar;
  for (const change of changes) {
    if (change.kind === 'put') annotations.set(change.annotation.id, change.annotation);
    else if (change.kind === 'remove') annotations.delete(change.id);
    else if (change.kind === 'relate') relations.set(change.relation.id, change.relation);
    else if (change.kind === 'unrelate') relations.delete(change.id);
    else if (change.kind === 'published') published = change.date;
    else if (change.kind === 'labels') labels = change.labels.length > 0 ? change.labels : undefined;
    else fingerprint = change.fingerprint === '' ? undefined : change.fingerprint;
  }
  for (const { id, from, to } of relations.values()) {
    if (!annotations.has(from) || !annotations.has(to)) relations.delete(id);
  }
  return { annotations, relations, published, labels, fingerprint };
}

function agrees(
  sidecar: Sidecar,
  { annotations, relations, published, labels, fingerprint }: Expected,
): boolean {
  return (
    sidecar.problems.length === 0 &&
    sidecar.published === published &&
    sameValue(sidecar.labels, labels) &&
    sidecar.fingerprint === fingerprint &&
    sidecar.annotations.length === annotations.size &&
    sidecar.annotations.every((one) => sameAnnotation(one, annotations.get(one.id))) &&
    sidecar.relations.length === relations.size &&
    sidecar.relations.every((one) => sameRelation(one, relations.get(one.id)))
  );
}

function sameAnnotation(a: Annotation, b: Annotation | undefined): boolean {
  return a === b || (b !== undefined && sameValue(annotationRecord(a), annotationRecord(b)));
}

function sameRelation(a: Relation, b: Relation | undefined): boolean {
  return a === b || (b !== undefined && sameValue(relationRecord(a), relationRecord(b)));
}

export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function newSource(after: Expected, comments: string): string {
  const { annotations, relations, published, labels, fingerprint } = after;
  const entries = [...annotations.values()].map(annotationRecord).sort(byPosition);
  const head = [
    `# yaml-language-server: $schema=${SIDECAR_SCHEMA_URI}`,
    `marginalia: ${SIDECAR_VERSION}`,
    ...(published === undefined ? [] : [`published: ${inline(published)}`]),
    ...(labels === undefined ? [] : [`labels: ${inline(labels)}`]),
  ];
  const list =
    entries.length === 0
      ? 'annotations: []\n'
      : `annotations:\n${entries.map((one) => block(one, 2)).join('')}`;
  const related = [...relations.values()].map(relationRecord).sort(byEnds(after));
  const second = related.length === 0 ? '' : relationList(related);
  const above = comments.trim() === '' ? '' : comments.endsWith('\n') ? comments : `${comments}\n`;
  return `${above}${head.join('\n')}\n${list}${second}${fingerprint === undefined ? '' : literal('fingerprint', fingerprint)}`;
}

/** The smallest replacements that bring a file that was read block by block to what is expected of it. */
function spliceBlocks(
  sidecar: Sidecar,
  { frame, annotations, relations }: YamlBlocks,
  after: Expected,
): Splice[] {
  const { source } = sidecar;
  const root = frame.yaml.document.contents;
  if (!isMap(root)) return [];
  const inFrame: Splice[] = [];
  if (after.published !== sidecar.published) {
    inFrame.push(...setHeadKey(frame.source, root, 'published', after.published));
  }
  if (!sameValue(after.labels, sidecar.labels)) {
    inFrame.push(...setHeadKey(frame.source, root, 'labels', after.labels));
  }
  if (after.annotations.size === 0) inFrame.push(emptied(root, 'annotations'));
  if (!relations) inFrame.push(...spliceRelations(frame.source, root, frame.relations, after));
  else if (after.relations.size === 0) {
    const start = keyEnd(root, 'relations') + 1;
    const isCommented = frame.source.slice(start, lineEnd(frame.source, start)).includes('#');
    if (isCommented) inFrame.push(emptied(root, 'relations'));
    else inFrame.push(...deleteKey(frame.source, root, 'relations'));
  }
  if (after.fingerprint !== sidecar.fingerprint) {
    inFrame.push(...setFingerprint(frame.source, root, after.fingerprint));
  }
  const splices = spliceBlockList(source, annotations, after.annotations, annotationRecord, byPosition);
  if (relations) {
    splices.push(...spliceBlockList(source, relations, after.relations, relationRecord, byEnds(after)));
  }
  const { fromFrame, endFromFrame } = cutsOf([annotations.cut, ...(relations ? [relations.cut] : [])]);
  // At one place, what is added to a list comes before what follows the list.
  for (const { start, end, text } of inFrame) {
    const from = fromFrame(start);
    splices.push({ start: from, end: start === end ? from : endFromFrame(end), text });
  }
  return splices;
}

/** The smallest replacements that bring the blocks of a list to the items that it is to hold. */
function spliceBlockList<T extends { readonly id: string }, R extends object>(
  source: string,
  { blocks, cut, indent }: BlockList<T>,
  after: ReadonlyMap<string, T>,
  recordOf: (item: T) => R,
  compare: (a: R, b: R) => number,
): Splice[] {
  const splices: Splice[] = [];
  const known = new Set(blocks.map(({ item }) => item.id));
  const added = [...after.values()].filter(({ id }) => !known.has(id)).map(recordOf);
  added.sort(compare);
  const gaps: { readonly at: number; readonly before: T }[] = [];
  let start = cut.start;
  let end = cut.start;
  for (const one of blocks) {
    const { item, text } = one;
    const wanted = after.get(item.id);
    if (added.length > 0) gaps.push({ at: end, before: item });
    end = start + contentEndOf(one);
    if (!wanted) splices.push({ start, end, text: '' });
    else if (wanted !== item) {
      const from = start;
      for (const change of updateBlock(text, recordOf(item), recordOf(wanted))) {
        splices.push({ start: from + change.start, end: from + change.end, text: change.text });
      }
    }
    start += text.length;
  }
  for (const record of added) {
    const at = gaps.find(({ before }) => compare(recordOf(before), record) > 0)?.at ?? end;
    splices.push({ start: at, end: at, text: (source[at - 1] === '\n' ? '' : '\n') + block(record, indent) });
  }
  return splices;
}

/** Changes the keys that differ between two records in the text of a block. */
function updateBlock(text: string, before: object, after: object): Splice[] {
  return updateLines(text, before, after) ?? updateMap(text, mapOf(text), before, after);
}

/** The same for a block of a key and its value on each line, as this program writes it, where no nested value changes. */
function updateLines(text: string, before: object, after: object): Splice[] | undefined {
  if (!text.endsWith('\n') || !readPlainBlock(text)) return undefined;
  const old = before as Readonly<Record<string, unknown>>;
  const wanted = after as Readonly<Record<string, unknown>>;
  const indent = ' '.repeat(text.indexOf('-') + 2);
  const splices: Splice[] = [];
  let added = '';
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(old)])) {
    const value = wanted[key];
    if (sameValue(old[key], value)) continue;
    if (isRecord(value) || isRecord(old[key]) || key === 'id') return undefined;
    const row = value === undefined ? '' : `${indent}${key}: ${inline(value)}\n`;
    const start = text.indexOf(`\n${indent}${key}:`) + 1;
    if (start === 0) added += row;
    else splices.push({ start, end: lineEnd(text, start), text: row });
  }
  return [...splices, { start: text.length, end: text.length, text: added }];
}

/** The mapping of a block that was read before. */
function mapOf(text: string): YAMLMap {
  const { contents } = parseDocument(text, {
    keepSourceTokens: true,
    stringKeys: true,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const item = isSeq(contents) ? contents.items[0] : undefined;
  if (!isMap(item)) throw new Error('A block of a sidecar is no mapping.');
  return item;
}

/** Where the last line of a block's mapping ends; comments may follow. */
function contentEndOf({ text, range }: Block<unknown>): number {
  if (text[range.end - 1] === '\n') return range.end;
  const newline = text.indexOf('\n', range.end);
  return newline < 0 ? text.length : newline + 1;
}

/** The smallest replacements that bring a file to what is expected of it. */
function spliceChanges(sidecar: Sidecar, root: ParsedNode | null, after: Expected): Splice[] {
  const { source } = sidecar;
  if (!isMap(root)) return [];
  const splices: Splice[] = [];
  if (after.published !== sidecar.published) {
    splices.push(...setHeadKey(source, root, 'published', after.published));
  }
  if (!sameValue(after.labels, sidecar.labels)) {
    splices.push(...setHeadKey(source, root, 'labels', after.labels));
  }
  const before = sidecar.annotations.map(annotationRecord);
  const wanted = new Map([...after.annotations].map(([id, one]) => [id, annotationRecord(one)]));
  splices.push(...spliceList(source, root, 'annotations', before, wanted, byPosition));
  if (before.length > 0 && wanted.size === 0 && isBlockList(root.get('annotations', true))) {
    splices.push(emptied(root, 'annotations'));
  }
  splices.push(...spliceRelations(source, root, sidecar.relations, after));
  if (after.fingerprint !== sidecar.fingerprint) {
    splices.push(...setFingerprint(source, root, after.fingerprint));
  }
  return splices;
}

/** The same for the list of relations, which is there as long as there are any. */
function spliceRelations(
  source: string,
  root: YAMLMap,
  relations: readonly Relation[],
  after: Expected,
): Splice[] {
  const before = relations.map(relationRecord);
  const wanted = new Map([...after.relations].map(([id, one]) => [id, relationRecord(one)]));
  if (before.length > 0 && wanted.size === 0) return deleteKey(source, root, 'relations');
  const follower = pairOf(root, 'fingerprint')?.key;
  if (pairOf(root, 'relations') || wanted.size === 0 || root.flow || !isScalar(follower) || !follower.range) {
    return spliceList(source, root, 'relations', before, wanted, byEnds(after));
  }
  const at = source.lastIndexOf('\n', follower.range[0] - 1) + 1;
  return [{ start: at, end: at, text: relationList([...wanted.values()].sort(byEnds(after))) }];
}

/** The smallest replacements that bring a list that may not be there to the records that it is to hold. */
function spliceList<T extends { readonly id: string }>(
  source: string,
  root: YAMLMap,
  key: string,
  before: readonly T[],
  after: ReadonlyMap<string, T>,
  compare: (a: T, b: T) => number,
): Splice[] {
  const splices: Splice[] = [];
  const list = root.get(key, true);
  const items = isSeq(list) ? list.items.filter(isMap) : [];
  for (const [index, record] of before.entries()) {
    const node = items[index];
    const wanted = after.get(record.id);
    if (!node || !isSeq(list)) continue;
    if (wanted) splices.push(...updateMap(source, node, record, wanted));
    else splices.push({ ...lines(source, itemStart(list, node), contentEnd(source, node)), text: '' });
  }
  const known = new Set(before.map(({ id }) => id));
  const added = [...after.values()].filter(({ id }) => !known.has(id)).sort(compare);
  if (isBlockList(list)) {
    const indent = columnOf(source, itemStart(list, list.items[0]));
    for (const record of added) {
      const follower = before.findIndex((one) => compare(one, record) > 0);
      const previous = items[(follower < 0 ? items.length : follower) - 1];
      const at = previous ? contentEnd(source, previous) : lineEnd(source, keyEnd(root, key));
      splices.push({
        start: at,
        end: at,
        text: (source[at - 1] === '\n' ? '' : '\n') + block(record, indent),
      });
    }
  } else if (added.length > 0) {
    splices.push(...startList(source, root, key, added));
  }
  return splices;
}

/** Says behind the key of a list that nothing is in it. */
function emptied(root: YAMLMap, key: string): Splice {
  const at = keyEnd(root, key) + 1;
  return { start: at, end: at, text: ' []' };
}

function isBlockList(list: unknown): list is YAMLSeq {
  return isSeq(list) && !list.flow && list.items.length > 0;
}

function relationList(relations: readonly Relation[]): string {
  return `relations:\n${relations.map((one) => block(one, 2)).join('')}`;
}

/** What is new of the article goes to the head of the file, above the list. */
function setHeadKey(
  source: string,
  root: YAMLMap,
  key: 'published' | 'labels',
  value: CalendarDate | readonly Label[] | undefined,
): Splice[] {
  if (value === undefined) return deleteKey(source, root, key);
  const list = pairOf(root, 'annotations')?.key;
  if (pairOf(root, key) || root.flow || !isScalar(list) || !list.range) {
    return setKey(source, root, key, value);
  }
  const at = source.lastIndexOf('\n', list.range[0] - 1) + 1;
  return [{ start: at, end: at, text: `${key}: ${inline(value)}\n` }];
}

/** The fingerprint stands at the end of the file, as a block that Git merges line by line. */
function setFingerprint(source: string, root: YAMLMap, fingerprint: Fingerprint | undefined): Splice[] {
  const pair = pairOf(root, 'fingerprint');
  const text = fingerprint === undefined ? '' : literal('fingerprint', fingerprint);
  if (root.flow) return [];
  if (!pair) {
    const end = contentEnd(source, root);
    return [{ start: end, end, text: (source[end - 1] === '\n' ? '' : '\n') + text }];
  }
  const range = (pair.value as ParsedNode | null)?.range;
  if (!range) return [];
  const start = source.lastIndexOf('\n', keyEnd(root, 'fingerprint') - 1) + 1;
  return [{ ...lines(source, start, range[1]), text }];
}

function literal(key: string, text: string): string {
  return `${key}: |\n${text.replace(/^(?=.)/gm, '  ')}\n`;
}

/** The splices that put the first items into a file whose list is missing, empty or null. */
export function startList(source: string, root: YAMLMap, key: string, added: readonly object[]): Splice[] {
  const text = added.map((one) => block(one, 2)).join('');
  const pair = pairOf(root, key);
  if (!pair) {
    const at = contentEnd(source, root);
    return [{ start: at, end: at, text: `${source[at - 1] === '\n' ? '' : '\n'}${key}:\n${text}` }];
  }
  const start = keyEnd(root, key) + 1;
  const end = lineEnd(source, start);
  const comment = /#.*/.exec(source.slice(start, end))?.[0];
  return [{ start, end, text: `${comment ? ` ${comment}` : ''}\n${text}` }];
}

/** Changes the keys that differ between two records, where they stand. */
export function updateMap(source: string, node: YAMLMap, before: object, after: object): Splice[] {
  const old = before as Readonly<Record<string, unknown>>;
  const wanted = after as Readonly<Record<string, unknown>>;
  const splices: Splice[] = [];
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(old)])) {
    if (sameValue(old[key], wanted[key])) continue;
    const value = wanted[key];
    const nested = node.get(key, true);
    if (value === undefined) splices.push(...deleteKey(source, node, key));
    else if (isMap(nested) && isRecord(old[key]) && isRecord(value)) {
      splices.push(...updateMap(source, nested, old[key], value));
    } else splices.push(...setKey(source, node, key, value));
  }
  return splices;
}

export function setKey(source: string, map: YAMLMap, key: string, value: unknown): Splice[] {
  const pair = pairOf(map, key);
  if (!pair) {
    if (map.flow) {
      const at = (map.range?.[1] ?? 0) - 1;
      return [
        { start: at, end: at, text: `${map.items.length > 0 ? ', ' : ''}${inline(key)}: ${inline(value)}` },
      ];
    }
    const at = contentEnd(source, map);
    const indent = ' '.repeat(columnOf(source, map.range?.[0] ?? 0));
    const text = isRecord(value)
      ? `${indent}${key}:\n${Object.entries(value)
          .map(([name, one]) => `${indent}  ${inline(name)}: ${inline(one)}\n`)
          .join('')}`
      : `${indent}${inline(key)}: ${inline(value)}\n`;
    return [{ start: at, end: at, text: (source[at - 1] === '\n' ? '' : '\n') + text }];
  }
  const node = pair.value as ParsedNode | null;
  const [start, end] = node?.range ?? [0, 0];
  if (start === end)
    return [{ start, end, text: source[start - 1] === ' ' ? inline(value) : ` ${inline(value)}` }];
  const wasLines = source.slice(start, end).endsWith('\n');
  const blockHeader = isScalar(node) && node.type?.startsWith('BLOCK');
  const from = blockHeader ? source.lastIndexOf(':', start) + 1 : start;
  return [{ start: from, end, text: `${blockHeader ? ' ' : ''}${inline(value)}${wasLines ? '\n' : ''}` }];
}

export function deleteKey(source: string, map: YAMLMap, key: string): Splice[] {
  const pair = pairOf(map, key);
  const range = (pair?.value as ParsedNode | null | undefined)?.range;
  if (!pair || !range || map.flow || map.items[0] === pair) return [];
  const start = source.lastIndexOf('\n', keyEnd(map, key) - 1) + 1;
  return [{ ...lines(source, start, range[1]), text: '' }];
}

/** The whole file through YAML's document model: for lists of an unusual shape. */
function rewrite(source: string, after: Expected): string {
  const { annotations, relations, published, labels, fingerprint } = after;
  const document: Document = parseDocument(source, {
    stringKeys: true,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  if (published === undefined) document.delete('published');
  else document.set('published', published);
  if (labels === undefined) document.delete('labels');
  else document.set('labels', document.createNode(labels));
  if (fingerprint === undefined) document.delete('fingerprint');
  else document.set('fingerprint', fingerprint);
  const annotated = [...annotations.values()].map(annotationRecord).sort(byPosition);
  rewriteList(document, 'annotations', annotated, ANNOTATION_KEYS);
  const related = [...relations.values()].map(relationRecord).sort(byEnds(after));
  if (related.length > 0) rewriteList(document, 'relations', related, RELATION_KEYS);
  else document.delete('relations');
  return document.toString({ lineWidth: 0 });
}

function rewriteList<T extends { readonly id: string }>(
  document: Document,
  name: string,
  records: readonly T[],
  keys: readonly (keyof T & string)[],
): void {
  const list = document.get(name, true);
  const kept = new Map<unknown, unknown>();
  for (const item of isSeq(list) ? list.items : []) if (isMap(item)) kept.set(item.get('id'), item);
  const items = records.map((record) => {
    const node = kept.get(record.id);
    if (!isMap(node)) return document.createNode(record);
    for (const key of keys) {
      const value = record[key];
      if (value === undefined) node.delete(key);
      else if (!sameValue(value, toPlain(document, node.get(key, true))))
        node.set(key, document.createNode(value));
    }
    return node;
  });
  if (isSeq(list)) list.items = items;
  else document.set(name, items);
}

const ANNOTATION_KEYS = [
  'label',
  'quote',
  'position',
  'prefix',
  'suffix',
  'pieces',
  'orphaned',
  'status',
  'timex',
  'attributes',
  'entity',
  'note',
  'flagged',
  'source',
  'confidence',
  'by',
  'at',
  'conflict',
  'adjudicated',
] as const satisfies readonly (keyof AnnotationRecord)[];

const RELATION_KEYS = [
  'type',
  'from',
  'to',
  'rejected',
  'attributes',
  'note',
  'by',
  'at',
  'adjudicated',
] as const satisfies readonly (keyof Relation)[];

function toPlain(document: Document, node: unknown): unknown {
  return isCollection(node) || isScalar(node) ? node.toJS(document) : undefined;
}

/** A record as an item of a block sequence whose dashes stand at a column; ends with a line end. */
export function block(record: object, column: number): string {
  const indent = ' '.repeat(column);
  const rows: string[] = [];
  for (const [key, value] of Object.entries(record as Readonly<Record<string, unknown>>)) {
    if (value === undefined) continue;
    if (isRecord(value)) {
      rows.push(`${key}:`);
      for (const [name, one] of Object.entries(value)) rows.push(`  ${inline(name)}: ${inline(one)}`);
    } else {
      rows.push(`${key}: ${inline(value)}`);
    }
  }
  return rows.map((row, index) => `${indent}${index === 0 ? '- ' : '  '}${row}\n`).join('');
}

/** A value on one line. */
export function inline(value: unknown): string {
  if (typeof value === 'string' && hasUnseen(value)) return escaped(value);
  return stringify(value, { ...STYLE, collectionStyle: 'flow' }).trimEnd();
}

/** Line ends, controls, and what reorders or hides text: YAML 1.1 breaks lines at some, people see none of them. */
function escaped(text: string): string {
  return escapeUnseen(JSON.stringify(text), (character) => {
    const code = character.codePointAt(0)!;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byPosition(a: AnnotationRecord, b: AnnotationRecord): number {
  return (
    a.position[0] - b.position[0] || b.position[1] - a.position[1] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** Relations in the order of the text: by where they lead from, then by where to. */
function byEnds({ annotations }: Expected): (a: Relation, b: Relation) => number {
  const place = (id: string) => annotations.get(id)?.anchor.position[0] ?? 0;
  return (a, b) =>
    place(a.from) - place(b.from) || place(a.to) - place(b.to) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** The offset just after a key that exists. */
export function keyEnd(map: YAMLMap, key: string): number {
  const node = pairOf(map, key)?.key;
  return isScalar(node) ? (node.range?.[1] ?? 0) : 0;
}

/** Where the dash of a sequence's item stands. */
export function itemStart(list: YAMLSeq, item: unknown): number {
  const token = list.srcToken;
  const index = list.items.indexOf(item);
  const starts = token?.type === 'block-seq' ? token.items[index]?.start : undefined;
  return starts?.find(({ type }) => type === 'seq-item-ind')?.offset ?? 0;
}

/** The offset behind the last line of a node, line end included where there is one. */
export function contentEnd(source: string, node: { readonly range?: Range | null }): number {
  const end = node.range?.[1] ?? 0;
  if (source[end - 1] === '\n') return end;
  const newline = source.indexOf('\n', end);
  return newline < 0 ? source.length : newline + 1;
}

export function lineEnd(source: string, offset: number): number {
  const newline = source.indexOf('\n', offset);
  return newline < 0 ? source.length : newline + 1;
}

export function columnOf(source: string, offset: number): number {
  return offset - (source.lastIndexOf('\n', offset - 1) + 1);
}

/** The whole lines that a range touches. */
export function lines(source: string, start: number, end: number): { start: number; end: number } {
  return {
    start: source.lastIndexOf('\n', start - 1) + 1,
    end: source[end - 1] === '\n' ? end : lineEnd(source, end),
  };
}

/** Applies replacements of which none reaches into another. What is put in at a place comes before what stood there. */
export function splice(source: string, splices: readonly Splice[]): string {
  const isReplacement = ({ start, end }: Splice): number => (start === end ? 0 : 1);
  const ordered = splices
    .map((one, index) => ({ ...one, index }))
    .sort((a, b) => a.start - b.start || isReplacement(a) - isReplacement(b) || a.index - b.index);
  let at = 0;
  let result = '';
  for (const { start, end, text } of ordered) {
    if (start < at) continue;
    result += source.slice(at, start) + text;
    at = end;
  }
  return result + source.slice(at);
}
