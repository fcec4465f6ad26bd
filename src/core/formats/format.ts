import type { Mark } from '../marks/mark';
import type { AnnotatedArticle } from './annotated-article';

/** A dataset format that is written one article after another. */
export interface DatasetFormat {
  /** As named on the command line. */
  readonly id: string;
  /** As shown to people. */
  readonly name: string;
  /** Without a dot. */
  readonly extension: string;
  /** The article's part of the dataset, line end included. Parts are joined as they are. */
  stringify(article: AnnotatedArticle): string;
  /** The mentions of the article that `stringify` leaves out because the format cannot hold them, in order of reading. */
  omissions(article: AnnotatedArticle): readonly Mark[];
}
