import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { parse } from 'yaml';
import { findArticles } from '../src/cli/article-files';
import { openArticle } from '../src/cli/annotated-files';
import { faultLine, lostFaults, systemFault } from '../src/cli/fault';
import { linesOf, type Line } from '../src/cli/lines';
import type { Terminal } from '../src/cli/terminal';
import {
  annotatedArticle,
  calendarDateOf,
  DEFAULT_LABELS,
  indexCodePoints,
  languageTagOf,
  readArticle,
  SIDECAR_SUFFIX,
  type Article,
  type CodePointIndex,
  type Label,
  type LanguageIdentifier,
  type LanguageTag,
} from '../src/core';
import type { ScoredMention } from './scoring';

const LONGEST_LINE = 64 * 1024 * 1024;

/** An article with what a recogniser should find in it. */
export interface GoldArticle {
  readonly id: string;
  /** The corpus that it is counted with. */
  readonly set: string;
  readonly article: Article;
  /** What the corpus says that the language is; the article may have been identified as another. */
  readonly language: LanguageTag | undefined;
  /** What is annotated: mentions of other labels are unannotated, not absent. */
  readonly labels: readonly Label[];
  readonly mentions: readonly ScoredMention[];
}

/** How the language of an article is told. */
export interface Languages {
  readonly identify: LanguageIdentifier;
  /** Whether what the corpus says goes before it. */
  readonly trusted: boolean;
}

const AS_ANNOTATED: Languages = { identify: () => 'und', trusted: true };

/** An article, or a message that says what could not be read and where. */
export type GoldReading =
  | { readonly kind: 'article'; readonly gold: GoldArticle }
  | { readonly kind: 'fault'; readonly message: string };

/**
 * The annotated articles of files and folders, one at a time: lines of `.jsonl` files, and articles with a finished
 * sidecar, which annotate all default labels.
 */
export async function* readGold(
  given: readonly string[],
  terminal: Terminal,
  languages = AS_ANNOTATED,
): AsyncGenerator<GoldReading> {
  for (const name of given) {
    let isFolder: boolean;
    try {
      isFolder = (await stat(path.resolve(terminal.cwd, name))).isDirectory();
    } catch (error) {
      yield { kind: 'fault', message: faultLine(systemFault(name, error)) };
      continue;
    }
    const lists = isFolder ? await listsBelow(name, terminal.cwd) : name.endsWith('.jsonl') ? [name] : [];
    for (const list of lists) yield* readList(list, terminal, languages);
    if (isFolder || lists.length === 0) yield* readAnnotated(name, isFolder, terminal, languages);
  }
}

async function listsBelow(folder: string, cwd: string): Promise<string[]> {
  const names = await glob('**/*.jsonl', { cwd: path.resolve(cwd, folder), ignore: ['**/node_modules/**'] });
  return names.sort().map((name) => path.join(folder, name));
}

async function* readAnnotated(
  given: string,
  isFolder: boolean,
  terminal: Terminal,
  languages: Languages,
): AsyncGenerator<GoldReading> {
  const { files, faults } = await findArticles([given], terminal);
  for (const fault of faults) yield { kind: 'fault', message: faultLine(fault) };
  for (const file of files) {
    const opened = await openArticle(file, terminal);
    if (!opened.ok) {
      for (const fault of opened.faults) yield { kind: 'fault', message: faultLine(fault) };
      continue;
    }
    const { text, sidecar, hasSidecar } = opened;
    const unfinished = sidecar.annotations.some(({ status }) => status === 'suggested');
    if (!hasSidecar || unfinished) {
      if (!isFolder)
        yield {
          kind: 'fault',
          message: `${file.name}: error: ${hasSidecar ? 'its sidecar has open suggestions' : 'it has no sidecar'}`,
        };
      continue;
    }
    const { article: annotated, lost } = annotatedArticle(file.name, text, sidecar, ['accepted'], {
      identifyLanguage: languages.identify,
      resolveEntities: () => new Map(),
    });
    for (const fault of lostFaults(file.name + SIDECAR_SUFFIX, sidecar, lost))
      yield { kind: 'fault', message: faultLine(fault) };
    const { article } = annotated;
    const keys = entityKeys(sidecar.source);
    const mentions = annotated.mentions.map((mark) => ({ ...mark, entity: keys.get(mark.id) }));
    const language = languages.trusted
      ? article.language
      : languages.identify(text.slice(article.body.start, article.body.end));
    yield {
      kind: 'article',
      gold: {
        id: file.name,
        set: setName(file.path ?? file.name, isFolder ? path.resolve(terminal.cwd, given) : undefined),
        article: { ...article, language },
        language: article.language,
        labels: DEFAULT_LABELS,
        mentions,
      },
    };
  }
}

/** The entities that a sidecar names in the key `entity` of its annotations, by their ids. */
function entityKeys(source: string): Map<unknown, string> {
  const { annotations } = parse(source) as { annotations?: { id?: unknown; entity?: unknown }[] | null };
  return new Map(
    (annotations ?? []).flatMap(({ id, entity }) => (typeof entity === 'string' ? [[id, entity]] : [])),
  );
}

/** An article's folder, as seen from beside the folder that was given. */
function setName(file: string, given = path.dirname(file)): string {
  return path.relative(path.dirname(given), path.dirname(file)).split(path.sep).join('/');
}

async function* readList(
  name: string,
  terminal: Terminal,
  languages: Languages,
): AsyncGenerator<GoldReading> {
  try {
    for await (const line of linesOf(createReadStream(path.resolve(terminal.cwd, name)), LONGEST_LINE)) {
      const reading = readGoldLine(line, path.basename(name, '.jsonl'), languages);
      yield typeof reading === 'string'
        ? { kind: 'fault', message: `${name}:${line.number}: error: ${reading}` }
        : { kind: 'article', gold: reading };
    }
  } catch (error) {
    yield { kind: 'fault', message: faultLine(systemFault(name, error)) };
  }
}

/** An article of a line of JSON, or what is wrong with the line. `set` names its corpus where it does not itself. */
export function readGoldLine({ bytes }: Line, set: string, languages = AS_ANNOTATED): GoldArticle | string {
  if (bytes === undefined) return `the line is longer than ${LONGEST_LINE} bytes`;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return 'the line is not valid JSON';
    if (error instanceof TypeError) return 'the line is not valid UTF-8';
    throw error;
  }
  if (!isRecord(value)) return 'the line is not a JSON object';
  const { id, text, language, published, labels, spans } = value;
  if (typeof id !== 'string' && typeof id !== 'number') return '"id" is not a string or a number';
  if (typeof text !== 'string') return '"text" is not a string';
  if (!isLabels(labels)) return '"labels" is not a list of strings';
  if (!Array.isArray(spans)) return '"spans" is not a list';
  const tag = typeof language === 'string' ? languageTagOf(language) : undefined;
  const known = {
    language: languages.trusted ? tag : undefined,
    published: typeof published === 'string' ? calendarDateOf(published) : undefined,
  };
  if (isGiven(language) && tag === undefined) return '"language" is not a language tag';
  if (isGiven(published) && known.published === undefined) return '"published" is not a date YYYY-MM-DD';
  const codePoints = indexCodePoints(text);
  const mentions: ScoredMention[] = [];
  for (const [index, span] of spans.entries()) {
    const mention = readSpan(span, codePoints, codePoints.fromUtf16(text.length));
    if (mention === undefined) return `"spans"[${index}] is not a span of the text with a label`;
    mentions.push(mention);
  }
  return {
    id: String(id),
    set: typeof value['set'] === 'string' ? value['set'] : set,
    article: readArticle(text, known, languages.identify).article,
    language: tag,
    labels,
    mentions,
  };
}

function readSpan(value: unknown, codePoints: CodePointIndex, length: number): ScoredMention | undefined {
  if (!isRecord(value)) return undefined;
  const { start, end, label, entity, timex, value: timexValue } = value;
  if (!Number.isInteger(start) || !Number.isInteger(end) || typeof label !== 'string') return undefined;
  const [from, to] = [start as number, end as number];
  if (from < 0 || from >= to || to > length) return undefined;
  return {
    span: { start: codePoints.toUtf16(from), end: codePoints.toUtf16(to) },
    label,
    entity: typeof entity === 'string' ? entity : undefined,
    timex: {
      type: typeof timex === 'string' ? timex : undefined,
      value: typeof timexValue === 'string' ? timexValue : undefined,
    },
  };
}

/** Corpora write what they do not know as `null`. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isLabels(value: unknown): value is readonly Label[] {
  return Array.isArray(value) && value.every((label) => typeof label === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
