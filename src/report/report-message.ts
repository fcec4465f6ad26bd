import type { Agreement, CorpusPlace, CorpusReport } from '../core/index';

/** The words of the report, in the editor's language; `{0}` and `{1}` stand for figures. */
export interface ReportTexts {
  readonly title: string;
  readonly summary: string;
  readonly empty: string;
  readonly labels: string;
  readonly progress: string;
  readonly frequent: string;
  readonly timeline: string;
  readonly together: string;
  readonly agreement: string;
  readonly agreementSummary: string;
  readonly noAgreement: string;
  readonly table: string;
  readonly label: string;
  readonly name: string;
  readonly accepted: string;
  readonly rejected: string;
  readonly suggested: string;
  readonly entities: string;
  readonly mentions: string;
  readonly articles: string;
  readonly article: string;
  readonly date: string;
  readonly event: string;
  readonly first: string;
  readonly second: string;
  readonly paragraphs: string;
  readonly relations: string;
  readonly relation: string;
  readonly relationAgreement: string;
  readonly from: string;
  readonly to: string;
  readonly count: string;
  readonly disagreement: string;
  readonly all: string;
  readonly exact: string;
  readonly relaxed: string;
  readonly cohen: string;
  readonly fleiss: string;
  readonly alpha: string;
  readonly none: string;
  /** By label. */
  readonly labelNames: Readonly<Record<string, string>>;
}

/** Where annotators first differ, and what stands there. */
export interface DisputedPlace {
  readonly quote: string;
  readonly place: CorpusPlace;
}

/** How far annotators agree, and where they do not: by label, and by type of a relation. */
export interface MeasuredAgreement {
  readonly figures: Agreement;
  readonly disputed: {
    readonly labels: Readonly<Record<string, DisputedPlace>>;
    readonly types: Readonly<Record<string, DisputedPlace>>;
  };
}

/** What the editor tells the report's page. */
export interface ReportMessage {
  readonly report: CorpusReport;
  /** How far annotators agree; absent where no article has two of them. */
  readonly agreement?: MeasuredAgreement;
  /** The section to show; it is scrolled to once. */
  readonly at?: 'agreement';
  readonly texts: ReportTexts;
  /** The names of the articles by address. */
  readonly files: Readonly<Record<string, string>>;
  /** The part of a label's colour that names it, by label. */
  readonly colors: Readonly<Record<string, string>>;
}

/** What the page tells the editor: that it is there, or where it was asked to go. */
export type ReportRequest =
  { readonly kind: 'ready' } | { readonly kind: 'open'; readonly place: CorpusPlace };
