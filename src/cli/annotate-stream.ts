import { createReadStream } from 'node:fs';
import path from 'node:path';
import {
  calendarDateOf,
  jsonLine,
  languageTagOf,
  readArticle,
  type ArticleFacts,
  type Recognition,
} from '../core';
import { report, systemFault } from './fault';
import { linesOf, type Line } from './lines';
import { loadShippedRecognition } from './recognition-model';
import { suggestionSpans } from './suggestions';
import { EXIT, visible, worse, type ExitCode, type Terminal } from './terminal';
import type { ShardContext } from './worker';
import { inShards } from './workers';

/** Longer lines are refused unread, so that memory stays bounded whatever the input. */
const LONGEST_LINE = 64 * 1024 * 1024;
/** A shard ends with the line that brings it to so many bytes. */
const SHARD_SIZE = 128 * 1024;

/**
 * Filters JSON Lines of articles (`id`, `text`, and `language` and `published` where known) into JSON Lines of `id`,
 * `language` and `spans`, one for one and in order, holding one at a time. The text is taken as it is given, line
 * ends included, and offsets are its Unicode code points. A line that is at fault gives `id` and `error` instead.
 * Several workers hold a few shards of lines each.
 */
export async function annotateStream(
  given: string,
  known: ArticleFacts,
  terminal: Terminal,
  workers = 1,
): Promise<ExitCode> {
  const input = given === '-' ? terminal.stdin : createReadStream(path.resolve(terminal.cwd, given));
  const name = given === '-' ? 'standard input' : given;
  const lines = linesOf(input, LONGEST_LINE);
  const { program } = terminal;
  try {
    if (workers === 1 || program === undefined) {
      return await annotateLines(lines, name, known, await loadShippedRecognition(terminal), terminal);
    }
    let exit: ExitCode = EXIT.ok;
    const shards = shardsOf(lines, name, known);
    for await (const ended of inShards('lines', shards, workers, program, terminal))
      exit = worse(exit, ended);
    return exit;
  } catch (error) {
    return report([systemFault(name, error)], terminal);
  }
}

interface LineShard {
  readonly lines: readonly Line[];
  /** Of the file that they are from. */
  readonly file: string;
  readonly known: ArticleFacts;
}

export async function annotateLineShard(
  { lines, file, known }: LineShard,
  { recognition, terminal }: ShardContext,
): Promise<ExitCode> {
  return annotateLines(lines, file, known, await recognition(), terminal);
}

async function* shardsOf(
  lines: AsyncIterable<Line>,
  file: string,
  known: ArticleFacts,
): AsyncGenerator<LineShard & { readonly name: string }> {
  let held: Line[] = [];
  let size = 0;
  const finish = () => {
    const [first, last] = [held[0]?.number, held.at(-1)?.number];
    const shard = { name: `${file}, lines ${first} to ${last}`, lines: held, file, known };
    held = [];
    size = 0;
    return shard;
  };
  for await (const line of lines) {
    held.push(line);
    size += line.bytes?.length ?? 0;
    if (size >= SHARD_SIZE) yield finish();
  }
  if (held.length > 0) yield finish();
}

async function annotateLines(
  lines: Iterable<Line> | AsyncIterable<Line>,
  file: string,
  known: ArticleFacts,
  recognition: Recognition,
  terminal: Terminal,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  for await (const line of lines) {
    const entry = readEntry(line);
    if (entry.ok) {
      await terminal.out(jsonLine(annotated(entry, known, recognition)));
    } else {
      exit = EXIT.problems;
      terminal.err(`${visible(file)}:${line.number}: error: ${visible(entry.error)}`);
      await terminal.out(jsonLine({ id: entry.id, error: entry.error }));
    }
  }
  return exit;
}

type Id = string | number;

interface Entry {
  readonly id: Id;
  readonly text: string;
  readonly facts: ArticleFacts;
}

type EntryReading =
  ({ readonly ok: true } & Entry) | { readonly ok: false; readonly id: Id | null; readonly error: string };

function annotated({ id, text, facts }: Entry, known: ArticleFacts, recognition: Recognition): object {
  const { recognize, identifyLanguage } = recognition;
  const language = facts.language ?? known.language;
  const published = facts.published ?? known.published;
  const { article } = readArticle(text, { language, published }, identifyLanguage);
  return { id, language: article.language, spans: suggestionSpans(text, recognize(article)) };
}

function readEntry({ bytes }: Line): EntryReading {
  const refused = (error: string, id: Id | null = null): EntryReading => ({ ok: false, id, error });
  if (bytes === undefined) return refused(`the line is longer than ${LONGEST_LINE} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return refused('the line is not valid JSON');
    if (error instanceof TypeError) return refused('the line is not valid UTF-8');
    throw error;
  }
  if (typeof value !== 'object' || value === null) return refused('the line is not a JSON object');
  const { id, text, language, published } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' && typeof id !== 'number') return refused('"id" is not a string or a number');
  if (typeof text !== 'string') return refused('"text" is not a string', id);
  const tag = typeof language === 'string' ? languageTagOf(language) : undefined;
  if (tag === undefined && isGiven(language)) return refused('"language" is not a language tag', id);
  const date = typeof published === 'string' ? calendarDateOf(published) : undefined;
  if (date === undefined && isGiven(published)) return refused('"published" is not a date YYYY-MM-DD', id);
  return { ok: true, id, text, facts: { language: tag, published: date } };
}

/** Corpora write what they do not know as `null`. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
