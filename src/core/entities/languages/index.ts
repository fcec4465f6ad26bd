import type { LanguageTag } from '../../model/article';
import { bg } from './bg';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { it } from './it';
import type { NameLanguage } from './language';
import { otherLanguage } from './other';
import { pt } from './pt';
import { ru } from './ru';
import { uk } from './uk';

const LANGUAGES: ReadonlyMap<LanguageTag, NameLanguage> = new Map([
  ['pt', pt],
  ['bg', bg],
  ['en', en],
  ['es', es],
  ['fr', fr],
  ['de', de],
  ['it', it],
  ['ru', ru],
  ['uk', uk],
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
