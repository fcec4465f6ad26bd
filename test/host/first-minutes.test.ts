import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

function root(): vscode.Uri {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!uri) throw new Error('The tests want a workspace folder.');
  return uri;
}

describe('the sample project', () => {
  const folder = () => vscode.Uri.joinPath(root(), 'marginalia-samples');
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder(), { recursive: true });
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(root(), 'marginalia-samples-2'), {
      recursive: true,
    });
  });

  it('is written into a folder of its own, beside one that is there, and shows its first article', async () => {
    for (const name of ['marginalia-samples', 'marginalia-samples-2']) {
      await vscode.commands.executeCommand('marginalia.openSampleProject', root());
      const shown = vscode.window.activeTextEditor?.document.uri.path;
      assert.match(shown ?? '', new RegExp(`/${name}/start-here\\.article$`));
    }
    const files = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(folder(), 'bg'));
    assert.include(
      files.map(([name]) => name),
      'treti-most-dunav.txt.ann.yaml',
    );
  });
});

describe('what needs a person', () => {
  const entry = (id: string, label: string, quote: string, start: number, more: string) => `  - id: ${id}
    label: ${label}
    quote: ${quote}
    position: [${start}, ${start + quote.length}]
    prefix: ""
    suffix: ""
    status: accepted
${more}`;
  const text = 'Kim esteve em Lisboa em 31 de fevereiro de 2024.\n';
  const sidecar = `marginalia: 1
annotations:
${entry('k1', 'location', 'Lisboa', 14, '    conflict:\n      - { label: location, status: accepted, by: ana }\n      - { removed: true, by: bo }\n')}${entry('k2', 'date', '31 de fevereiro de 2024', 24, '    timex: { type: DATE, value: 2024-02-31 }\n')}`;

  const listed = (uri: vscode.Uri) =>
    vscode.languages
      .getDiagnostics(uri)
      .map(({ code }) => (typeof code === 'object' ? String(code.value) : String(code)))
      .sort();

  it('is listed in the article and in its sidecar: a date that cannot be, and what was decided differently', async () => {
    const article = await WorkspaceArticle.open(text, { sidecar });
    const expected = ['annotation-conflict', 'timex-value'];
    await eventually('both problems', () =>
      listed(article.uri).join() === expected.join() ? true : undefined,
    );
    const places = vscode.languages
      .getDiagnostics(article.uri)
      .map(({ range }) => article.document.getText(range))
      .sort();
    assert.deepEqual(places, ['31 de fevereiro de 2024', 'Lisboa']);
    assert.includeMembers(listed(article.sidecarUri), expected);
  });

  it('is settled from the lightbulb in the article', async () => {
    const article = await WorkspaceArticle.open(text, { sidecar });
    await eventually('the problem', () => listed(article.uri).includes('annotation-conflict') || undefined);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      article.uri,
      article.rangeOf('Lisboa'),
    );
    const keep = actions.find(({ title }) => title === 'Keep: ana · accepted · location')?.command;
    if (!keep) throw new Error(`Offered: ${actions.map(({ title }) => title).join(', ')}`);
    await vscode.commands.executeCommand(keep.command, ...((keep.arguments ?? []) as unknown[]));
    await eventually('no problem', () => !listed(article.uri).includes('annotation-conflict') || undefined);
  });
});
