import * as vscode from 'vscode';
import { describeTimex } from '../../core/index';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';
import { settings } from '../settings';
import { timexPhrases } from '../timex-phrases';
import { Rest } from '../rest';

/** How long changes must rest before the hints follow, in milliseconds; until then VS Code moves them with the text. */
const REST = 200;

/** Shows the values of dates behind them, as inlay hints: of those that were counted from the article's date, or of all. */
export function registerDateHints(
  articles: OpenArticles,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const rest = new Rest(REST, () => changed.fire());
  return vscode.Disposable.from(
    changed,
    rest,
    articles.onDidChange(() => rest.restart()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('marginalia.dateHints')) changed.fire();
    }),
    vscode.languages.registerInlayHintsProvider(selector, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints(document, range) {
        const article = articles.get(document);
        const wanted = settings.dateHints(document.uri);
        if (!article || wanted === 'off') return [];
        const shown = article.spanOf(range);
        const hints: vscode.InlayHint[] = [];
        for (const { span, status, timex } of article.marks) {
          if (span.start > shown.end) break;
          if (!timex || status === 'rejected' || span.end < shown.start) continue;
          if (wanted === 'relative' && timex.anchor === undefined) continue;
          const hint = new vscode.InlayHint(article.rangeOf(span).end, onOneLine(timex.value));
          hint.paddingLeft = true;
          hint.tooltip = onOneLine(describeTimex(timex, vscode.env.language, timexPhrases()));
          hints.push(hint);
        }
        return hints;
      },
    }),
  );
}
