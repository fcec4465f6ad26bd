import { assert } from 'chai';
import * as vscode from 'vscode';
import { execute, openVisit } from './visit';

describe('deciding about several mentions', () => {
  it('accepts what the selection holds', async () => {
    const article = await openVisit();
    const start = article.rangeOf('O presidente').start;
    const end = article.rangeOf('disse').end;
    article.editor.selection = new vscode.Selection(start, end);
    await execute('marginalia.accept');
    const sidecar = await article.sidecarSaying(/18 de julho/);
    assert.equal(sidecar.match(/quote: Lisboa/g)?.length, 1);
    assert.notInclude(sidecar, 'suggested');
    await execute('marginalia.undo');
    assert.match(await article.sidecar(), /annotations: \[\]/);
  });

  it('decides about all mentions of an entity in one step', async () => {
    const article = await openVisit();
    article.select('Lisboa', 1);
    await execute('marginalia.rejectEntity');
    const sidecar = await article.sidecarSaying(/quote: Lisboa/);
    assert.equal(sidecar.match(/quote: Lisboa/g)?.length, 2);
    assert.equal(sidecar.match(/status: rejected/g)?.length, 2);
    await execute('marginalia.undo');
    assert.match(await article.sidecar(), /annotations: \[\]/);
  });

  it('accepts all that is in sight, and decides at each caret', async () => {
    const article = await openVisit();
    await execute('marginalia.acceptVisible');
    const sidecar = await article.sidecarSaying(/quote: semana passada|quote: Na semana passada/);
    assert.isAtLeast(sidecar.match(/status: accepted/g)?.length ?? 0, 4);
    article.editor.selections = [1, 2].map((occurrence) => {
      const { start } = article.rangeOf('Lisboa', occurrence);
      return new vscode.Selection(start, start);
    });
    await execute('marginalia.reject');
    const after = await article.sidecarSaying(/rejected/);
    assert.equal(after.match(/status: rejected/g)?.length, 2);
  });
});

describe('correcting a mention', () => {
  it('changes its extent by word at both borders', async () => {
    const article = await openVisit();
    article.select('Marcelo Duarte');
    await execute('marginalia.annotate', 'person');
    await Promise.all([
      execute('marginalia.endRight'),
      execute('marginalia.endRight'),
      execute('marginalia.startLeft'),
    ]);
    await article.sidecarSaying(/quote: presidente Marcelo Duarte chegou a\n/);
    for (const command of ['endLeft', 'endLeft', 'startRight', 'startRight']) {
      await execute(`marginalia.${command}`);
    }
    const sidecar = await article.sidecarSaying(/quote: Duarte\n/);
    assert.equal(sidecar.match(/- id:/g)?.length, 1);
    const card = await article.card('Duarte');
    assert.isTrue(card?.range?.isEqual(article.rangeOf('Duarte')));
  });

  it('keeps overlapping and nested annotations side by side', async () => {
    const article = await openVisit();
    for (const [quote, label] of [
      ['presidente Marcelo Duarte', 'event'],
      ['Marcelo Duarte chegou', 'product'],
      ['Marcelo', 'person'],
    ] as const) {
      article.select(quote);
      await execute('marginalia.annotate', label);
    }
    const card = await article.card('Marcelo');
    for (const label of ['event', 'product', 'person']) assert.include(card?.text, `${label} · accepted`);
  });

  it('gives a label by its digit, and the last one again', async () => {
    const article = await openVisit();
    article.select('presidente');
    await execute('marginalia.label4');
    await article.sidecarSaying(/label: event\n {4}quote: presidente/);
    const { start } = article.rangeOf('Lisboa', 1);
    article.editor.selection = new vscode.Selection(start, start);
    await execute('marginalia.annotateAgain');
    await article.sidecarSaying(/label: event\n {4}quote: Lisboa/);
  });

  it('flags for discussion, and takes the flag away', async () => {
    const article = await openVisit();
    article.select('Lisboa', 1);
    await execute('marginalia.flag');
    assert.match(await article.sidecar(), /status: suggested\n {4}flagged: true/);
    await execute('marginalia.accept');
    article.select('Lisboa', 1);
    assert.match(await article.sidecarSaying(/accepted/), /status: accepted\n {4}flagged: true/);
    article.select('Duarte', 1);
    await execute('marginalia.nextFlagged');
    assert.isTrue(article.editor.selection.active.isEqual(article.rangeOf('Lisboa', 1).start));
    await execute('marginalia.flag');
    assert.notInclude(await article.sidecar(), 'flagged');
  });
});
