import { assert } from 'chai';
import * as vscode from 'vscode';

interface Keybinding {
  readonly key: string;
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly keybindings: readonly Keybinding[];
  };
}

const extension = vscode.extensions.getExtension('marginalia.marginalia');
const manifest = extension?.packageJSON as Manifest;

describe('the package', () => {
  it('registers every command that it names', async () => {
    await extension?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const { command } of manifest.contributes.commands) assert.isTrue(registered.has(command), command);
  });

  it('overwrites no keybinding of VS Code', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('vscode://defaultsettings/keybindings.json'),
    );
    const source = document.getText().replace(/^\s*\/\/.*$/gm, '');
    const defaults = (JSON.parse(source) as Keybinding[]).filter(
      ({ command }) => !command.startsWith('marginalia.'),
    );
    assert.isAbove(defaults.length, 100);
    const taken = new Set(defaults.flatMap(({ key }) => [key, key.split(' ')[0] ?? '']));
    for (const { key, command, when = '' } of manifest.contributes.keybindings) {
      const inMode = when.includes('&& marginalia.annotationMode');
      const itsTurn = /&& marginalia\.last(Action|Undo)WasDecision$/.test(when);
      assert.include(when, 'editorTextFocus && marginalia.inArticle', command);
      if (inMode || itsTurn) continue;
      assert.isFalse(taken.has(key), key);
      assert.isFalse(taken.has(key.split(' ')[0] ?? ''), key);
    }
  });

  it('gives a command the same key in annotation mode as behind the chord', () => {
    const isForAdjudication = ({ when }: Keybinding) => when?.includes('marginalia.adjudicating');
    const keybindings = manifest.contributes.keybindings.filter((one) => !isForAdjudication(one));
    const chords = keybindings.filter(({ key }) => key.startsWith('ctrl+alt+m '));
    const inMode = new Map<string, string>();
    for (const { key, command, when } of keybindings) {
      if (!when?.includes('marginalia.annotationMode')) continue;
      assert.isFalse(inMode.has(key), `${key} is bound twice`);
      inMode.set(key, command);
    }
    assert.isAbove(chords.length, 20);
    for (const { key, command } of chords) {
      assert.equal(inMode.get(key.slice('ctrl+alt+m '.length)), command, key);
    }
  });

  it('serves the schema that sidecars name', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('marginalia:/schemas/sidecar.schema.json'),
    );
    const schema = JSON.parse(document.getText()) as { readonly $id: string; readonly properties: object };
    assert.equal(schema.$id, 'marginalia:/schemas/sidecar.schema.json');
    assert.hasAnyKeys(schema.properties, ['annotations']);
  });

  it('gives articles a language with prose settings', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'article', content: 'Свят\n' });
    const editor = vscode.workspace.getConfiguration('editor', document);
    assert.equal(editor.get('wordWrap'), 'on');
    assert.isFalse(editor.get('unicodeHighlight.nonBasicASCII'));
  });
});
