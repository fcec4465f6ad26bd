import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { markdownTable } from '../eval/report';
import { findArticles } from '../src/cli/article-files';
import { processTerminal } from '../src/cli/process-terminal';
import { SIDECAR_SUFFIX } from '../src/core';
import { annotated, longText } from './long-article';
import { median } from './median';
import { readSamples } from './samples';

const LONG_ARTICLES = 6;
const OTHERS = 5_000;

/**
 * Writes what `bench/editor` works on: articles of 10,000 words with 2,000 annotations each in `long`, and 5,000
 * others in `corpus`, which are those of the folder `sampleFolder` over and over.
 */
export async function writeEditorWorkspace(folder: string, sampleFolder: string): Promise<void> {
  const terminal = { ...processTerminal(), cwd: path.dirname(sampleFolder) };
  const english = (await readSamples(sampleFolder, terminal, 1)).get('en') ?? [];
  const text = longText(english, 10_000);
  const { source } = annotated(text, 10_000, 2_000);
  await mkdir(path.join(folder, 'long'), { recursive: true });
  for (let index = 0; index < LONG_ARTICLES; index++) {
    await writeBoth(path.join(folder, 'long', `${index}.article`), text, source);
  }
  const samples: { readonly text: string; readonly sidecar: string }[] = [];
  for (const { name } of (await findArticles([path.basename(sampleFolder)], terminal)).files) {
    const file = path.resolve(terminal.cwd, name);
    const sidecar = await readFile(file + SIDECAR_SUFFIX, 'utf8').catch(() => undefined);
    if (sidecar !== undefined) samples.push({ text: await readFile(file, 'utf8'), sidecar });
  }
  for (let index = 0; index < OTHERS; index++) {
    const sample = samples[index % samples.length]!;
    const parent = path.join(folder, 'corpus', String(Math.floor(index / 100)));
    await mkdir(parent, { recursive: true });
    await writeBoth(path.join(parent, `${index}.article`), sample.text, sample.sidecar);
  }
}

async function writeBoth(file: string, text: string, sidecar: string): Promise<void> {
  await writeFile(file, text);
  await writeFile(file + SIDECAR_SUFFIX, sidecar);
}

/** What `bench/editor` reports: how long a step took, or when it opened an article; and when its page was painted. */
type Report =
  | { readonly step: string; readonly time: number }
  | { readonly step: string; readonly opened: number }
  | { readonly painted: number };

/** The reports of `bench/editor` and of its page, as JSON each in their order, as a table. */
export function editorTable(reports: readonly string[]): string {
  const times = new Map<string, number[]>();
  const add = (step: string, time: number) => {
    const known = times.get(step);
    if (known) known.push(time);
    else times.set(step, [time]);
  };
  let open: { readonly step: string; readonly opened: number } | undefined;
  for (const json of reports) {
    const report = JSON.parse(json) as Report;
    if ('painted' in report) {
      if (open) add(open.step, report.painted - open.opened);
      open = undefined;
    } else if ('opened' in report) open = report;
    else add(report.step, report.time);
  }
  const cells = [...times].map(([step, found]) => [step, median(found).toFixed(1)]);
  return markdownTable(['step', 'ms'], cells, 1);
}
