import * as vscode from 'vscode';
import type { Mark, Span } from '../core/index';
import { editorOf } from './mark-target';
import type { OpenArticle } from './open-article';

/** Puts the caret before a stretch of text, and scrolls to it where it is out of sight. */
export function moveCaret(article: OpenArticle, { start, end }: Span): void {
  const editor = editorOf(article);
  if (!editor) return;
  const range = article.rangeOf({ start, end });
  if (!editor.selection.isEmpty || !editor.selection.active.isEqual(range.start)) {
    article.sentCaret = { start, end: start };
  }
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Moves the caret on to the next suggestion, round the end of the article, if it stands on what was decided. */
export function moveOn(article: OpenArticle, { id, span }: Mark): void {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== article.document) return;
  const [caret] = article.selectionsIn(editor);
  if (!caret || caret.start < span.start || caret.start > span.end) return;
  const open = article.marks.filter(
    (mark) => mark.status === 'suggested' && mark.id !== id && !article.deciding.has(mark.id),
  );
  const next = open.find((mark) => mark.span.start > span.start) ?? open[0];
  if (next) moveCaret(article, next.span);
}

/** True where all of a stretch of text is in sight, in the active editor. */
export function inSight(article: OpenArticle, span: Span): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== article.document) return false;
  const range = article.rangeOf(span);
  return editor.visibleRanges.some((visible) => visible.contains(range));
}
