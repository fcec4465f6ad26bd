import type { DayPart, Season, Unit } from './meaning';

/**
 * Alternatives parted by `|`, each one or more words; a group in parentheses is one of its
 * alternatives: `минал(ия|ата)|ano(|s) passado`. Matched without regard to case.
 */
export type Phrases = string;

/** Words before the noun and words after it: `last week` has one before, `semana passada` one after. */
export interface Placed {
  readonly before?: Phrases;
  readonly after?: Phrases;
}

/** TIMEX3's `mod` for a part of a period. */
export type PeriodMod = 'START' | 'MID' | 'END';

export interface TenseCues {
  readonly words?: Phrases;
  readonly endings?: Phrases;
}

/**
 * What a language says about time. The engine knows no language: everything that it needs beyond
 * the month and weekday names, relative words and field order that `Intl` gives stands here, and
 * every field may be left out.
 */
export interface TemporalLanguage {
  readonly tag: string;

  /** Names that `Intl` does not give, by number: months from 1, weekdays from Monday 1. */
  readonly months?: Readonly<Record<number, Phrases>>;
  readonly weekdays?: Readonly<Record<number, Phrases>>;
  readonly weekdayPlurals?: Readonly<Record<number, Phrases>>;
  /** True where month and weekday names are always written with a capital. */
  readonly capitalNames?: boolean;
  /** True where every noun has a capital, so that a capital after a number is what it counts. */
  readonly capitalNouns?: boolean;
  /** Names and references that are common words or people's names too: alone only after a cue. */
  readonly ambiguousNames?: Phrases;
  readonly seasons?: Readonly<Partial<Record<Season, Phrases>>>;
  readonly dayParts?: Readonly<Partial<Record<DayPart, Phrases>>>;
  /** Those that are a time without a day beside them: `at night`. They stand in `dayParts` too. */
  readonly loneDayParts?: Phrases;
  /** Seasons that are adverbs, or in a case that makes them a time: `взимку`. They stand in `seasons` too. */
  readonly loneSeasons?: Phrases;
  /** Single words after which a part of the day is a time without a day: `durante`. */
  readonly partCues?: Phrases;
  /** Parts of the day that are written onto a weekday's name: `abend` in `Montagabend`. */
  readonly joinedDayParts?: Readonly<Partial<Record<DayPart, Phrases>>>;
  /** Holidays by month and day, `12-25`, or by the rule of one that moves (see `feastDay`). */
  readonly holidays?: Readonly<Record<string, Phrases>>;
  readonly units?: Readonly<Partial<Record<Unit, { readonly one: Phrases; readonly many?: Phrases }>>>;

  /** Units as adjectives after a number and a hyphen: `месечен` in `21-месечен`. Those of years tell ages. */
  readonly unitAdjectives?: Readonly<Partial<Record<Unit, Phrases>>>;

  readonly numbers?: Readonly<Record<number, Phrases>>;
  /** What joins tens and ones in words: `twenty-four`, `vinte e quatro`. */
  readonly compoundJoiners?: readonly string[];
  /** The indefinite article where it counts one: `a year ago`. */
  readonly one?: Phrases;
  readonly few?: Phrases;
  readonly half?: Phrases;
  /** What may stand between an amount and its unit: `two more weeks`, `três longos anos`. */
  readonly amplifiers?: Phrases;
  readonly ordinals?: Readonly<Record<number, Phrases>>;
  /** What turns digits into an ordinal: `th`, `º`. */
  readonly ordinalEndings?: Phrases;

  readonly the?: Phrases;
  readonly of?: Phrases;
  /** What joins a time of day to its day: `noon on Sunday`. */
  readonly on?: Phrases;
  readonly and?: Phrases;
  readonly or?: Phrases;
  readonly to?: Phrases;

  /** True where tens follow ones in numbers in words: `vierundzwanzig`. */
  readonly onesFirst?: boolean;

  /** What follows a year's digits: `г.` */
  readonly yearAfter?: Phrases;
  readonly beforeEra?: Phrases;
  readonly ofEra?: Phrases;
  /** What stands before the digits of a decade (`anos 90`), what ends them (`1990s`), names (`nineties`). */
  readonly decadeBefore?: Phrases;
  readonly decadeEndings?: Phrases;
  readonly decadeNames?: Readonly<Record<number, Phrases>>;

  readonly last?: Placed;
  readonly this?: Placed;
  readonly next?: Placed;
  /** Counted from the date last mentioned: `the previous year`, `no dia seguinte`, `the same day`. */
  readonly previous?: Placed;
  readonly following?: Placed;
  readonly same?: Placed;
  /** `three days ago`, `há três dias`. */
  readonly ago?: Placed;
  readonly ahead?: Placed;
  /** `three days earlier`, `three days later`: counted from the date last mentioned. */
  readonly earlier?: Placed;
  readonly later?: Placed;
  /** Words that an event follows: `three days before the vote`. They may stand in `earlier` and `later` too. */
  readonly eventPrepositions?: Phrases;
  /** Whole expressions that `Intl` does not give: `[unit, amount, phrases]`, with TIMEX3's `mod` if any. */
  readonly relative?: readonly (readonly [unit: Unit, amount: number, phrases: Phrases, mod?: PeriodMod])[];
  /** Units that the article alone makes the current one: `the year`. */
  readonly unitsAtHand?: readonly Unit[];
  /** Whole expressions counted from the date last mentioned: `le lendemain`, `[unit, amount, phrases]`. */
  readonly relativeToMention?: readonly (readonly [unit: Unit, amount: number, phrases: Phrases])[];
  /** `tonight`, `last night`: `[days from the article's date, part, phrases]`. */
  readonly relativeDayParts?: readonly (readonly [days: number, part: DayPart, phrases: Phrases])[];
  readonly present?: Phrases;
  readonly past?: Phrases;
  readonly future?: Phrases;
  /** Ages of history, written with a capital, by their value: `PAST_REF` for `Middle Ages`. */
  readonly eras?: Readonly<Partial<Record<'PAST_REF' | 'PRESENT_REF', Phrases>>>;

  /** Names with time words in them that are no time: `Rio de Janeiro`, `Arab Spring`. */
  readonly names?: Phrases;

  /** TIMEX3's `mod` for a part of a period: `early`, `início de`, `средата на`; joined by `of` or not. */
  readonly modifiers?: Readonly<Partial<Record<PeriodMod, Phrases>>>;
  /** TIMEX3's `mod` for a bounded amount. */
  readonly bounds?: Readonly<
    Partial<Record<'APPROX' | 'MORE_THAN' | 'LESS_THAN' | 'EQUAL_OR_MORE' | 'EQUAL_OR_LESS', Phrases>>
  >;

  readonly every?: Phrases;
  readonly per?: Phrases;
  /** Words that make a SET of a unit without a number of times before them: `per month`. */
  readonly rate?: Phrases;
  readonly times?: Phrases;
  /** `once`, `twice`. */
  readonly timesWords?: Readonly<Record<number, Phrases>>;
  /** Adverbs of recurrence by their value: `P1D` for `daily`. */
  readonly frequencies?: Readonly<Record<string, Phrases>>;

  readonly am?: Phrases;
  readonly pm?: Phrases;
  /** Words before an hour: `ore`. */
  readonly clockBefore?: Phrases;
  /** Words after an hour: `o'clock`, `часа`. */
  readonly clockAfter?: Phrases;
  /** True where the hour word also counts hours, so that a time of day needs a cue before it. */
  readonly clockNeedsCue?: boolean;
  readonly clockCues?: Phrases;
  /** Those of them after which `20.30` can be no other number. */
  readonly sureClockCues?: Phrases;
  /** The letter between hours and minutes: `15h30`. */
  readonly hourMark?: string;
  readonly noon?: Phrases;
  readonly midnight?: Phrases;

  /** What follows, and what comes before, a number of years that is an age: `de idade`, `aged`, `âgé de`. */
  readonly ageAfter?: Phrases;
  readonly ageBefore?: Phrases;
  /** Single words after a number of years that is no age: `com 12 anos de experiência`. */
  readonly spanCues?: Phrases;
  /** Single words before two numbers of years, which are ages: `entre 8 e 12 anos`. */
  readonly betweenCues?: Phrases;
  /** Single words before ambiguous references (`past`, `future`), an article between them or not. */
  readonly referenceCues?: Phrases;
  /** Single words after which a month, a weekday or a year is to be expected. */
  readonly dateCues?: Phrases;
  /** Single words after which `a week` or `years` lasts. */
  readonly durationCues?: Phrases;
  /** Single words that may follow a year without making it a count of something. */
  readonly functionWords?: Phrases;
  /** Single words, besides articles, that make a year after them one: `its 1990 invasion`. */
  readonly determiners?: Phrases;
  /** Single words that follow a year which is as long as what is accounted for: `the year ended 30 June`. */
  readonly closingCues?: Phrases;
  /** Single words after which a day is the name of a place: `Rua 25 de Março`. */
  readonly nameCues?: Phrases;

  /** Single words before a date to come, where no verb tells otherwise: `the loan, by February`. */
  readonly deadlineCues?: Phrases;
  /** What stands before a date that something is to be done by, whatever the verb: `promised it before the end of June`. */
  readonly limitCues?: Phrases;
  /** Verbs, one word or two each (`had been`), of which the second of two may be of the other tense. */
  readonly pastTense?: TenseCues;
  readonly futureTense?: TenseCues;
}

/** The alternatives of `phrases`, its groups written out. */
export function alternatives(phrases: Phrases | undefined): string[] {
  if (!phrases) return [];
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= phrases.length; i++) {
    const c = phrases[i];
    if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (c === undefined || (c === '|' && depth === 0)) {
      parts.push(phrases.slice(from, i));
      from = i + 1;
    }
  }
  return parts.flatMap(writtenOut);
}

function writtenOut(phrase: string): string[] {
  const open = phrase.indexOf('(');
  if (open < 0) return [phrase];
  const close = phrase.indexOf(')', open);
  const before = phrase.slice(0, open);
  const rest = phrase.slice(close + 1);
  return phrase
    .slice(open + 1, close)
    .split('|')
    .flatMap((choice) => writtenOut(before + choice + rest));
}
