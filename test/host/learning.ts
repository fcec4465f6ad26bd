import * as vscode from 'vscode';

/** Switches the learning of names; off, what one test decides about a name changes nothing in the next. */
export async function learn(wanted: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('marginalia');
  await configuration.update('learning', wanted, vscode.ConfigurationTarget.Global);
}
