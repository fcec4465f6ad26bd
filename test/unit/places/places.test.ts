import { assert } from 'chai';
import { flagOf, loadRecognition, type PlaceFacts, type PlaceFinder } from '../../../src/core';
import { placeData } from '../../../scripts/places.mjs';

describe('the facts of places', () => {
  let find: PlaceFinder;

  before(async () => {
    find = (await loadRecognition()).createPlaceFinder(placeData());
  });

  const country = (facts: PlaceFacts | undefined) => facts && [facts.kind, facts.country];

  it('tell a country in the language of the article, with its capital and people', () => {
    const facts = find('Coreia do Norte', 'pt');
    assert.deepEqual(country(facts), ['country', 'KP']);
    assert.deepInclude(facts?.kind === 'country' && facts.capital, { name: 'Pyongyang', isCapital: true });
    assert.isAbove(facts?.population ?? 0, 20_000_000);
    assert.deepEqual(country(find('Северна Корея', 'bg')), ['country', 'KP']);
    assert.deepEqual(country(find('EUA', 'pt')), ['country', 'US']);
  });

  it('tell a city by its own name, by what the language calls it, and across scripts', () => {
    const lisbon = find('Lisboa', 'pt');
    assert.deepInclude(lisbon, { kind: 'city', name: 'Lisbon', country: 'PT', isCapital: true });
    assert.deepEqual(lisbon?.kind === 'city' && lisbon.coordinates, { latitude: 38.72, longitude: -9.13 });
    assert.deepInclude(find('София', 'bg'), { name: 'Sofia', country: 'BG' });
    assert.deepInclude(find('Москва', 'bg'), { name: 'Moscow' });
    assert.deepInclude(find('SAO PAULO', 'pt'), { name: 'São Paulo' });
  });

  it('say nothing of what they do not know', () => {
    for (const name of ['Europa', 'Rua Augusta', '', '-']) assert.isUndefined(find(name, 'pt'));
  });

  it('draw a flag of two letters', () => {
    assert.equal(flagOf('PT'), '🇵🇹');
  });
});
