import * as vscode from 'vscode';
import { calendarDateOf, redate } from '../../core/index';
import { activeArticle } from '../active-article';
import { showInformation } from '../notices';
import type { OpenArticles } from '../open-articles';

/** The command that says when an article appeared, so that its relative dates get a value. */
export function registerArticleDate(articles: OpenArticles): vscode.Disposable {
  return vscode.commands.registerCommand('marginalia.setArticleDate', async () => {
    const article = activeArticle(articles);
    if (!article) return;
    const { published } = article.reading.frontMatter;
    if (published !== undefined) {
      const message = vscode.l10n.t(
        'The front matter says that this article appeared on {0}. Change it there.',
        published,
      );
      void showInformation(message);
      return;
    }
    const date = await vscode.window.showInputBox({
      title: vscode.l10n.t('When did this article appear?'),
      prompt: vscode.l10n.t('A day as YYYY-MM-DD. Dates such as “last week” are counted from it.'),
      value: article.sidecar.published ?? '',
      placeHolder: '2024-07-18',
      validateInput: (text) =>
        calendarDateOf(text) === undefined
          ? vscode.l10n.t('Write a day of the calendar as YYYY-MM-DD.')
          : undefined,
    });
    const day = date === undefined ? undefined : calendarDateOf(date);
    if (day === undefined) return;
    const before = article.suggestions;
    await articles.decide(article, [{ kind: 'published', date: day }], () =>
      redate(article.marks, before, article.suggestions).map((annotation) => ({ kind: 'put', annotation })),
    );
  });
}
