import * as vscode from 'vscode';
import { DEFAULT_PROJECT, parseProject, PROJECT_FILE, type Project } from '../core/index';
import { readFile } from './disk';
import { watchRootFile } from './root-file';

/** A project file as it was last read. */
export interface ProjectSource {
  readonly uri: vscode.Uri;
  readonly source: string;
  readonly project: Project;
}

/** The project files of the workspace's folders, kept up with what is on disk. */
export class Projects implements vscode.Disposable {
  private readonly sources = new Map<string, ProjectSource>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[] = [this.changed];

  readonly onDidChange = this.changed.event;
  /** Until then every folder has the usual rules. */
  readonly ready: Promise<void>;

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.subscriptions.push(watchRootFile(PROJECT_FILE, () => void this.load()));
    this.ready = this.load();
  }

  /** The rules of the folder that a file lies in. */
  of(uri: vscode.Uri): Project {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return (folder && this.sources.get(folder.uri.toString())?.project) ?? DEFAULT_PROJECT;
  }

  get all(): Iterable<ProjectSource> {
    return this.sources.values();
  }

  /** What finds names in this window: one recogniser serves all its folders, so the first that names one decides. */
  get recognizer(): 'trained' | 'light' | undefined {
    for (const { project } of this.all) {
      if (project.recognizer === 'trained' || project.recognizer === 'light') return project.recognizer;
    }
    return undefined;
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async load(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const read = await Promise.all(
      folders.map(({ uri }) => this.read(vscode.Uri.joinPath(uri, PROJECT_FILE))),
    );
    const before = [...this.sources.values()];
    this.sources.clear();
    for (const [index, { uri }] of folders.entries()) {
      const source = read[index];
      if (source) this.sources.set(uri.toString(), source);
    }
    const after = [...this.sources.values()];
    const same = after.every(
      ({ uri, source }, index) =>
        before[index]?.uri.toString() === uri.toString() && before[index].source === source,
    );
    if (!same || before.length !== after.length) this.changed.fire();
  }

  private async read(uri: vscode.Uri): Promise<ProjectSource | undefined> {
    try {
      const source = new TextDecoder().decode(await readFile(uri));
      return { uri, source, project: parseProject(source) };
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      this.log.error(error instanceof Error ? error : String(error));
      return undefined;
    }
  }
}
