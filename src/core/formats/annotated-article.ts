import { layMarks, type Mark, type Marks } from '../marks/mark';
import type { Article } from '../model/article';
import type { Entity } from '../model/entity';
import type { Label } from '../model/label';
import type { Annotation, Status } from '../model/annotation';
import type { Relation } from '../model/relation';
import type { Sidecar } from '../sidecar/parse';
import { relationRecord } from '../sidecar/record';
import type { FrontMatter } from '../text/front-matter';
import { readArticle } from '../text/read-article';
import type { Recognition } from '../recognition';
import { linkEntities, NO_ENTRIES, type RegistryEntries } from '../registry/entries';

/** What a dataset format writes of one article. */
export interface AnnotatedArticle {
  /** The article's path as the dataset names it, with `/` between folders. */
  readonly file: string;
  readonly article: Article;
  readonly frontMatter: FrontMatter;
  /** Of the whole article; absent where it has none. */
  readonly labels?: readonly Label[];
  /** In order of reading, only of the statuses asked for. */
  readonly mentions: readonly Mark[];
  /** Those that lead from a mention to a mention. */
  readonly relations: readonly Relation[];
  /**
   * The entity that a mention belongs to, by the mention's id; rejected mentions are in none. Mentions of all statuses
   * are read together.
   */
  readonly entities: ReadonlyMap<string, Entity<Mark>>;
  /** What annotations can be linked to. */
  readonly entries: RegistryEntries;
}

export interface AnnotatedArticleReading {
  readonly article: AnnotatedArticle;
  /** Annotations of these statuses that could not be placed in the text, and so are in no dataset. */
  readonly lost: Marks['lost'];
  /** Annotations of any status that two people decided differently: what they were before counts. */
  readonly contested: readonly Annotation[];
}

/**
 * Brings a text and its sidecar together for export. The language is identified where neither says it. Suggestions
 * below `minConfidence` are left out; one without a confidence counts as 0. Entities are those of `entries` where they are
 * linked to one, or bear its name.
 */
export function annotatedArticle(
  file: string,
  text: string,
  sidecar: Sidecar,
  statuses: readonly Status[],
  { identifyLanguage, resolveEntities }: Pick<Recognition, 'identifyLanguage' | 'resolveEntities'>,
  minConfidence = 0,
  entries: RegistryEntries = NO_ENTRIES,
): AnnotatedArticleReading {
  const { article, frontMatter } = readArticle(text, sidecar, identifyLanguage);
  const wanted = ({ status, confidence = 0 }: Pick<Annotation, 'status' | 'confidence'>) =>
    statuses.includes(status) && (status !== 'suggested' || confidence >= minConfidence);
  const { marks, lost } = layMarks(text, sidecar.annotations, [], sidecar.fingerprint);
  const entities = new Map<string, Entity<Mark>>();
  const resolved = linkEntities(text, resolveEntities(text, marks, article.language), entries);
  for (const [{ id }, entity] of resolved) entities.set(id, entity);
  const mentions = marks.filter(wanted);
  return {
    article: {
      file,
      article,
      frontMatter,
      ...(sidecar.labels && { labels: sidecar.labels }),
      mentions,
      relations: relationsAmong(sidecar.relations, mentions),
      entities,
      entries,
    },
    lost: lost.filter(({ annotation }) => wanted(annotation)),
    contested: sidecar.annotations.filter(({ conflict }) => conflict !== undefined),
  };
}

/** The relations that lead from one of the mentions to one of them, without what was said before they were chosen. */
export function relationsAmong(
  relations: readonly Relation[],
  mentions: readonly Mark[],
): readonly Relation[] {
  const ids = new Set(mentions.map(({ id }) => id));
  return relations
    .filter(({ from, to, rejected }) => ids.has(from) && ids.has(to) && !rejected)
    .map((one) => (one.adjudicated ? relationRecord({ ...one, adjudicated: undefined }) : one));
}
