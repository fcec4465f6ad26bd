import type { Agreement } from '../agreement/agreement';
import type { Label } from '../model/label';
import type { Mark } from '../marks/mark';
import type { AnnotatedArticle } from './annotated-article';
import type { DatasetFile, DatasetReading } from './dataset-file';

/** What a format counts where it says where a mention stands; `inline` formats put it into the text itself. */
export type OffsetUnit = 'code points' | 'UTF-16 code units' | 'words' | 'inline';

/** What is known of an article. */
export const ARTICLE_FACTS = ['language', 'published', 'title', 'source', 'labels'] as const;

/** What is known of an annotation beyond its span and label. */
export const MENTION_FACTS = [
  'status',
  'entity',
  'timex',
  'mod',
  'anchor',
  'attributes',
  'note',
  'flagged',
  'confidence',
  'recognizer',
  'by',
  'at',
] as const;

/** Both, and the ids of annotations, which are no loss: they are made anew by whoever reads a dataset. */
export const FACTS = [...ARTICLE_FACTS, 'id', ...MENTION_FACTS] as const;

export type Fact = (typeof FACTS)[number];

/** Why a mention is not in a dataset. */
export type OmissionReason =
  /** The format has no place for decisions against a suggestion. */
  | 'rejected'
  /** It reaches outside the body, and the format holds the body alone. */
  | 'outside-body'
  /** It overlaps a longer one, and the format holds flat mentions. */
  | 'overlap'
  /** It is in pieces and the format holds flat mentions, of which another has text of the stretch around them. */
  | 'pieces'
  /** It holds no word, and the format holds words. */
  | 'no-word'
  /** The format holds other labels than this. */
  | 'label'
  /** The format holds dates by their TIMEX3 value, and it has none. */
  | 'no-value';

/** What a format has no place for: a fact, how a label is spelt, the pieces of mentions, or relations. */
export type Loss = Fact | 'label' | 'pieces' | 'relations';

export interface Omission {
  readonly mention: Mark;
  readonly reason: OmissionReason;
}

/** What is to be appended to a file of the dataset. */
export interface DatasetPart {
  /** Relative to the dataset's folder, with `/` between folders. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface Addition {
  readonly parts: readonly DatasetPart[];
  /** In order of reading. */
  readonly omitted: readonly Omission[];
}

/** Takes articles one after another and gives what is to be written; it holds no article for longer than it must. */
export interface DatasetWriter {
  /** `split` is the part of the dataset that the article belongs to, where it is split. */
  add(article: AnnotatedArticle, split?: string): Addition;
  /** What comes after the last article. `agreement` is that of the annotators, where it was measured. */
  end(agreement?: Agreement): readonly DatasetPart[];
}

export interface FormatOption {
  /** As named on the command line. */
  readonly name: string;
  readonly description: string;
  /** The values to choose from, the default first; absent where any text will do. */
  readonly values?: readonly string[];
  readonly default: string;
}

/** Values of a format's options, by name; an option that is not there has its default. */
export type FormatSettings = Readonly<Record<string, string>>;

/** A dataset format: everything that the program knows of it. */
export interface DatasetFormat {
  /** As named on the command line. */
  readonly id: string;
  /** As shown to people. */
  readonly name: string;
  /** Without a dot; the first is that of the main file that is written, all are read. */
  readonly extensions: readonly string[];
  /** One file for all articles, or a folder of files. */
  readonly layout: 'file' | 'folder';
  readonly offsets: OffsetUnit;
  /** How much of an article's text is in the dataset: all, without its front matter, only its words, or nothing. */
  readonly text: 'whole' | 'body' | 'words' | 'none';
  readonly overlaps: boolean;
  readonly facts: ReadonlySet<Fact>;
  /** It holds mentions in pieces; elsewhere the stretch around the pieces is written. */
  readonly pieces?: true;
  /** It holds the relations between its mentions. */
  readonly relations?: true;
  /** Why the format has no place for a mention; `undefined` where it has one. Any mention will do where absent. */
  refuse?(mention: Mark): OmissionReason | undefined;
  /** How a label is spelt in the dataset; as it is where absent. */
  spell?(label: Label): string;
  /** The label that a spelling is read as. */
  unspell?(spelling: string): Label;
  readonly options: readonly FormatOption[];
  /** It writes the parts of a split dataset into one folder of its own making. */
  readonly splits?: true;
  /** It tells how far annotators agree. */
  readonly agreement?: true;
  /** What it writes of an article, and after the last, does not depend on other articles: shards join to the whole. */
  readonly shards?: true;
  /** Its articles must have been prepared with `prepare`. */
  write(settings: FormatSettings): DatasetWriter;
  /** Reads the files of one dataset; absent where the format is for people alone. Never rejects, whatever they hold. */
  readonly read?: (
    files: readonly DatasetFile[],
    settings: FormatSettings,
  ) => DatasetReading | Promise<DatasetReading>;
}

/**
 * Writes a file for each article, named as the article with an extension more, and `last` after all of them. Its content
 * may come in parts.
 */
export function fileEach(
  extension: string,
  contentOf: (annotated: AnnotatedArticle) => string | readonly string[],
  last: readonly DatasetPart[] = [],
): DatasetWriter {
  return {
    add: (annotated) => ({
      parts: [contentOf(annotated)]
        .flat()
        .map((content) => ({ path: `${annotated.file}.${extension}`, content })),
      omitted: [],
    }),
    end: () => last,
  };
}

/** The value of an option that the format declares. */
export function optionOf(
  format: Pick<DatasetFormat, 'options'>,
  settings: FormatSettings,
  name: string,
): string {
  const option = format.options.find((one) => one.name === name);
  if (!option) throw new Error(`The option ${name} is not declared.`);
  return Object.hasOwn(settings, name) ? (settings[name] as string) : option.default;
}
