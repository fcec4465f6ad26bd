import * as vscode from 'vscode';
import { marksAt } from '../../core/index';
import { labelName } from '../label-look';
import type { MarkTarget } from '../mark-target';
import type { OpenArticles } from '../open-articles';
import { shortened } from '../quotation';

/** Offers the decisions on the lightbulb: on a mention, or on selected text. */
export function registerCodeActions(
  articles: OpenArticles,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    selector,
    {
      provideCodeActions(document, range) {
        const article = articles.get(document);
        if (!article) return [];
        const { start, end } = article.spanOf(range);
        const [mark] = marksAt(article.marks, start).filter(({ span }) => end <= span.end);
        if (!mark) return range.isEmpty ? [] : [annotateAction()];
        const quote = shortened(article.shown(mark));
        const target = { article, mark };
        return [
          ...(mark.status === 'suggested'
            ? [
                action(
                  vscode.l10n.t('Accept “{0}” as {1}', quote, labelName(mark.label)),
                  'marginalia.accept',
                  target,
                  true,
                ),
              ]
            : []),
          action(vscode.l10n.t('Reject “{0}”', quote), 'marginalia.reject', target),
          action(vscode.l10n.t('Change the label of “{0}”…', quote), 'marginalia.changeLabel', target),
          ...(mark.label === 'date'
            ? [
                action(
                  vscode.l10n.t('Change the value of “{0}”…', quote),
                  'marginalia.changeDateValue',
                  target,
                ),
              ]
            : []),
          ...(mark.annotation
            ? [action(vscode.l10n.t('Remove the annotation of “{0}”', quote), 'marginalia.remove', target)]
            : []),
          ...(range.isEmpty ? [] : [annotateAction()]),
        ];
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Refactor] },
  );
}

function action(
  title: string,
  command: string,
  { article, mark }: MarkTarget,
  preferred = false,
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { title, command, arguments: [article.uri.toString(), mark.id] };
  made.isPreferred = preferred;
  return made;
}

function annotateAction(): vscode.CodeAction {
  const title = vscode.l10n.t('Annotate the selection as…');
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.Refactor);
  made.command = { title, command: 'marginalia.annotate' };
  return made;
}
