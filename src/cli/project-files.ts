import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_PROJECT, indexLines, parseProject, PROJECT_FILE, type Project } from '../core';
import type { ArticleFile } from './article-files';
import { problemFault, systemFault, type Fault } from './fault';
import type { Terminal } from './terminal';

/** The project files of articles: each is that of the nearest folder, of the article's or above it, that has one. */
export class ProjectFiles {
  /** What is wrong with those that were read. */
  readonly faults: Fault[] = [];
  private readonly known = new Map<string, Promise<Project>>();

  constructor(private readonly terminal: Terminal) {}

  /** The usual rules where there is none, or where it has faults. */
  of(file: ArticleFile): Promise<Project> {
    if (file.path === undefined) return Promise.resolve(DEFAULT_PROJECT);
    return this.inFolder(path.dirname(path.resolve(this.terminal.cwd, file.path)));
  }

  private inFolder(folder: string): Promise<Project> {
    let project = this.known.get(folder);
    if (!project) this.known.set(folder, (project = this.read(folder)));
    return project;
  }

  private async read(folder: string): Promise<Project> {
    const file = path.join(folder, PROJECT_FILE);
    const name = path.relative(this.terminal.cwd, file).split(path.sep).join('/');
    let source: string;
    try {
      source = await readFile(file, 'utf8');
    } catch (error) {
      const fault = systemFault(name, error);
      if (fault.code !== 'absent') this.faults.push(fault);
      const above = path.dirname(folder);
      return above === folder ? DEFAULT_PROJECT : this.inFolder(above);
    }
    const project = parseProject(source);
    const lines = indexLines(source);
    this.faults.push(...project.problems.map((problem) => problemFault(name, lines, problem)));
    return project;
  }
}
