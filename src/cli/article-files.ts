import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { PROJECT_FILE, readSidecarName, SIDECAR_SUFFIX } from '../core';
import { systemFault, type Fault } from './fault';
import { ProjectFiles } from './project-files';
import type { Terminal } from './terminal';

const ARTICLES = ['**/*.{txt,md,article}'];

const NEVER_ARTICLES = ['**/node_modules/**'];

/** An article that a command was given. */
export interface ArticleFile {
  /** As shown and as written into datasets: as it was given, with `/` between folders; `-` is standard input. */
  readonly name: string;
  /** Absolute; absent for standard input. */
  readonly path?: string;
  /** The folder that was given and that it was found in, absolute; absent where it was given by its name. */
  readonly within?: string;
}

/** A part of the work on articles; its name is for messages. */
export interface ArticleShard {
  readonly name: string;
  readonly files: readonly ArticleFile[];
}

/** So many articles are a shard. */
const SHARD_LENGTH = 32;

export function* shardsOf(files: Iterable<ArticleFile>): Generator<ArticleShard> {
  let shard: ArticleFile[] = [];
  for (const file of files) {
    shard.push(file);
    if (shard.length < SHARD_LENGTH) continue;
    yield shardOf(shard);
    shard = [];
  }
  if (shard.length > 0) yield shardOf(shard);
}

function shardOf(files: readonly ArticleFile[]): ArticleShard {
  const [first, last] = [files[0]?.name, files.at(-1)?.name];
  return { name: first === last ? `${first}` : `${first} to ${last}`, files };
}

export interface ArticleFiles {
  /** Each article once. Those given by name keep their place; those of a folder are in the order of their names. */
  readonly files: Iterable<ArticleFile>;
  /** True where one of them is standard input. */
  readonly readsInput: boolean;
  readonly faults: readonly Fault[];
}

/**
 * The articles that paths stand for: a file for itself, a sidecar for its article, a folder for the files below it that
 * their project calls articles (`.txt`, `.md` and `.article` where it says nothing) and for the articles of its
 * sidecars, except in hidden folders and in what the project excludes (`node_modules` where it says nothing). No folder
 * has a project where `projects` are not given.
 */
export async function findArticles(
  paths: readonly string[],
  terminal: Terminal,
  projects = new ProjectFiles(terminal, false),
): Promise<ArticleFiles> {
  const { cwd } = terminal;
  const lists: Iterable<ArticleFile>[] = [];
  const faults: Fault[] = [];
  for (const given of paths) {
    if (given === '-') {
      lists.push([{ name: '-' }]);
      continue;
    }
    const absolute = path.resolve(cwd, given);
    try {
      if ((await stat(absolute)).isDirectory()) {
        lists.push(new FolderArticles(given, absolute, await articlesBelow(absolute, projects)));
      } else {
        const named = readSidecarName(given)?.article ?? given;
        lists.push([{ name: shownName(named), path: path.resolve(cwd, named) }]);
      }
    } catch (error) {
      faults.push(systemFault(shownName(given), error));
    }
  }
  const [only, ...others] = lists;
  return {
    // The articles of one folder differ: only where more is given are they held against each other.
    files: only && others.length === 0 ? only : { [Symbol.iterator]: () => eachOnce(lists) },
    readsInput: paths.includes('-'),
    faults: [...projects.newFaults(), ...faults],
  };
}

function* eachOnce(lists: readonly Iterable<ArticleFile>[]): Generator<ArticleFile> {
  const known = new Set<string | undefined>();
  for (const list of lists) {
    for (const file of list) {
      if (known.has(file.path)) continue;
      known.add(file.path);
      yield file;
    }
  }
}

/** What no name of a file holds. */
const BETWEEN = '\0';

/** The articles of a folder. There may be very many: of each no more is kept than the letters of where it is in the folder. */
class FolderArticles implements Iterable<ArticleFile> {
  private readonly names: Buffer;

  constructor(
    private readonly given: string,
    private readonly folder: string,
    names: readonly string[],
  ) {
    this.names = Buffer.from(names.map((name) => name + BETWEEN).join(''));
  }

  *[Symbol.iterator](): Generator<ArticleFile> {
    for (let at = 0; at < this.names.length;) {
      const end = this.names.indexOf(BETWEEN, at);
      const name = this.names.toString('utf8', at, end);
      yield {
        name: shownName(path.join(this.given, name)),
        path: path.join(this.folder, name),
        within: this.folder,
      };
      at = end + 1;
    }
  }
}

/** Relative to the folder. Each project names the articles for which it is the nearest. */
async function articlesBelow(folder: string, projects: ProjectFiles): Promise<string[]> {
  const nested = projects.wanted ? await filesBelow(folder, [`**/${PROJECT_FILE}`], NEVER_ARTICLES) : [];
  const holders = new Set([folder, ...nested.map((name) => path.dirname(path.join(folder, name)))]);
  const listed = new Set<string | undefined>();
  const names = new Set<string>();
  for (const holder of holders) {
    const { folder: root, project } = await projects.projectOf(articleIn(holder, folder));
    if (listed.has(root)) continue;
    listed.add(root);
    const { articles = ARTICLES, exclude = NEVER_ARTICLES } = project;
    for (const name of await filesBelow(root ?? folder, withSidecars(articles), withSidecars(exclude))) {
      const article = path.join(root ?? folder, readSidecarName(name)?.article ?? name);
      const relative = path.relative(folder, article);
      if (relative.startsWith(`..${path.sep}`)) continue;
      const nearest = await projects.projectOf(articleIn(path.dirname(article), folder));
      if (nearest.folder === root) names.add(relative.split(path.sep).join('/'));
    }
  }
  return [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Some article that lies in a folder. */
function articleIn(folder: string, within: string): ArticleFile {
  return { name: '', path: path.join(folder, 'article'), within };
}

function withSidecars(globs: readonly string[]): string[] {
  return globs.flatMap((one) => [one, `${one}${SIDECAR_SUFFIX}`, `${one}.*${SIDECAR_SUFFIX}`]);
}

function filesBelow(folder: string, globs: readonly string[], exclude: readonly string[]): Promise<string[]> {
  return glob([...globs], {
    cwd: folder,
    ignore: [...exclude],
    expandDirectories: false,
    // A link to a folder above would bring every article twice.
    followSymbolicLinks: false,
  });
}

function shownName(given: string): string {
  return path.normalize(given).split(path.sep).join('/');
}
