import assert from 'node:assert/strict';
import fc from 'fast-check';
import { STATE_COUNT } from '../../../src/core/entities/tagger/labels';
import { LANES } from '../../../src/core/entities/tagger/kernel';
import {
  parseModel,
  stringifyModel,
  type Model,
  type ModelContent,
} from '../../../src/core/entities/tagger/model';
import { WordClusters } from '../../../src/core/entities/tagger/word-clusters';

function content(hashes: readonly number[]): ModelContent {
  return {
    hashes: Uint32Array.from(hashes).sort(),
    weights: Int8Array.from(
      { length: hashes.length * STATE_COUNT },
      (_, index) => ((index * 37) % 255) - 127,
    ),
    scale: 0.0625,
    transitions: Float64Array.from({ length: STATE_COUNT ** 2 }, (_, index) => index / 8 - 20),
    calibration: { slope: 0.5, intercept: -0.25 },
    clusters: new WordClusters(Uint32Array.of(3, 9, 4_000_000_000), Uint32Array.of(0x12345, 0x701, 0xffffff)),
  };
}

function parsed(bytes: Uint8Array): Model {
  const result = parseModel(bytes);
  assert.ok(result.ok);
  return result.model;
}

/** What the weights of features add up to for each state. */
function sums({ kernel }: Model, ...features: number[]): number[] {
  const byLane = new Int16Array(kernel.addUp(Uint32Array.from(features)).buffer);
  return Array.from(LANES, (lane) => byLane[lane]!);
}

const NOTHING = new Array<number>(STATE_COUNT).fill(0);

describe('parseModel', () => {
  it('reads what stringifyModel wrote', () => {
    const hashes = fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 300 });
    fc.assert(
      fc.property(hashes, (some) => {
        const written = content(some);
        const model = parsed(stringifyModel(written));
        assert.deepEqual(model.transitions, written.transitions);
        assert.deepEqual(model.calibration, written.calibration);
        assert.deepEqual(model.clusters.keys, written.clusters.keys);
        assert.deepEqual(model.clusters.clusters, written.clusters.clusters);
        written.hashes.forEach((hash, index) => {
          const start = index * STATE_COUNT;
          assert.deepEqual(sums(model, hash), [...written.weights.subarray(start, start + STATE_COUNT)]);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('misses features that the model does not have', () => {
    const model = parsed(stringifyModel(content([1, 2, 4_000_000_000])));
    assert.deepEqual(sums(model, 0, 3, 5, 4_000_000_001), NOTHING);
    assert.deepEqual(sums(model, 3, 2, 5), sums(model, 2));
    assert.deepEqual(sums(parsed(stringifyModel(content([]))), 7), NOTHING);
  });

  it('reads bytes that lie inside a larger buffer', () => {
    const bytes = stringifyModel(content([5, 6]));
    const larger = new Uint8Array(bytes.length + 13);
    larger.set(bytes, 7);
    assert.equal(parsed(larger.subarray(7, 7 + bytes.length)).size, 2);
  });

  it('says why bytes are no model', () => {
    const bytes = stringifyModel(content([5, 6, 7]));
    const problem = (some: Uint8Array): string => {
      const result = parseModel(some);
      return result.ok ? 'none' : result.problem.code;
    };
    assert.equal(problem(new Uint8Array()), 'no-model');
    assert.equal(problem(new TextEncoder().encode('version https://git-lfs.github.com/spec/v1')), 'no-model');
    assert.equal(problem(bytes.slice(0, -1)), 'damaged');
    assert.equal(problem(changed(bytes, bytes.length - 1)), 'damaged');
    assert.equal(problem(changed(bytes, 40)), 'damaged');
    assert.equal(problem(changed(bytes, 8)), 'other-version');
  });
});

function changed(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at]! ^= 0x40;
  return copy;
}
