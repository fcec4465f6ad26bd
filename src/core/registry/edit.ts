import { isMap, isScalar, isSeq, type Document, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import {
  block,
  columnOf,
  contentEnd,
  inline,
  itemStart,
  lines,
  sameValue,
  setKey,
  splice,
  startList,
  updateMap,
  type Splice,
} from '../sidecar/edit';
import {
  NAME_LISTS,
  parseRegistry,
  type NameList,
  type Registry,
  type RegistryEntry,
  type RegistryName,
} from './parse';
import { parseYaml } from '../text/yaml-source';
import { REGISTRY_SCHEMA_URI, REGISTRY_VERSION } from './schema';

/** One thing that a registry is to say from now on. */
export type RegistryChange =
  /** Adds an entry at the end, or gives the one with the same id these fields. */
  | { readonly kind: 'put'; readonly entry: RegistryEntry }
  | { readonly kind: 'remove'; readonly id: string }
  /** Puts a name into one of the lists, or takes it out. */
  | { readonly kind: 'list' | 'unlist'; readonly list: NameList; readonly name: RegistryName };

type Content = Pick<Registry, 'entries' | NameList>;

/**
 * Applies changes to a registry that has no problems, and reads the result. Only what changes is rewritten: comments,
 * order, spacing and unknown keys stay, byte for byte; where nothing changes the registry itself comes back. Where a
 * person gave a list an unusual shape, the file goes through YAML's document model, which keeps all but the spacing.
 * The name of an entry cannot be rejected as well: the entry prevails.
 */
export function editRegistry(registry: Registry, changes: readonly RegistryChange[]): Registry {
  if (registry.problems.length > 0) throw new Error('A registry with problems is not to be edited.');
  const after = expected(registry, changes);
  if (says(registry, after)) return registry;
  const { source } = registry;
  const { contents } = parseYaml(source);
  if (contents === null) {
    const head = `# yaml-language-server: $schema=${REGISTRY_SCHEMA_URI}\nmarginalia: ${REGISTRY_VERSION}\n`;
    const comments = source.trim() === '' ? '' : source.endsWith('\n') ? source : `${source}\n`;
    const written = `${comments}${head}`;
    return editRegistry(parseRegistry(written), changes);
  }
  const spliced = isMap(contents)
    ? parseRegistry(splice(source, changesOf(source, contents, registry, after)))
    : registry;
  if (says(spliced, after)) return spliced;
  const rewritten = parseRegistry(rewrite(source, registry, after));
  if (says(rewritten, after)) return rewritten;
  throw new Error('The registry could not be edited without changing its meaning.');
}

function expected(registry: Registry, changes: readonly RegistryChange[]): Content {
  const entries = new Map(registry.entries.map((entry) => [entry.id, entry]));
  const lists = { rejected: [...registry.rejected], forgotten: [...registry.forgotten] };
  for (const change of changes) {
    if (change.kind === 'put') entries.set(change.entry.id, change.entry);
    else if (change.kind === 'remove') entries.delete(change.id);
    else {
      const { list, name, kind } = change;
      const present = lists[list].some((one) => sameName(one, name));
      if (kind === 'list' && !present) lists[list].push(name);
      if (kind === 'unlist') lists[list] = lists[list].filter((one) => !sameName(one, name));
    }
  }
  const all = [...entries.values()].map((entry) => {
    const replaces = entry.replaces.filter((id) => !entries.has(id));
    return replaces.length < entry.replaces.length ? { ...entry, replaces } : entry;
  });
  const named = new Set(
    all.flatMap(({ name, aliases, label }) => [name, ...aliases].map((one) => `${label}:${one}`)),
  );
  const rejected = lists.rejected.filter(({ name, label }) => !named.has(`${label}:${name}`));
  return { entries: all, rejected, forgotten: lists.forgotten };
}

function says(registry: Registry, wanted: Content): boolean {
  return registry.problems.length === 0 && sameValue(recordOf(registry), recordOf(wanted));
}

function recordOf({ entries, rejected, forgotten }: Content): unknown {
  return [entries.map(entryRecord), rejected.map(nameRecord), forgotten.map(nameRecord)];
}

interface EntryRecord {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description?: string;
  readonly identifiers?: Readonly<Record<string, string>>;
  readonly replaces?: readonly string[];
}

/** An entry with the keys of its file, in the order in which they are written. */
function entryRecord({
  id,
  label,
  name,
  aliases,
  description,
  identifiers,
  replaces,
}: RegistryEntry): EntryRecord {
  return {
    id,
    label,
    name,
    ...(aliases.length > 0 && { aliases }),
    ...(description !== undefined && { description }),
    ...(identifiers.size > 0 && { identifiers: Object.fromEntries(identifiers) }),
    ...(replaces.length > 0 && { replaces }),
  };
}

function nameRecord({ name, label }: RegistryName): RegistryName {
  return { name, label };
}

export function sameName(a: RegistryName, b: RegistryName): boolean {
  return a.name === b.name && a.label === b.label;
}

/** The smallest replacements that bring a file to what is expected of it. */
function changesOf(source: string, root: YAMLMap, before: Content, after: Content): Splice[] {
  const wanted = new Map(after.entries.map((entry) => [entry.id, entry]));
  const known = new Set(before.entries.map(({ id }) => id));
  const added = after.entries.filter(({ id }) => !known.has(id)).map(entryRecord);
  const splices = itemSplices(source, root, 'entities', added, (item, index) => {
    const entry = before.entries[index];
    const becomes = entry && wanted.get(entry.id);
    if (!entry || !becomes) return undefined;
    return entry === becomes ? [] : entrySplices(source, item, entryRecord(entry), entryRecord(becomes));
  });
  for (const list of NAME_LISTS) {
    const more = after[list].filter((name) => !before[list].some((one) => sameName(one, name)));
    splices.push(
      ...itemSplices(source, root, list, more.map(nameRecord), (_, index) => {
        const name = before[list][index];
        return name && after[list].some((one) => sameName(one, name)) ? [] : undefined;
      }),
    );
  }
  return splices;
}

/** Edits the items of a list, takes out those that `edit` gives nothing for, and adds others at its end. */
function itemSplices(
  source: string,
  root: YAMLMap,
  key: string,
  added: readonly object[],
  edit: (item: YAMLMap, index: number) => readonly Splice[] | undefined,
): Splice[] {
  const list = root.get(key, true);
  const items = isSeq(list) && !list.flow ? list.items : [];
  const splices = items.flatMap((item, index): readonly Splice[] => {
    if (!isMap(item)) return [];
    const edits = edit(item, index);
    if (edits || !isSeq(list)) return edits ?? [];
    return [{ ...lines(source, itemStart(list, item), contentEnd(source, item)), text: '' }];
  });
  const last = items.at(-1);
  if (added.length === 0) return splices;
  if (!isSeq(list) || !isMap(last)) return [...splices, ...startList(source, root, key, added)];
  const at = contentEnd(source, last);
  const column = columnOf(source, itemStart(list, list.items[0]));
  const text = added.map((record) => block(record, column)).join('');
  return [...splices, { start: at, end: at, text: (source[at - 1] === '\n' ? '' : '\n') + text }];
}

function entrySplices(source: string, item: YAMLMap, before: EntryRecord, after: EntryRecord): Splice[] {
  const { aliases: oldAliases = [], replaces: oldReplaces = [], ...old } = before;
  const { aliases = [], replaces = [], ...wanted } = after;
  const lists = [
    { key: 'aliases', was: oldAliases, is: aliases },
    { key: 'replaces', was: oldReplaces, is: replaces },
  ];
  const splicesOf = (some: typeof lists) =>
    some.flatMap(({ key, was, is }) => textListSplices(source, item, key, was, is));
  // What a list gets stands before the keys that the entry gets, where both are put in at the same place.
  return [
    ...splicesOf(lists.filter(({ key }) => item.has(key))),
    ...updateMap(source, item, old, wanted),
    ...splicesOf(lists.filter(({ key }) => !item.has(key))),
  ];
}

/** Takes texts out of a list and adds others at its end, where the list has the usual shape; else writes it anew. */
function textListSplices(
  source: string,
  map: YAMLMap,
  key: string,
  before: readonly string[],
  after: readonly string[],
): Splice[] {
  if (sameValue(before, after)) return [];
  const list = map.get(key, true);
  // Of a text that is there twice, the first stays.
  const stays = (text: string, index: number) => after.includes(text) && before.indexOf(text) === index;
  const kept = before.filter(stays);
  const added = after.slice(kept.length);
  const grows = sameValue(after.slice(0, kept.length), kept);
  if (!isSeq(list) || list.items.length === 0 || !grows) return setKey(source, map, key, after);
  if (list.flow) return kept.length < before.length ? setKey(source, map, key, after) : grown(list, added);
  const last = list.items.at(-1) as ParsedNode;
  const at = contentEnd(source, last);
  const indent = ' '.repeat(columnOf(source, itemStart(list, list.items[0])));
  const text = added.map((one) => `${indent}- ${inline(one)}\n`).join('');
  const removed = list.items.flatMap((item, index): Splice[] =>
    stays(before[index]!, index)
      ? []
      : [{ ...lines(source, itemStart(list, item), contentEnd(source, item as ParsedNode)), text: '' }],
  );
  if (removed.length === list.items.length && added.length === 0) return setKey(source, map, key, after);
  return [...removed, { start: at, end: at, text: (source[at - 1] === '\n' ? '' : '\n') + text }];
}

/** A flow sequence with more at its end. */
function grown(list: YAMLSeq, added: readonly string[]): Splice[] {
  const end = (list.items.at(-1) as ParsedNode).range[1];
  return [{ start: end, end, text: added.map((one) => `, ${inline([one]).slice(1, -1)}`).join('') }];
}

/** The whole file through YAML's document model: for lists of an unusual shape. */
function rewrite(source: string, before: Content, after: Content): string {
  const document: Document = parseYaml(source);
  const listed = (key: string) => {
    const list = document.get(key, true);
    return isSeq(list) ? list.items : [];
  };
  const nodes = new Map(before.entries.map(({ id }, index) => [id, listed('entities')[index]]));
  const items = after.entries.map((entry) => {
    const record = entryRecord(entry);
    const node = nodes.get(entry.id);
    if (!isMap(node)) return document.createNode(record);
    const old = entryRecord(before.entries.find(({ id }) => id === entry.id)!);
    for (const key of ['label', 'name', 'aliases', 'description', 'identifiers', 'replaces'] as const) {
      if (sameValue(old[key], record[key])) continue;
      const list = node.get(key, true);
      const wanted = record[key];
      if (wanted === undefined) node.delete(key);
      // What stays in a list keeps its comments.
      else if (isSeq(list) && Array.isArray(wanted)) {
        const known = new Map(list.items.map((item) => [isScalar(item) ? item.value : undefined, item]));
        list.items = (wanted as readonly string[]).map(
          (text) => known.get(text) ?? document.createNode(text),
        );
      } else node.set(key, document.createNode(wanted));
    }
    return node;
  });
  setList(document, 'entities', items);
  for (const list of NAME_LISTS) {
    const some = listed(list);
    const names = after[list].map((name) => {
      const index = before[list].findIndex((one) => sameName(one, name));
      return some[index] ?? document.createNode(nameRecord(name));
    });
    setList(document, list, names);
  }
  return document.toString({ lineWidth: 0 });
}

function setList(document: Document, key: string, items: unknown[]): void {
  const list = document.get(key, true);
  if (isSeq(list)) list.items = items;
  else if (items.length > 0 && (list === undefined || isScalar(list))) document.set(key, items);
}
