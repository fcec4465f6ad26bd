import * as vscode from 'vscode';

/** Context keys, by their names without `marginalia.`, that are set again and again: VS Code is told of changes alone. */
export class ContextKeys<Key extends string> {
  private readonly values = new Map<Key, boolean>();

  set(key: Key, value: boolean): void {
    if (this.values.get(key) === value) return;
    this.values.set(key, value);
    void vscode.commands.executeCommand('setContext', `marginalia.${key}`, value);
  }
}
