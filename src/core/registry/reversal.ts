import { fnv1a } from '../text/hash';
import { editRegistry, sameName, type RegistryChange } from './edit';
import {
  NAME_LISTS,
  parseRegistry,
  type NameList,
  type Registry,
  type RegistryEntry,
  type RegistryName,
} from './parse';

/** What an entry was before a decision and after it; absent where it was not there. */
interface EntryEdit {
  readonly before?: RegistryEntry;
  readonly after?: RegistryEntry;
}

/** What a decision did to a registry, as undo takes it back. */
export interface RegistryEdit {
  readonly entries: readonly EntryEdit[];
  readonly names: readonly {
    readonly list: NameList;
    readonly name: RegistryName;
    readonly added: boolean;
  }[];
  /** The change of the file's text, by which the file is brought back byte for byte if nobody changed it since. */
  readonly text: TextReplacement;
}

interface TextReplacement {
  readonly at: number;
  readonly before: string;
  readonly after: string;
  /** Of the whole texts. */
  readonly hashBefore: number;
  readonly hashAfter: number;
}

/** What leads from one state of a registry to another. */
export function registryEdit(before: Registry, after: Registry): RegistryEdit {
  const old = new Map(before.entries.map((entry) => [entry.id, entry]));
  const now = new Map(after.entries.map((entry) => [entry.id, entry]));
  const entries = [...new Set([...old.keys(), ...now.keys()])].flatMap((id): EntryEdit[] => {
    const [was, is] = [old.get(id), now.get(id)];
    return same(was, is) ? [] : [{ ...(was && { before: was }), ...(is && { after: is }) }];
  });
  const names = NAME_LISTS.flatMap((list) => {
    const isIn = (registry: Registry) => (name: RegistryName) =>
      registry[list].some((one) => sameName(one, name));
    return [
      ...before[list].filter((name) => !isIn(after)(name)).map((name) => ({ list, name, added: false })),
      ...after[list].filter((name) => !isIn(before)(name)).map((name) => ({ list, name, added: true })),
    ];
  });
  return { entries, names, text: replacement(before.source, after.source) };
}

export function reversedRegistryEdit({ entries, names, text }: RegistryEdit): RegistryEdit {
  return {
    entries: entries.map(({ before, after }) => ({
      ...(after && { before: after }),
      ...(before && { after: before }),
    })),
    names: names.map(({ added, ...rest }) => ({ ...rest, added: !added })),
    text: {
      at: text.at,
      before: text.after,
      after: text.before,
      hashBefore: text.hashAfter,
      hashAfter: text.hashBefore,
    },
  };
}

/**
 * Makes an edit on what a registry says now. An entry that someone changed since is `left` as it is, and counted. Where
 * nothing was changed since, the file's text becomes what the edit made of it, byte for byte.
 */
export function applyRegistryEdit(
  edit: RegistryEdit,
  registry: Registry,
): { readonly registry: Registry; readonly left: number } {
  const { at, before, after, hashBefore } = edit.text;
  const { source } = registry;
  if (source.slice(at, at + before.length) === before && fnv1a(source) === hashBefore) {
    return {
      registry: parseRegistry(source.slice(0, at) + after + source.slice(at + before.length)),
      left: 0,
    };
  }
  const now = new Map(registry.entries.map((entry) => [entry.id, entry]));
  const changes: RegistryChange[] = [];
  let left = 0;
  for (const one of edit.entries) {
    const id = (one.before ?? one.after)!.id;
    if (!same(now.get(id), one.before)) left++;
    else if (one.after) changes.push({ kind: 'put', entry: one.after });
    else changes.push({ kind: 'remove', id });
  }
  for (const { list, name, added } of edit.names) {
    changes.push({ kind: added ? 'list' : 'unlist', list, name });
  }
  return { registry: editRegistry(registry, changes), left };
}

function same(a: RegistryEntry | undefined, b: RegistryEntry | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  const fields = ({ id, label, name, aliases, description, identifiers, replaces }: RegistryEntry) =>
    JSON.stringify([id, label, name, aliases, description, [...identifiers], replaces]);
  return fields(a) === fields(b);
}

function replacement(before: string, after: string): TextReplacement {
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before[at] === after[at]) at++;
  let tail = 0;
  while (tail < shorter - at && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return {
    at,
    before: before.slice(at, before.length - tail),
    after: after.slice(at, after.length - tail),
    hashBefore: fnv1a(before),
    hashAfter: fnv1a(after),
  };
}
