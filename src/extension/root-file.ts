import * as vscode from 'vscode';

/** Has a file that stands at the roots of folders read again whenever it, or the folders of the workspace, change. */
export function watchRootFile(name: string, reload: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${name}`);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(reload),
    watcher.onDidCreate(reload),
    watcher.onDidDelete(reload),
    vscode.workspace.onDidChangeWorkspaceFolders(reload),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.path.endsWith(`/${name}`)) reload();
    }),
  );
}
