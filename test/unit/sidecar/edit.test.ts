import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editSidecar, EMPTY_SIDECAR, parseSidecar, type SidecarChange } from '../../../src/core';
import { annotation, put } from './entries';

describe('a sidecar', () => {
  it('keeps its form when an annotation is added at its end and the text is another', () => {
    const before = editSidecar(EMPTY_SIDECAR, [
      put(annotation('k1', 10)),
      { kind: 'fingerprint', fingerprint: 'one0text' },
    ]);
    const after = editSidecar(before, [
      { kind: 'fingerprint', fingerprint: 'another0' },
      put(annotation('k2', 40)),
    ]);
    const block = (id: string, start: number) =>
      editSidecar(EMPTY_SIDECAR, [put(annotation(id, start))]).source.replace(/^[^]*annotations:\n/, '');
    assert.equal(
      after.source,
      before.source
        .replace(block('k1', 10), block('k1', 10) + block('k2', 40))
        .replace('one0text', 'another0'),
    );
  });

  it('is written in a form that people read', () => {
    const date = annotation('k2', 40, {
      label: 'date',
      timex: { type: 'DATE', value: '2024-06', anchor: '2024-07-18' },
      source: 'dates',
      confidence: 0.9,
      by: 'ana',
      at: '2024-07-20T10:00:00Z',
    });
    const { source } = editSidecar(EMPTY_SIDECAR, [
      put(date),
      put(annotation('k1', 8)),
      { kind: 'published', date: '2024-07-18' },
    ]);
    assert.equal(
      source,
      `# yaml-language-server: $schema=marginalia:/schemas/sidecar.schema.json
marginalia: 1
published: "2024-07-18"
annotations:
  - id: k1
    label: person
    quote: Kim
    position: [8, 11]
    prefix: "o líder "
    suffix: " disse"
    status: accepted
  - id: k2
    label: date
    quote: Kim
    position: [40, 43]
    prefix: "o líder "
    suffix: " disse"
    status: accepted
    timex:
      type: DATE
      value: 2024-06
      anchor: "2024-07-18"
    source: dates
    confidence: 0.9
    by: ana
    at: "2024-07-20T10:00:00Z"
`,
    );
  });

  const handmade = `# Annotated by Ana and Bo
marginalia: 1
reviewed: 'yes'   # our own key
annotations:
  # the first one
  - id: k1
    label: person # sure
    quote: Kim
    position: [8, 11]
    prefix: "o líder "
    suffix: ' disse'
    status: suggested
    note: |
      long
      story
  # the second
  - {id: k2, label: person, quote: Kim, position: [40, 43], prefix: "o líder ", suffix: " disse", status: suggested} # flow

# the end
team: red
`;

  it('changes one line when one annotation is accepted, and keeps comments, order and unknown keys', () => {
    const sidecar = parseSidecar(handmade);
    const accepted = editSidecar(sidecar, [put({ ...sidecar.annotations[0]!, status: 'accepted' })]);
    assert.equal(accepted.source, handmade.replace('status: suggested\n', 'status: accepted\n'));
  });

  it('adds new keys at the end of the block they belong to', () => {
    const sidecar = parseSidecar(handmade);
    const edited = editSidecar(
      sidecar,
      sidecar.annotations.map((one) => put({ ...one, by: 'bo', timex: { type: 'DATE', value: '2024' } })),
    );
    assert.equal(
      edited.source,
      handmade
        .replace(
          '      story\n',
          '      story\n    timex:\n      type: DATE\n      value: "2024"\n    by: bo\n',
        )
        .replace(
          'status: suggested} # flow',
          'status: suggested, timex: {type: DATE, value: "2024"}, by: bo} # flow',
        ),
    );
  });

  it('puts a new annotation where it stands in the text', () => {
    const edited = editSidecar(parseSidecar(handmade), [put(annotation('k9', 20))]);
    assert.deepEqual(
      edited.annotations.map(({ id }) => id),
      ['k1', 'k9', 'k2'],
    );
    assert.ok(edited.source.startsWith(handmade.slice(0, handmade.indexOf('  # the second'))));
    assert.ok(edited.source.endsWith(handmade.slice(handmade.indexOf('  # the second'))));
  });

  it('takes the date of the article above the list, and changes it where it stands', () => {
    const dated = editSidecar(parseSidecar(handmade), [{ kind: 'published', date: '2024-07-18' }]);
    assert.equal(dated.source, handmade.replace('annotations:', 'published: "2024-07-18"\nannotations:'));
    const redated = editSidecar(dated, [{ kind: 'published', date: '2024-07-19' }]);
    assert.equal(redated.source, dated.source.replace('07-18', '07-19'));
  });

  it('takes the labels of the article above the list, changes them where they stand, and takes them away', () => {
    const labels = (...names: string[]): SidecarChange[] => [{ kind: 'labels', labels: names }];
    const labelled = editSidecar(parseSidecar(handmade), labels('politics', 'interview'));
    assert.equal(
      labelled.source,
      handmade.replace('annotations:', 'labels: [politics, interview]\nannotations:'),
    );
    const fewer = editSidecar(labelled, labels('interview'));
    assert.equal(fewer.source, labelled.source.replace('politics, ', ''));
    assert.equal(editSidecar(fewer, labels()).source, handmade);
  });

  it('takes labels that a person wrote line by line', () => {
    const byHand = 'marginalia: 1\nlabels:\n- politics\n- sport\nannotations: []\n';
    assert.deepEqual(parseSidecar(byHand).labels, ['politics', 'sport']);
    const edited = editSidecar(parseSidecar(byHand), [{ kind: 'labels', labels: ['sport'] }]);
    assert.deepEqual(parseSidecar(edited.source).labels, ['sport']);
  });

  it('is not begun by a save that changes nothing', () => {
    for (const source of ['', '# to do\n']) {
      assert.equal(editSidecar(parseSidecar(source), []).source, source);
    }
  });

  it('removes one block and nothing else', () => {
    const edited = editSidecar(parseSidecar(handmade), [{ kind: 'remove', id: 'k1' }]);
    const from = handmade.indexOf('  - id: k1');
    assert.equal(edited.source, handmade.slice(0, from) + handmade.slice(handmade.indexOf('  # the second')));
  });

  it('is left with an empty list when the last annotation goes, and takes a new one after that', () => {
    const empty = editSidecar(parseSidecar(handmade), [
      { kind: 'remove', id: 'k1' },
      { kind: 'remove', id: 'k2' },
    ]);
    assert.match(empty.source, /^annotations: \[\]$/m);
    const again = editSidecar(empty, [put(annotation('k3', 5))]);
    assert.deepEqual(
      again.annotations.map(({ id }) => id),
      ['k3'],
    );
    assert.match(again.source, /# the end\nteam: red/);
  });

  it('keeps its bytes when nothing changes', () => {
    const sidecar = parseSidecar(handmade);
    assert.equal(editSidecar(sidecar, sidecar.annotations.map(put)).source, handmade);
  });

  for (const [shape, source] of Object.entries({
    'no list': 'marginalia: 1\nteam: red # x\n',
    'an empty list': 'marginalia: 1\nannotations: [] # none yet\nteam: red # x\n',
    'a null list': 'marginalia: 1\nannotations:\nteam: red # x\n',
    'no last line end': 'team: red # x\nmarginalia: 1',
    'a flow sequence':
      'marginalia: 1\nannotations: [{id: a, label: event, quote: q, position: [1, 2], prefix: "", suffix: "", status: rejected}]\nteam: red # x\n',
    'a flow mapping': '{marginalia: 1, team: red # x\n}\n',
    'comments only': '# team: red # x\n',
    'Windows line ends':
      'marginalia: 1\r\nteam: red # x\r\nannotations:\r\n  - id: a\r\n    label: event\r\n    quote: q\r\n    position: [1, 2]\r\n    prefix: ""\r\n    suffix: ""\r\n    status: rejected\r\n',
  })) {
    it(`takes an annotation when it has ${shape}`, () => {
      const sidecar = parseSidecar(source);
      const edited = editSidecar(sidecar, [put(annotation('k1', 8))]);
      assert.deepEqual(edited.problems, []);
      assert.equal(edited.annotations.length, sidecar.annotations.length + 1);
      assert.match(edited.source, /team: red,? # x/);
    });
  }

  it('keeps line ends and what reorders or hides text visible, on one line', () => {
    const anchor = {
      quote: 'Kim',
      position: [8, 11] as const,
      prefix: '9:15 ч.\n\nБ',
      suffix: ' \u202edi\u200bsse\u2028\u{e0041}',
    };
    const { source, annotations } = editSidecar(EMPTY_SIDECAR, [put(annotation('k1', 8, { anchor }))]);
    assert.match(source, /prefix: "9:15 ч\.\\n\\nБ"\n/);
    assert.match(source, /suffix: " \\u202edi\\u200bsse\\u2028\\U000e0041"\n/);
    assert.deepEqual(annotations[0]?.anchor, anchor);
  });

  it('says of any annotations what was put into it, whatever their text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const some = fc.record({
      id: fc.string({ minLength: 1, maxLength: 6 }),
      start: fc.nat(1000),
      label: fc.constantFrom('person', 'date', 'no', '2024-01-01'),
      quote: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
      prefix: text,
      suffix: text,
      status: fc.constantFrom('suggested', 'accepted', 'rejected'),
    });
    const script = fc.array(fc.record({ one: some, remove: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(script, fc.constantFrom(EMPTY_SIDECAR, parseSidecar(handmade)), (steps, first) => {
        let sidecar = first;
        const expected = new Map(first.annotations.map((one) => [one.id, one]));
        for (const { one, remove } of steps) {
          if (remove) {
            sidecar = editSidecar(sidecar, [{ kind: 'remove', id: one.id }]);
            expected.delete(one.id);
          } else {
            const next = annotation(one.id, 0, {
              label: one.label,
              status: one.status,
              anchor: {
                quote: one.quote,
                position: [one.start, one.start + 1],
                prefix: one.prefix,
                suffix: one.suffix,
              },
            });
            sidecar = editSidecar(sidecar, [put(next)]);
            expected.set(one.id, next);
          }
          assert.deepEqual(new Map(sidecar.annotations.map((each) => [each.id, each])), expected);
          if (first !== EMPTY_SIDECAR) assert.match(sidecar.source, /# the end\nteam: red/);
        }
      }),
      { numRuns: 30 },
    );
  });
});
