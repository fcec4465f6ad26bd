/** The labels that the recognisers of this folder suggest; dates have a recogniser of their own. */
export const ENTITY_LABELS = ['person', 'organization', 'location', 'event', 'product'] as const;

export type EntityLabel = (typeof ENTITY_LABELS)[number];

export type Words = ReadonlySet<string>;

export type WordsByLabel = Readonly<Partial<Record<EntityLabel, Words>>>;

/**
 * What a language says about its names. All words are in small letters, as they stand in a text, or without
 * their ending where `inflection` is more than 0; names of `names` are written as a text writes them.
 */
export interface NameLanguage {
  /** BCP 47 tags under which `Intl.DisplayNames` knows the language's names of countries, the best first. */
  readonly locales: readonly string[];
  /** The script it is written in, undefined where that is not known. */
  readonly script: 'Latin' | 'Cyrillic' | undefined;
  /** How many letters an ending may add to a listed word (`министър`, `министърът`). */
  readonly inflection: number;
  /** Words that are no name and begin none, though a sentence or a custom may give them a capital. */
  readonly common: Words;
  /** Names of days and months where custom gives them a capital: no name, wherever they stand. */
  readonly calendar: Words;
  /** Adjectives and names of peoples and religions, in all their forms: `Russian`, `руски`. */
  readonly peoples: Words;
  /** Adjectives of politics and culture, which may also be the short name of a party: `Labour`, `Soviet`. */
  readonly creeds: Words;
  /** Adjectives made of a name: `London-based`. */
  readonly compound?: RegExp;
  /** Small words inside any name: `Luiz Inácio Lula da Silva`. */
  readonly particles: Words;
  /** Small words inside a name that starts with one of `heads`: `Organização para a Libertação da Palestina`. */
  readonly headParticles: Words;
  /** Those of `headParticles` that mean `and`, after which only a field of government goes on. */
  readonly conjunctions: Words;
  /** Small words that may follow a particle: `de a`, `of the`. */
  readonly articles: Words;
  /** Offices, ranks and forms of address that stand before a person's name and are no part of it. */
  readonly titles: Words;
  /** Forms of address and offices that only a woman bears, as they stand in a text. */
  readonly women: Words;
  /** The same, of men. */
  readonly men: Words;
  /** Fields of government, which come between a title and a name: `ministro da Defesa Pedro Almeida`. */
  readonly portfolios: Words;
  /** Words with a capital that begin a name and tell its kind: `Ministério`, `Rio`. */
  readonly heads: WordsByLabel;
  /** Words with a capital that end a name and tell its kind: `Party`, `Inc`. */
  readonly tails: WordsByLabel;
  /** Small words that tie to a body what it belongs to: `Conselho de Segurança | da | Rússia`. */
  readonly genitives: Words;
  /** Small words that end a name of which only the first word has a capital: `Европейската комисия`. */
  readonly smallTails: WordsByLabel;
  /** Small words that tie such a name to a noun in small letters: `Съвета | за | национална сигурност`. */
  readonly groupParticles: Words;
  /** Words that count the holdings of an event, and are part of its name: `Segunda Guerra`. */
  readonly ordinals: Words;
  /** Words that a dot shortens inside a name: `St.`. */
  readonly abbreviations: Words;
  /** Endings of adjectives, for names in which only the first word has a capital. */
  readonly adjective?: RegExp;
  /** Small words straight before a name that tell its kind: `empresa`, `míssil`; also before one in quotation marks. */
  readonly before: WordsByLabel;
  /** Small words straight after a name that tell its kind: `Patriot | missiles`. */
  readonly after: WordsByLabel;
  /** The same, of words that say less: `em`, `в`. */
  readonly weaklyBefore: WordsByLabel;
  /** What begins a list of an article's sources: `Foto:`, `Com informações de`. In small letters. */
  readonly credits: readonly string[];
  /** Small words before a source in quotation marks: `според | „Труд“`. */
  readonly sourcesAfter: Words;
  /** Verbs of saying, which follow or precede the name of a speaker. */
  readonly speech: Words;
  /** Endings of family names. */
  readonly surname?: RegExp;
  /** Given names that the gazetteer lacks. */
  readonly givenNames: Words;
  /**
   * Names that mean the same wherever they stand, whatever a tagger says: states of today and once that `Intl` lacks,
   * seats of power, which are named for the body that sits there, and tournaments.
   */
  readonly settled: Readonly<Partial<Record<EntityLabel, readonly string[]>>>;
  /** Blocs by compass, after the words without which a direction is meant: `the West`. */
  readonly blocs: readonly string[];
  /** Other well-known names. */
  readonly names: Readonly<Partial<Record<EntityLabel, readonly string[]>>>;
  /** Names of one place or body that neither their letters nor `Intl` show to be one: `ONU`, `Nações Unidas`. */
  readonly synonyms: readonly (readonly string[])[];
  /** What a name is taken for of which nothing else tells the kind; without it such a name is not suggested. */
  readonly usualLabel?: EntityLabel;
  /** Lines that belong to the page and not to the article, without punctuation; `_` is a space or hyphen. */
  readonly furniture: Words;
}

/** The words of a string, which white space separates. */
export function words(text: string): Words {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}

/** The lines of a string, each as its phrases. */
export function phraseGroups(text: string): string[][] {
  return text
    .split('\n')
    .map(phrases)
    .filter((group) => group.length > 0);
}

/** Each stem with each ending; a blank that begins or ends the endings stands for none. */
export function forms(stems: string, endings: string): string[] {
  const ends = endings.split(/\s/);
  return [...words(stems)].flatMap((stem) => ends.map((ending) => stem + ending));
}

/** The phrases of a string, which commas separate. */
export function phrases(text: string): string[] {
  return text
    .split(',')
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
    .filter((phrase) => phrase !== '');
}
