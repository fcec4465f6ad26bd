import { assert } from 'chai';
import fc from 'fast-check';
import { completeSidecar, sidecarKeyAt } from '../../../src/core';

const SIDECAR = `marginalia: 1
annotations:
  - id: a
    label: person
    quote: Ana
    status: accepted
  - id: b
    label: troupe
    timex:
      type: DATE
      value: '2024'
    by: rui
`;

/** What is offered where `|` stands in a sidecar that ends like this. */
function offered(written: string): readonly string[] | undefined {
  const offset = written.indexOf('|');
  const completion = completeSidecar(written.replace('|', ''), offset);
  return completion?.kind === 'keys' ? completion.keys.map(({ key }) => key) : completion?.values;
}

describe('help inside a sidecar', () => {
  it('offers the values that a key can have', () => {
    assert.deepEqual(offered(SIDECAR.replace('accepted', '|')), ['suggested', 'accepted', 'rejected']);
    assert.deepEqual(offered(SIDECAR.replace('DATE', 'D|')), ['DATE', 'TIME', 'DURATION', 'SET']);
    assert.includeMembers(
      [...(offered(SIDECAR.replace('person', '|')) ?? [])],
      ['location', 'date', 'troupe'],
    );
    assert.isUndefined(offered(SIDECAR.replace('rui', '|')));
  });

  it('offers the keys that an annotation does not have yet', () => {
    const keys = offered(`${SIDECAR}    |`) ?? [];
    assert.includeMembers([...keys], ['quote', 'status', 'confidence']);
    assert.notIncludeMembers([...keys], ['id', 'label', 'timex', 'by']);
    assert.deepEqual(offered(SIDECAR.replace("      value: '2024'\n", '      |\n')), [
      'value',
      'mod',
      'anchor',
    ]);
    assert.includeMembers(
      [...(offered(SIDECAR.replace('annotations', 'pub|\nannotations')) ?? [])],
      ['published'],
    );
    assert.include([...(offered(`${SIDECAR}  - |`) ?? [])], 'id');
  });

  it('offers the annotations that a relation can lead to, with what they stand on', () => {
    const source = `${SIDECAR}relations:\n  - type: works-for\n    from: a\n    to: `;
    assert.deepEqual(offered(`${source}|`), ['a', 'b']);
    const completion = completeSidecar(source, source.length);
    assert.equal(completion?.kind === 'values' && completion.details?.get('a'), 'Ana');
    assert.includeMembers([...(offered(`${source}b\n    |`) ?? [])], ['id', 'attributes', 'note']);
  });

  it('explains the key of a line', () => {
    const key = sidecarKeyAt(SIDECAR, SIDECAR.indexOf('accepted'));
    assert.deepInclude(key, { key: 'status', description: 'What is decided about this annotation.' });
    assert.include(sidecarKeyAt(SIDECAR, SIDECAR.indexOf('DATE'))?.description, 'TIMEX3 type');
    assert.isUndefined(sidecarKeyAt('team: red\n', 2));
  });

  it('never fails, and replaces no more than the line', () => {
    const pieces = fc.array(
      fc.constantFrom('- ', '  ', '\n', 'label:', ' ', 'timex:', 'annotations:', 'x', '{', '\r\n'),
    );
    fc.assert(
      fc.property(pieces, fc.nat(60), (written, offset) => {
        const source = written.join('');
        const completion = completeSidecar(source, Math.min(offset, source.length));
        sidecarKeyAt(source, offset);
        if (completion)
          assert.notInclude(source.slice(completion.replace.start, completion.replace.end), '\n');
      }),
    );
  });
});
