import { entityKey } from '../corpus/entity-key';
import type { Entity } from '../model/entity';
import { meantText } from '../model/extent';
import type { Label } from '../model/label';
import type { Mark } from '../marks/mark';
import type { RegistryEntry } from './parse';

/** What is known of an entity that may have an entry. */
export interface NamedEntity {
  readonly label: Label;
  readonly name: string;
  /** What its mentions call it. */
  readonly forms: Iterable<string>;
  /** The id of the entry that an annotation links it to. */
  readonly entry?: string | undefined;
}

/** The entries of a registry, found by id and by name. */
export interface RegistryEntries {
  /** The entry of a label with an id, or with the id of one that was merged into it. */
  byId(label: Label, id: string): RegistryEntry | undefined;
  /**
   * The entry that bears a name under a label, case, accents and hyphens aside; `undefined` where none does, or more
   * than one.
   */
  byName(label: Label, name: string): RegistryEntry | undefined;
  /** The entry of an entity: the one it is linked to, else that of its name, else that of one of its forms. */
  of(entity: NamedEntity): RegistryEntry | undefined;
}

/** More names of a label than these are not kept in mind. */
const MOST_ASKED = 1 << 17;

export function registryEntries(entries: readonly RegistryEntry[]): RegistryEntries {
  const ids = new Map<string, RegistryEntry>();
  const names = new Map<string, RegistryEntry | undefined>();
  for (const entry of entries) {
    for (const id of [...entry.replaces, entry.id]) ids.set(id, entry);
    for (const key of new Set([entry.name, ...entry.aliases].map((name) => entityKey(entry.label, name)))) {
      names.set(key, names.has(key) ? undefined : entry);
    }
  }
  const byId = (label: Label, id: string) => {
    const entry = ids.get(id);
    return entry?.label === label ? entry : undefined;
  };
  // An index of a corpus asks for the same names again and again.
  const asked = new Map<Label, Map<string, RegistryEntry | undefined>>();
  const byName = (label: Label, name: string) => {
    if (names.size === 0) return undefined;
    const ofLabel = asked.get(label) ?? new Map<string, RegistryEntry | undefined>();
    asked.set(label, ofLabel);
    if (ofLabel.has(name)) return ofLabel.get(name);
    const entry = names.get(entityKey(label, name));
    if (ofLabel.size >= MOST_ASKED) ofLabel.clear();
    ofLabel.set(name, entry);
    return entry;
  };
  return {
    byId,
    byName,
    of({ label, name, forms, entry }) {
      const linked = entry === undefined ? undefined : byId(label, entry);
      const found = linked ?? byName(label, name);
      if (found || names.size === 0) return found;
      for (const form of forms) {
        const one = byName(label, form);
        if (one) return one;
      }
      return undefined;
    },
  };
}

/** The entries of a folder that has no registry. */
export const NO_ENTRIES: RegistryEntries = registryEntries([]);

/** Entries of which nothing is known but that annotations name them, each a single time for every id. */
export function linksAlone(): RegistryEntries {
  const known = new Map<string, RegistryEntry>();
  return {
    byId(label, id) {
      const key = `${label}:${id}`;
      const entry = known.get(key) ?? {
        id,
        label,
        name: id,
        aliases: [],
        identifiers: new Map(),
        replaces: [],
      };
      known.set(key, entry);
      return entry;
    },
    byName: () => undefined,
    of: () => undefined,
  };
}

/**
 * Brings the entities of an article to the entries of a registry: mentions of one entry are one entity, under the
 * entry's name, whatever their spelling. A mention that is linked by its annotation follows the link; the others of its
 * entity go with it where nothing else says who they are.
 */
export function linkEntities(
  text: string,
  entities: ReadonlyMap<Mark, Entity<Mark>>,
  entries: RegistryEntries,
): ReadonlyMap<Mark, Entity<Mark>> {
  const groups = new Map<Entity<Mark> | RegistryEntry, Mark[]>();
  for (const entity of new Set(entities.values())) {
    const links = new Set(entity.mentions.flatMap((mark) => linkOf(mark, entries) ?? []));
    const [only] = links;
    const forms = new Set(entity.mentions.map((mark) => meantText(text, mark)));
    const { label, name, mentions } = entity;
    const usual = label === 'date' ? undefined : links.size === 1 ? only : entries.of({ label, name, forms });
    for (const mark of mentions) {
      const group = linkOf(mark, entries) ?? usual ?? entity;
      const marks = groups.get(group);
      if (marks) marks.push(mark);
      else groups.set(group, [mark]);
    }
  }
  const linked = new Map<Mark, Entity<Mark>>();
  const taken = new Set<string>();
  for (const [group, marks] of groups) {
    const mentions = marks.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    const { label } = mentions[0]!;
    const name =
      taken.has(`${label}:${group.name}`) && 'id' in group ? `${group.name} (${group.id})` : group.name;
    taken.add(`${label}:${name}`);
    const entity: Entity<Mark> = { label, name, mentions, ...('id' in group && { entry: group.id }) };
    for (const mark of mentions) linked.set(mark, entity);
  }
  return linked;
}

/** The entry that an annotation of the same label names. */
function linkOf({ annotation, label }: Mark, entries: RegistryEntries): RegistryEntry | undefined {
  return annotation?.entity === undefined ? undefined : entries.byId(label, annotation.entity);
}
