import type { LanguageTag } from '../model/article';
import type { Mention } from '../model/entity';
import type { Label } from '../model/label';
import type { Span } from '../model/span';
import type { Gender } from './gazetteer';
import { stem } from './inflection';
import { nameLanguage, primaryTag } from './languages';
import type { NameLanguage } from './languages/language';
import { foldLetters, plainLetters } from './name-letters';
import { matches } from './reading';
import { remembered } from '../model/remembered';

/** A word of a name, as names are compared by it. */
export interface NameWord {
  /** As the text writes it. */
  readonly form: string;
  /** In small letters, without accents. */
  readonly plain: string;
  /** What its spellings, transliterations and cases share. */
  readonly folded: string;
  /** `J.` and `Дж.`: the beginning of a word. */
  readonly isInitial: boolean;
  /** A small word, which says nothing of whose name it is: `da`, `van`. */
  readonly isParticle: boolean;
}

/** A name as it stands somewhere in an article, without title, surrounding quotation marks and bracketed short form. */
export interface NameForm {
  readonly name: string;
  /** Never empty. */
  readonly words: readonly NameWord[];
  /** Equal for spellings that differ in case, accents, hyphens, apostrophes and spaces. */
  readonly plain: string;
  /** Equal for spellings of one name; see `foldLetters`. */
  readonly key: string;
  readonly isAcronym: boolean;
  /** `Instituto Nacional de Meteorologia (Inmet)`: what stands in the brackets. */
  readonly shortForm?: string;
  /** `Радио „Янтра“`: what stands in quotation marks after other words. */
  readonly quoted?: string;
}

/** A mention with the form of its name. */
export interface Named<M extends Mention> {
  readonly mention: M;
  readonly form: NameForm;
}

/** Reads forms of names in one language. */
export interface NameReader {
  readonly tag: LanguageTag;
  readonly language: NameLanguage;
  read(surface: string, label: Label): NameForm;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ`][\p{L}\p{M}\p{N}]+)*\.?/gu;
const BRACKETED = /\s*\(([^()]{2,12})\)$/;

/** How many words of each kind a reader keeps, so that it need not read them again. */
const MOST_REMEMBERED = 1 << 12;

export function nameReader(tag: LanguageTag): NameReader {
  const language = nameLanguage(tag);
  const primary = primaryTag(tag);
  const wordsOfPeople = new Map<string, NameWord>();
  const wordsOfOthers = new Map<string, NameWord>();
  const people = remembered((surface) => formOf(surface, true));
  const others = remembered((surface) => formOf(surface, false));
  const read = (surface: string, label: Label) => (label === 'person' ? people : others)(surface);
  return { tag: primary, language, read };

  function formOf(surface: string, isPerson: boolean): NameForm {
    const flat = surface
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/^["“„«]([^"“”„«»]*)["“”»]$/, '$1')
      .replace(/['’]s$/, '');
    const shortForm = BRACKETED.exec(flat)?.[1];
    const quoted = /\S\s["“„«]([^"“”„«»]+)["“”»]$/.exec(flat)?.[1];
    const bare = flat.replace(BRACKETED, '');
    const start = isPerson ? afterTitles(bare) : 0;
    const name = bare.slice(start) || surface;
    const words = wordsOf(name, isPerson);
    const told = words.filter(({ isParticle }) => !isParticle);
    const compared = isPerson ? told : isArticle(words[0]) && words.length > 1 ? words.slice(1) : words;
    const isAcronym = !isPerson && isShortened(name, words);
    const plain = compared.map((word) => word.plain).join('');
    return {
      name,
      words: isPerson ? told : compared,
      plain,
      // A short form differs from another by a single letter.
      key: isAcronym ? plain : compared.map((word) => word.folded).join(''),
      isAcronym,
      ...(shortForm !== undefined && { shortForm }),
      ...(quoted !== undefined && { quoted }),
    };
  }

  function wordsOf(name: string, isPerson: boolean): NameWord[] {
    const words = [...name.matchAll(WORD)].map(([form]) => {
      const known = isPerson ? wordsOfPeople : wordsOfOthers;
      let word = known.get(form);
      if (word === undefined) {
        if (known.size >= MOST_REMEMBERED) known.clear();
        known.set(form, (word = wordOf(form, isPerson)));
      }
      return word;
    });
    if (words.some(({ isParticle, plain }) => !isParticle && plain !== '')) return words;
    const plain = name.toLowerCase();
    return [{ form: name, plain, folded: plain, isInitial: false, isParticle: false }];
  }

  function wordOf(form: string, isPerson: boolean): NameWord {
    const bare = form.replace(/\.$/, '');
    const plain = plainLetters(bare);
    const folded = /\p{N}/u.test(plain) ? plain : foldLetters(stem(plain, primary, isPerson));
    const isInitial =
      isPerson && /^\p{Lu}/u.test(bare) && (bare.length === 1 || (bare !== form && bare.length === 2));
    const isParticle = isPerson && language.particles.has(bare.toLowerCase());
    return { form: bare, plain, folded: folded || plain, isInitial, isParticle };
  }

  /** Where the name begins after the titles that someone took into it. */
  function afterTitles(name: string): number {
    let start = 0;
    for (const { 0: form, index } of name.matchAll(/\S+/g)) {
      start = index;
      if (!isTitle(form.replace(/\.$/, ''))) return start;
    }
    return start;
  }

  function isTitle(form: string): boolean {
    const lower = form.toLowerCase();
    return matches(language.titles, { lower }, language) || titleGender(lower, language) !== undefined;
  }

  function isArticle(word: NameWord | undefined): boolean {
    return word !== undefined && language.articles.has(word.form.toLowerCase());
  }
}

/** `KCNA`, `МВнР`, `U.S.`: two capitals to six, and not more small letters than those. */
function isShortened(name: string, words: readonly NameWord[]): boolean {
  if (words.length > 1) return words.every(({ form }) => /^\p{Lu}{1,2}$/u.test(form));
  const capitals = name.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals > 1 && capitals <= 6 && /^\p{Lu}/u.test(name) && name.length <= 2 * capitals;
}

/** The title straight before a name, where only a woman or only a man bears it: `Sra. | Trump`. */
export function titleBefore(
  text: string,
  { start }: Span,
  language: NameLanguage,
): { readonly form: string; readonly gender: Gender } | undefined {
  const least = Math.max(0, start - LONGEST_TITLE);
  let end = start;
  while (end > least && /\s/.test(text[end - 1]!)) end--;
  if (end === start) return undefined;
  const bare = text[end - 1] === '.' ? end - 1 : end;
  const before = text.slice(least, bare);
  // A blank is what stands before nearly every word that is no title: where the last one is, the word begins.
  const word = /\p{L}[\p{L}\p{M}-]*$/u.exec(before.slice(before.lastIndexOf(' ') + 1))?.[0];
  const gender = word === undefined ? undefined : titleGender(word.toLowerCase(), language);
  return gender && { form: text.slice(bare - word!.length, end), gender };
}

const LONGEST_TITLE = 24;

export function titleGender(lower: string, { women, men }: NameLanguage): Gender | undefined {
  if (women.has(lower)) return 'woman';
  return men.has(lower) ? 'man' : undefined;
}
