import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

const TEXT = 'A visita a Lisboa foi em 18 de julho de 2024.\n';

describe('the files that are articles', () => {
  for (const [name, extension] of Object.entries({
    'plain text': 'txt',
    Markdown: 'md',
    'the language of articles': 'article',
  })) {
    it(`include ${name}`, async () => {
      const article = await WorkspaceArticle.open(TEXT, { extension });
      await eventually('a card', async () => article.card('18 de julho'));
    });
  }

  it('do not include other languages, sidecars, or what lies in hidden folders and node_modules', async () => {
    const others = [
      await WorkspaceArticle.open(TEXT, { extension: 'json' }),
      await WorkspaceArticle.open(`# ${TEXT}`, { extension: 'txt.ann.yaml' }),
      await WorkspaceArticle.open(TEXT, { folder: '.hidden' }),
      await WorkspaceArticle.open(TEXT, { folder: 'node_modules/some-package' }),
    ];
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card', async () => article.card('18 de julho'));
    for (const other of others) assert.isUndefined(await other.card('18 de julho'), other.uri.path);
  });

  it('are named by the settings, which take effect at once', async () => {
    const article = await WorkspaceArticle.open(TEXT, { extension: 'txt' });
    await eventually('a card', async () => article.card('18 de julho'));
    const settings = vscode.workspace.getConfiguration('marginalia');
    await settings.update('articles', ['**/*.md'], vscode.ConfigurationTarget.Workspace);
    try {
      await eventually('no card', async () => ((await article.card('18 de julho')) ? undefined : true));
    } finally {
      await settings.update('articles', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await eventually('a card again', async () => article.card('18 de julho'));
  });

  it('lose their suggestions, but not their annotations, when suggestions are switched off', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card', async () => article.card('18 de julho'));
    article.select('Lisboa');
    await vscode.commands.executeCommand('marginalia.annotate', 'location');
    await article.sidecarSaying(/Lisboa/);
    const settings = vscode.workspace.getConfiguration('marginalia');
    await settings.update('suggestions', false, vscode.ConfigurationTarget.Workspace);
    try {
      await eventually('no card', async () => ((await article.card('18 de julho')) ? undefined : true));
      assert.include((await article.card('Lisboa'))?.text, 'accepted');
    } finally {
      await settings.update('suggestions', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
