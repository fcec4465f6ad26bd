import { entityKey } from '../corpus/entity-key';
import type { Annotation } from '../model/annotation';
import type { Label } from '../model/label';
import { entryNamed } from '../registry/changes';
import type { RegistryChange } from '../registry/edit';
import type { Registry, RegistryEntry } from '../registry/parse';
import { LONGEST_NAME } from '../registry/schema';
import type { ImportedArticle } from './dataset-file';
import type { ImportedEntry } from './imported-text';

/** What a dataset says of an entity and the registry does not take over. */
export type EntryRefusal =
  /** The entry has another identifier of the scheme, and keeps it. */
  | {
      readonly kind: 'identifier';
      readonly entry: RegistryEntry;
      readonly scheme: string;
      readonly value: string;
    }
  /** The id is that of an entry of another label: the link stays as the dataset has it. */
  | { readonly kind: 'label'; readonly entry: RegistryEntry; readonly label: Label };

/**
 * Brings the entities that a dataset links its mentions to into a registry. One is an entry that is there by its id, by an
 * identifier or, where no identifier speaks against it, by its name; such an entry gets the identifiers that it lacks.
 * The others become entries, named as the dataset names them, else as the first mention does.
 */
export class EntryImport {
  readonly refused: EntryRefusal[] = [];
  private readonly entries = new Map<string, RegistryEntry>();
  /** The ids of entries by those of entries that were merged into them. */
  private readonly replaced = new Map<string, string>();
  private readonly byIdentifier = new Map<string, string>();
  /** `undefined` for a name that more than one entry bears. */
  private readonly byName = new Map<string, string | undefined>();
  /** The dataset's own id of an entry that was found or made for it. */
  private readonly givenIds = new Map<string, string>();
  private readonly made = new Set<string>();
  private readonly completedIds = new Set<string>();
  private readonly used = new Set<string>();

  constructor({ entries }: Registry) {
    for (const entry of entries) this.know(entry);
  }

  /** The article with each of its annotations linked to the entry of its entity. */
  link(imported: ImportedArticle): ImportedArticle {
    const { entries, annotations } = imported;
    if (!entries) return imported;
    return {
      ...imported,
      annotations: annotations.map((annotation) => {
        const entry = entries.get(annotation.id);
        return entry ? { ...annotation, entity: this.idOf(annotation, entry) } : annotation;
      }),
    };
  }

  /** Has an entry that was made be in the registry: an annotation is linked to it. */
  use(id: string): void {
    this.used.add(id);
  }

  /** How many entries are added, of those that are used. */
  get added(): number {
    return [...this.made].filter((id) => this.used.has(id)).length;
  }

  /** How many entries of the registry get identifiers. */
  get completed(): number {
    return this.completedIds.size;
  }

  /** What the registry is to say from now on. */
  get changes(): RegistryChange[] {
    const put = [...this.completedIds, ...[...this.made].filter((id) => this.used.has(id))];
    return put.map((id) => ({ kind: 'put', entry: this.entries.get(id) as RegistryEntry }));
  }

  private idOf({ label, anchor }: Annotation, given: ImportedEntry): string {
    const { id, name, identifiers = {} } = given;
    const named = cleaned(name ?? anchor.quote);
    const same = id === undefined ? undefined : this.entries.get(this.replaced.get(id) ?? id);
    if (same && same.label !== label) {
      if (!this.refused.some((one) => one.kind === 'label' && one.entry === same && one.label === label)) {
        this.refused.push({ kind: 'label', entry: same, label });
      }
      return id as string;
    }
    const found = same ?? this.find(label, named, given);
    if (found) {
      if (id !== undefined) this.givenIds.set(found.id, id);
      this.complete(found, identifiers);
      return found.id;
    }
    const fresh = entryNamed(
      { name: named, label },
      (one) => this.entries.has(one) || this.replaced.has(one),
    );
    const own = id !== undefined && /^\S+$/.test(id) && id.length <= LONGEST_NAME ? id : fresh.id;
    this.made.add(own);
    if (id !== undefined) this.givenIds.set(own, id);
    this.know({ ...fresh, id: own, identifiers: new Map(Object.entries(identifiers)) });
    return own;
  }

  /** The entry of an identifier, else the one of a name that nothing speaks against. */
  private find(
    label: Label,
    name: string,
    { id, identifiers = {} }: ImportedEntry,
  ): RegistryEntry | undefined {
    for (const pair of Object.entries(identifiers)) {
      const known = this.byIdentifier.get(identifierKey(label, pair));
      if (known !== undefined) return this.entries.get(known);
    }
    const known = this.byName.get(entityKey(label, name));
    const entry = known === undefined ? undefined : this.entries.get(known);
    if (!entry) return undefined;
    const contradicted = Object.entries(identifiers).some(
      ([scheme, value]) => (entry.identifiers.get(scheme) ?? value) !== value,
    );
    // Two ids of the dataset are two entities, whatever their names.
    const taken = id !== undefined && (this.givenIds.get(entry.id) ?? id) !== id;
    return contradicted || taken ? undefined : entry;
  }

  private complete(entry: RegistryEntry, identifiers: Readonly<Record<string, string>>): void {
    const more = new Map(entry.identifiers);
    for (const [scheme, value] of Object.entries(identifiers)) {
      const known = more.get(scheme);
      if (known === undefined) more.set(scheme, value);
      else if (known !== value && !this.refused.some((one) => isRefused(one, entry.id, scheme, value))) {
        this.refused.push({ kind: 'identifier', entry, scheme, value });
      }
    }
    if (more.size === entry.identifiers.size) return;
    if (!this.made.has(entry.id)) this.completedIds.add(entry.id);
    this.know({ ...entry, identifiers: more });
  }

  private know(entry: RegistryEntry): void {
    const { id, label } = entry;
    this.entries.set(id, entry);
    for (const one of entry.replaces) this.replaced.set(one, id);
    for (const pair of entry.identifiers) this.byIdentifier.set(identifierKey(label, pair), id);
    for (const key of new Set([entry.name, ...entry.aliases].map((name) => entityKey(label, name)))) {
      const other = this.byName.has(key) && this.byName.get(key) !== id;
      this.byName.set(key, other ? undefined : id);
    }
  }
}

function isRefused(refusal: EntryRefusal, id: string, scheme: string, value: string): boolean {
  return (
    refusal.kind === 'identifier' &&
    refusal.entry.id === id &&
    refusal.scheme === scheme &&
    refusal.value === value
  );
}

function identifierKey(label: Label, [scheme, value]: readonly [string, string]): string {
  return JSON.stringify([label, scheme, value]);
}

/** A name as a registry may have it. */
function cleaned(name: string): string {
  const plain = name.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return (
    plain
      .slice(0, LONGEST_NAME)
      .replace(/[\ud800-\udbff]$/, '')
      .trim() || '?'
  );
}
