import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import type { Terminal } from './terminal';

const run = promisify(execFile);

/** Files that are asked of Git at once. */
const BATCH = 500;

/** Why Git did not give what was asked of it, in its own words. */
export class GitRefusal extends Error {}

/** The name of the commit that a revision stands for. Rejects with a `GitRefusal` where there is none. */
export async function commitOf(revision: string, { cwd }: Terminal): Promise<string> {
  try {
    return (await git(['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`], cwd)).trim();
  } catch (error) {
    throw error instanceof GitRefusal ? new GitRefusal(`${revision}: ${error.message}`) : error;
  }
}

/** The files that a commit has below `paths`: their object's name by their own, relative to the working directory. */
export async function filesOf(
  commit: string,
  paths: readonly string[],
  { cwd }: Terminal,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const listed = await git(['ls-tree', '-r', '-z', commit, '--', ...paths], cwd);
  for (const [, object, name] of listed.matchAll(/\d+ blob ([0-9a-f]+)\t([^\0]+)\0/g)) {
    files.set(name as string, object as string);
  }
  return files;
}

/** What objects hold, in order. Some are read at once, so that Git is not started for each. */
export async function* contentsOf(
  objects: readonly string[],
  { cwd }: Terminal,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let from = 0; from < objects.length; from += BATCH) {
    yield* await batch(objects.slice(from, from + BATCH), cwd);
  }
}

async function batch(objects: readonly string[], cwd: string): Promise<Uint8Array[]> {
  const child = spawn('git', ['cat-file', '--batch'], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(`${objects.join('\n')}\n`);
  if ((await ended) !== 0) throw new GitRefusal('git cat-file failed');
  const output = Buffer.concat(chunks);
  let at = 0;
  return objects.map((object) => {
    const end = output.indexOf('\n', at);
    const size = Number(/ blob (\d+)$/.exec(output.toString('latin1', at, end))?.[1] ?? NaN);
    if (Number.isNaN(size)) throw new GitRefusal(`git has lost the object ${object}`);
    at = end + 1 + size + 1;
    return output.subarray(end + 1, at - 1);
  });
}

async function git(args: readonly string[], cwd: string): Promise<string> {
  try {
    return (await run('git', [...args], { cwd, maxBuffer: 1024 * 1024 * 1024 })).stdout;
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new GitRefusal(stderr === '' ? String(error) : stderr);
  }
}
