import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';
import { execute } from './visit';

const ARTICLE = `---
language: en
published: 2024-07-20
---
The line links North and South America by ship.
`;

function selections(article: WorkspaceArticle, ...quotes: string[]): void {
  article.editor.selections = quotes.map((quote) => {
    const { start, end } = article.rangeOf(quote);
    return new vscode.Selection(start, end);
  });
}

describe('an annotation in pieces', () => {
  it('is made of several selections, told on the card, and undone in one step', async () => {
    const article = await WorkspaceArticle.open(ARTICLE);
    selections(article, 'North', 'America');
    await execute('marginalia.annotateAsOne', 'event');
    await article.sidecarSaying(
      /quote: North and South America\n(?: {4}.*\n)+ {4}pieces: \[\[0, 5\], \[16, 23\]\]/,
    );
    const card = await article.card('North');
    assert.include(card?.text, 'North … America');
    assert.include(card?.text, 'event · accepted');
    assert.isTrue(card?.range?.isEqual(article.rangeOf('North')), 'the piece is what the card is of');
    assert.notInclude((await article.card('and'))?.text ?? '', 'event');
    await execute('marginalia.undo');
    assert.match(await article.sidecar(), /annotations: \[\]/);
    await execute('marginalia.redo');
    await article.sidecarSaying(/pieces:/);
  });

  it('gets a further piece by what is selected, and loses one, each in one step', async () => {
    const article = await WorkspaceArticle.open(ARTICLE);
    article.select('North');
    await execute('marginalia.annotate', 'event');
    article.select('America');
    await execute('marginalia.addPiece');
    await article.sidecarSaying(/pieces: \[\[0, 5\], \[16, 23\]\]/);
    article.select('ship');
    await execute('marginalia.addPiece');
    const three = await article.sidecarSaying(/pieces: \[\[0, 5\], \[16, 23\], \[27, 31\]\]/);
    assert.equal(three.match(/- id:/g)?.length, 1);
    const { start } = article.rangeOf('America');
    article.editor.selection = new vscode.Selection(start, start);
    await execute('marginalia.removePiece');
    await article.sidecarSaying(/pieces: \[\[0, 5\], \[27, 31\]\]/);
    await execute('marginalia.undo');
    await article.sidecarSaying(/pieces: \[\[0, 5\], \[16, 23\], \[27, 31\]\]/);
    await execute('marginalia.undo');
    await execute('marginalia.undo');
    const one = await article.sidecarSaying(/quote: North\n/);
    assert.notInclude(one, 'pieces');
  });

  it('grows and shrinks by word in the piece at the caret', async () => {
    const article = await WorkspaceArticle.open(ARTICLE);
    selections(article, 'North', 'America');
    await execute('marginalia.annotateAsOne', 'event');
    await article.sidecarSaying(/pieces:/);
    const { start } = article.rangeOf('America');
    article.editor.selection = new vscode.Selection(start, start);
    await execute('marginalia.startLeft');
    await article.sidecarSaying(/pieces: \[\[0, 5\], \[10, 23\]\]/);
    await execute('marginalia.startLeft');
    const sidecar = await article.sidecarSaying(/quote: North and South America\n/);
    await eventually('one stretch', async () => !(await article.sidecar()).includes('pieces') || undefined);
    assert.equal(sidecar.match(/- id:/g)?.length, 1);
  });

  it('follows the text, and asks for a person where a piece is deleted', async () => {
    const article = await WorkspaceArticle.open(ARTICLE);
    selections(article, 'North', 'America');
    await execute('marginalia.annotateAsOne', 'event');
    await article.sidecarSaying(/pieces:/);
    await article.editor.edit((edit) => edit.insert(article.rangeOf('South').start, 'most of '));
    assert.include((await article.card('America'))?.text, 'North … America');
    assert.notInclude((await article.card('South'))?.text ?? '', 'event');
    await article.editor.edit((edit) => edit.delete(article.rangeOf('North ')));
    await eventually('a problem that names it', () =>
      vscode.languages
        .getDiagnostics(article.sidecarUri)
        .find(
          ({ code, message }) => code === 'annotation-orphan' && message.includes('North and South America'),
        ),
    );
    assert.notInclude((await article.card('America'))?.text ?? '', 'event');
    await execute('undo');
    await eventually('the annotation again', async () =>
      (await article.card('America'))?.text.includes('North … America') ? true : undefined,
    );
  });
});
