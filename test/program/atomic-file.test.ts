import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import path from 'node:path';
import { CommandLine } from './command-line';
import { version } from './saved-versions';

/** `MARGINALIA_KILLS=1000` makes it a thousand. */
const KILLS = Number(process.env['MARGINALIA_KILLS'] ?? 5);

describe('saving from the command line', () => {
  it('leaves the old or the new file whole, whenever it is killed', async function () {
    this.timeout(KILLS * 10_000);
    const folder = await CommandLine.in({ file: version(0) });
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        const child = fork('out/test/saving.mjs', [path.join(folder.cwd, 'file')]);
        const ended = new Promise((resolve) => child.once('close', resolve));
        await new Promise((resolve) => child.once('message', resolve));
        await new Promise((resolve) => setTimeout(resolve, (kill * 7) % 40));
        child.kill('SIGKILL');
        await ended;
        const found = await folder.read('file');
        assert.equal(found, version(parseInt(found, 10)), `kill ${kill}`);
      }
    } finally {
      await folder.remove();
    }
  });
});
