import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, type WorkspaceArticle } from './workspace-article';
import { execute, openVisit, VISIT } from './visit';

describe('undo', () => {
  it('takes back decisions of every kind, one at a time, and makes them again', async () => {
    const article = await openVisit();
    await decide(article, 'Lisboa', 1, 'marginalia.accept');
    await decide(article, '18 de julho', 0, 'marginalia.reject');
    await decide(article, 'presidente', 0, 'marginalia.annotate', 'event');
    const three = await article.sidecarSaying(/quote: presidente/);
    await execute('marginalia.undo');
    assert.notInclude(await article.sidecar(), 'quote: presidente');
    await execute('marginalia.undo');
    assert.notInclude(await article.sidecar(), 'quote: 18 de julho');
    assert.include((await article.card('18 de julho'))?.text, 'suggested');
    await execute('marginalia.undo');
    assert.match(await article.sidecar(), /annotations: \[\]/);
    assert.include((await article.card('Lisboa', 1))?.text, 'suggested');
    for (let step = 0; step < 3; step++) await execute('marginalia.redo');
    assert.equal(await article.sidecar(), three);
  });

  it('takes an extent back, and the caret to it', async () => {
    const article = await openVisit();
    article.select('Marcelo Duarte');
    await execute('marginalia.annotate', 'person');
    await execute('marginalia.endRight');
    await article.sidecarSaying(/quote: Marcelo Duarte chegou/);
    article.select('ONU');
    await execute('marginalia.undo');
    await article.sidecarSaying(/quote: Marcelo Duarte\n/);
    assert.isTrue(article.editor.selection.active.isEqual(article.rangeOf('Marcelo').start));
  });

  it('leaves what a colleague decided since', async () => {
    const article = await openVisit();
    await decide(article, 'Lisboa', 1, 'marginalia.accept');
    const sidecar = await article.sidecarSaying(/accepted/);
    await article.writeSidecar(sidecar.replace('status: accepted', 'status: rejected'));
    await execute('marginalia.undo');
    assert.include(await article.sidecar(), 'status: rejected');
  });

  it('leaves decisions where the text has carried them', async () => {
    const article = await openVisit();
    await decide(article, 'Lisboa', 1, 'marginalia.accept');
    await article.sidecarSaying(/quote: Lisboa/);
    await article.editor.edit((edit) => edit.insert(article.rangeOf('O presidente').start, 'Hoje. '));
    await decide(article, 'ONU', 0, 'marginalia.annotate', 'organization');
    await article.sidecarSaying(/quote: ONU/);
    await execute('marginalia.undo');
    const offset = article.document.offsetAt(article.rangeOf('Lisboa', 1).start);
    const start = [...article.document.getText().slice(0, offset)];
    const sidecar = await article.sidecar();
    assert.notInclude(sidecar, 'quote: ONU');
    assert.include(sidecar, `position: [${start.length}, ${start.length + 6}]`, sidecar);
    await execute('marginalia.undo');
    assert.notInclude(await article.sidecar(), 'quote: Lisboa');
    await execute('marginalia.redo');
    assert.include(await article.sidecar(), `position: [${start.length}, ${start.length + 6}]`);
  });

  it('keeps typing before a decision apart from typing after it', async () => {
    const article = await openVisit();
    const end = article.rangeOf('Na semana').start.translate(-1, 1000);
    article.editor.selection = new vscode.Selection(end, end);
    await execute('type', { text: 'Sim' });
    const between = article.document.getText();
    await decideThere(article);
    await execute('type', { text: 'Não' });
    await execute('undo');
    assert.equal(article.document.getText(), between);
    await execute('marginalia.undo');
    await execute('undo');
    assert.equal(article.document.getText(), VISIT);
    await execute('redo');
    assert.equal(article.document.getText(), between);
  });

  it('leaves an article that is only decided about unchanged, with nothing for the editor to undo', async () => {
    const article = await openVisit();
    const end = article.rangeOf('Na semana').start.translate(-1, 1000);
    article.editor.selection = new vscode.Selection(end, end);
    await execute('type', { text: 'Sim' });
    await decide(article, 'Lisboa', 1, 'marginalia.accept');
    await decide(article, 'ONU', 0, 'marginalia.annotate', 'organization');
    await execute('marginalia.undo');
    await execute('marginalia.undo');
    await execute('undo');
    assert.equal(article.document.getText(), VISIT);
    await decide(article, 'Lisboa', 1, 'marginalia.accept');
    await eventually('an unchanged article', () => (article.document.isDirty ? undefined : true));
    await execute('redo');
    assert.include(article.document.getText(), 'Sim', 'a decision leaves what the editor can redo');
  });
});

/** Accepts a mention by its name, the caret staying where it is. */
async function decideThere(article: WorkspaceArticle): Promise<void> {
  const markdown = (await article.card('Lisboa', 1))?.markdown ?? '';
  const query = /command:marginalia\.accept\?([^)]*)\)/.exec(markdown)?.[1] ?? '';
  const args = JSON.parse(decodeURIComponent(query)) as unknown[];
  await vscode.commands.executeCommand('marginalia.accept', ...args);
  await article.sidecarSaying(/accepted/);
}

async function decide(
  article: WorkspaceArticle,
  quote: string,
  occurrence: number,
  command: string,
  ...args: unknown[]
): Promise<void> {
  article.select(quote, occurrence);
  await execute(command, ...args);
}
