import type { Gender } from './gazetteer';

/** Endings of East Slavic nouns and adjectives without accents (`ий` is `ии`), the longest first. */
const EAST_SLAVIC_ENDINGS =
  /(?:иями|[ое]го|[ое]му|[ыи]ми|[ая]ми|ие[имю]?|ия[мх]|[оеє]ві|[ыи]м|ім|[ыи]х|[ое]м|[ое]ю|єю|[ое][иі]|[ая][мх]|ью|и[яию]|ы[ию]|і[ию]|ая|яя|ую|юю|ое|ее|[аяуюыиіеєоь])$/;

/** How a language's words are reduced to what their forms share. */
interface Inflection {
  readonly stem: (plain: string) => string;
  /** Whether names of people change as well. */
  readonly people: boolean;
}

const EAST_SLAVIC: Inflection = { stem: eastSlavicStem, people: true };

const INFLECTIONS: Readonly<Record<string, Inflection>> = {
  bg: { stem: bulgarianStem, people: false },
  ru: EAST_SLAVIC,
  uk: EAST_SLAVIC,
};

/**
 * What the forms of a word share: `Путина` and `Путину` are `путин`, `Съветът` and `Съвета` are `съвет`. `plain` is in
 * small letters and without accents, `language` a primary subtag. Words that are not Cyrillic stay as they are.
 */
export function stem(plain: string, language: string, isPerson: boolean): string {
  const inflection = INFLECTIONS[language];
  if (inflection === undefined || (isPerson && !inflection.people)) return plain;
  return /^[\u0400-\u04ff]+$/.test(plain) ? inflection.stem(plain) : plain;
}

/** Endings come off one after another, since `максим` ends as a case does: so `максима` comes to the same `макс`. */
function eastSlavicStem(word: string): string {
  let rest = word.replace(/ів$/, 'ов');
  for (;;) {
    const shorter = rest.replace(EAST_SLAVIC_ENDINGS, '');
    const next = shorter.length >= LEAST_STEM ? shorter : rest.replace(/[аяуюыиіеєоь]$/, '');
    if (next === rest || next.length < LEAST_STEM) return rest;
    rest = next;
  }
}

const LEAST_STEM = 3;

/** Without the definite article, and the ending that it shares with the feminine. */
function bulgarianStem(word: string): string {
  const bare = word.replace(/(?:ът|ят|(?<=[аятщ])та|(?<=[оеи])то|(?<=[иеоа])те)$/, '');
  return bare.replace(/ия$/, 'и').replace(/(?<=.{3})[ая]$/, '');
}

const BULGARIAN_SURNAME: Readonly<Record<Gender, RegExp>> = {
  man: /(?:ов|ев|ин|[сцшч]ки)$/,
  woman: /(?:ова|ева|ина|[сцшч]ка)$/,
};

/** Of forms that both have, `Путина` and `Иванову`, none is listed. */
const EAST_SLAVIC_SURNAME: Readonly<Record<Gender, RegExp>> = {
  man: /(?:(?:[оеє]в|[иіы]н)(?:ым|им|е)?|[сц]ь?к(?:ии|ого|ому|им|ом))$/,
  woman: /(?:(?:[оеє]в|[иіы]н)о[иі]|[сц]ь?к(?:ая|ои|ую|а|оі|іи))$/,
};

const SURNAMES: Readonly<Record<string, Readonly<Record<Gender, RegExp>>>> = {
  bg: BULGARIAN_SURNAME,
  ru: EAST_SLAVIC_SURNAME,
  uk: EAST_SLAVIC_SURNAME,
};

/** Whose a plain surname is by its form, in languages where women's and men's differ. */
export function surnameGender(plain: string, language: string): Gender | undefined {
  const forms = SURNAMES[language];
  if (forms?.man.test(plain)) return 'man';
  return forms?.woman.test(plain) ? 'woman' : undefined;
}

/** How far a word is from the form that dictionaries have: 0 for it, 2 for what no nominative ends in. */
export function obliqueness(plain: string, language: string): number {
  if (INFLECTIONS[language] !== EAST_SLAVIC) return 0;
  if (/[иы]и$/.test(plain)) return 1;
  if (/(?:[ое]го|[ое]му|[ыи]м|[ое]м|[ое][иі]|[уюыие])$/.test(plain)) return 2;
  return /[ая]$/.test(plain) && !/ия$/.test(plain) ? 1 : 0;
}
