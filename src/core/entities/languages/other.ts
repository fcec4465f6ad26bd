import { words, type NameLanguage } from './language';

const NONE = words('');

/** What can be said of names in a language that has no file of its own: capitals, and what `Intl` knows of it. */
export function otherLanguage(tag: string): NameLanguage {
  return {
    locales: tag === 'und' ? ['en', 'pt', 'bg'] : [tag],
    script: undefined,
    inflection: 0,
    common: NONE,
    calendar: NONE,
    peoples: NONE,
    particles: words('de da do di du del dos van von der den la le el al bin ibn фон ван де'),
    headParticles: NONE,
    conjunctions: NONE,
    articles: NONE,
    titles: words('sr sra dr mr mrs prof herr frau monsieur madame г-н д-р'),
    women: words('sra mrs ms miss frau madame mme г-жа'),
    men: words('sr mr herr herrn monsieur г-н'),
    portfolios: NONE,
    heads: {},
    tails: { organization: words('inc corp ltd gmbh ag plc sa spa ооо оао') },
    groupParticles: NONE,
    genitives: words('de da do del di of von der'),
    abbreviations: NONE,
    smallTails: {},
    before: {},
    weaklyBefore: {},
    speech: NONE,
    givenNames: NONE,
    names: {
      organization: [
        'NATO',
        'Reuters',
        'Gazprom',
        'Google',
        'НАТО',
        'ООН',
        'ТАСС',
        'BBC',
        'CNN',
        'FIFA',
        'UEFA',
      ],
    },
    synonyms: [],
    furniture: NONE,
  };
}
