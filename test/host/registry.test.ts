import { assert } from 'chai';
import * as vscode from 'vscode';
import { learn } from './learning';
import { eventually, WorkspaceArticle } from './workspace-article';

const execute = vscode.commands.executeCommand;

const TEXT = `---
published: 2024-07-20
language: pt
---
Comeu-se xerém de lingueirão. O capitão Abílio Farpela disse que o xerém de lingueirão volta.
`;

describe('the registry of entities', () => {
  before(() => learn(true));
  after(() => learn(false));
  afterEach(async () => {
    await write('marginalia: 1\n');
    await vscode.workspace.fs.delete(registryUri());
    await execute('workbench.action.closeAllEditors');
  });

  it('has what was accepted found everywhere at once, in the next article too, and undo has it forgotten', async () => {
    const first = await WorkspaceArticle.open(TEXT);
    await eventually('a suggestion', async () => first.card('Abílio Farpela'));
    assert.isUndefined(await first.card('xerém de lingueirão'));
    first.select('xerém de lingueirão');
    await execute('marginalia.annotate', 'product');
    const other = await eventually('the other mention', async () => first.card('xerém de lingueirão', 1));
    assert.include(other.text, 'the name was accepted before');
    assert.include(other.text, 'Decisions about this name: 1 for it, 0 against it');
    const second = await WorkspaceArticle.open('Em Olhão há xerém de lingueirão, disse Abílio Farpela.\n');
    await eventually('the name in the next article', async () => second.card('xerém de lingueirão'));
    await vscode.window.showTextDocument(first.document);
    await execute('marginalia.undo');
    await vscode.window.showTextDocument(second.document);
    await eventually('no such name', async () =>
      (await second.card('xerém de lingueirão')) ? undefined : true,
    );
  });

  it('suggests no longer what was rejected', async () => {
    const first = await WorkspaceArticle.open(TEXT);
    await eventually('a suggestion', async () => first.card('Abílio Farpela'));
    first.select('Abílio Farpela');
    await execute('marginalia.reject');
    await first.sidecarSaying(/rejected/);
    const second = await WorkspaceArticle.open(
      'Ontem o capitão Abílio Farpela falou em Lisboa em 18 de julho de 2024.\n',
    );
    await eventually('a date', async () => second.card('18 de julho'));
    await eventually('no such name', async () => ((await second.card('Abílio Farpela')) ? undefined : true));
    await vscode.window.showTextDocument(first.document);
    await execute('marginalia.undo');
    await vscode.window.showTextDocument(second.document);
    await eventually('the name again', async () => second.card('Abílio Farpela'));
  });

  it('links a mention to an entry or a new one, and shows on its card what the entry says', async () => {
    await write(`marginalia: 1
entities:
  - id: capitao
    label: person
    name: Abílio Marques Farpela # the elder
    description: Captain of [x](command:workbench.action.quit) boats.
    identifiers:
      wikidata: Q42
      home: javascript:alert(1)
`);
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a suggestion', async () => article.card('Abílio Farpela'));
    const args = targetOf(await article.card('Abílio Farpela'));
    await eventually('the registry', async () => {
      await execute('marginalia.linkEntity', ...args, 'capitao');
      return /entity: capitao/.test(await article.sidecar()) ? true : undefined;
    });
    assert.include(await read(), 'aliases: [Abílio Farpela]');
    assert.include(await read(), '# the elder');
    const card = await eventually('the entry', async () => {
      const shown = await article.card('Abílio Farpela');
      return shown?.text.includes('Abílio Marques Farpela') ? shown : undefined;
    });
    assert.include(card.markdown, '](https://www.wikidata.org/wiki/Q42)');
    assert.include(card.text, 'home: javascript:alert(1)');
    const targets = [...card.markdown.matchAll(/(?<!\\)\]\((.*?)\)/g)].map(([, target]) => target ?? '');
    for (const target of targets)
      assert.match(target, /^(?:command:marginalia\.|https:\/\/www\.wikidata\.org\/)/);

    const [definition] = await execute<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      article.uri,
      article.rangeOf('Abílio').start,
    );
    assert.equal(definition?.uri.toString(), registryUri().toString());
    assert.equal(definition?.range.start.line, 2);

    article.select('Abílio Farpela');
    await execute('marginalia.undo');
    assert.notInclude(await article.sidecar(), 'capitao');
    assert.notInclude(await read(), 'aliases');
  });

  it('is found by its names in every article, and tells why', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a suggestion', async () => article.card('Abílio Farpela'));
    await write(
      'marginalia: 1\nentities:\n  - { id: z, label: product, name: Xerém, aliases: [xerém de lingueirão] }\n',
    );
    const card = await eventually('the name', async () => article.card('xerém de lingueirão'));
    assert.include(card.text, 'it is a name in entities.yaml');
    assert.include(card.text, '**Xerém**');
    assert.include(card.text, '2 mentions in this article');
  });

  it('renames an entity everywhere but in the text, and takes it back', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a suggestion', async () => article.card('Abílio Farpela'));
    await vscode.window.showTextDocument(article.document);
    const edit = await execute<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      article.uri,
      article.rangeOf('Abílio').start,
      'Capitão Farpela',
    );
    assert.equal(edit.size, 0);
    assert.equal(article.document.getText(), TEXT);
    assert.match(await read(), /name: Capitão Farpela\n {4}aliases: \[Abílio Farpela\]/);
    await eventually('the new name', async () =>
      (await article.card('Abílio Farpela'))?.text.includes('**Capitão Farpela**') ? true : undefined,
    );
    await execute('marginalia.undo');
    assert.equal(await read(), '');
    await execute('marginalia.redo');
    assert.include(await read(), 'name: Capitão Farpela');
  });

  it('merges two entities under the name that is chosen, and undo parts them', async () => {
    const article = await WorkspaceArticle.open(`${TEXT}Ontem Ana Valadim falou; Anabela Valadim ouviu.\n`);
    await eventually('a suggestion', async () => article.card('Abílio Farpela'));
    for (const quote of ['Abílio Farpela', 'Ana Valadim']) {
      article.select(quote);
      await execute('marginalia.annotate', 'person');
    }
    await article.sidecarSaying(/quote: Ana Valadim/);
    await vscode.window.showTextDocument(article.document);
    const merged = eventually('the merged entry', async () => {
      const merging = execute('marginalia.mergeEntities', 'person:ana valadim', 'person:abilio farpela');
      await new Promise((resolve) => setTimeout(resolve, 500));
      await execute('workbench.action.acceptSelectedQuickOpenItem');
      await Promise.race([merging, new Promise((resolve) => setTimeout(resolve, 2000))]);
      return /replaces: \[ana-valadim\]/.test(await read()) ? true : undefined;
    });
    await merged;
    assert.match(await read(), /name: Abílio Farpela\n {4}aliases: \[Ana Valadim\]/);
    await eventually('one entity', async () =>
      (await article.card('Ana Valadim'))?.text.includes('2 mentions in this article') ? true : undefined,
    );
    await execute('marginalia.undo');
    assert.equal(await read(), '');
  });

  it('never suggests a name again, until it is forgotten', async () => {
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a suggestion', async () => article.card('Abílio Farpela'));
    article.select('Abílio Farpela');
    await execute('marginalia.neverSuggest');
    assert.match(await read(), /rejected:\n {2}- name: Abílio Farpela\n {4}label: person/);
    const second = await WorkspaceArticle.open('O capitão Abílio Farpela falou em 18 de julho de 2024.\n');
    await eventually('a date', async () => second.card('18 de julho'));
    assert.isUndefined(await second.card('Abílio Farpela'));
    await write('marginalia: 1\nforgotten: [{ name: Abílio Farpela, label: person }]\n');
    await eventually('the name again', async () => second.card('Abílio Farpela'));
  });

  it('forgets what decisions taught when it is asked to on the card, until that is undone', async () => {
    const first = await WorkspaceArticle.open(TEXT);
    await eventually('a suggestion', async () => first.card('Abílio Farpela'));
    first.select('xerém de lingueirão');
    await execute('marginalia.annotate', 'product');
    const second = await WorkspaceArticle.open('Em Olhão há xerém de lingueirão, disse Abílio Farpela.\n');
    const card = await eventually('the name', async () => second.card('xerém de lingueirão'));
    assert.include(card.markdown, 'command:marginalia.forgetName?');
    await execute('marginalia.forgetName', ...targetOf(card));
    assert.match(await read(), /forgotten:\n {2}- name: xerém de lingueirão\n {4}label: product/);
    await eventually('no such name', async () =>
      (await second.card('xerém de lingueirão')) ? undefined : true,
    );
    assert.include((await first.card('xerém de lingueirão'))?.text, 'accepted');
    await execute('marginalia.undo');
    assert.equal(await read(), '');
    await eventually('the name again', async () => second.card('xerém de lingueirão'));
  });

  it('has its faults named at their place, and is then not written to', async () => {
    const source =
      'marginalia: 1\nentities:\n  - { id: a, label: person, name: Ana }\n  - { id: a, label: person, name: Eva }\n';
    await write(source);
    const [fault] = await eventually('a fault', () => {
      const found = vscode.languages.getDiagnostics(registryUri());
      return found.length > 0 ? found : undefined;
    });
    assert.equal(fault?.range.start.line, 3);
    assert.include(fault?.message, 'used twice');
    const article = await WorkspaceArticle.open(TEXT);
    const card = await eventually('a suggestion', async () => article.card('Abílio Farpela'));
    void execute('marginalia.linkEntity', ...targetOf(card), 'a');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(await read(), source);
    assert.equal(await article.sidecar(), '');
  });

  it('serves its schema', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('marginalia:/schemas/registry.schema.json'),
    );
    const schema = JSON.parse(document.getText()) as { readonly properties: object };
    assert.hasAnyKeys(schema.properties, ['entities']);
  });
});

/** The arguments by which the links of a card name its mention. */
function targetOf(card: { readonly markdown: string } | undefined): unknown[] {
  const query = /command:marginalia\.linkEntity\?([^)]*)\)/.exec(card?.markdown ?? '')?.[1] ?? '';
  return JSON.parse(decodeURIComponent(query)) as unknown[];
}

function registryUri(): vscode.Uri {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!root) throw new Error('The tests want a workspace folder.');
  return vscode.Uri.joinPath(root, 'entities.yaml');
}

async function write(source: string): Promise<void> {
  await vscode.workspace.fs.writeFile(registryUri(), new TextEncoder().encode(source));
}

/** What the registry says on disk; empty where there is none. */
async function read(): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(registryUri()));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return '';
    throw error;
  }
}
