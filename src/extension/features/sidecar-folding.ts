import * as vscode from 'vscode';

/**
 * The command that has the Explorer fold sidecars under their articles, by the patterns of the manifest, or show them
 * beside these again. It is a setting of the workspace: other folders keep their files as they are.
 */
export function registerSidecarFolding(): vscode.Disposable {
  return vscode.commands.registerCommand('marginalia.foldSidecars', async () => {
    const explorer = vscode.workspace.getConfiguration('explorer');
    const target = vscode.workspace.workspaceFolders
      ? vscode.ConfigurationTarget.Workspace
      : vscode.ConfigurationTarget.Global;
    await explorer.update(
      'fileNesting.enabled',
      explorer.get<boolean>('fileNesting.enabled') !== true,
      target,
    );
  });
}
