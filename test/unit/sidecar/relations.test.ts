import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  editChanges,
  editSidecar,
  EMPTY_SIDECAR,
  joinedEdit,
  mergeChanges,
  mergeSidecars,
  parseSidecar,
  relationId,
  reversedEdit,
  sidecarEdit,
  type Annotation,
  type Relation,
  type Sidecar,
  type SidecarChange,
} from '../../../src/core';

const PLACES = { kim: 10, min: 40, nato: 70, rutte: 100 };
type Name = keyof typeof PLACES;

function annotation(id: Name, more: Partial<Annotation> = {}): Annotation {
  const start = PLACES[id];
  const anchor = { quote: id, position: [start, start + id.length] as const, prefix: 'o ', suffix: ' disse' };
  return { id, label: 'person', status: 'accepted', anchor, ...more };
}

function relation(type: string, from: Name, to: Name, more: Partial<Relation> = {}): Relation {
  return { id: relationId({ type, from, to }, new Set()), type, from, to, ...more };
}

const put = (one: Annotation): SidecarChange => ({ kind: 'put', annotation: one });
const relate = (one: Relation): SidecarChange => ({ kind: 'relate', relation: one });
const unrelate = ({ id }: Relation): SidecarChange => ({ kind: 'unrelate', id });
const remove = (id: Name): SidecarChange => ({ kind: 'remove', id });

const spouse = relation('spouse', 'kim', 'min', { id: 'r1', by: 'ana', at: '2024-07-20T10:00:00Z' });
const leads = relation('leads', 'rutte', 'nato', { id: 'r2', attributes: { since: 2024 } });

const annotated = editSidecar(EMPTY_SIDECAR, [
  ...(['kim', 'min', 'nato', 'rutte'] as const).map((id) => put(annotation(id))),
  { kind: 'fingerprint', fingerprint: 'one0text' },
]);
const related = editSidecar(annotated, [relate(leads), relate(spouse)]);

function said({ annotations, relations, published, labels }: Sidecar): unknown {
  const sorted = [...relations].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { annotations: new Set(annotations), relations: sorted, published, labels: new Set(labels) };
}

describe('relations in a sidecar', () => {
  const list = `relations:
  - id: r1
    type: spouse
    from: kim
    to: min
    by: ana
    at: "2024-07-20T10:00:00Z"
  - id: r2
    type: leads
    from: rutte
    to: nato
    attributes:
      since: 2024
`;

  it('stand in blocks behind the annotations, in the order of the text', () => {
    assert.equal(related.source, annotated.source.replace('fingerprint:', `${list}fingerprint:`));
    assert.deepEqual(related.relations, [spouse, leads]);
  });

  it('leave no trace when the last is taken away', () => {
    assert.equal(editSidecar(related, [unrelate(spouse), unrelate(leads)]).source, annotated.source);
  });

  it('are changed line by line, beside comments and keys of others', () => {
    const source = related.source
      .replace('  - id: r1\n', '  # both say so\n  - id: r1 # sure\n    seen: yes\n')
      .replace('fingerprint:', '# the end\nfingerprint:');
    const edited = editSidecar(parseSidecar(source), [relate({ ...spouse, type: 'ally' }), unrelate(leads)]);
    const [, block] = /( {2}- id: r2\n(?: {4}.*\n)+)/.exec(source)!;
    assert.equal(edited.source, source.replace('type: spouse', 'type: ally').replace(block!, ''));
  });

  it('go with an annotation that they lead to', () => {
    const edited = editSidecar(related, [remove('min')]);
    assert.deepEqual(edited.relations, [leads]);
    assert.doesNotMatch(edited.source, /spouse/);
  });

  it('are not read again while only annotations change', () => {
    const edited = editSidecar(related, [put(annotation('kim', { status: 'rejected' }))]);
    assert.equal(edited.relations, related.relations);
  });

  it('name their place in the file, wherever the list stands', () => {
    for (const source of [
      related.source,
      `${list}marginalia: 1\n${annotated.source.replace(/^[^]*?(?=annotations)/, '')}`,
    ]) {
      const { relationBlocks, problems } = parseSidecar(source);
      assert.deepEqual(problems, []);
      const place = relationBlocks.get('r2')!;
      assert.match(source.slice(place.start, place.end), /^id: r2\n {4}type: leads\n/);
    }
  });

  it('are refused where an end is no annotation of the file, with the line and what to do', () => {
    const source = related.source.replace('to: min', 'to: mni');
    const { problems, relations } = parseSidecar(source);
    assert.deepEqual(
      problems.map(({ code, args, range }) => [code, args, source.slice(range.start, range.end)]),
      [['sidecar-relation-end', ['mni'], 'mni']],
    );
    assert.match(problems[0]!.message, /Write the id of one, or take the relation away/);
    assert.deepEqual(relations, []);
  });

  it('are refused where an id is used twice', () => {
    const source = related.source.replace('id: r2', 'id: r1');
    const [problem] = parseSidecar(source).problems;
    assert.equal(problem?.code, 'sidecar-duplicate-id');
    assert.equal(problem.range.start, source.lastIndexOf('r1'));
  });

  for (const [shape, source] of Object.entries({
    'no list': annotated.source,
    'an empty list': annotated.source.replace('fingerprint:', 'relations: [] # none yet\nfingerprint:'),
    'a null list': annotated.source.replace('fingerprint:', 'relations:\nfingerprint:'),
    'a flow sequence': annotated.source.replace(
      'fingerprint:',
      'relations: [{id: r0, type: ally, from: kim, to: nato}]\nfingerprint:',
    ),
    'no fingerprint': annotated.source.replace(/fingerprint:[^]*/, ''),
    'no last line end': annotated.source.replace(/\nfingerprint:[^]*/, ''),
    'a list that is read as a whole': `---\n${annotated.source}`,
  })) {
    it(`are added where there is ${shape}, in the same step as an annotation`, () => {
      const late = {
        ...annotation('kim'),
        id: 'late',
        anchor: { ...annotation('rutte').anchor, position: [200, 205] as const },
      };
      const before = parseSidecar(source);
      const edited = editSidecar(before, [put(late), relate({ ...spouse, to: 'late' })]);
      assert.deepEqual(
        edited.relations.find(({ id }) => id === 'r1'),
        { ...spouse, to: 'late' },
      );
      assert.equal(edited.relations.length, before.relations.length + 1);
      assert.equal(edited.annotations.at(-1)?.id, 'late');
    });
  }
});

describe('relations that a person wrote', () => {
  const name = (id: number) => `r${id}`;
  /** One in the program's style, one in a person's with the keys in another order, one on one line. */
  const shapes = fc.constantFrom(
    (id: string) => `  - id: ${id}\n    type: leads\n    from: rutte\n    to: nato\n`,
    (id: string) =>
      `  - from: 'rutte' # the chief\n    to: "nato"\n    mine: [1, 2]\n    type:   'leads'\n    id: ${id}\n`,
    (id: string) => `  - { from: rutte, to: nato, type: leads, id: ${id} } # short\n`,
    (id: string) =>
      `  - id: ${id}\n    type: leads\n    note: |\n      - id: r0\n      x\n    from: rutte\n    to: nato\n`,
  );
  const between = fc.constantFrom('', '\n', '# between\n', '    # of the block\n');

  it('keep comments, the order of keys and quoting where others are added, changed and taken away', () => {
    const items = fc.array(fc.tuple(shapes, between), { minLength: 1, maxLength: 6 });
    const head = fc.constantFrom('relations:\n', 'relations: # by hand\n', 'relations:\n  # by hand\n');
    fc.assert(
      fc.property(
        head,
        items,
        fc.nat(),
        fc.constantFrom('add', 'change', 'remove'),
        (key, list, pick, act) => {
          const blocks = list.map(([shape, comment], at) => shape(name(at)) + comment);
          const [front, back] = annotated.source.split(/(?=fingerprint:)/) as [string, string];
          const sidecar = parseSidecar(`${front}${key}${blocks.join('')}${back}`);
          assert.deepEqual(sidecar.problems, []);
          const at = pick % blocks.length;
          const one = sidecar.relations[at]!;
          const edited = editSidecar(sidecar, [
            act === 'add'
              ? relate({ ...leads, id: 'new' })
              : act === 'change'
                ? relate({ ...one, type: 'heads' })
                : unrelate(one),
          ]);
          const rest = blocks.filter((_, index) => act === 'add' || index !== at);
          for (const block of rest) assert.ok(edited.source.includes(block), edited.source);
          assert.ok(edited.source.startsWith(front) && edited.source.endsWith(back));
          for (const comment of sidecar.source.match(/# (?:by hand|between|of the block)/g) ?? []) {
            assert.ok(edited.source.includes(comment), edited.source);
          }
          if (act !== 'change') return;
          const [[shape, comment]] = list.slice(at) as [(typeof list)[number]];
          const changed = shape(name(at)).replace(/(type: +)(?:'leads'|leads)/, '$1heads') + comment;
          assert.equal(edited.source, sidecar.source.replace(blocks[at]!, changed));
        },
      ),
    );
  });

  it('are read one by one: a decision reads again only the one that it changes', () => {
    const [first, second] = editSidecar(related, [relate({ ...spouse, type: 'ally' })]).relations;
    assert.equal(first?.type, 'ally');
    assert.equal(second, related.relations[1]);
  });
});

const names = fc.constantFrom<Name>('kim', 'min', 'nato', 'rutte');
const someRelation = fc
  .record({
    id: fc.constantFrom('r1', 'r2', 'r3'),
    type: fc.constantFrom('spouse', 'leads', 'no', '1: x'),
    from: names,
    to: names,
    note: fc.constantFrom(undefined, 'sic', '- x: y # z'),
    attributes: fc.option(
      fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.boolean(), { minKeys: 1, maxKeys: 2 }),
      {
        nil: undefined,
      },
    ),
    by: fc.constantFrom(undefined, 'ana', 'bo'),
  })
  .map(({ id, type, from, to, note, attributes, by }): Relation => ({
    id,
    type,
    from,
    to,
    ...(attributes && { attributes }),
    ...(note !== undefined && { note }),
    ...(by !== undefined && { by }),
  }));
const change = fc.oneof(
  { weight: 3, arbitrary: someRelation.map(relate) },
  fc.constantFrom('r1', 'r2', 'r3').map((id): SidecarChange => ({ kind: 'unrelate', id })),
  names.map(remove),
  fc
    .record({ id: names, status: fc.constantFrom('suggested', 'accepted', 'rejected') })
    .map(({ id, status }) => put(annotation(id, { status }))),
  fc.subarray(['politics', 'sport']).map((labels): SidecarChange => ({ kind: 'labels', labels })),
);
const changes = fc.array(change, { maxLength: 5 });
const starts = fc.constantFrom(
  related,
  annotated,
  parseSidecar(`---\n${related.source}`),
  parseSidecar(related.source.replace('  - id: r2', '  # of the alliance\n  - id: r2')),
);

describe('decisions on relations', () => {
  it('leave a file that says them and the rest as it was, and are taken back and made again', () => {
    fc.assert(
      fc.property(starts, changes, changes, (start, first, second) => {
        const between = editSidecar(start, first);
        const after = editSidecar(between, second);
        assert.deepEqual(said(parseSidecar(after.source)), said(after));
        const edit = joinedEdit(sidecarEdit(start, first), sidecarEdit(between, second));
        const back = editChanges(reversedEdit(edit), after);
        assert.equal(back.left, 0);
        const undone = editSidecar(after, back.changes);
        assert.deepEqual(said(undone), said(start));
        const again = editChanges(edit, undone);
        assert.equal(again.left, 0);
        assert.deepEqual(said(editSidecar(undone, again.changes)), said(after));
      }),
      { numRuns: 40 },
    );
  });

  it('do not take back an annotation that someone else related since', () => {
    const first = editSidecar(EMPTY_SIDECAR, [put(annotation('kim'))]);
    const edit = sidecarEdit(first, [put(annotation('min'))]);
    const theirs = editSidecar(first, [put(annotation('min')), relate(spouse)]);
    assert.deepEqual(editChanges(reversedEdit(edit), theirs), { changes: [], left: 1 });
  });
});

describe('two versions of relations', () => {
  const merge = (ours: readonly SidecarChange[], theirs: readonly SidecarChange[]): Sidecar => {
    const [one, other] = [editSidecar(related, ours), editSidecar(related, theirs)];
    const merged = mergeSidecars(related, one, other);
    assert.deepEqual(said(mergeSidecars(related, other, one)), said(merged), 'the order makes no difference');
    return merged;
  };

  it('keep what each added, changed and took away', () => {
    const ally = relation('ally', 'kim', 'rutte');
    const merged = merge([unrelate(spouse), relate(ally)], [relate({ ...leads, note: 'desde outubro' })]);
    assert.deepEqual(new Set(merged.relations), new Set([ally, { ...leads, note: 'desde outubro' }]));
  });

  it('are one where both related the same', () => {
    const ally = relation('ally', 'kim', 'rutte');
    const merged = merge(
      [relate({ ...ally, by: 'bo', at: '2024-07-20T12:00:00Z' })],
      [relate({ ...ally, by: 'ana', at: '2024-07-20T11:00:00Z' })],
    );
    assert.deepEqual(
      merged.relations.filter(({ type }) => type === 'ally').map(({ by }) => by),
      ['ana'],
    );
  });

  it('are both there where they contradict each other', () => {
    const merged = merge([relate({ ...spouse, type: 'sibling' })], [relate({ ...spouse, type: 'ally' })]);
    assert.deepEqual(merged.relations.map(({ type }) => type).sort(), ['ally', 'leads', 'sibling']);
  });

  it('keep for a person an annotation that one took away and the other related', () => {
    const merged = merge([remove('nato')], [relate(relation('ally', 'kim', 'nato', { by: 'bo' }))]);
    assert.ok(merged.annotations.find(({ id }) => id === 'nato')?.conflict?.some(({ removed }) => removed));
    assert.ok(merged.relations.some(({ type }) => type === 'ally'));
  });

  it('stay with an annotation that one took away and the other decided', () => {
    const merged = merge([remove('nato')], [put(annotation('nato', { label: 'organization' }))]);
    assert.ok(merged.relations.some(({ type }) => type === 'leads'));
  });

  it('lead to annotations of the file, whatever the two did, and lose nothing that only one did', () => {
    fc.assert(
      fc.property(changes, changes, (ours, theirs) => {
        const merged = merge(ours, theirs);
        assert.deepEqual(parseSidecar(merged.source).problems, []);
        const mine = editSidecar(related, ours);
        assert.deepEqual(said(mergeSidecars(related, mine, related)), said(mine));
        assert.deepEqual(said(mergeSidecars(related, related, mine)), said(mine));
      }),
      { numRuns: 30 },
    );
  });

  it('come together when a decision is saved into a file that somebody else has written meanwhile', () => {
    fc.assert(
      fc.property(changes, changes, (mine, theirs) => {
        const current = editSidecar(related, theirs);
        const saved = editSidecar(current, mergeChanges(related, mine, current));
        const old = new Set(related.relations.map((one) => JSON.stringify(one)));
        for (const one of current.relations) {
          const { type, from, to } = one;
          if (old.has(JSON.stringify(one)) || mine.some((each) => each.kind === 'unrelate')) continue;
          assert.ok(
            saved.relations.some((each) => each.type === type && each.from === from && each.to === to),
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});
