import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

const TEXT = 'Na reunião falou Marcelo Duarte.\nA seu lado estava Rita Nunes, da Liga Azul.\n';

const annotation = (id: string, quote: string, label: string) => `  - id: ${id}
    label: ${label}
    quote: ${quote}
    position: [${TEXT.indexOf(quote)}, ${TEXT.indexOf(quote) + quote.length}]
    prefix: ""
    suffix: ""
    status: accepted
`;
const SIDECAR = `marginalia: 1
annotations:
${annotation('marcelo', 'Marcelo Duarte', 'person')}${annotation('rita', 'Rita Nunes', 'person')}`;

describe('a relation between two mentions', () => {
  it('is made, told on the cards of both, taken back and made again', async () => {
    const article = await opened();
    await relate(article, 'marcelo', 'related-to', 'rita');
    await article.sidecarSaying(
      /relations:\n {2}- id: \w+\n {4}type: related-to\n {4}from: marcelo\n {4}to: rita\n/,
    );
    for (const [quote, other] of [
      ['Marcelo Duarte', 'Rita Nunes'],
      ['Rita Nunes', 'Marcelo Duarte'],
    ] as const) {
      const card = await eventually('a card that tells of it', async () => {
        const shown = await article.card(quote);
        return shown?.text.includes('related-to') ? shown : undefined;
      });
      const linked = card.text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('**', '');
      assert.include(linked, 'Marcelo Duarte related-to Rita Nunes');
      assert.include(card.text, `[${other}](command:marginalia.showMention`);
    }
    const related = await article.sidecar();
    await execute('marginalia.undo');
    assert.notInclude(await article.sidecar(), 'relations:');
    await execute('marginalia.redo');
    assert.equal(await article.sidecar(), related);
  });

  it('accepts a suggestion that it leads to, in the same step', async () => {
    const article = await opened();
    article.select('Liga Azul');
    await execute('marginalia.annotate', 'organization');
    const before = await article.sidecarSaying(/quote: Liga Azul\n/);
    await article.writeSidecar(
      before.replace(/(quote: Liga Azul\n(?: {4}.*\n)*? {4}status: )accepted/, '$1suggested'),
    );
    await article.sidecarSaying(/status: suggested/);
    await eventually('a card of a suggestion', async () =>
      (await article.card('Liga Azul'))?.text.includes('suggested') ? true : undefined,
    );
    const id = /id: (\w+)\n {4}label: organization/.exec(before)![1]!;
    await relate(article, 'rita', 'works-for', id);
    assert.notInclude(await article.sidecarSaying(/works-for/), 'suggested');
    await execute('marginalia.undo');
    const undone = await article.sidecar();
    assert.notInclude(undone, 'works-for');
    assert.include(undone, 'status: suggested');
  });

  it('goes when it is taken away on the card, and when an end goes; undo brings it back', async () => {
    const article = await opened();
    await relate(article, 'marcelo', 'related-to', 'rita');
    const related = await article.sidecarSaying(/related-to/);
    const link = /command:marginalia\.removeRelation\?([^ )]*)/;
    const card = await eventually('a card with a button', async () => {
      const markdown = (await article.card('Rita Nunes'))?.markdown;
      return markdown && link.test(markdown) ? markdown : undefined;
    });
    const args = JSON.parse(decodeURIComponent(link.exec(card)![1]!)) as unknown[];
    await execute('marginalia.removeRelation', ...args);
    assert.notInclude(await article.sidecar(), 'related-to');
    await execute('marginalia.undo');
    assert.equal(await article.sidecar(), related);
    article.select('Rita Nunes');
    await execute('marginalia.remove');
    const removed = await article.sidecar();
    assert.notInclude(removed, 'Rita Nunes');
    assert.notInclude(removed, 'relations:');
    await execute('marginalia.undo');
    assert.equal(await article.sidecar(), related);
  });

  it('is a problem in the sidecar where an end is unknown, and its completion knows the ends', async () => {
    const article = await opened();
    const broken = `${SIDECAR}relations:\n  - id: r1\n    type: spouse\n    from: rita\n    to: nobody\n`;
    await article.writeSidecar(broken);
    const problem = await eventually('a problem', () =>
      vscode.languages.getDiagnostics(article.sidecarUri).find(({ code }) => code === 'sidecar-relation-end'),
    );
    assert.equal(problem.range.start.line, broken.slice(0, broken.indexOf('nobody')).split('\n').length - 1);
    const document = await vscode.workspace.openTextDocument(article.sidecarUri);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      article.sidecarUri,
      document.positionAt(broken.indexOf('nobody')),
    );
    const ends = items.filter(({ detail }) => detail === 'Rita Nunes' || detail === 'Marcelo Duarte');
    assert.sameMembers(
      ends.map(({ label }) => label),
      ['rita', 'marcelo'],
    );
  });
});

async function opened(): Promise<WorkspaceArticle> {
  const article = await WorkspaceArticle.open(TEXT, { sidecar: SIDECAR });
  await eventually('a card', () => article.card('Rita Nunes'));
  return article;
}

async function relate(article: WorkspaceArticle, from: string, type: string, to: string): Promise<void> {
  await execute('marginalia.relate', article.uri.toString(), from, type, to);
}

async function execute(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}
