import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

const TEXT = `---
title: Visita
published: 2024-07-20
language: pt
---
Marcelo Duarte falou em Lisboa com a ONU.
Depois seguiu para o Porto.
`;

describe('adjudicating', () => {
  afterEach(() => execute('marginalia.stopAdjudication'));

  it('settles disagreements by one key each, keeping what everybody had, and can be undone', async () => {
    const article = await layered({
      ana: ['person Marcelo Duarte', 'location Lisboa', 'organization ONU', 'location Porto'],
      bo: ['person Duarte', 'location Lisboa', 'location Porto'],
    });
    await execute('marginalia.startAdjudication');
    const chosen = await at(article, 'Marcelo Duarte', 'marginalia.takeVersion2', /quote: Duarte\n/);
    assert.match(chosen, /label: person\n {4}quote: Duarte\n[^]*status: accepted/);
    assert.match(chosen, /adjudicated: \[.*quote: Marcelo Duarte.*by: ana.*quote: Duarte.*by: bo.*\]/);
    const rejected = await at(article, 'ONU', 'marginalia.takeNothing', /quote: ONU\n/);
    assert.match(
      rejected,
      /quote: ONU\n[^]*?status: rejected[^]*?adjudicated: \[.*\{ *removed: true, by: bo *\}.*\]/,
    );
    await execute('marginalia.undo');
    await eventually('the decision to be undone', async () =>
      /quote: ONU\n/.test(await article.sidecar()) ? undefined : true,
    );
    assert.match(await article.sidecar(), /quote: Duarte\n/);
  });

  it('takes another version where the first choice was wrong', async () => {
    const article = await layered({ ana: ['person Marcelo Duarte'], bo: ['person Duarte'] });
    await execute('marginalia.startAdjudication');
    await at(article, 'Marcelo Duarte', 'marginalia.takeVersion2', /quote: Duarte\n/);
    const other = await at(article, 'Marcelo', 'marginalia.takeVersion1', /quote: Marcelo Duarte\n/);
    assert.notMatch(other, /quote: Duarte\n/);
  });

  it('takes what all agree on in one step', async () => {
    const article = await layered({
      ana: ['location Lisboa', 'location Porto', 'organization ONU'],
      bo: ['location Lisboa', 'location Porto'],
    });
    await execute('marginalia.startAdjudication');
    const sidecar = await at(article, 'ONU', 'marginalia.takeAgreed', /quote: Porto/);
    assert.equal(sidecar.match(/^ {4}status: accepted/gm)?.length, 2);
    assert.notMatch(sidecar, /quote: ONU/);
  });

  it('takes nobody’s word for everybody’s where a layer has a fault', async () => {
    const article = await layered({ ana: ['location Lisboa'], bo: ['location Lisboa'] });
    const layer = article.uri.with({ path: `${article.uri.path}.bo.ann.yaml` });
    const sound = await read(layer);
    await vscode.workspace.fs.writeFile(layer, encode(`${sound}  - id: [\n`));
    await execute('marginalia.startAdjudication');
    const editor = await vscode.window.showTextDocument(article.document);
    editor.selection = new vscode.Selection(6, 0, 6, 0);
    for (let tries = 0; tries < 8; tries++) {
      await execute('marginalia.takeAgreed');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal(await article.sidecar(), '');
    await vscode.workspace.fs.writeFile(layer, encode(sound));
    await at(article, 'Lisboa', 'marginalia.takeAgreed', /quote: Lisboa/);
  });

  it('takes relations along that all have, and settles the others by one key each', async () => {
    const article = await layered(
      {
        ana: ['person Marcelo Duarte', 'location Lisboa', 'organization ONU'],
        bo: ['person Duarte', 'location Lisboa', 'organization ONU'],
      },
      {
        ana: ['k0 visits k1', 'k0 leads k2', 'k2 meets-in k1'],
        bo: ['k0 visits k1', 'k0 hires k2'],
      },
    );
    await execute('marginalia.startAdjudication');
    await at(article, 'Lisboa', 'marginalia.takeAgreed', /quote: Lisboa/);
    assert.notMatch(await article.sidecar(), /type: visits/, 'one end is not chosen yet');
    const both = await at(article, 'Marcelo Duarte', 'marginalia.takeVersion2', /type: visits/);
    assert.match(both, /type: visits\n[^]*?adjudicated: \[.*by: ana.*by: bo.*\]/);
    assert.notMatch(both, /type: (?:leads|hires)/, 'they disagree on these');
    // The first end of what is disputed is at the caret.
    const hired = await at(article, 'Duarte', 'marginalia.takeVersion2', /type: hires/);
    assert.match(hired, /type: hires\n[^]*?adjudicated: \[.*type: leads.*by: ana.*type: hires.*by: bo.*\]/);
    const none = await at(article, 'Lisboa', 'marginalia.takeNothing', /type: meets-in/);
    assert.match(none, /type: meets-in\n.*\n.*\n {4}rejected: true/);
    assert.notInclude((await article.card('ONU'))?.text, 'meets-in');
    await execute('marginalia.undo');
    await eventually('the decision to be undone', async () =>
      /type: meets-in/.test(await article.sidecar()) ? undefined : true,
    );
  });

  it('leaves the layers of the annotators as they are', async () => {
    const article = await layered({ ana: ['person Duarte'], bo: ['person Marcelo Duarte'] });
    const layer = article.uri.with({ path: `${article.uri.path}.ana.ann.yaml` });
    const before = await read(layer);
    await execute('marginalia.startAdjudication');
    await at(article, 'Marcelo', 'marginalia.takeVersion1', /accepted/);
    assert.equal(await read(layer), before);
  });
});

describe('a project with layers', () => {
  const project = () => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'marginalia.yaml');
  const setAnnotator = (name: string | undefined) =>
    vscode.workspace
      .getConfiguration('marginalia')
      .update('annotator', name, vscode.ConfigurationTarget.Global);

  afterEach(async () => {
    await setAnnotator(undefined);
    await vscode.workspace.fs.delete(project());
  });

  it('has each annotator work in a layer of their own', async () => {
    await vscode.workspace.fs.writeFile(
      project(),
      encode('marginalia: 1\nannotators: [ana, bo]\nlayers: true\n'),
    );
    await setAnnotator('ana');
    const article = await WorkspaceArticle.open(TEXT);
    await eventually('a card in the body', async () => article.card('Lisboa'));
    const layer = article.uri.with({ path: `${article.uri.path}.ana.ann.yaml` });
    const own = await eventually("Ana's layer", async () => {
      article.select('Lisboa');
      await execute('marginalia.accept');
      return (await read(layer)) || undefined;
    });
    assert.match(own, /quote: Lisboa[^]*by: ana/);
    assert.equal(await article.sidecar(), '');
    await setAnnotator('bo');
    await eventually('a view without the decision of Ana', async () => {
      const card = await article.card('Lisboa');
      return card?.text.includes('accepted') === false ? true : undefined;
    });
  });
});

/** An article with the layers of annotators: mentions are `label quote`, their ids k0, k1 …; relations `k0 type k1`. */
async function layered(
  layers: Readonly<Record<string, readonly string[]>>,
  relations: Readonly<Record<string, readonly string[]>> = {},
): Promise<WorkspaceArticle> {
  const article = await WorkspaceArticle.open(TEXT);
  for (const [name, mentions] of Object.entries(layers)) {
    const blocks = mentions.map((mention, index) => {
      const [, label = '', quote = ''] = /^(\S+) (.+)$/.exec(mention) ?? [];
      const start = TEXT.indexOf(quote);
      const end = start + quote.length;
      return `  - id: k${index}
    label: ${label}
    quote: ${quote}
    position: [${start}, ${end}]
    prefix: ${JSON.stringify(TEXT.slice(Math.max(0, start - 30), start))}
    suffix: ${JSON.stringify(TEXT.slice(end, end + 30))}
    status: accepted
    by: ${name}
    at: "2024-07-21T09:30:00Z"
`;
    });
    const uri = article.uri.with({ path: `${article.uri.path}.${name}.ann.yaml` });
    const related = (relations[name] ?? []).map((one, index) => {
      const [from, type, to] = one.split(' ');
      return `  - id: r${index}\n    type: ${type}\n    from: ${from}\n    to: ${to}\n    by: ${name}\n`;
    });
    const list = related.length > 0 ? `relations:\n${related.join('')}` : '';
    await vscode.workspace.fs.writeFile(
      uri,
      encode(`marginalia: 1\nannotations:\n${blocks.join('')}${list}`),
    );
  }
  await eventually('a card in the body', async () => article.card('Lisboa'));
  return article;
}

/** Runs a command with the caret on a place, which may still be compared, until the sidecar says what it should. */
async function at(article: WorkspaceArticle, quote: string, command: string, words: RegExp): Promise<string> {
  return eventually(`${command} at “${quote}” to make a sidecar that says ${String(words)}`, async () => {
    const editor = await vscode.window.showTextDocument(article.document);
    const { start } = article.rangeOf(quote);
    editor.selection = new vscode.Selection(start, start);
    await execute(command);
    const sidecar = await article.sidecar();
    return words.test(sidecar) ? sidecar : undefined;
  });
}

async function execute<T>(command: string, ...args: unknown[]): Promise<T> {
  return vscode.commands.executeCommand<T>(command, ...args);
}

async function read(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return '';
    throw error;
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
