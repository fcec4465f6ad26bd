import { layMarks, type Mark, type Marks } from '../marks/mark';
import type { Article } from '../model/article';
import type { Entity } from '../model/entity';
import type { Status } from '../model/annotation';
import type { Sidecar } from '../sidecar/parse';
import type { FrontMatter } from '../text/front-matter';
import { readArticle } from '../text/read-article';
import type { Recognition } from '../recognition';

/** What a dataset format writes of one article. */
export interface AnnotatedArticle {
  /** The article's path as the dataset names it, with `/` between folders. */
  readonly file: string;
  readonly article: Article;
  readonly frontMatter: FrontMatter;
  /** In order of reading, only of the statuses asked for. */
  readonly mentions: readonly Mark[];
  /** The entities that the mentions belong to, rejected ones aside: those of all statuses are read together. */
  readonly entities: ReadonlyMap<Mark, Entity<Mark>>;
}

export interface AnnotatedArticleReading {
  readonly article: AnnotatedArticle;
  /** Annotations that could not be placed in the text, and so are in no dataset. */
  readonly lost: Marks['lost'];
}

/** Brings a text and its sidecar together for export. The language is identified where neither says it. */
export function annotatedArticle(
  file: string,
  text: string,
  sidecar: Sidecar,
  statuses: readonly Status[],
  { identifyLanguage, resolveEntities }: Pick<Recognition, 'identifyLanguage' | 'resolveEntities'>,
): AnnotatedArticleReading {
  const { article, frontMatter } = readArticle(text, sidecar, identifyLanguage);
  const { marks, lost } = layMarks(text, sidecar.annotations, []);
  const mentions = marks.filter(({ status }) => statuses.includes(status));
  const entities = resolveEntities(text, marks, article.language);
  return { article: { file, article, frontMatter, mentions, entities }, lost };
}
