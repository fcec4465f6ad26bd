import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file whole or not at all: a draft beside it, brought to the disk, takes its name. A link is followed, the
 * permissions of a file that was there are kept. Rejects with the file system's error, and then nothing has changed.
 */
export async function writeWhole(
  file: string,
  parts: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const target = await realpath(file).catch(absentAs(file));
  const mode = await stat(target).then(({ mode }) => mode & 0o777, absentAs(undefined));
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.draft`);
  try {
    const handle = await open(draft, 'wx');
    try {
      for await (const part of parts) await handle.appendFile(part);
      if (mode !== undefined) await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function absentAs<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
}
