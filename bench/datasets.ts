import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEntityResolver } from '../src/core/entities';
import { openArticle } from '../src/cli/annotated-files';
import { findArticles } from '../src/cli/article-files';
import type { Terminal } from '../src/cli/terminal';
import { annotatedArticle, beginDataset, type AnnotatedArticle, type DatasetFormat } from '../src/core';

const MEBIBYTE = 1024 * 1024;
/**
 * The memory is looked at each time so many articles have been written, after a collection, which is not timed. Rows of
 * Parquet are in groups of 500: it is looked at between two.
 */
const GLANCE = 480;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export interface ExportTime {
  readonly format: string;
  /** Per second of one core. */
  readonly articlesPerSecond: number;
  /** Written, in MiB a second. */
  readonly speed: number;
  /** The most that the heap and buffers grew by, collected, in MiB, seen between articles. */
  readonly memory: number;
}

export async function annotatedSamples(terminal: Terminal): Promise<AnnotatedArticle[]> {
  const samples: AnnotatedArticle[] = [];
  for (const file of (await findArticles(['samples'], terminal)).files) {
    const opened = await openArticle(file, terminal);
    if (!opened.ok || !opened.hasSidecar) continue;
    samples.push(
      annotatedArticle(file.name, opened.text, opened.sidecar, ['accepted'], {
        identifyLanguage: () => 'und',
        resolveEntities: createEntityResolver(),
      }).article,
    );
  }
  return samples;
}

/** The samples with their annotations, one after another, under new names, until there are so many. */
export async function manyArticles(count: number, terminal: Terminal): Promise<Iterable<AnnotatedArticle>> {
  const samples = await annotatedSamples(terminal);
  return {
    *[Symbol.iterator]() {
      for (let number = 0; number < count; number++) {
        const sample = samples[number % samples.length] as AnnotatedArticle;
        yield { ...sample, file: `${number}/${sample.file}` };
      }
    },
  };
}

/** What exporting articles to formats takes, in time of the processor; what is written goes nowhere. */
export function timeExports(
  articles: Iterable<AnnotatedArticle>,
  formats: readonly DatasetFormat[],
): ExportTime[] {
  return formats.map((format) => {
    const held = () => {
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const before = held();
    const start = process.cpuUsage();
    let glancing = 0;
    let bytes = 0;
    let count = 0;
    let most = before;
    // Names that differ are known before an export, and are not held.
    const dataset = beginDataset(format, { haveOwnNames: true });
    for (const article of articles) {
      for (const { content } of dataset.add(article).parts) bytes += Buffer.byteLength(content);
      if (++count % GLANCE !== 0) continue;
      const glance = process.cpuUsage();
      most = Math.max(most, held());
      const { user, system } = process.cpuUsage(glance);
      glancing += user + system;
    }
    for (const { content } of dataset.end()) bytes += Buffer.byteLength(content);
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system - glancing) / 1e6;
    return {
      format: format.name,
      articlesPerSecond: count / seconds,
      speed: bytes / MEBIBYTE / seconds,
      memory: (most - before) / MEBIBYTE,
    };
  });
}
