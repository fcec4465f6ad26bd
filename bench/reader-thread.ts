// Run in a thread of its own: loads a reader and, each time it is asked to, reads the articles and tells how long that took.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Article } from '../src/core';
import { turnTime } from './measure';
import type { Reader } from './reader';

export interface ReaderThreadData {
  /** The path of a bundled reader. */
  readonly module: string;
  readonly articles: readonly Article[];
}

const { module, articles } = workerData as ReaderThreadData;
const { reader } = (await import(pathToFileURL(module).href)) as { reader: Reader };
parentPort?.on('message', (least: number) => {
  parentPort?.postMessage(turnTime(() => articles.forEach((article) => reader.read(article)), least));
});
