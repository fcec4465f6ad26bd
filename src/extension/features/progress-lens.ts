import * as vscode from 'vscode';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';
import { Rest } from '../rest';

/** How long changes must rest before the figures follow, in milliseconds: VS Code drops what comes too fast. */
const REST = 200;

/** Shows above the headline how far the work on an article is, accepts what is left, and names the article's labels. */
export function registerProgressLens(
  articles: OpenArticles,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const rest = new Rest(REST, () => changed.fire());
  return vscode.Disposable.from(
    changed,
    rest,
    articles.onDidChange(() => rest.restart()),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        const article = articles.get(document);
        if (!article) return [];
        const range = headline(article);
        if (article.marks.length === 0) return labelLens(article, range);
        const { accepted, rejected, suggested } = article.progress;
        const decided = vscode.l10n.t(
          '{0} of {1} decided',
          accepted + rejected,
          accepted + rejected + suggested,
        );
        const lenses = [
          new vscode.CodeLens(range, { title: `$(bookmark) ${decided}`, command: 'marginalia.nextMention' }),
        ];
        if (suggested > 0) {
          const title = `$(check-all) ${vscode.l10n.t('Accept all {0}', suggested)}`;
          lenses.push(new vscode.CodeLens(range, { title, command: 'marginalia.acceptAll' }));
        }
        return [...lenses, ...labelLens(article, range)];
      },
    }),
  );
}

/** The labels of the whole article, or that they can be given where the project knows some. */
function labelLens({ project, sidecar }: OpenArticle, range: vscode.Range): vscode.CodeLens[] {
  const { labels = [] } = sidecar;
  if (labels.length === 0 && project.articleLabels.length === 0) return [];
  const title = labels.length > 0 ? onOneLine(labels.join(', ')) : vscode.l10n.t('Label the article');
  return [new vscode.CodeLens(range, { title: `$(tag) ${title}`, command: 'marginalia.labelArticle' })];
}

/** The first line of the body that is not blank. */
function headline({ text, reading, lines }: OpenArticle): vscode.Range {
  const { start, end } = reading.article.body;
  const blank = /^\s*/u.exec(text.slice(start, end))?.[0].length ?? 0;
  const { line } = lines.positionAt(Math.min(start + blank, end));
  return new vscode.Range(line, 0, line, 0);
}
