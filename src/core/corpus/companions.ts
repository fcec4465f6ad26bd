import type { ArticleRecord, EntityRecord } from './article-record';

/** Two entities that stand together. */
export interface Companionship {
  readonly entity: EntityRecord;
  /** How many paragraphs name both. */
  readonly paragraphs: number;
}

/** Lines in which an entity is named: a line of an article is a paragraph. */
export function paragraphsOf({ mentions }: EntityRecord): Set<number> {
  return new Set(mentions.map(({ start }) => start.line));
}

/** The entities that are named in the same paragraphs as one, the most often first; dates are not among them. */
export function companionsOf({ entities }: Pick<ArticleRecord, 'entities'>, key: string): Companionship[] {
  const own = new Set(entities.filter((one) => one.key === key).flatMap((one) => [...paragraphsOf(one)]));
  const companions: Companionship[] = [];
  for (const entity of entities) {
    if (entity.key === key || entity.label === 'date') continue;
    let paragraphs = 0;
    for (const paragraph of paragraphsOf(entity)) if (own.has(paragraph)) paragraphs++;
    if (paragraphs > 0) companions.push({ entity, paragraphs });
  }
  return companions.sort((a, b) => b.paragraphs - a.paragraphs);
}
