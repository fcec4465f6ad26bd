import * as vscode from 'vscode';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { Rest } from '../rest';

/** How long changes must rest before the figures follow, in milliseconds: VS Code drops what comes too fast. */
const REST = 200;

/** Shows above the headline how far the work on an article is, and accepts what is left. */
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
        if (!article || article.marks.length === 0) return [];
        const { accepted, rejected, suggested } = article.progress;
        const range = headline(article);
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
        return lenses;
      },
    }),
  );
}

/** The first line of the body that is not blank. */
function headline({ text, reading, lines }: OpenArticle): vscode.Range {
  const { start, end } = reading.article.body;
  const blank = /^\s*/u.exec(text.slice(start, end))?.[0].length ?? 0;
  const { line } = lines.positionAt(Math.min(start + blank, end));
  return new vscode.Range(line, 0, line, 0);
}
