import assert from 'node:assert/strict';
import path from 'node:path';
import { agree } from '../../src/cli/agree';
import { annotate } from '../../src/cli/annotate';
import { check } from '../../src/cli/check';
import { exportDataset } from '../../src/cli/export';
import { importDataset } from '../../src/cli/import';
import { datasetFormat, jsonLine, parseSidecar, type DatasetFormat } from '../../src/core';
import { CommandLine } from './command-line';

const TEXT = '---\nlanguage: en\n---\nMayor Maria Silva met the crew of the Aurora in Lisbon.\n';
const REGISTRY = `marginalia: 1
entities:
  - id: aurora
    label: ship
    name: Aurora
    identifiers: { wikidata: Q4 }
`;

function sidecar(label: string, quote: string, more = ''): string {
  const start = TEXT.indexOf(quote);
  return `marginalia: 1
${more}annotations:
  - id: k1
    label: ${label}
    entity: aurora
    quote: ${quote}
    position: [${start}, ${start + quote.length}]
    prefix: ""
    suffix: ""
    status: accepted
`;
}

const format = (id: string) => datasetFormat(id) as DatasetFormat;

describe('the project of a folder on the command line', () => {
  let folder: CommandLine;
  const start = async (files: Record<string, string | Uint8Array>) => {
    folder = await CommandLine.in(files);
  };
  afterEach(() => folder.remove());

  const suggested = async (name = 'a.txt') =>
    parseSidecar(await folder.read(`${name}.ann.yaml`)).annotations.map(
      ({ label, anchor }) => `${label} ${anchor.quote}`,
    );
  const annotated = (paths = ['.'], project = true) =>
    annotate(paths, { dryRun: false, format: 'text', project }, folder);

  it('says which labels are suggested, and the registry which names are known', async () => {
    await start({
      'a.txt': TEXT,
      'marginalia.yaml': 'marginalia: 1\nlabels:\n  - name: person\n  - name: ship\n',
      'entities.yaml': REGISTRY,
    });
    assert.equal(await annotated(), 0);
    assert.deepEqual(await suggested(), ['person Maria Silva', 'ship Aurora']);
  });

  it('is not read with --no-project', async () => {
    await start({
      'a.txt': TEXT,
      'marginalia.yaml': 'marginalia: 1\nrecognizer: none\n',
      'entities.yaml': REGISTRY,
    });
    assert.equal(await annotated(['.'], false), 0);
    assert.ok((await suggested()).includes('person Maria Silva'));
    assert.ok(!(await suggested()).includes('ship Aurora'));
  });

  it('has nobody find names where its recogniser is none', async () => {
    await start({ 'a.txt': TEXT, 'marginalia.yaml': 'marginalia: 1\nrecognizer: none\n' });
    assert.equal(await annotated(), 0);
    assert.equal(folder.printed, 'a.txt: 0 suggestions added\n');
  });

  it('has names found by rules where its recogniser is light', async () => {
    await start({ 'a.txt': TEXT, 'marginalia.yaml': 'marginalia: 1\nrecognizer: light\n' });
    folder.model = new URL('file:///no/such/model');
    assert.equal(await annotated(), 0);
    assert.deepEqual(folder.complaints, []);
  });

  it('is that of the nearest folder above an article, and never one outside', async () => {
    const only = (label: string) => `marginalia: 1\nlabels:\n  - name: ${label}\n`;
    await start({
      'marginalia.yaml': only('event'),
      'work/marginalia.yaml': only('location'),
      'work/a.txt': TEXT,
      'work/deep/b.txt': TEXT,
      'work/deep/people/marginalia.yaml': only('person'),
      'work/deep/people/c.txt': TEXT,
      'bare/d.txt': TEXT,
    });
    await annotated(['work']);
    assert.deepEqual(await suggested('work/a.txt'), ['location Lisbon']);
    assert.deepEqual(await suggested('work/deep/b.txt'), ['location Lisbon']);
    const people = await suggested('work/deep/people/c.txt');
    assert.ok(people.includes('person Maria Silva'));
    assert.ok(people.every((one) => one.startsWith('person ')));
    const inWork = Object.assign(Object.create(folder) as CommandLine, {
      cwd: path.join(folder.cwd, 'work'),
    });
    await annotate(['../bare/d.txt', '../bare'], { dryRun: false, format: 'text' }, inWork);
    assert.ok((await suggested('bare/d.txt')).includes('person Maria Silva'));
  });

  it('says what in a folder is an article; what is named is one anyhow', async () => {
    await start({
      'marginalia.yaml': "marginalia: 1\narticles: ['news/**/*.txt']\nexclude: ['**/drafts/**']\n",
      'notes.txt': TEXT,
      'news/a.txt': TEXT,
      'news/drafts/b.txt': TEXT,
      'news/drafts/b.txt.ann.yaml': 'marginalia: 1\n',
    });
    await annotated(['.', 'news', 'notes.txt']);
    assert.deepEqual(
      folder.printed.split('\n').map((line) => line.replace(/:.*/, '')),
      ['news/a.txt', 'notes.txt', ''],
    );
  });

  it('is told of where it has a fault, and the usual rules count', async () => {
    await start({
      'a.txt': TEXT,
      'marginalia.yaml': 'marginalia: 1\nlabels:\n  - name: a b\n',
      'entities.yaml': 'marginalia: 1\nentities:\n  - id: x\n',
    });
    assert.equal(await annotated(), 1);
    assert.ok((await suggested()).includes('person Maria Silva'));
    assert.match(
      folder.complaints.join('\n'),
      /^marginalia\.yaml:3:11: error: labels\.0\.name: Write a name/,
    );
    assert.match(folder.complaints.join('\n'), /^entities\.yaml:3:5: error: entities\.0\.label/m);
    assert.equal(folder.complaints.filter((line) => line.startsWith('marginalia.yaml')).length, 1);
  });

  describe('when it is checked', () => {
    const complaints = async (project = true) => {
      const exit = await check(['.'], { format: 'text', project }, folder);
      return [exit, ...folder.printed.trimEnd().split('\n')];
    };

    it('has its labels, its labels of articles and its entities held against annotations', async () => {
      await start({
        'a.txt': TEXT,
        'a.txt.ann.yaml': sidecar('vessel', 'Aurora', 'labels: [politics, sport]\n'),
        'marginalia.yaml': 'marginalia: 1\nlabels:\n  - name: ship\narticleLabels:\n  - name: politics\n',
        'entities.yaml': REGISTRY,
      });
      assert.deepEqual(await complaints(), [
        0,
        'a.txt.ann.yaml:4:5: warning: the label "vessel" is not among ship',
        'a.txt.ann.yaml:2:1: warning: the label of the article "sport" is unknown: not among politics',
        'a.txt.ann.yaml:4:5: warning: there is no vessel "aurora" in entities.yaml',
      ]);
    });

    it('has its fault told, and annotations are not held to what it does not say', async () => {
      await start({
        'a.txt': TEXT,
        'a.txt.ann.yaml': sidecar('ship', 'Aurora'),
        'marginalia.yaml': 'marginalia: 1\nlabels: ship\n',
        'entities.yaml': Buffer.from([0x61, 0xff]),
      });
      const [exit, ...lines] = await complaints();
      assert.equal(exit, 1);
      assert.equal(lines.length, 2);
      assert.match(String(lines[0]), /^marginalia\.yaml:2:9: error: /);
      assert.match(String(lines[1]), /^entities\.yaml:1:2: error: this is not UTF-8/);
    });

    it('has usual labels and no entities with --no-project', async () => {
      await start({
        'a.txt': TEXT,
        'a.txt.ann.yaml': sidecar('person', 'Maria Silva'),
        'marginalia.yaml': 'marginalia: 1\nlabels:\n  - name: ship\n',
      });
      assert.deepEqual(await complaints(false), [0, '']);
    });
  });

  it('says what is exported, under the names that its registry gives', async () => {
    await start({
      'a.txt': TEXT,
      'a.txt.ann.yaml': sidecar('ship', 'Aurora'),
      'drafts/b.txt': TEXT,
      'marginalia.yaml': "marginalia: 1\nlabels:\n  - name: ship\nexclude: ['drafts/**']\n",
      'entities.yaml': REGISTRY.replace('name: Aurora', 'name: MS Aurora'),
    });
    const options = {
      options: {},
      statuses: ['accepted'],
      minConfidence: 0,
      anonymous: false,
      strict: false,
    } as const;
    assert.equal(await exportDataset(['.'], { ...options, format: format('jsonl') }, folder), 0);
    const [line, ...more] = folder.objects as { file: string; spans: { entity: string }[] }[];
    assert.deepEqual(more, []);
    assert.equal(line?.file, 'a.txt');
    assert.equal(line.spans[0]?.entity, 'MS Aurora');
  });

  it('says which labels a dataset brings that are not its own', async () => {
    await start({
      'articles/marginalia.yaml': 'marginalia: 1\nlabels:\n  - name: ship\n',
      'd.jsonl': jsonLine({ file: 'a.txt', text: TEXT, spans: [{ start: 25, end: 36, label: 'person' }] }),
    });
    const options = { format: format('jsonl'), options: {}, into: 'articles', dryRun: false, sound: false };
    assert.equal(await importDataset(['d.jsonl'], options, folder), 0);
    assert.deepEqual(folder.complaints, ['articles: warning: the label "person" is not among ship (1)']);
  });

  it('says which articles agreement is measured on', async () => {
    await start({
      'marginalia.yaml': "marginalia: 1\nexclude: ['**/drafts/**']\n",
      'a.txt': TEXT,
      'a.txt.ana.ann.yaml': sidecar('person', 'Maria Silva'),
      'a.txt.bo.ann.yaml': sidecar('person', 'Maria Silva'),
      'drafts/b.txt': TEXT,
      'drafts/b.txt.ana.ann.yaml': sidecar('person', 'Maria Silva'),
      'drafts/b.txt.bo.ann.yaml': sidecar('person', 'Lisbon'),
    });
    const options = { adjudicated: false, byAuthor: false, samples: 0, seed: '1', format: 'json' } as const;
    assert.equal(await agree(['.'], options, folder), 0);
    assert.equal((JSON.parse(folder.printed) as { articles: number }).articles, 1);
  });
});
