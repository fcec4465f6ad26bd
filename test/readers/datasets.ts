import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  annotatedArticle,
  datasetFormat,
  exportArticles,
  normalizeLineEnds,
  parseSidecar,
  SIDECAR_SUFFIX,
  type AnnotatedArticle,
  type DatasetFormat,
  type FormatSettings,
} from '../../src/core';
import { createEntityResolver } from '../../src/core/entities';
import { annotated, annotation, articleOf } from '../unit/formats/articles';

/** The samples, and an article of what goes wrong in offsets. */
export async function articles(): Promise<AnnotatedArticle[]> {
  const found: AnnotatedArticle[] = [];
  for (const name of (await readdir('samples', { recursive: true })).sort()) {
    if (!name.endsWith(SIDECAR_SUFFIX)) continue;
    const file = name.slice(0, -SIDECAR_SUFFIX.length);
    const text = normalizeLineEnds(await readFile(path.join('samples', file), 'utf8'));
    const sidecar = parseSidecar(await readFile(path.join('samples', name), 'utf8'));
    found.push(
      annotatedArticle(file, text, sidecar, ['accepted', 'suggested'], {
        identifyLanguage: () => 'pt',
        resolveEntities: createEntityResolver(),
      }).article,
    );
  }
  const hard = annotated(
    '---\ntitle: "A <b> & \\"c\\" 🚀"\npublished: 2024-07-18\nlanguage: pt\nsource: Lusa\n---\n🚀 Łucja e\u0301 שלום, 17 de julho.\n\n=1+1 | Banco de Portugal <&> "fim"\n👩‍👩‍👧 em Lisboa\n',
    [
      { quote: 'Łucja', label: 'person', by: 'ana', at: '2024-07-20T10:00:00Z' },
      { quote: 'שלום', label: 'event', status: 'suggested', confidence: 0.5, source: 'tagger' },
      {
        quote: '17 de julho',
        label: 'date',
        timex: { type: 'DATE', value: '2024-07-17', mod: 'APPROX', anchor: '2024-07-18' },
      },
      { quote: '=1+1', label: 'product' },
      { quote: 'Banco de Portugal', label: 'organization' },
      { quote: 'Portugal', label: 'location' },
      { quote: '<&> "fim"\n👩‍👩‍👧', label: 'event' },
      { quote: 'Lisboa', label: 'location' },
    ],
    'duro & longe.txt',
  );
  const relations = [{ id: 'r1', type: 'located in', from: 'k4', to: 'k7' }];
  found.push({ ...hard, relations }, inPieces(), annotated('', [], 'vazio.txt'));
  return found;
}

/** An article with a mention in pieces, and one between them. */
function inPieces(): AnnotatedArticle {
  const text = '🚀 De Łódź partem voos para o norte e o sul de África.\n';
  const spanOf = (quote: string) => {
    const start = text.indexOf(quote);
    return { start, end: start + quote.length };
  };
  const pieces = [spanOf('norte'), spanOf('de África')];
  const whole = spanOf('norte e o sul de África');
  const south = spanOf('sul de África');
  return articleOf(
    text,
    [
      annotation(text, whole.start, whole.end, { id: 'k1', label: 'location' }, pieces),
      annotation(text, south.start, south.end, { id: 'k2', label: 'location' }),
    ],
    'partes.txt',
  );
}

/** A dataset in a folder of its own. */
export class Dataset {
  private constructor(
    readonly folder: string,
    readonly articles: readonly AnnotatedArticle[],
    readonly format: DatasetFormat,
    /** How many mentions are in it. */
    readonly mentions: number,
  ) {}

  static async of(id: string, options: FormatSettings = {}): Promise<Dataset> {
    const format = datasetFormat(id) as DatasetFormat;
    const given = await articles();
    const { files, omitted } = exportArticles(format, given, { options });
    const folder = await mkdtemp(path.join(tmpdir(), 'marginalia-dataset-'));
    for (const { path: name, content } of files) {
      const target = path.join(folder, name);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, content);
    }
    const all = given.reduce((sum, { mentions }) => sum + mentions.length, 0);
    return new Dataset(folder, given, format, all - omitted.flat().length);
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  async files(extension: string): Promise<string[]> {
    return (await readdir(this.folder, { recursive: true }))
      .filter((name) => name.endsWith(extension))
      .sort();
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** A Python that may have more packages than the system's. */
const PYTHON = process.env['MARGINALIA_PYTHON'] ?? 'python3';

/** Why a test that wants a Python package cannot run here; empty where it can. */
export function withoutPython(module: string): string {
  const { status } = spawnSync(PYTHON, ['-c', `import ${module}`]);
  return status === 0 ? '' : ` (skipped: ${PYTHON} has no ${module})`;
}

/** Why a test that wants a program cannot run here; empty where it can. */
export function withoutProgram(name: string): string {
  const { error } = spawnSync(name, ['--version']);
  return error ? ` (skipped: there is no ${name})` : '';
}

/** What a Python script prints as JSON. */
export function python(script: string, ...args: string[]): unknown {
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', script, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PYTHONIOENCODING: 'utf8' },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
