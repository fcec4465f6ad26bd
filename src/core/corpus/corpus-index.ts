import { plainLetters } from '../entities/name-letters';
import type { Label } from '../model/label';
import type { ArticleRecord, EntityRecord } from './article-record';

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
  /** The name that most articles give it; of those, the first. */
  readonly name: string;
  /** Over all articles. */
  readonly mentionCount: number;
  readonly articles: readonly EntityInArticle[];
}

/** The entities of a corpus by name. Putting an article costs no more than what it names. */
export class CorpusIndex {
  private readonly records = new Map<string, ArticleRecord>();
  private readonly byKey = new Map<string, Map<string, EntityRecord>>();
  private readonly summaries = new Map<string, CorpusEntity>();

  /** Puts an article in place of what was known of it. */
  put(file: string, record: ArticleRecord): void {
    this.remove(file);
    this.records.set(file, record);
    for (const entity of record.entities) {
      const articles = this.byKey.get(entity.key) ?? new Map<string, EntityRecord>();
      const same = articles.get(file);
      // Two people of one article that bear the same name are one to the corpus.
      articles.set(file, same ? { ...same, mentions: [...same.mentions, ...entity.mentions] } : entity);
      this.byKey.set(entity.key, articles);
      this.summaries.delete(entity.key);
    }
  }

  remove(file: string): void {
    for (const { key } of this.records.get(file)?.entities ?? []) {
      const articles = this.byKey.get(key);
      articles?.delete(file);
      if (articles?.size === 0) this.byKey.delete(key);
      this.summaries.delete(key);
    }
    this.records.delete(file);
  }

  record(file: string): ArticleRecord | undefined {
    return this.records.get(file);
  }

  /** The articles in the order in which they were put, each with its address. */
  get articles(): ReadonlyMap<string, ArticleRecord> {
    return this.records;
  }

  entity(key: string): CorpusEntity | undefined {
    const known = this.summaries.get(key);
    if (known) return known;
    const articles = this.byKey.get(key);
    if (!articles) return undefined;
    const made = summary(key, articles);
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
      const rank = rankOf(key.slice(key.indexOf(':') + 1), whole, terms);
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

function summary(key: string, articles: ReadonlyMap<string, EntityRecord>): CorpusEntity {
  const names = new Map<string, number>();
  let mentionCount = 0;
  const places: EntityInArticle[] = [];
  for (const [file, entity] of articles) {
    names.set(entity.name, (names.get(entity.name) ?? 0) + 1);
    mentionCount += entity.mentions.length;
    places.push({ file, entity });
  }
  const [[name] = ['']] = [...names].sort(([, a], [, b]) => b - a);
  return { key, label: places[0]!.entity.label, name, mentionCount, articles: places };
}
