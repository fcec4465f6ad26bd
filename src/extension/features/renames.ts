import * as vscode from 'vscode';
import { SIDECAR_SUFFIX } from '../../core/index';
import { sidecarOf } from '../article-files';

/**
 * Lets the sidecar of an article that is renamed or moved in the editor go along, in the same step, so that it can be
 * undone with it. A sidecar that is in the place already stays there; the person is told.
 */
export function registerRenames(): vscode.Disposable {
  return vscode.workspace.onWillRenameFiles((event) => {
    const given = new Set(event.files.map(({ oldUri }) => oldUri.toString()));
    const moves = event.files
      .filter(({ oldUri }) => !oldUri.path.endsWith(SIDECAR_SUFFIX))
      .map(({ oldUri, newUri }) => ({ from: sidecarOf(oldUri), to: sidecarOf(newUri) }))
      .filter(({ from }) => !given.has(from.toString()));
    event.waitUntil(sidecarMoves(moves));
  });
}

interface Move {
  readonly from: vscode.Uri;
  readonly to: vscode.Uri;
}

async function sidecarMoves(moves: readonly Move[]): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const { from, to } of moves) {
    if (!(await isFile(from))) continue;
    if (await isFile(to)) {
      void vscode.window.showWarningMessage(
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

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
