import type { Article } from '../model/article';
import type { Span } from '../model/span';
import type { Recognizer, Suggestion } from '../model/suggestion';
import { parseDay, type Day } from './calendar';
import { LANGUAGES } from './languages';
import { runsOf } from './lexer';
import { compileLanguage, type Lexicon } from './lexicon';
import { createParser, type Expression, type Parser } from './parser';
import { refine } from './refiners';
import { mentionOf, resolve, type Mention } from './resolver';
import { tenseAround } from './tense';

/** The `source` of its suggestions. */
export const DATES_SOURCE = 'dates';

/**
 * Makes a recogniser of time expressions: a suggestion with label `date` and a TIMEX3 reading for each
 * one in the body, in order and free of overlaps. Relative expressions are resolved against
 * `article.published`; without it, or where it is no calendar date, what is unknown stays X. It
 * compiles each language once, when it first meets it, so one instance should serve many articles.
 */
export function createDateRecognizer(): Recognizer {
  const lexicons = new Map<string, Lexicon>();
  const parser = createParser();
  return (article) => {
    const tag = article.language.toLowerCase().split(/[-_]/)[0] ?? '';
    let lexicon = lexicons.get(tag);
    if (!lexicon) {
      lexicon = compileLanguage(LANGUAGES.find((language) => language.tag === tag) ?? { tag });
      lexicons.set(tag, lexicon);
    }
    return suggestionsOf(article, lexicon, parser);
  };
}

function suggestionsOf({ text, body, ...article }: Article, lexicon: Lexicon, parser: Parser): Suggestion[] {
  const published = parseDay(article.published);
  const suggestions: Suggestion[] = [];
  let mentioned: Mention | undefined;
  let told: { readonly date: Mention; readonly end: number } | undefined;
  let dayAtHand: { readonly value: string; readonly end: number } | undefined;

  for (const run of runsOf(text, body, lexicon)) {
    for (const expression of refine(parser(run, lexicon, text, body), run)) {
      if (!standsAlone(text, expression.outer ?? expression, body)) continue;
      const near = dayAtHand && inOneSentence(text, dayAtHand.end, expression.start) ? dayAtHand : undefined;
      const story = told && isStory(told, expression.start, text, published) ? told.date : undefined;
      const timex = resolve(expression.meaning, expression.mod, {
        ...(published && { published }),
        ...(mentioned && { mentioned }),
        ...(story && { story }),
        ...(near && { dayAtHand: near.value }),
        tense: () => tenseAround(text, expression, body, lexicon),
      });
      if (!timex) continue;
      suggestions.push({
        span: { start: expression.start, end: expression.end },
        label: 'date',
        confidence: expression.confidence,
        source: DATES_SOURCE,
        timex,
      });
      if (timex.type !== 'DATE') continue;
      mentioned = namesDate(expression) ? (mentionOf(timex) ?? mentioned) : mentioned;
      if (namesDate(expression) && mentioned && (story || namesYear(expression))) {
        told = { date: mentioned, end: expression.end };
      }
      if (/^(?:\d{4}|XXXX)-(?:\d\d-\d\d|WXX-\d)$/.test(timex.value)) {
        dayAtHand = { value: timex.value, end: expression.end };
      }
    }
  }
  return suggestions;
}

/**
 * Only a date that the text names is one to count `the next day` from; `today` is not. Nor is `a year
 * earlier`: figures that are each compared with it are not each older by one more.
 */
function namesDate({ meaning }: Expression): boolean {
  if (meaning.kind === 'calendar') return true;
  return meaning.kind === 'offset' && meaning.origin === 'mention' && meaning.unit !== 'year';
}

function namesYear({ meaning }: Expression): boolean {
  return meaning.kind === 'calendar' && meaning.year !== undefined;
}

/** How far after a date with its year a story is taken to go on in that year. */
const STORY_REACH = 400;

/**
 * True where a text that has just named a year of the past goes on telling about it: `on 3 May 1920 …
 * on 8 May …`. Without the article's date none is known to be past. A bare year does so to the end of its sentence only.
 */
function isStory(
  { date, end }: { readonly date: Mention; readonly end: number },
  start: number,
  text: string,
  published: Day | undefined,
): boolean {
  if (!published || date.year >= published.year - 2) return false;
  return date.month === undefined ? inOneSentence(text, end, start) : start - end <= STORY_REACH;
}

/** How far apart a day and a time of day in one sentence may be. */
const SENTENCE_REACH = 120;

function inOneSentence(text: string, from: number, to: number): boolean {
  return to - from <= SENTENCE_REACH && !/[.!?]\s|\n/.test(text.slice(from, to));
}

/** False for what is part of a longer word, number, amount of money or name: `F-16`, `$2019`, `A2019`. */
function standsAlone(text: string, { start, end }: Span, body: Span): boolean {
  const before = text.slice(Math.max(body.start, start - 2), start);
  const after = text.slice(end, Math.min(body.end, end + 2));
  if (/[\p{L}\p{M}\p{N}_$€£₽#@/\\]$/u.test(before)) return false;
  // `mid-1990` and `pre-war` are words, `COVID-19` and `F-16` are names.
  if (/\d[.,:–-]$|[\p{Lu}]-$/u.test(before) && /\d/.test(text[start] ?? '')) return false;
  if (/^[\p{L}\p{M}\p{N}_@%]/u.test(after)) return false;
  return !/^[.,:/-]\d/.test(after) || !/\d/.test(text[end - 1] ?? '');
}
