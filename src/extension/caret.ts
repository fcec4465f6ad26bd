import * as vscode from 'vscode';
import type { Span } from '../core/index';
import { editorOf } from './mark-target';
import type { OpenArticle } from './open-article';

/** Puts the caret before a stretch of text, and scrolls to it where it is out of sight. */
export function moveCaret(article: OpenArticle, { start, end }: Span): void {
  const editor = editorOf(article);
  if (!editor) return;
  const range = article.rangeOf({ start, end });
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Moves the caret on to the next suggestion, round the end of the article, if it stands on what was decided. */
export function moveOn(article: OpenArticle, decided: Span): void {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== article.document) return;
  const { start } = article.spanOf(editor.selection);
  if (start < decided.start || start > decided.end) return;
  const open = article.marks.filter(
    ({ span, status }) =>
      status === 'suggested' && (span.start !== decided.start || span.end !== decided.end),
  );
  const next = open.find(({ span }) => span.start > decided.start) ?? open[0];
  if (next) moveCaret(article, next.span);
}

/** True where all of a stretch of text is in sight, in the active editor. */
export function inSight(article: OpenArticle, span: Span): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== article.document) return false;
  const range = article.rangeOf(span);
  return editor.visibleRanges.some((visible) => visible.contains(range));
}
