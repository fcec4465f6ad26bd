import path from 'node:path';
import {
  AgreementStudy,
  annotatedArticle,
  beginDataset,
  datasetFormat,
  signatureOf,
  indexLines,
  layeredArticle,
  manifest,
  MANIFEST_NAME,
  omissionText,
  lossText,
  namesDiffer,
  splitArticles,
  type AnnotatedArticle,
  type Dataset,
  type DatasetFormat,
  type DatasetPart,
  type ExportChoices,
  type Loss,
  type Omission,
  type Recognition,
  type Sidecar,
  type SplitEntry,
} from '../core';
import { openArticle, type ArticleFile } from './annotated-files';
import { findArticles, shardsOf, type ArticleShard } from './article-files';
import { writeWhole } from './atomic-file';
import { DatasetFolder } from './dataset-folder';
import { lostFaults, placeAt, report, systemFault, type Fault } from './fault';
import { LayerFolders } from './layers';
import { conflictFaults } from './merge';
import { ProjectFiles } from './project-files';
import { loadShippedRecognition } from './recognition-model';
import { EXIT, excerpt, worse, type ExitCode, type Terminal } from './terminal';
import type { ShardContext } from './worker';
import { inShards } from './workers';

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
 * gets a manifest. Several workers make shards of it where the format allows that. With splits the articles are read twice: once to divide them, once to write them.
 */
export async function exportDataset(
  paths: readonly string[],
  options: ExportOptions,
  terminal: Terminal,
  workers = 1,
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
  const { files, readsInput, faults } = await findArticles(paths, terminal, projects);
  let exit = report(faults, terminal);
  const tally = new Tally();
  const { program } = terminal;
  const haveOwnNames = namesDiffer(namesOf(files));
  const whole = workers > 1 ? wholeBecause(options, readsInput, haveOwnNames) : undefined;
  if (whole !== undefined) terminal.err(`note: this is done by one process: ${whole}`);
  const additions =
    workers > 1 && program !== undefined && whole === undefined
      ? shardedAdditions(
          inShards('export', exportShards(files, options), workers, program, terminal),
          options,
          tally,
        )
      : allAdditions(files, haveOwnNames, projects, options, tally, terminal);
  async function* contents() {
    for await (const written of additions) for (const { content } of written) yield content as string;
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
      for await (const written of additions) await folder.write(written);
      const content = manifest(format, options, tally, tally.omissions, tally.sizes, await folder.sums());
      await folder.write([{ path: MANIFEST_NAME, content }]);
      await folder.finish();
    } catch (error) {
      await folder.discard();
      exit = worse(exit, report([systemFault(output, error)], terminal));
    }
  }
  exit = worse(exit, tally.exit);
  const { bare } = tally;
  if (bare > 0) {
    const count = bare === 1 ? '1 article has' : `${bare} articles have`;
    terminal.err(`warning: ${count} no sidecar, and no annotations in the dataset`);
  }
  reportLosses(format, tally, terminal);
  return exit;
}

/** What there is to say of the articles of a dataset, or of a shard of it. */
class Tally {
  exit: ExitCode = EXIT.ok;
  articles = 0;
  annotations = 0;
  omissions = 0;
  /** Articles without a sidecar. */
  bare = 0;
  readonly sizes = new Map<string, number>();
  readonly lost = new Map<Loss, number>();

  add({ articles, annotations, lost }: Pick<Dataset, 'articles' | 'annotations' | 'lost'>): void {
    this.articles += articles;
    this.annotations += annotations;
    for (const [fact, count] of lost) this.lost.set(fact, (this.lost.get(fact) ?? 0) + count);
  }
}

/** What is to be written of each article, and at the end. */
async function* allAdditions(
  files: Iterable<ArticleFile>,
  haveOwnNames: boolean,
  projects: ProjectFiles,
  options: ExportOptions,
  tally: Tally,
  terminal: Terminal,
): AsyncGenerator<readonly DatasetPart[]> {
  const { format, splits } = options;
  const recognition = await loadShippedRecognition(terminal);
  const parts =
    splits && splitArticles(await splitEntries(files, options, projects, recognition, terminal), splits);
  const dataset = beginDataset(format, { ...options, haveOwnNames });
  const study = format.agreement ? new AgreementStudy() : undefined;
  const layers = new LayerFolders();
  for (const file of files) {
    const split = parts?.get(file.name);
    const readers = { projects, recognition, notices: terminal };
    const written = await addArticle(dataset, file, split, options, readers, tally, terminal);
    if (!written) continue;
    if (study) tally.exit = worse(tally.exit, await addLayers(study, file, await layers.of(file), terminal));
    if (split !== undefined) tally.sizes.set(split, (tally.sizes.get(split) ?? 0) + 1);
    yield written;
  }
  const agreement = study?.agreement();
  yield dataset.end(agreement && agreement.articles > 0 ? agreement : undefined);
  tally.add(dataset);
}

/** What says how an article is read. */
interface Readers extends Pick<ShardContext, 'notices'> {
  readonly projects: ProjectFiles;
  readonly recognition: Recognition;
}

/** Adds an article to a dataset and reports what is not in it; `undefined` where it could not be read. */
async function addArticle(
  dataset: Dataset,
  file: ArticleFile,
  split: string | undefined,
  options: ExportOptions,
  { projects, recognition, notices }: Readers,
  tally: Tally,
  terminal: Terminal,
): Promise<readonly DatasetPart[] | undefined> {
  const reading = await readArticleOf(file, options, projects, recognition, terminal);
  const { article, bare, faults } = reading;
  tally.exit = worse(tally.exit, report(projects.newFaults(), notices));
  tally.exit = worse(tally.exit, report(faults, terminal));
  if (article === undefined) return undefined;
  if (bare) tally.bare++;
  const { parts, omitted } = dataset.add(article, split);
  tally.omissions += omitted.length;
  tally.exit = worse(tally.exit, report(omittedFaults(article, omitted, options), terminal));
  return parts;
}

/** Why an export cannot be made of shards; `undefined` where it can. */
function wholeBecause(
  { format, anonymous, splits }: ExportOptions,
  readsInput: boolean,
  haveOwnNames: boolean,
): string | undefined {
  if (!format.shards) return `${format.name} has parts that depend on all articles`;
  if (splits) return 'to divide articles all of them are compared';
  if (anonymous) return 'annotators are numbered as they are met';
  if (readsInput) return 'standard input has one reader';
  if (!haveOwnNames) return 'articles of the same name are numbered';
  return undefined;
}

/** The options of an export as they are sent to workers. */
interface ExportShard extends ArticleShard {
  readonly options: Omit<ExportOptions, 'format'>;
  readonly format: string;
}

interface ExportedShard {
  readonly parts: readonly DatasetPart[];
  readonly tally: Tally;
}

function* namesOf(files: Iterable<ArticleFile>): Generator<string> {
  for (const { name } of files) yield name;
}

function* exportShards(
  files: Iterable<ArticleFile>,
  { format, ...options }: ExportOptions,
): Generator<ExportShard> {
  for (const shard of shardsOf(files)) yield { ...shard, options, format: format.id };
}

export async function exportShard(
  { files, options, format: id }: ExportShard,
  { projects, recognition, notices, terminal }: ShardContext,
): Promise<ExportedShard> {
  const format = datasetFormat(id);
  if (!format) throw new Error(`There is no format ${id}.`);
  const tally = new Tally();
  const dataset = beginDataset(format, { ...options, haveOwnNames: true });
  const parts: DatasetPart[] = [];
  const readers = { projects: projects(options.project), recognition: await recognition(), notices };
  for (const file of files) {
    const all = { ...options, format };
    const written = await addArticle(dataset, file, undefined, all, readers, tally, terminal);
    if (written) parts.push(...written);
  }
  tally.add(dataset);
  return { parts, tally };
}

async function* shardedAdditions(
  shards: AsyncIterable<ExportedShard>,
  options: ExportOptions,
  sum: Tally,
): AsyncGenerator<readonly DatasetPart[]> {
  for await (const { parts, tally } of shards) {
    sum.exit = worse(sum.exit, tally.exit);
    sum.bare += tally.bare;
    sum.omissions += tally.omissions;
    sum.add(tally);
    yield parts;
  }
  yield beginDataset(options.format, options).end();
}

/** Says once what the format has no place for; that is a property of the format, not a fault of a file. */
function reportLosses({ name }: DatasetFormat, { lost }: Pick<Dataset, 'lost'>, terminal: Terminal): void {
  for (const [fact, count] of lost)
    terminal.err(`note: ${name} has no place for ${lossText(fact)} (${count})`);
}

async function splitEntries(
  files: Iterable<ArticleFile>,
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
