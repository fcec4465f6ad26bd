import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { readSidecarName, SIDECAR_SUFFIX } from '../core';
import { systemFault, type Fault } from './fault';
import type { Terminal } from './terminal';

const ARTICLES = '**/*.{txt,md,article}';

/** An article that a command was given. */
export interface ArticleFile {
  /** As shown and as written into datasets: as it was given, with `/` between folders; `-` is standard input. */
  readonly name: string;
  /** Absolute; absent for standard input. */
  readonly path?: string;
}

export function isStandardInput({ path }: ArticleFile): boolean {
  return path === undefined;
}

/** A part of the work on articles; its name is for messages. */
export interface ArticleShard {
  readonly name: string;
  readonly files: readonly ArticleFile[];
}

/** So many articles are a shard. */
const SHARD_LENGTH = 32;

export function* shardsOf(files: readonly ArticleFile[]): Generator<ArticleShard> {
  for (let start = 0; start < files.length; start += SHARD_LENGTH) {
    const shard = files.slice(start, start + SHARD_LENGTH);
    const [first, last] = [shard[0]?.name, shard.at(-1)?.name];
    yield { name: first === last ? `${first}` : `${first} to ${last}`, files: shard };
  }
}

export interface ArticleFiles {
  /** Each article once. Those given by name keep their place; those of a folder are in the order of their names. */
  readonly files: readonly ArticleFile[];
  readonly faults: readonly Fault[];
}

/**
 * The articles that paths stand for: a file for itself, a sidecar for its article, a folder for the `.txt`, `.md` and
 * `.article` files below it and for the articles of its sidecars, except in hidden folders and `node_modules`.
 */
export async function findArticles(paths: readonly string[], { cwd }: Terminal): Promise<ArticleFiles> {
  const files = new Map<string, ArticleFile>();
  const faults: Fault[] = [];
  const add = (given: string) => {
    const named = readSidecarName(given)?.article ?? given;
    const absolute = path.resolve(cwd, named);
    if (!files.has(absolute)) files.set(absolute, { name: shownName(named), path: absolute });
  };
  for (const given of paths) {
    if (given === '-') {
      files.set('-', { name: '-' });
      continue;
    }
    try {
      if ((await stat(path.resolve(cwd, given))).isDirectory()) {
        for (const name of await articlesBelow(path.resolve(cwd, given))) add(path.join(given, name));
      } else add(given);
    } catch (error) {
      faults.push(systemFault(shownName(given), error));
    }
  }
  return { files: [...files.values()], faults };
}

async function articlesBelow(folder: string): Promise<string[]> {
  const found = await glob([ARTICLES, `${ARTICLES}${SIDECAR_SUFFIX}`, `${ARTICLES}.*${SIDECAR_SUFFIX}`], {
    cwd: folder,
    ignore: ['**/node_modules/**'],
    expandDirectories: false,
    // A link to a folder above would bring every article twice.
    followSymbolicLinks: false,
  });
  const names = found.map((name) => readSidecarName(name)?.article ?? name);
  return [...new Set(names)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function shownName(given: string): string {
  return path.normalize(given).split(path.sep).join('/');
}
