import type { Anchor, Annotation } from '../model/annotation';
import type { CalendarDate, LanguageTag } from '../model/article';
import type { Label } from '../model/label';
import type { Problem } from '../model/problem';
import type { Relation } from '../model/relation';
import { decodeText, type Utf8Decoder } from '../text/decode';
import type { ImportedEntry } from './imported-text';

/** A file of a dataset. */
export interface DatasetFile {
  /** Relative to the dataset's folder, with `/` between folders. */
  readonly path: string;
  /** Text as it stands in the file, byte order mark and line ends included; bytes for binary formats. */
  readonly content: string | Uint8Array;
}

/** A fault of a dataset. Errors are what the import cannot do; warnings what the annotation model cannot hold. */
export interface DatasetProblem extends Problem {
  readonly file: string;
  readonly severity: 'error' | 'warning';
}

/** An article as a dataset has it. */
export interface ImportedArticle {
  /** A safe path (see `safePath`) relative to the corpus, with `/` between folders. */
  readonly file: string;
  /** Line ends are `\n`; absent where the dataset refers to a text that it does not hold. */
  readonly text?: string;
  readonly language?: LanguageTag;
  readonly published?: CalendarDate;
  readonly title?: string;
  readonly source?: string;
  /** Of the whole article. */
  readonly labels?: readonly Label[];
  /** Placed in `text` where there is one. */
  readonly annotations: readonly Annotation[];
  /**
   * The anchors of the pieces of annotations that are in pieces, by their ids, where there is no `text`: the
   * annotation's own anchor is the first of them.
   */
  readonly pieces?: ReadonlyMap<string, readonly Anchor[]>;
  /** What the dataset knows of the entities of `annotations`, by the ids of these; none where absent. */
  readonly entries?: ReadonlyMap<string, ImportedEntry>;
  /** Between `annotations`, by their ids; none where absent. */
  readonly relations?: readonly Relation[];
}

export interface DatasetReading {
  readonly articles: readonly ImportedArticle[];
  readonly problems: readonly DatasetProblem[];
}

/** Larger files are refused unread: a string of the engine holds about twice as much. */
export const LARGEST_FILE = 256 * 1024 * 1024;

/** Decodes a file of a dataset; the decoder must keep a byte order mark (`ignoreBOM`), which some formats count. */
export function decodeDatasetFile(
  path: string,
  bytes: Uint8Array,
  decoder: Utf8Decoder,
): DatasetFile | DatasetProblem {
  if (bytes.length > LARGEST_FILE) {
    return datasetProblem(
      path,
      'dataset-size',
      'This file is larger than {0} MiB. Split it and import the parts.',
      0,
      0,
      LARGEST_FILE / 1024 / 1024,
    );
  }
  if (path.endsWith('.parquet')) return { path, content: bytes };
  const decoded = decodeText(bytes, decoder);
  if (decoded.ok) return { path, content: decoded.text };
  const { code, offset } = decoded.problem;
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const message = utf16
    ? 'This file is UTF-16. Save it as UTF-8 (“CSV UTF-8” in a spreadsheet) and import it again.'
    : code === 'binary'
      ? 'This is not a text file: there is a NUL at byte offset {0}. Choose the format that the file has.'
      : 'This is not UTF-8: see the byte at offset {0}. Save the file as UTF-8 and import it again.';
  return datasetProblem(path, 'dataset-encoding', message, 0, 0, offset);
}

/** An error at a range of a dataset's file, in UTF-16 code units of its text. */
export function datasetProblem(
  file: string,
  code: string,
  message: string,
  start: number,
  end: number,
  ...args: (string | number)[]
): DatasetProblem {
  return { file, code, message, args, range: { start, end }, severity: 'error' };
}

/** What a dataset says and the annotation model has no place for. */
export function datasetWarning(
  file: string,
  code: string,
  message: string,
  start: number,
  end: number,
  ...args: (string | number)[]
): DatasetProblem {
  return { ...datasetProblem(file, code, message, start, end, ...args), severity: 'warning' };
}

const EXTENSIONS = /\.(?:txt|md|article)$/i;

/** Names that Windows keeps for devices. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * The path of an article below the corpus that a dataset's name stands for, or `undefined` where it would lead out of
 * it (`..`, absolute paths, drives) or name no file. `\` counts as `/`; names without the extension of an article get
 * `.txt`; characters that file systems refuse become `_`.
 */
export function safePath(name: string): string | undefined {
  const path = name.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  if (path === '' || path.startsWith('/') || /^[a-z]:/i.test(path) || path.length > 1024) return undefined;
  const segments = path.split('/');
  const cleaned: string[] = [];
  for (const segment of segments) {
    if (segment === '' || /^\.+$/.test(segment)) return undefined;
    // eslint-disable-next-line no-control-regex
    const clean = segment.replace(/[<>:"|?*\u0000-\u001f\u007f]/g, '_').replace(/[ .]+$/, '_');
    cleaned.push(DEVICES.test(clean) ? `_${clean}` : clean);
  }
  const last = cleaned.at(-1) as string;
  // A hidden file is no article, and `.git` no place for one.
  if (cleaned.some((segment) => segment.startsWith('.') || segment === 'node_modules')) return undefined;
  if (!EXTENSIONS.test(last)) cleaned[cleaned.length - 1] = `${last}.txt`;
  return cleaned.join('/');
}

/** The name that an article has in datasets: its path without what leads out of a folder, so that it is a safe path. */
export function datasetName(file: string): string {
  const segments = file
    .replaceAll('\\', '/')
    .split('/')
    .map((segment) => segment.replace(/^\.+/, '').replace(/^[a-z]:$/i, ''))
    .filter((segment) => segment !== '');
  return safePath(segments.join('/')) ?? 'article.txt';
}
