import * as vscode from 'vscode';
import { contains, marksAt, type Mark, type Span } from '../core/index';
import { showInformation } from './notices';
import type { OpenArticle } from './open-article';
import type { OpenArticles } from './open-articles';

/** A mark that a command is to act on. */
export interface MarkTarget {
  readonly article: OpenArticle;
  readonly mark: Mark;
}

/** The link that runs a command on a mark. */
export function markCommand(command: string, { article, mark }: MarkTarget): string {
  return commandLink(command, [article.uri.toString(), mark.id]);
}

/** The link that runs a command: safe inside Markdown's parentheses, whatever file names and ids hold. */
export function commandLink(command: string, args: readonly unknown[]): string {
  const query = encodeURIComponent(JSON.stringify(args));
  return `command:${command}?${query.replaceAll('(', '%28').replaceAll(')', '%29')}`;
}

/**
 * The mark that a command was called for: the one its arguments name (an article's URI and a mark's id), else the one
 * at the caret of the active editor. `undefined` if there is none.
 */
export function markTarget(articles: OpenArticles, uri?: unknown, id?: unknown): MarkTarget | undefined {
  if (typeof uri === 'string' && typeof id === 'string') {
    const article = articles.find(vscode.Uri.parse(uri));
    const mark = article?.marks.find((one) => one.id === id);
    return article && mark && { article, mark };
  }
  const article = articles.active;
  const editor = vscode.window.activeTextEditor;
  if (!article || !editor) return undefined;
  const mark = markAtCaret(article, editor);
  return mark && { article, mark };
}

/** The innermost mark that covers the first selection in an editor of its article. */
export function markAtCaret(article: OpenArticle, editor: vscode.TextEditor): Mark | undefined {
  const [selected] = article.selectionsIn(editor);
  return selected && innermostMark(article, selected);
}

function innermostMark({ marks }: OpenArticle, covered: Span): Mark | undefined {
  return marksAt(marks, covered.start).find(({ span }) => contains(span, covered));
}

/** Marks of one article that a command is to act on. */
export interface MarkTargets {
  readonly article: OpenArticle;
  /** At least one, in order of reading. */
  readonly marks: readonly Mark[];
}

/**
 * The marks that a command was called for: the one that its arguments name, else, for each selection, the innermost
 * mark that covers it or the marks that lie in it. `undefined` if there is none.
 */
export function markTargets(articles: OpenArticles, uri?: unknown, id?: unknown): MarkTargets | undefined {
  if (typeof uri === 'string' && typeof id === 'string') {
    const target = markTarget(articles, uri, id);
    return target && { article: target.article, marks: [target.mark] };
  }
  const article = articles.active;
  const editor = vscode.window.activeTextEditor;
  if (!article || !editor) return undefined;
  const found = new Set<Mark>();
  for (const span of article.selectionsIn(editor)) {
    const innermost = innermostMark(article, span);
    if (innermost) found.add(innermost);
    else {
      for (const mark of article.marks) {
        if (mark.status !== 'rejected' && contains(span, mark.span)) found.add(mark);
      }
    }
  }
  return found.size === 0 ? undefined : { article, marks: article.marks.filter((mark) => found.has(mark)) };
}

/** Tells the annotator how to say which mention a command is to act on. */
export function tellNoTarget(): void {
  void showInformation(vscode.l10n.t('Put the caret on a highlighted mention first.'));
}

/** The editor that shows an article, the active one first. */
export function editorOf(article: OpenArticle): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (active?.document === article.document) return active;
  return vscode.window.visibleTextEditors.find(({ document }) => document === article.document);
}
