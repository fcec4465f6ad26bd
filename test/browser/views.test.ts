import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { axeViolations } from './axe';
import { eventually, useWorkbench, type Theme, type Workbench } from './workbench';

const ARTICLE = `---
published: 2024-07-20
language: pt
---
Portugal e Espanha assinam acordo em Faro

O ministro da Defesa português António Valadares recebeu em Lisboa, em 18 de julho, Rosalía Couto.
Na semana passada, Valadares esteve em Madrid com Rosalía Couto e com o Ministério dos Transportes.
A Cimeira Ibérica realiza-se em Faro, em 12 de setembro.
`;

const THEMES = ['Default Dark Modern', 'Default Light Modern', 'Default High Contrast'] satisfies Theme[];

/** Opens an article of several entities, with an event that a person has annotated. */
async function writeAgreement(workbench: Workbench): Promise<void> {
  await workbench.openArticle('acordo.article', ARTICLE, 'Lisboa');
  await workbench.selectText('Cimeira Ibérica');
  await workbench.runCommand('Marginalia: Annotate Selection as…');
  await workbench.pick('event');
  await workbench.waitForFile('acordo.article.ann.yaml', /Cimeira/);
}

describe('the views', () => {
  const workbench = useWorkbench();

  before(() => writeAgreement(workbench()));

  it('show nothing of the corpus before they are opened, then all of it', async () => {
    await workbench().page.locator('.activitybar .action-label[aria-label^="Marginalia"]').click();
    const review = tree('Review');
    await review.getByRole('treeitem', { name: /acordo\.article: 1 decided, \d+ left/ }).waitFor();
    const entities = tree('Entities');
    await entities.getByRole('treeitem', { name: /person, \d+ entities/ }).click();
    await entities.getByRole('treeitem', { name: /Aya Kouassi/ }).waitFor();
  });

  it('tell what is left of an article that was begun and closed', async () => {
    const item = tree('Review').getByRole('treeitem', { name: /acordo\.article: 1 decided/ });
    const open = await item.getAttribute('aria-label');
    const left = /(\d+) left/.exec(open ?? '')?.[1];
    assert.ok(Number(left) > 3, `${open}`);
    await workbench().runCommand('View: Close Editor');
    // While it is counted there is no number.
    await tree('Review')
      .getByRole('treeitem', { name: new RegExp(`acordo\\.article: 1 decided, ${left} left`) })
      .waitFor();
    await workbench()
      .page.locator('.tab[data-resource-name="acordo.article"]')
      .waitFor({ state: 'detached' });
    await tree('Review')
      .getByRole('treeitem', { name: new RegExp(`acordo\\.article: 1 decided, ${left} left`) })
      .waitFor();
  });

  it('count anew what is left when a name was entered, was decided elsewhere, or has no label any more', async () => {
    const begun = tree('Review').getByRole('treeitem', { name: /acordo\.article: 1 decided, \d+ left/ });
    const label = await begun.getAttribute('aria-label');
    const left = Number(/(\d+) left/.exec(label ?? '')?.[1]);
    const untilLeft = (count: number) =>
      tree('Review')
        .getByRole('treeitem', { name: `acordo.article: 1 decided, ${count} left` })
        .waitFor();
    const product = 'marginalia: 1\nentities:\n  - { id: acordo, label: product, name: acordo }\n';
    await workbench().writeWorkspaceFile('entities.yaml', product);
    await untilLeft(left + 1);
    const other = '---\nlanguage: pt\n---\nOntem Rosa recebeu amigos em Lisboa.\n';
    await workbench().openArticle('outro.article', other, 'Lisboa');
    await workbench().selectText('recebeu');
    await workbench().runCommand('Marginalia: Annotate Selection as…');
    await workbench().pick('event');
    await untilLeft(left + 2);
    const events = 'marginalia: 1\nlabels:\n  - name: event\n';
    await workbench().writeWorkspaceFile('marginalia.yaml', events);
    await untilLeft(1);
    await workbench().writeWorkspaceFile('marginalia.yaml', 'marginalia: 1\n');
    await untilLeft(left + 2);
    await workbench().openFile('acordo.article');
  });

  it('find an entity by a part of its name, and lead to its text', async () => {
    await tree('Entities').getByRole('treeitem').first().hover();
    await workbench().page.getByRole('button', { name: 'Filter Entities…' }).click();
    await workbench().answer('valad');
    const entities = tree('Entities');
    await entities.getByRole('treeitem', { name: 'person, 2 entities' }).waitFor();
    await entities
      .getByRole('treeitem', { name: /António Valadares/ })
      .locator('.monaco-tl-twistie')
      .click();
    await entities.getByText('acordo.article:8').click();
    await workbench().page.locator('.statusbar-item').filter({ hasText: /Ln 8/ }).waitFor();
  });

  for (const theme of THEMES) {
    it(`and the card can be read in ${theme}`, async () => {
      await workbench().setTheme(theme);
      await workbench().openFile('acordo.article');
      const card = await workbench().hoverText('António Valadares');
      assert.match(await card.innerText(), /ministro da Defesa português/);
      await workbench().screenshot(`views and card in ${theme}`);
      await workbench().hoverText('Lisboa');
      await workbench().screenshot(`card of a place in ${theme}`);
    });
  }

  function tree(name: string) {
    return workbench().page.getByRole('tree', { name });
  }
});

describe('a sidecar', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().openArticle('acordo.article', ARTICLE, 'Lisboa');
    await workbench().placeCaret('Lisboa');
    await workbench().runCommand('Marginalia: Accept');
    await workbench().waitForFile('acordo.article.ann.yaml', /accepted/);
    await workbench().runCommand('Marginalia: Open Sidecar');
    await workbench().page.locator('.tab.active[data-resource-name="acordo.article.ann.yaml"]').waitFor();
  });

  for (const theme of THEMES) {
    it(`offers the values of its keys in ${theme}`, async () => {
      await workbench().setTheme(theme);
      await workbench().placeCaret(' accepted');
      const list = await workbench().completions();
      await list.getByText('rejected', { exact: true }).waitFor();
      await workbench().screenshot(`completion in a sidecar in ${theme}`);
      await workbench().press('Escape');
    });
  }

  it('leads to the text', async () => {
    await workbench().placeCaret('accepted');
    await workbench().press('F12');
    await workbench().page.locator('.tab.active[data-resource-name="acordo.article"]').waitFor();
    await workbench().page.locator('.statusbar-item').filter({ hasText: /Ln 7/ }).waitFor();
  });
});

describe('the corpus report', () => {
  const workbench = useWorkbench();

  before(async () => {
    await writeAgreement(workbench());
    await workbench().runCommand('Marginalia: Show Corpus Report');
  });

  for (const theme of THEMES) {
    it(`shows pictures with their tables in ${theme}`, async () => {
      await workbench().setTheme(theme);
      const page = await report();
      for (const title of ['Mentions by label', 'Most frequent entities', 'Events in time']) {
        await page.getByRole('heading', { name: title }).waitFor();
        await page.getByRole('group', { name: title, exact: true }).first().waitFor();
      }
      await workbench().screenshot(`report in ${theme}`);
      await page.getByRole('heading', { name: 'Events in time' }).scrollIntoViewIfNeeded();
      await workbench().screenshot(`report further down in ${theme}`);
      await page.getByRole('heading', { name: 'Mentions by label' }).scrollIntoViewIfNeeded();
    });
  }

  it('can be walked through with a screen reader', async () => {
    const page = await report();
    for (const summary of await page.locator('summary').all()) await summary.click();
    assert.deepEqual(await axeViolations(page, 'html'), []);
  });

  it('leads to the text', async () => {
    const page = await report();
    await page.getByRole('button', { name: 'Cimeira Ibérica' }).first().click();
    await workbench().page.locator('.tab.active[data-resource-name="acordo.article"]').waitFor();
    await workbench().page.locator('.statusbar-item').filter({ hasText: /Ln 9/ }).waitFor();
  });

  /** The page inside the webview's frames, once the report is drawn. */
  async function report(): Promise<Frame> {
    return await eventually('the report', async () => {
      for (const frame of workbench().page.frames()) {
        if (
          await frame
            .locator('main h1')
            .isVisible()
            .catch(() => false)
        )
          return frame;
      }
      return undefined;
    });
  }
});
