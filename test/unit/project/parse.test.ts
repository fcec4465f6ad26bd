import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  attributesOf,
  DEFAULT_PROJECT,
  describeProblem,
  parseProject,
  relationsOf,
  strangeRelations,
  type Annotation,
  type Project,
  type Relation,
} from '../../../src/core';

const PROJECT = `marginalia: 1
labels:
  - name: person
    description: Names of people; titles stay out.
    color: { light: "#0b62c4", dark: "#6cb2ff" }
  - name: ship
    color: "#1a7f37"
    key: 1
  - name: date
attributes:
  - name: certainty
    values: [sure, unsure]
  - name: flag
    labels: [ship]
    values: [civil, naval]
articleLabels:
  - name: politics
    description: Of parliaments and parties.
  - name: interview
relations:
  - name: sails-on
    description: Crew and passengers.
    from: [person]
    to: [ship]
    attributes:
      - name: rank
        values: [captain, crew]
  - name: same-as
articles: ["news/**/*.txt"]
annotators: [ana, bo]
layers: true
recognizer: light
team: red
`;

/** Each problem as the text that it stands on and what it says. */
function problemsOf(source: string): string[] {
  return parseProject(source).problems.map(
    (problem) => `${source.slice(problem.range.start, problem.range.end)} | ${describeProblem(problem)}`,
  );
}

/** What a project says of relations between `k1`, a person, and `k2`, a ship. */
function strange(project: Project, ...relations: [type: string, from: string, to: string][]): string[] {
  const labelled = (id: string, label: string) => ({ id, label }) as Annotation;
  return strangeRelations(project, {
    annotations: [labelled('k1', 'person'), labelled('k2', 'ship')],
    relations: relations.map(([type, from, to], index): Relation => ({ id: `r${index}`, type, from, to })),
    relationBlocks: new Map(),
  }).map(describeProblem);
}

describe('a project file', () => {
  it('gives the label set, its attributes and who annotates what', () => {
    const project = parseProject(PROJECT);
    assert.deepEqual(project.problems, []);
    assert.deepEqual(project.labels, [
      {
        name: 'person',
        description: 'Names of people; titles stay out.',
        color: { light: '#0b62c4', dark: '#6cb2ff' },
        key: 2,
      },
      { name: 'ship', color: { light: '#1a7f37', dark: '#1a7f37' }, key: 1 },
      { name: 'date', key: 3 },
    ]);
    assert.deepEqual(
      attributesOf(project, 'ship').map(({ name }) => name),
      ['certainty', 'flag'],
    );
    assert.deepEqual(
      attributesOf(project, 'person').map(({ name }) => name),
      ['certainty'],
    );
    assert.deepEqual(project.articleLabels, [
      { name: 'politics', description: 'Of parliaments and parties.' },
      { name: 'interview' },
    ]);
    assert.deepEqual(project.articles, ['news/**/*.txt']);
    assert.deepEqual([project.annotators, project.layers], [['ana', 'bo'], true]);
    assert.equal(project.recognizer, 'light');
  });

  it('says which relations lead from which label to which', () => {
    const project = parseProject(PROJECT);
    const named = (from: string, to?: string) => relationsOf(project, from, to).map(({ name }) => name);
    assert.deepEqual(named('person'), ['sails-on', 'same-as']);
    assert.deepEqual(named('person', 'date'), ['same-as']);
    assert.deepEqual(named('date'), ['same-as']);
    assert.deepEqual(project.relations?.[0]?.attributes, [{ name: 'rank', values: ['captain', 'crew'] }]);
    assert.deepEqual(strange(project, ['sails-on', 'k1', 'k2']), []);
    assert.deepEqual(strange(project, ['sails-on', 'k2', 'k1'], ['owns', 'k1', 'k2']), [
      'The relation “sails-on” does not lead from ship to person. Give it another type, or change its ends in marginalia.yaml.',
      'The relation “owns” is not among those of the project: sails-on, same-as. Give it another type, or add it to marginalia.yaml.',
    ]);
  });

  it('takes any relation, and offers some, where it names none', () => {
    assert.deepEqual(strange(DEFAULT_PROJECT, ['owns', 'k1', 'k2']), []);
    assert.ok(
      relationsOf(DEFAULT_PROJECT, 'person', 'organization').some(({ name }) => name === 'works-for'),
    );
    assert.ok(!relationsOf(DEFAULT_PROJECT, 'date').some(({ name }) => name === 'works-for'));
  });

  it('may leave everything out', () => {
    for (const source of ['', '# nothing yet\n', 'marginalia: 1\n']) {
      assert.deepEqual(parseProject(source), DEFAULT_PROJECT);
    }
    assert.deepEqual(
      DEFAULT_PROJECT.labels.map(({ name, key }) => `${key} ${name}`),
      ['1 person', '2 organization', '3 location', '4 event', '5 product', '6 date'],
    );
  });

  const faults: Readonly<Record<string, readonly [from: string, to: string, expected: string]>> = {
    'a colour by name': [
      '"#1a7f37"',
      'green',
      'green | labels.1.color: Write a colour as six hexadecimal digits in quotes: "#0b62c4".',
    ],
    'a key that is no digit': ['key: 1', 'key: 12', '12 | labels.1.key: Write a digit from 1 to 9.'],
    'a label named twice': [
      'name: date',
      'name: ship',
      'ship | The label “ship” is named twice. Take one of the two away.',
    ],
    'a label of articles named twice': [
      '- name: interview',
      '- name: politics',
      'politics | The label “politics” is named twice. Take one of the two away.',
    ],
    'a key given twice': [
      'name: date',
      'name: date\n    key: 1',
      '1 | The key 1 is that of “ship”. Give one of the two another.',
    ],
    'a name with a space': [
      'name: ship',
      'name: big ship',
      'big ship | labels.1.name: Write a name without spaces, commas and semicolons: files and datasets spell it so.',
    ],
    'an attribute of an unknown label': [
      '[ship]',
      '[boat]',
      'boat | There is no label “boat”. Name one of: person, ship, date.',
    ],
    'a relation to an unknown label': [
      'to: [ship]',
      'to: [boat]',
      'boat | There is no label “boat”. Name one of: person, ship, date.',
    ],
    'a relation named twice': [
      'name: same-as',
      'name: sails-on',
      'sails-on | The relation “sails-on” is named twice. Take one of the two away.',
    ],
    'a key that is there twice': [
      'marginalia: 1',
      'marginalia: 1\nmarginalia: 1',
      'marginalia | The key “marginalia” is there twice. Take one of the two away.',
    ],
    'an unknown recogniser': [
      'light\nteam',
      'best\nteam',
      'best | recognizer: Write trained, light or none.',
    ],
    'a format of the future': [
      'marginalia: 1',
      'marginalia: 2',
      '2 | This project file has format version 2; this Marginalia knows version 1. Update Marginalia to work with it.',
    ],
  };
  for (const [fault, [from, to, expected]] of Object.entries(faults)) {
    it(`has a problem in ${fault}, with its place and what to do`, () => {
      assert.ok(PROJECT.includes(from));
      const source = PROJECT.replace(from, to);
      assert.deepEqual(problemsOf(source), [expected]);
      assert.deepEqual(parseProject(source).labels, DEFAULT_PROJECT.labels);
    });
  }

  it('is refused where its aliases explode or it nests too deep, and means nothing by odd keys', () => {
    const letters = 'abcdefgh';
    const bomb = [...letters]
      .map(
        (one, index) => `${one}: &${one} [${`${index === 0 ? 'x' : `*${letters[index - 1]}`},`.repeat(9)}]\n`,
      )
      .join('');
    for (const source of [`${bomb}marginalia: 1\nlabels: *h\n`, `labels: ${'['.repeat(5000)}`]) {
      assert.notEqual(parseProject(source).problems.length, 0);
      assert.deepEqual(parseProject(source).labels, DEFAULT_PROJECT.labels);
    }
    parseProject(
      'marginalia: 1\n__proto__: { polluted: yes }\nconstructor: { prototype: { polluted: yes } }\n',
    );
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('is a problem with a place inside it whatever is written into it', () => {
    const piece = fc.constantFrom(
      ...PROJECT.split(/(?<=[\s:,[\]{}"-])/u),
      '&a ',
      '*a ',
      '? ',
      '\t',
      '!!x ',
      '|\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const source = pieces.join('');
        for (const { range } of parseProject(source).problems) {
          assert.ok(range.start >= 0 && range.start <= range.end && range.start <= source.length);
        }
      }),
    );
  });
});
