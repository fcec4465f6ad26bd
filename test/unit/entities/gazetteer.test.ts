import assert from 'node:assert/strict';
import { gazetteer } from '../../../src/core/entities/gazetteer';
import { nameLanguage } from '../../../src/core/entities/languages';
import { transliterate } from '../../../src/core/entities/transliteration';

describe('gazetteer', () => {
  const label = (language: string, name: string): string | undefined =>
    gazetteer(nameLanguage(language)).lookup(name)?.label;

  it('knows countries in the language of the article', () => {
    assert.equal(label('pt', 'Coreia do Norte'), 'location');
    assert.equal(label('bg', 'Северна Корея'), 'location');
    assert.equal(label('en', 'North Korea'), 'location');
    assert.equal(label('fr', 'Corée du Nord'), 'location');
    assert.equal(label('pt', 'Северна Корея'), undefined);
  });

  it('knows the spellings of Brazil and of Portugal', () => {
    assert.equal(label('pt', 'Irã'), 'location');
    assert.equal(label('pt', 'Irão'), 'location');
  });

  it('knows cities, regions, world bodies', () => {
    assert.equal(label('en', 'Rotterdam'), 'location');
    assert.equal(label('en', 'Queensland'), 'location');
    assert.equal(label('pt', 'OTAN'), 'organization');
    assert.equal(label('bg', 'ООН'), 'organization');
  });

  it('tells an acronym from a word by its capitals', () => {
    assert.equal(label('en', 'US'), 'location');
    assert.equal(label('en', 'us'), undefined);
    assert.equal(label('en', 'WHO'), 'organization');
    assert.equal(label('en', 'Who'), undefined);
  });

  it('counts no currency union or alliance among the places', () => {
    assert.equal(label('pt', 'União Europeia'), 'organization');
  });

  it('knows given names', () => {
    const names = gazetteer(nameLanguage('bg'));
    assert.ok(names.isGivenName('Иван') && names.isGivenName('Maria'));
    assert.ok(!names.isGivenName('Министерство'));
  });
});

describe('transliterate', () => {
  it('follows the law, whose examples these are', () => {
    assert.equal(transliterate('Велико Търново'), 'veliko tarnovo');
    assert.equal(transliterate('Щръклево'), 'shtraklevo');
    assert.equal(transliterate('София'), 'sofia');
    assert.equal(transliterate('Бояна'), 'boyana');
  });
});
