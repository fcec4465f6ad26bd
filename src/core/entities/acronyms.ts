import type { NameForm, NameWord } from './name-form';
import type { NameLanguage } from './languages/language';

/** What a text defines in brackets straight after a name: `(KCNA)`, `(EUDR, na sigla em inglês)`. */
const DEFINITION =
  /^["“”»]?\s?\(\s?["“„«]?(\p{Lu}[\p{L}\p{M}\p{N}.&-]{1,11})["“”»]?(?:[,;][^()\n]{0,40})?\)/u;

/** The short form that the text after `end` defines, if it begins by that. */
export function definedShortForm(text: string, end: number): string | undefined {
  return DEFINITION.exec(text.slice(end, end + 70))?.[1];
}

/**
 * Whether a short form in brackets may be one of the name before it. Of places only their initials are, since their
 * regions stand in brackets too (`Blumenau (SC)`); else all that is in capitals, which may be of another language, and
 * words that are made of the name's letters (`Cecafé`), all but one.
 */
export function mayShorten(short: string, long: NameForm, label: string, language: NameLanguage): boolean {
  if (long.words.length < 2 || long.isAcronym) return false;
  const capitals = capitalsOf(short);
  if (label === 'location') return initialsOf(long, language).includes(capitals);
  return capitals.length === short.length || isMadeOf(short.toLowerCase(), long);
}

/** The first letters of a name's words in capitals: of all that matter, and of all there are. */
export function initialsOf({ words }: NameForm, language: NameLanguage): string[] {
  const first = (among: readonly NameWord[]) =>
    among.map(({ form }) => (form[0] ?? '').toUpperCase()).join('');
  return [...new Set([first(words.filter(({ form }) => !isSmallWord(form, language))), first(words)])];
}

export function capitalsOf(form: string): string {
  return form.replace(/[^\p{Lu}]/gu, '');
}

function isSmallWord(
  form: string,
  { particles, headParticles, conjunctions, articles }: NameLanguage,
): boolean {
  return [particles, headParticles, conjunctions, articles].some((list) => list.has(form));
}

/** Whether the letters of a word, all but one, stand in a name in that order, the first at its beginning. */
function isMadeOf(short: string, { words }: NameForm): boolean {
  const long = words.map(({ form }) => form.toLowerCase()).join(' ');
  if (short[0] !== long[0]) return false;
  let at = 0;
  let missing = 0;
  for (const letter of short) {
    const found = long.indexOf(letter, at);
    if (found < 0) missing++;
    else at = found + 1;
  }
  return missing < 2;
}
