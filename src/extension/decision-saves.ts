import type * as vscode from 'vscode';
import {
  fingerprintOf,
  indexCodePoints,
  layMarks,
  rebased,
  type MarkedText,
  type PendingDecision,
  type Rebased,
  type Sidecar,
} from '../core/index';
import { readText } from './article-files';
import type { ArticleEdit } from './corpus-edit';
import type { Layers } from './layers';
import type { OpenArticle, Saving } from './open-article';
import type { SidecarFiles } from './sidecar-files';

/** Decisions that could not be written, all for the same reason. None of them is in the file. */
export class UnsavedDecisions extends Error {
  /** How they are made once more, in their order. */
  readonly again: (() => Promise<unknown>)[] = [];

  constructor(
    override readonly cause: unknown,
    readonly article: vscode.Uri,
    readonly count: number,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

interface Waiting extends PendingDecision {
  readonly saving: Saving;
  readonly resolve: (edit: ArticleEdit) => void;
  readonly reject: (error: UnsavedDecisions) => void;
}

/**
 * Saves decisions, each made on what the sidecar says with those before it. What is decided while a sidecar is being
 * written waits, and is then written at once: however fast decisions follow each other, all are in the file after two
 * writes.
 */
export class DecisionSaves {
  private readonly waiting = new Map<string, Waiting[]>();

  /** `find` gives the article where it is open; `onSaved` is told once what is in the file is shown in it. */
  constructor(
    private readonly files: SidecarFiles,
    private readonly layers: Layers,
    private readonly find: (uri: vscode.Uri) => OpenArticle | undefined,
    private readonly onSaved: (article: OpenArticle) => void,
  ) {}

  /**
   * Makes a decision about an article, brings the anchors of the sidecar up to the text, and shows it where the article
   * is open. Rejects with `UnsavedDecisions` where the sidecar cannot be changed.
   */
  save(uri: vscode.Uri, decision: PendingDecision, saving: Saving = {}): Promise<ArticleEdit> {
    const open = this.find(uri);
    if (open) open.saving = saving;
    const saved = new Promise<ArticleEdit>((resolve, reject) => {
      const sidecar = this.layers.sidecarOf(uri).toString();
      const waiting = { ...decision, saving, resolve, reject };
      const others = this.waiting.get(sidecar);
      if (others) {
        others.push(waiting);
        return;
      }
      this.waiting.set(sidecar, [waiting]);
      const take = () => {
        const taken = this.waiting.get(sidecar) ?? [];
        this.waiting.delete(sidecar);
        return taken;
      };
      void this.write(uri, open, take);
    });
    return saved.finally(() => {
      if (open?.saving === saving) open.saving = undefined;
    });
  }

  /** Writes all that waits by the time that the sidecar has been read. */
  private async write(
    uri: vscode.Uri,
    open: OpenArticle | undefined,
    take: () => readonly Waiting[],
  ): Promise<void> {
    let decisions: readonly Waiting[] | undefined;
    let result: Rebased | undefined;
    try {
      const closed = open ? undefined : await readText(uri);
      const sidecar = await this.files.change(uri, (current) => {
        const article = this.find(uri) ?? open;
        article?.adopt(current);
        decisions = take();
        result = rebased(article ?? laid(closed ?? '', current), current, decisions);
        for (const [index, { saving }] of decisions.entries()) {
          const content = result.decided[index]?.content;
          if (content) saving.content = content;
        }
        return result.changes;
      });
      const article = this.find(uri);
      if (article) {
        article.adopt(sidecar, result?.followed);
        this.onSaved(article);
      }
      for (const [index, { resolve }] of (decisions ?? []).entries()) {
        const edit = result?.decided[index]?.edit ?? { annotations: [], relations: [] };
        resolve({ article: uri, edit, fingerprint: sidecar.fingerprint });
      }
    } catch (error) {
      decisions ??= take();
      const unsaved = new UnsavedDecisions(error, uri, decisions.length);
      for (const { saving, reject } of decisions) {
        delete saving.content;
        reject(unsaved);
      }
    }
  }
}

/** Where the annotations of an article stand that is not open. */
function laid(text: string, { annotations, fingerprint }: Sidecar): MarkedText {
  return {
    text,
    marks: layMarks(text, annotations, [], fingerprint).marks,
    codePoints: indexCodePoints(text),
    fingerprint: fingerprintOf(text),
  };
}
