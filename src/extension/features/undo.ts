import * as vscode from 'vscode';
import { activeArticle } from '../active-article';
import { moveCaret } from '../caret';
import { ContextKeys } from '../context-keys';
import type { CorpusEdit } from '../corpus-edit';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';

/**
 * The commands that take a decision back and make it again. Context keys say when it is a decision's turn, so that the
 * editor's own undo acts otherwise and both act in the order in which things were done.
 */
export function registerUndo(articles: OpenArticles): vscode.Disposable {
  const context = new ContextKeys<'lastActionWasDecision' | 'lastUndoWasDecision'>();
  const update = () => {
    const history = articles.active?.history;
    context.set('lastActionWasDecision', history?.undoes === true);
    context.set('lastUndoWasDecision', history?.redoes === true);
  };
  update();

  const on = (
    command: string,
    none: string,
    act: (article: OpenArticle) => Promise<CorpusEdit | undefined>,
  ) =>
    vscode.commands.registerCommand(command, async () => {
      const article = activeArticle(articles);
      if (!article) return;
      // In one article it is done before this is shown; over a corpus it takes as long as the decision did.
      const edits = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Marginalia: undoing and redoing') },
        () => act(article),
      );
      if (edits) showChange(article, edits);
      else vscode.window.setStatusBarMessage(none, 3000);
    });
  return vscode.Disposable.from(
    articles.onDidChangeHistory(update),
    articles.onDidClose(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    on('marginalia.undo', vscode.l10n.t('There is no decision to undo in this article.'), (article) =>
      articles.undo(article),
    ),
    on('marginalia.redo', vscode.l10n.t('There is no decision to redo in this article.'), (article) =>
      articles.redo(article),
    ),
  );
}

/** Puts the caret on the first mention of an article that a decision was about. */
function showChange(article: OpenArticle, edits: CorpusEdit): void {
  const ids = new Set(
    edits.flatMap((one) =>
      'article' in one && one.article.toString() === article.uri.toString()
        ? [
            ...one.edit.annotations.map(({ id }) => id),
            ...one.edit.relations.flatMap(({ before, after }) => (before ?? after)?.from ?? []),
          ]
        : [],
    ),
  );
  const mark = article.marks.find(({ id, status }) => ids.has(id) && status !== 'rejected');
  if (mark) moveCaret(article, mark.span);
}
