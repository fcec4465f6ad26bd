import path from 'node:path';
import {
  indexLines,
  isTimexValue,
  layMarks,
  readArticle,
  PROJECT_FILE,
  REGISTRY_FILE,
  strangeRelations,
  shownQuote,
  type Sidecar,
} from '../core';
import { openArticle, type ArticleFile } from './annotated-files';
import { findArticles, shardsOf, type ArticleShard } from './article-files';
import { LayerFolders } from './layers';
import { faultLine, lostFaults, placeAt, problemFault, type Fault } from './fault';
import { conflictFaults } from './merge';
import { ProjectFiles, type ProjectFile, type RegistryFile } from './project-files';
import { EXIT, excerpt, worse, type ExitCode, type Terminal } from './terminal';
import type { ShardContext } from './worker';
import { inShards } from './workers';

const PROJECT_FILES = new Set([PROJECT_FILE, REGISTRY_FILE]);

export interface CheckOptions {
  readonly format: 'text' | 'json';
  /** Hold annotations to the project files and registries of the articles, as is the rule. */
  readonly project?: boolean | undefined;
}

/**
 * Reports what is wrong with articles, their sidecars, their projects and their registries, on standard output; changes
 * nothing. Annotations are not held to a project or a registry that has a fault itself.
 */
export async function check(
  paths: readonly string[],
  { format, project }: CheckOptions,
  terminal: Terminal,
  workers = 1,
): Promise<ExitCode> {
  const projects = new ProjectFiles(terminal, project);
  const { files, readsInput, faults } = await findArticles(paths, terminal, projects);
  const { program } = terminal;
  const parts =
    workers > 1 && program !== undefined && !readsInput
      ? inShards('check', checkShards(files, project), workers, program, terminal)
      : faultsOfEach(files, projects, new LayerFolders(), terminal);
  let exit: ExitCode = EXIT.ok;
  let listed = 0;
  const told = new Set<string>();
  const tell = async (found: readonly Fault[]) => {
    for (const fault of found) {
      // Each worker finds the faults of a project's files once.
      if (fault.file !== undefined && PROJECT_FILES.has(path.posix.basename(fault.file))) {
        const line = faultLine(fault);
        if (told.has(line)) continue;
        told.add(line);
      }
      exit = worse(exit, fault.exit);
      const entry = () => `${listed++ === 0 ? '[' : ','}\n${indented(jsonOf(fault))}`;
      await terminal.out(format === 'json' ? entry() : `${faultLine(fault)}\n`);
    }
  };
  await tell(faults);
  for await (const found of parts) await tell(found);
  if (format === 'json') await terminal.out(listed === 0 ? '[]\n' : '\n]\n');
  return exit;
}

interface CheckShard extends ArticleShard {
  readonly project: boolean | undefined;
}

function* checkShards(files: Iterable<ArticleFile>, project: boolean | undefined): Generator<CheckShard> {
  for (const shard of shardsOf(files)) yield { ...shard, project };
}

export async function checkShard(
  { files, project }: CheckShard,
  { projects, terminal, layers }: ShardContext,
): Promise<Fault[]> {
  const found: Fault[] = [];
  for await (const faults of faultsOfEach(files, projects(project), layers, terminal)) found.push(...faults);
  return found;
}

function jsonOf({ file, place, severity, code, message }: Fault): string {
  const entry = { file, line: place?.line ?? null, column: place?.column ?? null, severity, code, message };
  return JSON.stringify(entry, undefined, 2);
}

function indented(lines: string): string {
  return lines.replaceAll('\n', '\n  ').replace(/^/, '  ');
}

async function* faultsOfEach(
  files: Iterable<ArticleFile>,
  projects: ProjectFiles,
  layers: LayerFolders,
  terminal: Terminal,
): AsyncGenerator<readonly Fault[]> {
  for (const file of files) {
    yield await faultsOf(file, projects, terminal);
    for (const layer of await layers.of(file)) {
      const faults = await faultsOf(file, projects, terminal, layer);
      // What is wrong with the article itself was told.
      yield faults.filter((fault) => fault.file !== file.name);
    }
  }
}

async function faultsOf(
  file: ArticleFile,
  projects: ProjectFiles,
  terminal: Terminal,
  layer?: string,
): Promise<readonly Fault[]> {
  const opened = await openArticle(file, terminal, layer);
  if (!opened.ok) return opened.faults;
  const { text, sidecar, sidecarName } = opened;
  const lines = indexLines(text);
  const project = await projects.projectOf(file);
  const registry = await projects.registryOf(file);
  const { lost } = layMarks(text, sidecar.annotations, [], sidecar.fingerprint);
  return [
    ...projects.newFaults(),
    ...readArticle(text).problems.map((problem) => problemFault(file.name, lines, problem)),
    ...lostFaults(sidecarName, sidecar, lost),
    ...impossibleValues(sidecarName, sidecar),
    ...conflictFaults(sidecarName, sidecar),
    ...duplicates(sidecarName, sidecar),
    ...unknownLabels(sidecarName, sidecar, project),
    ...unknownArticleLabels(sidecarName, sidecar, project),
    ...unknownRelations(sidecarName, sidecar, project),
    ...unknownEntities(sidecarName, sidecar, registry),
  ];
}

/** Annotations that say the same of the same place. */
function duplicates(file: string, sidecar: Sidecar): Fault[] {
  const seen = new Set<string>();
  return sidecar.annotations.flatMap(({ id, label, status, anchor }): Fault[] => {
    const key = JSON.stringify([label, anchor.quote, anchor.position, anchor.pieces ?? null]);
    if (status === 'rejected' || anchor.orphaned) return [];
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      blockFault(
        file,
        sidecar,
        id,
        'duplicate',
        `"${excerpt(shownQuote(anchor))}" is annotated as ${label} twice`,
      ),
    ];
  });
}

function unknownLabels(file: string, sidecar: Sidecar, { project, faulty }: ProjectFile): Fault[] {
  const known = project.labels.map(({ name }) => name);
  return sidecar.annotations.flatMap(({ id, label }): Fault[] => {
    if (faulty || known.includes(label)) return [];
    const message = `the label "${label}" is not among ${known.join(', ')}`;
    return [warning(blockFault(file, sidecar, id, 'unknown-label', message))];
  });
}

/** Relations that its project does not declare, or not between such annotations. */
function unknownRelations(file: string, sidecar: Sidecar, { project, faulty }: ProjectFile): Fault[] {
  if (faulty) return [];
  const lines = indexLines(sidecar.source);
  return strangeRelations(project, sidecar).map((problem) => warning(problemFault(file, lines, problem)));
}

/** Labels of the whole article that its project does not declare; without a project there is nothing to hold them to. */
function unknownArticleLabels(
  file: string,
  { source, labels = [] }: Sidecar,
  { folder, project, faulty }: ProjectFile,
): Fault[] {
  if (folder === undefined || faulty) return [];
  const known = project.articleLabels.map(({ name }) => name);
  const place = placeAt(indexLines(source), Math.max(0, source.search(/^labels:/m)));
  return labels.flatMap((label): Fault[] => {
    if (known.includes(label)) return [];
    const set =
      known.length === 0 ? 'the project has no labels of articles' : `not among ${known.join(', ')}`;
    const message = `the label of the article "${label}" is unknown: ${set}`;
    return [{ file, place, code: 'unknown-article-label', message, severity: 'warning', exit: EXIT.ok }];
  });
}

function unknownEntities(file: string, sidecar: Sidecar, { entries, unknown }: RegistryFile): Fault[] {
  return sidecar.annotations.flatMap(({ id, label, entity }): Fault[] => {
    if (unknown || entity === undefined || entries.byId(label, entity)) return [];
    const message = `there is no ${label} "${entity}" in ${REGISTRY_FILE}`;
    return [warning(blockFault(file, sidecar, id, 'unknown-entity', message))];
  });
}

function warning(fault: Fault): Fault {
  return { ...fault, severity: 'warning', exit: EXIT.ok };
}

function blockFault(
  file: string,
  { source, blocks }: Sidecar,
  id: string,
  code: string,
  message: string,
): Fault {
  const place = placeAt(indexLines(source), blocks.get(id)?.start ?? 0);
  return { file, place, code, message, severity: 'error', exit: EXIT.problems };
}

function impossibleValues(file: string, sidecar: Sidecar): Fault[] {
  const lines = indexLines(sidecar.source);
  return sidecar.annotations.flatMap(({ id, timex }): Fault[] => {
    if (!timex || isTimexValue(timex.type, timex.value)) return [];
    return [
      {
        file,
        place: placeAt(lines, sidecar.blocks.get(id)?.start ?? 0),
        code: 'timex-value',
        message: `"${timex.value}" is not a TIMEX3 value of type ${timex.type}`,
        severity: 'error',
        exit: EXIT.problems,
      },
    ];
  });
}
