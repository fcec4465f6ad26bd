import * as vscode from 'vscode';
import { plainText } from '../core/index';

/*
 * Notices are the only way in which this extension tells a person something in a notification. VS Code makes links of
 * what looks like one there, and of `[…](command:…)` a link that runs any command: what an article, a sidecar or a
 * project says must not become one.
 */

/** Tells a person something; the choice they made, if they made one. */
export function showInformation(message: string, ...choices: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(plainText(message), ...choices);
}

/** Tells a person of something that they should know before it does harm. */
export function showWarning(message: string, ...choices: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(plainText(message), ...choices);
}

/** Tells a person what could not be done. */
export function showError(message: string, ...choices: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(plainText(message), ...choices);
}

/** Shows how far something is that takes its time and can be cancelled; gives what comes of it. */
export function withProgress<T>(
  title: string,
  task: (progress: Progress, token: vscode.CancellationToken) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title: plainText(title) },
    (progress, token) =>
      task(
        {
          report: ({ message, increment }) =>
            progress.report({
              ...(message !== undefined && { message: plainText(message) }),
              ...(increment !== undefined && { increment }),
            }),
        },
        token,
      ),
  );
}

type Progress = vscode.Progress<{ message?: string; increment?: number }>;
