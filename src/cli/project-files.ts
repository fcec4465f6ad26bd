import path from 'node:path';
import {
  DEFAULT_PROJECT,
  EMPTY_REGISTRY,
  indexLines,
  knownNames,
  parseProject,
  parseRegistry,
  PROJECT_FILE,
  REGISTRY_FILE,
  registryEntries,
  type KnownNames,
  type Problem,
  type Project,
  type Registry,
  type RegistryEntries,
} from '../core';
import { readContent, type ArticleFile } from './annotated-files';
import { problemFault, type Fault } from './fault';
import type { Terminal } from './terminal';

/** The rules of an article, as a `marginalia.yaml` says them. */
export interface ProjectFile {
  /** Absolute: what the project's globs are relative to. Absent where there is no such file. */
  readonly folder?: string;
  /** The usual rules where the file has a fault. */
  readonly project: Project;
  /** True where the file has a fault, so that its rules are not known. */
  readonly faulty: boolean;
}

/** Who and what an article may be about, as an `entities.yaml` says it. */
export interface RegistryFile {
  /** Absolute; absent where there is no such file. */
  readonly file?: string;
  readonly registry: Registry;
  readonly entries: RegistryEntries;
  readonly names: KnownNames;
  /** True where the file has a fault or was not looked for, so that an entity that is not in it may exist. */
  readonly unknown: boolean;
}

const NO_PROJECT: ProjectFile = { project: DEFAULT_PROJECT, faulty: false };

/**
 * The project files and registries of articles: of each kind the nearest, from the article's folder upwards to the
 * working directory, or to the folder that was given where that lies elsewhere. Each file is read once. An article on
 * standard input lies in no folder.
 */
export class ProjectFiles {
  private found: Fault[] = [];
  private readonly projects = new Map<string, Promise<ProjectFile | undefined>>();
  private readonly registries = new Map<string, Promise<RegistryFile | undefined>>();

  /** With `wanted` false no folder has either file. */
  constructor(
    private readonly terminal: Terminal,
    readonly wanted = true,
  ) {}

  /** What is wrong with the files that were read since this was last called. */
  newFaults(): readonly Fault[] {
    const faults = this.found;
    this.found = [];
    return faults;
  }

  async projectOf(file: ArticleFile): Promise<ProjectFile> {
    return (await this.nearest(file, this.projects, (folder) => this.readProject(folder))) ?? NO_PROJECT;
  }

  async registryOf(file: ArticleFile): Promise<RegistryFile> {
    const found = await this.nearest(file, this.registries, (folder) => this.readRegistry(folder));
    return found ?? registryFile(EMPTY_REGISTRY, !this.wanted || file.path === undefined);
  }

  private async nearest<T>(
    { path: file, within }: ArticleFile,
    known: Map<string, Promise<T | undefined>>,
    read: (folder: string) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    if (!this.wanted || file === undefined) return undefined;
    const own = path.dirname(file);
    const last = isBelow(own, this.terminal.cwd) ? this.terminal.cwd : (within ?? own);
    for (let folder = own; ; folder = path.dirname(folder)) {
      const reading = known.get(folder) ?? read(folder);
      known.set(folder, reading);
      const found = await reading;
      if (found || folder === last || folder === path.dirname(folder)) return found;
    }
  }

  private async readProject(folder: string): Promise<ProjectFile | undefined> {
    const source = await this.read(folder, PROJECT_FILE);
    if (source === undefined) return undefined;
    if (source === false) return { folder, project: DEFAULT_PROJECT, faulty: true };
    const project = parseProject(source);
    this.tell(folder, PROJECT_FILE, source, project.problems);
    return { folder, project, faulty: project.problems.length > 0 };
  }

  private async readRegistry(folder: string): Promise<RegistryFile | undefined> {
    const source = await this.read(folder, REGISTRY_FILE);
    if (source === undefined) return undefined;
    const file = path.join(folder, REGISTRY_FILE);
    if (source === false) return registryFile(EMPTY_REGISTRY, true, file);
    const registry = parseRegistry(source);
    this.tell(folder, REGISTRY_FILE, source, registry.problems);
    return registryFile(registry, registry.problems.length > 0, file);
  }

  /** `undefined` where there is no such file; `false` where it cannot be read, which is told. */
  private async read(folder: string, name: string): Promise<string | false | undefined> {
    const file = path.join(folder, name);
    const content = await readContent(this.shown(file), file);
    if (content.kind === 'text') return content.text;
    if (content.kind === 'absent') return undefined;
    this.found.push(content.fault);
    return false;
  }

  private tell(folder: string, name: string, source: string, problems: readonly Problem[]): void {
    const lines = indexLines(source);
    const shown = this.shown(path.join(folder, name));
    this.found.push(...problems.map((problem) => problemFault(shown, lines, problem)));
  }

  private shown(file: string): string {
    return path.relative(this.terminal.cwd, file).split(path.sep).join('/');
  }
}

function registryFile(registry: Registry, unknown: boolean, file?: string): RegistryFile {
  return {
    ...(file !== undefined && { file }),
    registry,
    entries: registryEntries(registry.entries),
    names: knownNames(registry, undefined),
    unknown,
  };
}

/** Whether a folder is another, or lies below it; both are absolute. */
function isBelow(folder: string, other: string): boolean {
  const way = path.relative(other, folder);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}
