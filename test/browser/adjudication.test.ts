import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { eventually, useWorkbench, type Theme } from './workbench';

const TEXT = `---
published: 2024-07-20
language: pt
---
Portugal e Espanha assinam acordo em Faro

O ministro António Valadares recebeu em Lisboa, em 18 de julho, Rosalía Couto.
Valadares esteve em Madrid com o Ministério dos Transportes.
`;

const THEMES = ['Default Dark Modern', 'Default Light Modern'] satisfies Theme[];

/** The layer of an annotator who has mentions as `label quote`. */
function layer(name: string, ...mentions: readonly string[]): string {
  const blocks = mentions.map((mention, index) => {
    const [, label = '', quote = ''] = /^(\S+) (.+)$/.exec(mention) ?? [];
    const start = TEXT.indexOf(quote);
    const end = start + quote.length;
    return `  - id: k${index}
    label: ${label}
    quote: ${quote}
    position: [${start}, ${end}]
    prefix: ${JSON.stringify(TEXT.slice(start - 20, start))}
    suffix: ${JSON.stringify(TEXT.slice(end, end + 20))}
    status: accepted
    by: ${name}
`;
  });
  return `marginalia: 1\nannotations:\n${blocks.join('')}`;
}

describe('adjudication with a keyboard alone', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().writeWorkspaceFile('acordo.txt', TEXT);
    await workbench().writeWorkspaceFile(
      'acordo.txt.ana.ann.yaml',
      layer('ana', 'person António Valadares', 'location Lisboa', 'person Rosalía Couto', 'location Madrid'),
    );
    await workbench().writeWorkspaceFile(
      'acordo.txt.bo.ann.yaml',
      layer(
        'bo',
        'person ministro António Valadares',
        'location Lisboa',
        'organization Rosalía Couto',
        'location Madrid',
        'organization Ministério dos Transportes',
      ),
    );
  });

  it('opens the article with most disagreements at the first, and shows the versions', async () => {
    await workbench().runCommand('Marginalia: Start Adjudicating');
    await workbench().page.locator('.tab.active[data-resource-name="acordo.txt"]').waitFor();
    await workbench().statusBarText('ADJUDICATING 0/3');
    await workbench().page.locator('.activitybar .action-label[aria-label^="Marginalia"]').click();
    const pane = workbench().page.locator('.pane-header', { hasText: 'Adjudication' });
    if ((await pane.getAttribute('aria-expanded')) === 'false') await pane.click();
    const tree = workbench().page.getByRole('tree', { name: 'Adjudication' });
    await tree.getByRole('treeitem', { name: /acordo\.txt: 0 of 3 settled · 2 agreed/ }).waitFor();
    await tree.getByRole('treeitem', { name: /ministro António Valadares/ }).click();
  });

  for (const theme of THEMES) {
    it(`can be read in ${theme}`, async () => {
      await workbench().setTheme(theme);
      await workbench().placeCaret('Valadares recebeu');
      await workbench().screenshot(`adjudication in ${theme}`);
    });
  }

  it('takes versions by one key each, and what all agree on by another', async () => {
    await workbench().placeCaret('Valadares recebeu');
    for (const key of ['1', '2', '0', 'g']) await workbench().press(key);
    const sidecar = await workbench().waitForFile('acordo.txt.ann.yaml', /quote: Madrid/);
    assert.equal(sidecar.match(/^ {4}status: accepted/gm)?.length, 4);
    assert.match(sidecar, /label: organization\n {4}quote: Rosalía Couto[^]*?status: accepted/);
    assert.match(sidecar, /quote: Ministério dos Transportes[^]*?status: rejected/);
    await workbench().statusBarText('ADJUDICATING 3/3');
    await workbench().screenshot('adjudication settled');
  });

  it('has agreement in the report, label by label', async () => {
    for (const theme of THEMES) {
      await workbench().setTheme(theme);
      await workbench().runCommand('Marginalia: Show Agreement');
      const page = await report();
      await page.getByRole('heading', { name: 'Agreement of annotators' }).waitFor();
      const row = page.getByRole('row', { name: /^location/ }).last();
      await row.waitFor();
      await workbench().screenshot(`agreement in ${theme}`);
    }
  });

  async function report(): Promise<Frame> {
    return await eventually('the report', async () => {
      for (const frame of workbench().page.frames()) {
        const heading = frame.locator('#agreement-title');
        if (await heading.isVisible().catch(() => false)) return frame;
      }
      return undefined;
    });
  }
});
