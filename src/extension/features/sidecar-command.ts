import * as vscode from 'vscode';
import type { Layers } from '../layers';
import { markTarget } from '../mark-target';
import { showInformation } from '../notices';
import type { OpenArticles } from '../open-articles';

/** The command that opens the sidecar of the active article, at the annotation under the caret. */
export function registerSidecarCommand(articles: OpenArticles, layers: Layers): vscode.Disposable {
  return vscode.commands.registerCommand('marginalia.openSidecar', async () => {
    const article = articles.active;
    if (!article || article.sidecar.source === '') {
      void showInformation(
        vscode.l10n.t('This article has no sidecar yet. It is written with the first decision.'),
      );
      return;
    }
    const id = markTarget(articles)?.mark.annotation?.id;
    const document = await vscode.workspace.openTextDocument(layers.sidecarOf(article.uri));
    const block = id === undefined ? undefined : article.sidecar.blocks.get(id);
    const at = block && document.positionAt(block.start);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      ...(at && { selection: new vscode.Range(at, at) }),
    });
  });
}
