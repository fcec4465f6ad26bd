import { DEFAULT_LABELS, indexLines, isTimexValue, layMarks, readArticle, type Sidecar } from '../core';
import { openArticle } from './annotated-files';
import {
  findArticles,
  isStandardInput,
  shardsOf,
  type ArticleFile,
  type ArticleShard,
} from './article-files';
import { LayerFolders } from './layers';
import { faultLine, lostFaults, placeAt, problemFault, type Fault } from './fault';
import { conflictFaults } from './merge';
import { EXIT, excerpt, worse, type ExitCode, type Terminal } from './terminal';
import type { ShardContext } from './worker';
import { inShards } from './workers';

export interface CheckOptions {
  readonly format: 'text' | 'json';
}

/** Reports what is wrong with articles and their sidecars, on standard output; changes nothing. */
export async function check(
  paths: readonly string[],
  { format }: CheckOptions,
  terminal: Terminal,
  workers = 1,
): Promise<ExitCode> {
  const { files, faults } = await findArticles(paths, terminal);
  const { program } = terminal;
  const parts =
    workers > 1 && program !== undefined && !files.some(isStandardInput)
      ? inShards('check', shardsOf(files), workers, program, terminal)
      : faultsOfEach(files, new LayerFolders(), terminal);
  let exit: ExitCode = EXIT.ok;
  let listed = 0;
  const tell = async (found: readonly Fault[]) => {
    for (const fault of found) {
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

export async function checkShard(
  { files }: ArticleShard,
  { terminal, layers }: ShardContext,
): Promise<Fault[]> {
  const found: Fault[] = [];
  for await (const faults of faultsOfEach(files, layers, terminal)) found.push(...faults);
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
  files: readonly ArticleFile[],
  layers: LayerFolders,
  terminal: Terminal,
): AsyncGenerator<readonly Fault[]> {
  for (const file of files) {
    yield await faultsOf(file, terminal);
    for (const layer of await layers.of(file)) {
      const faults = await faultsOf(file, terminal, layer);
      // What is wrong with the article itself was told.
      yield faults.filter((fault) => fault.file !== file.name);
    }
  }
}

async function faultsOf(file: ArticleFile, terminal: Terminal, layer?: string): Promise<readonly Fault[]> {
  const opened = await openArticle(file, terminal, layer);
  if (!opened.ok) return opened.faults;
  const { text, sidecar, sidecarName } = opened;
  const lines = indexLines(text);
  const { lost } = layMarks(text, sidecar.annotations, [], sidecar.fingerprint);
  return [
    ...readArticle(text).problems.map((problem) => problemFault(file.name, lines, problem)),
    ...lostFaults(sidecarName, sidecar, lost),
    ...impossibleValues(sidecarName, sidecar),
    ...conflictFaults(sidecarName, sidecar),
    ...duplicates(sidecarName, sidecar),
    ...unknownLabels(sidecarName, sidecar),
  ];
}

/** Annotations that say the same of the same place. */
function duplicates(file: string, sidecar: Sidecar): Fault[] {
  const seen = new Set<string>();
  return sidecar.annotations.flatMap(({ id, label, status, anchor }): Fault[] => {
    const key = JSON.stringify([label, anchor.quote, anchor.position]);
    if (status === 'rejected' || anchor.orphaned) return [];
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      blockFault(file, sidecar, id, 'duplicate', `"${excerpt(anchor.quote)}" is annotated as ${label} twice`),
    ];
  });
}

function unknownLabels(file: string, sidecar: Sidecar): Fault[] {
  return sidecar.annotations.flatMap(({ id, label }): Fault[] => {
    if ((DEFAULT_LABELS as readonly string[]).includes(label)) return [];
    const fault = blockFault(
      file,
      sidecar,
      id,
      'unknown-label',
      `the label "${label}" is not among ${DEFAULT_LABELS.join(', ')}`,
    );
    return [{ ...fault, severity: 'warning', exit: EXIT.ok }];
  });
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
