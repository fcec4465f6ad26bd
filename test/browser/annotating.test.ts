import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually, useWorkbench } from './workbench';

const ARTICLE = `---
title: Parlamento recebe delegação
published: 2024-07-20
---
Política

Parlamento recebe delegação da Estónia

A presidente Marta Vidigal recebeu em Lisboa, em 18 de julho, uma delegação da Estónia. (Foto: Lusa)
Na semana passada, Vidigal esteve em Talin, onde falou com o ministro Jaan Tamm.
`;

describe('an annotator', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().writeWorkspaceFile('visita.txt', ARTICLE);
  });

  it('reads a card and accepts the mention with the mouse', async () => {
    await workbench().openFile('visita.txt');
    const card = await workbench().hoverText('18 de julho');
    const text = (await card.innerText()).replaceAll('\u00a0', ' ');
    assert.match(text, /date · suggested/);
    assert.match(text, /Thursday, July 18, 2024/);
    assert.match(text, /DATE 2024-07-18/);
    await workbench().screenshot('card of a date');
    await card.getByRole('link', { name: 'Accept' }).or(card.getByText('Accept')).first().click();
    const sidecar = await workbench().waitForFile('visita.txt.ann.yaml', /status: accepted/);
    assert.match(sidecar, /^# yaml-language-server: \$schema=marginalia:/);
    assert.match(sidecar, /quote: 18 de julho/);
    assert.match(sidecar, /value: "?2024-07-18"?/);
  });

  it('rejects, relabels and annotates from the command palette', async () => {
    await workbench().placeCaret('Talin');
    await workbench().runCommand('Marginalia: Reject');
    await workbench().waitForFile('visita.txt.ann.yaml', /quote: Talin[^]*status: rejected/);

    await workbench().placeCaret('Jaan Tamm');
    await workbench().runCommand('Marginalia: Change Label…');
    await workbench().pick('organization');
    await workbench().waitForFile('visita.txt.ann.yaml', /label: organization\n {4}quote: Jaan Tamm/);

    await workbench().selectText('delegação da Estónia', 1);
    await workbench().runCommand('Marginalia: Annotate Selection as…');
    await workbench().screenshot('choosing a label');
    await workbench().pick('event');
    await workbench().waitForFile('visita.txt.ann.yaml', /label: event\n {4}quote: delegação da Estónia/);
  });

  it('sees how far the work is', async () => {
    await workbench().statusBarText(/(?<!\d)4\/\d+/);
  });

  it('accepts everything that is left after seeing what it is', async () => {
    await workbench().placeCaret('Política');
    await workbench().runCommand('Marginalia: Accept All in Article…');
    await workbench().statusBarText(/(\d+)\/\1(?!\d)/);
  });

  it('takes that back in one step, and does it again', async () => {
    await workbench().press('Control+z');
    await workbench().statusBarText(/(?<!\d)4\/\d+/);
    await workbench().press('Control+Shift+z');
    await workbench().statusBarText(/(\d+)\/\1(?!\d)/);
  });

  it('exports the article as JSON Lines', async () => {
    await workbench().runCommand('Marginalia: Export Dataset…');
    await workbench().tick('JSON Lines');
    await workbench().pick('This article');
    await workbench().pick('Accepted');
    await workbench().tick();
    await workbench().saveAs('dataset.jsonl');
    const line = JSON.parse(await workbench().waitForFile('dataset.jsonl', /\n$/)) as {
      file: string;
      text: string;
      spans: { start: number; end: number; label: string; text: string; value?: string }[];
    };
    assert.equal(line.file, 'visita.txt');
    assert.equal(line.text, ARTICLE);
    const date = line.spans.find(({ text }) => text === '18 de julho');
    assert.equal(date?.value, '2024-07-18');
    for (const { start, end, text } of line.spans) {
      assert.equal([...line.text].slice(start, end).join(''), text);
    }
    assert.match(
      await workbench().notificationText(/Exported/),
      /Exported one article with \d+ annotations to dataset\.jsonl/,
    );
  });

  it('exports all articles of the workspace as CoNLL-2003', async () => {
    await workbench().runCommand('Marginalia: Export Dataset…');
    await workbench().tick('CoNLL-2003');
    await workbench().pick('All articles of the workspace');
    await workbench().pick('Accepted');
    await workbench().tick();
    await workbench().saveAs('dataset.conll');
    const conll = await workbench().waitForFile('dataset.conll', /\n$/);
    assert.equal(conll.match(/^-DOCSTART-/gm)?.length, 10);
    assert.match(conll, /^Marta \S+ \S+ B-PER\nVidigal \S+ \S+ I-PER$/m);
  });

  it('exports two formats into a folder, split, each with its manifest', async () => {
    await workbench().runCommand('Marginalia: Export Dataset…');
    await workbench().tick('brat standoff', 'CoNLL-2003');
    await workbench().pick('All articles of the workspace');
    await workbench().pick('Accepted');
    await workbench().tick('Split into train, dev and test', 'CoNLL-2003: scheme BIOES');
    await workbench().saveAs('dataset');
    const manifest = await workbench().waitForFile('dataset/conll2003/manifest.json', /\}\n$/);
    assert.match(manifest, /"scheme": "BIOES"[^]*"seed": "1"[^]*"path": "train\/dataset\.conll"/);
    assert.match(
      await workbench().waitForFile('dataset/brat/manifest.json', /\}\n$/),
      /"path": "\w+\/annotation\.conf"/,
    );
  });

  it('imports annotations that another program made', async () => {
    const text = 'Rui Tavares falou em Évora.';
    const span = { start: 0, end: 11, label: 'person', score: 0.8 };
    await writeFile(
      path.join(workbench().folder, 'tasks.jsonl'),
      `${JSON.stringify({ text, spans: [span], meta: { file: 'nova.txt' } })}\n`,
    );
    await workbench().runCommand('Marginalia: Import Dataset…');
    await workbench().pick('Prodigy JSON Lines');
    await workbench().pick('tasks.jsonl');
    const sidecar = await workbench().waitForFile('nova.txt.ann.yaml', /quote: Rui Tavares/);
    assert.match(sidecar, /status: suggested\n {4}confidence: 0.8/);
    assert.match(await workbench().notificationText(/Imported/), /Imported 1 articles: 1 annotations added/);
  });

  it('sets the date of an article that has none, and every relative date gets its value', async () => {
    const file = path.join(workbench().folder, 'pt', 'protocolo-cafe-hanoi.txt.ann.yaml');
    const before = await readFile(file, 'utf8');
    assert.doesNotMatch(before, /published/);
    await workbench().openFile('protocolo-cafe-hanoi.txt');
    await workbench().placeCaret('última quinta-feira');
    await workbench().runCommand('Marginalia: Set Article Date…');
    await workbench().answer('2024-11-20');
    const sidecar = await workbench().waitForFile('pt/protocolo-cafe-hanoi.txt.ann.yaml', /2024-11-14/);
    assert.match(sidecar, /published: "2024-11-20"/);
    await workbench().press('Control+z');
    // The fingerprint of the text, which the first decision writes, stays.
    await eventually('the sidecar as it was', async () =>
      withoutFingerprint(await readFile(file, 'utf8').catch(() => '')) === before ? true : undefined,
    );
  });

  it('finds a malformed sidecar named and left alone', async () => {
    const broken = 'marginalia: 1\nannotations:\n  - id: [x\n';
    await workbench().writeWorkspaceFile('visita.txt.ann.yaml', broken);
    await workbench().openFile('visita.txt');
    await workbench().statusBarText(/Sidecar has a fault/);
    await workbench().placeCaret('18 de julho');
    await workbench().runCommand('Marginalia: Accept');
    assert.match(await workbench().notificationText(/fault/), /visita\.txt\.ann\.yaml was left as it is/);
    await workbench().screenshot('malformed sidecar');
    assert.equal(await workbench().readWorkspaceFile('visita.txt.ann.yaml'), broken);
  });
});

function withoutFingerprint(sidecar: string): string {
  return sidecar.replace(/^fingerprint: \|\n(?: .*\n)*/m, '');
}
