import * as vscode from 'vscode';
import { rangeOfPlace, type Corpus } from '../corpus';
import { labelName } from '../label-look';
import { onOneLine } from '../quotation';

/** More would not be looked through. */
const MOST_FOUND = 200;

/** How long a search waits for the index, in milliseconds; after that it answers from what was read so far. */
const PATIENCE = 1500;

/** Finds entities of the corpus where VS Code looks for symbols: Ctrl+T. */
export function registerEntitySearch(corpus: Corpus): vscode.Disposable {
  return vscode.languages.registerWorkspaceSymbolProvider({
    async provideWorkspaceSymbols(query, token) {
      await Promise.race([corpus.ready(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      if (token.isCancellationRequested) return [];
      return corpus.index.search(query, MOST_FOUND).flatMap(({ name, label, mentionCount, articles }) => {
        const [first] = articles;
        const mention = first?.entity.mentions[0];
        if (!first || !mention) return [];
        const where =
          articles.length === 1
            ? vscode.l10n.t('{0} · {1} mentions', labelName(label), mentionCount)
            : vscode.l10n.t(
                '{0} · {1} mentions in {2} articles',
                labelName(label),
                mentionCount,
                articles.length,
              );
        const location = new vscode.Location(vscode.Uri.parse(first.file), rangeOfPlace(mention));
        return [new vscode.SymbolInformation(onOneLine(name), vscode.SymbolKind.Field, where, location)];
      });
    },
  });
}
