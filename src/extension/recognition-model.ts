import * as vscode from 'vscode';
import { loadRecognition, type Recognition } from '../core/index';
import type { Projects } from './projects';
import { settings } from './settings';

/** Loads the recogniser that the project or the settings ask for: with the model that the extension brings, or by rules. */
export async function loadConfiguredRecognition(
  extension: vscode.Uri,
  projects: Projects,
  log: vscode.LogOutputChannel,
): Promise<Recognition> {
  if ((projects.recognizer ?? settings.recognizer()) === 'light') return loadRecognition();
  const file = vscode.Uri.joinPath(extension, 'models', 'entities.bin');
  const recognition = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Marginalia: loading the recogniser') },
    async () => loadRecognition(await vscode.workspace.fs.readFile(file)),
  );
  if (recognition.modelProblem) {
    const { code } = recognition.modelProblem;
    log.error(`${file.toString()}: ${code}`);
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The recogniser’s model cannot be used ({0}). Install Marginalia again; until then names are found by rules.',
        code,
      ),
    );
  }
  return recognition;
}
