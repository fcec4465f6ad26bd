import type { LanguageTag } from '../../model/article';
import { bg } from './bg';
import { en } from './en';
import type { NameLanguage } from './language';
import { otherLanguage } from './other';
import { pt } from './pt';

const LANGUAGES: ReadonlyMap<LanguageTag, NameLanguage> = new Map([
  ['pt', pt],
  ['bg', bg],
  ['en', en],
]);

/** What is known of names in a language; of any language at least that they have capitals. */
export function nameLanguage(tag: LanguageTag): NameLanguage {
  const primary = primaryTag(tag);
  return LANGUAGES.get(primary) ?? otherLanguage(primary);
}

/** The language's own subtag, `und` for what is no tag: the front matter may say anything. */
export function primaryTag(tag: LanguageTag): LanguageTag {
  return /^([a-z]{2,3})(?:[-_]|$)/.exec(tag.toLowerCase())?.[1] ?? 'und';
}
