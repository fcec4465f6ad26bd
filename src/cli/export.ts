import path from 'node:path';
import {
  AgreementStudy,
  annotatedArticle,
  beginDataset,
  signatureOf,
  indexLines,
  layeredArticle,
  manifest,
  MANIFEST_NAME,
  omissionText,
  lossText,
  splitArticles,
  type AnnotatedArticle,
  type Dataset,
  type DatasetFormat,
  type ExportChoices,
  type Omission,
  type Recognition,
  type Sidecar,
  type SplitEntry,
} from '../core';
import { openArticle } from './annotated-files';
import { findArticles, type ArticleFile } from './article-files';
import { writeWhole } from './atomic-file';
import { DatasetFolder } from './dataset-folder';
import { lostFaults, placeAt, report, systemFault, type Fault } from './fault';
import { LayerFolders } from './layers';
import { conflictFaults } from './merge';
import { ProjectFiles } from './project-files';
import { loadShippedRecognition } from './recognition-model';
import { EXIT, excerpt, worse, type ExitCode, type Terminal } from './terminal';

export interface ExportOptions extends ExportChoices {
  readonly format: DatasetFormat;
  /** A file, or a folder for formats of several files and for splits; standard output where absent. */
  readonly output?: string | undefined;
  /** Fail where an annotation is left out, rather than only warn. */
  readonly strict: boolean;
  /** Whose annotations are exported; those of the adjudicated layer where absent. */
  readonly layer?: string | undefined;
  /** Read the project files and registries of the articles, as is the rule. */
  readonly project?: boolean | undefined;
}

/**
 * Writes articles with their annotations as a dataset, holding one at a time, and warns of what is not in it. A folder
 * gets a manifest. With splits the articles are read twice: once to divide them, once to write them.
 */
export async function exportDataset(
  paths: readonly string[],
  options: ExportOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { format, output, splits } = options;
  const inFolder = format.layout === 'folder' || splits !== undefined;
  if (inFolder && output === undefined) {
    terminal.err(
      `marginalia: error: ${splits ? 'splits are' : `${format.name} is`} written to a folder; name it with --output`,
    );
    return EXIT.trouble;
  }
  const projects = new ProjectFiles(terminal, options.project);
  const { files, faults } = await findArticles(paths, terminal, projects);
  let exit = report(faults, terminal);
  const recognition = await loadShippedRecognition(terminal);
  const parts =
    splits && splitArticles(await splitEntries(files, options, projects, recognition, terminal), splits);
  const sizes = new Map<string, number>();
  const dataset = beginDataset(format, options);
  const study = format.agreement ? new AgreementStudy() : undefined;
  const layers = new LayerFolders();
  let bare = 0;
  let omissions = 0;
  async function* additions() {
    for (const file of files) {
      const reading = await readArticleOf(file, options, projects, recognition, terminal);
      exit = worse(exit, report([...projects.newFaults(), ...reading.faults], terminal));
      if (reading.article === undefined) continue;
      if (study) exit = worse(exit, await addLayers(study, file, await layers.of(file), terminal));
      if (reading.bare) bare++;
      const split = parts?.get(file.name);
      if (split !== undefined) sizes.set(split, (sizes.get(split) ?? 0) + 1);
      const { parts: written, omitted } = dataset.add(reading.article, split);
      omissions += omitted.length;
      exit = worse(exit, report(omittedFaults(reading.article, omitted, options), terminal));
      yield written;
    }
    const agreement = study?.agreement();
    yield dataset.end(agreement && agreement.articles > 0 ? agreement : undefined);
  }
  async function* contents() {
    for await (const written of additions()) for (const { content } of written) yield content as string;
  }

  if (output === undefined) {
    for await (const content of contents()) await terminal.out(content);
  } else if (!inFolder) {
    try {
      await writeWhole(path.resolve(terminal.cwd, output), contents());
    } catch (error) {
      exit = worse(exit, report([systemFault(output, error)], terminal));
    }
  } else {
    const folder = new DatasetFolder(path.resolve(terminal.cwd, output));
    try {
      for await (const written of additions()) await folder.write(written);
      const content = manifest(format, options, dataset, omissions, sizes, await folder.sums());
      await folder.write([{ path: MANIFEST_NAME, content }]);
      await folder.finish();
    } catch (error) {
      await folder.discard();
      exit = worse(exit, report([systemFault(output, error)], terminal));
    }
  }
  if (bare > 0) {
    const count = bare === 1 ? '1 article has' : `${bare} articles have`;
    terminal.err(`warning: ${count} no sidecar, and no annotations in the dataset`);
  }
  reportLosses(format, dataset, terminal);
  return exit;
}

/** Says once what the format has no place for; that is a property of the format, not a fault of a file. */
function reportLosses({ name }: DatasetFormat, { lost }: Dataset, terminal: Terminal): void {
  for (const [fact, count] of lost)
    terminal.err(`note: ${name} has no place for ${lossText(fact)} (${count})`);
}

async function splitEntries(
  files: readonly ArticleFile[],
  options: ExportOptions,
  projects: ProjectFiles,
  recognition: Recognition,
  terminal: Terminal,
): Promise<SplitEntry[]> {
  const entries: SplitEntry[] = [];
  for (const file of files) {
    const { article } = await readArticleOf(file, options, projects, recognition, terminal);
    if (!article) continue;
    const { text, body } = article.article;
    const labels = new Map<string, number>();
    for (const { label } of article.mentions) labels.set(label, (labels.get(label) ?? 0) + 1);
    entries.push({ file: file.name, signature: signatureOf(text.slice(body.start, body.end)), labels });
  }
  return entries;
}

interface Reading {
  /** Absent where the article could not be read. */
  readonly article?: AnnotatedArticle;
  readonly bare: boolean;
  readonly faults: readonly Fault[];
}

async function readArticleOf(
  file: ArticleFile,
  { statuses, strict, minConfidence, layer }: ExportOptions,
  projects: ProjectFiles,
  recognition: Recognition,
  terminal: Terminal,
): Promise<Reading> {
  const opened = await openArticle(file, terminal, layer);
  if (!opened.ok) return { bare: false, faults: opened.faults };
  const { text, sidecar, sidecarName, hasSidecar } = opened;
  const { entries } = await projects.registryOf(file);
  const { article, lost, contested } = annotatedArticle(
    file.name,
    text,
    sidecar,
    statuses,
    recognition,
    minConfidence,
    entries,
  );
  const doubtful = [
    ...lostFaults(sidecarName, sidecar, lost),
    ...conflictFaults(sidecarName, { ...sidecar, annotations: contested }),
  ];
  return {
    article,
    bare: !hasSidecar,
    faults: doubtful.map((fault) => ({ ...fault, ...severityOf(strict) })),
  };
}

/** Counts how far the annotators of an article agree; a layer with a fault is told of and does not count. */
async function addLayers(
  study: AgreementStudy,
  file: ArticleFile,
  names: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  const sidecars = new Map<string, Sidecar>();
  let text = '';
  for (const name of names) {
    const opened = await openArticle(file, terminal, name);
    if (opened.ok) {
      ({ text } = opened);
      sidecars.set(name, opened.sidecar);
    } else exit = worse(exit, report(opened.faults, terminal));
  }
  study.add(layeredArticle(text, sidecars).article);
  return exit;
}

function omittedFaults(
  { file, article: { text } }: AnnotatedArticle,
  omitted: readonly Omission[],
  { format, strict }: ExportOptions,
): Fault[] {
  if (omitted.length === 0) return [];
  const lines = indexLines(text);
  return omitted.map(({ mention: { span }, reason }): Fault => {
    const quote = excerpt(text.slice(span.start, span.end));
    const message = `"${quote}" is left out: ${format.name} cannot hold it, ${omissionText(reason)}`;
    return { file, place: placeAt(lines, span.start), code: 'omitted', message, ...severityOf(strict) };
  });
}

function severityOf(strict: boolean): Pick<Fault, 'severity' | 'exit'> {
  return strict ? { severity: 'error', exit: EXIT.problems } : { severity: 'warning', exit: EXIT.ok };
}
