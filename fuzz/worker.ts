// Fuzzes the targets in a thread, which the main one ends where a case does not.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { processTerminal } from '../src/cli/process-terminal';
import { runFor, type Failure } from './cases';
import { worstGrowth, type Growth } from './growth';
import { readMaterial } from './material';
import { fuzzTargets } from './targets';

/** Put in by `scripts/tools.mjs`: the path of `models/entities.bin`. */
declare const MODEL_FILE: string;

export interface WorkerData {
  readonly root: string;
  readonly seconds: number;
  readonly seed: number;
  readonly only: string;
}

export type Message =
  /** What is being run, for the one who watches the time. */
  | { readonly kind: 'begun'; readonly target: string; readonly what: string }
  | {
      readonly kind: 'done';
      readonly target: string;
      readonly cases: number;
      readonly slowest: number;
      readonly failures: readonly Failure[];
      readonly growth: Growth | undefined;
    };

const { root, seconds, seed, only } = workerData as WorkerData;
const send = (message: Message) => parentPort?.postMessage(message);

const material = await readMaterial(root, processTerminal(), await readFile(MODEL_FILE));
const targets = fuzzTargets(material).filter(({ name }) => name.includes(only));
const each = (1000 * seconds) / targets.length / 2;
for (const target of targets) {
  const begun = (what: number | string) =>
    send({ kind: 'begun', target: target.name, what: JSON.stringify(what) });
  const { cases, failures, slowest } = await runFor(target, each, seed, begun);
  const growth = await worstGrowth(target, each, seed, begun);
  send({
    kind: 'done',
    target: target.name,
    cases,
    slowest,
    failures: [...failures, ...growth.failures],
    growth: growth.worst,
  });
}
