import type { ArticleRecord, EntityRecord } from './article-record';

/** Two entities that stand together. */
export interface Companionship {
  readonly entity: EntityRecord;
  /** How many paragraphs name both. */
  readonly paragraphs: number;
}

/** Lines in which an entity is named: a line of an article is a paragraph. */
export function paragraphsOf({ mentions }: Pick<EntityRecord, 'mentions'>): Set<number> {
  return new Set(mentions.map(({ start }) => start.line));
}

/** The entities that are named in the same paragraphs as one, the most often first; dates are not among them. */
export function companionsOf({ entities }: Pick<ArticleRecord, 'entities'>, key: string): Companionship[] {
  const own = new Set(entities.filter((one) => one.key === key).flatMap((one) => [...paragraphsOf(one)]));
  const companions: Companionship[] = [];
  for (const entity of entities) {
    if (entity.key === key || entity.label === 'date') continue;
    const mentions = entity.mentions.filter(({ start }) => own.has(start.line));
    if (mentions.length > 0) companions.push({ entity, paragraphs: paragraphsOf({ mentions }).size });
  }
  return companions.sort((a, b) => b.paragraphs - a.paragraphs);
}
