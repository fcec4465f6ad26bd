import * as vscode from 'vscode';
import {
  decodeText,
  mergeChanges,
  rebased,
  SIDECAR_SUFFIX,
  type Recognition,
  type SidecarChange,
} from '../core/index';
import { articleOf, isArticle } from './article-files';
import { OpenArticle, REPLACEMENT } from './open-article';
import { refusalText } from './refusal-text';
import { SidecarRefusal, type SidecarFiles } from './sidecar-files';

/** How long typing must rest before the text is recognised again, in milliseconds. */
const REST = 250;

/** Keeps an `OpenArticle` for every article that is open, in step with its document and its sidecar. */
export class OpenArticles implements vscode.Disposable {
  private readonly articles = new Map<string, OpenArticle>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private loading: Promise<Recognition> | undefined;
  private readonly changed = new vscode.EventEmitter<OpenArticle>();
  private readonly closed = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable[] = [this.changed, this.closed];

  /** After every change of an article's marks. */
  readonly onDidChange = this.changed.event;
  readonly onDidClose = this.closed.event;

  constructor(
    private readonly files: SidecarFiles,
    private readonly loadRecognition: () => Promise<Recognition>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/*${SIDECAR_SUFFIX}`);
    const reload = (uri: vscode.Uri) => this.reload(uri);
    this.subscriptions.push(
      watcher,
      watcher.onDidChange(reload),
      watcher.onDidCreate(reload),
      watcher.onDidDelete(reload),
      vscode.workspace.onDidOpenTextDocument((document) => this.open(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.close(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.edit(event)),
      vscode.workspace.onDidSaveTextDocument((document) => this.saved(document)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('marginalia.recognizer')) this.loading = undefined;
        if (event.affectsConfiguration('marginalia')) this.reconsider();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.open(editor.document)),
      vscode.window.onDidChangeVisibleTextEditors((editors) =>
        editors.forEach(({ document }) => this.open(document)),
      ),
    );
    this.reconsider();
  }

  get(document: vscode.TextDocument): OpenArticle | undefined {
    return this.articles.get(document.uri.toString());
  }

  /** The article of the active editor. */
  get active(): OpenArticle | undefined {
    const document = vscode.window.activeTextEditor?.document;
    return document && this.get(document);
  }

  get all(): Iterable<OpenArticle> {
    return this.articles.values();
  }

  find(uri: vscode.Uri): OpenArticle | undefined {
    return this.articles.get(uri.toString());
  }

  /** Saves decisions about an article and shows them. False where they could not be saved; the annotator was told. */
  async decide(article: OpenArticle, changes: readonly SidecarChange[]): Promise<boolean> {
    if (changes.length === 0) return true;
    if (article.refusal === 'binary' || article.refusal === 'encoding') {
      void vscode.window.showErrorMessage(refusalText(article.refusal));
      return false;
    }
    try {
      const before = article.sidecar;
      const saved = await this.files.change(article.uri, (current) => {
        const merged = current.source === before.source ? changes : mergeChanges(before, changes, current);
        article.adopt(current);
        return rebased(current, merged, article.anchorChanges());
      });
      article.adopt(saved);
      this.changed.fire(article);
      return true;
    } catch (error) {
      if (error instanceof SidecarRefusal) void offerSidecar(error);
      else {
        this.report(error, (message) =>
          vscode.l10n.t(
            'The decision could not be saved and was not taken: {0} Try again once the file can be written.',
            message,
          ),
        );
      }
      return false;
    }
  }

  /** The recognisers, loaded when they are first asked for; tried again after a failure. */
  recognition(): Promise<Recognition> {
    this.loading ??= this.loadRecognition().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Opens what has become an article and closes what is none any more, then reads all again. */
  private reconsider(): void {
    for (const article of [...this.articles.values()]) {
      if (!isArticle(article.document)) this.close(article.document);
      else void this.begin(article);
    }
    const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
    for (const document of visible) this.open(document);
  }

  /** Only what is shown is opened: other programs open documents by the thousand. */
  private open(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (this.articles.has(key)) return;
    if (!vscode.window.visibleTextEditors.some((editor) => editor.document === document)) return;
    if (!isArticle(document)) return;
    const article = new OpenArticle(document);
    this.articles.set(key, article);
    void this.begin(article);
  }

  /** What the sidecar holds is shown at once; what is suggested follows when it is found. */
  private async begin(article: OpenArticle): Promise<void> {
    const shown = () => this.find(article.uri) === article;
    await this.load(article);
    if (shown()) this.changed.fire(article);
    try {
      article.recognition = await this.recognition();
    } catch (error) {
      this.report(error, (message) => vscode.l10n.t('The recogniser could not be loaded: {0}', message));
    }
    if (shown()) this.refresh(article);
  }

  private close(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    if (this.articles.delete(key)) this.closed.fire(document.uri);
  }

  private edit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const article = this.get(document);
    if (!article || contentChanges.length === 0) return;
    article.follow(contentChanges);
    this.changed.fire(article);
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => this.refresh(article), REST),
    );
  }

  private saved(document: vscode.TextDocument): void {
    this.reload(document.uri);
    const article = this.get(document);
    if (article && article.sidecar.problems.length === 0) void this.decide(article, article.anchorChanges());
  }

  private reload(sidecar: vscode.Uri): void {
    const uri = articleOf(sidecar);
    const article = uri && this.find(uri);
    if (article) void this.load(article).then(() => this.changed.fire(article));
  }

  private async load(article: OpenArticle): Promise<void> {
    try {
      if (article.text.includes(REPLACEMENT)) {
        const bytes = await vscode.workspace.fs.readFile(article.uri);
        article.undecodable = !decodeText(bytes, new TextDecoder()).ok;
      }
      article.adopt(await this.files.read(article.uri));
    } catch (error) {
      this.report(error, (message) =>
        vscode.l10n.t('The annotations of {0} could not be read: {1}', article.uri.path, message),
      );
    }
  }

  private refresh(article: OpenArticle): void {
    const started = performance.now();
    article.refresh();
    this.log.debug(
      `${article.uri.path}: ${article.marks.length} marks in ${Math.round(performance.now() - started)} ms`,
    );
    this.changed.fire(article);
  }

  private report(error: unknown, explain: (message: string) => string): void {
    const message = error instanceof Error ? error.message : String(error);
    this.log.error(error instanceof Error ? error : message);
    void vscode.window.showErrorMessage(explain(message));
  }
}

async function offerSidecar({ message, sidecar }: SidecarRefusal): Promise<void> {
  const open = vscode.l10n.t('Open the Sidecar');
  const choice = await vscode.window.showErrorMessage(message, open);
  if (choice === open) await vscode.window.showTextDocument(sidecar);
}
