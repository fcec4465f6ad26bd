import type { Span } from './span';

/** A calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string;

/** BCP 47 language subtag: `pt`, `bg`, `en`; `und` where it could not be told. */
export type LanguageTag = string;

/**
 * What a recogniser reads. `text` is the whole article; only what lies in `body` is annotated
 * (the front matter is not). `published` is TIMEX3's document creation time.
 */
export interface Article {
  readonly text: string;
  readonly body: Span;
  readonly language: LanguageTag;
  readonly published?: CalendarDate;
}
