import { padded } from './calendar';
import type { Category, Lexeme, Lexicon } from './lexicon';
import {
  durationValue,
  UNITS,
  type CalendarMeaning,
  type Direction,
  type Meaning,
  type Season,
} from './meaning';
import type { Match } from './pattern';
import { isVerb } from './tense';

/** What stands around a match, read from the text when a rule asks. */
export interface Surroundings {
  /** The word before, parted by spaces only; empty where there is punctuation or a border. */
  readonly wordBefore: string;
  /** The word before that one. */
  readonly secondBefore: string;
  readonly wordAfter: string;
  /** The nearest characters that are not spaces; empty at a border of the body. */
  readonly markBefore: string;
  readonly markAfter: string;
}

/** A match with the ways in which rules look at it. */
export interface Candidate {
  readonly match: Match;
  readonly lexicon: Lexicon;
  /** The text of the lexeme at an index. */
  textOf(index: number): string;
  around(): Surroundings;
  /** True if a word stands before it after which a date is to be expected. */
  cued(): boolean;
}

/** What a rule made of a match, or of the part of it from lexeme `from` up to lexeme `to`. */
export interface Reading {
  readonly meaning: Meaning;
  readonly confidence: number;
  readonly from?: number;
  readonly to?: number;
  /** TIMEX3's `mod` where the words themselves say it: `Jahresende`. */
  readonly mod?: string;
  /** True if it is a time expression only together with a neighbour: `night` in `Friday night`. */
  readonly partial?: boolean;
  /** True for either end of a range: `Monday` in `Monday to Friday`. */
  readonly ranged?: boolean;
}

/**
 * One construction. `read` gives undefined where the match is not one after all, so that a shorter
 * one may be tried, and an empty list where the words are certainly no time expression (an age).
 */
export interface Rule {
  readonly pattern: string;
  /** Only in languages that write the month before the day. */
  readonly monthFirst?: boolean;
  read(candidate: Candidate): Reading | readonly Reading[] | undefined;
}

function rule(pattern: string, read: Rule['read']): Rule {
  return { pattern, read };
}

function find(candidate: Candidate, ...categories: Category[]): Lexeme | undefined {
  return candidate.match.lexemes.find((lexeme) => categories.includes(lexeme.category));
}

function valueOf(candidate: Candidate, ...categories: Category[]): number {
  return find(candidate, ...categories)?.value ?? 0;
}

function has(candidate: Candidate, category: Category): boolean {
  return find(candidate, category) !== undefined;
}

function date(confidence: number, fields: Omit<CalendarMeaning, 'kind'>): Reading {
  return { meaning: { kind: 'calendar', ...fields }, confidence };
}

function yearOf(candidate: Candidate): { year?: number } {
  const year = find(candidate, 'year');
  if (year) return { year: year.value };
  const short = find(candidate, 'short-year');
  return short ? { year: short.value + (short.value < 50 ? 2000 : 1900) } : {};
}

function directionOf(candidate: Candidate): Direction {
  return valueOf(candidate, 'shift', 'shift-after', 'mention', 'mention-after') as Direction;
}

function dayOf(value: number): number | undefined {
  return value >= 1 && value <= 31 ? value : undefined;
}

/** `Sept`, `février` is shortened to `févr`. */
const LONGEST_SHORT_NAME = 4;

/** Two days of one month: `3 e 5 de maio` is `3` and `5 de maio`. */
function twoDays(candidate: Candidate): Reading[] | undefined {
  const { lexemes } = candidate.match;
  const indexes = lexemes.flatMap((lexeme, i) =>
    lexeme.category === 'day' || lexeme.category === 'ordinal' ? [i] : [],
  );
  const [first, second] = indexes as [number, number];
  const days = [dayOf(lexemes[first]?.value ?? 0), dayOf(lexemes[second]?.value ?? 0)];
  if (days[0] === undefined || days[1] === undefined || days[0] >= days[1]) return undefined;
  const monthIndex = lexemes.findIndex((lexeme) => lexeme.category === 'month');
  const ranged = has(candidate, 'to') || has(candidate, 'dash');
  const shared = { ...yearOf(candidate), month: lexemes[monthIndex]?.value ?? 1 };
  return [
    { ...date(0.93, { ...shared, day: days[0] }), from: 0, to: first + 1, ranged },
    { ...date(0.95, { ...shared, day: days[1] }), from: second, ranged },
  ];
}

/** The two ends of `maio a julho de 2024`, `Monday to Friday`, where the second has what both share. */
function twoNames(category: 'month' | 'weekday'): Rule['read'] {
  return (candidate) => {
    const { lexemes } = candidate.match;
    const second = lexemes.findLastIndex((lexeme) => lexeme.category === category);
    const [first, last] = [lexemes[0], lexemes[second]];
    const ranged = has(candidate, 'to') || has(candidate, 'dash');
    if (!first || !last || first.value === last.value || first.abbreviated || last.abbreviated)
      return undefined;
    // Either vouches for the other, but two that are other words too need a word before them.
    const { lexicon } = candidate;
    const capital = startsWithCapital(candidate.textOf(0));
    if (lexicon.capitalNames && !(capital && startsWithCapital(candidate.textOf(second)))) return undefined;
    if (first.ambiguous && last.ambiguous && !has(candidate, 'year') && !candidate.cued()) return undefined;
    const meaning = (value: number) => ({ ...yearOf(candidate), [category]: value });
    const since = ranged && category === 'weekday' ? { since: first.value } : {};
    return [
      { ...date(0.85, meaning(first.value)), from: 0, to: 1, ranged },
      { ...date(0.9, { ...meaning(last.value), ...since }), from: second, ranged },
    ];
  };
}

/** How sure a lone month or weekday name is a date; undefined if it is rather another word. */
function loneName(candidate: Candidate, index: number): number | undefined {
  const { lexicon } = candidate;
  const lexeme = candidate.match.lexemes[index];
  if (!lexeme || lexeme.abbreviated) return undefined;
  const capital = startsWithCapital(candidate.textOf(index));
  if (lexicon.capitalNames && !capital) return undefined;
  const { wordBefore, wordAfter } = candidate.around();
  const cued = candidate.cued();
  if (lexeme.ambiguous) {
    if (!cued) return undefined;
    // `na segunda metade` counts, `na segunda.` names the day.
    const counts = lexeme.category === 'weekday' && startsWithLower(wordAfter);
    return counts && !lexicon.cues.functionWords.has(wordAfter) ? undefined : 0.75;
  }
  // `Santo Domingo`: a capital that the language does not ask for, after another.
  if (!lexicon.capitalNames && capital && !cued && startsWithCapital(wordBefore)) return undefined;
  return 0.92;
}

/** The decade of `anos 90` and `anos 1990`. */
function decadeOf(value: number): number | undefined {
  const whole = value >= 1000 && value < 2200;
  if (value % 10 !== 0 || !(whole || (value >= 20 && value < 100))) return undefined;
  return Math.floor((whole ? value : 1900 + value) / 10);
}

/** Whether a number names one of so many years or centuries: `18.30` is none. */
function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

/** `séculos XIX e XX`, `the 18th and 19th centuries`. */
function twoCenturies(candidate: Candidate): Reading[] | undefined {
  const { lexemes } = candidate.match;
  const [first, second] = lexemes.flatMap(({ category }, i) =>
    category === 'roman' || category === 'ordinal' || category === 'number' ? [i] : [],
  ) as [number, number];
  const [from, to] = [lexemes[first]?.value ?? 0, lexemes[second]?.value ?? 0];
  const named = find(candidate, 'units', 'unit')?.unit === 'century';
  if (!named || !isWhole(from, 30) || !isWhole(to, 30) || from >= to) return undefined;
  return [
    { ...date(0.9, { century: from - 1 }), from: 0, to: first + 1 },
    { ...date(0.93, { century: to - 1 }), from: second },
  ];
}

/** How sure a lone four-digit number is a year; undefined if it rather counts something. */
function loneYear(candidate: Candidate): number | undefined {
  const { cues, capitalNouns } = candidate.lexicon;
  const { wordBefore, wordAfter, markBefore, markAfter } = candidate.around();
  const year = valueOf(candidate, 'year');
  if (/[%‰°€$£₽]/.test(markAfter) || /[€$£₽№#]/.test(markBefore)) return undefined;
  const counts = capitalNouns
    ? startsWithCapital(wordAfter)
    : startsWithLower(wordAfter) && !cues.functionWords.has(wordAfter);
  // `dois mil e quatro soldados`
  if (counts && !/\d/.test(candidate.textOf(0))) return undefined;
  const round = year % 100 === 0;
  if (candidate.cued()) {
    if (counts && round) return undefined;
    if (year < 1500) return counts ? 0.5 : 0.6;
    return counts ? 0.85 : 0.96;
  }
  if (year < 1800 || year > 2100) return markBefore === '(' && year >= 1400 && year <= 2100 ? 0.7 : undefined;
  const determined = cues.determiners.has(wordBefore.toLowerCase());
  if (counts) return !round && determined ? 0.8 : undefined;
  if (round) return markBefore === '(' ? 0.6 : determined && startsWithCapital(wordAfter) ? 0.7 : undefined;
  // `Windows 1998`, `Euro 2024`: part of a name; where nouns have capitals it may be `bei Kriegsende 1945`.
  if (startsWithCapital(wordBefore) && !capitalNouns) return undefined;
  return 0.75;
}

function startsWithCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

function startsWithLower(word: string): boolean {
  return /^\p{Ll}/u.test(word);
}

/** The amount that number words before a unit say; undefined for `several`. */
function amountOf(candidate: Candidate): number | undefined {
  const number = find(candidate, 'number', 'one');
  if (!has(candidate, 'half')) return number?.value;
  // `half a year` is a half, `a year and a half` one and a half.
  return (number?.value ?? (has(candidate, 'and') ? 1 : 0)) + 0.5;
}

function unitOf(candidate: Candidate): NonNullable<Lexeme['unit']> {
  return find(candidate, 'unit', 'units')?.unit ?? 'day';
}

/** TIMEX3's `mod` of a bound among the lexemes: `há cerca de dois anos`. */
function boundOf(candidate: Candidate): { mod?: string } {
  const mod = find(candidate, 'bound')?.code;
  return mod === undefined ? {} : { mod };
}

function ago(origin: 'article' | 'mention', confidence: number): Rule['read'] {
  return (candidate) => {
    const sign = valueOf(
      candidate,
      'ago',
      'ago-after',
      'ahead',
      'ahead-after',
      'mention-shift-after',
    ) as Direction;
    const named = unitOf(candidate);
    // `a decade ago` is the year ten years back, not a decade.
    const years = named === 'decade' ? 10 : named === 'century' ? 100 : undefined;
    const amount = amountOf(candidate);
    return {
      meaning: {
        kind: 'offset',
        unit: years === undefined ? named : 'year',
        direction: sign,
        origin,
        ...(amount === undefined ? {} : { amount: sign * amount * (years ?? 1) }),
        ...(named === 'year' && sign === -1 && amount === 1 && { comparison: true }),
      },
      confidence,
      ...boundOf(candidate),
    };
  };
}

function lasting(confidence: number, vagueConfidence = 0.6): Rule['read'] {
  return (candidate) => {
    const { lexicon } = candidate;
    const { wordBefore, wordAfter, markBefore, markAfter } = candidate.around();
    const unit = unitOf(candidate);
    const amount = amountOf(candidate);
    const cue = wordBefore.toLowerCase();
    if (unit === 'year' && amount !== undefined) {
      // `aged 45 years`, `João, 45 anos, disse`
      if (lexicon.cues.age.has(cue) && !lexicon.cues.span.has(wordAfter)) return [];
      if (amount >= 10 && /[,(]/.test(markBefore) && /[,)]/.test(markAfter)) return [];
      if (amount >= 1500) return undefined;
    }
    // `1988 second quarter`: an ordinal, in languages where the two are one word.
    if (unit === 'second' && amount !== undefined && amount > 1 && !has(candidate, 'units')) return undefined;
    // `um segundo mandato`
    const describes = startsWithLower(wordAfter) && !lexicon.cues.functionWords.has(wordAfter);
    if (unit === 'second' && amount === 1 && describes) return undefined;
    // `the 1988 quarter`
    if (amount !== undefined && amount >= 1500 && !has(candidate, 'units')) return undefined;
    const vague = !has(candidate, 'number') && !has(candidate, 'few') && !has(candidate, 'half');
    const counted = has(candidate, 'one') && ONE_OF_THEM.has(unit);
    if (vague && !counted && !lexicon.cues.duration.has(cue)) return undefined;
    // `a quarter of the votes`
    if (unit === 'quarter' && has(candidate, 'one') && startsWithLower(wordAfter)) return undefined;
    // `um dia hei de voltar`, where the article is the number
    const some = lexicon.bareUnitCounts && amount === 1 && unit === 'day' && !/\d/.test(candidate.textOf(0));
    if (some && !lexicon.cues.duration.has(cue)) return undefined;
    return {
      meaning: { kind: 'duration', unit, ...(amount === undefined ? {} : { amount }) },
      confidence: vague ? vagueConfidence : confidence,
    };
  };
}

/** Units of which the indefinite article counts one: `a day` and `a moment` need a cue. */
const ONE_OF_THEM: ReadonlySet<string> = new Set(['hour', 'week', 'month', 'year', 'decade', 'century']);

function recurring(value: string, confidence: number): Reading {
  return { meaning: { kind: 'recurrence', value }, confidence };
}

function clockTime(hour: number, minutes: string, afternoon?: number): string | undefined {
  let hours = hour;
  if (afternoon !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hours = (hour % 12) + afternoon;
  }
  return hours > 24 ? undefined : `T${padded(hours, 2)}:${minutes || '00'}`;
}

function clock(time: string | undefined, confidence: number): Reading | undefined {
  return time === undefined ? undefined : { meaning: { kind: 'clock', time }, confidence };
}

/** Period units that `last`, `this` and `next` may count: `the last day` is no yesterday. */
const SHIFTED = new Set(['weekend', 'week', 'month', 'quarter', 'half-year', 'year', 'decade', 'century']);

/**
 * The constructions of all languages. Longer matches are tried first; among equals the order here
 * decides, so what is more specific stands earlier.
 */
export const RULES: readonly Rule[] = [
  rule('name', () => []),
  rule('full-date year-after?', (c) => {
    const [year, month, day] = (find(c, 'full-date')?.code ?? '').split('-').map(Number);
    return date(0.98, { year: year ?? 0, month: month ?? 1, day: day ?? 1 });
  }),
  rule('stamp', (c) => {
    const [day = '', time = ''] = (find(c, 'stamp')?.code ?? '').split('T');
    const [year, month, dayOfMonth] = day.split('-').map(Number);
    return {
      meaning: {
        kind: 'clock',
        time: `T${time}`,
        date: { kind: 'calendar', year: year ?? 0, month: month ?? 1, day: dayOfMonth ?? 1 },
      },
      confidence: 0.98,
    };
  }),
  rule('day-month', (c) => {
    const { value, code } = find(c, 'day-month') ?? { value: 0 };
    const { markBefore, markAfter } = c.around();
    const cued = c.cued();
    // `1/2` and `3.5` are numbers unless something says otherwise.
    if (!(code === '/' && (cued || (markBefore === '(' && markAfter === ')')))) return undefined;
    return date(0.7, { month: Math.floor(value / 100), day: value % 100 });
  }),

  // day, month, year
  rule('day|ordinal dot? (of the?)? month dot? (of|comma)? year year-after?', (c) => {
    const day = dayOf(valueOf(c, 'day', 'ordinal'));
    return day === undefined ? undefined : date(0.98, { ...yearOf(c), month: valueOf(c, 'month'), day });
  }),
  // `28/Dezembro/2007`, `28-Dec-2007`
  ...['day slash month slash year', 'day dash month dash year'].map((pattern) =>
    rule(pattern, (c) => {
      const day = dayOf(valueOf(c, 'day'));
      return day === undefined ? undefined : date(0.97, { ...yearOf(c), month: valueOf(c, 'month'), day });
    }),
  ),
  rule('day|ordinal dot? (of the?)? month', (c) => {
    const day = dayOf(valueOf(c, 'day', 'ordinal'));
    return day === undefined ? undefined : date(0.96, { month: valueOf(c, 'month'), day });
  }),
  // `três de maio`
  rule('number of month ((of|comma)? year year-after?)?', (c) => {
    const day = dayOf(valueOf(c, 'number'));
    const whole = day !== undefined && Number.isInteger(day) && !/\d/.test(c.textOf(0));
    return whole ? date(0.9, { ...yearOf(c), month: valueOf(c, 'month'), day }) : undefined;
  }),
  rule('unit the? day|ordinal ((of the?)? month (of? year year-after?)?)?', (c) => {
    const day = dayOf(valueOf(c, 'day', 'ordinal'));
    const month = find(c, 'month');
    const { wordAfter } = c.around();
    if (unitOf(c) !== 'day' || !day) return undefined;
    if (!month && startsWithLower(wordAfter) && !c.lexicon.cues.functionWords.has(wordAfter))
      return undefined;
    return date(month ? 0.96 : 0.8, { ...yearOf(c), ...(month && { month: month.value }), day });
  }),
  rule(
    'day|ordinal dash|to|and|slash the? day|ordinal dot? of? month ((of|comma)? year year-after?)?',
    twoDays,
  ),
  {
    pattern: 'month dot? day|ordinal (comma? year)?',
    monthFirst: true,
    read: (c) => {
      // `in March. 12 people`: only a shortened name has a point.
      if (has(c, 'dot') && c.textOf(0).length > LONGEST_SHORT_NAME) return undefined;
      const day = dayOf(valueOf(c, 'day', 'ordinal'));
      return day === undefined
        ? undefined
        : date(has(c, 'year') ? 0.98 : 0.95, { ...yearOf(c), month: valueOf(c, 'month'), day });
    },
  },
  {
    pattern: 'month dot? day|ordinal dash|to|and day|ordinal (comma? year)?',
    monthFirst: true,
    read: twoDays,
  },
  // `Maio 04, 2005`, which software writes in any language
  rule('month dot? day|ordinal comma year', (c) => {
    const day = dayOf(valueOf(c, 'day', 'ordinal'));
    return day === undefined ? undefined : date(0.95, { ...yearOf(c), month: valueOf(c, 'month'), day });
  }),
  rule('month dot? (of|comma|slash)? year year-after?', (c) =>
    date(0.97, { ...yearOf(c), month: valueOf(c, 'month') }),
  ),
  // `o mês de junho`
  rule('unit of? month (of? year year-after?)?', (c) =>
    unitOf(c) === 'month' ? date(0.96, { ...yearOf(c), month: valueOf(c, 'month') }) : undefined,
  ),
  rule('month apostrophe short-year', (c) => date(0.9, { ...yearOf(c), month: valueOf(c, 'month') })),
  rule('shift month', (c) => {
    // `this march on Washington`
    if (c.lexicon.capitalNames && !startsWithCapital(c.textOf(1))) return undefined;
    return date(0.95, { month: valueOf(c, 'month'), direction: directionOf(c) });
  }),
  rule('holiday (of? year year-after?)?', (c) => {
    if (has(c, 'year') || !find(c, 'holiday')?.ambiguous) return date(0.9, { ...yearOf(c), ...feastOf(c) });
    // `a cidade natal`, and the city of Natal, which keeps its name without an article
    if (!startsWithCapital(c.textOf(0))) return undefined;
    const { articles, determiners } = c.lexicon.cues;
    const before = c.around().wordBefore.toLowerCase();
    return date(articles.has(before) || determiners.has(before) ? 0.9 : 0.5, feastOf(c));
  }),
  rule('shift holiday', (c) => date(0.92, { ...feastOf(c), direction: directionOf(c) })),
  rule('holiday shift-after', (c) => date(0.92, { ...feastOf(c), direction: directionOf(c) })),
  {
    pattern: 'shift month dot? day|ordinal',
    monthFirst: true,
    read: (c) => {
      const day = dayOf(valueOf(c, 'day', 'ordinal'));
      return day === undefined
        ? undefined
        : date(0.95, { month: valueOf(c, 'month'), day, direction: directionOf(c) });
    },
  },
  rule('month shift-after', (c) => date(0.95, { month: valueOf(c, 'month'), direction: directionOf(c) })),
  // `el pasado 28 de marzo`, `el pasado mes de marzo`
  rule('shift day|ordinal (of the?)? month', (c) => {
    const day = dayOf(valueOf(c, 'day', 'ordinal'));
    return day === undefined
      ? undefined
      : date(0.95, { month: valueOf(c, 'month'), day, direction: directionOf(c) });
  }),
  // `no último dia 30`, `dia 19 último`
  ...[
    'shift unit day|ordinal ((of the?)? month (of? year year-after?)?)?',
    'unit day|ordinal ((of the?)? month)? shift-after',
  ].map((pattern) =>
    rule(pattern, (c) => {
      const day = dayOf(valueOf(c, 'day', 'ordinal'));
      if (unitOf(c) !== 'day' || day === undefined) return undefined;
      const month = find(c, 'month');
      return date(0.93, {
        ...yearOf(c),
        ...(month && { month: month.value }),
        day,
        direction: directionOf(c),
      });
    }),
  ),
  // `the first week of July`, `última semana de julho`
  rule('ordinal|shift unit (of the?)? month (of? year year-after?)?', (c) => {
    if (c.lexicon.joinsPeriods && !has(c, 'of')) return undefined;
    const ordinal = find(c, 'ordinal')?.value;
    if (unitOf(c) !== 'week' || (ordinal === undefined ? directionOf(c) !== -1 : ordinal > 5))
      return undefined;
    return {
      ...date(0.85, { ...yearOf(c), month: valueOf(c, 'month') }),
      mod: ordinal === 1 ? 'START' : ordinal === 2 || ordinal === 3 ? 'MID' : 'END',
    };
  }),
  rule('shift unit of? month', (c) =>
    unitOf(c) === 'month' ? date(0.95, { month: valueOf(c, 'month'), direction: directionOf(c) }) : undefined,
  ),
  rule('day|ordinal (of the?)? month shift-after', (c) => {
    const day = dayOf(valueOf(c, 'day', 'ordinal'));
    return day === undefined
      ? undefined
      : date(0.95, { month: valueOf(c, 'month'), day, direction: directionOf(c) });
  }),
  rule('month dash|to|and|or|slash month ((of|comma)? year year-after?)?', twoNames('month')),
  rule('month', (c) => {
    const confidence = loneName(c, 0);
    return confidence === undefined ? undefined : date(confidence, { month: valueOf(c, 'month') });
  }),

  // years and what is larger
  rule('year year-after', (c) => date(0.98, yearOf(c))),
  rule('unit (of the?)? year', (c) => (unitOf(c) === 'year' ? date(0.96, yearOf(c)) : undefined)),
  rule('year dash|slash|to|and|or year year-after?', (c) => {
    const [first, , second] = c.match.lexemes;
    if (!first || !second || second.value <= first.value || second.value > first.value + 150)
      return undefined;
    return [
      { ...date(0.9, { year: first.value }), from: 0, to: 1 },
      { ...date(0.9, { year: second.value }), from: 2 },
    ];
  }),
  rule('year dash|slash short-year year-after?', (c) => {
    const first = valueOf(c, 'year');
    const second = Math.floor(first / 100) * 100 + valueOf(c, 'short-year');
    if (first < 1500 || second <= first) return undefined;
    // `the season 1994/95`, but `file no. 2019/88`
    if (has(c, 'slash') && second !== first + 1) return undefined;
    return [
      { ...date(0.85, { year: first }), from: 0, to: 1 },
      { ...date(0.85, { year: second }), from: 2 },
    ];
  }),
  rule('year', (c) => {
    const confidence = loneYear(c);
    return confidence === undefined ? undefined : date(confidence, yearOf(c));
  }),
  rule('number year-after', (c) => {
    const year = valueOf(c, 'number');
    return c.cued() && Number.isInteger(year) && year >= 100 && year < 1000
      ? date(0.75, { year })
      : undefined;
  }),
  rule('number number', (c) => {
    // `nineteen ninety-six`
    const [first, second] = c.match.lexemes.map(({ value }) => value) as [number, number];
    const spelt = !/\d/.test(c.textOf(0) + c.textOf(1));
    return spelt && first >= 11 && first <= 20 && second >= 10 && second < 100
      ? date(0.8, { year: 100 * first + second })
      : undefined;
  }),
  rule('year|number dash|to|and year|number year-after? before-era', (c) => {
    const [first, , second] = c.match.lexemes;
    if (!first || !second || second.value >= first.value) return undefined;
    if (!isWhole(first.value, 9999) || !isWhole(second.value, 9999)) return undefined;
    return [
      { ...date(0.9, { year: -first.value }), from: 0, to: 1 },
      { ...date(0.95, { year: -second.value }), from: 2 },
    ];
  }),
  rule('year|number unit? before-era', (c) => {
    const year = valueOf(c, 'year', 'number');
    if ((has(c, 'unit') && unitOf(c) !== 'year') || !isWhole(year, 9999)) return undefined;
    return date(0.95, { year: -year });
  }),
  rule('year|number of-era', (c) => {
    const year = valueOf(c, 'year', 'number');
    return isWhole(year, 9999) ? date(0.95, { year }) : undefined;
  }),
  // `no ano 79`
  rule('unit (of the?)? number', (c) => {
    const year = valueOf(c, 'number');
    if (unitOf(c) !== 'year' || !Number.isInteger(year) || year < 32 || year >= 1000) return undefined;
    return /^\d+$/.test(c.textOf(c.match.lexemes.length - 1)) ? date(0.75, { year }) : undefined;
  }),
  ...['unit roman|number|ordinal before-era', 'roman|ordinal|number dash? unit before-era'].map((pattern) =>
    rule(pattern, (c) => {
      const value = valueOf(c, 'roman', 'number', 'ordinal');
      return unitOf(c) === 'century' && isWhole(value, 40) ? date(0.95, { century: -value }) : undefined;
    }),
  ),
  rule('decade dash? units|year-after?', (c) => {
    const value = valueOf(c, 'decade');
    if (has(c, 'units') && unitOf(c) !== 'year') return undefined;
    // `in his 30s`
    if (value < 100 && !c.cued() && c.lexicon.cues.age.has(c.around().wordBefore.toLowerCase())) return [];
    return date(0.93, { decade: Math.floor((value < 100 ? 1900 + value : value) / 10) });
  }),
  rule('apostrophe decade', (c) => {
    return date(0.9, { decade: Math.floor((1900 + (valueOf(c, 'decade') % 100)) / 10) });
  }),
  rule('decade-before (of the?)? number', (c) => {
    const decade = decadeOf(valueOf(c, 'number'));
    return decade === undefined ? undefined : date(0.93, { decade });
  }),
  rule('decade-before (of the?)? number and|or|to|dash|comma number', (c) => {
    const [first, second] = c.match.lexemes.filter(({ category }) => category === 'number');
    const decades = [first, second].map((lexeme) => decadeOf(lexeme?.value ?? 0));
    const [from, to] = decades;
    if (from === undefined || to === undefined || from >= to) return undefined;
    const at = c.match.lexemes.length - 1;
    return [
      { ...date(0.9, { decade: from }), from: 0, to: at - 1 },
      { ...date(0.9, { decade: to }), from: at },
    ];
  }),
  rule('(decade-before (of the?)?)? decade-name dash? units?', (c) => {
    if (has(c, 'units') && unitOf(c) !== 'year') return undefined;
    return date(0.85, { decade: 190 + valueOf(c, 'decade-name') / 10 });
  }),
  rule('unit roman|number|ordinal', (c) => {
    const value = valueOf(c, 'roman', 'number', 'ordinal');
    return unitOf(c) === 'century' && isWhole(value, 30) ? date(0.95, { century: value - 1 }) : undefined;
  }),
  rule('units roman|number|ordinal and|or|to|dash|comma roman|number|ordinal', twoCenturies),
  rule('roman|ordinal and|or|to|dash|comma roman|ordinal unit|units', twoCenturies),
  rule('roman|ordinal|number dash? unit', (c) => {
    const value = valueOf(c, 'roman', 'ordinal', 'number');
    if (unitOf(c) !== 'century' || !isWhole(value, 30)) return undefined;
    // `two century` counts, `21 век` names.
    return has(c, 'number') && value < 5 ? undefined : date(0.95, { century: value - 1 });
  }),

  // quarters, halves, seasons
  rule('ordinal dash? unit ((of the?)? year year-after?)?', (c) => {
    const unit = unitOf(c);
    const value = valueOf(c, 'ordinal');
    if (unit === 'quarter' && value <= 4) return date(0.9, { ...yearOf(c), quarter: value });
    return unit === 'half-year' && value <= 2 ? date(0.9, { ...yearOf(c), half: value }) : undefined;
  }),
  rule('ordinal half ((of the?)? year year-after?)?', (c) => {
    if (valueOf(c, 'ordinal') > 2) return undefined;
    // A match and a book have halves too.
    return { ...date(0.9, { ...yearOf(c), half: valueOf(c, 'ordinal') }), partial: !has(c, 'year') };
  }),
  rule('year ordinal dash? unit', (c) =>
    unitOf(c) === 'quarter' && valueOf(c, 'ordinal') <= 4
      ? date(0.9, { ...yearOf(c), quarter: valueOf(c, 'ordinal') })
      : undefined,
  ),
  rule('quarter (of? year)?', (c) => date(0.85, { ...yearOf(c), quarter: valueOf(c, 'quarter') })),
  rule('season (of? year year-after?)?', (c) => {
    const year = yearOf(c);
    const season = { season: find(c, 'season')?.code as Season };
    if (year.year !== undefined) return date(0.95, { ...year, ...season });
    const articled = c.lexicon.cues.articles.has(c.around().wordBefore.toLowerCase());
    const lone = c.cued() || articled || find(c, 'season')?.lone;
    return lone ? date(0.7, season) : { ...date(0.7, season), partial: true };
  }),
  rule('shift season', (c) =>
    date(0.92, { season: find(c, 'season')?.code as Season, direction: directionOf(c) }),
  ),
  rule('season shift-after', (c) =>
    date(0.92, { season: find(c, 'season')?.code as Season, direction: directionOf(c) }),
  ),

  // weekdays
  rule('shift weekday', (c) =>
    find(c, 'weekday')?.abbreviated
      ? undefined
      : date(0.95, { weekday: valueOf(c, 'weekday'), direction: directionOf(c) }),
  ),
  rule('weekday shift-after', (c) =>
    date(0.95, { weekday: valueOf(c, 'weekday'), direction: directionOf(c) }),
  ),
  rule('weekday dash|to|and|or|slash the? weekday', twoNames('weekday')),
  rule('weekday', (c) => {
    if (find(c, 'weekday')?.abbreviated) {
      return { ...date(0.7, { weekday: valueOf(c, 'weekday') }), partial: true };
    }
    const confidence = loneName(c, 0);
    return confidence === undefined ? undefined : date(confidence, { weekday: valueOf(c, 'weekday') });
  }),
  rule('shift? weekday shift-after? comma? open day|day-month close', (c) => {
    const { value } = find(c, 'day', 'day-month') ?? { value: 0 };
    const both = has(c, 'day-month');
    return date(0.97, {
      weekday: valueOf(c, 'weekday'),
      day: both ? value % 100 : value,
      ...(both && { month: Math.floor(value / 100) }),
    });
  }),
  rule('weekday-part', (c) => {
    const { value, code = '' } = find(c, 'weekday-part') ?? { value: 1 };
    return {
      meaning: { kind: 'clock', time: `T${code}`, date: { kind: 'calendar', weekday: value } },
      confidence: 0.92,
    };
  }),
  rule('shift weekday-part', (c) => {
    const { value, code = '' } = find(c, 'weekday-part') ?? { value: 1 };
    return {
      meaning: {
        kind: 'clock',
        time: `T${code}`,
        date: { kind: 'calendar', weekday: value, direction: directionOf(c) },
      },
      confidence: 0.92,
    };
  }),
  rule('weekday-plural', (c) => recurring(`XXXX-WXX-${String(valueOf(c, 'weekday-plural'))}`, 0.7)),

  // counted from the article's date, or from the date last mentioned
  rule('relative', (c) => {
    const { unit = 'day', value, code } = find(c, 'relative') ?? { value: 0 };
    // `la mañana`
    if (unit === 'day' && value === 1 && c.lexicon.cues.articles.has(c.around().wordBefore)) return undefined;
    const direction = Math.sign(value) as Direction;
    return {
      meaning: { kind: 'offset', unit, amount: value, direction, origin: 'article' },
      confidence: 0.95,
      ...(code !== undefined && { mod: code }),
    };
  }),
  // `the year-ago quarter`, `a year-earlier loss`
  rule('one? unit dash ago-after|mention-shift-after', (c) => {
    const direction = valueOf(c, 'ago-after', 'mention-shift-after') as Direction;
    return {
      meaning: {
        kind: 'offset',
        unit: unitOf(c),
        amount: direction,
        direction,
        origin: 'article',
        ...(unitOf(c) === 'year' && direction === -1 && { comparison: true }),
      },
      confidence: 0.85,
      from: has(c, 'one') ? 1 : 0,
    };
  }),
  rule('unit dash ago-after|mention-shift-after unit', (c) =>
    unitOf(c) === 'year' && c.match.lexemes[3]?.unit === 'quarter'
      ? date(0.9, {
          yearOffset: valueOf(c, 'ago-after', 'mention-shift-after'),
          sameQuarter: true,
        })
      : undefined,
  ),
  // `the 1988 quarter`
  rule('year unit', (c) =>
    unitOf(c) === 'quarter' ? date(0.85, { ...yearOf(c), sameQuarter: true }) : undefined,
  ),
  rule('mention-relative', (c) => {
    const { unit = 'day', value } = find(c, 'mention-relative') ?? { value: 0 };
    const direction = Math.sign(value) as Direction;
    return {
      meaning: { kind: 'offset', unit, amount: value, direction, origin: 'mention' },
      confidence: 0.85,
    };
  }),
  ...['shift unit', 'unit shift-after'].map((pattern) =>
    rule(pattern, (c) => {
      const unit = unitOf(c);
      const direction = directionOf(c);
      if (!SHIFTED.has(unit) && !(unit === 'day' && direction === 0)) return undefined;
      // `the past decade` lasts until now, `a década passada` is the one before.
      if (unit === 'decade' && direction !== 0 && has(c, 'shift')) {
        return { meaning: { kind: 'duration', unit, amount: 1 }, confidence: 0.85 };
      }
      return {
        meaning: { kind: 'offset', unit, amount: direction, direction, origin: 'article' },
        confidence: 0.93,
      };
    }),
  ),
  rule('unit', (c) => {
    // `the year ended 30 June` is the length of what is accounted for.
    if (unitOf(c) === 'year' && c.lexicon.cues.closing.has(c.around().wordAfter)) {
      return { meaning: { kind: 'duration', unit: 'year', amount: 1 }, confidence: 0.8 };
    }
    const articled = c.lexicon.cues.articles.has(c.around().wordBefore.toLowerCase());
    const unit = unitOf(c);
    const atHand = articled && c.lexicon.unitsAtHand.has(unit);
    if (!atHand && !(unit === 'weekend' && (c.cued() || articled))) return undefined;
    // Figures `for the quarter` are those of the quarter that was named.
    const origin = unit === 'quarter' ? 'mention' : 'article';
    return {
      meaning: { kind: 'offset', unit, amount: 0, direction: 0, origin },
      confidence: atHand ? 0.6 : 0.8,
    };
  }),
  ...['mention unit', 'unit mention-after'].map((pattern) =>
    rule(pattern, (c) => {
      const unit = unitOf(c);
      const direction = directionOf(c);
      if (!SHIFTED.has(unit) && unit !== 'day') return undefined;
      return {
        meaning: { kind: 'offset', unit, amount: direction, direction, origin: 'mention' },
        confidence: 0.85,
      };
    }),
  ),
  rule('mention units', (c) => ({
    // `nesses anos`, `those days`
    meaning: { kind: 'duration', unit: unitOf(c) },
    confidence: 0.6,
  })),
  ...[
    'shift number|few units',
    'number|few shift units',
    'shift units',
    'number units shift-after',
    'units shift-after',
  ].map((pattern) =>
    rule(pattern, (c) => {
      const amount = amountOf(c);
      if (directionOf(c) === 0 && amount === undefined) return undefined;
      return {
        meaning: { kind: 'duration', unit: unitOf(c), ...(amount === undefined ? {} : { amount }) },
        confidence: amount === undefined ? 0.75 : 0.9,
      };
    }),
  ),
  rule('ago bound? number|one|few|half unit|units ago-after?', ago('article', 0.95)),
  rule('ago bound? number|one unit|units and half', ago('article', 0.95)),
  rule('ago unit and half', ago('article', 0.9)),
  rule('bound? number|one|few|half unit|units ago-after', ago('article', 0.95)),
  rule('number (and? half)? unit|units ago-after', ago('article', 0.95)),
  rule('number|one unit|units and half ago-after', ago('article', 0.95)),
  rule('number unit|units and half mention-shift-after', ago('mention', 0.85)),
  rule('bound? unit mention-shift-after', (c) => {
    // `година по-късно`, in languages without an article that counts
    const { bareUnitCounts, cues } = c.lexicon;
    if (!bareUnitCounts || cues.articles.size > 0) return undefined;
    if (!(SHIFTED.has(unitOf(c)) || unitOf(c) === 'day')) return undefined;
    const direction = valueOf(c, 'mention-shift-after') as Direction;
    return {
      meaning: { kind: 'offset', unit: unitOf(c), amount: direction, direction, origin: 'mention' },
      confidence: 0.8,
    };
  }),
  rule('bound unit', (c) =>
    c.lexicon.bareUnitCounts && ONE_OF_THEM.has(unitOf(c))
      ? { meaning: { kind: 'duration', unit: unitOf(c), amount: 1 }, confidence: 0.75 }
      : undefined,
  ),
  ...['ago bound? unit', 'unit ago-after', 'ahead bound? unit'].map((pattern) =>
    rule(pattern, (c) => {
      if (!c.lexicon.bareUnitCounts || !SHIFTED.has(unitOf(c))) return undefined;
      const direction = valueOf(c, 'ago', 'ago-after', 'ahead') as Direction;
      return {
        meaning: { kind: 'offset', unit: unitOf(c), amount: direction, direction, origin: 'article' },
        confidence: 0.8,
        ...boundOf(c),
      };
    }),
  ),
  rule('ago units', ago('article', 0.8)),
  rule('units ago-after', ago('article', 0.8)),
  rule('ahead number|one|few|half unit|units', ago('article', 0.85)),
  rule('number|one|few unit|units ahead-after', ago('article', 0.85)),
  // `three days before the vote` lasts three days.
  rule('units mention-shift-after|event-shift', (c) => ({
    // `anos mais tarde`, `weeks before the vote`
    meaning: { kind: 'duration', unit: unitOf(c) },
    confidence: 0.65,
    to: 1,
  })),
  rule('number|one|few|half unit|units event-shift', (c) => {
    if (c.around().wordAfter === '') return undefined;
    const amount = amountOf(c);
    return {
      meaning: { kind: 'duration', unit: unitOf(c), ...(amount === undefined ? {} : { amount }) },
      confidence: 0.8,
      to: c.match.lexemes.length - 1,
    };
  }),
  rule('number|one|few|half unit|units mention-shift-after', (c) =>
    // How long after is all that `a few days later` says.
    has(c, 'few')
      ? { meaning: { kind: 'duration', unit: unitOf(c) }, confidence: 0.75 }
      : ago('mention', 0.85)(c),
  ),
  rule('reference', (c) => {
    const { code: value, ambiguous } = find(c, 'reference') ?? {};
    const { wordBefore, secondBefore, wordAfter } = c.around();
    const { articles, functionWords, reference } = c.lexicon.cues;
    // `in the past`, but neither `past` the house nor `the future king`, and not `the future of Europe`.
    if (ambiguous) {
      const articled = articles.has(wordBefore.toLowerCase());
      const introduced = reference.has((articled ? secondBefore : wordBefore).toLowerCase());
      if (!(introduced || (reference.size === 0 && (articled || c.cued())))) return undefined;
      if (wordAfter !== '' && !functionWords.has(wordAfter) && !isVerb(wordAfter, c.lexicon))
        return undefined;
    }
    if (value !== 'PRESENT_REF' && value !== 'PAST_REF' && value !== 'FUTURE_REF') return undefined;
    return { meaning: { kind: 'reference', value }, confidence: 0.75 };
  }),

  rule('era', (c) => {
    const value = find(c, 'era')?.code;
    if (!startsWithCapital(c.textOf(0)) || (value !== 'PAST_REF' && value !== 'PRESENT_REF'))
      return undefined;
    return { meaning: { kind: 'reference', value }, confidence: 0.7 };
  }),

  // times of day
  rule('clock am-pm? zone?', (c) => {
    const afternoon = find(c, 'am-pm')?.value;
    const { value, code = '' } = find(c, 'clock') ?? { value: 0 };
    const cued = c.lexicon.cues.clock.has(c.around().wordBefore.toLowerCase());
    return clock(clockTime(value, code, afternoon), afternoon !== undefined || cued ? 0.95 : 0.6);
  }),
  rule('clock clock-after zone?', (c) => {
    const { value, code = '' } = find(c, 'clock') ?? { value: 0 };
    return clock(clockTime(value, code), 0.95);
  }),
  rule('hour am-pm zone?', (c) => {
    const { value, code = '' } = find(c, 'hour') ?? { value: 0 };
    return clock(clockTime(value, code, valueOf(c, 'am-pm')), 0.95);
  }),
  rule('hour to|dash hour clock-after', (c) => {
    // `from 7 to 20 hours`
    const [first, second] = c.match.lexemes.filter(({ category }) => category === 'hour');
    const cued = c.lexicon.cues.clock.has(c.around().wordBefore.toLowerCase());
    if (!first || !second || first.value >= second.value || (c.lexicon.clockNeedsCue && !cued))
      return undefined;
    const from = clock(clockTime(first.value, first.code ?? ''), 0.85);
    const to = clock(clockTime(second.value, second.code ?? ''), 0.9);
    return from && to
      ? [
          { ...from, from: 0, to: 1 },
          { ...to, from: 2 },
        ]
      : undefined;
  }),
  rule('hour|number clock-after (of? part)?', (c) => {
    const hour = find(c, 'hour', 'number');
    const cued = c.lexicon.cues.clock.has(c.around().wordBefore.toLowerCase());
    if (!hour || hour.value > 24 || !Number.isInteger(hour.value)) return undefined;
    const part = find(c, 'part')?.code;
    // `5 часа` may be a length of time, `19.30 часа` and `5 часа следобед` may not.
    if (c.lexicon.clockNeedsCue && !cued && !hour.code && !part) return undefined;
    const later = part !== undefined && part !== 'MO' && part !== 'MI' && hour.value < 12;
    return clock(clockTime(hour.value + (later ? 12 : 0), hour.code ?? ''), 0.9);
  }),
  // `alle 20.30`
  rule('hour', (c) => {
    const { value, code = '' } = find(c, 'hour') ?? { value: 0 };
    const sure = c.lexicon.cues.sureClock.has(c.around().wordBefore.toLowerCase());
    return sure && code !== '' ? clock(clockTime(value, code), 0.85) : undefined;
  }),
  rule('clock-before hour|clock', (c) => {
    const { value, code = '' } = find(c, 'hour', 'clock') ?? { value: 0 };
    return clock(clockTime(value, code), 0.9);
  }),
  rule('hour part', (c) => {
    // `às 5 da manhã`, `4 in the morning`
    const cued = c.lexicon.cues.clock.has(c.around().wordBefore.toLowerCase());
    if (!cued || !c.textOf(1).includes(' ')) return undefined;
    const { value, code = '' } = find(c, 'hour') ?? { value: 0 };
    const part = find(c, 'part')?.code;
    return clock(clockTime(value + (part !== 'MO' && value < 12 ? 12 : 0), code), 0.85);
  }),
  rule('number part', (c) => {
    // `às duas da tarde`, `uma da madrugada`
    const hour = valueOf(c, 'number');
    if (!Number.isInteger(hour) || hour < 1 || hour > 12 || !c.textOf(1).includes(' ')) return undefined;
    const part = find(c, 'part')?.code;
    return clock(clockTime(part !== 'MO' && hour < 12 ? hour + 12 : hour, ''), 0.85);
  }),
  rule('hour-mark clock-after', (c) => {
    const { value, code = '' } = find(c, 'hour-mark') ?? { value: 0 };
    return clock(clockTime(value, code), 0.9);
  }),
  rule('hour-mark', (c) => {
    const { value, code = '' } = find(c, 'hour-mark') ?? { value: 0 };
    const cued = c.lexicon.cues.clock.has(c.around().wordBefore.toLowerCase());
    if (!cued && code === '') return { ...lengthInHours(value), partial: true };
    return clock(clockTime(value, code), cued ? 0.95 : 0.75);
  }),
  rule('noon', (c) => clock(clockTime(valueOf(c, 'noon'), '00'), 0.85)),
  rule('relative-part', (c) => {
    const { value, code = 'NI' } = find(c, 'relative-part') ?? { value: 0 };
    const direction = Math.sign(value) as Direction;
    return {
      meaning: {
        kind: 'clock',
        time: `T${code}`,
        date: { kind: 'offset', unit: 'day', amount: value, direction, origin: 'article' },
      },
      confidence: 0.92,
    };
  }),
  rule('shift part', (c) => {
    const direction = directionOf(c);
    // `the next morning` is counted from a day that was named.
    if (direction === 1) return undefined;
    return {
      meaning: {
        kind: 'clock',
        time: `T${find(c, 'part')?.code ?? ''}`,
        date: { kind: 'offset', unit: 'day', amount: direction, direction, origin: 'article' },
      },
      confidence: 0.92,
    };
  }),
  ...['mention part', 'part mention-after'].map((pattern) =>
    rule(pattern, (c) => {
      const direction = directionOf(c);
      return {
        meaning: {
          kind: 'clock',
          time: `T${find(c, 'part')?.code ?? ''}`,
          date: { kind: 'offset', unit: 'day', amount: direction, direction, origin: 'mention' },
        },
        confidence: 0.85,
      };
    }),
  ),
  rule('part', (c) => {
    const { wordBefore, secondBefore } = c.around();
    const { articles, part } = c.lexicon.cues;
    // `durante a noite`, `overnight`
    const before = articles.has(wordBefore.toLowerCase()) ? secondBefore : wordBefore;
    return {
      meaning: { kind: 'clock', time: `T${find(c, 'part')?.code ?? ''}` },
      confidence: 0.5,
      partial: !find(c, 'part')?.lone && !part.has(before.toLowerCase()),
    };
  }),

  // recurrences
  // `todo o dia`, the whole of it
  rule('every the unit', (c) =>
    c.lexicon.cues.span.has(c.around().wordAfter)
      ? undefined
      : { meaning: { kind: 'duration', unit: unitOf(c), amount: 1 }, confidence: 0.7 },
  ),
  rule('every unit', (c) => recurring(durationValue(unitOf(c), 1), 0.92)),
  rule('every units', (c) => recurring(durationValue(unitOf(c), 1), 0.9)),
  rule('every number|few units', (c) => recurring(durationValue(unitOf(c), amountOf(c)), 0.92)),
  rule('every weekday|weekday-plural', (c) =>
    recurring(`XXXX-WXX-${String(valueOf(c, 'weekday', 'weekday-plural'))}`, 0.92),
  ),
  rule('every month', (c) => recurring(`XXXX-${padded(valueOf(c, 'month'), 2)}`, 0.9)),
  rule('every holiday', (c) => {
    const { month, day } = feastOf(c);
    return recurring(month && day ? `XXXX-${padded(month, 2)}-${padded(day, 2)}` : 'P1Y', 0.9);
  }),
  rule('every season', (c) => recurring(`XXXX-${find(c, 'season')?.code ?? ''}`, 0.9)),
  rule('every part', (c) => recurring(`XXXX-XX-XXT${find(c, 'part')?.code ?? ''}`, 0.9)),
  rule('frequency', (c) => recurring(find(c, 'frequency')?.code ?? 'P1D', 0.8)),
  rule('number of number units', (c) => {
    // `de quinze em quinze dias`
    const [first, second] = c.match.lexemes.filter(({ category }) => category === 'number');
    return first && first.value === second?.value
      ? recurring(durationValue(unitOf(c), first.value), 0.85)
      : undefined;
  }),
  rule('number|few (or|dash|to number)? times per the? unit', (c) =>
    recurring(durationValue(unitOf(c), 1), 0.93),
  ),
  rule('rate the? unit', (c) => recurring(durationValue(unitOf(c), 1), 0.75)),
  rule('times-word per the? unit', (c) => recurring(durationValue(unitOf(c), 1), 0.93)),
  rule('times-word frequency', (c) => recurring(find(c, 'frequency')?.code ?? 'P1D', 0.93)),
  rule('number|few (or|dash|to number)? times frequency', (c) =>
    recurring(find(c, 'frequency')?.code ?? 'P1D', 0.93),
  ),

  // lengths of time, and the ages that look like them
  rule('number|one (to|and|or|dash number)? dash? unit|units dash? age-after', () => []),
  rule('age-before number unit|units', (c) => {
    // `a escritora, de 78 anos, disse`
    const aside = c.textOf(0).startsWith(',');
    return unitOf(c) !== 'year' || (aside && !/[,.;)]/.test(c.around().markAfter)) ? undefined : [];
  }),
  rule('number (to|or|dash) number amplifier? unit|units', (c) => {
    const [low, high] = c.match.lexemes.filter(({ category }) => category === 'number');
    if (!low || !high || low.value >= high.value || high.value >= 1500) return undefined;
    return { meaning: { kind: 'duration', unit: unitOf(c) }, confidence: 0.85 };
  }),
  rule('number and number unit|units', (c) => {
    // `crianças entre 8 e 12 anos`
    const { wordBefore, wordAfter } = c.around();
    const { between, span } = c.lexicon.cues;
    return unitOf(c) === 'year' && between.has(wordBefore.toLowerCase()) && !span.has(wordAfter)
      ? []
      : undefined;
  }),
  rule('number dash unit-adjective', (c) => ({
    meaning: {
      kind: 'duration',
      unit: find(c, 'unit-adjective')?.unit ?? 'day',
      amount: valueOf(c, 'number'),
    },
    confidence: 0.8,
  })),
  rule('number|one|few|half amplifier? unit|units', lasting(0.85)),
  rule('number and? half unit|units', lasting(0.85)),
  rule('number|one unit|units and half', lasting(0.85)),
  rule('unit and half', lasting(0.85)),
  rule('number dash unit', lasting(0.85)),
  rule('number unit|units (and|comma)? number unit|units', (c) => {
    const [larger, smaller] = c.match.lexemes.filter(({ unit }) => unit !== undefined);
    const [amount, rest] = c.match.lexemes.filter(({ category }) => category === 'number');
    if (!larger?.unit || !smaller?.unit || !amount || !rest) return undefined;
    if (UNITS.indexOf(larger.unit) <= UNITS.indexOf(smaller.unit) || !Number.isInteger(amount.value))
      return undefined;
    if (c.lexicon.cues.age.has(c.around().wordBefore.toLowerCase())) return [];
    return {
      meaning: {
        kind: 'duration',
        unit: larger.unit,
        amount: amount.value,
        rest: { unit: smaller.unit, amount: rest.value },
      },
      confidence: 0.88,
    };
  }),
  rule('units', lasting(0.6)),
];

/** What a holiday's lexeme names: a month and a day, or the rule of one that moves. */
function feastOf(candidate: Candidate): Pick<CalendarMeaning, 'month' | 'day' | 'feast'> {
  const code = find(candidate, 'holiday')?.code ?? '';
  const fixed = /^(\d\d)-(\d\d)$/.exec(code);
  return fixed ? { month: Number(fixed[1]), day: Number(fixed[2]) } : { feast: code };
}

function lengthInHours(hours: number): Reading {
  return { meaning: { kind: 'duration', unit: 'hour', amount: hours }, confidence: 0.5 };
}
