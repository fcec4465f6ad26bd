import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  decodeText,
  indexLines,
  mergeSidecars,
  parseSidecar,
  undecodedSidecar,
  shownQuote,
  type Sidecar,
} from '../core';
import { writeWhole } from './atomic-file';
import { placeAt, problemFault, report, systemFault, type Fault } from './fault';
import { EXIT, excerpt, type ExitCode, type Terminal } from './terminal';

/**
 * Git's merge driver for sidecars: writes into `ours` what it and `theirs` made of `base`. Ends with a problem, as Git
 * expects of a conflict, where two people contradict each other: both decisions are then in the file, which is valid,
 * under `conflict`. A file with problems is left to Git's own merge.
 */
export async function merge(
  [base, ours, theirs]: readonly [base: string, ours: string, theirs: string],
  name: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const sidecars: Sidecar[] = [];
  const faults: Fault[] = [];
  for (const file of [base, ours, theirs]) {
    try {
      const decoded = decodeText(await readFile(path.resolve(terminal.cwd, file)), new TextDecoder());
      const sidecar = decoded.ok ? parseSidecar(decoded.text) : undecodedSidecar(decoded.problem);
      const lines = indexLines(sidecar.source);
      faults.push(...sidecar.problems.map((problem) => problemFault(file, lines, problem)));
      sidecars.push(sidecar);
    } catch (error) {
      faults.push(systemFault(file, error));
    }
  }
  const [before, mine, other] = sidecars;
  if (faults.length > 0 || !before || !mine || !other) return report(faults, terminal);
  const merged = mergeSidecars(before, mine, other);
  try {
    if (merged.source !== mine.source) await writeWhole(path.resolve(terminal.cwd, ours), [merged.source]);
  } catch (error) {
    return report([systemFault(ours, error)], terminal);
  }
  return report(conflictFaults(name, merged), terminal);
}

/** Annotations about which people contradict each other, each at its block. */
export function conflictFaults(file: string, { source, annotations, blocks }: Sidecar): Fault[] {
  const lines = indexLines(source);
  return annotations.flatMap(({ id, anchor, conflict }): Fault[] => {
    if (!conflict) return [];
    const who = conflict.map(
      ({ by, removed, status }) => `${by ?? 'somebody'}: ${removed ? 'removed' : status}`,
    );
    return [
      {
        file,
        place: placeAt(lines, blocks.get(id)?.start ?? 0),
        code: 'conflict',
        message: `"${excerpt(shownQuote(anchor))}" was decided differently (${who.join('; ')}); decide again`,
        severity: 'error',
        exit: EXIT.problems,
      },
    ];
  });
}
