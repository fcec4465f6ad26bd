import { existsSync } from 'node:fs';
// Not by name: an old Node without statfs would stop at the import, before it can be told what is missing.
import fs from 'node:fs/promises';
import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { SetupError } from './processes.mjs';

const marker = '.complete.json';
const unfinished = '.unfinished-';
const day = 24 * 60 * 60 * 1000;

/**
 * The folder outside the work tree where hosts and browsers are kept: the environment variable
 * MARGINALIA_CACHE, else the user's cache folder of the platform.
 */
export function cacheFolder() {
  const { MARGINALIA_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (MARGINALIA_CACHE) return path.resolve(MARGINALIA_CACHE);
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'marginalia');
  if (process.platform === 'win32' && LOCALAPPDATA) return path.join(LOCALAPPDATA, 'marginalia', 'Cache');
  return path.join(XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'marginalia');
}

/**
 * The cached folder that holds `contents`, made by `fill` if it is not there yet. It is filled under another
 * name and renamed when whole, so one that was interrupted is never found; several processes may ask at once.
 *
 * @param {string} name
 * @param {object} contents what is in it, with versions: another value is another folder
 * @param {{ megabytes: number, log: (line: string) => void, title: string, duration: string }} cost
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>}
 */
export async function cached(name, contents, { megabytes, log, title, duration }, fill) {
  const description = JSON.stringify(contents);
  const key = createHash('sha256').update(description).digest('hex').slice(0, 12);
  const folder = path.join(cacheFolder(), `${name}-${key}`);
  if (existsSync(path.join(folder, marker))) return folder;

  const parent = await writableCache();
  await removeUnfinished(parent);
  const { bavail, bsize } = await fs.statfs(parent);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free < megabytes * 1.3) {
    throw new SetupError(
      `${title} needs about ${Math.ceil(megabytes * 1.3)} MB, and ${parent} has ${free} MB left. ` +
        'Make room, or name another folder in the environment variable MARGINALIA_CACHE.',
    );
  }
  log(`Setting up ${title} in ${folder} (${megabytes} MB, ${duration}; only this first time) …`);
  const temporary = await fs.mkdtemp(path.join(parent, unfinished));
  try {
    await fill(temporary);
    await fs.writeFile(path.join(temporary, marker), description);
    await moveInPlace(temporary, folder);
  } finally {
    await fs.rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
  return folder;
}

async function writableCache() {
  const folder = cacheFolder();
  try {
    await fs.mkdir(folder, { recursive: true });
    return folder;
  } catch (error) {
    throw new SetupError(
      `The cache folder ${folder} cannot be made (${/** @type {Error} */ (error).message}). ` +
        'Name another one in the environment variable MARGINALIA_CACHE.',
    );
  }
}

/** @param {string} parent */
async function removeUnfinished(parent) {
  for (const entry of await fs.readdir(parent)) {
    if (!entry.startsWith(unfinished)) continue;
    const folder = path.join(parent, entry);
    const { mtimeMs } = await fs.stat(folder).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > day) await fs.rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
async function moveInPlace(from, to) {
  for (let attempt = 1; ; attempt++) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      if (existsSync(path.join(to, marker))) return; // another process was quicker
      await fs.rm(to, { recursive: true, force: true });
      if (attempt === 5) throw error;
      // On Windows a virus scanner can hold a new file open for a moment.
      await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
    }
  }
}
