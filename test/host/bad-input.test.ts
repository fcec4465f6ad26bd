import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

/** Waits until the extension has had time to read an article, by way of one that gets a card. */
async function settled(): Promise<void> {
  const article = await WorkspaceArticle.open('O rio chegou a Lisboa em 18 de julho de 2024.\n');
  await eventually('a card', async () => article.card('18 de julho'));
}

describe('bad input', () => {
  it('leaves a malformed sidecar as it is and shows where the fault is', async () => {
    const sidecar = 'marginalia: 1\nannotations:\n  - id: a\n    label: [person\n';
    const article = await WorkspaceArticle.open('A visita a Lisboa foi em 18 de julho de 2024.\n', {
      sidecar,
    });
    const [diagnostic] = await eventually('a diagnostic', () => {
      const found = vscode.languages.getDiagnostics(article.sidecarUri);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(diagnostic?.source, 'Marginalia');
    assert.isAtLeast(diagnostic?.range.start.line ?? -1, 3);
    await eventually('a card', async () => article.card('18 de julho'));
    article.select('18 de julho');
    void vscode.commands.executeCommand('marginalia.accept');
    await settled();
    assert.equal(await article.sidecar(), sidecar);
  });

  it('names the key and the line of a fault in the sidecar', async () => {
    const sidecar = 'marginalia: 1\nannotations:\n  - id: a\n    label: person\n    status: maybe\n';
    const article = await WorkspaceArticle.open('A visita a Lisboa.\n', { sidecar });
    const diagnostics = await eventually('diagnostics', () => {
      const found = vscode.languages.getDiagnostics(article.sidecarUri);
      return found.length > 0 ? found : undefined;
    });
    const status = diagnostics.find(({ message }) => message.includes('annotations.0.status'));
    assert.equal(status?.range.start.line, 4);
  });

  it('says where front matter is at fault', async () => {
    const article = await WorkspaceArticle.open('---\ntitle: Visita\npublished: ontem\n---\nNada.\n');
    const [diagnostic] = await eventually('a diagnostic', () => {
      const found = vscode.languages.getDiagnostics(article.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(diagnostic?.code, 'front-matter-date');
    assert.isTrue(diagnostic?.range.isEqual(article.rangeOf('ontem')));
  });

  it('keeps an annotation whose text is gone, and says so', async () => {
    const sidecar = `marginalia: 1
annotations:
  - id: gone
    label: person
    quote: Ana Torres
    position: [2, 12]
    prefix: "A "
    suffix: " saiu de casa."
    status: accepted
`;
    const article = await WorkspaceArticle.open('Nada disto se passou aqui, disse Ana Torres depois.\n', {
      sidecar,
    });
    const [diagnostic] = await eventually('a diagnostic', () => {
      const found = vscode.languages.getDiagnostics(article.sidecarUri);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(diagnostic?.code, 'annotation-orphan');
    assert.equal(diagnostic?.range.start.line, 2);
    assert.equal(await article.sidecar(), sidecar);
  });

  it('shows text of an article as text, never as a link, an image or HTML', async () => {
    const hostile = 'Ana [x](command:workbench.action.quit) <b>B</b> ![i](https://example.org/i.png) `c`';
    const article = await WorkspaceArticle.open(`Ontem ${hostile} falou.\n`);
    article.select(hostile);
    await eventually('the annotation', async () => {
      await vscode.commands.executeCommand('marginalia.annotate', 'person');
      return (await article.sidecar()) || undefined;
    });
    const card = await eventually('a card', async () => article.card('[x]'));
    const links = [...card.markdown.matchAll(/(?<!\\)\]\((.*?)\)/g)].map(([, target]) => target ?? '');
    assert.isNotEmpty(links);
    for (const target of links) assert.match(target, /^command:marginalia\./);
    assert.notMatch(card.markdown, /(?<!\\)<b/);
  });

  it('shows what a sidecar says as text, never as a link or an image', async () => {
    const hostile = JSON.stringify('x`\n\n![i](https://example.org/i.png) [x](command:marginalia.remove)');
    const sidecar = `marginalia: 1
annotations:
  - id: "d1) ![i](https://example.org/i.png"
    label: date
    quote: 18 de julho
    position: [2, 13]
    prefix: "A "
    suffix: " foi tudo."
    status: accepted
    by: ${hostile}
    note: ${hostile}
    attributes: { ${hostile}: ${hostile} }
    timex: { type: DATE, value: ${hostile}, mod: ${hostile}, anchor: ${hostile} }
    conflict:
      - { status: rejected, by: ${hostile} }
      - { status: accepted, by: ${hostile} }
`;
    const article = await WorkspaceArticle.open('A 18 de julho foi tudo.\n', { sidecar });
    const card = await eventually('a card', async () => article.card('18 de julho'));
    assert.include(card.markdown, 'example');
    assert.notMatch(
      card.markdown.replace(/(?<!\\)`[^`\n]*`/g, ''),
      /(?<!\\)!\[|(?<!\\)\]\((?!command:marginalia\.\w+[?)])/,
    );
  });

  for (const [name, content] of Object.entries({
    'an empty file': '',
    'blank lines': '\n\n \n',
    'no capital letter': 'o rio subiu e ninguém saiu de casa\n',
    'emoji and combining marks': '👩‍👩‍👧 Zoe\u0308 foi a Lisboa 😀 em 18 de julho de 2024.\n',
    'right-to-left text': 'زار الرئيس Lisboa في 18/07/2024 مع الوفد.\n',
    'a NUL character where VS Code does not look for one': `${'Lisboa fica aqui. '.repeat(100)}\0 e mais\n`,
    'only front matter': '---\ntitle: x\n---\n',
    'broken front matter': '---\ntitle: [x\n---\nLisboa fica aqui.\n',
  })) {
    it(`survives ${name}`, async () => {
      await WorkspaceArticle.open(content, { extension: 'txt' });
      await settled();
    });
  }

  it('annotates nothing in a file whose bytes are not UTF-8', async () => {
    const article = await WorkspaceArticle.open(
      Uint8Array.of(0xcb, 0xe8, 0xf1, 0xe0, 0xe1, 0xee, 0xed, 0x0a),
      {
        extension: 'txt',
      },
    );
    await settled();
    await vscode.window.showTextDocument(article.document);
    article.editor.selection = new vscode.Selection(0, 0, 0, 4);
    await vscode.commands.executeCommand('marginalia.annotate', 'person');
    assert.equal(await article.sidecar(), '');
  });

  it('annotates a text that holds a replacement character of its own', async () => {
    const article = await WorkspaceArticle.open('O Jos\uFFFD foi a Lisboa em 18 de julho de 2024.\n');
    await eventually('a card', async () => article.card('18 de julho'));
    article.select('Jos\uFFFD');
    await vscode.commands.executeCommand('marginalia.annotate', 'person');
    await article.sidecarSaying(/quote: Jos\uFFFD/);
  });

  it('links to the mention from its card, whatever the names of the file and the annotation hold', async () => {
    const sidecar = `marginalia: 1
annotations:
  - id: "a) (b"
    label: location
    quote: Lisboa
    position: [2, 8]
    prefix: "A "
    suffix: " dos barcos."
    status: suggested
`;
    const article = await WorkspaceArticle.open('A Lisboa dos barcos.\n', {
      sidecar,
      extension: '(1).article',
    });
    const card = await eventually('a card', async () => article.card('Lisboa'));
    const [, query] = /\(command:marginalia\.accept\?([^()]*)\)/.exec(card.markdown) ?? [];
    const [uri, id] = JSON.parse(decodeURIComponent(query ?? '')) as [string, string];
    await vscode.commands.executeCommand('marginalia.accept', uri, id);
    await article.sidecarSaying(/id: "a\) \(b"[^]*status: accepted/);
  });

  it('leaves a sidecar that is not UTF-8 as it is', async () => {
    const article = await WorkspaceArticle.open('A visita foi em 18 de julho de 2024.\n');
    const bytes = Uint8Array.of(0x23, 0xcb, 0xe8, 0x0a);
    await vscode.workspace.fs.writeFile(article.sidecarUri, bytes);
    await eventually('a diagnostic', () => vscode.languages.getDiagnostics(article.sidecarUri)[0]);
    article.select('18 de julho');
    void vscode.commands.executeCommand('marginalia.accept');
    await settled();
    assert.deepEqual(await vscode.workspace.fs.readFile(article.sidecarUri), bytes);
  });
});
