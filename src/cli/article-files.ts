import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';
import { readSidecarName } from '../core';
import type { ArticleFile } from './annotated-files';
import { systemFault, type Fault } from './fault';
import { ProjectFiles } from './project-files';
import type { Terminal } from './terminal';

const ARTICLES = ['**/*.{txt,md,article}'];

const NEVER_ARTICLES = ['**/node_modules/**'];

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
        const found = new FolderArticles(given, absolute);
        const unreadable = (name: string, error: unknown) =>
          faults.push(systemFault(shownName(path.join(given, name)), error));
        for await (const names of articlesBelow(absolute, projects, unreadable)) found.add(names);
        lists.push(found);
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
  private readonly names: Buffer[] = [];

  constructor(
    private readonly given: string,
    private readonly folder: string,
  ) {}

  add(names: readonly string[]): void {
    this.names.push(Buffer.from(names.join(BETWEEN)));
  }

  *[Symbol.iterator](): Generator<ArticleFile> {
    for (const names of this.names) {
      for (const name of names.toString().split(BETWEEN)) {
        yield {
          name: shownName(path.join(this.given, name)),
          path: path.join(this.folder, name),
          within: this.folder,
        };
      }
    }
  }
}

/**
 * Lists what is below a folder in the order of names, one folder after another. Each project names the articles for which
 * it is the nearest. Names are relative, with `/` between folders. `unreadable` is told of folders that cannot be listed.
 */
function articlesBelow(
  folder: string,
  projects: ProjectFiles,
  unreadable: (name: string, error: unknown) => void,
): AsyncGenerator<readonly string[]> {
  const matchers = new Map<readonly string[], (name: string) => boolean>();
  const matcherOf = (globs: readonly string[]) => {
    let matcher = matchers.get(globs);
    // A hidden name is matched only where it is named.
    if (!matcher) matchers.set(globs, (matcher = picomatch([...globs])));
    return matcher;
  };
  async function* listed(below: string): AsyncGenerator<readonly string[]> {
    const within = path.join(folder, below);
    let entries: Dirent[];
    try {
      entries = await readdir(within, { withFileTypes: true });
    } catch (error) {
      unreadable(below, error);
      return;
    }
    const some = { name: '', path: path.join(within, 'article'), within: folder };
    const { folder: root = folder, project } = await projects.projectOf(some);
    const { articles = ARTICLES, exclude = NEVER_ARTICLES } = project;
    const isArticle = (name: string) => {
      const inProject = path.relative(root, path.join(within, name)).split(path.sep).join('/');
      return matcherOf(articles)(inProject) && !matcherOf(exclude)(inProject);
    };
    const names = new Set<string>();
    for (const entry of entries) {
      const { name } = entry;
      // A link to a folder above would bring every article twice: it counts as a file.
      if (entry.isDirectory()) {
        if (isLookedInto(name, articles, exclude)) names.add(`${below}${name}/`);
        continue;
      }
      const article = readSidecarName(name)?.article ?? name;
      if (isArticle(article)) names.add(below + article);
    }
    let run: string[] = [];
    for (const name of [...names].sort()) {
      if (!name.endsWith('/')) {
        run.push(name);
        continue;
      }
      if (run.length > 0) yield run;
      run = [];
      yield* listed(name);
    }
    if (run.length > 0) yield run;
  }
  return listed('');
}

/** Hidden folders are left aside where no pattern names one, and those of packages where the project says nothing of them. */
function isLookedInto(folder: string, articles: readonly string[], exclude: readonly string[]): boolean {
  if (folder.startsWith('.')) return articles.some((glob) => /(?:^|\/)\./.test(glob));
  return folder !== 'node_modules' || exclude !== NEVER_ARTICLES;
}

function shownName(given: string): string {
  return path.normalize(given).split(path.sep).join('/');
}
