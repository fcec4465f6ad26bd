import type { SplitPlan } from '../corpus/splits';
import type { Status } from '../model/annotation';
import type { Dataset } from './dataset';
import type { DatasetFormat, FormatSettings } from './format';

/** The name of the file that says how a dataset was made. */
export const MANIFEST_NAME = 'manifest.json';

/** What was asked for when a dataset was made. */
export interface ExportChoices {
  readonly statuses: readonly Status[];
  /** Suggestions below are left out. */
  readonly minConfidence: number;
  readonly anonymous: boolean;
  readonly options: FormatSettings;
  readonly splits?: SplitPlan | undefined;
}

export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The manifest of a dataset as JSON, the same bytes for the same dataset: how it was made, what it does not hold, and
 * the checksum of each file, in the order of their paths.
 */
export function manifest(
  format: DatasetFormat,
  { statuses, minConfidence, anonymous, options, splits }: ExportChoices,
  { articles, annotations, lost }: Pick<Dataset, 'articles' | 'annotations' | 'lost'>,
  omitted: number,
  parts: ReadonlyMap<string, number>,
  files: readonly ManifestFile[],
): string {
  const content = {
    generator: 'Marginalia',
    format: format.id,
    offsets: format.offsets,
    options: Object.fromEntries(
      format.options.map(({ name, default: preset }) => [
        name,
        Object.hasOwn(options, name) ? options[name] : preset,
      ]),
    ),
    statuses,
    ...(statuses.includes('suggested') && { minConfidence }),
    anonymous,
    ...(splits && {
      splits: {
        seed: splits.seed,
        stratified: splits.stratified,
        shares: Object.fromEntries(splits.shares.map(({ name, share }) => [name, share])),
        articles: Object.fromEntries(splits.shares.map(({ name }) => [name, parts.get(name) ?? 0])),
      },
    }),
    articles,
    annotations,
    omitted,
    notHeld: Object.fromEntries([...lost].sort(([a], [b]) => (a < b ? -1 : 1))),
    files: [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
