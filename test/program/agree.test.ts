import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { agree, type AgreeOptions } from '../../src/cli/agree';
import { annotate } from '../../src/cli/annotate';
import { check } from '../../src/cli/check';
import { exportDataset } from '../../src/cli/export';
import { datasetFormat } from '../../src/core';
import { CommandLine } from './command-line';

const TEXT = 'Marcelo Duarte falou em Lisboa.\n';

const OPTIONS: AgreeOptions = { adjudicated: false, byAuthor: false, samples: 0, seed: '1', format: 'json' };

/** A sidecar that accepts mentions: `person Marcelo Duarte`, or with `by` behind an `@`. */
function sidecar(...mentions: readonly string[]): string {
  const blocks = mentions.map((mention, index) => {
    const [, label = '', quote = '', by] = /^(\S+) ([^@]+?)(?: @(\w+))?$/.exec(mention) ?? [];
    const start = TEXT.indexOf(quote);
    return `  - id: k${index}
    label: ${label}
    quote: ${quote}
    position: [${start}, ${start + quote.length}]
    prefix: ${JSON.stringify(TEXT.slice(0, start))}
    suffix: ${JSON.stringify(TEXT.slice(start + quote.length))}
    status: accepted
${by === undefined ? '' : `    by: ${by}\n`}`;
  });
  return `marginalia: 1\nannotations:${blocks.length === 0 ? ' []' : `\n${blocks.join('')}`}\n`;
}

interface Told {
  readonly layers: string[];
  readonly articles: number;
  readonly overall: { readonly exact: { readonly value: number; readonly interval: number[] | null } };
  readonly labels: { readonly label: string; readonly mentions: number }[];
}

describe('marginalia agree', () => {
  let folder: CommandLine;
  const start = async (files: Record<string, string>) => {
    folder = await CommandLine.in(files);
  };
  const told = () => JSON.parse(folder.printed) as Told;
  afterEach(() => folder.remove());

  it('compares the layers of articles, label by label', async () => {
    await start({
      'a.txt': TEXT,
      'a.txt.ana.ann.yaml': sidecar('person Marcelo Duarte', 'location Lisboa'),
      'a.txt.bo.ann.yaml': sidecar('person Duarte', 'location Lisboa'),
      'a.txt.ann.yaml': sidecar('person Marcelo'),
      'b.txt': TEXT,
      'b.txt.ana.ann.yaml': sidecar(),
    });
    assert.equal(await agree(['.'], OPTIONS, folder), 0);
    const { layers, articles, overall, labels } = told();
    assert.deepEqual([layers, articles, overall.exact.value], [['ana', 'bo'], 1, 0.5]);
    assert.deepEqual(
      labels.map(({ label, mentions }) => [label, mentions]),
      [
        ['location', 2],
        ['person', 2],
      ],
    );
  });

  it('prints a table with intervals for people', async () => {
    const files: Record<string, string> = {};
    for (const name of ['a', 'b', 'c']) {
      files[`${name}.txt`] = TEXT;
      files[`${name}.txt.ana.ann.yaml`] = sidecar('person Marcelo Duarte', 'location Lisboa');
      files[`${name}.txt.bo.ann.yaml`] = sidecar(name === 'a' ? 'person Duarte' : 'person Marcelo Duarte');
    }
    await start(files);
    assert.equal(await agree(['.'], { ...OPTIONS, samples: 200, format: 'text' }, folder), 0);
    assert.match(folder.printed, /^3 articles, annotated by ana, bo; 95 % intervals from 200 samples/);
    assert.match(folder.printed, /^label +mentions +exact F1 +relaxed F1 +Cohen's kappa/m);
    assert.match(folder.printed, /^person +6 +0\.667 \[0\.000, 1\.000\] +1\.000 \[1\.000, 1\.000\]/m);
    assert.match(folder.printed, /^location +3 +0\.000/m);
  });

  it('compares chosen annotators, and the adjudicated layer on request', async () => {
    await start({
      'a.txt': TEXT,
      'a.txt.ana.ann.yaml': sidecar('location Lisboa'),
      'a.txt.bo.ann.yaml': sidecar('person Duarte'),
      'a.txt.ann.yaml': sidecar('location Lisboa'),
    });
    assert.equal(await agree(['.'], { ...OPTIONS, layers: ['ana'], adjudicated: true }, folder), 0);
    assert.deepEqual([told().layers, told().overall.exact.value], [['adjudicated', 'ana'], 1]);
  });

  it('compares the people who decided in one sidecar', async () => {
    await start({
      'a.txt': TEXT,
      'a.txt.ann.yaml': sidecar('person Duarte @ana', 'location Lisboa @ana', 'location Lisboa @bo'),
    });
    assert.equal(await agree(['a.txt'], { ...OPTIONS, byAuthor: true }, folder), 0);
    assert.deepEqual(told().layers, ['ana', 'bo']);
    assert.ok(Math.abs(told().overall.exact.value - 2 / 3) < 1e-9);
  });

  it('compares two Git revisions, finding annotations again in the later text', async () => {
    await start({ 'a.txt': TEXT, 'a.txt.ann.yaml': sidecar('person Duarte', 'location Lisboa') });
    const git = (...args: string[]) => {
      const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
      execFileSync('git', [...who, ...args], { cwd: folder.cwd, stdio: 'pipe' });
    };
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    await folder.write('a.txt', `Ontem: ${TEXT}`);
    const later = sidecar('location Lisboa').replace(/\[(\d+), (\d+)\]/, '[31, 37]');
    await folder.write('a.txt.ann.yaml', later);
    git('commit', '--quiet', '-am', 'two');
    const revisions = ['HEAD~1', 'HEAD'] as const;
    assert.equal(await agree(['.'], { ...OPTIONS, revisions }, folder), 0, folder.complaints.join('\n'));
    assert.deepEqual(told().layers, ['HEAD', 'HEAD~1']);
    assert.ok(Math.abs(told().overall.exact.value - 2 / 3) < 1e-9);
    assert.equal(await agree(['.'], { ...OPTIONS, revisions: ['--help', 'HEAD'] }, folder), 2);
    assert.match(folder.complaints.join('\n'), /--help/);
  });

  it('says so where there is nothing to compare, and shows what would move the cursor', async () => {
    await start({ 'a.txt': TEXT, 'a.txt.ana.ann.yaml': sidecar() });
    assert.equal(await agree(['.'], OPTIONS, folder), 1);
    assert.deepEqual(
      [folder.printed, folder.complaints],
      ['', ['marginalia: error: no article was annotated by two']],
    );
    await folder.write('a.txt.bo%1B%5B2J.ann.yaml', sidecar('person Duarte'));
    assert.equal(await agree(['.'], { ...OPTIONS, format: 'text' }, folder), 0);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(folder.printed, /\u001b/);
  });
});

describe('layers on the command line', () => {
  let folder: CommandLine;
  afterEach(() => folder.remove());

  it('are checked, written and exported each by itself', async () => {
    folder = await CommandLine.in({
      'a.txt': TEXT,
      'a.txt.ana.ann.yaml': sidecar('person Duarte'),
      'a.txt.bo.ann.yaml': 'marginalia: 1\nannotations:\n  - id: k1\n    status: maybe\n',
    });
    assert.equal(await check(['.'], { format: 'text' }, folder), 1);
    assert.match(folder.printed, /^a\.txt\.bo\.ann\.yaml:4:\d+: error/m);
    assert.doesNotMatch(folder.printed, /ana/);
    folder.printed = '';
    const format = datasetFormat('jsonl')!;
    const choices = { statuses: ['accepted'] as const, minConfidence: 0, anonymous: false, options: {} };
    await exportDataset(['a.txt'], { ...choices, format, strict: false, layer: 'ana' }, folder);
    assert.match(folder.printed, /"Duarte"/);
    await annotate(['a.txt'], { dryRun: false, format: 'text', layer: 'carla' }, folder);
    assert.deepEqual(await folder.list(), [
      'a.txt',
      'a.txt.ana.ann.yaml',
      'a.txt.bo.ann.yaml',
      'a.txt.carla.ann.yaml',
    ]);
  });
});

describe('the card of a Hugging Face dataset', () => {
  let folder: CommandLine;
  afterEach(() => folder.remove());
  const card = async () => {
    const format = datasetFormat('huggingface')!;
    const choices = { statuses: ['accepted'] as const, minConfidence: 0, anonymous: true, options: {} };
    await exportDataset(['.'], { ...choices, format, strict: false, output: 'dataset' }, folder);
    return folder.read('dataset/README.md');
  };

  it('has the agreement of annotators, without their names', async () => {
    folder = await CommandLine.in({
      'a.txt': TEXT,
      'a.txt.ann.yaml': sidecar('location Lisboa'),
      'a.txt.ana.ann.yaml': sidecar('person Marcelo Duarte', 'location Lisboa'),
      'a.txt.bo.ann.yaml': sidecar('person Duarte', 'location Lisboa'),
    });
    const text = await card();
    assert.match(text, /^## Agreement\n\n1 article was annotated by two people or more, of 2 in all/m);
    assert.match(text, /^\| location \| 1\.00 \| 1\.00 \|/m);
    assert.match(text, /^\| all \| 0\.50 \| 1\.00 \|/m);
    assert.doesNotMatch(text, /\bana\b|\bbo\b/);
  });

  it('says where nobody measured it', async () => {
    folder = await CommandLine.in({ 'a.txt': TEXT, 'a.txt.ann.yaml': sidecar('location Lisboa') });
    assert.match(await card(), /Agreement between annotators has not been measured\./);
  });
});
