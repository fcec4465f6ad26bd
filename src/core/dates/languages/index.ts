import type { TemporalLanguage } from '../language';
import { bulgarian } from './bg';
import { english } from './en';
import { french } from './fr';
import { german } from './de';
import { italian } from './it';
import { portuguese } from './pt';
import { russian } from './ru';
import { spanish } from './es';
import { ukrainian } from './uk';

/** The languages that say more than `Intl` knows. */
export const LANGUAGES: readonly TemporalLanguage[] = [
  portuguese,
  bulgarian,
  english,
  spanish,
  french,
  german,
  italian,
  russian,
  ukrainian,
];
