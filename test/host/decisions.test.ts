import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

const TEXT = `---
title: Visita a Lisboa
published: 2024-07-20
language: pt
---
Política

O presidente Marcelo Duarte chegou a Lisboa em 18 de julho, disse a ONU.
Na semana passada, Duarte esteve em Lisboa.
`;

describe('deciding about an article', () => {
  it('shows a card with the label, the mentions and the resolved value', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    const card = await eventually('a card on the place in the body', async () => article.card('Lisboa', 1));
    assert.include(card.text, 'location · suggested');
    assert.include(card.text, '2 mentions in this article');
    const date = await article.card('18 de julho');
    assert.include(date?.text, 'Thursday, July 18, 2024');
    assert.include(date?.text, 'DATE 2024-07-18');
  });

  it('shows on the card of a surname whose it is, with all forms and their counts', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    const card = await eventually('a card on the surname', async () => article.card('Duarte', 1));
    assert.match(card.text, /\*\*Marcelo Duarte\*\*/);
    assert.match(card.text, /Marcelo Duarte(?: and |, )Duarte\./);
  });

  it('leaves the front matter alone', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card in the body', async () => article.card('Lisboa', 1));
    assert.isUndefined(await article.card('Lisboa', 0));
  });

  it('saves what was accepted and rejected beside the article', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card in the body', async () => article.card('Lisboa', 1));
    article.select('Lisboa', 1);
    await vscode.commands.executeCommand('marginalia.accept');
    article.select('18 de julho');
    await vscode.commands.executeCommand('marginalia.reject');
    const sidecar = await article.sidecarSaying(/rejected/);
    assert.match(sidecar, /label: location\n {4}quote: Lisboa\n {4}position: \[\d+, \d+\]/);
    assert.match(sidecar, /quote: 18 de julho[^]*status: rejected/);
    assert.isUndefined(await article.card('18 de julho'), 'a rejected mention is not shown');
    assert.include((await article.card('Lisboa', 1))?.text, 'accepted');
    assert.isUndefined((await article.card('Lisboa', 1))?.text.match(/marginalia\.accept/) ?? undefined);
  });

  it('annotates the selection and takes it back', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card in the body', async () => article.card('Lisboa', 1));
    article.select('presidente');
    await vscode.commands.executeCommand('marginalia.annotate', 'event');
    await article.sidecarSaying(/label: event\n {4}quote: presidente/);
    await vscode.commands.executeCommand('marginalia.remove');
    const sidecar = await article.sidecarSaying(/annotations: \[\]/);
    assert.notInclude(sidecar, 'presidente');
  });

  it('annotates the word at each caret', async () => {
    const article = await WorkspaceArticle.open('Norte e sul\nleste e oeste\n');
    await eventually('the article', () =>
      vscode.window.activeTextEditor === article.editor ? true : undefined,
    );
    article.editor.selections = [new vscode.Selection(0, 2, 0, 2), new vscode.Selection(1, 2, 1, 2)];
    await eventually('two annotations', async () => {
      await vscode.commands.executeCommand('marginalia.annotate', 'location');
      return /quote: Norte[^]*quote: leste/.test(await article.sidecar()) || undefined;
    });
  });

  it('refuses to annotate front matter', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card in the body', async () => article.card('Lisboa', 1));
    article.select('Visita a Lisboa');
    await vscode.commands.executeCommand('marginalia.annotate', 'event');
    assert.equal(await article.sidecar(), '');
  });

  it('shows what a colleague wrote into the sidecar meanwhile, and loses nothing of it', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card in the body', async () => article.card('Lisboa', 1));
    article.select('Lisboa', 1);
    await vscode.commands.executeCommand('marginalia.accept');
    const first = await article.sidecarSaying(/accepted/);
    await article.writeSidecar(
      `${first.replace('status: accepted', 'status: rejected # not sure')}team: red\n`,
    );
    article.select('18 de julho');
    await vscode.commands.executeCommand('marginalia.accept');
    const sidecar = await article.sidecarSaying(/18 de julho/);
    assert.include(sidecar, 'status: rejected # not sure');
    assert.match(sidecar, /status: accepted/);
    assert.include(sidecar, 'team: red');
  });

  it('offers the decisions on the lightbulb', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card in the body', async () => article.card('Lisboa', 1));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      article.uri,
      article.rangeOf('Lisboa', 1),
    );
    const titles = actions.map(({ title }) => title);
    assert.includeMembers(titles, [
      'Accept “Lisboa” as location',
      'Reject “Lisboa”',
      'Change the label of “Lisboa”…',
    ]);
  });

  it('moves from mention to mention', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card in the body', async () => article.card('Lisboa', 1));
    article.select('Lisboa', 1);
    await caretAt(article.rangeOf('Lisboa', 2).start, 'marginalia.nextMentionOfEntity');
    article.select('Duarte', 1);
    await caretAt(article.rangeOf('Marcelo Duarte').start, 'marginalia.nextMentionOfEntity');
    article.select('Lisboa', 2);
    await vscode.commands.executeCommand('marginalia.previousMention');
    assert.isTrue(article.editor.selection.active.isBefore(article.rangeOf('Lisboa', 2).start));
  });
});

/** Runs a command, and waits until the editor tells that the caret is at a place. */
async function caretAt(position: vscode.Position, command: string): Promise<void> {
  let listener: vscode.Disposable | undefined;
  const arrived = new Promise<void>((resolve) => {
    listener = vscode.window.onDidChangeTextEditorSelection(({ selections }) => {
      if (selections[0]?.active.isEqual(position)) resolve();
    });
  });
  try {
    await vscode.commands.executeCommand(command);
    await arrived;
  } finally {
    listener?.dispose();
  }
}

describe('an article that changes', () => {
  it('carries its annotations along with every edit, and saves them where they are found again', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card in the body', async () => article.card('Lisboa', 1));
    article.select('Lisboa', 1);
    await vscode.commands.executeCommand('marginalia.accept');
    const place = article.rangeOf('Lisboa', 1);
    await article.editor.edit((edit) => {
      edit.insert(article.rangeOf('O presidente').start, 'Ontem à noite 😀 chovia muito.\n');
      edit.insert(place.start.translate(0, 3), 'xx');
      edit.replace(article.rangeOf('Na semana passada'), 'Antes');
    });
    const card = await eventually('the card on the edited word', async () => article.card('Lisxxboa'));
    assert.include(card.text, 'accepted');
    assert.isTrue(card.range?.isEqual(article.rangeOf('Lisxxboa')));
    await article.document.save();
    await article.sidecarSaying(/quote: Lisxxboa/);
  });

  it('keeps places the same whether lines end in LF or CRLF', async () => {
    const article = await WorkspaceArticle.open(TEXT.replaceAll('\n', '\r\n'));
    const last = await eventually('a card on the last line', async () => article.card('Lisboa', 2));
    assert.isTrue(last.range?.isEqual(article.rangeOf('Lisboa', 2)));
    article.select('Lisboa', 2);
    await vscode.commands.executeCommand('marginalia.accept');
    const start = TEXT.lastIndexOf('Lisboa');
    await article.sidecarSaying(new RegExp(`position: \\[${start}, ${start + 6}\\]`));
  });
});
