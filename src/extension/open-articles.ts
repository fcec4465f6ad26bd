import * as vscode from 'vscode';
import {
  decodeText,
  dropDecision,
  editChanges,
  joinedEdit,
  mergeChanges,
  NO_DECISIONS,
  recordDecision,
  recordEdit,
  redoDecision,
  REGISTRY_FILE,
  reversedEdit,
  reversedRegistryEdit,
  SIDECAR_SUFFIX,
  undoDecision,
  type EditCause,
  type Fingerprint,
  type Mark,
  type Recognition,
  type Registry,
  type RegistryChange,
  type SidecarChange,
  type SidecarContent,
  type Steps,
} from '../core/index';
import { articleOf, isArticle } from './article-files';
import type { ArticleEdit, CorpusEdit, RegistryStep } from './corpus-edit';
import { DecisionSaves, UnsavedDecisions } from './decision-saves';
import { readFile } from './disk';
import { showError, showInformation } from './notices';
import { OpenArticle, REPLACEMENT, type Saving } from './open-article';
import type { Layers } from './layers';
import type { Projects } from './projects';
import { RegistryRefusal, type KnownFolder, type Registries } from './registries';
import { refusalText } from './refusal-text';
import { SidecarRefusal, type SidecarFiles } from './sidecar-files';
import { takeSlice } from './slice';
import { nameOf } from './whole-file';

/** How long typing must rest before the text is recognised again, in milliseconds. */
const REST = 250;

/** How long the recognition of an article that is not shown rests after each stretch, in milliseconds. */
const HIDDEN_REST = 40;

/** Keeps an `OpenArticle` for every article that is open, in step with its document and its sidecar. */
export class OpenArticles implements vscode.Disposable {
  private readonly articles = new Map<string, OpenArticle>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Articles to which something became known of names since they were shown. */
  private readonly outdated = new Set<OpenArticle>();
  /** Texts that are being recognised. */
  private readonly passes = new Map<OpenArticle, Steps<void>>();
  private loading: Promise<Recognition> | undefined;
  private readonly changed = new vscode.EventEmitter<OpenArticle>();
  private readonly closed = new vscode.EventEmitter<vscode.Uri>();
  private readonly moved = new vscode.EventEmitter<OpenArticle>();
  private readonly subscriptions: vscode.Disposable[] = [this.changed, this.closed, this.moved];
  private readonly saves: DecisionSaves;
  /** What is on its way into sidecars and registries. */
  private readonly underWay = new Set<Promise<unknown>>();

  /** After every change of an article's marks. */
  readonly onDidChange = this.changed.event;
  readonly onDidClose = this.closed.event;
  /** After every change of an article's history. */
  readonly onDidChangeHistory = this.moved.event;

  constructor(
    private readonly files: SidecarFiles,
    private readonly projects: Projects,
    private readonly registries: Registries,
    private readonly layers: Layers,
    private readonly loadRecognition: () => Promise<Recognition>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.saves = new DecisionSaves(
      files,
      layers,
      (uri) => this.find(uri),
      (article) => this.changed.fire(article),
    );
    const watcher = vscode.workspace.createFileSystemWatcher(`**/*${SIDECAR_SUFFIX}`);
    const reload = (uri: vscode.Uri) => this.reload(uri);
    let { recognizer } = projects;
    this.subscriptions.push(
      projects.onDidChange(() => {
        if (projects.recognizer !== recognizer) this.loading = undefined;
        recognizer = projects.recognizer;
        this.reconsider();
      }),
      registries.onDidChange(() => this.know()),
      layers.onDidChange(() => this.changeLayer()),
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
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.visit(editor.document)),
      vscode.window.onDidChangeTextEditorSelection((event) => this.arrive(event)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        this.knowShown();
        editors.forEach(({ document }) => this.open(document));
      }),
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

  /**
   * Saves a decision about an article, shows it, and keeps it for undo. `afterwards` gives what follows from it, as part
   * of the same step. False where it could not be saved; the annotator was told.
   */
  async decide(
    article: OpenArticle,
    changes: readonly SidecarChange[],
    afterwards: () => readonly SidecarChange[] = () => [],
  ): Promise<boolean> {
    if (changes.length === 0) return true;
    if (isUnreadable(article)) {
      void showError(refusalText(article.refusal));
      return false;
    }
    const ids = changes.flatMap((change) => (change.kind === 'put' ? [change.annotation.id] : []));
    const seen = seenBy(article);
    const made = article.fingerprint;
    const saving: Saving = {};
    return this.record(article, async () => {
      for (const id of ids) article.deciding.add(id);
      const changesOf = (current: SidecarContent) => mergedWith(current, seen(), changes);
      const first = await this.saves.save(article.uri, { changesOf, made }, saving).finally(() => {
        for (const id of ids) article.deciding.delete(id);
      });
      const more = afterwards();
      if (more.length === 0) return [first];
      const second = await this.saves.save(article.uri, {
        changesOf: () => more,
        made: article.fingerprint,
      });
      return [{ ...second, edit: joinedEdit(first.edit, second.edit) }];
    });
  }

  /** Marks as they are once what is being decided about them is saved: a decision that follows adds to it. */
  async settled(article: OpenArticle, marks: readonly Mark[]): Promise<readonly Mark[]> {
    while (marks.some(({ id }) => article.deciding.has(id))) await article.history.done.at(-1)?.decision;
    const ids = new Set(marks.map(({ id }) => id));
    const now = new Map(article.marks.filter(({ id }) => ids.has(id)).map((mark) => [mark.id, mark]));
    return marks.map((mark) => now.get(mark.id) ?? mark);
  }

  /**
   * Saves decisions about several articles, as one step of the history of `article`. What cannot be saved is left, and
   * told of; so is the rest when the annotator cancels.
   */
  async decideInCorpus(
    article: OpenArticle,
    decisions: readonly {
      readonly article: vscode.Uri;
      readonly changes: readonly SidecarChange[];
      readonly fingerprint: Fingerprint;
      /** What was known of its annotations. */
      readonly seen: SidecarContent;
    }[],
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<boolean> {
    return this.record(article, async () => {
      const edits: ArticleEdit[] = [];
      for (const { article: uri, changes, fingerprint, seen } of decisions) {
        if (token.isCancellationRequested) break;
        progress.report({
          message: vscode.workspace.asRelativePath(uri, false),
          increment: 100 / decisions.length,
        });
        const open = this.find(uri);
        if (open && isUnreadable(open)) continue;
        try {
          const changesOf = (current: SidecarContent) => mergedWith(current, seen, changes);
          edits.push(await this.saves.save(uri, { changesOf, made: fingerprint }));
        } catch (error) {
          this.refuse(error);
        }
      }
      return edits;
    });
  }

  /** What is known of names in the folder that a file lies in. */
  known(uri: vscode.Uri): KnownFolder {
    return this.registries.of(uri);
  }

  /** Has open articles suggest what is now known of names: those that are shown at once, the others when they are. */
  know(): void {
    for (const article of this.articles.values()) this.outdated.add(article);
    this.knowShown();
  }

  private knowShown(): void {
    for (const { document } of vscode.window.visibleTextEditors) {
      const article = this.get(document);
      if (!article || !this.outdated.delete(article)) continue;
      article.know(this.registries.of(article.uri));
      this.changed.fire(article);
    }
  }

  /**
   * Changes a registry, and then the sidecar of `article`, as one step of its history. Where no article is given, the
   * annotator is told what was `done` and can undo it. False where it could not be saved; the annotator was told.
   */
  async register(
    article: OpenArticle | undefined,
    registry: vscode.Uri,
    register: (registry: Registry) => readonly RegistryChange[],
    done: string,
    changes?: () => readonly SidecarChange[],
  ): Promise<boolean> {
    if (!article) return this.noting(this.registerAlone(registry, register, done));
    if (changes && isUnreadable(article)) {
      void showError(refusalText(article.refusal));
      return false;
    }
    const seen = seenBy(article);
    const made = article.fingerprint;
    const saving: Saving = {};
    return this.record(article, async () => {
      const step: RegistryStep = { registry, edit: await this.registries.change(registry, register) };
      if (!changes) return [step];
      try {
        const changesOf = (current: SidecarContent) => mergedWith(current, seen(), changes());
        return [step, await this.saves.save(article.uri, { changesOf, made }, saving)];
      } catch (error) {
        await this.registries.apply(registry, reversedRegistryEdit(step.edit));
        throw error;
      }
    });
  }

  private async registerAlone(
    registry: vscode.Uri,
    register: (registry: Registry) => readonly RegistryChange[],
    done: string,
  ): Promise<boolean> {
    try {
      const edit = await this.registries.change(registry, register);
      const undo = vscode.l10n.t('Undo');
      void showInformation(done, undo).then(async (choice) => {
        if (choice !== undo) return;
        await this.registries
          .apply(registry, reversedRegistryEdit(edit))
          .catch((error: unknown) => this.refuse(error));
      });
      return true;
    } catch (error) {
      this.refuse(error);
      return false;
    }
  }

  /** Takes back the last decision about an article, wherever it reached; gives what it had done. */
  undo(article: OpenArticle): Promise<CorpusEdit | undefined> {
    return this.noting(this.move(article, undoDecision, redoDecision, 'back'));
  }

  /** Makes again the decision that was last taken back. */
  redo(article: OpenArticle): Promise<CorpusEdit | undefined> {
    return this.noting(this.move(article, redoDecision, undoDecision, 'again'));
  }

  private async move(
    article: OpenArticle,
    step: typeof undoDecision<Promise<CorpusEdit>>,
    back: typeof undoDecision<Promise<CorpusEdit>>,
    direction: 'back' | 'again',
  ): Promise<CorpusEdit | undefined> {
    const moved = step(article.history);
    if (!moved) return undefined;
    this.keep(article, moved.history);
    const edits = await moved.decision;
    let left = 0;
    try {
      for (const one of edits) {
        if ('registry' in one) {
          const again = direction === 'back' ? reversedRegistryEdit(one.edit) : one.edit;
          left += await this.registries.apply(one.registry, again);
          continue;
        }
        const { article: uri, edit, fingerprint } = one;
        const changesOf = (current: SidecarContent) => {
          const again = editChanges(direction === 'back' ? reversedEdit(edit) : edit, current);
          left += again.left;
          return again.changes;
        };
        await this.saves.save(uri, { changesOf, made: fingerprint });
      }
    } catch (error) {
      this.refuse(error);
      this.keep(article, back(article.history)?.history ?? article.history);
      return undefined;
    }
    if (left > 0) {
      void showInformation(vscode.l10n.t('{0} annotations were changed since and stay as they are.', left));
    }
    return edits;
  }

  /** Puts a decision into the history of an article while it is being saved, and takes it out again where that fails. */
  private record(article: OpenArticle, act: () => Promise<CorpusEdit>): Promise<boolean> {
    return this.noting(this.recordNow(article, act));
  }

  private async recordNow(article: OpenArticle, act: () => Promise<CorpusEdit>): Promise<boolean> {
    let saved = true;
    const decision = act().catch((error: unknown): CorpusEdit => {
      saved = false;
      this.refuse(error, () => this.record(article, act));
      return [];
    });
    this.keep(article, recordDecision(article.history, decision, article.text));
    separateTyping(article);
    await decision;
    if (!saved) this.keep(article, dropDecision(article.history, decision));
    return saved;
  }

  private keep(article: OpenArticle, history: OpenArticle['history']): void {
    article.history = history;
    this.moved.fire(article);
  }

  /** Tells why something was not saved. Decisions that failed together are told of once, and made `again` together. */
  private refuse(error: unknown, again?: () => Promise<unknown>): void {
    const unsaved = error instanceof UnsavedDecisions ? error : undefined;
    if (unsaved && again) {
      unsaved.again.push(again);
      if (unsaved.again.length > 1) return;
    }
    const cause = unsaved ? unsaved.cause : error;
    if (cause instanceof SidecarRefusal)
      void offerFile(cause, cause.sidecar, vscode.l10n.t('Open the Sidecar'));
    else if (cause instanceof RegistryRefusal) {
      void offerFile(cause, cause.registry, vscode.l10n.t('Open {0}', REGISTRY_FILE));
    } else if (unsaved) {
      this.log.error(cause instanceof Error ? cause : unsaved.message);
      void this.offerAgain(unsaved, nameOf(this.layers.sidecarOf(unsaved.article)));
    } else {
      this.report(error, (message) => unsavedText(error, message, 1, REGISTRY_FILE));
    }
  }

  private async offerAgain(unsaved: UnsavedDecisions, file: string): Promise<void> {
    const { cause, message, count } = unsaved;
    const explained = unsavedText(cause, message, count, file);
    if (unsaved.again.length === 0) {
      void showError(explained);
      return;
    }
    const tryAgain = vscode.l10n.t('Try Again');
    if ((await showError(explained, tryAgain)) !== tryAgain) return;
    for (const again of unsaved.again) void again();
  }

  /** The recognisers, loaded when they are first asked for; tried again after a failure. */
  recognition(): Promise<Recognition> {
    this.loading ??= this.loadRecognition().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  /** Resolves once all that was decided is in its files, or was refused. */
  async allSaved(): Promise<void> {
    while (this.underWay.size > 0) {
      await Promise.allSettled(this.underWay);
      // A decision that waited for one of these is made now.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  private noting<T>(saved: Promise<T>): Promise<T> {
    this.underWay.add(saved);
    return saved.finally(() => this.underWay.delete(saved));
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Opens what has become an article and closes what is none any more, then reads all again. */
  private reconsider(): void {
    for (const article of [...this.articles.values()]) {
      const project = this.projects.of(article.uri);
      article.project = project;
      article.known = this.registries.of(article.uri);
      if (!isArticle(article.document, project)) this.close(article.document);
      else void this.begin(article);
    }
    const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
    for (const document of visible) this.open(document);
  }

  /** What is open already is read again: watchers miss changes, on network drives and under load. */
  private visit(document: vscode.TextDocument): void {
    const article = this.get(document);
    if (article) void this.reread(article);
    else this.open(document);
  }

  /** Only what is shown is opened: other programs open documents by the thousand. */
  private open(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (this.articles.has(key)) return;
    if (!isShown({ document })) return;
    const project = this.projects.of(document.uri);
    if (!isArticle(document, project)) return;
    const article = new OpenArticle(document);
    article.project = project;
    article.known = this.registries.of(document.uri);
    this.articles.set(key, article);
    void this.begin(article);
  }

  /** What the sidecar holds is shown at once; what is suggested follows when it is found. */
  private async begin(article: OpenArticle): Promise<void> {
    const shown = () => this.find(article.uri) === article;
    await this.projects.ready;
    await this.registries.ready;
    await this.load(article);
    if (shown()) this.changed.fire(article);
    try {
      article.recognition = await this.recognition();
    } catch (error) {
      this.report(error, (message) =>
        vscode.l10n.t(
          'The recogniser could not be loaded: {0} You can annotate by hand; reload the window to try again.',
          message,
        ),
      );
    }
    if (shown()) await this.refresh(article);
  }

  private close(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    const article = this.articles.get(key);
    if (!article) return;
    this.passes.delete(article);
    this.outdated.delete(article);
    this.articles.delete(key);
    this.closed.fire(document.uri);
  }

  /** The caret is where it was sent, or where the annotator put it meanwhile. */
  private arrive({ textEditor, selections, kind }: vscode.TextEditorSelectionChangeEvent): void {
    const article = this.get(textEditor.document);
    if (!article?.sentCaret) return;
    const { start } = article.rangeOf(article.sentCaret);
    const byHand =
      kind === vscode.TextEditorSelectionChangeKind.Keyboard ||
      kind === vscode.TextEditorSelectionChangeKind.Mouse;
    if (byHand || selections[0]?.active.isEqual(start) === true) article.sentCaret = undefined;
  }

  private edit({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const article = this.get(document);
    if (!article || contentChanges.length === 0) return;
    this.passes.delete(article);
    article.follow(contentChanges);
    this.keep(article, recordEdit(article.history, causeOf(reason), article.text));
    this.changed.fire(article);
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => void this.refresh(article), REST),
    );
  }

  private saved(document: vscode.TextDocument): void {
    this.reload(document.uri);
    const article = this.get(document);
    if (article && article.sidecar.source !== '' && article.sidecar.problems.length === 0) {
      void this.anchor(article);
    }
  }

  /** Brings the anchors of an article that was saved up to its text: no decision, so nothing to undo. */
  private async anchor(article: OpenArticle): Promise<void> {
    if (isUnreadable(article)) return;
    try {
      await this.saves.save(article.uri, { changesOf: () => [], made: article.fingerprint });
    } catch (error) {
      this.report(error, (message) =>
        vscode.l10n.t(
          'The annotations are kept, but where they are now could not be saved: {0} Save the article again once its sidecar can be written.',
          message,
        ),
      );
    }
  }

  /** Reads all again from the layer that is worked in now. What was decided in the other is not undone in this one. */
  private changeLayer(): void {
    for (const article of this.articles.values()) {
      this.keep(article, NO_DECISIONS);
      void this.load(article).then(() => this.changed.fire(article));
    }
  }

  private reload(sidecar: vscode.Uri): void {
    const uri = articleOf(sidecar);
    const article = uri && this.find(uri);
    if (article && this.layers.isWorkedIn(sidecar)) void this.reread(article);
  }

  /** The watcher tells of what was saved here, too: what says the same is not laid and painted again. */
  private async reread(article: OpenArticle): Promise<void> {
    const before = article.sidecar;
    await this.load(article);
    if (article.sidecar !== before) this.changed.fire(article);
  }

  private async load(article: OpenArticle): Promise<void> {
    try {
      if (article.text.includes(REPLACEMENT)) {
        const bytes = await readFile(article.uri);
        article.undecodable = !decodeText(bytes, new TextDecoder()).ok;
      }
      const layer = this.layers.of(article.uri);
      const sidecar = await this.files.read(article.uri);
      // Whoever works in another layer by now has it read as well.
      if (layer === this.layers.of(article.uri)) article.adopt(sidecar);
    } catch (error) {
      this.report(error, (message) =>
        vscode.l10n.t(
          'The annotations of {0} could not be read: {1} Open the article again once its sidecar can be read.',
          article.uri.path,
          message,
        ),
      );
    }
  }

  /** Recognises an article a little at a time, unless it is edited or closed meanwhile or begun anew. */
  private async refresh(article: OpenArticle): Promise<void> {
    const started = performance.now();
    const steps = article.refresh();
    this.passes.set(article, steps);
    while (!takeSlice(steps).done) {
      await new Promise((resolve) => setTimeout(resolve, isShown(article) ? 0 : HIDDEN_REST));
      if (this.passes.get(article) !== steps) return;
    }
    this.passes.delete(article);
    this.log.debug(
      `${article.uri.path}: ${article.marks.length} marks in ${Math.round(performance.now() - started)} ms`,
    );
    this.changed.fire(article);
  }

  private report(error: unknown, explain: (message: string) => string): void {
    const message = error instanceof Error ? error.message : String(error);
    this.log.error(error instanceof Error ? error : message);
    void showError(explain(message));
  }
}

/** What the annotator knew who decides now: what is shown, and their own decision that is still being saved. */
function seenBy({ sidecar, saving }: OpenArticle): () => SidecarContent {
  return () => {
    if (!saving?.content) return sidecar;
    // The decision that is made now has the anchors that were shown.
    const shown = new Map(sidecar.annotations.map(({ id, anchor }) => [id, anchor]));
    const annotations = saving.content.annotations.map((one) => {
      const anchor = shown.get(one.id) ?? one.anchor;
      return anchor === one.anchor ? one : { ...one, anchor };
    });
    return { ...saving.content, annotations };
  };
}

function mergedWith(
  current: SidecarContent,
  seen: SidecarContent,
  changes: readonly SidecarChange[],
): readonly SidecarChange[] {
  return current.annotations === seen.annotations ? changes : mergeChanges(seen, changes, current);
}

function isShown({ document }: Pick<OpenArticle, 'document'>): boolean {
  return vscode.window.visibleTextEditors.some((editor) => editor.document === document);
}

function isUnreadable(
  article: OpenArticle,
): article is OpenArticle & { readonly refusal: 'binary' | 'encoding' } {
  return article.refusal === 'binary' || article.refusal === 'encoding';
}

/**
 * Has the editor's undo tell what is typed before a decision from what is typed after it, which are one step otherwise.
 * A move of the caret does it; this one leads to where the caret is.
 */
function separateTyping({ document }: OpenArticle): void {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) return;
  const inSight = editor.visibleRanges.some((range) => range.contains(editor.selection.active));
  if (inSight)
    void vscode.commands.executeCommand('cursorMove', { to: 'viewPortIfOutside', noHistory: true });
}

function causeOf(reason: vscode.TextDocumentChangeReason | undefined): EditCause {
  switch (reason) {
    case vscode.TextDocumentChangeReason.Undo:
      return 'undo';
    case vscode.TextDocumentChangeReason.Redo:
      return 'redo';
    case undefined:
      return 'edit';
  }
}

/** That decisions were not taken, and what to do about it. */
function unsavedText(error: unknown, message: string, count: number, file: string): string {
  if (error instanceof vscode.FileSystemError && error.code === 'NoPermissions') {
    return vscode.l10n.t(
      'Decisions not taken: {0}. {1} must not be written: {2} Allow it to be written, then try again.',
      count,
      file,
      message,
    );
  }
  // VS Code has no code for it; file systems name it, in whatever language the rest is.
  if (/ENOSPC|EDQUOT|no space|NoSpace/i.test(message)) {
    return vscode.l10n.t(
      'Decisions not taken: {0}. {1} could not be written, because the disk is full: {2} Make room on it, then try again.',
      count,
      file,
      message,
    );
  }
  return vscode.l10n.t(
    'Decisions not taken: {0}. {1} could not be written: {2} Try again once it can be.',
    count,
    file,
    message,
  );
}

async function offerFile({ message }: Error, file: vscode.Uri, open: string): Promise<void> {
  const choice = await showError(message, open);
  if (choice === open) await vscode.window.showTextDocument(file);
}
