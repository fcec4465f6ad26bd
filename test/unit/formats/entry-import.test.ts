import assert from 'node:assert/strict';
import { EntryImport, parseRegistry, type ImportedArticle } from '../../../src/core';
import { annotation } from './articles';

const TEXT = 'Ana met Ana, and Lumen.';

type Entry = ImportedArticle['entries'] extends ReadonlyMap<string, infer E> | undefined ? E : never;

/** The entries that the mentions of an article are linked to. */
function linked(entries: EntryImport, ...given: (readonly [quote: string, start: number, entry: Entry])[]) {
  const annotations = given.map(([quote, start], index) =>
    annotation(TEXT, start, start + quote.length, {
      id: `k${index}`,
      label: quote === 'Lumen' ? 'organization' : 'person',
    }),
  );
  const named = new Map(given.map(([, , entry], index) => [`k${index}`, entry]));
  const article = entries.link({ file: 'a.txt', text: TEXT, annotations, entries: named });
  return article.annotations.map(({ entity = '' }) => {
    entries.use(entity);
    return entity;
  });
}

const registry = (...entries: string[]) =>
  parseRegistry(`marginalia: 1\nentities:\n${entries.map((one) => `  - ${one}\n`).join('')}`);

const ANA =
  '{ id: ana, label: person, name: Ana, aliases: [Ana T], identifiers: { wikidata: Q1 }, replaces: [a] }';

describe('the entities of a dataset in a registry', () => {
  it('are entries of their own where nothing says that they are there', () => {
    const entries = new EntryImport(registry(ANA));
    assert.deepEqual(linked(entries, ['Lumen', 17, { identifiers: { ror: '0abc' }, name: 'Lumen Inc' }]), [
      'lumen-inc',
    ]);
    assert.deepEqual(entries.changes, [
      {
        kind: 'put',
        entry: {
          id: 'lumen-inc',
          label: 'organization',
          name: 'Lumen Inc',
          aliases: [],
          identifiers: new Map([['ror', '0abc']]),
          replaces: [],
        },
      },
    ]);
  });

  it('are found by id, by that of an entry that was merged, by identifier and by name', () => {
    const entries = new EntryImport(registry(ANA));
    assert.deepEqual(linked(entries, ['Ana', 0, { id: 'ana' }], ['Ana', 8, { id: 'a' }]), ['ana', 'ana']);
    assert.deepEqual(linked(entries, ['Ana', 0, { name: 'Someone', identifiers: { wikidata: 'Q1' } }]), [
      'ana',
    ]);
    assert.deepEqual(linked(new EntryImport(registry(ANA)), ['Ana', 0, { id: 'x', name: 'ána t' }]), ['ana']);
    assert.equal(entries.added, 0);
  });

  it('are two where their ids or identifiers are, whatever their name', () => {
    const entries = new EntryImport(registry(ANA));
    assert.deepEqual(
      linked(entries, ['Ana', 0, { id: 'one', name: 'Ana' }], ['Ana', 8, { id: 'two', name: 'Ana' }]),
      ['ana', 'two'],
    );
    assert.deepEqual(linked(entries, ['Ana', 0, { identifiers: { wikidata: 'Q7' } }]), ['ana-2']);
    assert.deepEqual(entries.refused, []);
  });

  it('keep the registry as it is where it says otherwise, which is told', () => {
    const entries = new EntryImport(registry(ANA));
    const given = { id: 'ana', identifiers: { wikidata: 'Q2' } };
    assert.deepEqual(linked(entries, ['Ana', 0, given], ['Ana', 8, given]), ['ana', 'ana']);
    assert.deepEqual(linked(entries, ['Lumen', 17, { id: 'ana' }]), ['ana']);
    assert.deepEqual(
      entries.refused.map(({ kind }) => kind),
      ['identifier', 'label'],
    );
    assert.deepEqual(entries.changes, []);
  });

  it('are not added where no annotation is linked to them', () => {
    const entries = new EntryImport(registry(ANA));
    const annotations = [annotation(TEXT, 17, 22, { id: 'k0', label: 'organization' })];
    entries.link({ file: 'a.txt', text: TEXT, annotations, entries: new Map([['k0', { id: 'lumen' }]]) });
    assert.equal(entries.added, 0);
    assert.deepEqual(entries.changes, []);
  });
});
