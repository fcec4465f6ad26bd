import * as vscode from 'vscode';
import type { Mark } from '../../core/index';
import { moveCaret } from '../caret';
import { editorOf, markTarget, tellNoTarget } from '../mark-target';
import { showInformation } from '../notices';
import type { OpenArticles } from '../open-articles';

/** The commands that move the caret from mention to mention, round the ends of the article. */
export function registerNavigation(articles: OpenArticles): vscode.Disposable {
  const step = (direction: 1 | -1, wanted: (mark: Mark) => boolean) => {
    const article = articles.active;
    const editor = article && editorOf(article);
    if (!article || !editor) return;
    const marks = article.marks.filter(wanted);
    const [{ start } = { start: 0 }] = article.selectionsIn(editor);
    const target =
      direction === 1
        ? (marks.find(({ span }) => span.start > start) ?? marks[0])
        : (marks.findLast(({ span }) => span.start < start) ?? marks.at(-1));
    if (target) moveCaret(article, target.span);
    else void showInformation(vscode.l10n.t('There is no such mention in this article.'));
  };
  const shown = ({ status }: Mark) => status !== 'rejected';
  const open = ({ status }: Mark) => status === 'suggested';
  const flagged = ({ annotation }: Mark) => annotation?.flagged === true;
  return vscode.Disposable.from(
    vscode.commands.registerCommand('marginalia.nextMention', () => step(1, shown)),
    vscode.commands.registerCommand('marginalia.previousMention', () => step(-1, shown)),
    vscode.commands.registerCommand('marginalia.nextSuggestion', () => step(1, open)),
    vscode.commands.registerCommand('marginalia.previousSuggestion', () => step(-1, open)),
    vscode.commands.registerCommand('marginalia.nextFlagged', () => step(1, flagged)),
    vscode.commands.registerCommand('marginalia.nextMentionOfEntity', (uri?: unknown, id?: unknown) => {
      const target = markTarget(articles, uri, id);
      if (!target) {
        tellNoTarget();
        return;
      }
      const { mentions } = target.article.entityOf(target.mark);
      const next = mentions[(mentions.indexOf(target.mark) + 1) % mentions.length];
      if (next) moveCaret(target.article, next.span);
    }),
  );
}
