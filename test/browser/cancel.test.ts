import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { useWorkbench } from './workbench';

const ARTICLES = 3000;

const SIDECAR = `marginalia: 1
annotations:
  - id: a
    label: location
    quote: Lisboa
    position: [9, 15]
    prefix: "Chove em "
    suffix: "."
    status: accepted
`;

describe('the export of a large workspace', () => {
  const workbench = useWorkbench();

  it('shows how far it is and writes nothing when it is cancelled', async () => {
    const folder = path.join(workbench().folder, 'many');
    await mkdir(folder);
    for (let number = 0; number < ARTICLES; number++) {
      await writeFile(path.join(folder, `${number}.txt`), 'Chove em Lisboa.\n');
      await writeFile(path.join(folder, `${number}.txt.ann.yaml`), SIDECAR);
    }
    await workbench().openFile('start-here.article');
    await workbench().hoverText('Aino');
    await workbench().runCommand('Marginalia: Export Dataset…');
    await workbench().tick('JSON Lines');
    await workbench().pick('All articles of the workspace');
    await workbench().pick('Accepted');
    await workbench().tick();
    await workbench().saveAs('dataset.jsonl');
    const progress = workbench()
      .page.locator('.notification-toast')
      .filter({ hasText: /many\/\d+\.txt/ });
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    assert.equal((await readdir(workbench().folder)).includes('dataset.jsonl'), false);
  });
});
