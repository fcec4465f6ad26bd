import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually, useWorkbench } from './workbench';

const ARTICLE = `---
published: 2024-07-20
language: pt
---
O ministro António Valadares recebeu em Lisboa Rosalía Couto.
`;

const NEXT = `---
published: 2024-07-27
language: pt
---
A ministra Rosa Coutinho e Rosalía Couto falaram com António Valadares.
`;

describe('the registry of entities', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().writeWorkspaceFile('acordo.article', ARTICLE);
    await workbench().openArticle('visita.article', NEXT, 'António Valadares');
    for (const name of ['Rosa Coutinho', 'Rosalía Couto']) {
      await workbench().selectText(name);
      await workbench().runCommand('Marginalia: Annotate Selection as…');
      await workbench().pick('person');
      await workbench().waitForFile('visita.article.ann.yaml', new RegExp(name));
    }
  });

  it('grows when one entity is dragged on another, and shrinks when that is undone', async () => {
    await workbench().page.locator('.activitybar .action-label[aria-label^="Marginalia"]').click();
    const tree = workbench().page.getByRole('tree', { name: 'Entities' });
    await tree.getByRole('treeitem').first().hover();
    await workbench().page.getByRole('button', { name: 'Filter Entities…' }).click();
    await workbench().answer('rosa');
    const entity = (name: string) => tree.getByRole('treeitem', { name: new RegExp(`^${name} · person`) });
    await workbench().dragUntilAsked(entity('Rosa Coutinho'), entity('Rosalía Couto'));
    await workbench().pick('One entity, named Rosalía Couto');
    const registry = await workbench().waitForFile('entities.yaml', /Rosa Coutinho/);
    assert.match(registry, /name: Rosalía Couto\n {4}aliases: \[Rosa Coutinho\]/);
    await entity('Rosa Coutinho').waitFor({ state: 'detached' });
    await workbench().screenshot('entities that were merged');
    await workbench().placeCaret('falaram');
    await workbench().press('Control+Z');
    await eventually('no registry', async () =>
      (await readdir(workbench().folder)).includes('entities.yaml') ? undefined : true,
    );
    await entity('Rosa Coutinho').waitFor();
  });

  it('renames an entity with F2, in the next article too, and tells who it is on the card', async () => {
    await workbench().placeCaret('Rosalía Couto');
    await workbench().press('F2');
    const box = workbench().page.locator('.rename-box input');
    await box.waitFor();
    await box.fill('Rosalía Couto Lima');
    await box.press('Enter');
    await workbench().waitForFile('entities.yaml', /name: Rosalía Couto Lima/);
    await writeFile(
      path.join(workbench().folder, 'entities.yaml'),
      `marginalia: 1
entities:
  - id: rosalia
    label: person
    name: Rosalía Couto Lima
    aliases: [Rosalía Couto]
    description: Minister of transport.
    identifiers: { wikidata: Q42 }
`,
    );
    await workbench().openFile('acordo.article');
    const card = await eventually('the entry on the card', async () => {
      const shown = await workbench().hoverText('Rosalía Couto');
      return (await shown.innerText()).includes('Minister of transport') ? shown : undefined;
    });
    assert.match(await card.innerText(), /Rosalía Couto Lima/);
    assert.equal(
      await card.getByText('wikidata: Q42').getAttribute('data-href'),
      'https://www.wikidata.org/wiki/Q42',
    );
    await workbench().screenshot('card of an entity with an entry');
    assert.match(await workbench().visibleText(), /recebeu em Lisboa Rosalía Couto\./);
  });
});
