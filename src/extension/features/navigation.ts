import * as vscode from 'vscode';
import type { Mark } from '../../core/index';
import { editorOf, markTarget } from '../mark-target';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';

/** The commands that move the caret from mention to mention, round the ends of the article. */
export function registerNavigation(articles: OpenArticles): vscode.Disposable {
  const step = (direction: 1 | -1) => {
    const article = articles.active;
    const editor = article && editorOf(article);
    if (!article || !editor) return;
    const marks = article.marks.filter(({ status }) => status !== 'rejected');
    const { start } = article.spanOf(editor.selection);
    const target =
      direction === 1
        ? (marks.find(({ span }) => span.start > start) ?? marks[0])
        : (marks.findLast(({ span }) => span.start < start) ?? marks.at(-1));
    if (target) reveal(article, editor, target);
    else void vscode.window.showInformationMessage(vscode.l10n.t('There is no mention in this article.'));
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('marginalia.nextMention', () => step(1)),
    vscode.commands.registerCommand('marginalia.previousMention', () => step(-1)),
    vscode.commands.registerCommand('marginalia.nextMentionOfEntity', (uri?: unknown, id?: unknown) => {
      const target = markTarget(articles, uri, id);
      const editor = target && editorOf(target.article);
      if (!target || !editor) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Put the caret on a highlighted mention first.'),
        );
        return;
      }
      const { mentions } = target.article.entityOf(target.mark);
      const next = mentions[(mentions.indexOf(target.mark) + 1) % mentions.length];
      if (next) reveal(target.article, editor, next);
    }),
  );
}

function reveal(article: OpenArticle, editor: vscode.TextEditor, { span }: Mark): void {
  const range = article.rangeOf(span);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
