import * as v from 'valibot';
import type { Span } from '../model/span';
import { datasetProblem, type DatasetFile, type DatasetProblem } from './dataset-file';
import type { DatasetPlace, DatasetReader } from './dataset-reader';

/** A value of a dataset in JSON, as its schema reads it, and where it stands in its file. */
export type JsonReading<T> =
  | { readonly ok: true; readonly value: T; readonly range: Span }
  | { readonly ok: false; readonly problem: DatasetProblem };

/** The values of JSON Lines, one a line; empty lines and a byte order mark are passed over. */
function* readJsonLines<S extends v.GenericSchema>(
  { path, content }: DatasetFile,
  schema: S,
): Generator<JsonReading<v.InferOutput<S>>> {
  const source = content as string;
  let start = source.startsWith('\ufeff') ? 1 : 0;
  while (start < source.length) {
    const newline = source.indexOf('\n', start);
    const end = newline < 0 ? source.length : newline;
    const line = source.slice(start, end);
    if (line.trim() !== '') yield readJson(path, line, schema, start);
    start = end + 1;
  }
}

/**
 * The values of files of JSON Lines that the schema reads, each with its place and its number among the lines of its
 * file, from 1; of the other lines the dataset gets a problem.
 */
export function* readDatasetLines<S extends v.GenericSchema>(
  files: readonly DatasetFile[],
  schema: S,
  dataset: DatasetReader,
): Generator<{ readonly value: v.InferOutput<S>; readonly place: DatasetPlace; readonly number: number }> {
  for (const file of files) {
    let number = 0;
    for (const reading of readJsonLines(file, schema)) {
      number++;
      if (reading.ok)
        yield { value: reading.value, place: { path: file.path, range: reading.range }, number };
      else dataset.fail(reading.problem);
    }
  }
}

/** A JSON document. */
export function readJsonDocument<S extends v.GenericSchema>(
  { path, content }: DatasetFile,
  schema: S,
): JsonReading<v.InferOutput<S>> {
  const source = content as string;
  const start = source.startsWith('\ufeff') ? 1 : 0;
  return readJson(path, source.slice(start), schema, start);
}

function readJson<S extends v.GenericSchema>(
  path: string,
  source: string,
  schema: S,
  start: number,
): JsonReading<v.InferOutput<S>> {
  const end = start + source.length;
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // V8 names the place; other engines do not always.
    const at = start + Math.min(Number(/position (\d+)/.exec(error.message)?.[1] ?? 0), source.length);
    const problem = datasetProblem(
      path,
      'dataset-json',
      'This is not valid JSON. The file may be cut off, or of another format.',
      at,
      end,
    );
    return { ok: false, problem };
  }
  const reading = v.safeParse(schema, value, { abortEarly: true });
  if (reading.success) return { ok: true, value: reading.output, range: { start, end } };
  return { ok: false, problem: schemaProblem(path, reading.issues[0], start, end) };
}

/** What a schema found, in words: the key, and what should stand there. */
export function schemaProblem(
  path: string,
  issue: v.BaseIssue<unknown>,
  start: number,
  end: number,
): DatasetProblem {
  const key = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  return datasetProblem(
    path,
    'dataset-schema',
    '{0}: {1}. Correct it, or choose the format that the file has.',
    start,
    end,
    key || 'the value',
    issue.message,
  );
}
