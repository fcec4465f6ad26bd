import { eld } from 'eld/extrasmall';
import type { LanguageTag } from '../model/article';
import { IDENTIFIED_LANGUAGES } from './identified-languages';

const CANDIDATES = new Set(IDENTIFIED_LANGUAGES);

/** As much as the library reads of one text. */
const STRETCH_LENGTH = 1_000;
const MOST_STRETCHES = 20;
const LEAST_LETTERS = 20;
/** Between the scores, 0 to 1, of the best and the next language. */
const LEAST_MARGIN = 0.001;

/**
 * The language of a text by its letter sequences (the library `eld`'s n-grams) and, in Cyrillic, by the letters that
 * its neighbours lack; `und` where there are fewer than 20 letters or no language stands out. Reads at most 20,000
 * characters, from 20 places, so takes constant time.
 */
export function identifyLanguage(text: string): LanguageTag {
  const scores = new Map<LanguageTag, number>();
  let letters = 0;
  let read = '';
  for (const stretch of stretches(text)) {
    const count = stretch.match(/\p{L}/gu)?.length ?? 0;
    if (count === 0) continue;
    letters += count;
    read += stretch;
    for (const [language, score] of Object.entries(eld.detect(stretch).getScores())) {
      if (CANDIDATES.has(language)) scores.set(language, (scores.get(language) ?? 0) + score * count);
    }
  }
  if (letters < LEAST_LETTERS) return 'und';
  for (const [language, score] of scores) scores.set(language, score / letters);
  weighCyrillic(read, letters, scores);
  const [best, next] = [...scores].sort((a, b) => b[1] - a[1]);
  return best === undefined || best[1] - (next?.[1] ?? 0) < LEAST_MARGIN ? 'und' : best[0];
}

/**
 * What no text in a language written in Cyrillic has: letters of its neighbours' alphabets, and in Russian a hard sign
 * that is a vowel (`ъ` in `българи`), as it is in Bulgarian.
 */
const IMPOSSIBLE: Readonly<Record<LanguageTag, RegExp>> = {
  be: /[ищъїєґѓќѕјљњџђћ]/g,
  bg: /[ыэёіїєґўѓќѕјљњџђћ]/g,
  mk: /[йщъыэёьюяіїєґўђћ]/g,
  ru: /[іїєґўѓќѕјљњџђћ]|ъ(?![еёюя])/g,
  sr: /[йщъыэёьюяіїєґўѓќѕ]/g,
  uk: /[ыэёъўѓќѕјљњџђћ]/g,
};

/** Takes from each language the share of letters that its alphabet forbids. Macedonian, of which no sequences are known, is between others. */
function weighCyrillic(text: string, letters: number, scores: Map<LanguageTag, number>): void {
  const lower = text.toLowerCase();
  if ((lower.match(/[\u0400-\u04ff]/g)?.length ?? 0) < letters / 2) return;
  const neighbours = [scores.get('bg'), scores.get('sr')].filter((score) => score !== undefined);
  if (neighbours.length > 0 && MACEDONIAN.test(lower)) scores.set('mk', Math.max(...neighbours));
  for (const [language, score] of scores) {
    const impossible = IMPOSSIBLE[language];
    if (impossible === undefined) continue;
    const share = (lower.match(impossible)?.length ?? 0) / letters;
    scores.set(language, score - share);
  }
}

/** Only Macedonian has these letters: about 1 in 100 of its own. */
const MACEDONIAN = /[ѓќѕ]/;

/** Parts of the text, evenly spaced, without web addresses, which say nothing of its language. */
function* stretches(text: string): Generator<string> {
  const count = Math.min(MOST_STRETCHES, Math.ceil(text.length / STRETCH_LENGTH));
  for (let index = 0; index < count; index++) {
    const start = count === 1 ? 0 : Math.floor(((text.length - STRETCH_LENGTH) * index) / (count - 1));
    yield text.slice(start, start + STRETCH_LENGTH).replace(/(?:https?:\/\/|www\.)\S+/g, ' ');
  }
}
