// Run in a process of its own: loads a reader, reads the articles, and prints what that took.
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { Article } from '../src/core';
import type { Reader } from './reader';

export interface FreshRun {
  /** From before the import until the first article is read, in milliseconds. */
  readonly firstArticle: number;
  /** The most resident memory seen after an article, in bytes. */
  readonly peakMemory: number;
}

const [module = '', list = ''] = process.argv.slice(2);
const articles = JSON.parse(await readFile(list, 'utf8')) as Article[];

const start = performance.now();
const { reader } = (await import(pathToFileURL(module).href)) as { reader: Reader };
let firstArticle: number | undefined;
// The peak that the system itself keeps would not do: on Linux a process inherits that of the one that started it.
let peakMemory = 0;
for (const article of articles) {
  reader.read(article);
  firstArticle ??= performance.now() - start;
  peakMemory = Math.max(peakMemory, process.memoryUsage.rss());
}
const run: FreshRun = { firstArticle: firstArticle ?? 0, peakMemory };
process.stdout.write(JSON.stringify(run));
