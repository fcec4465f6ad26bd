import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check } from '../src/cli/check';
import { EXIT, type Terminal } from '../src/cli/terminal';
import {
  editSidecar,
  fingerprintOf,
  indexCodePoints,
  layMarks,
  parseSidecar,
  readArticle,
  SIDECAR_SUFFIX,
  type Article,
} from '../src/core';
import { annotated, longText } from './long-article';

const MEBIBYTE = 1024 * 1024;
const MANY_ANNOTATIONS = 50_000;
const DECISIONS = 1_000;
const LARGEST = 20_000_000;
const ARTICLES = 20_000;
/** The memory is looked at so often, in milliseconds, while something waits. */
const GLANCE = 20;

export interface Burden {
  readonly what: string;
  /** Of the processor, in seconds. */
  readonly time: number;
  /** What the process held at most, in MiB, as seen at the end and while it waited. */
  readonly memory: number;
}

/**
 * What is too much on a usual day, each once, from the small to the large: later ones find the memory of earlier ones.
 * Of everything there is the given share, 0 to 1. Throws where an annotation is lost.
 */
export async function bearLoad(
  samples: readonly Article[],
  terminal: Terminal,
  share = 1,
): Promise<Burden[]> {
  const burdens: Burden[] = [];
  const shareOf = (count: number) => Math.ceil(count * share);
  const manyAnnotations = shareOf(MANY_ANNOTATIONS);
  const decisions = shareOf(DECISIONS);
  const largest = shareOf(LARGEST);
  const articles = shareOf(ARTICLES);
  const bear = async <T>(what: string, run: () => T | Promise<T>): Promise<T> => {
    globalThis.gc?.();
    let most = process.memoryUsage().rss;
    const look = () => (most = Math.max(most, process.memoryUsage().rss));
    const glances = setInterval(look, GLANCE);
    const start = process.cpuUsage();
    const result = await run();
    const { user, system } = process.cpuUsage(start);
    const burden = { what, time: (user + system) / 1e6, memory: look() / MEBIBYTE };
    burdens.push(burden);
    terminal.err(`${what}: ${burden.time.toFixed(2)} s`);
    clearInterval(glances);
    return result;
  };

  const usual = longText(samples, 10 * decisions);
  let sidecar = annotated(usual, 10 * decisions, 2 * decisions);
  await bear(`${decisions} decisions one after another on ${2 * decisions} annotations`, () => {
    for (let number = 0; number < decisions; number++) {
      const annotation = sidecar.annotations[(number * 7) % sidecar.annotations.length]!;
      const decided = { ...annotation, status: 'rejected', at: String(number) } as const;
      sidecar = editSidecar(sidecar, [{ kind: 'put', annotation: decided }]);
    }
  });
  const rejected = parseSidecar(sidecar.source).annotations.filter(({ status }) => status === 'rejected');
  assert.equal(rejected.length, decisions);

  const long = longText(samples, 5 * manyAnnotations);
  const { source } = annotated(long, 5 * manyAnnotations, manyAnnotations);
  const many = await bear(`read a sidecar of ${manyAnnotations} annotations`, () => parseSidecar(source));
  assert.equal(many.annotations.length, manyAnnotations);
  await bear('find them all in the article', () => {
    assert.equal(layMarks(long, many.annotations, []).marks.length, manyAnnotations);
  });
  await bear('decide on one of them', () => {
    const decided = { ...many.annotations[manyAnnotations >> 1]!, status: 'rejected' } as const;
    const edited = editSidecar(many, [{ kind: 'put', annotation: decided }]);
    assert.equal(edited.annotations.length, manyAnnotations);
  });

  const once = longText(samples, 10_000);
  const huge = once.repeat(Math.ceil(largest / once.length));
  await bear(`read an article of ${largest / 1e6} MB and take its fingerprint`, () => {
    const { article } = readArticle(huge);
    indexCodePoints(article.text);
    fingerprintOf(article.text);
  });
  const few = annotated(huge, 0.15 * largest, decisions);
  const fingerprint = fingerprintOf(huge);
  await bear(`find ${decisions} annotations in it after a line was put above`, () => {
    const { marks } = layMarks(`Corrected.\n${huge}`, few.annotations, [], fingerprint);
    assert.equal(marks.length, few.annotations.length);
  });

  const folder = await manyFiles(samples[0]!, articles);
  try {
    await bear(`check ${articles} articles and their sidecars`, async () => {
      const quiet = { ...terminal, cwd: folder, out: () => Promise.resolve() };
      assert.equal(await check(['.'], { format: 'text' }, quiet), EXIT.ok);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
  return burdens;
}

async function manyFiles({ text }: Article, count: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'marginalia-load-'));
  const { source } = annotated(text, 300, 10);
  for (let number = 0; number < count; number++) {
    const file = path.join(folder, String(number % 100), `${number}.txt`);
    if (number < 100) await mkdir(path.dirname(file));
    await writeFile(file, text);
    await writeFile(file + SIDECAR_SUFFIX, source);
  }
  return folder;
}
