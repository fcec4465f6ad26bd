import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hashText } from '../../../src/core/entities/tagger/hashing';
import { clusterKey, type WordClusters } from '../../../src/core/entities/tagger/word-clusters';
import { Random } from '../../../train/random';
import { wordClusters } from '../../../train/word-clusters';
import { clusterVectors, trainVectors } from '../../../train/word-vectors';

/** Sentences in which words of one half keep company with each other and never with those of the other half. */
function twoTopics(sentences: number): Int32Array {
  const random = new Random(7);
  const text: number[] = [];
  for (let sentence = 0; sentence < sentences; sentence++) {
    const half = sentence % 2 === 0 ? 0 : 5;
    for (let word = 0; word < 6; word++) text.push(half + (random.next() % 5));
    text.push(-1);
  }
  return Int32Array.from(text);
}

describe('trainVectors and clusterVectors', () => {
  const counts = new Uint32Array(10).fill(600);
  const options = { dimension: 8, window: 3, epochs: 20, frequent: 1, seed: 1 };

  it('put no words of different topics into one cluster', () => {
    const { clusters } = clusterVectors(trainVectors(twoTopics(400), counts, options), 8, 4, 10, 1);
    const first = new Set(clusters.subarray(0, 5));
    assert.ok(clusters.subarray(5).every((cluster) => !first.has(cluster)));
  });

  it('give the same for the same text and seed', () => {
    const vectors = (): Float32Array => trainVectors(twoTopics(50), counts, options);
    assert.deepEqual(vectors(), vectors());
  });
});

describe('wordClusters', () => {
  const clusterOf = (clusters: WordClusters, language: string, word: string): number =>
    clusters.lookup(clusterKey(hashText(language), hashText(word)));

  it('tells languages apart and leaves out those with little text', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'marginalia-raw-'));
    try {
      for (const [language, lines] of [
        ['pt', 40_000],
        ['bg', 40_000],
        ['es', 10],
      ] as const) {
        mkdirSync(path.join(folder, language));
        writeFileSync(path.join(folder, language, 'raw.txt'), 'Rio mar sol lua\n'.repeat(lines));
      }
      const clusters = wordClusters(folder, [], 1, () => undefined);
      assert.equal(clusters.keys.length, 8);
      for (const word of ['rio', 'mar', 'sol', 'lua']) {
        assert.notEqual(clusterOf(clusters, 'pt', word), 0);
        assert.notEqual(clusterOf(clusters, 'bg', word), 0);
      }
      assert.notEqual(clusterOf(clusters, 'pt', 'rio') >>> 8, clusterOf(clusters, 'bg', 'rio') >>> 8);
      assert.equal(clusterOf(clusters, 'es', 'rio'), 0);
      assert.equal(clusterOf(clusters, 'pt', 'Rio'), 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
