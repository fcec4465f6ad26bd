import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import type { Terminal } from '../src/cli/terminal';
import {
  describe,
  editSidecar,
  EMPTY_SIDECAR,
  indexCodePoints,
  jsonLine,
  SIDECAR_SUFFIX,
  type AnnotatedArticle,
  type Mark,
  type SidecarChange,
} from '../src/core';
import { annotatedSamples } from './datasets';
import type { LiveHeap } from './live-heap';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const MEBIBYTE = 1024 * 1024;
/** So many paragraphs are an article. */
const LENGTH = 3;
/** So many articles with sidecars differ; the others of a folder are links to them. */
const DIFFERENT = 1_000;
/** One process is timed with so many articles at most. */
const ALONE = 10_000;
/** So many articles are in one folder. */
const FOLDER_SIZE = 1_000;

export const SHARD_COMMANDS = ['annotate', 'export', 'check'] as const;

export type ShardCommand = (typeof SHARD_COMMANDS)[number];

export interface ShardTime {
  readonly command: string;
  readonly articles: number;
  /** From start to end, in seconds. */
  readonly time: number;
  /** How many times as fast as one process, where that was timed too. */
  readonly gain: number | undefined;
  /** By all processes together, in seconds of the processor: on a busy machine what can be compared. */
  readonly worked: number;
  /** The most that was left of the heap after a collection in the first process, and in a worker, in MiB. */
  readonly live: number;
  readonly workerLive: number;
  /** The most resident memory of all processes together, in MiB. */
  readonly resident: number;
}

interface Paragraph {
  readonly language: string;
  readonly text: string;
  /** Their spans are counted from the paragraph's start. */
  readonly mentions: readonly Mark[];
}

/** What commands over shards take, by how many articles there are: recombined paragraphs of the samples. */
export async function timeShards(
  most: number,
  commands: readonly ShardCommand[],
  program: string,
  liveHeap: string,
  terminal: Terminal,
): Promise<ShardTime[]> {
  const paragraphs = (await annotatedSamples(terminal)).flatMap(paragraphsOf);
  const times: ShardTime[] = [];
  const folder = await mkdtemp(path.join(tmpdir(), 'marginalia-shards-'));
  try {
    for (const size of SIZES.filter((one) => one <= most)) {
      terminal.err(`${size} articles …`);
      const articles = path.join(folder, String(size));
      await writeArticles(articles, size, paragraphs);
      const stream = () => Readable.from(lines(size, paragraphs));
      for (const command of commands) {
        let alone: number | undefined;
        // One process is as slow for more of them: it is timed up to a size at which starting counts for little.
        for (const jobs of size <= ALONE ? ['1', '0'] : ['0']) {
          const isStream = command === 'annotate';
          const args = [command, ...(isStream ? ['--jsonl'] : []), '--jobs', jobs];
          const run = (more: readonly string[], input?: Readable) =>
            time([liveHeap, program], [...args, ...more], path.join(folder, 'heaps'), input);
          const taken = isStream ? await run([], stream()) : await run([articles]);
          if (jobs === '1') alone = taken.time;
          times.push({
            command: args.join(' '),
            articles: size,
            ...taken,
            gain: jobs === '1' || alone === undefined ? undefined : alone / taken.time,
          });
          terminal.err(`  ${args.join(' ')}: ${taken.time.toFixed(1)} s, ${taken.live.toFixed(1)} MiB live`);
        }
      }
      await rm(articles, { recursive: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return times;
}

async function time(
  [liveHeap, program]: readonly [liveHeap: string, program: string],
  args: readonly string[],
  heaps: string,
  input?: Readable,
): Promise<Omit<ShardTime, 'command' | 'articles' | 'gain'>> {
  await mkdir(heaps);
  const start = performance.now();
  const measured = ['--expose-gc', '--import', pathToFileURL(liveHeap).href, program, ...args];
  const child = spawn(process.execPath, measured, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LIVE_HEAP_FOLDER: heaps },
  });
  child.stdout.resume();
  const closed = once(child, 'close') as Promise<[number | null]>;
  if (input) await pipeline(input, child.stdin);
  else child.stdin.end();
  const [status] = await closed;
  const taken = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`marginalia ${args.join(' ')} ended with ${status}`);
  let live = 0;
  let workerLive = 0;
  let resident = 0;
  let worked = 0;
  for (const name of await readdir(heaps)) {
    const seen = JSON.parse(await readFile(path.join(heaps, name), 'utf8')) as LiveHeap;
    if (name === `${child.pid}.json`) live = seen.live / MEBIBYTE;
    else workerLive = Math.max(workerLive, seen.live / MEBIBYTE);
    resident += seen.resident / MEBIBYTE;
    worked += seen.worked;
  }
  await rm(heaps, { recursive: true });
  return { time: taken, worked, live, workerLive, resident };
}

function* lines(count: number, paragraphs: readonly Paragraph[]): Generator<string> {
  for (let id = 0; id < count; id++) {
    const chosen = recombined(id, paragraphs);
    const text = chosen.map((one) => one.text).join('\n');
    yield jsonLine({ id, language: chosen[0]?.language, text });
  }
}

async function writeArticles(folder: string, count: number, paragraphs: readonly Paragraph[]): Promise<void> {
  const nameOf = (number: number) =>
    path.join(folder, String(Math.floor(number / FOLDER_SIZE)), `${number % FOLDER_SIZE}.txt`);
  for (let number = 0; number < count; number++) {
    const name = nameOf(number);
    if (number % FOLDER_SIZE === 0) await mkdir(path.dirname(name), { recursive: true });
    if (number < DIFFERENT) {
      const { text, sidecar } = annotatedText(recombined(number, paragraphs));
      await writeFile(name, text);
      await writeFile(name + SIDECAR_SUFFIX, sidecar);
    } else {
      await link(nameOf(number % DIFFERENT), name);
      await link(nameOf(number % DIFFERENT) + SIDECAR_SUFFIX, name + SIDECAR_SUFFIX);
    }
  }
}

/** Another choice of paragraphs of one language for every number, until all have been made. */
function recombined(number: number, paragraphs: readonly Paragraph[]): Paragraph[] {
  const first = paragraphs[number % paragraphs.length] as Paragraph;
  const others = paragraphs.filter(({ language }) => language === first.language);
  const chosen = [first];
  let rest = Math.floor(number / paragraphs.length);
  for (let place = 1; place < LENGTH; place++) {
    chosen.push(others[rest % others.length] as Paragraph);
    rest = Math.floor(rest / others.length);
  }
  return chosen;
}

function paragraphsOf({ article: { text, body, language }, mentions }: AnnotatedArticle): Paragraph[] {
  return [...text.slice(body.start, body.end).matchAll(/[^\n]+/g)].map((match) => {
    const start = body.start + match.index;
    const end = start + match[0].length;
    const inside = mentions.filter(({ span }) => span.start >= start && span.end <= end);
    return { language, text: match[0], mentions: inside.map((one) => moved(one, -start)) };
  });
}

function moved(mention: Mark, by: number): Mark {
  return { ...mention, span: { start: mention.span.start + by, end: mention.span.end + by } };
}

function annotatedText(paragraphs: readonly Paragraph[]): { text: string; sidecar: string } {
  const text = paragraphs.map((one) => one.text).join('\n');
  const codePoints = indexCodePoints(text);
  const changes: SidecarChange[] = [];
  let start = 0;
  for (const paragraph of paragraphs) {
    for (const { annotation, span } of paragraph.mentions.map((one) => moved(one, start))) {
      const id = `k${changes.length}`;
      if (annotation)
        changes.push({
          kind: 'put',
          annotation: { ...annotation, id, anchor: describe(text, span, codePoints) },
        });
    }
    start += paragraph.text.length + 1;
  }
  return { text, sidecar: editSidecar(EMPTY_SIDECAR, changes).source };
}
