import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { runFor } from '../../fuzz/cases';
import { MOST_GROWTH, worstGrowth } from '../../fuzz/growth';
import { readMaterial } from '../../fuzz/material';
import { fuzzTargets, type Target } from '../../fuzz/targets';
import { processTerminal } from '../../src/cli/process-terminal';

/** `npm run fuzz` runs the same for as long as one likes. */
const MILLISECONDS_EACH = 40;

describe('what strangers write', () => {
  let targets: readonly Target[];

  before(async () => {
    const model = await readFile('models/entities.bin');
    targets = fuzzTargets(await readMaterial(process.cwd(), processTerminal(), model));
  });

  it('breaks nothing that reads it, however it is mangled', async () => {
    for (const target of targets) {
      const { cases, failures } = await runFor(target, MILLISECONDS_EACH, 1);
      assert.ok(cases > 0);
      const [failure] = failures;
      if (failure) {
        throw new Error(`npm run fuzz -- --only "${target.name}" --case ${failure.case}`, {
          cause: failure.error,
        });
      }
    }
  }).timeout(30_000);

  it('is read in time that grows with its length, also in shapes that once were not', async () => {
    for (const target of targets) {
      const { worst, failures } = await worstGrowth(target, 0, 1);
      assert.deepEqual(failures, [], target.name);
      assert.ok(!worst || worst.ratio <= MOST_GROWTH, `${target.name}: ${JSON.stringify(worst)}`);
    }
  }).timeout(120_000);
});
