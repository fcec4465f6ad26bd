import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { visible, type Terminal } from './terminal';
import type { Answer, Kind, Shard, Value } from './worker';

/** A shard is given to so many workers, one after another, until one comes back from it. */
const ATTEMPTS = 3;
/** So many shards a worker are read ahead, so that none waits for a slow one before it. */
const AHEAD = 2;

/** A shard from which no worker came back. */
export class ShardLost extends Error {
  constructor(name: string, how: string) {
    super(`no worker came back from ${name} in ${ATTEMPTS} attempts (the last one ${how})`);
  }
}

/** How many workers `--jobs` stands for; 0 is one for each core. */
export function workerCount(jobs: number): number {
  return jobs === 0 ? availableParallelism() : jobs;
}

/**
 * Has workers, processes of this program, work on shards at the same time, and gives what they made of each in the order
 * of the shards, after printing what they had to say of it. A few shards for each worker are held, whatever their
 * number. A shard whose worker is killed goes to another; one that nobody comes back from rejects with `ShardLost`, what
 * came before it having been given.
 */
export async function* inShards<K extends Kind>(
  kind: K,
  shards: Iterable<Shard<K>> | AsyncIterable<Shard<K>>,
  workers: number,
  program: string,
  terminal: Terminal,
): AsyncGenerator<Value<K>> {
  const idle = Array.from({ length: workers }, () => new Worker(program));
  const all = [...idle];
  const waiting: ((worker: Worker) => void)[] = [];
  const told = new Set<string>();
  const ask = async (shard: Shard<K>): Promise<Answer<K>> => {
    const worker = idle.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
    try {
      return await worker.ask(kind, shard, terminal);
    } finally {
      const next = waiting.shift();
      if (next) next(worker);
      else idle.push(worker);
    }
  };
  const pending: Promise<Answer<K>>[] = [];
  const first = async (): Promise<Value<K>> => {
    const { warnings, said, value } = await (pending.shift() as Promise<Answer<K>>);
    for (const warning of warnings) if (!told.has(warning)) terminal.err(warning);
    for (const warning of warnings) told.add(warning);
    for (const [stream, text] of said) {
      if (stream === 'out') await terminal.out(text);
      else terminal.err(text);
    }
    return value;
  };
  try {
    const faults: unknown[] = [];
    for await (const shard of untilFault(shards, faults)) {
      const answer = ask(shard);
      // It is awaited in its turn; until then its failure is not unheard.
      answer.catch(() => undefined);
      pending.push(answer);
      if (pending.length >= workers * AHEAD) yield await first();
    }
    while (pending.length > 0) yield await first();
    for (const fault of faults) throw fault;
  } finally {
    for (const worker of all) worker.end();
  }
}

/** The items that come before a fault, which is kept until those have been seen to. */
async function* untilFault<T>(items: Iterable<T> | AsyncIterable<T>, faults: unknown[]): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    faults.push(error);
  }
}

/** A process that works on one shard after another; it is started when there is one. */
class Worker {
  private child: ChildProcess | undefined;

  constructor(private readonly program: string) {}

  async ask<K extends Kind>(kind: K, shard: Shard<K>, terminal: Terminal): Promise<Answer<K>> {
    let how = '';
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const reply = await this.try({ kind, shard });
      if ('answer' in reply) return reply.answer;
      if ('error' in reply) throw new Error(reply.error);
      how = reply.ended;
      if (attempt < ATTEMPTS) {
        terminal.err(`warning: a worker ${how} at ${visible(shard.name)}: another does it again`);
      }
    }
    throw new ShardLost(visible(shard.name), how);
  }

  end(): void {
    this.child?.removeAllListeners();
    this.child?.kill();
  }

  private async try(task: object): Promise<Reply> {
    // It may have been killed while it had nothing to do.
    if (this.child?.exitCode !== null || this.child.signalCode !== null) this.child = undefined;
    this.child ??= fork(this.program, ['worker'], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const { child } = this;
    const stop = new AbortController();
    const { signal } = stop;
    try {
      // What cannot be sent has no reader any more, and then its end is told.
      child.send(task, () => undefined);
      return await Promise.race([
        once(child, 'message', { signal }).then(([reply]) => reply as Reply),
        once(child, 'exit', { signal }).then(([code, killer]): Reply => {
          this.child = undefined;
          return {
            ended: killer === null ? `ended with code ${String(code)}` : `was killed by ${String(killer)}`,
          };
        }),
      ]);
    } finally {
      stop.abort();
    }
  }
}

type Reply = { readonly answer: Answer<Kind> } | { readonly error: string } | { readonly ended: string };
