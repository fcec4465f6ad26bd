import { alternatives, type Phrases, type Placed, type TemporalLanguage } from './language';
import type { Direction, Unit } from './meaning';
import { outlinesOf, type Outlines } from './outlines';

/** The kinds of word that the grammar is written in. */
export type Category =
  | 'month'
  | 'weekday'
  | 'weekday-plural'
  | 'weekday-part'
  | 'holiday'
  | 'season'
  | 'part'
  | 'unit'
  | 'units'
  | 'unit-adjective'
  | 'number'
  | 'one'
  | 'few'
  | 'half'
  | 'amplifier'
  | 'ordinal'
  | 'roman'
  | 'quarter'
  | 'day'
  | 'hour'
  | 'year'
  | 'short-year'
  | 'full-date'
  | 'day-month'
  | 'stamp'
  | 'clock'
  | 'hour-mark'
  | 'decade'
  | 'decade-before'
  | 'decade-name'
  | 'the'
  | 'of'
  | 'on'
  | 'and'
  | 'or'
  | 'to'
  | 'comma'
  | 'dash'
  | 'dot'
  | 'slash'
  | 'open'
  | 'close'
  | 'apostrophe'
  | 'year-after'
  | 'before-era'
  | 'of-era'
  | 'shift'
  | 'shift-after'
  | 'mention'
  | 'mention-after'
  | 'ago'
  | 'ago-after'
  | 'ahead'
  | 'ahead-after'
  | 'mention-shift-after'
  | 'event-shift'
  | 'name'
  | 'era'
  | 'relative'
  | 'relative-part'
  | 'mention-relative'
  | 'reference'
  | 'modifier'
  | 'bound'
  | 'every'
  | 'per'
  | 'rate'
  | 'times'
  | 'times-word'
  | 'frequency'
  | 'am-pm'
  | 'clock-before'
  | 'clock-after'
  | 'noon'
  | 'zone'
  | 'age-before'
  | 'age-after';

/** Categories that say nothing alone or with each other: every construction has another one. */
export const LINKS: ReadonlySet<Category> = new Set<Category>([
  'one',
  'few',
  'half',
  'amplifier',
  'decade-before',
  'the',
  'of',
  'on',
  'and',
  'or',
  'to',
  'comma',
  'dash',
  'dot',
  'slash',
  'open',
  'close',
  'apostrophe',
  'year-after',
  'before-era',
  'of-era',
  'shift',
  'shift-after',
  'mention',
  'mention-after',
  'ago',
  'ago-after',
  'ahead',
  'ahead-after',
  'mention-shift-after',
  'event-shift',
  'modifier',
  'bound',
  'every',
  'per',
  'rate',
  'times',
  'am-pm',
  'clock-before',
  'clock-after',
  'zone',
  'age-before',
  'age-after',
]);

/** One meaning of a stretch of text, as the language and the digits give it. */
export interface Lexeme {
  readonly category: Category;
  /** A number of the category's own: the month, the amount, the direction. */
  readonly value: number;
  readonly unit?: Unit;
  /** A code of the category's own: a season, a TIMEX3 mod, a whole value. */
  readonly code?: string;
  /** True for a name that counts only beside a day or a year: `Nov.`, `seg.` */
  readonly abbreviated?: boolean;
  /** True for a name that is another word too, or a person's: `May`. */
  readonly ambiguous?: boolean;
  /** True for a part of the day or a season that needs nothing beside it: `at night`. */
  readonly lone?: boolean;
}

/** A node of the trie of phrases, keyed by lower-case word or punctuation mark. */
export interface PhraseNode {
  readonly next: Map<string, PhraseNode>;
  readonly lexemes: Lexeme[];
}

export interface Cues {
  readonly date: ReadonlySet<string>;
  readonly duration: ReadonlySet<string>;
  readonly clock: ReadonlySet<string>;
  readonly between: ReadonlySet<string>;
  readonly span: ReadonlySet<string>;
  readonly part: ReadonlySet<string>;
  readonly reference: ReadonlySet<string>;
  readonly deadline: ReadonlySet<string>;
  readonly limit: ReadonlySet<string>;
  readonly sureClock: ReadonlySet<string>;
  readonly closing: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly age: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
  readonly determiners: ReadonlySet<string>;
  readonly functionWords: ReadonlySet<string>;
}

export interface TenseForms {
  readonly words: ReadonlySet<string>;
  readonly endings: readonly string[];
}

/** A language made ready for reading. Immutable once compiled. */
export interface Lexicon {
  readonly phrases: PhraseNode;
  /** Every word and mark that occurs in some phrase: any other ends a run of time words. */
  readonly words: ReadonlySet<string>;
  readonly outlines: Outlines;
  /** Words of which a run has one, or a number, or nothing can be read in it. */
  readonly anchors: ReadonlySet<string>;
  readonly monthFirst: boolean;
  readonly capitalNames: boolean;
  readonly capitalNouns: boolean;
  readonly clockNeedsCue: boolean;
  readonly ordinalEndings: readonly string[];
  readonly decadeEndings: readonly string[];
  readonly hourMark: string | undefined;
  readonly unitsAtHand: ReadonlySet<Unit>;
  /** True where a word such as `of` joins a part to its period: `end of the year`, but `конец года`. */
  readonly joinsPeriods: boolean;
  /** True where a unit alone counts one: `преди година`. */
  readonly bareUnitCounts: boolean;
  readonly cues: Cues;
  readonly past: TenseForms;
  readonly future: TenseForms;
}

/** How text is cut into words, numbers and marks, in phrases and in articles alike. */
export const WORD = String.raw`[\p{L}\p{M}]+`;

/** Time zones that newspapers of every language name by these letters. */
const ZONES: Phrases = 'GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST';

const PHRASE_TOKEN = new RegExp(`${WORD}|\\d+|\\S`, 'gu');

/** Compiles what a language says, over what `Intl` knows of it. */
export function compileLanguage(language: TemporalLanguage): Lexicon {
  const phrases: PhraseNode = { next: new Map(), lexemes: [] };
  const words = new Set<string>();
  const anchoring: string[][] = [];
  const ambiguous = wordSet(language.ambiguousNames);
  const lone = new Set([...wordSet(language.loneDayParts), ...wordSet(language.loneSeasons)]);

  const add = (text: Phrases | undefined, lexeme: Lexeme): void => {
    for (const phrase of alternatives(text).flatMap(apostrophes)) {
      let node = phrases;
      const parts = phrase.toLowerCase().match(PHRASE_TOKEN) ?? [];
      if (!LINKS.has(lexeme.category)) anchoring.push(parts);
      for (const word of parts) {
        words.add(word);
        let next = node.next.get(word);
        if (!next) node.next.set(word, (next = { next: new Map(), lexemes: [] }));
        node = next;
      }
      if (node !== phrases && !node.lexemes.some((known) => sameLexeme(known, lexeme))) {
        node.lexemes.push({
          ...lexeme,
          ...(ambiguous.has(phrase.toLowerCase()) && { ambiguous: true }),
          ...(lone.has(phrase.toLowerCase()) && { lone: true }),
        });
      }
    }
  };
  const addPlaced = (
    placed: Placed | undefined,
    before: Category,
    after: Category,
    value: Direction,
  ): void => {
    add(placed?.before, { category: before, value });
    add(placed?.after, { category: after, value });
  };
  const addNumbered = (
    entries: Readonly<Record<number, Phrases>> | undefined,
    category: Category,
    rest: Partial<Lexeme> = {},
  ): void => {
    for (const [value, text] of Object.entries(entries ?? {})) {
      add(text, { ...rest, category, value: Number(value) });
    }
  };
  const addCoded = (
    entries: Readonly<Partial<Record<string, Phrases>>> | undefined,
    category: Category,
  ): void => {
    for (const [code, text] of Object.entries(entries ?? {})) add(text, { category, value: 0, code });
  };

  addNumbered(language.months, 'month');
  addNumbered(language.weekdays, 'weekday');
  addNumbered(language.weekdayPlurals, 'weekday-plural');
  addCoded(language.seasons, 'season');
  addCoded(language.holidays, 'holiday');
  addCoded(language.dayParts, 'part');
  for (const [unit, { one, many }] of Object.entries(language.units ?? {}) as [
    Unit,
    { one: Phrases; many?: Phrases },
  ][]) {
    add(one, { category: 'unit', value: 1, unit });
    add(many, { category: 'units', value: 2, unit });
  }
  for (const [unit, text] of Object.entries(language.unitAdjectives ?? {}) as [Unit, Phrases][]) {
    add(text, { category: 'unit-adjective', value: 1, unit });
  }

  addNumbered(language.numbers, 'number');
  for (const [value, text] of compounds(language)) add(text, { category: 'number', value });
  add(language.one, { category: 'one', value: 1 });
  add(language.few, { category: 'few', value: 0 });
  add(language.half, { category: 'half', value: 0.5 });
  add(language.amplifiers, { category: 'amplifier', value: 0 });
  addNumbered(language.ordinals, 'ordinal');

  add(language.the, { category: 'the', value: 0 });
  add(language.of, { category: 'of', value: 0 });
  add(language.on, { category: 'on', value: 0 });
  add(language.and, { category: 'and', value: 0 });
  add(language.or, { category: 'or', value: 0 });
  add(language.to, { category: 'to', value: 0 });
  add(',', { category: 'comma', value: 0 });
  for (const dash of ['-', '–', '—', '‑']) add(dash, { category: 'dash', value: 0 });
  add('.', { category: 'dot', value: 0 });
  add('/', { category: 'slash', value: 0 });
  // An alternation in a phrase is written with parentheses, so these two are added by hand.
  for (const [mark, category] of [
    ['(', 'open'],
    [')', 'close'],
  ] as const) {
    words.add(mark);
    phrases.next.set(mark, { next: new Map(), lexemes: [{ category, value: 0 }] });
  }
  for (const mark of ["'", '’', '‘']) add(mark, { category: 'apostrophe', value: 0 });

  add(language.yearAfter, { category: 'year-after', value: 0 });
  add(language.beforeEra, { category: 'before-era', value: 0 });
  add(language.ofEra, { category: 'of-era', value: 0 });
  add(language.decadeBefore, { category: 'decade-before', value: 0 });
  addNumbered(language.decadeNames, 'decade-name');
  for (const quarter of [1, 2, 3, 4]) {
    add(`Q${String(quarter)}`, { category: 'quarter', value: quarter });
  }

  addPlaced(language.last, 'shift', 'shift-after', -1);
  addPlaced(language.this, 'shift', 'shift-after', 0);
  addPlaced(language.next, 'shift', 'shift-after', 1);
  addPlaced(language.previous, 'mention', 'mention-after', -1);
  addPlaced(language.same, 'mention', 'mention-after', 0);
  addPlaced(language.following, 'mention', 'mention-after', 1);
  addPlaced(language.ago, 'ago', 'ago-after', -1);
  addPlaced(language.ahead, 'ahead', 'ahead-after', 1);
  addPlaced(language.earlier, 'mention-shift-after', 'mention-shift-after', -1);
  addPlaced(language.later, 'mention-shift-after', 'mention-shift-after', 1);
  add(language.eventPrepositions, { category: 'event-shift', value: 0 });
  for (const [unit, value, text, mod] of language.relative ?? []) {
    add(text, { category: 'relative', value, unit, ...(mod && { code: mod }) });
  }
  for (const [unit, value, text] of language.relativeToMention ?? []) {
    add(text, { category: 'mention-relative', value, unit });
  }
  for (const [value, code, text] of language.relativeDayParts ?? []) {
    add(text, { category: 'relative-part', value, code });
  }
  addCoded(
    { PRESENT_REF: language.present ?? '', PAST_REF: language.past ?? '', FUTURE_REF: language.future ?? '' },
    'reference',
  );
  addCoded(language.eras, 'era');
  add(language.names, { category: 'name', value: 0 });
  addCoded(language.modifiers, 'modifier');
  addCoded(language.bounds, 'bound');

  add(language.every, { category: 'every', value: 0 });
  add(language.per, { category: 'per', value: 0 });
  add(language.rate, { category: 'rate', value: 0 });
  add(language.times, { category: 'times', value: 0 });
  addNumbered(language.timesWords, 'times-word');
  addCoded(language.frequencies, 'frequency');

  add(language.am, { category: 'am-pm', value: 0 });
  add(language.pm, { category: 'am-pm', value: 12 });
  add(language.clockBefore, { category: 'clock-before', value: 0 });
  add(language.clockAfter, { category: 'clock-after', value: 0 });
  add(language.noon, { category: 'noon', value: 12 });
  add(language.midnight, { category: 'noon', value: 24 });
  add(ZONES, { category: 'zone', value: 0 });
  for (const phrase of alternatives(language.ageBefore)) {
    // A single word is looked for in the text, as it need not stand beside the number.
    if (phrase.includes(' ')) add(phrase, { category: 'age-before', value: 0 });
  }
  add(language.ageAfter, { category: 'age-after', value: 0 });

  const monthFirst = addIntl(language, add);
  for (const [part, endings] of Object.entries(language.joinedDayParts ?? {})) {
    for (const { word, value } of weekdayNames(phrases)) {
      for (const ending of alternatives(endings)) {
        add(word + ending, { category: 'weekday-part', value, code: part });
      }
    }
  }
  return {
    phrases,
    words,
    outlines: outlinesOf(words),
    anchors: anchorsOf(anchoring),
    monthFirst,
    capitalNames: language.capitalNames ?? false,
    capitalNouns: language.capitalNouns ?? false,
    clockNeedsCue: language.clockNeedsCue ?? false,
    ordinalEndings: longestFirst(language.ordinalEndings),
    decadeEndings: longestFirst(language.decadeEndings),
    hourMark: language.hourMark,
    joinsPeriods: language.of !== undefined,
    bareUnitCounts: language.one === undefined,
    unitsAtHand: new Set(language.unitsAtHand),
    cues: {
      date: wordSet(language.dateCues),
      duration: wordSet(language.durationCues),
      clock: wordSet(language.clockCues),
      between: wordSet(language.betweenCues),
      span: wordSet(language.spanCues),
      part: wordSet(language.partCues),
      reference: wordSet(language.referenceCues),
      deadline: wordSet(language.deadlineCues),
      limit: wordSet(language.limitCues),
      sureClock: wordSet(language.sureClockCues),
      closing: wordSet(language.closingCues),
      names: wordSet(language.nameCues),
      age: wordSet(language.ageBefore),
      articles: wordSet(language.the),
      determiners: new Set([...wordSet(language.the), ...wordSet(language.determiners)]),
      functionWords: wordSet(language.functionWords),
    },
    past: tenseForms(language.pastTense),
    future: tenseForms(language.futureTense),
  };
}

/** A word of each phrase, as few as may be and the longest. */
function anchorsOf(phrases: readonly (readonly string[])[]): Set<string> {
  const anchors = new Set<string>();
  for (const phrase of [...phrases].sort((a, b) => a.length - b.length)) {
    if (phrase.length === 0 || phrase.some((word) => anchors.has(word))) continue;
    anchors.add(phrase.reduce((longest, word) => (word.length > longest.length ? word : longest)));
  }
  return anchors;
}

/** A phrase as it is written with a straight and with a curly apostrophe. */
function apostrophes(phrase: string): string[] {
  return phrase.includes("'") ? [phrase, phrase.replaceAll("'", '’')] : [phrase];
}

function sameLexeme(a: Lexeme, b: Lexeme): boolean {
  return a.category === b.category && a.unit === b.unit && a.code === b.code;
}

/** The full weekday names of one word that stand in a trie of phrases. */
function weekdayNames(phrases: PhraseNode): { word: string; value: number }[] {
  return [...phrases.next].flatMap(([word, { lexemes }]) =>
    lexemes
      .filter(({ category, abbreviated }) => category === 'weekday' && !abbreviated)
      .map(({ value }) => ({ word, value })),
  );
}

function wordSet(phrases: Phrases | undefined): ReadonlySet<string> {
  return new Set(alternatives(phrases).map((word) => word.toLowerCase()));
}

function tenseForms(cues: { words?: Phrases; endings?: Phrases } | undefined): TenseForms {
  return { words: wordSet(cues?.words), endings: alternatives(cues?.endings) };
}

function longestFirst(phrases: Phrases | undefined): string[] {
  return alternatives(phrases).sort((a, b) => b.length - a.length);
}

/** The numbers from 21 to 99 in words, from the language's tens and ones. */
function* compounds({
  numbers = {},
  compoundJoiners = [],
  onesFirst = false,
}: TemporalLanguage): Iterable<[number, Phrases]> {
  for (let tens = 20; tens <= 90; tens += 10) {
    for (let ones = 1; ones <= 9; ones++) {
      for (const ten of alternatives(numbers[tens])) {
        for (const one of alternatives(numbers[ones])) {
          for (const joiner of compoundJoiners) {
            yield [tens + ones, onesFirst ? one + joiner + ten : ten + joiner + one];
          }
        }
      }
    }
  }
}

type Add = (text: Phrases, lexeme: Lexeme) => void;

/** Adds what `Intl` knows of the language; true if it writes the month before the day. */
function addIntl({ tag, last }: TemporalLanguage, add: Add): boolean {
  const locale = supportedLocale(tag);
  if (locale === undefined) return false;
  const parts = (options: Intl.DateTimeFormatOptions, date: Date): Intl.DateTimeFormatPart[] =>
    new Intl.DateTimeFormat(locale, {
      calendar: 'gregory',
      numberingSystem: 'latn',
      timeZone: 'UTC',
      ...options,
    }).formatToParts(date);
  const name = (list: Intl.DateTimeFormatPart[], type: 'month' | 'weekday'): string =>
    (list.find((part) => part.type === type)?.value ?? '').replace(/[.|()]/g, '').trim();

  const addName = (category: 'month' | 'weekday', value: number, long: string[], short: string): void => {
    for (const text of long) if (/\p{L}{3}/u.test(text)) add(text, { category, value });
    if (/\p{L}{2}/u.test(short) && !long.includes(short)) {
      add(short, { category, value, abbreviated: true });
    }
  };
  for (let month = 1; month <= 12; month++) {
    const date = new Date(Date.UTC(2021, month - 1, 15));
    addName(
      'month',
      month,
      [
        name(parts({ month: 'long' }, date), 'month'),
        name(parts({ month: 'long', day: 'numeric' }, date), 'month'),
      ],
      name(parts({ month: 'short', day: 'numeric' }, date), 'month'),
    );
  }
  for (let weekday = 1; weekday <= 7; weekday++) {
    // 2 August 2021 was a Monday.
    const date = new Date(Date.UTC(2021, 7, 1 + weekday));
    addName(
      'weekday',
      weekday,
      [name(parts({ weekday: 'long' }, date), 'weekday')],
      name(parts({ weekday: 'short' }, date), 'weekday'),
    );
  }
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const unit of ['day', 'week', 'month', 'quarter', 'year'] as const) {
    for (const value of [-2, -1, 0, 1, 2]) {
      const text = relative.format(value, unit);
      // `la semana pasada` has an article that an extent leaves out: its words are the language's to give.
      if (last !== undefined && text.includes(' ')) continue;
      if (!/[\d|()]/.test(text) && /\p{L}{3}/u.test(text)) add(text, { category: 'relative', value, unit });
    }
  }
  const order = parts({ month: 'long', day: 'numeric' }, new Date(Date.UTC(2021, 0, 1))).map(
    (part) => part.type,
  );
  return order.indexOf('month') < order.indexOf('day');
}

function supportedLocale(tag: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0];
  } catch {
    // A tag that is not well-formed BCP 47 (`pt_BR`, an empty string) is a RangeError.
    return undefined;
  }
}
