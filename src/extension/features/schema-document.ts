import * as vscode from 'vscode';
import { readFile } from '../disk';

/** Serves the shipped JSON Schemas under `marginalia:/schemas/…`, the address that sidecars name. */
export function registerSchemaDocument(extension: vscode.Uri): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider('marginalia', {
    async provideTextDocumentContent({ path }) {
      const name = /^\/schemas\/([a-z-]+\.schema\.json)$/.exec(path)?.[1];
      if (name === undefined) return undefined;
      const bytes = await readFile(vscode.Uri.joinPath(extension, 'dist', 'schemas', name));
      return new TextDecoder().decode(bytes);
    },
  });
}
