import type { Status } from './annotation';
import type { LanguageTag } from './article';
import type { Extent } from './extent';
import type { Label } from './label';
import type { Timex } from './timex';

/** A place in a text where something is named: a suggestion, or a mark that is laid over the text. */
export interface Mention extends Extent {
  readonly label: Label;
  readonly timex?: Timex;
  readonly status?: Status;
}

/** What the mentions of one article that mean the same name, or for dates the time that they mean. */
export interface Entity<M extends Mention = Mention> {
  readonly label: Label;
  /** The fullest of its forms in the article, without title. No two entities of one label share it, dates aside. */
  readonly name: string;
  /** The id of its entry in the registry. */
  readonly entry?: string;
  /** In order of reading. */
  readonly mentions: readonly M[];
}

/**
 * Groups an article's mentions by what they mean. Each one that is not rejected is in exactly one entity, under its
 * own label; rejected ones are in none and change nothing. Takes time in n log n of the mentions.
 */
export type EntityResolver = <M extends Mention>(
  text: string,
  mentions: readonly M[],
  language: LanguageTag,
) => ReadonlyMap<M, Entity<M>>;
