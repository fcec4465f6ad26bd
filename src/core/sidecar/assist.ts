import * as v from 'valibot';
import { DEFAULT_LABELS } from '../model/label';
import type { Span } from '../model/span';
import { TIMEX_PHRASES } from '../dates';
import { sidecarSchema } from './schema';

/** The way from the root of a sidecar to a key; an annotation of the list is `annotations`, then its keys. */
export type KeyPath = readonly string[];

/** A key of a sidecar, with what it is for, in English. */
export interface SidecarKey {
  readonly key: string;
  readonly description: string;
}

/** What may be written at a place of a sidecar. */
export type SidecarCompletion =
  | { readonly kind: 'keys'; readonly replace: Span; readonly keys: readonly SidecarKey[] }
  | {
      readonly kind: 'values';
      readonly replace: Span;
      readonly values: readonly string[];
      /** What values stand for: the quote of an annotation whose id may be written. */
      readonly details?: ReadonlyMap<string, string>;
    };

/** A line of block style: its indentation, that of its key behind `- `, and its key. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  /** True if it begins an item of a list. */
  readonly isItem: boolean;
  readonly key?: string;
  readonly keySpan?: Span;
  readonly valueStart?: number;
}

/**
 * What may be written at an offset: the keys that its mapping does not have yet, or the values of its key. Reads lines
 * by their indentation, so that it also tells in the middle of typing; `undefined` where it cannot tell.
 */
export function completeSidecar(source: string, offset: number): SidecarCompletion | undefined {
  const lines = linesOf(source);
  const at = lines.findLastIndex(({ start }) => start <= offset);
  const line = lines[at];
  if (!line) return undefined;
  if (line.key !== undefined && line.valueStart !== undefined && offset >= line.valueStart) {
    const path = [...parentPath(lines, at), line.key];
    const values = valuesOf(path, lines, source);
    const isEnd = path.length === 2 && path[0] === 'relations' && (line.key === 'from' || line.key === 'to');
    return (
      values && {
        kind: 'values',
        replace: { start: line.valueStart, end: line.end },
        values,
        ...(isEnd && { details: quotesById(lines, source) }),
      }
    );
  }
  const typed = /^(\s*(?:- +)?)([\w-]*)$/.exec(source.slice(line.start, offset));
  if (!typed) return undefined;
  const indent = typed[1]!.length;
  const entries = entriesOf(parentPath(lines, at, indent));
  if (!entries) return undefined;
  const present = siblings(lines, at, indent);
  const keys = Object.entries(entries)
    .filter(([key]) => key === line.key || !present.has(key))
    .map(([key, schema]) => ({ key, description: descriptionOf(schema) }));
  return { kind: 'keys', replace: { start: line.start + indent, end: line.keySpan?.end ?? offset }, keys };
}

/** The key on whose line an offset is, with what it is for; `undefined` where the program does not know it. */
export function sidecarKeyAt(
  source: string,
  offset: number,
): (SidecarKey & { readonly span: Span }) | undefined {
  const lines = linesOf(source);
  const at = lines.findLastIndex(({ start }) => start <= offset);
  const line = lines[at];
  if (line?.key === undefined || !line.keySpan) return undefined;
  const schema = entriesOf(parentPath(lines, at))?.[line.key];
  return schema && { key: line.key, description: descriptionOf(schema), span: line.keySpan };
}

function linesOf(source: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const text of source.split('\n')) {
    const end = start + text.replace(/\r$/, '').length;
    const parts = /^(\s*(?:- +)?)(?:([\w-]+)(:)(?: +|$))?/.exec(text.replace(/\r$/, ''));
    const indent = parts?.[1]?.length ?? 0;
    const key = parts?.[2];
    lines.push({
      start,
      end,
      indent,
      isItem: /^\s*- /.test(text),
      ...(key !== undefined && {
        key,
        keySpan: { start: start + indent, end: start + indent + key.length },
        valueStart: start + parts![0].length,
      }),
    });
    start += text.length + 1;
  }
  return lines;
}

/** The keys that a line lies below. */
function parentPath(lines: readonly Line[], at: number, indent = lines[at]!.indent): KeyPath {
  const path: string[] = [];
  let within = indent;
  for (let index = at - 1; index >= 0 && within > 0; index--) {
    const { key, indent: outer } = lines[index]!;
    if (key === undefined || outer >= within) continue;
    path.unshift(key);
    within = outer;
  }
  return path;
}

/** The keys of the mapping that a line stands in: from the line that begins its item to the one before the next. */
function siblings(lines: readonly Line[], at: number, indent: number): Set<string> {
  const keys = new Set<string>();
  const add = ({ key, indent: own }: Line) => key !== undefined && own === indent && keys.add(key);
  const leaves = ({ start, end, indent: own }: Line) => own < indent && start !== end;
  for (let index = at; index > 0 && !lines[index]!.isItem && !leaves(lines[index - 1]!); index--) {
    add(lines[index - 1]!);
  }
  for (const line of lines.slice(at + 1)) {
    if (leaves(line) || (line.isItem && line.indent === indent)) break;
    add(line);
  }
  return keys;
}

/** The quotes of the annotations, by id, as their lines have them. */
function quotesById(lines: readonly Line[], source: string): Map<string, string> {
  const quotes = new Map<string, string>();
  const value = ({ valueStart = 0, end }: Line) =>
    source
      .slice(valueStart, end)
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2');
  let list: string | undefined;
  let id: string | undefined;
  for (const line of lines) {
    if (line.indent === 0 && line.key !== undefined) list = line.key;
    if (line.isItem) id = undefined;
    if (list !== 'annotations') continue;
    if (line.key === 'id') quotes.set((id = value(line)), '');
    else if (line.key === 'quote' && id !== undefined) quotes.set(id, value(line));
  }
  return quotes;
}

type Entries = Readonly<Record<string, v.GenericSchema>>;

/** The keys of the mapping at a path; `undefined` where the schema has none. */
function entriesOf(path: KeyPath): Entries | undefined {
  let schema: v.GenericSchema | undefined = sidecarSchema;
  for (const key of path) schema = mappingOf(schema)?.[key];
  return mappingOf(schema);
}

/** The entries of a schema behind `optional`, `nullable`, pipes and lists. */
function mappingOf(schema: unknown): Entries | undefined {
  const bare = unwrapped(schema);
  return bare?.type === 'loose_object' ? (bare.entries as Entries) : undefined;
}

interface Wrapped {
  readonly type: string;
  readonly wrapped?: unknown;
  readonly item?: unknown;
  readonly entries?: unknown;
  readonly options?: readonly unknown[];
}

function unwrapped(schema: unknown): Wrapped | undefined {
  let bare = schema as Wrapped | undefined;
  for (let inner = bare; inner; inner = (inner.wrapped ?? inner.item) as Wrapped | undefined) bare = inner;
  return bare;
}

function descriptionOf(schema: v.GenericSchema): string {
  let inner: Wrapped | undefined = schema;
  while (inner) {
    const description = v.getDescription(inner as unknown as v.GenericSchema);
    if (description !== undefined) return description;
    inner = inner.wrapped as Wrapped | undefined;
  }
  return '';
}

function valuesOf(path: KeyPath, lines: readonly Line[], source: string): readonly string[] | undefined {
  const schema = entriesOf(path.slice(0, -1))?.[path.at(-1)!];
  const bare = unwrapped(schema);
  if (bare?.type === 'picklist') return bare.options as string[];
  if (bare?.type === 'boolean') return ['true', 'false'];
  switch (path.join('.')) {
    case 'annotations.label': {
      const used = lines.flatMap(({ key, valueStart, end }) =>
        key === 'label' && valueStart !== undefined ? source.slice(valueStart, end).trim() : [],
      );
      return [...new Set([...DEFAULT_LABELS, ...used.filter((one) => /^[\w-]+$/.test(one))])];
    }
    case 'relations.from':
    case 'relations.to':
      return [...quotesById(lines, source).keys()];
    case 'annotations.timex.mod':
      return Object.keys(TIMEX_PHRASES.mods);
    default:
      return undefined;
  }
}
