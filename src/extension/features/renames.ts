import * as vscode from 'vscode';
import { articleOf, layerOf, sidecarOf } from '../article-files';
import { showWarning } from '../notices';

/**
 * Lets the sidecar of an article that is renamed or moved in the editor go along with all layers, in the same step, so
 * that it can be undone with it. A sidecar that is in the place already stays there; the person is told.
 */
export function registerRenames(): vscode.Disposable {
  return vscode.workspace.onWillRenameFiles((event) => {
    const given = new Set(event.files.map(({ oldUri }) => oldUri.toString()));
    const articles = event.files.filter(({ oldUri }) => !articleOf(oldUri));
    event.waitUntil(sidecarMoves(articles, given));
  });
}

/** The moves of sidecars that follow from those of articles; what is in `given` is moved already. */
async function sidecarMoves(
  articles: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[],
  given: ReadonlySet<string>,
): Promise<vscode.WorkspaceEdit> {
  const moves: { readonly from: vscode.Uri; readonly to: vscode.Uri }[] = [];
  for (const { oldUri, newUri } of articles) {
    for (const from of await sidecarsOf(oldUri)) {
      if (!given.has(from.toString())) moves.push({ from, to: sidecarOf(newUri, layerOf(from)) });
    }
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { from, to } of moves) {
    if (await isFile(to)) {
      void showWarning(
        vscode.l10n.t(
          'There are annotations of another article under the new name: {0}. Those of the renamed article stay in {1}.',
          vscode.workspace.asRelativePath(to),
          vscode.workspace.asRelativePath(from),
        ),
      );
    } else edit.renameFile(from, to);
  }
  return edit;
}

/** The sidecar of an article and its annotators' layers, as far as they are there. */
async function sidecarsOf(article: vscode.Uri): Promise<vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(article, '..');
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const uris = names.map((name) => vscode.Uri.joinPath(folder, name));
  return uris.filter((uri) => articleOf(uri)?.toString() === article.toString());
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
