import { assert } from 'chai';
import fc from 'fast-check';
import { describeProblem, parseRegistry, shownIdentifiers } from '../../../src/core';

/** Each problem as the text that it stands on and what it says. */
function problemsOf(source: string): string[] {
  return parseRegistry(source).problems.map(
    (problem) => `${source.slice(problem.range.start, problem.range.end)} | ${describeProblem(problem)}`,
  );
}

function withEntries(...lines: string[]): string {
  return `marginalia: 1\nentities:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
}

describe('a registry', () => {
  it('gives its entries, what is rejected and what is forgotten', () => {
    const source = `marginalia: 1
entities:
  - id: banco
    label: organization
    name: Banco do Rio
    aliases: [BR]
    description: A bank.
    identifiers: { wikidata: Q42, geonames: 12 }
    replaces: [banco-2]
rejected: [{ name: Rio, label: person }]
forgotten: [{ name: Maio, label: person }]
`;
    const { entries, rejected, forgotten, places, problems } = parseRegistry(source);
    assert.deepEqual(problems, []);
    assert.deepEqual(entries, [
      {
        id: 'banco',
        label: 'organization',
        name: 'Banco do Rio',
        aliases: ['BR'],
        description: 'A bank.',
        identifiers: new Map([
          ['wikidata', 'Q42'],
          ['geonames', '12'],
        ]),
        replaces: ['banco-2'],
      },
    ]);
    assert.deepEqual(rejected, [{ name: 'Rio', label: 'person' }]);
    assert.deepEqual(forgotten, [{ name: 'Maio', label: 'person' }]);
    const place = places.get('banco')!;
    assert.match(source.slice(place.start, place.end), /^id: banco/);
  });

  it('may be empty', () => {
    for (const source of [
      '',
      '# nothing yet\n',
      'marginalia: 1\n',
      'marginalia: 1\nentities:\nrejected:\n',
    ]) {
      assert.deepEqual(problemsOf(source), []);
      assert.deepEqual(parseRegistry(source).entries, []);
    }
  });

  it('says where a fault is and what to do', () => {
    const cases: [source: string, ...problems: RegExp[]][] = [
      ['entities: [', /not valid YAML/],
      ['marginalia: 9\n', /^9 \| .*version 9.*Update/],
      [
        withEntries('{ id: a b, label: person, name: Ana }'),
        /^a b \| entities\.0\.id: Write an id without spaces/,
      ],
      [withEntries('{ id: a, label: person, name: " " }'), /Write some text/],
      [withEntries('{ id: a, label: person }'), /entities\.0\.name/],
      [withEntries(`{ id: a, label: person, name: ${'A'.repeat(201)} }`), /at most 200 characters/],
      [withEntries('{ id: a, label: p, name: A }', '{ id: a, label: p, name: B }'), /^a \| .*used twice/],
      [
        withEntries('{ id: a, label: p, name: A }', '{ id: b, label: p, name: B, replaces: [a] }'),
        /^a \| .*leads somewhere else/,
      ],
      [
        `${withEntries('{ id: a, label: p, name: A }')}rejected: [{ name: A, label: p }]\n`,
        /^A \| .*an entity as well/,
      ],
      ['marginalia: 1\nentities: []\nentities: []\n', /^entities \| .*there twice/],
      [withEntries('{ id: a, label: p, name: A, identifiers: { x: [1] } }'), /Write a text or a number/],
    ];
    for (const [source, ...expected] of cases) {
      const problems = problemsOf(source);
      assert.lengthOf(problems, expected.length, source);
      for (const [index, pattern] of expected.entries()) assert.match(problems[index]!, pattern);
      assert.deepEqual(parseRegistry(source).entries, []);
    }
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      'marginalia: 1\n',
      'entities:\n',
      '  - id: a\n',
      '    name: [',
      '&a ',
      '*a',
      '{',
      '? ',
      '- ',
      '\t',
      '"',
      '__proto__: ',
      'rejected: 1\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        parseRegistry(pieces.join(''));
      }),
    );
  });
});

describe('a registry from a stranger', () => {
  it('is refused where its aliases explode, it nests too deep or is too long', () => {
    const bomb = `a: &a [${'x,'.repeat(9)}]\n${[...'bcdefgh']
      .map((one, index) => `${one}: &${one} [${`*${'abcdefgh'[index]},`.repeat(9)}]\n`)
      .join('')}marginalia: 1\nentities: *h\n`;
    assert.match(problemsOf(bomb)[0]!, /aliases of this file cannot be resolved/);
    assert.match(problemsOf(`entities: ${'['.repeat(5000)}`)[0]!, /nested deeper/);
    assert.match(problemsOf(`# ${'x'.repeat(4_000_000)}`)[0]!, /longer than 4000000 characters/);
  });

  it('keeps keys such as __proto__ from meaning anything', () => {
    const source = withEntries(
      '{ id: __proto__, label: p, name: A, identifiers: { __proto__: x, constructor: y } }',
    );
    const { entries } = parseRegistry(source);
    assert.equal(entries[0]?.id, '__proto__');
    assert.isUndefined(({} as { x?: unknown }).x);
  });

  it('has links only to known registers and to plain https addresses', () => {
    const link = (scheme: string, value: string) => shownIdentifiers(new Map([[scheme, value]]))[0]?.url;
    assert.equal(link('wikidata', 'Q42'), 'https://www.wikidata.org/wiki/Q42');
    assert.equal(link('Geonames', '2267057'), 'https://www.geonames.org/2267057');
    assert.equal(link('home', 'https://example.org/a?b=c#d'), 'https://example.org/a?b=c#d');
    for (const [scheme, value] of [
      ['wikidata', 'Q42](command:workbench.action.quit)'],
      ['wikidata', 'Q42\n'],
      ['home', 'http://example.org/'],
      ['home', 'javascript:alert(1)'],
      ['home', 'command:workbench.action.quit'],
      ['home', 'https://user@example.org/'],
      ['home', 'https://exаmple.org/'],
      ['home', 'https://example.org/) [x](command:y'],
      ['home', 'https://example.org/"onclick'],
      ['home', 'https://localhost/'],
      ['unknown', 'Q42'],
      ['__proto__', 'Q42'],
    ]) {
      assert.isUndefined(link(scheme!, value!), value);
    }
  });
});
