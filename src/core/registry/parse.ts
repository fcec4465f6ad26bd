import { isMap, isSeq, type Document } from 'yaml';
import type * as v from 'valibot';
import type { Label } from '../model/label';
import type { Problem } from '../model/problem';
import type { Span } from '../model/span';
import type { DecodeProblem } from '../text/decode';
import { MOST_PROBLEMS } from '../text/repeated-keys';
import { problemAt, readYamlFile, type TellProblem, type YamlFormat } from '../text/yaml-source';
import { REGISTRY_FILE, REGISTRY_VERSION, registrySchema } from './schema';

/** An entity of a registry. */
export interface RegistryEntry {
  readonly id: string;
  readonly label: Label;
  /** The name that stands for it everywhere. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description?: string;
  /** By scheme: `wikidata`, `geonames`, or whatever a person wrote. */
  readonly identifiers: ReadonlyMap<string, string>;
  /** The ids of entries that were merged into this one. */
  readonly replaces: readonly string[];
}

/** A name under a label. */
export interface RegistryName {
  readonly name: string;
  readonly label: Label;
}

/** The lists of names beside the entries: those that are never suggested, and those of which nothing is learnt. */
export const NAME_LISTS = ['rejected', 'forgotten'] as const;

export type NameList = (typeof NAME_LISTS)[number];

/** What a folder's `entities.yaml` says. With any problem it says nothing and is not to be written to. */
export interface Registry extends Readonly<Record<NameList, readonly RegistryName[]>> {
  readonly source: string;
  /** In the order of the file. */
  readonly entries: readonly RegistryEntry[];
  /** Where each entry stands in `source`, by id. */
  readonly places: ReadonlyMap<string, Span>;
  /** Ranges are in `source`. */
  readonly problems: readonly Problem[];
}

/** The registry of a folder that has none. */
export const EMPTY_REGISTRY: Registry = {
  source: '',
  entries: [],
  rejected: [],
  forgotten: [],
  places: new Map(),
  problems: [],
};

/** A registry whose bytes are not UTF-8 text. */
export function undecodedRegistry({ offset }: DecodeProblem): Registry {
  const message = 'This file is not UTF-8 text: see the byte at offset {0}. Save it as UTF-8.';
  return { ...EMPTY_REGISTRY, problems: [problemAt('registry-encoding', message, 0, 1, offset)] };
}

/** In UTF-16 code units: some twenty thousand entries. */
const LONGEST_REGISTRY = 4_000_000;

const FORMAT: YamlFormat<typeof registrySchema> = {
  kind: 'registry',
  file: REGISTRY_FILE,
  schema: registrySchema,
  version: REGISTRY_VERSION,
  newer: {
    message:
      'This registry has format version {0}; this Marginalia knows version {1}. Update Marginalia to work with it.',
  },
};

/**
 * Reads a registry. Never throws: faults are problems with a range and a remedy. An empty file says nothing. Takes time
 * linear in the length, and refuses what is longer than four million characters.
 */
export function parseRegistry(source: string): Registry {
  const failed = (...problems: readonly Problem[]): Registry => ({ ...EMPTY_REGISTRY, source, problems });
  if (source.length > LONGEST_REGISTRY) {
    return failed(
      problemAt(
        'registry-size',
        'This file is longer than {0} characters. Divide the articles into folders with a registry each.',
        0,
        1,
        LONGEST_REGISTRY,
      ),
    );
  }
  const reading = readYamlFile(source, FORMAT);
  if (!reading.ok) return failed(...reading.problems);
  const { document, value, problem } = reading;
  if (value === undefined) return { ...EMPTY_REGISTRY, source };
  const { entities, rejected, forgotten } = value;
  const registry = {
    source,
    entries: (entities ?? []).map(entryOf),
    rejected: (rejected ?? []).map(nameOf),
    forgotten: (forgotten ?? []).map(nameOf),
  };
  const problems = contradictions(registry, problem).slice(0, MOST_PROBLEMS);
  return problems.length > 0
    ? failed(...problems)
    : { ...registry, places: placesOf(document, registry.entries), problems };
}

type EntryFields = NonNullable<v.InferOutput<typeof registrySchema>['entities']>[number];

function entryOf({
  id,
  label,
  name,
  aliases,
  description,
  identifiers,
  replaces,
}: EntryFields): RegistryEntry {
  return {
    id,
    label,
    name: name.trim(),
    aliases: (aliases ?? []).map((alias) => alias.trim()),
    ...(description !== undefined && { description }),
    identifiers: new Map(Object.entries(identifiers ?? {}).map(([key, value]) => [key, String(value)])),
    replaces: replaces ?? [],
  };
}

function nameOf({ name, label }: RegistryName): RegistryName {
  return { name: name.trim(), label };
}

/** What cannot all be true. */
function contradictions(
  { entries, rejected, forgotten }: Pick<Registry, 'entries' | NameList>,
  problem: TellProblem,
): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  for (const [index, { id }] of entries.entries()) {
    if (ids.has(id)) {
      const message = 'The id "{0}" is used twice. Give one of the two another id.';
      problems.push(problem('registry-duplicate-id', ['entities', index, 'id'], message, id));
    }
    ids.add(id);
  }
  const replaced = new Set<string>();
  for (const [index, { replaces }] of entries.entries()) {
    for (const [place, id] of replaces.entries()) {
      if (ids.has(id) || replaced.has(id)) {
        const message = 'The id "{0}" leads somewhere else already. Take it out of “replaces”.';
        problems.push(problem('registry-replaced-id', ['entities', index, 'replaces', place], message, id));
      }
      replaced.add(id);
    }
  }
  const key = ({ name, label }: RegistryName) => `${label}:${name}`;
  const known = new Set(
    entries.flatMap(({ name, aliases, label }) => [name, ...aliases].map((one) => key({ name: one, label }))),
  );
  for (const [index, one] of rejected.entries()) {
    if (!known.has(key(one))) continue;
    const message = '“{0}” is the name of an entity as well. Take one of the two away.';
    problems.push(problem('registry-rejected-name', ['rejected', index, 'name'], message, one.name));
  }
  for (const [list, names] of [
    ['rejected', rejected],
    ['forgotten', forgotten],
  ] as const) {
    const seen = new Set<string>();
    for (const [index, one] of names.entries()) {
      if (seen.has(key(one))) {
        const message = '“{0}” is listed twice. Take one of the two away.';
        problems.push(problem('registry-duplicate-name', [list, index, 'name'], message, one.name));
      }
      seen.add(key(one));
    }
  }
  return problems;
}

function placesOf(document: Document.Parsed, entries: readonly RegistryEntry[]): Map<string, Span> {
  const places = new Map<string, Span>();
  const list = isMap(document.contents) ? document.contents.get('entities', true) : undefined;
  for (const [index, item] of (isSeq(list) ? list.items : []).entries()) {
    const range = isMap(item) ? item.range : undefined;
    if (range) places.set(entries[index]!.id, { start: range[0], end: range[1] });
  }
  return places;
}
