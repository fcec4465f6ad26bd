import { phrases, words, type NameLanguage } from './language';

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
    creeds: NONE,
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
    ordinals: NONE,
    before: {},
    after: {},
    weaklyBefore: {},
    credits: [],
    sourcesAfter: NONE,
    speech: NONE,
    givenNames: NONE,
    settled: {
      organization: phrases(`
      Kremlin, Kremlj, Kreml, Kremlu, Kremla, Kremlja, Kremlju, Kremlem, Kremljem, Кремль, Кремля, Кремлю, Кремле, Кремлём,
      Кремлем, Кремљ, Кремља, Кремљу, Casa Blanca, Casa Bianca, Maison-Blanche, Maison Blanche, Weißes Haus, Weiße Haus,
      Weißen Haus, Weißen Hauses, Biały Dom, Białego Domu, Białym Domu, Białemu Domowi, Bílý dům, Bílého domu, Bílém domě,
      Bílému domu, Bela hiša, Bele hiše, Beli hiši, Belo hišo, Bijela kuća, Bijele kuće, Bijeloj kući, Bela kuća,
      Bele kuće, Beloj kući, Белый дом, Белого дома, Белом доме, Белому дому, Білий дім, Білого дому, Білому домі, Pentagon,
      Pentágono, Pentagono, Pentagonu, Pentagona, Пентагон, Пентагона, Пентагону, Пентагоне, Пентагоні, Downing Street,
      Élysée, Elíseo, Eliseo, Matignon, Quai d'Orsay, Moncloa, La Moncloa, Zarzuela, Palazzo Chigi, Quirinale, Farnesina,
      Viminale, Casa Rosada, La Moneda, Bankova, Банковая, Банкова, Банковой, Whitehall
    `),
    },
    blocs: [],
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
