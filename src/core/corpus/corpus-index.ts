import { plainLetters } from '../entities/name-letters';
import type { Label } from '../model/label';
import { LearntNames } from '../registry/learnt-names';
import type { RegistryEntry } from '../registry/parse';
import type { ArticleRecord, EntityRecord } from './article-record';
import { entityKey } from './entity-key';

/** An entity as it is named in one article. */
export interface EntityInArticle {
  /** The article's address, as it was put into the index. */
  readonly file: string;
  readonly entity: EntityRecord;
}

/** An entity over a corpus: what several articles name alike. */
export interface CorpusEntity {
  readonly key: string;
  readonly label: Label;
  /** That of its entry, else the one that most articles give it; of those, the first. */
  readonly name: string;
  /** Its entry in the registry. */
  readonly entry?: RegistryEntry;
  /** Over all articles. */
  readonly mentionCount: number;
  readonly articles: readonly EntityInArticle[];
}

/** Finds the entry of an entity in the registry of its article's folder. */
export type EntryFinder = (file: string, entity: EntityRecord) => RegistryEntry | undefined;

/**
 * The entities of a corpus: by their entries in the registry, the others by name. Putting an article costs no more than
 * what it names.
 */
export class CorpusIndex {
  private readonly records = new Map<string, ArticleRecord>();
  private readonly byKey = new Map<string, Map<string, EntityRecord>>();
  private readonly summaries = new Map<string, CorpusEntity>();
  /** The entries that entities have, by the entities' keys. */
  private readonly entries = new Map<string, RegistryEntry>();
  /** The keys under which the entities of an article are kept. */
  private readonly keys = new Map<string, readonly string[]>();

  constructor(
    private findEntry: EntryFinder = () => undefined,
    /** What the decisions about its articles teach. */
    readonly learnt: LearntNames = new LearntNames(),
  ) {}

  /** Finds the entries of all entities anew: the registry has changed. */
  link(findEntry: EntryFinder): void {
    this.findEntry = findEntry;
    this.entries.clear();
    this.summaries.clear();
    for (const [file, { entities }] of this.records) {
      const keys = entities.map((entity) => this.keyOf(file, entity));
      const before = this.keys.get(file) ?? [];
      if (keys.every((key, index) => key === before[index])) continue;
      this.removeEntities(file);
      this.putEntities(file, entities);
    }
  }

  /** Puts an article in place of what was known of it. */
  put(file: string, record: ArticleRecord): void {
    this.removeEntities(file);
    this.records.delete(file);
    this.records.set(file, record);
    this.putEntities(file, record.entities);
    this.learnt.put(file, record.decided);
  }

  /** Takes down how many mentions of an article that is known are still to be decided; `undefined` where that is not known any more. */
  count(file: string, left: number | undefined): void {
    const record = this.records.get(file);
    if (!record) return;
    const counted: { -readonly [K in keyof ArticleRecord]: ArticleRecord[K] } = { ...record };
    if (left === undefined) delete counted.left;
    else counted.left = left;
    this.records.set(file, counted);
  }

  private putEntities(file: string, entities: readonly EntityRecord[]): void {
    const keys = entities.map((entity) => {
      const key = this.keyOf(file, entity);
      const articles = this.byKey.get(key) ?? new Map<string, EntityRecord>();
      const same = articles.get(file);
      // Two people of one article that bear the same name are one to the corpus.
      articles.set(file, same ? { ...same, mentions: [...same.mentions, ...entity.mentions] } : entity);
      this.byKey.set(key, articles);
      this.summaries.delete(key);
      return key;
    });
    this.keys.set(file, keys);
  }

  /** The key in this index of an entity of an article. */
  keyOf(file: string, entity: EntityRecord): string {
    const entry = entity.label === 'date' ? undefined : this.findEntry(file, entity);
    if (!entry) return entity.key;
    const key = `${entityKey(entry.label, entry.name)} #${entry.id}`;
    this.entries.set(key, entry);
    return key;
  }

  remove(file: string): void {
    this.removeEntities(file);
    this.records.delete(file);
    this.learnt.remove(file);
  }

  private removeEntities(file: string): void {
    for (const key of this.keys.get(file) ?? []) {
      const articles = this.byKey.get(key);
      articles?.delete(file);
      if (articles?.size === 0) this.byKey.delete(key);
      this.summaries.delete(key);
    }
    this.keys.delete(file);
  }

  record(file: string): ArticleRecord | undefined {
    return this.records.get(file);
  }

  /** The articles in the order in which they were put, each with its address. */
  get articles(): ReadonlyMap<string, ArticleRecord> {
    return this.records;
  }

  /** What the corpus has of an entity of an article, whether or not that was put. */
  entityOf(file: string, entity: EntityRecord): CorpusEntity | undefined {
    return this.entity(this.keyOf(file, entity));
  }

  entity(key: string): CorpusEntity | undefined {
    const known = this.summaries.get(key);
    if (known) return known;
    const articles = this.byKey.get(key);
    if (!articles) return undefined;
    const made = summary(key, articles, this.entries.get(key));
    this.summaries.set(key, made);
    return made;
  }

  /** All entities, the most mentioned first. */
  entities(): CorpusEntity[] {
    return [...this.byKey.keys()]
      .map((key) => this.entity(key)!)
      .sort((a, b) => b.mentionCount - a.mentionCount || (a.key < b.key ? -1 : 1));
  }

  /**
   * At most `most` entities that a query names, the best first: those whose name has the query as a whole before those
   * that have its words, before those that have its letters in order. Case and accents do not count. An empty query
   * names all.
   */
  search(query: string, most: number): CorpusEntity[] {
    const terms = query.split(/\s+/u).map(plainLetters).filter(Boolean);
    const whole = terms.join(' ');
    const ranked: { readonly key: string; readonly rank: number }[] = [];
    for (const key of this.byKey.keys()) {
      const rank = rankOf(this.searched(key), whole, terms);
      if (rank !== undefined) ranked.push({ key, rank });
    }
    ranked.sort((a, b) => a.rank - b.rank);
    const kept = ranked.length > 4 * most ? ranked.slice(0, 4 * most) : ranked;
    return kept
      .map(({ key, rank }) => ({ rank, entity: this.entity(key)! }))
      .sort((a, b) => a.rank - b.rank || b.entity.mentionCount - a.entity.mentionCount)
      .slice(0, most)
      .map(({ entity }) => entity);
  }

  /** What a query is compared with: the key's name, and the other names of its entry. */
  private searched(key: string): string {
    const aliases = this.entries.get(key)?.aliases ?? [];
    const name = key.slice(key.indexOf(':') + 1);
    return [name, ...aliases.map((alias) => alias.split(/\s+/u).map(plainLetters).join(' '))].join('\n');
  }
}

function rankOf(name: string, whole: string, terms: readonly string[]): number | undefined {
  if (name.startsWith(whole)) return 0;
  if (name.includes(whole)) return 1;
  if (terms.every((term) => name.includes(term))) return 2;
  return hasInOrder(name, terms.join('')) ? 3 : undefined;
}

function hasInOrder(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function summary(
  key: string,
  articles: ReadonlyMap<string, EntityRecord>,
  entry: RegistryEntry | undefined,
): CorpusEntity {
  const names = new Map<string, number>();
  let mentionCount = 0;
  const places: EntityInArticle[] = [];
  for (const [file, entity] of articles) {
    names.set(entity.name, (names.get(entity.name) ?? 0) + 1);
    mentionCount += entity.mentions.length;
    places.push({ file, entity });
  }
  const [[name] = ['']] = [...names].sort(([, a], [, b]) => b - a);
  const { label } = places[0]!.entity;
  return { key, label, name: entry?.name ?? name, mentionCount, articles: places, ...(entry && { entry }) };
}
