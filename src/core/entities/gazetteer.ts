import generated from './generated/gazetteer.json';
import { ENTITY_LABELS, type EntityLabel, type NameLanguage } from './languages/language';
import { remembered } from '../model/remembered';
import { transliterate } from './transliteration';

/** A name that is known beforehand. */
export interface KnownName {
  readonly label: EntityLabel;
  /** How surely the name means that: 3 for a country or world body, 1 for a town among many. */
  readonly weight: number;
  /** True of a state or a seat of power: the name means that whatever else speaks against it. */
  readonly isSettled: boolean;
}

/** The names known to a language. Asks are in the spelling of the text, words separated by one space. */
export interface Gazetteer {
  lookup(phrase: string): KnownName | undefined;
  isGivenName(word: string): boolean;
  isFamilyName(word: string): boolean;
  /** True of towns too small to be sure of when their name is all that is known. */
  isTown(phrase: string): boolean;
  /** False if no known name of more than one word begins with the word: most words, so ask before joining phrases. */
  beginsNames(word: string): boolean;
}

/** The most words that a known name has. */
export const LONGEST_NAME = 7;

const LISTED_WEIGHT = 3;
const COUNTRY_WEIGHT = 3;
const REGION_WEIGHT = 1.4;
const CITY_WEIGHT = 1.5;

/** UN M49 codes of continents and their parts, which `Intl.DisplayNames` names as it does countries. */
const CONTINENTS =
  '002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 142 143 145 150 151 154 155 202 419';

/** Two-letter codes that stand for no place: alliances, currencies, pseudo-locales. */
const NO_PLACES = /^(?:EU|EZ|UN|QO|ZZ|X[AB])$/;

/**
 * The gazetteer of a language: names of countries and continents from `Intl`, of cities, regions and people from
 * what `scripts/gazetteer.mjs` gathered, and those that the language lists. Names in capitals (`EUA`) are matched
 * with case, others without.
 */
export function gazetteer(language: NameLanguage): Gazetteer {
  const names = new Map<string, KnownName>();
  const add = (name: string, label: EntityLabel, weight: number, isSettled = false): void => {
    const key = nameKey(name);
    if (key.length > 1 && (names.get(key)?.weight ?? 0) < weight)
      names.set(key, { label, weight, isSettled });
  };
  for (const label of ENTITY_LABELS) {
    for (const name of language.settled[label] ?? []) add(name, label, LISTED_WEIGHT, true);
    for (const name of language.names[label] ?? []) add(name, label, LISTED_WEIGHT);
  }
  for (const name of regionNames(language.locales).keys()) {
    add(name, 'location', COUNTRY_WEIGHT, true);
  }
  for (const name of generated.regions.split('|')) add(name, 'location', REGION_WEIGHT);
  for (const name of generated.cities.split('|')) add(name, 'location', CITY_WEIGHT);
  const givenNames = new Set(language.givenNames);
  for (const list of [generated.womensNames, generated.mensNames, generated.otherGivenNames]) {
    for (const name of list.split('|')) givenNames.add(name.toLowerCase());
  }

  const familyNames = new Set(generated.familyNames.toLowerCase().split('|'));
  const towns = new Set(generated.towns.toLowerCase().split('|'));
  const isIn = (set: ReadonlySet<string>, name: string): boolean => {
    const small = name.toLowerCase();
    return set.has(small) || (isBulgarian(name) && set.has(transliterate(name)));
  };
  const beginnings = new Set<string>();
  for (const name of names.keys()) {
    const beginning = beginningOf(name);
    if (beginning.length < name.length) beginnings.add(beginning.toLowerCase());
  }

  return remembering({
    isFamilyName: (word) => isIn(familyNames, word),
    isTown: (phrase) => isIn(towns, phrase),
    lookup: (phrase) => {
      const known = names.get(nameKey(phrase));
      if (known !== undefined) return known;
      if (isBulgarian(phrase)) return names.get(transliterate(phrase));
      return phrase.length > 3 ? names.get(phrase.toLowerCase()) : undefined;
    },
    isGivenName: (word) => givenNames.has(word.toLowerCase()),
    beginsNames: (word) => {
      const beginning = beginningOf(word).toLowerCase();
      if (beginnings.has(beginning)) return true;
      return BULGARIAN.test(beginning) && beginnings.has(transliterate(beginning));
    },
  });
}

/** The same gazetteer, which keeps its last answers: a recogniser asks for the same words and phrases again. */
function remembering(names: Gazetteer): Gazetteer {
  return {
    lookup: remembered((text) => names.lookup(text)),
    isGivenName: remembered((text) => names.isGivenName(text)),
    isFamilyName: remembered((text) => names.isFamilyName(text)),
    isTown: remembered((text) => names.isTown(text)),
    beginsNames: remembered((text) => names.beginsNames(text)),
  };
}

/** The letters and digits up to the first other character, which no word of the tokenizer's goes beyond without it. */
function beginningOf(name: string): string {
  return /^[\p{L}\p{M}\p{N}]*/u.exec(name)![0];
}

function nameKey(name: string): string {
  return isInCapitals(name) ? name : name.toLowerCase();
}

function isInCapitals(name: string): boolean {
  return name.length <= 8 && name === name.toUpperCase();
}

function isBulgarian(phrase: string): boolean {
  return phrase.length > 3 && BULGARIAN.test(phrase);
}

const BULGARIAN = /^[а-яА-Я -]+$/;

/** What `Intl` calls countries and continents, with their ISO 3166 or UN M49 codes. */
export function regionNames(locales: readonly string[]): Map<string, string> {
  const codes = new Map<string, string>();
  for (const locale of locales) {
    for (const style of ['long', 'short'] as const) {
      const display = new Intl.DisplayNames([locale], { type: 'region', style, fallback: 'none' });
      for (const code of regionCodes()) {
        const name = display.of(code);
        if (name === undefined || name === code) continue;
        for (const form of [name.replace(/\s*\(.*\)/, ''), name.replace(' & ', ' and ')]) {
          if (!codes.has(form)) codes.set(form, code);
        }
      }
    }
  }
  return codes;
}

function* regionCodes(): Generator<string> {
  yield* CONTINENTS.split(' ');
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      if (!NO_PLACES.test(first + second)) yield first + second;
    }
  }
}

export type Gender = 'woman' | 'man';

/** Whether a given name is a woman's or a man's, by its small letters, as far as several countries agree. */
export function givenNameGenders(): ReadonlyMap<string, Gender> {
  const genders = new Map<string, Gender>();
  for (const name of generated.womensNames.split('|')) genders.set(name.toLowerCase(), 'woman');
  for (const name of generated.mensNames.split('|')) genders.set(name.toLowerCase(), 'man');
  return genders;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
