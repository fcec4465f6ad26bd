import { assert } from 'chai';
import {
  CorpusIndex,
  linkEntities,
  linksAlone,
  parseRegistry,
  registryEntries,
  type Annotation,
  type Entity,
  type Mark,
  type RegistryEntries,
} from '../../../src/core';

const { entries } = parseRegistry(`marginalia: 1
entities:
  - { id: ana, label: person, name: Ana de Sá, aliases: [Ana Sá], replaces: [anita] }
  - { id: rui-1, label: person, name: Rui Melo }
  - { id: rui-2, label: person, name: Rui Melo }
  - { id: rio, label: location, name: Rio }
`);
const KNOWN = registryEntries(entries);

/** Mentions written `name` or `name@entry`, those of one string one entity; each entity that comes of them as text. */
function linked(known: RegistryEntries, ...groups: string[]): string[] {
  let text = '';
  const entities = new Map<Mark, Entity<Mark>>();
  for (const [index, group] of groups.entries()) {
    const mentions: Mark[] = [];
    for (const [number, one] of group.split(', ').entries()) {
      const [name = '', entity] = one.split('@');
      const span = { start: text.length, end: text.length + name.length };
      text += `${name} `;
      const mark = { id: `${index}.${number}`, span, label: 'person', status: 'accepted' } as const;
      mentions.push(entity === undefined ? mark : { ...mark, annotation: { entity } as Annotation });
    }
    const name = group.split(', ')[0]!.split('@')[0]!;
    const one = { label: 'person', name, mentions };
    for (const mark of mentions) entities.set(mark, one);
  }
  return [...new Set(linkEntities(text, entities, known).values())].map(
    ({ name, mentions, entry }) =>
      `${name}${entry === undefined ? '' : ` #${entry}`}: ${mentions.map(({ span }) => text.slice(span.start, span.end)).join(', ')}`,
  );
}

describe('the entries of a registry', () => {
  it('are found by name, whatever its accents and capitals, unless two share it', () => {
    assert.equal(KNOWN.byName('person', 'ANA SA')?.id, 'ana');
    assert.isUndefined(KNOWN.byName('location', 'Ana Sá'));
    assert.isUndefined(KNOWN.byName('person', 'Rui Melo'));
    assert.equal(KNOWN.byId('person', 'anita')?.id, 'ana');
    assert.isUndefined(KNOWN.byId('location', 'ana'));
  });

  it('bring the spellings of an article together under their name', () => {
    assert.deepEqual(linked(KNOWN, 'Ana Sá, Sá', 'Ana de Sá', 'Eva'), [
      'Ana de Sá #ana: Ana Sá, Sá, Ana de Sá',
      'Eva: Eva',
    ]);
  });

  it('tell apart who bears the same name, where annotations do', () => {
    assert.deepEqual(linked(KNOWN, 'Rui Melo@rui-1, Rui Melo@rui-2'), [
      'Rui Melo #rui-1: Rui Melo',
      'Rui Melo (rui-2) #rui-2: Rui Melo',
    ]);
    assert.deepEqual(linked(KNOWN, 'Rui Melo, Melo@rui-2'), ['Rui Melo #rui-2: Rui Melo, Melo']);
  });

  it('are led to by the ids that they replace, and by none that is not there', () => {
    assert.deepEqual(linked(KNOWN, 'A prefeita@anita', 'Eva@nobody'), [
      'Ana de Sá #ana: A prefeita',
      'Eva: Eva',
    ]);
    assert.deepEqual(linked(linksAlone(), 'Eva@nobody', 'Ana Sá'), ['nobody #nobody: Eva', 'Ana Sá: Ana Sá']);
  });
});

describe('the entities of a corpus with a registry', () => {
  const mention = (form: string) => ({
    id: form,
    form,
    start: { line: 0, character: 0 },
    end: { line: 0, character: form.length },
    status: 'accepted' as const,
  });
  const record = (name: string, key: string, entry?: string) => ({
    progress: { accepted: 1, rejected: 0, suggested: 0 },
    entities: [
      { key, label: 'person', name, mentions: [mention(name)], ...(entry !== undefined && { entry }) },
    ],
    relations: [],
    decided: [],
  });

  it('are those of its entries, whatever articles call them, also after the registry changed', () => {
    const index = new CorpusIndex();
    index.put('a', record('Ana Sá', 'person:ana sa'));
    index.put('b', record('Ana de Sá', 'person:ana de sa'));
    index.put('c', record('A prefeita', 'person:a prefeita', 'anita'));
    assert.lengthOf(index.entities(), 3);
    index.link((_, entity) => KNOWN.of({ ...entity, forms: entity.mentions.map(({ form }) => form) }));
    const [ana, ...others] = index.entities();
    assert.deepEqual(
      [ana?.name, ana?.mentionCount, ana?.entry?.id, others.length],
      ['Ana de Sá', 3, 'ana', 0],
    );
    assert.equal(index.search('ana sa', 9)[0]?.entry?.id, 'ana');
    index.link(() => undefined);
    assert.lengthOf(index.entities(), 3);
    index.remove('b');
    assert.lengthOf(index.entities(), 2);
  });
});
