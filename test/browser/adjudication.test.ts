import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { axeViolations } from './axe';
import { eventually, THEMES, useWorkbench } from './workbench';

const TEXT = `---
published: 2024-07-20
language: pt
---
Portugal e Espanha assinam acordo em Faro

O ministro António Valadares recebeu em Lisboa, em 18 de julho, Rosalía Couto.
Valadares esteve em Madrid com o Ministério dos Transportes.
`;

/** The layer of an annotator who has mentions as `label quote`, with ids k0, k1 …, and relations as `k0 type k1`. */
function layer(name: string, mentions: readonly string[], relations: readonly string[] = []): string {
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
  const related = relations.map((one, index) => {
    const [from, type, to] = one.split(' ');
    return `  - id: r${index}\n    type: ${type}\n    from: ${from}\n    to: ${to}\n    by: ${name}\n`;
  });
  return `marginalia: 1\nannotations:\n${blocks.join('')}relations:\n${related.join('')}`;
}

describe('adjudication with a keyboard alone', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().writeWorkspaceFile('acordo.txt', TEXT);
    await workbench().writeWorkspaceFile(
      'acordo.txt.ana.ann.yaml',
      layer(
        'ana',
        ['person António Valadares', 'location Lisboa', 'person Rosalía Couto', 'location Madrid'],
        ['k0 works-in k1', 'k1 twinned-with k3'],
      ),
    );
    await workbench().writeWorkspaceFile(
      'acordo.txt.bo.ann.yaml',
      layer(
        'bo',
        [
          'person ministro António Valadares',
          'location Lisboa',
          'organization Rosalía Couto',
          'location Madrid',
          'organization Ministério dos Transportes',
        ],
        ['k0 visits k1', 'k1 twinned-with k3'],
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
    await tree.getByRole('treeitem', { name: /acordo\.txt 0 of 3 settled · 2 agreed/ }).waitFor();
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
    // All have it who have both ends.
    await workbench().waitForFile('acordo.txt.ann.yaml', /type: twinned-with/);
    await workbench().statusBarText('ADJUDICATING 3/4');
  });

  for (const theme of THEMES) {
    it(`shows in ${theme} what they do not agree on of relations`, async () => {
      await workbench().setTheme(theme);
      await workbench().placeCaret('António Valadares');
      const tree = workbench().page.getByRole('tree', { name: 'Adjudication' });
      await tree.getByRole('treeitem', { name: /António Valadares ↔ Lisboa .*, open/ }).waitFor();
      await workbench().screenshot(`adjudication of relations in ${theme}`);
    });
  }

  it('can be walked through with a screen reader', async () => {
    const tree = workbench().page.getByRole('tree', { name: 'Adjudication' });
    await tree.getByRole('treeitem', { name: /António Valadares ↔ Lisboa .*, open/ }).click();
    const id = await tree.evaluate((element) => (element.id ||= 'adjudication-tree'));
    // VS Code draws name and description without a blank between them, which axe takes for one word.
    const blank = 'label-content-name-mismatch';
    assert.deepEqual(await axeViolations(workbench().page, `[id="${id}"]`, [blank]), []);
    for (const row of await tree.getByRole('treeitem').all()) {
      const heard = await row.getAttribute('aria-label');
      for (const part of await row.locator('.label-name, .label-description').allInnerTexts()) {
        assert.ok(heard?.includes(part), `“${heard}” has “${part}”`);
      }
    }
  });

  it('takes a relation by one key', async () => {
    await workbench().placeCaret('António Valadares');
    await workbench().press('2');
    await workbench().waitForFile('acordo.txt.ann.yaml', /type: visits/);
    await workbench().statusBarText('ADJUDICATING 4/4');
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
      await page.getByRole('heading', { name: 'Agreement on relations' }).scrollIntoViewIfNeeded();
      await workbench().screenshot(`agreement on relations in ${theme}`);
    }
  });

  it('has agreement read by a screen reader', async () => {
    const page = await report();
    for (const details of await page.locator('details').all()) {
      if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
    }
    assert.deepEqual(await axeViolations(page, 'html'), []);
  });

  it('leads from agreement, and from relations, to the text', async () => {
    const page = await report();
    const types = page.getByRole('table', { name: 'Agreement on relations' });
    const row = types.getByRole('row', { name: /^works-in/ });
    assert.match((await row.innerText()).replace(/\s+/g, ' '), /works-in 1 0[.,]00 0[.,]00/);
    await row.getByRole('button').click();
    await workbench().page.locator('.tab.active[data-resource-name="acordo.txt"]').waitFor();
    await workbench().page.locator('.statusbar-item').filter({ hasText: /Ln 7/ }).waitFor();
    await workbench().runCommand('Marginalia: Show Corpus Report');
    const again = await report();
    await again.locator('#relations-table > summary').click();
    await again.getByRole('table', { name: 'Relations', exact: true }).getByRole('button').first().click();
    await workbench().page.locator('.tab.active[data-resource-name="acordo.txt"]').waitFor();
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
