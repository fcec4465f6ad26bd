import * as vscode from 'vscode';
import type { Progress } from '../../core/index';
import type { Corpus } from '../corpus';
import type { OpenArticles } from '../open-articles';

/** A badge has room for two characters. */
const MOST_COUNTED = 99;

/** Tells in the Explorer how much is left to decide in an article that somebody has begun. */
export function registerFileBadges(articles: OpenArticles, corpus: Corpus): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  // Nothing is read before the first article is shown.
  let begun = [...articles.all].length > 0;
  return vscode.Disposable.from(
    changed,
    corpus.onDidChange((uris) => {
      changed.fire(begun ? [...uris] : undefined);
      begun = true;
    }),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      async provideFileDecoration(uri) {
        if (!begun) return undefined;
        const progress = await corpus.progress(uri);
        return progress && badge(progress);
      },
    }),
  );
}

function badge({ accepted, rejected, suggested }: Progress): vscode.FileDecoration {
  const decided = accepted + rejected;
  const left = suggested > MOST_COUNTED ? '9+' : String(suggested);
  const tooltip =
    suggested === 0
      ? vscode.l10n.t('Marginalia: all {0} decided', decided)
      : vscode.l10n.t('Marginalia: {0} of {1} decided', decided, decided + suggested);
  return new vscode.FileDecoration(suggested === 0 ? '✓' : left, tooltip);
}
