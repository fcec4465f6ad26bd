import * as vscode from 'vscode';
import { trimmed, type Span } from '../core/index';
import { showInformation } from './notices';
import type { OpenArticle } from './open-article';

/** What is selected in an article, or the word at each caret; without white space at its ends, and only in the body. */
export function selectedSpans(article: OpenArticle): Span[] {
  const editor = vscode.window.activeTextEditor;
  const { body } = article.reading.article;
  return (editor?.selections ?? [])
    .flatMap((selection): vscode.Range[] => {
      const range = selection.isEmpty ? editor?.document.getWordRangeAtPosition(selection.active) : selection;
      return range ? [range] : [];
    })
    .map((range) => trimmed(article.text, article.spanOf(range)))
    .filter((span) => span.start < span.end && span.start >= body.start);
}

/** Tells the annotator how to say what is to be annotated. */
export function tellNothingSelected(): void {
  void showInformation(
    vscode.l10n.t('Select the text to annotate, or put the caret in a word. Front matter is not annotated.'),
  );
}
