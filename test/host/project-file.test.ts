import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

const PROJECT = `marginalia: 1
labels:
  - name: ship
    description: Vessels by their name.
    color: "#1a7f37"
  - name: person
  - name: date
articles: ["**/*.{txt,md,article}"]
`;

const TEXT = 'A barca Aurora chegou a Lisboa em 18 de julho de 2024, disse Marcelo Duarte.\n';

describe('a project file', () => {
  after(async () => {
    await vscode.workspace.fs.delete(projectUri());
    await eventually('no faults', () => (diagnostics().length === 0 ? true : undefined));
  });

  it('gives its label set to articles at once, and suggests nothing outside it', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a suggested place', async () => article.card('Lisboa'));
    await write(PROJECT);
    await eventually('no suggested place', async () => ((await article.card('Lisboa')) ? undefined : true));
    assert.include((await article.card('18 de julho'))?.text, 'suggested');
    article.select('Aurora');
    await vscode.commands.executeCommand('marginalia.label1');
    await article.sidecarSaying(/label: ship\n {4}quote: Aurora/);
  });

  it('has labels outside the set named in the sidecar', async () => {
    await write(PROJECT);
    const sidecar = `marginalia: 1
annotations:
  - id: k1
    label: boat
    quote: Aurora
    position: [8, 14]
    prefix: "A barca "
    suffix: " chegou"
    status: accepted
`;
    const article = await WorkspaceArticle.open(TEXT, { sidecar });
    const [found] = await eventually('a diagnostic', () =>
      some(vscode.languages.getDiagnostics(article.sidecarUri)),
    );
    assert.equal(found?.code, 'label-unknown');
    assert.include(found?.message, '“boat” is not in the label set: ship, person, date');
  });

  it('has the labels of an article shown above its headline, and those outside the set named', async () => {
    await write(`${PROJECT}articleLabels:\n  - name: politics\n`);
    const article = await WorkspaceArticle.open(TEXT, {
      sidecar: 'marginalia: 1\nlabels: [politics, gossip]\n',
    });
    const found = await eventually('a diagnostic of one label', () => {
      const [one, ...others] = vscode.languages.getDiagnostics(article.sidecarUri);
      return others.length === 0 ? one : undefined;
    });
    assert.equal(found.code, 'article-label-unknown');
    assert.include(found.message, '“gossip”');
    assert.equal(found.range.start.line, 1);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      article.uri,
    );
    assert.include(
      lenses.map(({ command }) => command?.title),
      '$(tag) politics, gossip',
    );
  });

  it('has its faults named at their place, and is read again when it is mended', async () => {
    await write(PROJECT.replace('"#1a7f37"', 'green'));
    const [fault] = await eventually('a fault', () => some(diagnostics()));
    assert.equal(fault?.range.start.line, 4);
    assert.include(fault?.message, 'six hexadecimal digits');
    await write(PROJECT);
    await eventually('no faults', () => (diagnostics().length === 0 ? true : undefined));
  });

  it('names the annotators to choose from, and decisions have the name that was chosen', async () => {
    await write(`${PROJECT}annotators: [ana, bo]\n`);
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a suggestion', async () => article.card('18 de julho'));
    const configuration = vscode.workspace.getConfiguration('marginalia');
    await eventually('the name', async () => {
      const chosen = vscode.commands.executeCommand('marginalia.chooseAnnotator');
      await new Promise((resolve) => setTimeout(resolve, 300));
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await Promise.race([chosen, new Promise((resolve) => setTimeout(resolve, 2000))]);
      return vscode.workspace.getConfiguration('marginalia').get('annotator') === 'ana' ? true : undefined;
    });
    article.select('18 de julho');
    await vscode.commands.executeCommand('marginalia.accept');
    await article.sidecarSaying(/by: ana/);
    await configuration.update('annotator', undefined, vscode.ConfigurationTarget.Global);
  });

  it('serves its schema', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('marginalia:/schemas/project.schema.json'),
    );
    const schema = JSON.parse(document.getText()) as { readonly properties: object };
    assert.hasAnyKeys(schema.properties, ['labels']);
  });
});

function projectUri(): vscode.Uri {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!root) throw new Error('The tests want a workspace folder.');
  return vscode.Uri.joinPath(root, 'marginalia.yaml');
}

async function write(source: string): Promise<void> {
  await vscode.workspace.fs.writeFile(projectUri(), new TextEncoder().encode(source));
}

function diagnostics(): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(projectUri());
}

function some<T>(all: readonly T[]): readonly T[] | undefined {
  return all.length > 0 ? all : undefined;
}
