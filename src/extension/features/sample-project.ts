import * as vscode from 'vscode';
import { readFile } from '../disk';
import { showError, withProgress } from '../notices';
import { onOneLine } from '../quotation';
import { exists } from '../whole-file';

/** The name of the folder that the sample project is written into, and of its article to begin with. */
const FOLDER = 'marginalia-samples';
const FIRST_ARTICLE = 'start-here.article';

/** The texts of the sample project's files, by their paths. */
type Samples = Readonly<Record<string, string>>;

/**
 * The command that writes a few articles into a new folder and opens them. It takes the folder to put that in, and asks
 * for one where none is given; what is there already is never written over.
 */
export function registerSampleProject(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand('marginalia.openSampleProject', async (given?: unknown) => {
    const parent = given instanceof vscode.Uri ? given : await askParent();
    if (!parent) return;
    try {
      const folder = await writeSamples(extension, parent);
      if (folder) await open(folder);
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError)) throw error;
      void showError(
        vscode.l10n.t(
          'The sample project could not be written: {0} Run the command again and choose a folder that can be written to.',
          error.message,
        ),
      );
    }
  });
}

async function askParent(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Where the sample project goes');
  const choices = (vscode.workspace.workspaceFolders ?? []).map(
    ({ name, uri }): vscode.QuickPickItem & { readonly uri?: vscode.Uri } => ({
      label: onOneLine(name),
      description: vscode.l10n.t('as a new folder in this one'),
      uri,
    }),
  );
  if (choices.length > 0) {
    choices.push({ label: vscode.l10n.t('Another folder…') });
    const choice = await vscode.window.showQuickPick(choices, { title });
    if (!choice || choice.uri) return choice?.uri;
  }
  const chosen = await vscode.window.showOpenDialog({
    title,
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: vscode.l10n.t('Put It Here'),
  });
  return chosen?.[0];
}

/** Gives the new folder; `undefined` where the annotator cancels, and then it is taken away again. */
function writeSamples(extension: vscode.Uri, parent: vscode.Uri): Thenable<vscode.Uri | undefined> {
  return withProgress(vscode.l10n.t('Writing the sample project…'), async (progress, token) => {
    const bytes = await readFile(vscode.Uri.joinPath(extension, 'dist', 'samples.json'));
    const samples = Object.entries(JSON.parse(new TextDecoder().decode(bytes)) as Samples);
    const folder = await freeFolder(parent);
    for (const [path, text] of samples) {
      if (token.isCancellationRequested) {
        await vscode.workspace.fs.delete(folder, { recursive: true });
        return undefined;
      }
      progress.report({ message: path, increment: 100 / samples.length });
      const file = vscode.Uri.joinPath(folder, path);
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    }
    return folder;
  });
}

/** A folder that is not there yet. */
async function freeFolder(parent: vscode.Uri): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const folder = vscode.Uri.joinPath(parent, number === 1 ? FOLDER : `${FOLDER}-${number}`);
    if (!(await exists(folder))) {
      await vscode.workspace.fs.createDirectory(folder);
      return folder;
    }
  }
}

/** Shows the article to begin with where the folder is in the workspace, and opens the folder elsewhere. */
async function open(folder: vscode.Uri): Promise<void> {
  if (vscode.workspace.getWorkspaceFolder(folder)) {
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, FIRST_ARTICLE));
    return;
  }
  const forceNewWindow = (vscode.workspace.workspaceFolders ?? []).length > 0;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow });
}
