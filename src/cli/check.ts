import {
  indexLines,
  isTimexValue,
  layMarks,
  readArticle,
  strangeRelations,
  type Project,
  type Sidecar,
  SIDECAR_SUFFIX,
} from '../core';
import { openArticle } from './annotated-files';
import { findArticles, type ArticleFile } from './article-files';
import { faultLine, lostFaults, placeAt, problemFault, type Fault } from './fault';
import { conflictFaults } from './merge';
import { ProjectFiles } from './project-files';
import { EXIT, excerpt, worse, type ExitCode, type Terminal } from './terminal';

export interface CheckOptions {
  readonly format: 'text' | 'json';
}

/** Reports what is wrong with articles and their sidecars, on standard output; changes nothing. */
export async function check(
  paths: readonly string[],
  { format }: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { files, faults } = await findArticles(paths, terminal);
  const found = [...faults];
  const projects = new ProjectFiles(terminal);
  for (const file of files) found.push(...(await faultsOf(file, projects, terminal)));
  found.push(...projects.faults);
  if (format === 'json') {
    const listed = found.map(({ file, place, severity, code, message }) => ({
      file,
      line: place?.line ?? null,
      column: place?.column ?? null,
      severity,
      code,
      message,
    }));
    await terminal.out(`${JSON.stringify(listed, undefined, 2)}\n`);
  } else {
    for (const fault of found) await terminal.out(`${faultLine(fault)}\n`);
  }
  return found.reduce<ExitCode>((exit, fault) => worse(exit, fault.exit), EXIT.ok);
}

async function faultsOf(
  file: ArticleFile,
  projects: ProjectFiles,
  terminal: Terminal,
): Promise<readonly Fault[]> {
  const opened = await openArticle(file, terminal);
  if (!opened.ok) return opened.faults;
  const { text, sidecar } = opened;
  const sidecarName = file.name + SIDECAR_SUFFIX;
  const lines = indexLines(text);
  const project = await projects.of(file);
  const { lost } = layMarks(text, sidecar.annotations, [], sidecar.fingerprint);
  return [
    ...readArticle(text).problems.map((problem) => problemFault(file.name, lines, problem)),
    ...lostFaults(sidecarName, sidecar, lost),
    ...impossibleValues(sidecarName, sidecar),
    ...conflictFaults(sidecarName, sidecar),
    ...duplicates(sidecarName, sidecar),
    ...unknownLabels(sidecarName, sidecar, project),
    ...strangeRelations(project, sidecar).map((problem): Fault => ({
      ...problemFault(sidecarName, indexLines(sidecar.source), problem),
      severity: 'warning',
      exit: EXIT.ok,
    })),
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

function unknownLabels(file: string, sidecar: Sidecar, { labels }: Project): Fault[] {
  const known = labels.map(({ name }) => name);
  return sidecar.annotations.flatMap(({ id, label }): Fault[] => {
    if (known.includes(label)) return [];
    const fault = blockFault(
      file,
      sidecar,
      id,
      'unknown-label',
      `the label "${label}" is not among ${known.join(', ')}`,
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
