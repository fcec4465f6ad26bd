import type { Label } from './label';
import type { Timex } from './timex';

export const STATUSES = ['suggested', 'accepted', 'rejected'] as const;

export type Status = (typeof STATUSES)[number];

/**
 * Where an annotation stands in its article: the text itself, where it was, and what stood around it
 * (the W3C Web Annotation model's TextQuoteSelector and TextPositionSelector).
 */
export interface Anchor {
  readonly quote: string;
  /** Half-open `[start, end)` in Unicode code points of the article's text, line ends counted as one. */
  readonly position: readonly [start: number, end: number];
  /** The text just before the quote, at most `CONTEXT_LENGTH` UTF-16 code units. */
  readonly prefix: string;
  /** The text just after the quote, at most `CONTEXT_LENGTH` UTF-16 code units. */
  readonly suffix: string;
  /**
   * Which parts of the quote are meant where not all of it is: half-open, in Unicode code points of the quote. At least
   * two, in order and apart; the first begins with the quote and the last ends with it.
   */
  readonly pieces?: readonly (readonly [start: number, end: number])[];
  /**
   * True if its place was lost when the anchors beside it were brought up to a later text: it says where it was, and is
   * found again only by all of its context, or by a person.
   */
  readonly orphaned?: true;
}

/** What the label set's attributes of an annotation are: `certainty: low`. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** What somebody decided about an annotation while somebody else decided otherwise, or in a layer of their own. */
export interface DecisionVersion {
  readonly label?: Label;
  readonly status?: Status;
  /** What it stands on, in an annotator's layer: pieces with an ellipsis between them. */
  readonly quote?: string;
  /** Where it stands, where they contradict each other about that. */
  readonly anchor?: Anchor;
  readonly timex?: Timex;
  readonly attributes?: Attributes;
  readonly entity?: string;
  readonly by?: string;
  readonly at?: string;
  /** True if the annotation was taken away; in an annotator's layer, if there is none. */
  readonly removed?: true;
}

/** One entry of a sidecar: what a person decided, or a recogniser proposed, about a stretch of text. */
export interface Annotation {
  readonly id: string;
  readonly label: Label;
  readonly status: Status;
  readonly anchor: Anchor;
  readonly timex?: Timex;
  readonly attributes?: Attributes;
  /** The id of the entry in the registry that it is linked to. */
  readonly entity?: string;
  /** What a person has to say about it. */
  readonly note?: string;
  /** True where a person wants it discussed. */
  readonly flagged?: boolean;
  /** The recogniser that proposed it, absent on what a person added. */
  readonly source?: string;
  readonly confidence?: number;
  /** Who decided, as the setting `marginalia.annotator` names them. */
  readonly by?: string;
  /** When it was decided: ISO 8601 in UTC, to the second. */
  readonly at?: string;
  /** Decisions that contradict each other, until a person decides again; the annotation says what was before them. */
  readonly conflict?: readonly DecisionVersion[];
  /** What each annotator had in their layer when it was adjudicated; `by` and `at` say who chose, and when. */
  readonly adjudicated?: readonly DecisionVersion[];
}
