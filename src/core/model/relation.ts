import type { Attributes } from './annotation';

/** What a person says of two annotations of one article: that one `works-for` the other. */
export interface Relation {
  readonly id: string;
  /** As the project's relations are named. */
  readonly type: string;
  /** The ids of the annotations that it leads from and to. */
  readonly from: string;
  readonly to: string;
  readonly attributes?: Attributes;
  /** What a person has to say about it. */
  readonly note?: string;
  /** Who made it, as the setting `marginalia.annotator` names them. */
  readonly by?: string;
  /** When it was made: ISO 8601 in UTC, to the second. */
  readonly at?: string;
}
