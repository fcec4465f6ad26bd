import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

const TEXT = `---
published: 2024-07-20
language: pt
---
Ministro visita Faro

O ministro da Defesa português João Valadares esteve em Faro, em 18 de julho.
Na semana passada, Valadares falou em Lisboa com Rosalía Couto. Em Faro, nada disse.
`;

async function article(text = TEXT): Promise<WorkspaceArticle> {
  const opened = await WorkspaceArticle.open(text);
  await eventually('a card in the body', async () => opened.card('Faro', 1));
  return opened;
}

describe("the editor's own features", () => {
  it('lists the entities by label in the outline', async () => {
    const { uri } = await article();
    const groups = await eventually('an outline', async () =>
      vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      ),
    );
    const places = groups.find(({ name }) => name === 'location');
    const faro = places?.children.find(({ name }) => name === 'Faro');
    assert.equal(faro?.detail, '×3');
    assert.lengthOf(faro?.children ?? [], 3);
    assert.include(
      groups.map(({ name }) => name),
      'date',
    );
  });

  it('marks, lists and leads to the mentions of an entity', async () => {
    const opened = await article();
    const at = [opened.uri, opened.rangeOf('Faro', 2).start] as const;
    const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      ...at,
    );
    assert.lengthOf(highlights, 3);
    const [definition] = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      ...at,
    );
    assert.isTrue(definition?.range.isEqual(opened.rangeOf('Faro', 0)));
  });

  it('lists the mentions of an entity over the corpus', async () => {
    const first = await article();
    first.select('Faro', 1);
    await vscode.commands.executeCommand('marginalia.accept');
    await first.sidecarSaying(/accepted/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const second = await article();
    await eventually('references in both articles', async () => {
      const references = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        second.uri,
        second.rangeOf('Faro', 1).start,
      );
      const files = new Set(references.map(({ uri }) => uri.toString()));
      return files.has(first.uri.toString()) && files.has(second.uri.toString()) ? true : undefined;
    });
  });

  it('finds an entity of the corpus from anywhere', async () => {
    await article();
    const found = await eventually('the entity', async () => {
      const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'valadares',
      );
      return symbols.find(({ name }) => name === 'João Valadares');
    });
    assert.include(found.containerName, 'person');
  });

  it('shows the values of relative dates behind them, unless that is switched off', async () => {
    const opened = await article();
    const hints = async () =>
      vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        opened.uri,
        new vscode.Range(0, 0, opened.document.lineCount, 0),
      );
    const values = (
      await eventually('a hint', async () => {
        const some = await hints();
        return some.length > 0 ? some : undefined;
      })
    ).map(({ label }) => label);
    assert.include(values, '2024-W28');
    const settings = vscode.workspace.getConfiguration('marginalia');
    await settings.update('dateHints', 'off', vscode.ConfigurationTarget.Workspace);
    try {
      await eventually('no hint', async () => ((await hints()).length === 0 ? true : undefined));
    } finally {
      await settings.update('dateHints', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('shows the progress above the headline, and accepts what is left', async () => {
    const { uri } = await article();
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      5,
    );
    const ours = lenses.filter(({ command }) => command?.command.startsWith('marginalia.'));
    assert.match(ours[0]?.command?.title ?? '', /0 of \d+ decided/);
    assert.match(ours[1]?.command?.title ?? '', /Accept all \d+/);
    assert.equal(ours[0]?.range.start.line, 4);
  });

  it('nests sidecars and layers below their article', () => {
    const patterns = vscode.workspace.getConfiguration('explorer').get('fileNesting.patterns');
    const nested = '${capture}.article.ann.yaml, ${capture}.article.*.ann.yaml';
    assert.propertyVal(patterns as Record<string, string>, '*.article', nested);
  });
});

describe('the card', () => {
  it('tells who a person is, and with whom', async () => {
    const opened = await article();
    const card = await opened.card('Valadares', 1);
    assert.include(card?.text, 'João Valadares');
    assert.include(card?.text, 'ministro da Defesa português');
    assert.match(card?.text ?? '', /2 mentions in this article, on lines 7, 8\. /);
    assert.match(card?.text ?? '', /Together with Faro ×2/);
    assert.match(card?.text ?? '', /Suggested with \d+ % confidence: the trained model reads it so/);
  });

  it('tells where a place is', async () => {
    const card = await (await article()).card('Lisboa');
    assert.match(card?.text ?? '', /Lisbon, capital of 🇵🇹 Portugal \(PT\)/);
    assert.match(card?.text ?? '', /38\.72° N, 9\.13° W/);
  });

  it('tells a date in words, how far it is, and how it was resolved', async () => {
    const opened = await article();
    const day = (await opened.card('18 de julho'))?.text ?? '';
    assert.include(day, 'Thursday, July 18, 2024');
    assert.include(day, '2 days before the article appeared.');
    const week = (await opened.card('semana passada'))?.text ?? '';
    assert.include(week, '1 week before the article appeared.');
    assert.include(week, 'Counted from the article’s date, 2024-07-20.');
    assert.include(week, 'marginalia.changeDateValue');
  });
});

describe('a sidecar in the editor', () => {
  async function sidecarOf(opened: WorkspaceArticle): Promise<vscode.TextDocument> {
    opened.select('Faro', 1);
    await vscode.commands.executeCommand('marginalia.accept');
    await opened.sidecarSaying(/accepted/);
    return vscode.workspace.openTextDocument(opened.sidecarUri);
  }

  function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
    return document.positionAt(document.getText().indexOf(text));
  }

  it('completes keys and values', async () => {
    const document = await sidecarOf(await article());
    const labels = async (position: vscode.Position) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.includeMembers(await labels(placeOf(document, 'accepted')), ['suggested', 'accepted', 'rejected']);
    const keys = await labels(placeOf(document, 'annotations:'));
    assert.includeMembers(keys, ['published', 'language']);
  });

  it('explains a key and quotes the article, and leads there', async () => {
    const opened = await article();
    const document = await sidecarOf(opened);
    const at = placeOf(document, 'status: accepted').translate(0, 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value))
      .join(' ');
    assert.include(text, 'What is decided about this annotation');
    assert.match(text, /\*\*Faro\*\*.*line 7/);
    const places = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    );
    const place = places.find(({ uri }) => uri.toString() === opened.uri.toString());
    assert.isTrue(place?.range.isEqual(opened.rangeOf('Faro', 1)));
  });
});
