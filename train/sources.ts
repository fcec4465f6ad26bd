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
