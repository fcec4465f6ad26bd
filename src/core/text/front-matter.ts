import { isMap, isScalar, parseDocument } from 'yaml';
import type { CalendarDate, LanguageTag } from '../model/article';
import type { Span } from '../model/span';
import type { Problem } from '../model/problem';
import { repeatedKeys } from './repeated-keys';

/** What an article says about itself between `---` lines at its very start. */
export interface FrontMatter {
  readonly title?: string;
  readonly published?: CalendarDate;
  readonly language?: LanguageTag;
  readonly source?: string;
}

export interface FrontMatterReading {
  readonly frontMatter: FrontMatter;
  /** What follows the front matter; the whole text where there is none. */
  readonly body: Span;
  /** Ranges are in the article's text. */
  readonly problems: readonly Problem[];
}

/** Longer front matter is taken for text, so that a stray `---` costs no scan of a huge article. */
const LONGEST = 16_384;

/**
 * Reads the YAML front matter of an article whose line ends are `\n`. A first line `---` without a closing one,
 * or around something that is not a YAML mapping, is text. A mapping with faults is still no part of the body.
 */
export function readFrontMatter(text: string): FrontMatterReading {
  const none: FrontMatterReading = { frontMatter: {}, body: { start: 0, end: text.length }, problems: [] };
  const opening = /^---[ \t]*\n/.exec(text.slice(0, 256));
  if (!opening) return none;
  const start = opening[0].length;
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m.exec(text.slice(start, start + LONGEST));
  if (!closing) return none;
  const yaml = text.slice(start, start + closing.index);
  const body = { start: start + closing.index + closing[0].length, end: text.length };
  const document = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0 && /^[\w-]+[ \t]*:/m.test(yaml)) {
    const problems = document.errors.map((error): Problem => {
      const [from, to] = error.pos;
      return {
        code: 'front-matter-syntax',
        message: 'The front matter is not valid YAML: {0} Correct it between the lines of three dashes.',
        args: [error.message],
        range: { start: start + from, end: start + Math.max(to, from) },
      };
    });
    return { frontMatter: {}, body, problems };
  }
  const { contents } = document;
  if (contents === null) return { frontMatter: {}, body, problems: [] };
  if (!isMap(contents)) return none;
  const repeated = repeatedKeys(document, 'front-matter-duplicate-key');
  if (repeated.length > 0) {
    const moved = repeated.map(({ range, ...problem }) => ({
      ...problem,
      range: { start: start + range.start, end: start + range.end },
    }));
    return { frontMatter: {}, body, problems: moved };
  }

  const problems: Problem[] = [];
  const read = (key: string): { value: string; range: Span } | undefined => {
    const node = contents.get(key, true);
    if (!isScalar(node) || node.value === null || !node.range) return undefined;
    const range = { start: start + node.range[0], end: start + node.range[1] };
    const source = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    return { value: source.trim(), range };
  };
  const title = read('title');
  const source = read('source');
  const language = read('language');
  const published = read('published');
  const date = published && calendarDateOf(published.value);
  if (published && date === undefined) {
    problems.push({
      code: 'front-matter-date',
      message: 'The date "{0}" is not understood. Write it as YYYY-MM-DD.',
      args: [published.value],
      range: published.range,
    });
  }
  const tag = language && languageTagOf(language.value);
  if (language && tag === undefined) {
    problems.push({
      code: 'front-matter-language',
      message: 'The language "{0}" is not a language tag. Write it as pt, bg or en.',
      args: [language.value],
      range: language.range,
    });
  }
  return {
    frontMatter: {
      ...(title && { title: title.value }),
      ...(date !== undefined && { published: date }),
      ...(tag !== undefined && { language: tag }),
      ...(source && { source: source.value }),
    },
    body,
    problems,
  };
}

/** `2024-07-18`, also out of `2024-07-18T10:00:00Z`; `undefined` for what is no day of the calendar. */
export function calendarDateOf(value: string): CalendarDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(value.trim());
  if (!match) return undefined;
  const [, year, month, day] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const same = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return same ? `${year}-${month}-${day}` : undefined;
}

/** The language subtag of a BCP 47 tag, lower-case: `pt` of `pt-BR`; `undefined` for what is no such tag. */
export function languageTagOf(value: string): LanguageTag | undefined {
  return /^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/i.exec(value.trim())?.[1]?.toLowerCase();
}
