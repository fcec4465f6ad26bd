import assert from 'node:assert/strict';
import { RULES } from '../../../src/core/dates/grammar';
import { LINKS } from '../../../src/core/dates/lexicon';
import { sequences } from '../../../src/core/dates/pattern';

describe('Words that only link others', () => {
  it('make up no construction alone, so that stretches of nothing else need not be read', () => {
    const unanchored = RULES.flatMap(({ pattern }) => sequences(pattern)).filter((sequence) =>
      sequence.every((category) => LINKS.has(category)),
    );
    assert.deepEqual(unanchored, []);
  });
});
