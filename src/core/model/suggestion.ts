import type { Article } from './article';
import type { Label } from './label';
import type { Span } from './span';
import { finish, type Steps } from './steps';
import type { Timex } from './timex';

/** A mention that a recogniser proposes. */
export interface Suggestion {
  readonly span: Span;
  readonly label: Label;
  /** The recogniser's estimate that a person would agree, from 0 to 1. */
  readonly confidence: number;
  /** Which recogniser made it, as shown to the annotator: `compromise`, `gazetteer`, `dates`. */
  readonly source: string;
  /** The name of its entity in the article, by which its mentions belong together; a date's is its value. */
  readonly entity?: string;
  /** Only for label `date`. */
  readonly timex?: Timex;
}

/**
 * Reads an article and proposes mentions inside its body, in order of position and free of overlaps.
 * Never throws, whatever the text; takes time linear in its length.
 */
export type Recognizer = (article: Article) => Suggestion[];

/**
 * The same in steps of a few milliseconds at most for articles of any usual length, so that an editor stays quick. With
 * a memory of the last reading it reads again only what changed since, and proposes the same as without.
 */
export type SteppedRecognizer<M = never> = (article: Article, memory?: M) => Steps<Suggestion[]>;

export function inOneGo(recognize: SteppedRecognizer): Recognizer {
  return (article) => finish(recognize(article));
}
