import * as vscode from 'vscode';
import type { ArticleLabel, Label } from '../../core/index';
import { activeArticle } from '../active-article';
import { showInformation } from '../notices';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';

/** The command that says which labels the whole article has, of those that its project knows. */
export function registerArticleLabels(articles: OpenArticles): vscode.Disposable {
  return vscode.commands.registerCommand('marginalia.labelArticle', async () => {
    const article = activeArticle(articles);
    if (!article) return;
    const known = offered(article);
    if (known.length === 0) {
      void showInformation(
        vscode.l10n.t(
          'The project has no labels for whole articles. They are declared in marginalia.yaml, under “articleLabels”.',
        ),
      );
      return;
    }
    const labels = await pickLabels(known, article.sidecar.labels ?? []);
    if (labels) await articles.decide(article, [{ kind: 'labels', labels }]);
  });
}

/** What the project knows, then what the article has beside it. */
function offered({ project, sidecar }: OpenArticle): ArticleLabel[] {
  const names = new Set(project.articleLabels.map(({ name }) => name));
  const others = (sidecar.labels ?? []).filter((name) => !names.has(name));
  return [...project.articleLabels, ...others.map((name) => ({ name }))];
}

async function pickLabels(
  known: readonly ArticleLabel[],
  current: readonly Label[],
): Promise<Label[] | undefined> {
  const choices = known.map(({ name, description }) => ({
    label: onOneLine(name),
    name,
    picked: current.includes(name),
    ...(description !== undefined && { detail: onOneLine(description) }),
  }));
  const chosen = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Labels of the article'),
    placeHolder: vscode.l10n.t('Which labels the whole article has'),
    canPickMany: true,
    matchOnDetail: true,
  });
  return chosen?.map(({ name }) => name);
}
