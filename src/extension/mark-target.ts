import * as vscode from 'vscode';
import { marksAt, type Mark } from '../core/index';
import type { OpenArticle } from './open-article';
import type { OpenArticles } from './open-articles';

/** A mark that a command is to act on. */
export interface MarkTarget {
  readonly article: OpenArticle;
  readonly mark: Mark;
}

/** The link that runs a command on a mark: safe inside Markdown's parentheses, whatever file names and ids hold. */
export function markCommand(command: string, { article, mark }: MarkTarget): string {
  const query = encodeURIComponent(JSON.stringify([article.uri.toString(), mark.id]));
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
  const { start, end } = article.spanOf(editor.selection);
  const [mark] = marksAt(article.marks, start).filter(({ span }) => end <= span.end);
  return mark && { article, mark };
}

/** The editor that shows an article, the active one first. */
export function editorOf(article: OpenArticle): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (active?.document === article.document) return active;
  return vscode.window.visibleTextEditors.find(({ document }) => document === article.document);
}
