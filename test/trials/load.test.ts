import { readFile } from 'node:fs/promises';
import { bearLoad } from '../../bench/load';
import { processTerminal } from '../../src/cli/process-terminal';
import { readArticle } from '../../src/core';

describe('what is too much on a usual day', () => {
  it('is borne, a hundredth of it, and no annotation is lost', async () => {
    const { article } = readArticle(await readFile('samples/start-here.article', 'utf8'));
    await bearLoad([article], { ...processTerminal(), err: () => undefined }, 0.01);
  });
});
