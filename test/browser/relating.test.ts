import assert from 'node:assert/strict';
import { eventually, THEMES, useWorkbench } from './workbench';

const ARTICLE = `---
title: Ponte sobre o Minho
published: 2024-07-20
language: pt
---
O ministro António Valadares recebeu em Lisboa, em 18 de julho, uma delegação da Galiza chefiada por Rosalía Couto.
Na semana passada, Valadares esteve em Madrid, onde falou com o Ministério dos Transportes.
`;

const PROJECT = `marginalia: 1
relations:
  - name: works-for
    description: Employment and office, paid or not.
    from: [person]
    to: [organization]
    attributes:
      - name: since
        values: [this year, earlier]
  - name: meets
    from: [person]
    to: [person]
  - name: capital-of
    from: [location]
    to: [location]
`;

describe('relating two mentions', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().writeWorkspaceFile('marginalia.yaml', PROJECT);
    await workbench().openArticle('relacoes.article', ARTICLE, 'Rosalía Couto');
  });

  it('asks how, as the project has it for the label, and to which, the nearest first', async () => {
    await workbench().placeCaret('António Valadares');
    await workbench().runCommand('Marginalia: Relate to…');
    const guideline = 'Employment and office, paid or not.';
    assert.deepEqual(await workbench().pickLabels(), ['works-for', guideline, 'meets']);
    await workbench().screenshot('choosing a relation');
    await workbench().pick('meets');
    await eventually('the nearest mention, first in the list', async () => {
      const [first] = await workbench().pickLabels();
      return first?.includes('Rosalía Couto') || undefined;
    });
    await workbench().screenshot('choosing the other mention');
    await workbench().pick('Rosalía Couto');
    const sidecar = await workbench().waitForFile('relacoes.article.ann.yaml', /type: meets/);
    assert.equal(sidecar.match(/status: accepted/g)?.length, 2, 'both mentions are accepted by it');
  });

  for (const theme of THEMES) {
    it(`is told on the card and in the text in ${theme}`, async () => {
      await workbench().setTheme(theme);
      await workbench().placeCaret('António Valadares');
      await workbench().screenshot(`related mentions in ${theme}`);
      const card = await workbench().hoverText('António Valadares');
      const text = (await card.innerText()).replaceAll('\u00a0', ' ');
      assert.match(text, /António Valadares meets Rosalía Couto/);
      await workbench().screenshot(`card with a relation in ${theme}`);
    });
  }

  it('is undone in one step', async () => {
    await workbench().placeCaret('Rosalía Couto');
    await workbench().press('Control+z');
    await workbench().waitForFile('relacoes.article.ann.yaml', /annotations: \[\]/);
  });
});
