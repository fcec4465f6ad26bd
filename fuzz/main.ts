import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { markdownTable } from '../eval/report';
import { processTerminal } from '../src/cli/process-terminal';
import { EXIT, type ExitCode, type Terminal } from '../src/cli/terminal';
import { caseOf, failureOf, type Failure } from './cases';
import { MOST_GROWTH, type Growth } from './growth';
import { readMaterial } from './material';
import { fuzzTargets } from './targets';
import type { Message, WorkerData } from './worker';

/** Put in by `scripts/tools.mjs`: the path of `models/entities.bin`. */
declare const MODEL_FILE: string;

const USAGE = `Usage: npm run fuzz -- [--seconds N] [--seed N] [--only NAME] [--case SEED]

Mangles sidecars, articles and datasets, and has everything read them that reads what strangers write.

  --seconds N  in all (120 if not given); half of it goes into texts that are doubled
  --seed N     other cases
  --only NAME  the targets whose name has this in it
  --case SEED  runs this one case of the target, and prints its text`;

/** A case that takes longer hangs. */
const LONGEST = 20_000;
/** So many of a target's failures are told. */
const TOLD = 5;

/** The command: fails where something threw, broke a promise, hung, or took more than twice as long for twice as much. */
export async function main(args: readonly string[], folder: string, root: string): Promise<ExitCode> {
  const terminal = processTerminal();
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '120' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      case: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    await terminal.out(`${USAGE}\n`);
    return EXIT.ok;
  }
  if (values.case !== undefined) return oneCase(values.only, Number(values.case), root, terminal);
  const data: WorkerData = {
    root,
    seconds: Number(values.seconds),
    seed: Number(values.seed),
    only: values.only,
  };
  const { rows, faults } = await fuzz(path.join(folder, 'worker.mjs'), data, terminal);
  await terminal.out(`${values.seconds} seconds, seed ${values.seed}

${markdownTable(['what reads it', 'cases', 'broken', 'longest, ms', 'twice as much takes ×', 'ms'], rows, 1)}
`);
  return faults === 0 ? EXIT.ok : EXIT.problems;
}

async function fuzz(
  script: string,
  data: WorkerData,
  terminal: Terminal,
): Promise<{ readonly rows: string[][]; readonly faults: number }> {
  const rows: string[][] = [];
  let faults = 0;
  const worker = new Worker(script, { workerData: data });
  await new Promise<void>((resolve, reject) => {
    let watch: NodeJS.Timeout | undefined;
    worker.on('message', (message: Message) => {
      clearTimeout(watch);
      if (message.kind === 'begun') {
        watch = setTimeout(() => {
          faults++;
          terminal.err(`${message.target} hangs: ${message.what}`);
          void worker.terminate();
        }, LONGEST);
        return;
      }
      const { target, cases, slowest, failures, growth } = message;
      const grows = growth !== undefined && growth.ratio > MOST_GROWTH;
      faults += failures.length + Number(grows);
      for (const failure of failures.slice(0, TOLD)) terminal.err(failureText(failure));
      if (grows)
        terminal.err(`${target} takes ${growth.ratio.toFixed(1)} times as long: ${JSON.stringify(growth)}`);
      rows.push([target, String(cases), String(failures.length), slowest.toFixed(0), ...growthCells(growth)]);
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
  return { rows, faults };
}

function growthCells(growth: Growth | undefined): string[] {
  return growth ? [growth.ratio.toFixed(1), growth.time.toFixed(0)] : ['–', '–'];
}

function failureText({ target, case: which, error }: Failure): string {
  const place =
    error.stack
      ?.split('\n')
      .filter((line) => line.includes(' at '))
      .slice(0, 4)
      .join('\n') ?? '';
  return `${target}, --case ${which}: ${error.message.slice(0, 600)}\n${place}`;
}

async function oneCase(only: string, seed: number, root: string, terminal: Terminal): Promise<ExitCode> {
  const material = await readMaterial(root, terminal, await readFile(MODEL_FILE));
  const target = fuzzTargets(material).find(({ name }) => name.includes(only));
  if (!target) {
    terminal.err(`There is no target with the name ${only}.`);
    return EXIT.trouble;
  }
  const failure = await failureOf(target, seed);
  await terminal.out(`${caseOf(target, seed).text}\n`);
  if (failure) terminal.err(failureText(failure));
  return failure ? EXIT.problems : EXIT.ok;
}
