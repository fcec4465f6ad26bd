import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

const TEXT = 'Kim chegou a Lisboa.\n\nDepois, Kim voltou a casa com Rita Moura.\n';

/** An article in which one name is annotated, told apart from its look-alikes by where it stands. */
async function annotated(quote: string, occurrence = 0): Promise<WorkspaceArticle> {
  const article = await WorkspaceArticle.open(TEXT);
  article.select(quote, occurrence);
  await vscode.commands.executeCommand('marginalia.annotate', 'person');
  await article.sidecarSaying(/status: accepted/);
  return article;
}

/** Waits until the annotation's card is over this occurrence of a text, over all of it and nothing else. */
async function isOver(article: WorkspaceArticle, quote: string, occurrence: number): Promise<void> {
  await eventually(`the annotation over “${quote}” ${occurrence}`, async () => {
    const card = await article.card(quote, occurrence);
    if (!card?.text.includes('accepted')) return undefined;
    return card.range?.isEqual(article.rangeOf(quote, occurrence));
  });
}

const start = new vscode.Position(0, 0);

describe('an annotation, while its article is edited', () => {
  it('follows typing above it, its undo and its redo', async () => {
    const article = await annotated('Kim', 1);
    await article.editor.edit((edit) => edit.insert(start, 'Kim, outra vez.\n'));
    await isOver(article, 'Kim', 2);
    await vscode.commands.executeCommand('undo');
    await isOver(article, 'Kim', 1);
    await vscode.commands.executeCommand('redo');
    await isOver(article, 'Kim', 2);
  });

  it('follows edits in several places at once, around it and beside it', async () => {
    const article = await annotated('Kim', 1);
    await article.editor.edit((edit) => {
      edit.replace(article.rangeOf('Lisboa'), 'Kim e a Lisboa antiga');
      edit.insert(article.rangeOf('Depois').start, '— ');
      edit.delete(article.rangeOf(' com Rita Moura'));
    });
    await isOver(article, 'Kim', 2);
  });

  it('follows what is replaced everywhere, by the editor or by a program', async () => {
    const article = await annotated('Kim', 1);
    // The word at the caret would be searched for.
    const blank = new vscode.Position(1, 0);
    article.editor.selection = new vscode.Selection(blank, blank);
    await vscode.commands.executeCommand('editor.actions.findWithArgs', {
      searchString: ' a ',
      replaceString: ' até à ',
    });
    await vscode.commands.executeCommand('editor.action.replaceAll');
    await vscode.commands.executeCommand('closeFindWidget');
    await eventually(
      'the new words',
      () => article.document.getText().match(/até à/g)?.length === 2 || undefined,
    );
    await isOver(article, 'Kim', 1);
    const everywhere = new vscode.WorkspaceEdit();
    for (const [at, character] of [...article.document.getText()].entries()) {
      if (character === 'o') everywhere.insert(article.uri, article.document.positionAt(at), 'Kim ');
    }
    assert.isTrue(await vscode.workspace.applyEdit(everywhere));
    const before = await eventually('the new text', () => {
      const [head, tail] = article.document.getText().split('Kim vKim oltKim ou');
      return tail === undefined ? undefined : head?.match(/Kim/g)?.length;
    });
    await isOver(article, 'Kim', before);
    await vscode.commands.executeCommand('undo');
    await isOver(article, 'Kim', 1);
  });

  it('is put back by one command where it lost its place, to what is selected', async () => {
    const article = await WorkspaceArticle.open('Nada disto se passou aqui, disse Ana Torres depois.\n', {
      sidecar: `marginalia: 1
annotations:
  - id: gone
    label: person
    quote: Ana Torres
    position: [2, 12]
    prefix: "A "
    suffix: " saiu de casa."
    status: accepted
    note: mine
`,
    });
    await eventually('the orphan', () =>
      vscode.languages.getDiagnostics(article.sidecarUri).find(({ code }) => code === 'annotation-orphan'),
    );
    article.select('Ana Torres');
    await vscode.commands.executeCommand('marginalia.reattach');
    await isOver(article, 'Ana Torres', 0);
    assert.match(await article.sidecar(), /position: \[33, 43\][^]*note: mine/);
    await eventually('no problem', () =>
      vscode.languages.getDiagnostics(article.sidecarUri).length === 0 ? true : undefined,
    );
  });

  it('stays where another line end is chosen', async () => {
    const article = await annotated('Kim', 1);
    await article.editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    await isOver(article, 'Kim', 1);
    await article.document.save();
    await isOver(article, 'Kim', 1);
    await article.editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.LF));
    await isOver(article, 'Kim', 1);
  });

  it('is found in what a formatter makes of the whole text', async () => {
    const article = await annotated('Rita Moura');
    const formatter = vscode.languages.registerDocumentFormattingEditProvider('article', {
      provideDocumentFormattingEdits: (document) => [
        vscode.TextEdit.replace(
          new vscode.Range(start, document.positionAt(document.getText().length)),
          document.getText().replace(/\n\n/, '\n\n\n').replace('chegou', 'chegou ontem'),
        ),
      ],
    });
    try {
      await vscode.commands.executeCommand('editor.action.formatDocument');
      await eventually('the formatted text', () => article.document.getText().includes('ontem') || undefined);
      await isOver(article, 'Rita Moura', 0);
    } finally {
      formatter.dispose();
    }
  });

  it('comes back to its place when the file is reverted', async () => {
    const article = await annotated('Kim', 1);
    await article.editor.edit((edit) => edit.replace(article.rangeOf('Kim chegou a Lisboa.'), 'Nada.'));
    await isOver(article, 'Kim', 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await isOver(article, 'Kim', 1);
  });
});

describe('the sidecar of an article', () => {
  const renamed = async (article: WorkspaceArticle, suffix: string): Promise<vscode.Uri> => {
    const to = article.uri.with({ path: article.uri.path.replace('.article', `${suffix}.article`) });
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(article.uri, to);
    assert.isTrue(await vscode.workspace.applyEdit(edit));
    return to;
  };
  const exists = async (uri: vscode.Uri) => {
    try {
      await vscode.workspace.fs.stat(uri);
      return true;
    } catch {
      return false;
    }
  };
  const sidecar = (uri: vscode.Uri) => uri.with({ path: `${uri.path}.ann.yaml` });

  it('goes along when the article is renamed', async () => {
    const article = await annotated('Kim', 1);
    const before = await article.sidecar();
    const layer = (uri: vscode.Uri) => uri.with({ path: `${uri.path}.ana.ann.yaml` });
    await vscode.workspace.fs.writeFile(layer(article.uri), new TextEncoder().encode(before));
    const to = await renamed(article, '-renamed');
    await eventually('the layer under its new name', async () => (await exists(layer(to))) || undefined);
    await eventually('the sidecar under its new name', async () => (await exists(sidecar(to))) || undefined);
    assert.isFalse(await exists(article.sidecarUri));
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(sidecar(to))), before);
  });

  it('comes back when the renaming is undone', async () => {
    const article = await annotated('Kim', 1);
    const before = await article.sidecar();
    const to = await renamed(article, '-undone');
    await eventually('the sidecar under its new name', async () => (await exists(sidecar(to))) || undefined);
    await vscode.commands.executeCommand('undo');
    await eventually('the article under its old name', async () => (await exists(article.uri)) || undefined);
    await eventually('its sidecar', async () => (await exists(article.sidecarUri)) || undefined);
    assert.equal(await article.sidecar(), before);
    assert.isFalse(await exists(sidecar(to)));
  });

  it('stays where there is one under the new name: neither is lost', async () => {
    const article = await annotated('Kim', 1);
    const before = await article.sidecar();
    const other = sidecar(article.uri.with({ path: article.uri.path.replace('.article', '-taken.article') }));
    const theirs = 'marginalia: 1 # of another\nannotations: []\n';
    await vscode.workspace.fs.writeFile(other, new TextEncoder().encode(theirs));
    await renamed(article, '-taken');
    assert.equal(await article.sidecar(), before);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(other)), theirs);
  });
});
