import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editSidecar, parseSidecar, type Sidecar } from '../../../src/core';
import { ENTRY } from './entries';

/** The same file with a mark that has it read as a whole. */
function readWhole(source: string): Sidecar {
  return parseSidecar(`---\n${source}`);
}

describe('a sidecar from a stranger', () => {
  const codes = (source: string) => parseSidecar(source).problems.map(({ code }) => code);

  it('does not reach the prototypes of the program by the names of its keys', () => {
    const source = `marginalia: 1
__proto__: { polluted: yes }
constructor: { prototype: { polluted: yes } }
annotations:
${ENTRY}    __proto__: { polluted: yes }
`;
    const sidecar = parseSidecar(source);
    assert.deepEqual(sidecar.problems, []);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    const edited = editSidecar(sidecar, [
      { kind: 'put', annotation: { ...sidecar.annotations[0]!, status: 'rejected' } },
    ]);
    assert.equal(edited.source, source.replace('accepted', 'rejected'));
  });

  it('names no other file, whatever it says', () => {
    const plain = parseSidecar(`marginalia: 1\nannotations:\n${ENTRY}`);
    for (const article of ['../../etc/passwd', '/etc/passwd', 'C:\\\\x', 'https://x.example/a.txt']) {
      const sidecar = parseSidecar(`marginalia: 1\narticle: "${article}"\nannotations:\n${ENTRY}`);
      assert.deepEqual(sidecar.problems, []);
      assert.deepEqual(sidecar.annotations, plain.annotations);
      assert.doesNotMatch(JSON.stringify({ ...sidecar, source: '', yaml: undefined }), /passwd|example/);
    }
  });

  it('is refused for positions that are no offsets', () => {
    for (const position of [
      '[1e400, 2]',
      '[.nan, 2]',
      '[99999999999999999999, 2]',
      '[0.5, 2]',
      '[-1, 2]',
      '["8", 11]',
    ]) {
      const [code] = codes(`marginalia: 1\nannotations:\n${ENTRY.replace('[8, 11]', position)}`);
      assert.equal(code, 'sidecar-schema', position);
    }
  });

  it('is refused for keys that are there twice, of which a reader might take either', () => {
    assert.deepEqual(codes(`marginalia: 1\nannotations:\n${ENTRY}    status: rejected\n`), [
      'sidecar-duplicate-key',
    ]);
    assert.deepEqual(codes(`marginalia: 1\nmarginalia: 1\nannotations:\n${ENTRY}`), [
      'sidecar-duplicate-key',
    ]);
  });

  it('makes nothing of the tags of other programs', () => {
    for (const tag of ['!!python/object/apply:os.system', '!!js/function', '!ruby/object:Gem']) {
      const sidecar = parseSidecar(`marginalia: 1\nannotations:\n${ENTRY}    note: ${tag} ["echo"]\n`);
      assert.ok(sidecar.problems.length > 0 || sidecar.annotations.length === 1, tag);
    }
  });
});

/** A relation as a person may write it. */
const RELATION = `  - id: r1
    type: 'same as'
    from: k1
    to: k1
`;

describe('a sidecar that is read block by block', () => {
  it('says what it says when it is read as a whole, whatever people put between the lines', () => {
    const scrap = fc.constantFrom(
      '# comment\n',
      '    # comment\n',
      '\n',
      '    note: |\n      - id: k9\n      text\n',
      '    note: "two\n      lines"\n',
      "    note: 'two\n\n      - id: k8'\n",
      '    note: &a x\n',
      '    other: *a\n',
      '  - {id: k2, label: event, quote: q, position: [1, 2], prefix: "", suffix: "", status: rejected}\n',
      ENTRY.replace('k1', 'k3'),
      ENTRY.replace('k1', 'k4').replace('accepted', 'maybe'),
      ENTRY,
      'team: red\n',
      'published: 2024-07-18\n',
      'annotations: []\n',
      '- x\n',
      'relations:\n',
      'relations: # none\n',
      RELATION,
      RELATION.replace('r1', 'r2'),
      RELATION.replace('to: k1', 'to: nobody'),
      '  - {id: r3, type: "is a", from: k1, to: k1}\n',
      '...\n',
      '"\n',
      '\t\n',
    );
    fc.assert(
      fc.property(
        fc.array(scrap, { maxLength: 7 }),
        fc.array(scrap, { maxLength: 2 }),
        fc.boolean(),
        (after, before, withRelation) => {
          const related = withRelation ? `relations:\n${RELATION}` : '';
          const source = `${before.join('')}marginalia: 1\nannotations:\n${ENTRY}${related}${after.join('')}`;
          const whole = readWhole(source);
          const read = parseSidecar(source);
          assert.deepEqual(read.annotations, whole.annotations, source);
          assert.deepEqual(read.relations, whole.relations, source);
          assert.equal(read.published, whole.published);
          assert.deepEqual(
            read.problems.map(({ code }) => code),
            whole.problems.map(({ code }) => code),
            source,
          );
          for (const places of ['blocks', 'relationBlocks'] as const) {
            assert.deepEqual(
              [...read[places]].map(([id, { start, end }]) => [id, source.slice(start, end)]),
              [...whole[places]].map(([id, { start, end }]) => [id, `---\n${source}`.slice(start, end)]),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('says the same of every value, however it is written', () => {
    const odd = fc.constantFrom(
      ...['12', '1.50', '007', '0x1f', '1e3', '-1', '.5', 'true', 'True', 'null', '~', 'yes', 'NaN', '.inf'],
      ...[
        '2024-07-18',
        '2024-07-18T10:00:00Z',
        '2024-W29-4',
        'XXXX-07',
        '12:30:45',
        'a: b',
        'a:',
        'a #b',
        'a#b',
      ],
      ...[
        '"a\\"b"',
        '"a\\nb"',
        '"\\ud800"',
        '"\\x41"',
        '"a\\Nb"',
        '"\\Tb"',
        '"\\U0001F600"',
        '"a" b',
        '"a',
        "'it''s'",
        '[1, 2]',
        '[1,2]',
        '{a: 1}',
        '*a',
        '&a b',
      ],
      ...[
        '!x y',
        '| a',
        '> a',
        '@a',
        '`a',
        '%a',
        '- a',
        '? a',
        'x ',
        ' x',
        '\u2028',
        'a\u0085b',
        '\uFEFFa',
        '<<',
        '#',
      ],
    );
    const grapheme = fc.string({ unit: 'grapheme', maxLength: 6 });
    const written = fc.oneof(
      odd,
      grapheme,
      grapheme.map((text) => JSON.stringify(text)),
    );
    const key = fc.constantFrom('note', 'by', 'confidence', 'flagged', 'timex', 'attributes', 'mine');
    const line = fc
      .tuple(key, fc.constantFrom('    ', '    ', '      ', '     '), fc.option(written, { freq: 4 }))
      .map(([name, blank, value]) => `${blank}${name}:${value === null ? '' : ` ${value}`}\n`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), fc.boolean(), (lines, unended) => {
        const entry = `${ENTRY}${lines.join('')}`;
        const source = `marginalia: 1\nannotations:\n${unended ? entry.slice(0, -1) : entry}`;
        const [read, whole] = [parseSidecar(source), readWhole(source)];
        assert.deepEqual(read.annotations, whole.annotations, source);
        assert.deepEqual(
          [...read.blocks].map(([id, { start, end }]) => [id, source.slice(start, end)]),
          [...whole.blocks].map(([id, { start, end }]) => [id, `---\n${source}`.slice(start, end)]),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('keeps every byte that a decision does not concern', () => {
    const more = fc.constantFrom(
      '',
      '    # sure\n',
      "    note: 'x'\n",
      '    note: |\n      a\n      b\n',
      '\n',
      '# between\n',
    );
    fc.assert(
      fc.property(fc.array(more, { minLength: 1, maxLength: 8 }), fc.nat(), (notes, pick) => {
        const blocks = notes.map((note, index) => ENTRY.replace('k1', `k${index}`) + note);
        const source = `# head\nmarginalia: 1\nannotations:\n${blocks.join('')}team: red # tail\n`;
        const sidecar = parseSidecar(source);
        assert.deepEqual(sidecar.problems, [], source);
        const at = pick % notes.length;
        const decided = { ...sidecar.annotations[at]!, status: 'rejected' as const };
        const edited = editSidecar(sidecar, [{ kind: 'put', annotation: decided }]);
        const expected = blocks.map((block, index) =>
          index === at ? block.replace('accepted', 'rejected') : block,
        );
        assert.equal(
          edited.source,
          `# head\nmarginalia: 1\nannotations:\n${expected.join('')}team: red # tail\n`,
        );
        assert.equal(
          editSidecar(
            edited,
            edited.annotations.map((one) => ({ kind: 'put', annotation: one })),
          ).source,
          edited.source,
        );
      }),
      { numRuns: 40 },
    );
  });
});
