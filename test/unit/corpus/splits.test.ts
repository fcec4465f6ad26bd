import assert from 'node:assert/strict';
import { signatureOf, splitArticles, type SplitEntry, type SplitPlan } from '../../../src/core';

const PLAN: SplitPlan = {
  shares: [
    { name: 'train', share: 80 },
    { name: 'dev', share: 10 },
    { name: 'test', share: 10 },
  ],
  seed: '1',
  stratified: false,
};

/** An article of words that no other has. */
function entry(number: number, labels: Record<string, number> = {}): SplitEntry {
  const words = Array.from(
    { length: 40 },
    (_, index) => `w${(number * 7919 + index * index * 31 + number * index) % 9973}x${number}`,
  );
  return {
    file: `${number}.txt`,
    signature: signatureOf(words.join(' ')),
    labels: new Map(Object.entries(labels)),
  };
}

const sizes = (parts: ReadonlyMap<string, string>) =>
  PLAN.shares.map(({ name }) => [...parts.values()].filter((part) => part === name).length);

describe('a dataset in parts', () => {
  const entries = Array.from({ length: 500 }, (_, number) => entry(number));

  it('has the shares that were asked for, about', () => {
    const [train = 0, dev = 0, test = 0] = sizes(splitArticles(entries, PLAN));
    assert.equal(train + dev + test, 500);
    assert.ok(
      Math.abs(train - 400) < 30 && Math.abs(dev - 50) < 25 && Math.abs(test - 50) < 25,
      `${train} ${dev} ${test}`,
    );
  });

  it('leaves every article in its part when the corpus grows or is read in another order', () => {
    const before = splitArticles(entries.slice(0, 200).reverse(), PLAN);
    const after = splitArticles(entries, PLAN);
    for (const [file, part] of before) assert.equal(after.get(file), part, file);
  });

  it('is another with another seed, and the same with the same', () => {
    const parts = (seed: string) => [...splitArticles(entries, { ...PLAN, seed }).values()].join();
    assert.equal(parts('1'), parts('1'));
    assert.notEqual(parts('1'), parts('2'));
  });

  it('keeps near-duplicates on one side', () => {
    const story = Array.from({ length: 120 }, (_, index) => `palavra${index}`);
    const versions = Array.from({ length: 20 }, (_, number): SplitEntry => {
      const words = [...story];
      words[number * 5] = `outra${number}`;
      return { file: `v${number}.txt`, signature: signatureOf(words.join(' ')), labels: new Map() };
    });
    for (const seed of ['1', '2', '3', '4', '5']) {
      const parts = splitArticles([...entries, ...versions], { ...PLAN, seed });
      assert.equal(new Set(versions.map(({ file }) => parts.get(file))).size, 1);
    }
  });

  it('has the same share of a rare label in every part where that is asked for', () => {
    const rare = entries.map(({ signature, file }, number) => {
      const labels = new Map([['person', 3], ...(number % 25 === 0 ? [['event', 1] as const] : [])]);
      return { file, signature, labels };
    });
    const parts = splitArticles(rare, { ...PLAN, stratified: true });
    const events = PLAN.shares.map(
      ({ name }) => rare.filter(({ file, labels }) => labels.has('event') && parts.get(file) === name).length,
    );
    assert.deepEqual(events, [16, 2, 2]);
    assert.deepEqual(sizes(parts), [400, 50, 50]);
  });

  it('puts articles without words somewhere, and none where there is none', () => {
    const empty = { file: 'a.txt', signature: signatureOf(''), labels: new Map<string, number>() };
    assert.equal(splitArticles([empty], PLAN).size, 1);
    assert.equal(splitArticles([], PLAN).size, 0);
  });
});
