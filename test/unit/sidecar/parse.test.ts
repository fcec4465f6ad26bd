import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeProblem, editSidecar, isNewer, parseSidecar } from '../../../src/core';
import { ENTRY } from './entries';

/** Each problem as its code, the text it points at, and its message. */
function faults(source: string): [code: string, place: string, message: string][] {
  const { annotations, problems } = parseSidecar(source);
  if (problems.length > 0) assert.deepEqual(annotations, []);
  return problems.map((problem) => [
    problem.code,
    source.slice(problem.range.start, problem.range.end),
    describeProblem(problem),
  ]);
}

describe('reading a sidecar', () => {
  it('understands all that it says', () => {
    const { published, language, annotations, problems, blocks } = parseSidecar(`marginalia: 1
language: pt-BR
published: 2024-07-18
annotations:
${ENTRY}    timex: { type: DATE, value: 2024-06, mod: START, anchor: 2024-07-18 }
    source: dates
    confidence: 0.9
    by: ana
    at: 2024-07-20T10:00:00Z
    our own: key
`);
    assert.deepEqual(problems, []);
    assert.equal(published, '2024-07-18');
    assert.equal(language, 'pt');
    assert.deepEqual(annotations, [
      {
        id: 'k1',
        label: 'person',
        status: 'accepted',
        anchor: { quote: 'Kim', position: [8, 11], prefix: 'o ', suffix: ' disse' },
        timex: { type: 'DATE', value: '2024-06', mod: 'START', anchor: '2024-07-18' },
        source: 'dates',
        confidence: 0.9,
        by: 'ana',
        at: '2024-07-20T10:00:00Z',
      },
    ]);
    assert.deepEqual([...blocks.keys()], ['k1']);
  });

  for (const [what, source] of [
    ['an empty file', ''],
    ['comments alone', '# nothing yet\n'],
    ['no list', 'marginalia: 1\n'],
    ['an empty list', 'marginalia: 1\nannotations: []\n'],
    ['a list without entries', 'marginalia: 1\nannotations:\n'],
  ] as const) {
    it(`reads ${what} as no annotations`, () => {
      assert.deepEqual(faults(source), []);
      assert.deepEqual(parseSidecar(source).annotations, []);
    });
  }

  it('points at what is not YAML', () => {
    const [[code, , message] = []] = faults('marginalia: 1\nannotations: [\n');
    assert.equal(code, 'sidecar-syntax');
    assert.match(message ?? '', /^This is not valid YAML: /);
  });

  it('points at the value that is at fault, and names its key', () => {
    const wrong = ENTRY.replace('accepted', 'maybe').replace('[8, 11]', '[8, -1]');
    assert.deepEqual(
      faults(`marginalia: 1\nannotations:\n${wrong}`).map(([code, place, message]) => [
        code,
        place,
        message.slice(0, message.indexOf(':')),
      ]),
      [
        ['sidecar-schema', '-1', 'annotations.0.position.1'],
        ['sidecar-schema', 'maybe', 'annotations.0.status'],
      ],
    );
  });

  it('points at the entry that lacks a key', () => {
    const [[code, place, message] = []] = faults(
      `marginalia: 1\nannotations:\n${ENTRY.replace('    label: person\n', '')}`,
    );
    assert.equal(code, 'sidecar-schema');
    assert.equal(place, 'id');
    assert.match(message ?? '', /^annotations\.0\.label: /);
  });

  it('points at an id that is used twice', () => {
    const source = `marginalia: 1\nannotations:\n${ENTRY}${ENTRY}`;
    assert.deepEqual(
      parseSidecar(source).problems.map(({ code, range }) => [code, range.start]),
      [['sidecar-duplicate-id', source.lastIndexOf('k1')]],
    );
  });

  it('points at a day that does not exist', () => {
    const [[code, place] = []] = faults('marginalia: 1\npublished: 2024-02-30\n');
    assert.deepEqual([code, place], ['sidecar-date', '2024-02-30']);
  });

  it('does not guess at a newer format', () => {
    const [[code, place, message] = []] = faults('marginalia: 2\nannotations: nonsense\n');
    assert.deepEqual([code, place], ['sidecar-version', '2']);
    assert.match(message ?? '', /format version 2; this Marginalia knows version 1/);
  });

  it('shows of a newer format what it understands, and writes nothing to it', () => {
    const later = ENTRY.replace('k1', 'k2').replace(/position: .*/, 'position: { from: 3 }');
    const source = `marginalia: 2\npublished: 2024-07-18\nlanguage: [pt, bg]\nannotations:\n${ENTRY}    mood: good\n${later}${ENTRY}`;
    const sidecar = parseSidecar(source);
    assert.ok(isNewer(sidecar));
    assert.equal(sidecar.source, source);
    assert.equal(sidecar.published, '2024-07-18');
    assert.equal(sidecar.language, undefined);
    assert.deepEqual(
      sidecar.annotations.map(({ id, status }) => [id, status]),
      [['k1', 'accepted']],
    );
    assert.ok(source.slice(sidecar.blocks.get('k1')?.start).startsWith('id: k1'));
    assert.throws(() => editSidecar(sidecar, []), /not to be edited/);
  });

  it('takes no bracket inside a quotation for a nested one', () => {
    const entries = Array.from({ length: 100 }, (_, index) =>
      ENTRY.replace('k1', `k${index}`).replace('"o "', '"([{ "'),
    );
    assert.deepEqual(faults(`marginalia: 1\nannotations:\n${entries.join('')}`), []);
  });

  for (const [what, source] of [
    ['brackets', '['.repeat(20_000)],
    ['brackets over many lines', '[\n '.repeat(20_000)],
    ['pairs in brackets', `[${'a: '.repeat(20_000)}]`],
    ['lists on one line', '- '.repeat(20_000)],
    ['keys on one line', '? '.repeat(20_000)],
    ['indentation', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
  ] as const) {
    it(`refuses ${what} nested so deep that reading would exhaust the stack`, () => {
      assert.deepEqual(
        faults(source).map(([code]) => code),
        ['sidecar-depth'],
      );
    });
  }

  it('refuses aliases that multiply beyond measure', () => {
    const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg']) {
      laughs.push(`${to}: &${to} [${Array<string>(9).fill(`*${from}`).join(', ')}]`);
    }
    assert.equal(faults(`marginalia: 1\n${laughs.join('\n')}\n`)[0]?.[0], 'sidecar-alias');
  });

  it('reads a file of another system', () => {
    const { annotations, problems } = parseSidecar(
      `\ufeffmarginalia: 1\nannotations:\n${ENTRY}`.replace(/\n/g, '\r\n'),
    );
    assert.deepEqual(problems, []);
    assert.equal(annotations[0]?.status, 'accepted');
  });

  it('answers any text with annotations or with problems inside it', () => {
    const scrap = fc.constantFrom(
      'marginalia: 1\n',
      'annotations:',
      '\n',
      '  - ',
      'id: k1\n',
      '[',
      ']',
      '{',
      '}',
      '"',
      '*a',
      '&a ',
      ': ',
      '\t',
      '# ',
      '🚀',
      '? ',
      '|',
      '- ',
      '!!set ',
      '%',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 20 }), (scraps) => {
        const source = scraps.join('');
        const { annotations, problems } = parseSidecar(source);
        assert.ok(annotations.length === 0 || problems.length === 0);
        for (const { range } of problems) {
          assert.ok(range.start >= 0 && range.start <= source.length, JSON.stringify({ source, range }));
          assert.ok(range.end >= range.start, JSON.stringify({ source, range }));
        }
      }),
      { numRuns: 300 },
    );
  });
});
