import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { importDataset, type ImportOptions } from '../../src/cli/import';
import { DATASET_FORMATS, datasetFormat, exportArticles, type DatasetFormat } from '../../src/core';
import { annotated, TIMEX } from '../unit/formats/articles';
import { CommandLine } from './command-line';

const options = (id: string, more: Partial<ImportOptions> = {}): ImportOptions => ({
  format: datasetFormat(id) as DatasetFormat,
  options: {},
  into: 'articles',
  dryRun: false,
  sound: false,
  ...more,
});

const line = (article: object) => `${JSON.stringify(article)}\n`;

const LULA = {
  file: 'a.txt',
  text: 'Lula falou em Lisboa.',
  spans: [
    { start: 0, end: 4, label: 'person', status: 'accepted', by: 'ana', at: '2024-07-20T10:00:00Z' },
    { start: 14, end: 20, label: 'location', status: 'suggested', confidence: 0.8, source: 'tagger' },
  ],
};

const SIDECAR = `marginalia: 1
# mine
annotations:
  - id: k1
    label: person
    quote: Lula
    position: [0, 4]
    prefix: ""
    suffix: " falou em Lisboa."
    status: suggested
    confidence: 0.9
`;

describe('marginalia import', () => {
  let folder: CommandLine;
  const start = async (files: Record<string, string | Uint8Array>) => {
    folder = await CommandLine.in(files);
  };
  afterEach(() => folder.remove());

  it('makes articles that are not there, with a sidecar; what a model predicted stays a suggestion', async () => {
    const article = { ...LULA, published: '2024-07-18', title: 'Visita: "hoje"', language: 'pt' };
    await start({ 'set.jsonl': line(article) });
    assert.equal(await importDataset(['set.jsonl'], options('jsonl'), folder), 0);
    assert.equal(
      folder.printed,
      '1 article (1 new): 2 annotations added, 0 suggestions decided, 0 there already, 0 not taken over\n',
    );
    assert.equal(
      await folder.read('articles/a.txt'),
      '---\ntitle: "Visita: \\"hoje\\""\npublished: "2024-07-18"\nlanguage: "pt"\n---\nLula falou em Lisboa.',
    );
    const sidecar = await folder.read('articles/a.txt.ann.yaml');
    assert.match(sidecar, /quote: Lula\n[^]*status: accepted\n {4}by: ana/);
    assert.match(sidecar, /quote: Lisboa\n[^]*status: suggested\n {4}source: tagger\n {4}confidence: 0.8/);
    folder.printed = '';
    assert.equal(await importDataset(['set.jsonl'], options('jsonl'), folder), 0);
    assert.match(
      folder.printed,
      /^1 article \(0 new\): 0 annotations added, 0 suggestions decided, 2 there already/,
    );
    assert.equal(await folder.read('articles/a.txt.ann.yaml'), sidecar);
  });

  it('decides suggestions that are there, and changes nothing else of the sidecar', async () => {
    await start({ 'set.jsonl': line(LULA), 'articles/a.txt': LULA.text, 'articles/a.txt.ann.yaml': SIDECAR });
    assert.equal(await importDataset(['set.jsonl'], options('jsonl'), folder), 0);
    const sidecar = await folder.read('articles/a.txt.ann.yaml');
    assert.match(sidecar, /^marginalia: 1\n# mine\nannotations:\n {2}- id: k1\n[^]*status: accepted\n/);
    assert.match(folder.printed, /1 annotations added, 1 suggestions decided/);
  });

  it('keeps what was decided where the dataset says otherwise, and tells', async () => {
    const decided = SIDECAR.replace('suggested', 'rejected');
    await start({ 'set.jsonl': line(LULA), 'articles/a.txt': LULA.text, 'articles/a.txt.ann.yaml': decided });
    assert.equal(await importDataset(['set.jsonl'], options('jsonl'), folder), 0);
    assert.ok((await folder.read('articles/a.txt.ann.yaml')).startsWith(decided));
    assert.deepEqual(folder.complaints, [
      'a.txt: warning: "Lula" stays person (rejected); the dataset has person (accepted)',
    ]);
  });

  it('finds an article without a name by its words, and one that was edited by its quotations', async () => {
    await start({
      'set.conll': 'Lula B-PER\nfalou O\nem O\nLisboa B-LOC\n. O\n',
      'set.jsonl': line(LULA),
      'articles/x/b.md': '---\ntitle: T\n---\nLula falou\nem Lisboa.\n',
      'articles/a.txt': 'Ontem, Lula falou em Lisboa, disse.',
    });
    assert.equal(await importDataset(['set.conll'], options('conll2003'), folder), 0);
    assert.match(await folder.read('articles/x/b.md.ann.yaml'), /quote: Lisboa\n {4}position: \[31, 37\]/);
    assert.equal(await importDataset(['set.jsonl'], options('jsonl'), folder), 0);
    assert.match(await folder.read('articles/a.txt.ann.yaml'), /quote: Lula\n {4}position: \[7, 11\]/);
    assert.deepEqual(await folder.list(), [
      'articles',
      'articles/a.txt',
      'articles/a.txt.ann.yaml',
      'articles/x',
      'articles/x/b.md',
      'articles/x/b.md.ann.yaml',
      'set.conll',
      'set.jsonl',
    ]);
  });

  it('writes nothing where the dataset has a fault, unless what is sound is asked for', async () => {
    await start({ 'set.jsonl': `${line(LULA)}{"file":"b.txt","te` });
    assert.equal(await importDataset(['set.jsonl'], options('jsonl'), folder), 1);
    assert.deepEqual(await folder.list(), ['set.jsonl']);
    assert.deepEqual(folder.complaints, [
      'set.jsonl:2:20: error: This is not valid JSON. The file may be cut off, or of another format.',
      'marginalia: nothing was imported; --sound imports what is sound',
    ]);
    assert.equal(await importDataset(['set.jsonl'], options('jsonl', { sound: true }), folder), 1);
    assert.ok((await folder.list()).includes('articles/a.txt.ann.yaml'));
  });

  it('leaves alone sidecars that have faults, and everything on a dry run', async () => {
    await start({
      'set.jsonl': line(LULA),
      'articles/a.txt': LULA.text,
      'articles/a.txt.ann.yaml': 'marginalia: one\n',
    });
    assert.equal(await importDataset(['set.jsonl'], options('jsonl', { sound: true }), folder), 1);
    assert.equal(await folder.read('articles/a.txt.ann.yaml'), 'marginalia: one\n');
    await folder.write('articles/a.txt.ann.yaml', SIDECAR);
    assert.equal(await importDataset(['set.jsonl'], options('jsonl', { dryRun: true }), folder), 0);
    assert.equal(await folder.read('articles/a.txt.ann.yaml'), SIDECAR);
  });

  it('does not follow a link out of the folder', async () => {
    await start({
      'set.jsonl': line({ ...LULA, file: 'out/a.txt' }),
      'elsewhere/b.txt': 'b',
      'articles/c.txt': 'c',
    });
    await symlink(path.join(folder.cwd, 'elsewhere'), path.join(folder.cwd, 'articles/out'));
    assert.equal(await importDataset(['set.jsonl'], options('jsonl', { sound: true }), folder), 1);
    assert.match(folder.complaints[0] ?? '', /^articles\/out\/a\.txt: error: a link leads out of the folder/);
    assert.ok(!(await folder.list()).includes('elsewhere/a.txt'));
  });

  it('says which annotations have no article to stand in', async () => {
    const table = 'file,start_code_point,end_code_point,label,quote\nz.txt,0,4,person,Lula\n';
    await start({ 'annotations.csv': table });
    assert.equal(await importDataset(['annotations.csv'], options('csv'), folder), 1);
    assert.match(folder.complaints[0] ?? '', /^articles\/z\.txt: error: 1 annotation has no article here/);
  });

  it('says that a file of the dataset is not there, and imports the others only when asked', async () => {
    await start({ 'set.jsonl': line(LULA) });
    const paths = ['set.jsonl', 'gone.jsonl'];
    assert.equal(await importDataset(paths, options('jsonl'), folder), 2);
    assert.match(folder.complaints[0] ?? '', /^gone\.jsonl: error: .*no such file/i);
    await assert.rejects(folder.read('articles/a.txt'));
    assert.equal(await importDataset(paths, options('jsonl', { sound: true }), folder), 2);
    assert.equal(await folder.read('articles/a.txt'), LULA.text);
  });

  it('leaves a sidecar alone that has lost its article', async () => {
    await start({ 'set.jsonl': line(LULA), 'articles/a.txt.ann.yaml': SIDECAR });
    assert.equal(await importDataset(['set.jsonl'], options('jsonl', { sound: true }), folder), 1);
    assert.match(
      folder.complaints[0] ?? '',
      /^articles\/a\.txt\.ann\.yaml: error: there is a sidecar without/,
    );
    await assert.rejects(folder.read('articles/a.txt'));
    assert.equal(await folder.read('articles/a.txt.ann.yaml'), SIDECAR);
  });

  for (const format of DATASET_FORMATS.filter(({ read }) => read)) {
    it(`touches nothing where a file of ${format.name} is cut off, of another kind or encoding, and says where`, async () => {
      const article = annotated(LULA.text, [
        { quote: 'Lula', label: 'person' },
        { quote: 'Lisboa', label: 'date', timex: TIMEX },
      ]);
      const { files } = exportArticles(format, [article]);
      const { path: name, content } =
        files.find(({ path }) => /\.ann$|\.parquet$|^annotations\.|^tasks|^a\.txt\./.test(path)) ?? files[0]!;
      const text = typeof content === 'string' ? content.trimEnd() : undefined;
      const inLastLine =
        text === undefined ? undefined : Math.min(text.lastIndexOf('\n') + 3, text.length - 1);
      const faulty = {
        'cut off': content.slice(0, inLastLine ?? content.length / 2),
        'of another kind': 'Lula falou em Lisboa.\n',
        'of another encoding': text ? Buffer.from(`\ufeff${text}`, 'utf16le') : new Uint8Array(99),
      };
      await start({
        ...Object.fromEntries(files.map(({ path, content }) => [`set/${path}`, content])),
        'articles/a.txt': LULA.text,
        'articles/a.txt.ann.yaml': SIDECAR,
      });
      const before = await folder.list();
      for (const [how, broken] of Object.entries(faulty)) {
        folder.complaints = [];
        await folder.write(`set/${name}`, broken);
        assert.equal(
          await importDataset(['set'], options(format.id), folder),
          1,
          `${how}: ${folder.complaints.join()}`,
        );
        const [first = ''] = folder.complaints;
        assert.match(first.replace(name, 'FILE'), /^FILE(?::\d+:\d+)?: error: /, `${how}: ${first}`);
        assert.match(folder.complaints.at(-1) ?? '', /nothing was imported/);
        assert.deepEqual(await folder.list(), before);
        assert.equal(await folder.read('articles/a.txt.ann.yaml'), SIDECAR);
      }
    });
  }

  describe('of mentions that are linked to entities', () => {
    const BRAT = {
      'set/a.txt': LULA.text,
      'set/a.ann': [
        'T1\tperson 0 4\tLula',
        'N1\tReference T1 Wikidata:Q37181\tLuiz Inácio Lula da Silva',
        'T2\tlocation 14 20\tLisboa',
        'N2\tReference T2 GeoNames:2267057\tLisboa',
        '',
      ].join('\n'),
    };
    const REGISTRY = `marginalia: 1
entities: # mine
  - id: lula
    label: person
    name: Lula
    identifiers:
      wikidata: Q37181
  - id: lx
    label: location
    name: Lisboa
`;

    it('makes a registry where there is none, with an entry for each entity', async () => {
      await start(BRAT);
      assert.equal(await importDataset(['set'], options('brat'), folder), 0);
      assert.match(folder.printed, /2 annotations added, .*; 2 entities added, 0 completed\n$/);
      assert.match(
        await folder.read('articles/entities.yaml'),
        /- id: luiz-inácio-lula-da-silva\n {4}label: person\n {4}name: Luiz Inácio Lula da Silva\n {4}identifiers:\n {6}wikidata: Q37181\n/,
      );
      assert.match(await folder.read('articles/a.txt.ann.yaml'), /entity: luiz-inácio-lula-da-silva\n/);
      folder.printed = '';
      assert.equal(await importDataset(['set'], options('brat'), folder), 0);
      assert.match(folder.printed, /2 there already, 0 not taken over\n$/);
    });

    it('finds entries by identifier and by name, and gives them the identifiers that they lack', async () => {
      await start({ ...BRAT, 'articles/entities.yaml': REGISTRY });
      assert.equal(await importDataset(['set'], options('brat'), folder), 0);
      assert.match(folder.printed, /; 0 entities added, 1 completed\n$/);
      assert.equal(
        await folder.read('articles/entities.yaml'),
        `${REGISTRY}    identifiers:\n      geonames: "2267057"\n`,
      );
      const sidecar = await folder.read('articles/a.txt.ann.yaml');
      assert.match(sidecar, /entity: lula\n/);
      assert.match(sidecar, /entity: lx\n/);
    });

    it('tells of an identifier that contradicts the registry, and keeps what that says', async () => {
      const other = REGISTRY.replace('Q37181', 'Q1').replace('name: Lula', 'name: Luiz Inácio Lula da Silva');
      const linked = {
        ...LULA,
        spans: [{ ...LULA.spans[0], entry: { id: 'lula', identifiers: { wikidata: 'Q2' } } }],
      };
      await start({ 'set.jsonl': line(linked), 'articles/entities.yaml': other });
      assert.equal(await importDataset(['set.jsonl'], options('jsonl'), folder), 0);
      assert.deepEqual(folder.complaints, [
        'articles/entities.yaml: warning: "Luiz Inácio Lula da Silva" stays wikidata Q1; the dataset has Q2',
      ]);
      assert.equal(await folder.read('articles/entities.yaml'), other);
    });

    it('writes to no registry on a dry run, nor where no project is to be read', async () => {
      await start(BRAT);
      assert.equal(await importDataset(['set'], options('brat', { dryRun: true }), folder), 0);
      assert.match(folder.printed, /; 2 entities added, 0 completed; nothing was written\n$/);
      assert.equal(await importDataset(['set'], options('brat', { project: false }), folder), 0);
      assert.match(folder.complaints[0] ?? '', /^entities\.yaml: warning: 2 links to entities are left out/);
      await assert.rejects(folder.read('articles/entities.yaml'));
    });
  });
});
