import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { useWorkbench } from './workbench';

const ARTICLES = 3000;

const TEXT = 'Chove em Lisboa.\n';

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

describe('a large workspace', () => {
  const workbench = useWorkbench();
  const many = () => path.join(workbench().folder, 'many');

  before(async () => {
    await mkdir(many());
    for (let number = 0; number < ARTICLES; number++) {
      await writeFile(path.join(many(), `${number}.txt`), TEXT);
      await writeFile(path.join(many(), `${number}.txt.ann.yaml`), SIDECAR);
    }
    await workbench().openFile('start-here.article');
    await workbench().hoverText('Aino');
  });

  /** Once it tells how far it is. */
  async function cancel(): Promise<void> {
    const progress = workbench()
      .page.locator('.notification-toast')
      .filter({ hasText: /many\/\d+\.txt/ });
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
  }

  it('is not exported where that is cancelled', async () => {
    await workbench().runCommand('Marginalia: Export Dataset…');
    await workbench().tick('JSON Lines');
    await workbench().pick('All articles of the workspace');
    await workbench().pick('Accepted');
    await workbench().tick();
    await workbench().saveAs('dataset.jsonl');
    await cancel();
    assert.equal((await readdir(workbench().folder)).includes('dataset.jsonl'), false);
  });

  it('has the articles of a dataset that was being imported up to where that was cancelled', async () => {
    const span = { id: 'b', label: 'event', start: 0, end: 5, text: 'Chove', status: 'accepted' };
    const lines = Array.from({ length: ARTICLES }, (_, number) =>
      JSON.stringify({ file: `many/${number}.txt`, language: 'pt', text: TEXT, spans: [span] }),
    );
    await writeFile(path.join(workbench().folder, 'more.jsonl'), `${lines.join('\n')}\n`);
    await workbench().runCommand('Marginalia: Import Dataset…');
    await workbench().pick('JSON Lines');
    await workbench().pick('more.jsonl');
    await cancel();
    const told = await workbench().notificationText(/Cancelled after/);
    const done = Number(/Cancelled after (\d+) of 3000 articles/.exec(told)?.[1]);
    assert.ok(done > 0 && done < ARTICLES, told);
    let imported = 0;
    for (let number = 0; number < ARTICLES; number++) {
      const sidecar = await readFile(path.join(many(), `${number}.txt.ann.yaml`), 'utf8');
      assert.match(sidecar, /quote: Lisboa\n/);
      if (/quote: Chove\n/.test(sidecar)) imported++;
    }
    assert.equal(imported, done);
  });
});
