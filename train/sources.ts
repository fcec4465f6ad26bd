/** Where annotated text is from, and under which terms. */
export interface Source {
  /** What the names of its sets begin with. */
  readonly sets: readonly string[];
  readonly name: string;
  readonly terms: string;
  /** True where the terms do not plainly permit a model such as this: such a source can be left out. */
  readonly isDoubtful: boolean;
}

const RESEARCH = 'published for research, no licence stated';
const WIKIPEDIA = 'text of Wikipedia, CC BY-SA';

export const SOURCES: readonly Source[] = [
  {
    sets: ['uner_'],
    name: 'Universal NER: Portuguese, English, Serbian, Croatian',
    terms: 'CC BY-SA 4.0',
    isDoubtful: false,
  },
  { sets: ['factru_'], name: 'factRuEval-2016: Russian news', terms: 'MIT', isDoubtful: false },
  { sets: ['lener_'], name: 'LeNER-Br: Brazilian law', terms: 'MIT', isDoubtful: false },
  {
    sets: ['europeana_'],
    name: 'Europeana Newspapers: historical French and German news',
    terms: 'CC0',
    isDoubtful: false,
  },
  { sets: ['wikigold_'], name: 'Wikigold: English Wikipedia', terms: WIKIPEDIA, isDoubtful: false },
  { sets: ['crossner_'], name: 'CrossNER, politics: English Wikipedia', terms: WIKIPEDIA, isDoubtful: false },
  { sets: ['wikiann_'], name: 'WikiANN: Wikipedia', terms: WIKIPEDIA, isDoubtful: false },
  {
    sets: ['slavic_'],
    name: 'SlavicNER (LREC-COLING 2024): news in six Slavic languages',
    terms: RESEARCH,
    isDoubtful: true,
  },
  {
    sets: ['firstharem', 'harem2'],
    name: 'First and Second HAREM: Portuguese',
    terms: RESEARCH,
    isDoubtful: true,
  },
  { sets: ['paramopama'], name: 'Paramopama: Portuguese Wikipedia', terms: RESEARCH, isDoubtful: true },
  {
    sets: ['conll_'],
    name: 'CoNLL-2002 and CoNLL-2003: news in Spanish, Dutch, English and German',
    terms: 'annotations free, the text under the terms of its publishers',
    isDoubtful: true,
  },
];

/** The source of a set; undefined for a set that is none of the known ones. */
export function sourceOf(set: string): Source | undefined {
  return SOURCES.find(({ sets }) => sets.some((start) => set.startsWith(start)));
}

/** Where the raw text is from that the word clusters of the shipped model were learnt from: counts of neighbours, no text. */
export const RAW_SOURCES: readonly {
  readonly languages: string;
  readonly name: string;
  readonly terms: string;
}[] = [
  { languages: 'all', name: 'Common Voice, sentences to read', terms: 'CC0' },
  { languages: 'all', name: 'NTREX-128, translated news', terms: 'CC BY-SA 4.0' },
  { languages: 'all', name: 'The website of Debian', terms: 'Open Publication License, MIT, GPL' },
  {
    languages: 'pt es fr de ru uk',
    name: 'Universal Dependencies GSD, Porttinari, PetroGold, Taiga, ParlaMint: text alone',
    terms: 'CC BY-SA 4.0, CC BY 4.0',
  },
  { languages: 'pt bg', name: 'EXAMS, passages of Wikipedia', terms: 'CC BY-SA 4.0' },
  { languages: 'pt', name: 'Diário da Assembleia da República', terms: 'official record, no licence stated' },
  {
    languages: 'pt',
    name: 'Câmara dos Deputados and Senado Federal: summaries and minutes',
    terms: 'official record, no licence stated',
  },
  { languages: 'bg', name: 'Acts of the National Assembly of Bulgaria', terms: 'official acts' },
  { languages: 'bg', name: 'PARSEME 1.0, Bulgarian news', terms: 'CC BY 4.0' },
  {
    languages: 'en',
    name: 'US Congressional Record, State of the Union, World Factbook',
    terms: 'public domain',
  },
  { languages: 'en', name: 'UK Hansard', terms: 'Open Parliament Licence' },
  { languages: 'en', name: 'ISAF press releases', terms: 'CC BY-SA 4.0' },
  { languages: 'de', name: 'Minutes of the Bundestag', terms: 'official works' },
];

/**
 * F1 of person, organization and location on development sets of a model made with all sources, and of one made
 * without those whose terms are doubtful, one after the other: `npm run train -- FOLDER --without START` prints them.
 * Taken with the model before the present one.
 */
export const COSTS: readonly { readonly without: string; readonly changes: string }[] = [
  {
    without: 'slavic_',
    changes:
      'Bulgarian 91.5 to 85.7, Czech 90.8 to 62.9, Polish 89.9 to 56.2, Russian 82.4 to 77.4, Slovene 87.6 to 79.5, ' +
      'Ukrainian 69.6 to 51.9; other languages within 1 point',
  },
  {
    without: 'conll_',
    changes: 'English 93.7 to 75.2, Spanish 82.0 to 66.5, German 74.0 to 44.8; other sets within 1 point',
  },
  { without: 'firstharem, harem2', changes: 'Bosque 81.8 to 81.5; other sets within 1 point but Ukrainian' },
  {
    without: 'paramopama',
    changes: 'Bosque 81.8 either way; other sets within 1 point but Ukrainian, 69.6 to 68.2',
  },
];
