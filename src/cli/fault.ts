import {
  describeProblem,
  indexLines,
  shownQuote,
  type LineIndex,
  type Marks,
  type Problem,
  type Sidecar,
} from '../core';
import { EXIT, excerpt, visible, worse, type ExitCode, type Terminal } from './terminal';

/** Something that stands in the way of a command, as it is reported. */
export interface Fault {
  readonly file: string;
  /** Where in the file: line and column from 1, columns in UTF-16 code units as editors count them. */
  readonly place?: { readonly line: number; readonly column: number };
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** What the command ends with because of it. */
  readonly exit: ExitCode;
}

/** A problem that the core found in the text of a file. */
export function problemFault(file: string, lines: LineIndex, problem: Problem): Fault {
  return {
    file,
    place: placeAt(lines, problem.range.start),
    code: problem.code,
    message: describeProblem(problem),
    severity: 'error',
    exit: EXIT.problems,
  };
}

/** Annotations that could not be placed in their article; each fault is at the annotation's block in the sidecar. */
export function lostFaults(file: string, { source, blocks }: Sidecar, lost: Marks['lost']): Fault[] {
  const lines = indexLines(source);
  return lost.map(({ annotation: { id, anchor }, reason }) => {
    const why = reason === 'orphan' ? 'is not found in the article' : 'could be in more than one place';
    return {
      file,
      place: placeAt(lines, blocks.get(id)?.start ?? 0),
      code: reason,
      message: `"${excerpt(shownQuote(anchor))}" ${why}`,
      severity: 'error',
      exit: EXIT.problems,
    };
  });
}

/** A failure that the operating system reports for a file. Anything else is thrown again: it is a bug. */
export function systemFault(file: string, error: unknown): Fault {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
  const message = SYSTEM_MESSAGES[String(error.code)] ?? error.message;
  const code = error.code === 'ENOENT' ? 'absent' : 'unreadable';
  return { file, code, message, severity: 'error', exit: EXIT.trouble };
}

const SYSTEM_MESSAGES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'this is a folder',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
};

export function placeAt(lines: LineIndex, offset: number): { line: number; column: number } {
  const { line, character } = lines.positionAt(offset);
  return { line: line + 1, column: character + 1 };
}

/** `file:line:column: error: message`, on one line. */
export function faultLine({ file, place, severity, message }: Fault): string {
  const where = place ? `${visible(file)}:${place.line}:${place.column}` : visible(file);
  return `${where}: ${severity}: ${visible(message)}`;
}

/** Reports faults on standard error; the exit code is that of the worst. */
export function report(faults: readonly Fault[], terminal: Terminal): ExitCode {
  let exit: ExitCode = EXIT.ok;
  for (const fault of faults) {
    terminal.err(faultLine(fault));
    exit = worse(exit, fault.exit);
  }
  return exit;
}
