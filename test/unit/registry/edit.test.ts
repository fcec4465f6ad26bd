import { assert } from 'chai';
import fc from 'fast-check';
import {
  applyRegistryEdit,
  editRegistry,
  EMPTY_REGISTRY,
  forgetName,
  mergeEntries,
  nameEntry,
  newEntry,
  parseRegistry,
  registryEdit,
  rejectName,
  renameEntry,
  reversedRegistryEdit,
  type Registry,
  type RegistryChange,
} from '../../../src/core';

const SOURCE = `# Who is who in the harbour news.
marginalia: 1
team: red
entities:
  # The mayor since spring.
  - id: ana-torres
    label: person
    name: 'Ana Torres'
    aliases: [Torres,  Ana T.] # as headlines have it
    identifiers:
      wikidata: Q1
      geonames: 27
    seen: often
  - id: rui-torres
    label: person
    name: Rui Torres
    aliases:
      - Rui   # his friends
      - "R. Torres"

rejected:
  - { name: Faro, label: person }
# the end
`;

function entry(registry: Registry, id: string) {
  return registry.entries.find((one) => one.id === id)!;
}

function edited(source: string, changes: (registry: Registry) => readonly RegistryChange[]): string {
  const registry = parseRegistry(source);
  return editRegistry(registry, changes(registry)).source;
}

/** The lines that an edit takes away, with -, and adds, with +. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

describe('editing a registry', () => {
  it('begins the file with the first entry, under what a person may have noted in it', () => {
    const ana = newEntry(EMPTY_REGISTRY, { name: 'Ana Torres', label: 'person' });
    const { source } = editRegistry(parseRegistry('# ours\n'), [{ kind: 'put', entry: ana }]);
    assert.equal(
      source,
      `# ours
# yaml-language-server: $schema=marginalia:/schemas/registry.schema.json
marginalia: 1
entities:
  - id: ana-torres
    label: person
    name: Ana Torres
`,
    );
  });

  it('adds an alias and nothing else, in either shape of a list', () => {
    assert.deepEqual(
      difference(
        SOURCE,
        edited(SOURCE, (registry) => nameEntry(entry(registry, 'ana-torres'), 'Anita')),
      ),
      [
        '-    aliases: [Torres,  Ana T.] # as headlines have it',
        '+    aliases: [Torres,  Ana T., Anita] # as headlines have it',
      ],
    );
    assert.deepEqual(
      difference(
        SOURCE,
        edited(SOURCE, (registry) => nameEntry(entry(registry, 'rui-torres'), 'Rui: o velho')),
      ),
      ['+      - "Rui: o velho"'],
    );
  });

  it('keeps the old name of what is renamed', () => {
    assert.deepEqual(
      difference(
        SOURCE,
        edited(SOURCE, (registry) => renameEntry(entry(registry, 'rui-torres'), 'Rui Pato')),
      ),
      ['-    name: Rui Torres', '+    name: Rui Pato', '+      - Rui Torres'],
    );
  });

  it('merges an entry into another, which keeps its id, and leads links there', () => {
    const after = edited(SOURCE, (registry) =>
      mergeEntries(entry(registry, 'rui-torres'), entry(registry, 'ana-torres')),
    );
    const [only] = parseRegistry(after).entries;
    assert.deepEqual(only?.aliases, ['Rui', 'R. Torres', 'Ana Torres', 'Torres', 'Ana T.']);
    assert.deepEqual(only?.replaces, ['ana-torres']);
    assert.equal(only?.identifiers.get('wikidata'), 'Q1');
    for (const kept of ['# Who is who', 'team: red', '# his friends', '# the end', '{ name: Faro']) {
      assert.include(after, kept);
    }
  });

  it('rejects and forgets names, of which an entry then has none', () => {
    const rejected = edited(SOURCE, (registry) => rejectName(registry, { name: 'Rui', label: 'person' }));
    assert.deepEqual(difference(SOURCE, rejected), ['-      - Rui   # his friends', '+  - name: Rui']);
    const forgotten = edited(rejected, (registry) =>
      forgetName(registry, { name: 'Rui', label: 'person' }, true),
    );
    assert.deepEqual(parseRegistry(forgotten).forgotten, [{ name: 'Rui', label: 'person' }]);
    assert.deepEqual(parseRegistry(forgotten).rejected, [{ name: 'Faro', label: 'person' }]);
  });

  it('goes through files of an unusual shape without losing comments and keys', () => {
    const flow = 'marginalia: 1\nentities: [{ id: a, label: person, name: Ana, seen: often }] # one\n';
    const after = edited(flow, (registry) => [
      ...renameEntry(entry(registry, 'a'), 'Anita'),
      { kind: 'put', entry: newEntry(registry, { name: 'Rui', label: 'person' }) },
    ]);
    assert.deepEqual(
      parseRegistry(after).entries.map(({ name, aliases }) => [name, aliases]),
      [
        ['Anita', ['Ana']],
        ['Rui', []],
      ],
    );
    assert.include(after, '# one');
    assert.include(after, 'seen: often');
  });

  it('keeps the comments of aliases though one of them is written twice', () => {
    const twice =
      'marginalia: 1\nentities:\n  - id: a\n    label: person\n    name: Ana\n    aliases:\n      - Anita # at home\n      - A.\n      - A.\n';
    const after = edited(twice, (registry) => nameEntry(entry(registry, 'a'), 'Aninha'));
    assert.include(after, '- Anita # at home');
    assert.include(after, '- Aninha');
  });

  it('gives an id that nothing has', () => {
    const registry = parseRegistry(SOURCE);
    assert.equal(newEntry(registry, { name: 'Ana  Torres!', label: 'person' }).id, 'ana-torres-2');
    assert.equal(newEntry(registry, { name: 'Държавна банка', label: 'organization' }).id, 'държавна-банка');
    assert.equal(newEntry(registry, { name: '!?', label: 'person' }).id, 'person');
  });

  const name = fc.oneof(
    fc.constantFrom('Ana Torres', 'Rui', 'R. Torres', 'yes', '12', '# x', 'a: b', "l'Or", '"', '- a', '[x'),
    fc
      .string({ minLength: 1, maxLength: 12 })
      .filter((text) => /\S/.test(text))
      .map((text) => text.trim()),
  );
  const changes = fc.array(
    fc.tuple(
      fc.constantFrom('name', 'rename', 'new', 'remove', 'reject', 'forget', 'merge'),
      name,
      fc.nat(3),
    ),
    { maxLength: 6 },
  );
  const made = (
    registry: Registry,
    [kind, text, which]: readonly [string, string, number],
  ): RegistryChange[] => {
    const one = registry.entries[which % Math.max(1, registry.entries.length)];
    const name = { name: text, label: 'person' };
    if (kind === 'new' || !one) return [{ kind: 'put', entry: newEntry(registry, name) }];
    if (kind === 'name') return nameEntry(one, text);
    if (kind === 'rename') return renameEntry(one, text);
    if (kind === 'remove') return [{ kind: 'remove', id: one.id }];
    if (kind === 'reject') return rejectName(registry, name);
    if (kind === 'forget') return forgetName(registry, name, true);
    const other = registry.entries.find(({ id }) => id !== one.id);
    return other ? mergeEntries(one, other) : [];
  };

  it('takes back whatever it did, byte for byte, and says it again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(SOURCE, '', '# only\n', 'marginalia: 1\nentities: []\n'),
        changes,
        (source, list) => {
          const states = [parseRegistry(source)];
          for (const change of list) {
            const before = states.at(-1)!;
            states.push(editRegistry(before, made(before, change)));
          }
          let now = states.at(-1)!;
          assert.deepEqual(parseRegistry(now.source), now);
          for (const [index, before] of [...states.entries()].reverse().slice(1)) {
            const edit = registryEdit(before, states[index + 1]!);
            now = applyRegistryEdit(reversedRegistryEdit(edit), now).registry;
            assert.equal(now.source, before.source);
            assert.equal(applyRegistryEdit(edit, now).registry.source, states[index + 1]!.source);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves what a colleague changed since', () => {
    const before = parseRegistry(SOURCE);
    const after = editRegistry(before, renameEntry(entry(before, 'rui-torres'), 'Rui Pato'));
    const since = editRegistry(after, [
      ...renameEntry(entry(after, 'rui-torres'), 'Rui Ganso'),
      { kind: 'put', entry: newEntry(after, { name: 'Eva', label: 'person' }) },
    ]);
    const undone = applyRegistryEdit(reversedRegistryEdit(registryEdit(before, after)), since);
    assert.equal(undone.left, 1);
    assert.equal(undone.registry.source, since.source);
  });

  it('changes no byte where nothing changes', () => {
    const registry = parseRegistry(SOURCE);
    assert.equal(editRegistry(registry, nameEntry(entry(registry, 'ana-torres'), 'Torres')), registry);
    assert.equal(
      editRegistry(
        registry,
        registry.entries.map((one) => ({ kind: 'put', entry: one })),
      ),
      registry,
    );
  });
});
