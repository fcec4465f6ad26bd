import type { Article, CalendarDate, LanguageTag } from '../model/article';
import type { Problem } from '../model/problem';
import { readFrontMatter, type FrontMatter } from './front-matter';

export interface ArticleReading {
  readonly article: Article;
  readonly frontMatter: FrontMatter;
  /** Faults of the front matter; ranges are in the text. */
  readonly problems: readonly Problem[];
}

/** What is known of an article from elsewhere: its sidecar, a setting, a corpus. */
export interface ArticleFacts {
  readonly published?: CalendarDate | undefined;
  readonly language?: LanguageTag | undefined;
}

/** Tells the language of a text, or `und`: `Recognition` has one. */
export type LanguageIdentifier = (text: string) => LanguageTag;

/**
 * Makes an article of a text whose line ends are `\n`. What its front matter says goes before what is known from
 * elsewhere; a language that nobody named is identified from the body, and is `und` where that is not given.
 */
export function readArticle(
  text: string,
  known: ArticleFacts = {},
  identifyLanguage: LanguageIdentifier = () => 'und',
): ArticleReading {
  const { frontMatter, body, problems } = readFrontMatter(text);
  const published = frontMatter.published ?? known.published;
  const language =
    frontMatter.language ?? known.language ?? identifyLanguage(text.slice(body.start, body.end));
  return {
    article: { text, body, language, ...(published !== undefined && { published }) },
    frontMatter,
    problems,
  };
}
