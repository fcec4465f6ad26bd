import assert from 'node:assert/strict';
import { OURS, runHistory } from '../../histories/run';
import { readSources } from '../../histories/sources';

describe('annotations of articles that are edited elsewhere', () => {
  it('are never found in a wrong place, and seldom left to a person without need', async function () {
    this.timeout(30_000);
    const sources = await readSources('samples', 'histories/texts');
    let count = 0;
    let needless = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const source = sources[seed % sources.length]!;
      const { verdicts, edits } = runHistory(source, seed, OURS);
      for (const verdict of verdicts[0]!) {
        assert.notEqual(verdict, 'wrong', `seed ${seed} (${source.language}): ${edits.join(', ')}`);
        count++;
        if (verdict === 'orphaned needlessly') needless++;
      }
    }
    assert.ok(needless / count < 0.03, `${needless} of ${count}`);
  });
});
