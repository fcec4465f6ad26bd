import * as vscode from 'vscode';
import { articleOf, sidecarOf } from './article-files';
import type { Projects } from './projects';
import { settings } from './settings';

/**
 * Says in which layer of an article the person at this window works: an annotator of a project with layers in their
 * own, everybody else, and whoever adjudicates, in the adjudicated one.
 */
export class Layers implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  private isAdjudicating = false;
  private worked: string;

  /** After articles came to be worked on in another layer. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly projects: Projects) {
    this.worked = this.state();
    const follow = () => this.follow();
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      projects.onDidChange(follow),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('marginalia.annotator')) follow();
      }),
    );
  }

  get adjudicating(): boolean {
    return this.isAdjudicating;
  }

  set adjudicating(value: boolean) {
    this.isAdjudicating = value;
    this.follow();
  }

  /** Whose layer of an article is worked in; `undefined` for the adjudicated one. */
  of(article: vscode.Uri): string | undefined {
    const { layers = false, annotators } = this.projects.of(article);
    const name = settings.annotator();
    const own = layers && !this.isAdjudicating && name !== undefined && annotators.includes(name);
    return own ? name : undefined;
  }

  /** Where the annotations that are worked on are kept. */
  sidecarOf(article: vscode.Uri): vscode.Uri {
    return sidecarOf(article, this.of(article));
  }

  isWorkedIn(sidecar: vscode.Uri): boolean {
    const article = articleOf(sidecar);
    return article !== undefined && this.sidecarOf(article).toString() === sidecar.toString();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private follow(): void {
    const now = this.state();
    if (now === this.worked) return;
    this.worked = now;
    this.changed.fire();
  }

  /** What decides about the layers of all folders. */
  private state(): string {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return JSON.stringify(folders.map(({ uri }) => this.of(uri) ?? null));
  }
}
