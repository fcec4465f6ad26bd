import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually, useWorkbench } from './workbench';

const ARTICLE = `---
title: Ponte sobre o Minho
published: 2024-07-20
language: pt
---
Portugal e Espanha assinam acordo sobre nova ponte

O ministro António Valadares recebeu em Lisboa, em 18 de julho, Rosalía Couto.
Na semana passada, Valadares esteve em Madrid, onde falou com Rosalía Couto.
Lisboa e Madrid querem a ponte pronta em 2026.
`;

const OTHER = `---
language: pt
---
A ministra Rosalía Couto visita Lisboa.
`;

const SIDECAR = 'ponte.article.ann.yaml';

describe('an annotator who decides on several mentions, and reads cards by keyboard', () => {
  const workbench = useWorkbench();
  const undo = async () => {
    await workbench().press('Control+z');
    await eventually('no annotation', async () =>
      /^annotations: \[\]/m.test(await workbench().readWorkspaceFile(SIDECAR)) ? true : undefined,
    );
  };

  before(async () => {
    await writeFile(path.join(workbench().folder, 'outro.article'), OTHER);
    await workbench().openArticle('ponte.article', ARTICLE, 'Lisboa');
  });

  it('accepts a mention on its card with the keyboard', async () => {
    await workbench().placeCaret('Madrid');
    await workbench().press('Control+Alt+M');
    await workbench().press('i');
    const card = workbench().page.locator('.monaco-editor .monaco-hover:not(.hidden):visible').first();
    await card.getByText('Accept').first().waitFor();
    await eventually('the focus on “Accept”', async () => {
      await workbench().press('Tab');
      const focused = await workbench().page.evaluate(() => document.activeElement?.textContent);
      return /Accept$/.test(focused ?? '') ? true : undefined;
    });
    await workbench().press('Enter');
    await workbench().waitForFile(SIDECAR, /quote: Madrid\n[^]*status: accepted/);
    await workbench().press('Escape');
    await workbench().placeCaret('Madrid');
    await undo();
  });

  it('corrects the value of a date, and is told what a value looks like', async () => {
    await workbench().placeCaret('18 de julho');
    await workbench().runCommand('Marginalia: Change Date Value…');
    await workbench().answer('2024-13-45');
    await workbench()
      .page.locator('.quick-input-widget:visible .quick-input-message')
      .getByText(/2024-/)
      .waitFor();
    await workbench().screenshot('a date value that cannot be');
    await workbench().answer('2023-07-18');
    await workbench().waitForFile(SIDECAR, /quote: 18 de julho\n[^]*value: "?2023-07-18"?/);
    await undo();
  });

  it('accepts what the recogniser is sure of, by a confidence chosen from a list with counts', async () => {
    await workbench().runCommand('Marginalia: Accept by Confidence…');
    const rows = workbench().page.locator('.quick-input-widget:visible .monaco-list-row');
    await rows.filter({ hasText: '50 % and more' }).waitFor();
    const counts = await rows.allInnerTexts();
    assert.match(counts.join('\n'), /50 % and more\s*\d+ of \d+ suggestions/);
    await workbench().pick('50 % and more');
    const sidecar = await workbench().waitForFile(SIDECAR, /quote: Lisboa\n/);
    assert.doesNotMatch(sidecar, /suggested/);
    assert.match(sidecar, /quote: António Valadares\n/);
    await undo();
  });

  it('gives all mentions of an entity a label', async () => {
    await workbench().placeCaret('Lisboa');
    await workbench().runCommand('Marginalia: Change the Label of All Mentions of This Entity…');
    await workbench().pick('organization');
    const sidecar = await workbench().waitForFile(
      SIDECAR,
      /(?:label: organization\n {4}quote: Lisboa\n[^]*){2}/,
    );
    assert.equal(sidecar.match(/- id:/g)?.length, 2);
    await undo();
  });

  it('chooses which mentions and what is decided', async () => {
    await workbench().placeCaret('Rosalía Couto');
    await workbench().runCommand('Marginalia: Decide on Several Mentions…');
    await workbench().pick('All mentions of Rosalía Couto in this article');
    await workbench().pick('Reject');
    const sidecar = await workbench().waitForFile(
      SIDECAR,
      /(?:quote: Rosalía Couto\n[^]*status: rejected[^]*){2}/,
    );
    assert.equal(sidecar.match(/- id:/g)?.length, 2);
    await undo();
  });

  it('leaves out of a decision over the corpus what is taken out of its preview', async () => {
    await workbench().placeCaret('Rosalía Couto');
    await workbench().runCommand('Marginalia: Reject All Mentions of This Entity in All Articles…');
    const list = workbench().page.locator('.quick-input-widget:visible');
    await list.getByText(/Reject 3 Mentions in 2 articles/).waitFor();
    await list.locator('.monaco-list-row').filter({ hasText: 'line 8' }).getByRole('checkbox').click();
    await list.getByRole('button', { name: 'OK' }).click();
    await workbench().waitForFile('outro.article.ann.yaml', /quote: Rosalía Couto\n[^]*status: rejected/);
    const sidecar = await workbench().waitForFile(SIDECAR, /quote: Rosalía Couto\n[^]*status: rejected/);
    assert.equal(sidecar.match(/- id:/g)?.length, 1);
    await undo();
    assert.match(await workbench().waitForFile('outro.article.ann.yaml', /annotations: \[\]/), /annotations/);
  });

  it('goes from a mention to its entry in the registry', async () => {
    await workbench().writeWorkspaceFile(
      'entities.yaml',
      'marginalia: 1\nentities:\n  - id: rosalia\n    label: person\n    name: Rosalía Couto\n',
    );
    await workbench().openFile('ponte.article');
    await eventually('the entry on the card', async () =>
      /Go\sto\sIts\sEntry/.test(await (await workbench().hoverText('Rosalía Couto')).innerText())
        ? true
        : undefined,
    );
    await workbench().placeCaret('Rosalía Couto');
    await workbench().press('F12');
    await workbench().page.locator('.tab.active[data-resource-name="entities.yaml"]').waitFor();
    await workbench().page.locator('.statusbar-item').filter({ hasText: /Ln 3/ }).waitFor();
  });

  it('has the articles left by file, and the entities of the article that is shown', async () => {
    await workbench().openFile('ponte.article');
    for (const file of ['outro.article', 'ponte.article']) {
      await workbench().openFile(file);
      await workbench().placeCaret('Lisboa');
      await workbench().runCommand('Marginalia: Accept');
      await workbench().waitForFile(`${file}.ann.yaml`, /status: accepted/);
    }
    await workbench().page.locator('.activitybar .action-label[aria-label^="Marginalia"]').click();
    const review = workbench().page.getByRole('tree', { name: 'Review' });
    const rows = review.getByRole('treeitem');
    const sure = async () =>
      (await rows.allInnerTexts()).flatMap((text) => /(\d+) % sure/.exec(text)?.[1] ?? []).map(Number);
    await eventually('both, the least certain first', async () => {
      const order = await sure();
      return order.length >= 2 && order[0]! <= order[1]! ? true : undefined;
    });
    await rows.first().hover();
    await workbench().page.getByRole('button', { name: 'Order by File' }).click();
    await eventually('the order of files', async () => {
      const names = (await rows.allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
      return names.length >= 2 &&
        names.join(' ').indexOf('outro.article') < names.join(' ').indexOf('ponte.article')
        ? true
        : undefined;
    });
    const entities = workbench().page.getByRole('tree', { name: 'Entities' });
    await entities.getByRole('treeitem').first().hover();
    await workbench().page.getByRole('button', { name: 'Show This Article Alone' }).click();
    await entities.getByRole('treeitem', { name: /person, 2 entities/ }).waitFor();
    await workbench().screenshot('review by file and entities of one article');
    await workbench().page.getByRole('button', { name: 'Show the Whole Corpus' }).click();
    await eventually('the corpus', async () =>
      (await entities.getByRole('treeitem', { name: /person, 2 entities/ }).count()) === 0 ? true : undefined,
    );
  });

  it('folds sidecars under their articles in the Explorer, and shows them again', async () => {
    await workbench().page.locator('.activitybar .action-label[aria-label^="Explorer"]').click();
    const files = workbench().page.locator('.explorer-folders-view');
    const sidecar = files.getByRole('treeitem', { name: /^ponte\.article\.ann\.yaml/ });
    await sidecar.waitFor({ state: 'detached' });
    await workbench().runCommand('Marginalia: Toggle Folding of Sidecars in the Explorer');
    await sidecar.waitFor();
    await workbench().runCommand('Marginalia: Toggle Folding of Sidecars in the Explorer');
    await sidecar.waitFor({ state: 'detached' });
    await workbench().screenshot('sidecars folded');
  });
});
