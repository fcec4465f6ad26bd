import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { useWorkbench } from './workbench';

describe('an article in VS Code', () => {
  const workbench = useWorkbench();

  it('is shown as it is on disk', async () => {
    const articles = (await readdir(workbench().folder, { recursive: true }))
      .filter((name) => /\.(article|txt|md)$/.test(name))
      .sort();
    for (const article of [articles[0], articles.at(-1)]) {
      assert.ok(article);
      await workbench().openFile(article);
      const [firstLine = ''] = (await workbench().readWorkspaceFile(article)).split(/\r?\n/);
      assert.ok((await workbench().visibleText()).startsWith(firstLine.slice(0, 40)));
      await workbench().screenshot(`article ${article}`);
    }
  });
});
