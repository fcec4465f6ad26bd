import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { annotate } from '../../src/cli/annotate';
import { check } from '../../src/cli/check';
import { exportDataset, type ExportOptions } from '../../src/cli/export';
import { inShards, ShardLost } from '../../src/cli/workers';
import { beginDataset, DATASET_FORMATS, datasetFormat, type DatasetFormat } from '../../src/core';
import { annotated } from '../unit/formats/articles';
import { CommandLine } from './command-line';

const PROGRAM = path.resolve('dist/cli.mjs');

/** Speaks as a worker does. The first of a shard's lines says after how many milliseconds, and how often it dies first. */
const WORKER = `
import { existsSync, writeFileSync } from 'node:fs';
process.on('disconnect', () => process.exit());
process.on('message', ({ shard: { name, delay, deaths } }) => {
  for (let death = 0; death < deaths; death++) {
    const marker = name + '.death' + death;
    if (existsSync(marker)) continue;
    writeFileSync(marker, '');
    process.kill(process.pid, 'SIGKILL');
  }
  const answer = { warnings: ['slow today'], said: [['err', 'said of ' + name], ['out', name]], value: 0 };
  setTimeout(() => process.send({ answer }), delay);
});
`;

describe('shards', function () {
  this.timeout(60_000);
  let folder: CommandLine;
  afterEach(() => folder.remove());

  describe('with workers', () => {
    const shardOf = (name: string, delay = 0, deaths = 0) => {
      const shard = { name: path.join(folder.cwd, name), delay, deaths };
      return { ...shard, lines: [], file: name, known: {} };
    };
    const run = async (shards: Iterable<ReturnType<typeof shardOf>>) => {
      for await (const value of inShards('lines', shards, 2, path.join(folder.cwd, 'worker.mjs'), folder))
        assert.equal(value, 0);
    };
    const printed = () => folder.printed.replaceAll(folder.cwd + path.sep, '');
    const complaints = () => folder.complaints.map((line) => line.replaceAll(folder.cwd + path.sep, ''));
    beforeEach(async () => {
      folder = await CommandLine.in({ 'worker.mjs': WORKER });
    });

    it('come back in their order, whoever is done first', async () => {
      await run(['a', 'b', 'c', 'd', 'e'].map((name, index) => shardOf(name, index === 0 ? 200 : 0)));
      assert.equal(printed(), 'abcde');
      const said = ['said of a', 'said of b', 'said of c', 'said of d', 'said of e'];
      assert.deepEqual(complaints(), ['slow today', ...said]);
    });

    it('are done again where a worker is killed', async () => {
      await run([shardOf('a'), shardOf('b', 0, 2), shardOf('c')]);
      assert.equal(printed(), 'abc');
      const warning = 'warning: a worker was killed by SIGKILL at b: another does it again';
      assert.deepEqual(
        complaints().filter((line) => line.startsWith('warning')),
        [warning, warning],
      );
    });

    it('are given up where no worker comes back, after those before them', async () => {
      await assert.rejects(run([shardOf('a'), shardOf('b', 0, 9), shardOf('c')]), (error) => {
        assert.ok(error instanceof ShardLost);
        assert.match(error.message, /no worker came back from .*b in 3 attempts \(the last one was killed/);
        return true;
      });
      assert.equal(printed(), 'a');
    });

    it('that were read before their source failed are done', async () => {
      const failing = function* () {
        yield shardOf('a');
        throw new Error('the disk is gone');
      };
      await assert.rejects(run(failing()), /the disk is gone/);
      assert.equal(printed(), 'a');
    });
  });

  it('of a stream give what one process gives, though a worker is killed', async function () {
    if (process.platform === 'win32') this.skip();
    folder = await CommandLine.in({});
    const text = `On 18 July 2024 it rained in Lisbon. ${'It went on and on. '.repeat(200)}`;
    const lines = Array.from({ length: 70 }, (_, id) =>
      id === 40 ? 'nonsense\n' : `${JSON.stringify({ id, text: `${id} ${text}`, language: 'en' })}\n`,
    ).join('');
    const alone = spawnSync(process.execPath, [PROGRAM, 'annotate', '--jsonl'], {
      input: lines,
      encoding: 'utf8',
    });

    const child = spawn(process.execPath, [PROGRAM, 'annotate', '--jsonl', '--jobs', '2']);
    let printed = '';
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.stdin.write(lines);
    // The input goes on, so both workers are there, at work or waiting, until one is killed.
    const workers = await workersOf(child.pid as number, 2);
    process.kill(workers[0] as number, 'SIGKILL');
    child.stdin.end();
    const status = await new Promise((resolve) => child.once('close', resolve));
    assert.ok(printed === alone.stdout);
    assert.equal(status, 1);
    assert.match(complaints, /standard input:41: error: the line is not valid JSON\n/);
  });

  const sidecarOf = (quote: string) =>
    `marginalia: 1\nlanguage: pt\nannotations:\n  - id: k1\n    label: person\n    quote: ${quote}\n    position: [0, 3]\n` +
    '    prefix: ""\n    suffix: " chegou"\n    status: accepted\n    by: ana\n';
  const ARTICLES: Record<string, string> = {};
  for (let index = 0; index < 40; index++) {
    ARTICLES[`articles/${index}.txt`] = `Ana chegou a Lisboa no dia ${index}.`;
    ARTICLES[`articles/${index}.txt.ann.yaml`] = sidecarOf(index === 35 ? 'Eva' : 'Ana');
  }

  const exporting = (id: string, rest: Partial<ExportOptions> = {}): ExportOptions => ({
    format: datasetFormat(id) as DatasetFormat,
    options: {},
    statuses: ['accepted'],
    minConfidence: 0,
    anonymous: false,
    strict: false,
    ...rest,
  });

  /** What a command prints with one worker and with two. */
  const both = async (command: (workers: number) => Promise<number>) => {
    const runs = [];
    for (const workers of [1, 2]) {
      folder.printed = '';
      folder.complaints = [];
      const exit = await command(workers);
      runs.push({ exit, printed: folder.printed, complaints: folder.complaints });
    }
    const [one, two] = runs;
    assert.deepEqual(two, one);
    return two as (typeof runs)[number];
  };

  it('of a folder are exported and checked as by one process', async () => {
    folder = await CommandLine.in(ARTICLES);
    folder.program = PROGRAM;
    const { complaints } = await both((workers) =>
      exportDataset(['articles'], exporting('xmi', { output: `xmi-${workers}` }), folder, workers),
    );
    assert.equal(complaints.filter((line) => line.includes('"Eva" is not found')).length, 1);
    assert.equal(await folder.read('xmi-2/manifest.json'), await folder.read('xmi-1/manifest.json'));
    const report = await both((workers) => check(['articles'], { format: 'json' }, folder, workers));
    assert.equal((JSON.parse(report.printed) as unknown[]).length, 1);
    assert.equal(report.exit, 1);
  });

  it('of a folder are annotated as by one process', async () => {
    folder = await CommandLine.in({ 'a.txt': 'Choveu a 18 de julho de 2024.', 'b.txt': 'Nada.' });
    folder.program = PROGRAM;
    folder.model = new URL('../models/entities.bin', `file://${PROGRAM}`);
    const options = { dryRun: true, format: 'jsonl' as const, language: 'pt' };
    await both((workers) => annotate(['a.txt', 'b.txt'], options, folder, workers));
    assert.equal(await annotate(['a.txt'], { ...options, dryRun: false }, folder, 2), 0);
    assert.match(await folder.read('a.txt.ann.yaml'), /18 de julho de 2024/);
  });

  it('are not made where a dataset is more than its articles, which is said', async () => {
    folder = await CommandLine.in({ 'x/a.txt': 'Ana', 'X/a.txt': 'Eva' });
    folder.program = PROGRAM;
    const reasons: (string | undefined)[] = [];
    for (const [options, paths] of [
      [exporting('doccano'), ['x']],
      [exporting('jsonl', { anonymous: true }), ['x']],
      [exporting('jsonl'), ['x', 'X']],
    ] as const) {
      folder.complaints = [];
      await exportDataset(paths, options, folder, 2);
      reasons.push(folder.complaints.find((line) => line.startsWith('note: this is done by one process')));
    }
    assert.deepEqual(
      reasons.map((reason) => reason?.split(': ')[2]),
      [
        'doccano JSON Lines has parts that depend on all articles',
        'annotators are numbered as they are met',
        'articles of the same name are numbered',
      ],
    );
  });

  it('of a divided dataset are those of one process, near-duplicates in one part wherever they stand', async () => {
    const words = (number: number) =>
      Array.from({ length: 60 }, (_, index) => `p${number}q${index}`).join(' ');
    // One of each shard, in other words at the end.
    const alike = [3, 40, 65];
    const articles = Array.from({ length: 70 }, (_, number) => [
      `articles/${String(number).padStart(2, '0')}.txt`,
      alike.includes(number) ? `${words(0)} r${number}` : words(number + 1),
    ]);
    folder = await CommandLine.in(Object.fromEntries(articles) as Record<string, string>);
    folder.program = PROGRAM;
    const shares = ['train', 'dev', 'test'].map((name) => ({ name, share: 1 }));
    for (const workers of [1, 2]) {
      const splits = { shares, seed: '1', stratified: false };
      const output = `set-${workers}`;
      assert.equal(
        await exportDataset(['articles'], exporting('jsonl', { output, splits }), folder, workers),
        0,
      );
    }
    assert.equal(await folder.read('set-2/manifest.json'), await folder.read('set-1/manifest.json'));
    const parts = await Promise.all(
      shares.map(({ name }) => folder.read(`set-2/${name}/dataset.jsonl`).catch(() => '')),
    );
    assert.deepEqual(
      parts
        .map((part) => alike.filter((number) => part.includes(` r${number}"`)))
        .filter((some) => some.length > 0),
      [alike],
    );
  });

  it('of a dataset join to the whole in the formats that say so', async () => {
    folder = await CommandLine.in({});
    const articles = ['Ana chegou a Lisboa.', 'Bo saiu de Évora 🚀.', ''].map((text, index) =>
      annotated(
        text,
        text === '' ? [] : [{ quote: text.split(' ')[0] as string, label: 'person' }],
        `${index}.txt`,
      ),
    );
    for (const format of DATASET_FORMATS.filter(({ shards }) => shards)) {
      const whole = beginDataset(format);
      const parts = articles.flatMap((article) => whole.add(article).parts);
      const shards = articles.flatMap((article) => beginDataset(format).add(article).parts);
      assert.deepEqual(shards, parts, format.id);
      assert.deepEqual(beginDataset(format).end(), whole.end(), format.id);
    }
  });
});

/** The processes that a process has started, once there are so many. */
async function workersOf(parent: number, count: number): Promise<number[]> {
  for (;;) {
    const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
    const children = stdout
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .filter(([, of]) => of === parent)
      .map(([pid]) => pid as number);
    if (children.length >= count) return children;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
