import assert from 'node:assert/strict';
import {
  applyRegistryEdit,
  editRegistry,
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
} from '../src/core';
import type { Random } from '../histories/random';
import { commentsOf, lostOf } from './comments';

/** What a registry may be, with comments and all. */
export const REGISTRIES: readonly string[] = [
  `marginalia: 1
entities:
  - id: ana-torres # the mayor
    label: person
    name: Ana Torres
    aliases: [A. Torres, "Torres, Ana"]
    description: Mayor since 2023.
    identifiers: { wikidata: Q42 }
    replaces: [a-torres]
rejected:
  - { name: Faro, label: person }
forgotten: []
`,
  `# of the desk
marginalia: 1
entities:
  # rivers
  - id: tejo
    label: location
    name: Tejo
    aliases:
      - Tagus # in English
      - 'Rio Tejo'
    source: atlas
  - {id: cnn, label: organization, name: CNN}

rejected: []
# the end
`,
];

const NAMES = ['Ana Torres', 'Tagus', 'A: b # c', "l'Est", '- x', '東京', 'a\u202eb', 'a\nb', '"'];

/** Makes a decision on a registry and takes it back. */
export function checkRegistryEdits(source: string, random: Random): void {
  const registry = parseRegistry(source);
  if (registry.problems.length > 0) return;
  const puts = registry.entries.map((entry): RegistryChange => ({ kind: 'put', entry }));
  assert.equal(editRegistry(registry, puts).source, source, 'a save without a change changed it');
  const changes = anyChange(registry, random);
  const edited = editRegistry(registry, changes);
  assert.deepEqual(edited.problems, []);
  const touched = new Set(
    changes.flatMap((one) => (one.kind === 'put' ? [one.entry.id] : one.kind === 'remove' ? [one.id] : [])),
  );
  assert.deepEqual(untouched(edited, touched), untouched(registry, touched), 'something else changed');
  // What goes takes its comments along.
  if (saidOf(registry).every((one) => saidOf(edited).includes(one)))
    assert.deepEqual(lostOf(commentsOf(source), commentsOf(edited.source)), [], 'comments lost');
  const back = applyRegistryEdit(reversedRegistryEdit(registryEdit(registry, edited)), edited);
  assert.equal(back.registry.source, source, 'what was taken back is not as it was');
  assert.equal(back.left, 0);
}

function anyChange(registry: Registry, random: Random): readonly RegistryChange[] {
  const name = random.of(NAMES);
  const label = random.of(['person', 'location', 'organization']);
  const { entries } = registry;
  if (entries.length === 0) return [{ kind: 'put', entry: newEntry(registry, { name, label }) }];
  const [one, other] = [random.of(entries), random.of(entries)];
  switch (random.below(6)) {
    case 0:
      return [{ kind: 'put', entry: newEntry(registry, { name, label }) }];
    case 1:
      return nameEntry(one, name);
    case 2:
      return renameEntry(one, name);
    case 3:
      return one === other ? [] : mergeEntries(one, other);
    case 4:
      return rejectName(registry, { name, label });
    default:
      return forgetName(registry, { name, label: one.label }, random.chance(2));
  }
}

function untouched({ entries }: Registry, touched: ReadonlySet<string>): unknown {
  return entries.filter(({ id }) => !touched.has(id));
}

/** What a registry says that may have a comment, one by one. */
function saidOf({ entries, rejected, forgotten }: Registry): string[] {
  return [
    ...entries.flatMap(({ id, aliases, replaces }) =>
      [id, ...aliases, ...replaces].map((one) => `${id} ${one}`),
    ),
    ...[...rejected, ...forgotten].map(({ name, label }) => `${label} ${name}`),
  ];
}
