import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { deflateRawSync } from 'node:zlib';
import { markdownTable } from '../eval/report';
import { processTerminal } from '../src/cli/process-terminal';
import { EXIT, type ExitCode } from '../src/cli/terminal';
import { DATASET_FORMATS, type Article, type DatasetFormat } from '../src/core';
import { parseModel } from '../src/core/entities/tagger/model';
import { manyArticles, timeExports, type ExportTime } from './datasets';
import type { FreshRun } from './fresh-process';
import { timeLargeArticle } from './large-article';
import { bearLoad } from './load';
import { timeInTurns, turnOf, type Turn } from './measure';
import { median } from './median';
import type { Reader } from './reader';
import type { ReaderThreadData } from './reader-thread';
import { readSamples, tokenCount } from './samples';
import { SHARD_COMMANDS, timeShards, type ShardCommand, type ShardTime } from './shards';

/** Put in by `scripts/tools.mjs`: the path of `models/entities.bin`. */
declare const MODEL_FILE: string;

const USAGE = `Usage: npm run bench -- [--rounds N] [--datasets N [--format NAME] | --shards N [--command NAME] | --editor | --load]

Times the recogniser and its peers on the samples, in turns; N rounds are counted (5 if not given).
With --datasets it exports N articles, the samples over and over, to each format of datasets, or to the
one that --format names, instead.
With --shards it times commands over 1,000, 10,000 … up to N articles, with one process and with one a core, instead:
annotate, export and check, or the one that --command names.
With --editor it times a real VS Code, at long articles and in a workspace of 5,000 others, instead.
With --load it does what is too much on a usual day, once, and sees that nothing is lost.`;

/** The articles of a language are repeated until a round holds so many tokens. */
const TOKENS_A_ROUND = 2_000;
const FRESH_RUNS = 3;
const MEBIBYTE = 1024 * 1024;

interface Contender extends Reader {
  readonly module: string;
  /** Its bundle, minified, in bytes. */
  readonly size: number;
}

/** The command: `folder` holds the bundled modules, `samples` the articles. */
export async function main(args: readonly string[], folder: string, samples: string): Promise<ExitCode> {
  const terminal = { ...processTerminal(), cwd: path.dirname(samples) };
  let rounds: number;
  let exported: number | undefined;
  let sharded: number | undefined;
  let formats: readonly DatasetFormat[];
  let commands: readonly ShardCommand[];
  let load: boolean;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '5' },
        datasets: { type: 'string' },
        format: { type: 'string' },
        shards: { type: 'string' },
        command: { type: 'string' },
        load: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      await terminal.out(`${USAGE}\n`);
      return EXIT.ok;
    }
    load = values.load;
    rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1) throw new TypeError(`No number of rounds: ${values.rounds}`);
    exported = articleCount(values.datasets);
    formats = DATASET_FORMATS.filter(({ id }) => values.format === undefined || values.format === id);
    if (formats.length === 0) throw new TypeError(`No format of datasets: ${values.format}`);
    sharded = articleCount(values.shards);
    commands = SHARD_COMMANDS.filter((one) => values.command === undefined || values.command === one);
    if (commands.length === 0) throw new TypeError(`No command over shards: ${values.command}`);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    terminal.err(`${error.message}\n\n${USAGE}`);
    return EXIT.trouble;
  }
  if (exported !== undefined) {
    const times = timeExports(await manyArticles(exported, terminal), formats);
    await terminal.out(`${exportTable(times)}\n`);
    return EXIT.ok;
  }
  if (sharded !== undefined) {
    const program = path.join(terminal.cwd, 'dist', 'cli.mjs');
    const times = await timeShards(sharded, commands, program, path.join(folder, 'live-heap.mjs'), terminal);
    await terminal.out(`${shardTable(times)}\n`);
    return EXIT.ok;
  }
  const articles = await readSamples(samples, terminal, TOKENS_A_ROUND);
  const english = articles.get('en') ?? [];
  if (load) {
    const rows = (await bearLoad(english, terminal)).map(({ what, time, memory }) => [
      what,
      time.toFixed(2),
      memory.toFixed(0),
    ]);
    await terminal.out(`${markdownTable(['what', 's of the processor', 'memory, MiB'], rows, 1)}\n`);
    return EXIT.ok;
  }
  const contenders = await loadContenders(path.join(folder, 'readers'));
  terminal.err('Loading in fresh processes …');
  const loading = await loadingTable(contenders, folder, english);
  const speeds: string[][] = [];
  for (const [language, read] of articles) {
    terminal.err(`Reading articles in ${language} …`);
    speeds.push(...(await speedRows(language, read, contenders, folder, rounds)));
  }
  terminal.err('Working on a long article …');
  const steps = await timeLargeArticle(english, rounds);
  const yardstick = steps[0]?.time ?? 0;
  const processor = cpus()[0]?.model ?? 'an unknown processor';
  await terminal.out(`Node ${process.versions.node}, ${process.platform}, ${processor}; medians of ${rounds} rounds in turns.

Tokens a second on one core, on the same articles; × is how many times as fast as a peer

${markdownTable(['language', 'reader', 'reads', 'tokens/s', ...PEERS.map((peer) => `× ${peer}`)], speeds, 3)}

From import to the first article read, and the most memory held, in fresh processes on English articles (medians of ${FRESH_RUNS})

${loading}

${await modelLine(rounds)}

An article of 10,000 words with 2,000 annotations

${markdownTable(
  ['step', 'ms', '× `yaml` alone'],
  steps.map(({ step, time }) => [step, time.toFixed(1), (time / yardstick).toFixed(2)]),
  1,
)}
`);
  return EXIT.ok;
}

function articleCount(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1) throw new TypeError(`No number of articles: ${given}`);
  return count;
}

function shardTable(times: readonly ShardTime[]): string {
  const rows = times.map(({ command, articles, time, gain, worked, live, workerLive, resident }) => [
    command,
    thousands(articles),
    time.toFixed(1),
    gain === undefined ? '–' : gain.toFixed(2),
    worked.toFixed(1),
    (articles / time).toFixed(0),
    live.toFixed(1),
    workerLive === 0 ? '–' : workerLive.toFixed(1),
    resident.toFixed(0),
  ]);
  const head = [
    'command',
    'articles',
    's',
    '× one process',
    's of the processor',
    'articles/s',
    'live, MiB',
    'live in a worker, MiB',
    'resident, MiB',
  ];
  return markdownTable(head, rows, 1);
}

function exportTable(times: readonly ExportTime[]): string {
  const rows = times.map(({ format, articlesPerSecond, speed, memory }) => [
    format,
    articlesPerSecond.toFixed(0),
    speed.toFixed(1),
    memory.toFixed(0),
  ]);
  return markdownTable(['format', 'articles/s', 'MiB/s', 'memory, MiB'], rows, 1);
}

const PEERS = ['compromise', 'chrono-node', 'recognizers-text'];
const ORDER = [
  'Marginalia',
  'Marginalia, names alone',
  'Marginalia, dates alone',
  'Marginalia, light',
  ...PEERS,
  'Node alone',
];

async function loadContenders(folder: string): Promise<Contender[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
  const contenders = await Promise.all(
    names.map(async (name) => {
      const module = path.join(folder, name);
      const { reader } = (await import(pathToFileURL(module).href)) as { reader: Reader };
      return { ...reader, module, size: (await stat(module)).size };
    }),
  );
  return contenders.sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
}

/**
 * One row for each reader of the language. Each reads in a thread of its own: in one and the same, what the engine
 * learns of one reader's code, and the memory that one holds, slow down the others.
 */
async function speedRows(
  language: string,
  articles: readonly Article[],
  contenders: readonly Contender[],
  folder: string,
  rounds: number,
): Promise<string[][]> {
  const readers = contenders.filter(({ reads, languages }) => reads !== '' && languages.includes(language));
  const thread = path.join(folder, 'reader-thread.mjs');
  const threads = readers.map(
    ({ module }) => new Worker(thread, { workerData: { module, articles } satisfies ReaderThreadData }),
  );
  const times = await timeInTurns(threads.map(turnIn), rounds);
  await Promise.all(threads.map((one) => one.terminate()));
  const tokens = tokenCount(articles);
  return readers.map(({ name, reads }, index) => {
    const time = times[index]!;
    const ratios = PEERS.map((peer) => {
      const peerTime = times[readers.findIndex((reader) => reader.name === peer)];
      return peerTime === undefined || peer === name ? '–' : ratioText(peerTime / time);
    });
    return [language, name, reads, thousands((1000 * tokens) / time), ...ratios];
  });
}

function turnIn(thread: Worker): Turn {
  return async (least) => {
    thread.postMessage(least);
    const [time] = (await once(thread, 'message')) as [number];
    return time;
  };
}

async function loadingTable(
  contenders: readonly Contender[],
  folder: string,
  articles: readonly Article[],
): Promise<string> {
  const list = path.join(folder, 'articles.json');
  await writeFile(list, JSON.stringify(articles));
  const runs = new Map<Contender, FreshRun[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < FRESH_RUNS; round++)
    for (const [{ module }, done] of runs) {
      const { stdout } = await promisify(execFile)(process.execPath, [
        path.join(folder, 'fresh-process.mjs'),
        module,
        list,
      ]);
      done.push(JSON.parse(stdout) as FreshRun);
    }
  const medians = [...runs].map(([contender, done]) => ({
    contender,
    first: median(done.map(({ firstArticle }) => firstArticle)),
    memory: median(done.map(({ peakMemory }) => peakMemory)),
  }));
  const rows = medians.map(({ contender: { name, reads, size }, first, memory }) => [
    name,
    ...(reads === '' ? ['–', '–'] : [thousands(size / 1024), first.toFixed(0)]),
    (memory / MEBIBYTE).toFixed(0),
  ]);
  return markdownTable(['reader', 'bundle, KiB', 'first article, ms', 'memory, MiB'], rows, 1);
}

/** How large the model is and how long it takes to load, in a sentence. */
async function modelLine(rounds: number): Promise<string> {
  const bytes = await readFile(MODEL_FILE);
  const [time = 0] = await timeInTurns([turnOf(() => void parseModel(bytes))], rounds);
  const sizes = [bytes, deflateRawSync(bytes)].map(({ length }) => `${(length / MEBIBYTE).toFixed(1)} MiB`);
  return `The model has ${sizes[0]}, ${sizes[1]} when deflated, and is parsed in ${time.toFixed(0)} ms.`;
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** A ratio with fewer decimals the larger it is. */
function ratioText(ratio: number): string {
  return ratio < 1 ? ratio.toFixed(2) : ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0);
}
