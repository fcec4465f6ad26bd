import type { LanguageTag } from '../model/article';
import type { Span } from '../model/span';
import { tokenize, type Token } from '../text/tokens';
import { nameLanguage } from './languages';
import type { NameLanguage, Words } from './languages/language';
import { matches } from './reading';

/** How much text beside a name is read, in UTF-16 code units. */
const REACH = 120;
const MOST_WORDS = 8;

/** Reads the words beside a name that say what its bearer is; see `roleBeside`. */
export type RoleReader = (text: string, span: Span, language: LanguageTag) => string | undefined;

/**
 * The words that say what a person is, straight before the name or between commas after it: `ministro da Defesa
 * russo`. `undefined` where no office, rank or form of address of the language stands there.
 */
export const roleBeside: RoleReader = (text, span, tag) => {
  const language = nameLanguage(tag);
  return roleBefore(text, span, language) ?? roleAfter(text, span, language);
};

function roleBefore(text: string, { start }: Span, language: NameLanguage): string | undefined {
  const from = Math.max(0, text.lastIndexOf('\n', start - 1) + 1, start - REACH);
  const tokens = tokenize(text, { start: from, end: start });
  let first = tokens.length;
  while (first > 0 && tokens.length - first < MOST_WORDS) {
    const token = tokens[first - 1]!;
    // A token that begins where the reading does may be half a word.
    if (token.start === from && from > 0 && text[from - 1] !== '\n') break;
    if (!isOfRole(formOf(text, token), language)) break;
    first--;
  }
  while (first < tokens.length && !isTitle(formOf(text, tokens[first]!), language)) first++;
  const [begin, end] = [tokens[first], tokens.at(-1)];
  return begin && end && text.slice(begin.start, end.end);
}

function roleAfter(text: string, { end }: Span, language: NameLanguage): string | undefined {
  const comma = /^,\s+/u.exec(text.slice(end, end + 4))?.[0];
  if (comma === undefined) return undefined;
  const start = end + comma.length;
  const phrase = /^[^,.;:()\n“”"«»–—]+/u.exec(text.slice(start, start + REACH))?.[0] ?? '';
  if (phrase.length === REACH) return undefined;
  const tokens = tokenize(text, { start, end: start + phrase.length });
  if (tokens.length > MOST_WORDS) return undefined;
  const first = tokens.findIndex((token) => !language.articles.has(formOf(text, token).toLowerCase()));
  const [begin, last] = [tokens[first], tokens.at(-1)];
  if (!begin || !last || !isTitle(formOf(text, begin), language)) return undefined;
  return text.slice(begin.start, last.end);
}

function formOf(text: string, { start, end }: Token): string {
  return text.slice(start, end).replace(/\.$/, '');
}

function isTitle(form: string, language: NameLanguage): boolean {
  return (
    isIn(language.titles, form, language) ||
    isIn(language.women, form, language) ||
    isIn(language.men, form, language)
  );
}

function isOfRole(form: string, language: NameLanguage): boolean {
  const lower = form.toLowerCase();
  return (
    form === '.' ||
    isTitle(form, language) ||
    isIn(language.portfolios, form, language) ||
    isIn(language.peoples, form, language) ||
    language.genitives.has(lower) ||
    language.articles.has(lower) ||
    language.groupParticles.has(lower) ||
    language.conjunctions.has(lower)
  );
}

function isIn(words: Words, form: string, language: NameLanguage): boolean {
  return matches(words, { lower: form.toLowerCase() }, language);
}
