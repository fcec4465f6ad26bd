import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/**
 * A temporary copy of a folder, for tests to write in.
 *
 * @param {string} source
 * @returns {Promise<{ folder: string, remove: () => Promise<void> }>}
 */
export async function temporaryWorkspace(source) {
  // The real path, as VS Code shows and compares it: macOS has its temporary folder behind a link.
  const parent = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'marginalia-')));
  const folder = path.join(parent, path.basename(source));
  await fs.cp(source, folder, { recursive: true });
  return {
    folder,
    remove: () => fs.rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}
