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
import { EXIT, visible, type ExitCode, type Terminal } from './terminal';

/** Longer lines are refused unread, so that memory stays bounded whatever the input. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * Filters JSON Lines of articles (`id`, `text`, and `language` and `published` where known) into JSON Lines of `id`,
 * `language` and `spans`, one for one and in order, holding one at a time. The text is taken as it is given, line
 * ends included, and offsets are its Unicode code points. A line that is at fault gives `id` and `error` instead.
 */
export async function annotateStream(
  given: string,
  known: ArticleFacts,
  terminal: Terminal,
): Promise<ExitCode> {
  const input = given === '-' ? terminal.stdin : createReadStream(path.resolve(terminal.cwd, given));
  const name = given === '-' ? 'standard input' : given;
  const recognition = await loadShippedRecognition(terminal);
  let exit: ExitCode = EXIT.ok;
  try {
    for await (const line of linesOf(input, LONGEST_LINE)) {
      const entry = readEntry(line);
      if (entry.ok) {
        await terminal.out(jsonLine(annotated(entry, known, recognition)));
      } else {
        exit = EXIT.problems;
        terminal.err(`${visible(name)}:${line.number}: error: ${visible(entry.error)}`);
        await terminal.out(jsonLine({ id: entry.id, error: entry.error }));
      }
    }
  } catch (error) {
    return report([systemFault(name, error)], terminal);
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
