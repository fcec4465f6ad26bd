import type { Article } from '../model/article';
import type { Memory } from '../model/memory';
import type { Span } from '../model/span';
import type { Steps } from '../model/steps';
import type { SteppedRecognizer, Suggestion } from '../model/suggestion';
import type { Timex } from '../model/timex';
import { parseDay, type Day } from './calendar';
import { LANGUAGES } from './languages';
import { runsOf } from './lexer';
import { compileLanguage, type Lexicon } from './lexicon';
import type { CalendarMeaning, Meaning } from './meaning';
import { createParser, type Parser } from './parser';
import { refine } from './refiners';
import {
  mentionOf,
  quarterOf,
  resolve,
  type Mention,
  type Quarter,
  type ResolutionContext,
} from './resolver';
import { tenseAround, type Tense } from './tense';

/** The `source` of its suggestions. */
export const DATES_SOURCE = 'dates';

/**
 * Makes a recogniser of time expressions: a suggestion with label `date` and a TIMEX3 reading for each
 * one in the body, in order and free of overlaps. Relative expressions are resolved against
 * `article.published`; without it, or where it is no calendar date, what is unknown stays X. It
 * compiles each language once, when it first meets it, so one instance should serve many articles.
 */
export function createDateRecognizer(): SteppedRecognizer<Memory<readonly Expression[]>> {
  const lexicons = new Map<string, Lexicon>();
  const parser = createParser();
  return (article, memory) => {
    const tag = article.language.toLowerCase().split(/[-_]/)[0] ?? '';
    let lexicon = lexicons.get(tag);
    if (!lexicon) {
      lexicon = compileLanguage(LANGUAGES.find((language) => language.tag === tag) ?? { tag });
      lexicons.set(tag, lexicon);
    }
    memory?.begin(tag);
    return suggestionsOf(article, lexicon, parser, memory);
  };
}

function* suggestionsOf(
  { text, body, ...article }: Article,
  lexicon: Lexicon,
  parser: Parser,
  memory: Memory<readonly Expression[]> | undefined,
): Steps<Suggestion[]> {
  const published = parseDay(article.published);
  const read = (block: string) => expressionsIn(block, lexicon, parser);
  const expressions: Expression[] = [];
  for (const { start, end } of blocksOf(text, body)) {
    const block = text.slice(start, end);
    const found = memory ? memory.recall(block, read) : read(block);
    for (const one of found) {
      expressions.push({ ...one, start: one.start + start, end: one.end + start });
    }
    yield;
  }
  memory?.end();
  const context = new Context(text, published, published !== undefined && isHistory(expressions, published));
  const suggestions: Suggestion[] = [];
  for (const expression of expressions) {
    const timex = resolve(expression.meaning, expression.mod, {
      ...context.before(expression),
      tense: expression.tense,
    });
    if (!timex) continue;
    suggestions.push({
      span: { start: expression.start, end: expression.end },
      label: 'date',
      confidence: expression.confidence,
      source: DATES_SOURCE,
      timex,
    });
    context.add(expression, timex);
    yield;
  }
  return suggestions;
}

/** A time expression of a text, not yet resolved. */
export interface Expression extends Span {
  readonly meaning: Meaning;
  readonly confidence: number;
  readonly mod?: string;
  readonly ranged?: boolean;
  /** That of its sentence: worked out when it is first asked for. */
  readonly tense: () => Tense | undefined;
}

/**
 * The stretches of a body that blank lines part, and line breaks after a sentence: nothing is read across them. A point
 * after a short word or a number may belong to a date that goes on in the next line: `Sept. | 24`, `24. | März`.
 */
function* blocksOf(text: string, body: Span): Iterable<Span> {
  const blank = /\n\s*?\n|(?<=\p{L}{5}\.|[!?…:;"”»])\n/gu;
  let { start } = body;
  blank.lastIndex = start;
  for (let found = blank.exec(text); found && found.index < body.end; found = blank.exec(text)) {
    if (found.index > start) yield { start, end: found.index };
    start = blank.lastIndex;
  }
  if (start < body.end) yield { start, end: body.end };
}

/** The time expressions of a block, in order. */
function expressionsIn(block: string, lexicon: Lexicon, parser: Parser): Expression[] {
  const whole = { start: 0, end: block.length };
  const expressions: Expression[] = [];
  for (const run of runsOf(block, whole, lexicon)) {
    for (const { outer, ...one } of refine(parser(run, lexicon, block, whole), run)) {
      if (!standsAlone(block, outer ?? one, whole)) continue;
      if (isPlaceName(block, one, whole, lexicon)) continue;
      let tense: { readonly told: Tense | undefined } | undefined;
      const { start, end, meaning, confidence, mod, ranged } = one;
      expressions.push({
        start,
        end,
        meaning,
        confidence,
        ...(mod !== undefined && { mod }),
        ...(ranged && { ranged }),
        tense: () => (tense ??= { told: tenseAround(block, one, whole, lexicon) }).told,
      });
    }
  }
  return expressions;
}

/** What the text has named so far that later expressions are counted from. */
class Context {
  private mentioned: Mention | undefined;
  private told: Told | undefined;
  private dayAtHand: { readonly value: string; readonly end: number } | undefined;
  private yearAtHand: { readonly year: number; readonly end: number } | undefined;
  /** `every day from 9 to 17`: hours of no day that was named. */
  private recurring: { readonly end: number } | undefined;
  private quarter: { readonly value: Quarter; readonly end: number } | undefined;

  constructor(
    private readonly text: string,
    private readonly published: Day | undefined,
    private readonly history: boolean,
  ) {}

  before({ start }: Expression): Omit<ResolutionContext, 'tense'> {
    const { published, mentioned, yearAtHand, quarter, recurring } = this;
    const near = ({ end }: { readonly end: number }): boolean => inOneSentence(this.text, end, start);
    const story = this.storyAt(start);
    const dayAtHand = recurring && near(recurring) ? undefined : this.dayAtHand;
    return {
      ...(published && { published }),
      ...(mentioned && { mentioned }),
      ...(story && { story }),
      ...(this.history && { history: true }),
      ...(dayAtHand && near(dayAtHand) && { dayAtHand: dayAtHand.value }),
      ...(yearAtHand && near(yearAtHand) && { yearAtHand: yearAtHand.year }),
      ...(quarter && start - quarter.end <= QUARTER_REACH && { quarter: quarter.value }),
    };
  }

  add(expression: Expression, timex: Timex): void {
    const { end } = expression;
    if (timex.type === 'SET') this.recurring = { end };
    if (timex.type !== 'DATE') return;
    const story = this.storyAt(expression.start);
    const named = namesDate(expression);
    if (named) this.mentioned = mentionOf(timex) ?? this.mentioned;
    if (named && this.mentioned && (story || namesYear(expression))) {
      this.told = { date: this.mentioned, end };
    }
    const quarter = quarterOf(timex);
    if (quarter && this.isRecent(quarter)) this.quarter = { value: quarter, end };
    if (expression.ranged) this.dayAtHand = undefined;
    else if (/^(?:\d{4}|XXXX)-(?:\d\d-\d\d|WXX-\d)$/.test(timex.value)) {
      this.dayAtHand = { value: timex.value, end };
    }
    if (namesYear(expression) && this.mentioned && this.mentioned.year < (this.published?.year ?? 9999)) {
      this.yearAtHand = { year: this.mentioned.year, end };
    }
  }

  /** False for what figures are compared with: a quarter of a year ago and earlier. */
  private isRecent({ year, quarter }: Quarter): boolean {
    const { published } = this;
    return (
      published === undefined || 4 * (published.year - year) + Math.ceil(published.month / 3) - quarter < 4
    );
  }

  /**
   * The date of a past year that the text has just named and goes on telling about: `on 3 May 1920 … on
   * 8 May …`. Without the article's date none is known to be past. A bare year does so to the end of its
   * sentence only.
   */
  private storyAt(start: number): Mention | undefined {
    const { told, published } = this;
    if (!told || !published || told.date.year >= published.year - RECENT_YEARS) return undefined;
    const goesOn =
      told.date.month === undefined && !this.history
        ? inOneSentence(this.text, told.end, start)
        : this.history || start - told.end <= STORY_REACH;
    return goesOn ? told.date : undefined;
  }
}

interface Told {
  readonly date: Mention;
  readonly end: number;
}

/** How far after a quarter was named figures are still taken to be of it. */
const QUARTER_REACH = 1000;

/** How far after a date with its year a story is taken to go on in that year. */
const STORY_REACH = 400;

/** How many years back an article speaks of as its own time. */
const RECENT_YEARS = 2;

/** How many past years a text names at the least that is all about the past. */
const HISTORY_YEARS = 4;

/** True for an account of the past, in which hardly any date is near the article's. */
function isHistory(expressions: readonly Expression[], published: Day): boolean {
  let past = 0;
  let present = 0;
  for (const { meaning } of expressions) {
    if (meaning.kind === 'calendar' && meaning.year !== undefined) {
      if (meaning.year < published.year - RECENT_YEARS) past++;
      else present++;
    } else if (meaning.kind === 'calendar' ? isWeekday(meaning) : isNearArticle(meaning)) present++;
  }
  return past >= HISTORY_YEARS && past > 4 * present;
}

function isWeekday({ weekday, month, day }: CalendarMeaning): boolean {
  return weekday !== undefined && month === undefined && day === undefined;
}

function isNearArticle(meaning: Meaning): boolean {
  if (meaning.kind === 'clock') return meaning.date?.kind === 'offset' && isNearArticle(meaning.date);
  return meaning.kind === 'offset' && meaning.origin === 'article' && Math.abs(meaning.amount ?? 0) <= 1;
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

/** How far apart a day and a time of day in one sentence may be. */
const SENTENCE_REACH = 120;

function inOneSentence(text: string, from: number, to: number): boolean {
  return to - from <= SENTENCE_REACH && !/[.!?]\s|\n/.test(text.slice(from, to));
}

/** True for `25 de Março` in `Rua 25 de Março`. */
function isPlaceName(
  text: string,
  { start, meaning }: Pick<Expression, 'start' | 'meaning'>,
  body: Span,
  { cues }: Lexicon,
): boolean {
  if (cues.names.size === 0 || meaning.kind !== 'calendar' || meaning.day === undefined) return false;
  const before = text.slice(Math.max(body.start, start - NAME_REACH), start);
  const word = /([\p{L}\p{M}]+)\.?[ \u00a0]["«„“]?$/u.exec(before)?.[1];
  return word !== undefined && cues.names.has(word.toLowerCase());
}

const NAME_REACH = 24;

/** False for what is part of a longer word, number, amount of money or name: `F-16`, `$2019`, `A2019`. */
function standsAlone(text: string, { start, end }: Span, body: Span): boolean {
  const before = text.slice(Math.max(body.start, start - 2), start);
  const after = text.slice(end, Math.min(body.end, end + 2));
  if (/[\p{L}\p{M}\p{N}_$€£₽#@/\\]$/u.test(before)) return false;
  // `mid-1990` and `pre-war` are words, `COVID-19` and `F-16` are names.
  if (/\d[.,:–-]$|[\p{Lu}]-$/u.test(before) && /\d/.test(text[start] ?? '')) return false;
  // `по-скоро` is another word, `early-morning` is read as a whole.
  if (/\p{L}-$/u.test(before) && /\p{Ll}/u.test(text[start] ?? '')) return false;
  // `през 2019 г.Въпреки`: a shortened word ends at its point.
  if (text[end - 1] !== '.' && /^[\p{L}\p{M}\p{N}_@%]/u.test(after)) return false;
  return !/^[.,:/-]\d/.test(after) || !/\d/.test(text[end - 1] ?? '');
}
