import * as vscode from 'vscode';
import type { Recognition } from '../core/index';
import { readFile } from './disk';
import { showError } from './notices';
import type { ProgramParts } from './program-parts';
import type { Projects } from './projects';
import { settings } from './settings';

/** Loads the recogniser that the project or the settings ask for: with the model that the extension brings, or by rules. */
export async function loadConfiguredRecognition(
  extension: vscode.Uri,
  parts: ProgramParts,
  projects: Projects,
  log: vscode.LogOutputChannel,
): Promise<Recognition> {
  const isLight = (projects.recognizer ?? settings.recognizer()) === 'light';
  if (isLight) return (await parts.load('recognition')).loadRecognition();
  const file = vscode.Uri.joinPath(extension, 'models', 'entities.bin');
  const recognition = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Marginalia: loading the recogniser') },
    async () => {
      const [{ loadRecognition }, model] = await Promise.all([parts.load('recognition'), readFile(file)]);
      return loadRecognition(model);
    },
  );
  if (recognition.modelProblem) {
    const { code } = recognition.modelProblem;
    log.error(`${file.toString()}: ${code}`);
    void showError(
      vscode.l10n.t(
        'The recogniser’s model cannot be used ({0}). Install Marginalia again; until then names are found by rules.',
        code,
      ),
    );
  }
  return recognition;
}
