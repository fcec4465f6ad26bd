import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { exportDataset, type ExportOptions } from '../../src/cli/export';
import { datasetFormat, type DatasetFormat } from '../../src/core';
import { CommandLine } from './command-line';

const formatOf = (id: string) => datasetFormat(id) as DatasetFormat;

const OPTIONS: ExportOptions = {
  format: formatOf('jsonl'),
  options: {},
  statuses: ['accepted'],
  minConfidence: 0,
  anonymous: false,
  strict: false,
};

const SIDECAR = `marginalia: 1
language: pt
annotations:
  - id: k1
    label: person
    quote: Lula
    position: [2, 6]
    prefix: "🚀 "
    suffix: " falou"
    status: accepted
  - id: k2
    label: location
    quote: Lula falou
    position: [2, 12]
    prefix: "🚀 "
    suffix: "."
    status: suggested
  - id: k3
    label: person
    quote: Dilma
    position: [0, 5]
    prefix: ""
    suffix: " falou"
    status: accepted
`;

const CONTESTED = `marginalia: 1
annotations:
  - id: k1
    label: person
    quote: Lula
    position: [0, 4]
    prefix: ""
    suffix: " falou"
    status: suggested
    conflict: [{label: person, status: accepted, by: ana}, {label: person, status: rejected, by: bo}]
`;

const LOST = 'a.txt.ann.yaml:18:5: warning: "Dilma" is not found in the article';

describe('marginalia export', () => {
  let folder: CommandLine;
  const start = async (files: Record<string, string | Uint8Array>) => {
    folder = await CommandLine.in(files);
  };
  afterEach(() => folder.remove());

  it('writes what was accepted, and warns of what has lost its place', async () => {
    await start({ 'a.txt': '🚀 Lula falou.', 'a.txt.ann.yaml': SIDECAR });
    assert.equal(await exportDataset(['a.txt'], OPTIONS, folder), 0);
    assert.deepEqual(folder.objects, [
      {
        file: 'a.txt',
        language: 'pt',
        text: '🚀 Lula falou.',
        spans: [
          { start: 2, end: 6, label: 'person', text: 'Lula', entity: 'Lula', status: 'accepted', id: 'k1' },
        ],
      },
    ]);
    assert.deepEqual(folder.complaints, [LOST]);
  });

  it('warns of what two people decided differently: neither decision is in the dataset', async () => {
    await start({ 'a.txt': 'Lula falou.', 'a.txt.ann.yaml': CONTESTED });
    assert.equal(await exportDataset(['a.txt'], OPTIONS, folder), 0);
    assert.deepEqual(folder.complaints, [
      'a.txt.ann.yaml:3:5: warning: "Lula" was decided differently (ana: accepted; bo: rejected); decide again',
    ]);
    assert.doesNotMatch(folder.printed, /accepted|rejected/);
  });

  it('fails on what is left out with --strict', async () => {
    await start({ 'a.txt': '🚀 Lula falou.', 'a.txt.ann.yaml': SIDECAR });
    assert.equal(await exportDataset(['a.txt'], { ...OPTIONS, strict: true }, folder), 1);
    assert.deepEqual(folder.complaints, [LOST.replace('warning', 'error')]);
  });

  it('warns of what the format cannot hold', async () => {
    await start({ 'a.txt': '🚀 Lula falou.', 'a.txt.ann.yaml': SIDECAR });
    const options: ExportOptions = {
      ...OPTIONS,
      format: formatOf('conll2003'),
      statuses: ['accepted', 'suggested'],
    };
    assert.equal(await exportDataset(['a.txt'], options, folder), 0);
    assert.equal(
      folder.printed,
      '-DOCSTART- -X- O O\n\n🚀 -X- O O\nLula -X- O B-LOC\nfalou -X- O I-LOC\n. -X- O O\n\n',
    );
    assert.deepEqual(folder.complaints, [
      LOST,
      'a.txt:1:4: warning: "Lula" is left out: CoNLL-2003 cannot hold it, it overlaps a longer one',
      'note: CoNLL-2003 has no place for the language of articles (1)',
      'note: CoNLL-2003 has no place for whether an annotation is decided (1)',
    ]);
  });

  it('writes a file whole, with articles in the order of their names, and says which nobody annotated', async () => {
    await start({
      'c/b.txt': 'b',
      'c/a.txt': '🚀 Lula falou.',
      'c/a.txt.ann.yaml': 'marginalia: 1\n',
      'out.jsonl': 'old',
    });
    assert.equal(await exportDataset(['c'], { ...OPTIONS, output: 'out.jsonl' }, folder), 0);
    const files = (await folder.read('out.jsonl'))
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { file: string }).file);
    assert.deepEqual(files, ['c/a.txt', 'c/b.txt']);
    assert.equal(folder.printed, '');
    assert.deepEqual(folder.complaints, [
      'warning: 1 article has no sidecar, and no annotations in the dataset',
    ]);
    assert.deepEqual(await folder.list(), ['c', 'c/a.txt', 'c/a.txt.ann.yaml', 'c/b.txt', 'out.jsonl']);
  });

  it('goes on after an article that it cannot read', async () => {
    await start({ 'a.txt': 'a\0', 'b.txt': 'b', 'b.txt.ann.yaml': 'marginalia: one\n', 'c.txt': 'c' });
    assert.equal(await exportDataset(['.'], OPTIONS, folder), 1);
    assert.deepEqual(
      folder.objects.map((one) => (one as { file: string }).file),
      ['c.txt'],
    );
    assert.match(
      folder.complaints.join('\n'),
      /^a\.txt:1:2: error: .*\nb\.txt\.ann\.yaml:1:13: error: marginalia: /,
    );
  });

  it('says where it cannot write', async () => {
    await start({ 'a.txt': 'a', 'a.txt.ann.yaml': 'marginalia: 1\n' });
    assert.equal(await exportDataset(['a.txt'], { ...OPTIONS, output: 'gone/out.jsonl' }, folder), 2);
    assert.deepEqual(folder.complaints, ['gone/out.jsonl: error: there is no such file or folder']);
  });

  it('writes a folder whole, with a manifest whose checksums are those of the files, the same each time', async () => {
    await start({ 'c/a.txt': '🚀 Lula falou.', 'c/a.txt.ann.yaml': SIDECAR, 'out/mine.txt': 'mine' });
    const options: ExportOptions = { ...OPTIONS, format: formatOf('brat'), output: 'out' };
    assert.equal(await exportDataset(['c'], options, folder), 0);
    const manifest = await folder.read('out/manifest.json');
    const { files, articles, annotations } = JSON.parse(manifest) as {
      files: { path: string; sha256: string }[];
      articles: number;
      annotations: number;
    };
    assert.deepEqual([articles, annotations], [1, 1]);
    assert.deepEqual(
      files.map(({ path }) => path),
      ['annotation.conf', 'c/a.ann', 'c/a.txt', 'visual.conf'],
    );
    for (const { path, sha256 } of files) {
      assert.equal(
        createHash('sha256')
          .update(await folder.read(`out/${path}`))
          .digest('hex'),
        sha256,
      );
    }
    assert.equal(await folder.read('out/mine.txt'), 'mine');
    assert.equal(await exportDataset(['c'], options, folder), 0);
    assert.equal(await folder.read('out/manifest.json'), manifest);
    assert.deepEqual(
      (await folder.list()).filter((name) => name.includes('draft')),
      [],
    );
  });

  it('asks for a folder where a dataset has several files', async () => {
    await start({ 'a.txt': 'a' });
    assert.equal(await exportDataset(['a.txt'], { ...OPTIONS, format: formatOf('brat') }, folder), 2);
    assert.deepEqual(folder.complaints, [
      'marginalia: error: brat standoff is written to a folder; name it with --output',
    ]);
  });

  it('divides the articles, and says in the manifest how', async () => {
    const words = (number: number) =>
      Array.from({ length: 30 }, (_, index) => `p${number}q${index}`).join(' ');
    const names = Array.from({ length: 30 }, (_, number) => number);
    await start(Object.fromEntries(names.map((number) => [`c/${number}.txt`, words(number)])));
    const shares = [
      { name: 'train', share: 60 },
      { name: 'test', share: 40 },
    ];
    const options: ExportOptions = {
      ...OPTIONS,
      output: 'out',
      splits: { shares, seed: 'x', stratified: false },
    };
    assert.equal(await exportDataset(['c'], options, folder), 0);
    const count = async (name: string) =>
      (await folder.read(`out/${name}/dataset.jsonl`)).split('\n').length - 1;
    const [train, test] = [await count('train'), await count('test')];
    assert.equal(train + test, 30);
    const { splits } = JSON.parse(await folder.read('out/manifest.json')) as { splits: object };
    assert.deepEqual(splits, {
      seed: 'x',
      stratified: false,
      shares: { train: 60, test: 40 },
      articles: { train, test },
    });
  });

  it('leaves out suggestions below a confidence, and the names of annotators, where asked to', async () => {
    const sidecar = SIDECAR.replace('status: accepted', 'status: accepted\n    by: Maria').replace(
      'status: suggested',
      'status: suggested\n    confidence: 0.6',
    );
    await start({ 'a.txt': '🚀 Lula falou.', 'a.txt.ann.yaml': sidecar });
    const options: ExportOptions = { ...OPTIONS, statuses: ['accepted', 'suggested'], anonymous: true };
    for (const [minConfidence, spans] of [
      [0.6, 2],
      [0.61, 1],
    ] as const) {
      folder.printed = '';
      assert.equal(await exportDataset(['a.txt'], { ...options, minConfidence }, folder), 0);
      const [line] = folder.objects as { spans: { by?: string }[] }[];
      assert.equal(line?.spans.length, spans);
      assert.equal(line?.spans.find(({ by }) => by !== undefined)?.by, 'annotator-1');
    }
  });
});
