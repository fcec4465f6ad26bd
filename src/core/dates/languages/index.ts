import type { TemporalLanguage } from '../language';
import { bulgarian } from './bg';
import { english } from './en';
import { portuguese } from './pt';

/** The languages that say more than `Intl` knows. */
export const LANGUAGES: readonly TemporalLanguage[] = [portuguese, bulgarian, english];
