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

  it('is told where it would take time that grows fourfold as it doubles', async () => {
    const quadratic: Target = { name: 'quadratic', samples: ['a word '], check: comparePairs };
    const { worst } = await worstGrowth(quadratic, 0, 1);
    assert.ok(worst && worst.ratio > MOST_GROWTH, JSON.stringify(worst));
  });
});

/** Looks at each pair of characters, as what is compared with all others does. */
function comparePairs(text: string): void {
  let equal = 0;
  for (let one = 0; one < text.length; one++) {
    for (let other = 0; other < text.length; other++) {
      if (text.charCodeAt(one) === text.charCodeAt(other)) equal++;
    }
  }
  assert.ok(equal >= text.length);
}
