import { regionNames } from '../entities/gazetteer';
import { nameLanguage, primaryTag } from '../entities/languages';
import { foldLetters, plainLetters } from '../entities/name-letters';
import type { LanguageTag } from '../model/article';
import { exonyms } from './exonyms';

/** A city of the data: name, ISO 3166 code of its country, people, degrees north and east, 1 for a capital. */
type CityRow = readonly [string, string, number, number, number, 0 | 1];

/** What `scripts/places.mjs` makes: cities with the largest first, and the people of countries by ISO 3166 code. */
export interface PlaceData {
  readonly cities: readonly CityRow[];
  readonly populations: Readonly<Record<string, number>>;
}

/** Degrees, north and east positive. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

export interface CityFacts {
  readonly kind: 'city';
  readonly name: string;
  /** ISO 3166 code. */
  readonly country: string;
  readonly isCapital: boolean;
  readonly population: number;
  readonly coordinates: Coordinates;
}

export interface CountryFacts {
  readonly kind: 'country';
  /** ISO 3166 code. */
  readonly country: string;
  readonly population?: number;
  readonly capital?: CityFacts;
}

export type PlaceFacts = CityFacts | CountryFacts;

/** Tells what place a name of a location names, in the language of its article; the largest of several. */
export type PlaceFinder = (name: string, language: LanguageTag) => PlaceFacts | undefined;

/** Makes a finder, which holds the names of the languages that it was asked in: keep one. */
export function createPlaceFinder({ cities, populations }: PlaceData): PlaceFinder {
  const byName = new Map<string, CityRow>();
  const capitals = new Map<string, CityRow>();
  for (const row of cities) {
    const [name, country, , , , isCapital] = row;
    for (const key of [plainName(name), foldedName(name)]) if (!byName.has(key)) byName.set(key, row);
    if (isCapital && !capitals.has(country)) capitals.set(country, row);
  }
  const countries = new Map<LanguageTag, ReadonlyMap<string, string>>();
  const countriesOf = (tag: LanguageTag): ReadonlyMap<string, string> => {
    const known = countries.get(tag);
    if (known) return known;
    const { locales, synonyms } = nameLanguage(tag);
    const codes = new Map([...regionNames(locales)].map(([name, code]) => [plainName(name), code]));
    for (const group of synonyms) {
      const code = group.map((name) => codes.get(plainName(name))).find(Boolean);
      if (code !== undefined) for (const name of group) codes.set(plainName(name), code);
    }
    countries.set(tag, codes);
    return codes;
  };
  return (name, language) => {
    const tag = primaryTag(language);
    const plain = plainName(name);
    const country = countriesOf(tag).get(plain);
    // Continents have UN M49 codes, of digits.
    if (country !== undefined && /^[A-Z]{2}$/.test(country)) {
      const capital = capitals.get(country);
      const population = populations[country];
      return {
        kind: 'country',
        country,
        ...(population !== undefined && { population }),
        ...(capital && { capital: cityFacts(capital) }),
      };
    }
    const own = exonyms(tag).get(plain);
    const row = byName.get(plainName(own ?? name)) ?? byName.get(foldedName(name));
    return row && cityFacts(row);
  };
}

function cityFacts([name, country, population, latitude, longitude, isCapital]: CityRow): CityFacts {
  const coordinates = { latitude, longitude };
  return { kind: 'city', name, country, isCapital: isCapital === 1, population, coordinates };
}

function plainName(name: string): string {
  return name
    .split(/[\s-]+/u)
    .map(plainLetters)
    .join(' ')
    .trim();
}

/** Also across scripts: `София` and `Sofia`. */
function foldedName(name: string): string {
  return plainName(name).split(' ').map(foldLetters).join(' ');
}
