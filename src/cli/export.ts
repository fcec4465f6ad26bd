import path from 'node:path';
import {
  annotatedArticle,
  indexLines,
  SIDECAR_SUFFIX,
  type DatasetFormat,
  type Recognition,
  type Status,
} from '../core';
import { openArticle } from './annotated-files';
import { findArticles, type ArticleFile } from './article-files';
import { writeWhole } from './atomic-file';
import { lostFaults, placeAt, report, systemFault, type Fault } from './fault';
import { loadShippedRecognition } from './recognition-model';
import { EXIT, excerpt, worse, type ExitCode, type Terminal } from './terminal';

export interface ExportOptions {
  readonly format: DatasetFormat;
  /** The annotations that go into the dataset. */
  readonly statuses: readonly Status[];
  /** Standard output where absent. */
  readonly output?: string | undefined;
  /** Fail where an annotation is left out, rather than only warn. */
  readonly strict: boolean;
}

/** Writes articles with their annotations as a dataset, holding one at a time, and warns of what is not in it. */
export async function exportDataset(
  paths: readonly string[],
  options: ExportOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { files, faults } = await findArticles(paths, terminal);
  let exit = report(faults, terminal);
  let bare = 0;
  const recognition = await loadShippedRecognition(terminal);
  async function* parts(): AsyncGenerator<string> {
    for (const file of files) {
      const part = await partOf(file, options, recognition, terminal);
      exit = worse(exit, report(part.faults, terminal));
      if (part.text === undefined) continue;
      if (part.bare) bare++;
      yield part.text;
    }
  }

  if (options.output === undefined) {
    for await (const part of parts()) await terminal.out(part);
  } else {
    try {
      await writeWhole(path.resolve(terminal.cwd, options.output), parts());
    } catch (error) {
      exit = worse(exit, report([systemFault(options.output, error)], terminal));
    }
  }
  if (bare > 0) {
    const count = bare === 1 ? '1 article has' : `${bare} articles have`;
    terminal.err(`warning: ${count} no sidecar, and no annotations in the dataset`);
  }
  return exit;
}

interface Part {
  /** Absent where the article could not be read. */
  readonly text?: string;
  readonly bare: boolean;
  readonly faults: readonly Fault[];
}

async function partOf(
  file: ArticleFile,
  { format, statuses, strict }: ExportOptions,
  recognition: Recognition,
  terminal: Terminal,
): Promise<Part> {
  const opened = await openArticle(file, terminal);
  if (!opened.ok) return { bare: false, faults: opened.faults };
  const { text, sidecar, hasSidecar } = opened;
  const { article, lost } = annotatedArticle(file.name, text, sidecar, statuses, recognition);
  const severity = strict ? 'error' : 'warning';
  const exit = strict ? EXIT.problems : EXIT.ok;
  const missed = lost.filter(({ annotation }) => statuses.includes(annotation.status));
  const unplaced = lostFaults(file.name + SIDECAR_SUFFIX, sidecar, missed).map((fault): Fault => ({
    ...fault,
    severity,
    exit,
  }));
  const lines = indexLines(text);
  const omitted = format.omissions(article).map(({ span }): Fault => {
    const message = `"${excerpt(text.slice(span.start, span.end))}" is left out: ${format.name} cannot hold it`;
    return { file: file.name, place: placeAt(lines, span.start), code: 'omitted', message, severity, exit };
  });
  return { text: format.stringify(article), bare: !hasSidecar, faults: [...unplaced, ...omitted] };
}
