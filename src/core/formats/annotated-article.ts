import { layMarks, type Mark, type Marks } from '../marks/mark';
import type { Article } from '../model/article';
import type { Status } from '../model/annotation';
import type { Sidecar } from '../sidecar/parse';
import type { FrontMatter } from '../text/front-matter';
import { readArticle, type LanguageIdentifier } from '../text/read-article';

/** What a dataset format writes of one article. */
export interface AnnotatedArticle {
  /** The article's path as the dataset names it, with `/` between folders. */
  readonly file: string;
  readonly article: Article;
  readonly frontMatter: FrontMatter;
  /** In order of reading, only of the statuses asked for. */
  readonly mentions: readonly Mark[];
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
  identifyLanguage: LanguageIdentifier,
): AnnotatedArticleReading {
  const { article, frontMatter } = readArticle(text, sidecar, identifyLanguage);
  const { marks, lost } = layMarks(text, sidecar.annotations, [], sidecar.fingerprint);
  const mentions = marks.filter(({ status }) => statuses.includes(status));
  return { article: { file, article, frontMatter, mentions }, lost };
}
