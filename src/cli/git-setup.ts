import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { SIDECAR_SUFFIX } from '../core';
import { writeWhole } from './atomic-file';
import { report, systemFault } from './fault';
import { EXIT, visible, type ExitCode, type Terminal } from './terminal';

const ATTRIBUTES = `*${SIDECAR_SUFFIX} merge=marginalia`;
const run = promisify(execFile);

/**
 * Has Git merge the sidecars of a repository with `marginalia merge`: a line in its `.gitattributes`, which is shared,
 * and the driver in its configuration, which is not. `command` is how this program is called.
 */
export async function gitSetup(command: string, terminal: Terminal): Promise<ExitCode> {
  let root: string;
  try {
    root = (await run('git', ['rev-parse', '--show-toplevel'], { cwd: terminal.cwd })).stdout.trim();
    const driver = `${command} merge --name %P %O %A %B`;
    await run('git', ['config', 'merge.marginalia.name', 'Merge annotations by their id'], { cwd: root });
    await run('git', ['config', 'merge.marginalia.driver', driver], { cwd: root });
  } catch (error) {
    const reason = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    terminal.err(`marginalia: Git could not be set up: ${visible(reason)}`);
    return EXIT.trouble;
  }
  const file = path.join(root, '.gitattributes');
  try {
    const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    if (!before.split(/\r?\n/).includes(ATTRIBUTES)) {
      await writeWhole(file, [
        before === '' || before.endsWith('\n') ? before : `${before}\n`,
        `${ATTRIBUTES}\n`,
      ]);
    }
  } catch (error) {
    return report([systemFault('.gitattributes', error)], terminal);
  }
  await terminal.out(
    `Git merges ${SIDECAR_SUFFIX.slice(1)} files of this repository with Marginalia. Commit .gitattributes.\n`,
  );
  return EXIT.ok;
}
