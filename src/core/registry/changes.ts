import type { RegistryChange } from './edit';
import type { Registry, RegistryEntry, RegistryName } from './parse';

/** A new entry of a registry, with an id made of its name. */
export function newEntry({ entries }: Registry, name: RegistryName): RegistryEntry {
  const taken = new Set(entries.flatMap(({ id, replaces }) => [id, ...replaces]));
  return entryNamed(name, (id) => taken.has(id));
}

/** An entry of a name and nothing else, with an id made of it that is not taken. */
export function entryNamed({ name, label }: RegistryName, taken: (id: string) => boolean): RegistryEntry {
  const stem =
    name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || label.replace(/\s+/gu, '-');
  let id = stem;
  for (let number = 2; taken(id); number++) id = `${stem}-${number}`;
  return { id, label, name, aliases: [], identifiers: new Map(), replaces: [] };
}

/** Has an entry bear one more name, which then is found everywhere. */
export function nameEntry(entry: RegistryEntry, name: string): RegistryChange[] {
  return [{ kind: 'put', entry: withNames(entry, entry.name, [name]) }, unforgotten(entry, name)];
}

/** Gives an entry another name; the one that it had stays with it, as articles have it. */
export function renameEntry(entry: RegistryEntry, name: string): RegistryChange[] {
  return [{ kind: 'put', entry: withNames(entry, name, [entry.name]) }, unforgotten(entry, name)];
}

/**
 * Makes two entries one: `into` keeps its id and name and bears the names of `from` as well. Its own description and
 * identifiers go before. Annotations that are linked to `from` lead to it.
 */
export function mergeEntries(into: RegistryEntry, from: RegistryEntry): RegistryChange[] {
  const description = into.description ?? from.description;
  const entry = withNames(into, into.name, [from.name, ...from.aliases]);
  return [
    { kind: 'remove', id: from.id },
    {
      kind: 'put',
      entry: {
        ...entry,
        ...(description !== undefined && { description }),
        identifiers: new Map([
          ...into.identifiers,
          ...[...from.identifiers].filter(([key]) => !into.identifiers.has(key)),
        ]),
        replaces: [...new Set([...into.replaces, ...from.replaces, from.id])],
      },
    },
  ];
}

/** Has a name never be suggested under a label: entries lose it as an alias. */
export function rejectName({ entries }: Registry, name: RegistryName): RegistryChange[] {
  return [...withoutAlias(entries, name), { kind: 'list', list: 'rejected', name }];
}

/**
 * Has the registry say nothing of a name: entries lose it as an alias, and it is no longer rejected. `decided` is true
 * where decisions taught it: then they do not from now on.
 */
export function forgetName({ entries }: Registry, name: RegistryName, decided: boolean): RegistryChange[] {
  return [
    ...withoutAlias(entries, name),
    { kind: 'unlist', list: 'rejected', name },
    ...(decided ? ([{ kind: 'list', list: 'forgotten', name }] as const) : []),
  ];
}

function withoutAlias(entries: readonly RegistryEntry[], { name, label }: RegistryName): RegistryChange[] {
  return entries
    .filter((entry) => entry.label === label && entry.aliases.includes(name))
    .map((entry) => ({
      kind: 'put',
      entry: { ...entry, aliases: entry.aliases.filter((alias) => alias !== name) },
    }));
}

function withNames(entry: RegistryEntry, name: string, more: readonly string[]): RegistryEntry {
  const aliases = new Set([...entry.aliases, ...more]);
  aliases.delete(name);
  return { ...entry, name, aliases: [...aliases] };
}

function unforgotten({ label }: RegistryEntry, name: string): RegistryChange {
  return { kind: 'unlist', list: 'forgotten', name: { name, label } };
}
