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
  /** True where somebody proposed it and who adjudicated found that it does not hold. */
  readonly rejected?: true;
  /** What each annotator had between the two when it was adjudicated; `by` and `at` say who chose, and when. */
  readonly adjudicated?: readonly RelationVersion[];
}

/** What one annotator had between two annotations. */
export interface RelationVersion {
  /** True where they had nothing there. */
  readonly removed?: true;
  readonly type?: string;
  /** True where it leads the other way. */
  readonly reversed?: true;
  readonly attributes?: Attributes;
  readonly by?: string;
  readonly at?: string;
}
