import type { Anchor, Annotation } from '../model/annotation';
import { relationId } from '../marks/annotation-id';
import type { Relation } from '../model/relation';
import type { Span } from '../model/span';
import {
  datasetProblem,
  datasetWarning,
  safePath,
  type DatasetFile,
  type DatasetProblem,
  type DatasetReading,
  type ImportedArticle,
} from './dataset-file';
import { importedAnnotation, ImportedText, type ImportedEntry, type ImportedMention } from './imported-text';
import type { ArticleFields } from './mention-fields';

/** Where something stands in a dataset's file, in UTF-16 code units of its text. */
export interface DatasetPlace {
  readonly path: string;
  readonly range: Span;
}

/** Collects what an importer reads: articles that are sound, and what is wrong with the rest. */
export class DatasetReader {
  private readonly articles: ImportedArticle[] = [];
  private readonly problems: DatasetProblem[] = [];

  get reading(): DatasetReading {
    return { articles: this.articles, problems: this.problems };
  }

  error({ path, range }: DatasetPlace, code: string, message: string, ...args: (string | number)[]): void {
    this.problems.push(datasetProblem(path, code, message, range.start, range.end, ...args));
  }

  /** For what a dataset says and the annotation model cannot hold. */
  warn({ path, range }: DatasetPlace, code: string, message: string, ...args: (string | number)[]): void {
    this.problems.push(datasetWarning(path, code, message, range.start, range.end, ...args));
  }

  fail(problem: DatasetProblem): void {
    this.problems.push(problem);
  }

  /** Begins an article; `undefined`, with a problem, where its name or text cannot be that of one. */
  open(place: DatasetPlace, name: string, raw: string): ArticleReader | undefined {
    const file = this.fileOf(place, name);
    const imported = new ImportedText(raw);
    if (imported.unfit) {
      this.error(
        place,
        'dataset-text',
        'The text has a NUL or half a character, which no text file can hold. Remove it from the dataset.',
      );
      return undefined;
    }
    return file === undefined ? undefined : new ArticleReader(this, file, imported);
  }

  /** A safe path for an article's name, or a problem. */
  fileOf(place: DatasetPlace, name: string): string | undefined {
    const file = safePath(name);
    if (file === undefined) {
      this.error(
        place,
        'dataset-path',
        '"{0}" leads out of the folder or names no article. Rename it in the dataset.',
        name,
      );
    }
    return file;
  }

  add(article: ImportedArticle): void {
    this.articles.push(article);
  }
}

interface QuotedArticle {
  readonly annotations: Annotation[];
  readonly ids: Set<string>;
  readonly pieces: Map<string, readonly Anchor[]>;
  readonly entries: Map<string, ImportedEntry>;
}

/** Collects the annotations of articles whose text a dataset does not hold. */
export class QuotedArticles {
  private readonly articles = new Map<string, QuotedArticle>();

  /** Has an article be in the dataset, whether or not it has annotations. */
  open(file: string): QuotedArticle {
    const article = this.articles.get(file) ?? {
      annotations: [],
      ids: new Set(),
      pieces: new Map(),
      entries: new Map(),
    };
    this.articles.set(file, article);
    return article;
  }

  /** Adds an annotation; `pieces` are the anchors of its pieces where its own is not of all of them. */
  add(file: string, mention: ImportedMention, anchor: Anchor, pieces: readonly Anchor[] = []): void {
    const article = this.open(file);
    const annotation = importedAnnotation(mention, anchor, article.ids);
    article.annotations.push(annotation);
    article.ids.add(annotation.id);
    if (mention.entry) article.entries.set(annotation.id, mention.entry);
    if (pieces.length > 0) article.pieces.set(annotation.id, pieces);
  }

  addTo(dataset: DatasetReader): void {
    for (const [file, { annotations, pieces, entries }] of this.articles) {
      dataset.add({
        file,
        annotations,
        ...(pieces.size > 0 && { pieces }),
        ...(entries.size > 0 && { entries }),
      });
    }
  }
}

/** A relation as a dataset says it; its ends are the annotations of two mentions that were added. */
export interface ImportedRelation extends Omit<Relation, 'id' | 'from' | 'to'> {
  /** The one that Marginalia would give where it is not given, or taken. */
  readonly id: string | undefined;
  readonly from: Annotation;
  readonly to: Annotation;
}

/** Reads the files of a dataset one after another. */
export function readEach(
  files: readonly DatasetFile[],
  read: (file: DatasetFile, dataset: DatasetReader) => void,
): DatasetReading {
  const dataset = new DatasetReader();
  for (const file of files) read(file, dataset);
  return dataset.reading;
}

/** A stretch of text, half-open. */
export type Offsets = readonly [start: number, end: number];

/** An article that is being read. */
export class ArticleReader {
  private readonly relations = new Map<string, Relation>();

  constructor(
    private readonly dataset: DatasetReader,
    private readonly file: string,
    readonly imported: ImportedText,
  ) {}

  /**
   * Adds a mention given in code points; `quote` is what the dataset says stands there. `undefined`, with a problem, where
   * it cannot.
   */
  addCodePoints(
    place: DatasetPlace,
    start: number,
    end: number,
    mention: ImportedMention,
    quote?: string | null,
  ): Annotation | undefined {
    return this.addPieces(place, [[start, end]], 'code points', mention, quote);
  }

  /** Adds a mention given in UTF-16 code units. */
  addUnits(
    place: DatasetPlace,
    start: number,
    end: number,
    mention: ImportedMention,
    quote?: string | null,
  ): Annotation | undefined {
    return this.addPieces(place, [[start, end]], 'UTF-16 code units', mention, quote);
  }

  /** Adds a mention of one stretch or of several, in any order; `quote` is all of them one after another. */
  addPieces(
    place: DatasetPlace,
    pieces: readonly Offsets[],
    unit: 'code points' | 'UTF-16 code units',
    mention: ImportedMention,
    quote?: string | null,
  ): Annotation | undefined {
    const spans: Span[] = [];
    for (const [start, end] of pieces) {
      const span =
        unit === 'code points'
          ? this.imported.spanOfCodePoints(start, end)
          : this.imported.spanOfUnits(start, end);
      if (!span) {
        this.dataset.error(
          place,
          'dataset-span',
          unit === 'code points'
            ? 'There is no text from {0} to {1}. Offsets are counted in Unicode code points.'
            : 'There is no text from {0} to {1}. Offsets are counted in UTF-16 code units.',
          start,
          end,
        );
        return undefined;
      }
      spans.push(span);
    }
    const there = spans.map(({ start, end }) => this.imported.text.slice(start, end)).join(' ');
    if (quote !== undefined && quote !== null && bare(quote) !== bare(there)) {
      this.dataset.error(
        place,
        'dataset-quote',
        unit === 'code points'
          ? 'From {0} to {1} stands “{2}”, not “{3}”. Offsets are counted in Unicode code points.'
          : 'From {0} to {1} stands “{2}”, not “{3}”. Offsets are counted in UTF-16 code units.',
        pieces[0]![0],
        pieces.at(-1)![1],
        there,
        quote,
      );
      return undefined;
    }
    return this.imported.add(spans, mention);
  }

  relate({ id, from, to, ...rest }: ImportedRelation): void {
    const relation = { ...rest, from: from.id, to: to.id };
    const free = id !== undefined && !this.relations.has(id) ? id : relationId(relation, this.relations);
    this.relations.set(free, { id: free, ...relation });
  }

  close(fields: Partial<ArticleFields> & Pick<ImportedArticle, 'labels'> = {}): void {
    const { text, annotations, entries } = this.imported;
    const relations = [...this.relations.values()];
    this.dataset.add({
      file: this.file,
      text,
      ...fields,
      annotations,
      ...(entries.size > 0 && { entries }),
      ...(relations.length > 0 && { relations }),
    });
  }
}

/** What pieces hold of a quote that begins at an offset, all in code points: what `addPieces` compares. */
export function quotedPieces(quote: string, start: number, pieces: readonly Offsets[]): string {
  const characters = [...quote];
  return pieces.map(([from, to]) => characters.slice(from - start, to - start).join('')).join(' ');
}

/** White space is written in many ways; it does not tell whether offsets are right. */
function bare(text: string): string {
  return text.replace(/[\s\p{Cc}\ufeff]+/gu, '');
}

/** The name of an article that has none: that of its dataset's file, numbered. */
export function numberedName(path: string, number: number): string {
  return `${path.replace(/\.[^./]+$/, '')}-${number}.txt`;
}
