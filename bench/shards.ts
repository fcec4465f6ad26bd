import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
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

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** So many paragraphs are an article. */
const LENGTH = 3;
/** So many articles with sidecars differ; the others of a folder are links to them. */
const DIFFERENT = 1_000;
/** So many articles are in one folder. */
const FOLDER_SIZE = 1_000;
/** In milliseconds. */
const GLANCE = 500;

export interface ShardTime {
  readonly command: string;
  readonly articles: number;
  /** From start to end, in seconds. */
  readonly time: number;
  /** The most resident memory seen of the first process and of all together, in MiB. */
  readonly first: number;
  readonly all: number;
}

interface Paragraph {
  readonly language: string;
  readonly text: string;
  /** Their spans are counted from the paragraph's start. */
  readonly mentions: readonly Mark[];
}

/** What commands over shards take, by how many articles there are: recombined paragraphs of the samples. */
export async function timeShards(most: number, program: string, terminal: Terminal): Promise<ShardTime[]> {
  const paragraphs = (await annotatedSamples(terminal)).flatMap(paragraphsOf);
  const times: ShardTime[] = [];
  const folder = await mkdtemp(path.join(tmpdir(), 'marginalia-shards-'));
  try {
    for (const size of SIZES.filter((one) => one <= most)) {
      terminal.err(`${size} articles …`);
      const articles = path.join(folder, String(size));
      await writeArticles(articles, size, paragraphs);
      const stream = () => Readable.from(lines(size, paragraphs));
      for (const command of ['annotate --jsonl', 'export', 'check']) {
        // One process is as slow for more of them: it is timed once.
        for (const jobs of size === SIZES[0] ? ['1', '0'] : ['0']) {
          const args = [...command.split(' '), '--jobs', jobs];
          const taken = command.startsWith('annotate')
            ? await time(program, args, stream())
            : await time(program, [...args, articles]);
          times.push({ command: `${command} --jobs ${jobs}`, articles: size, ...taken });
          terminal.err(
            `  ${command} --jobs ${jobs}: ${taken.time.toFixed(1)} s, ${taken.all.toFixed(0)} MiB`,
          );
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
  program: string,
  args: readonly string[],
  input?: Readable,
): Promise<Pick<ShardTime, 'time' | 'first' | 'all'>> {
  const start = performance.now();
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  let first = 0;
  let all = 0;
  const glance = async () => {
    const seen = await memoryOf(child.pid as number);
    first = Math.max(first, seen.first);
    all = Math.max(all, seen.all);
  };
  const glancing = setInterval(() => void glance(), GLANCE);
  child.stdout.resume();
  const closed = once(child, 'close') as Promise<[number | null]>;
  if (input) await pipeline(input, child.stdin);
  else child.stdin.end();
  const [status] = await closed;
  clearInterval(glancing);
  if (status !== 0) throw new Error(`marginalia ${args.join(' ')} ended with ${status}`);
  return { time: (performance.now() - start) / 1000, first, all };
}

/** The resident memory of a process and of those that it started, in MiB. */
async function memoryOf(pid: number): Promise<{ first: number; all: number }> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
  let first = 0;
  let all = 0;
  for (const line of stdout.trim().split('\n')) {
    const [id, parent, kibibytes = 0] = line.trim().split(/\s+/).map(Number);
    if (id === pid) first = kibibytes / 1024;
    if (id === pid || parent === pid) all += kibibytes / 1024;
  }
  return { first, all };
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
