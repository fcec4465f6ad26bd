import { eld } from 'eld/extrasmall';
import type { LanguageTag } from '../model/article';

/** The languages told apart; others that the library knows are no answer. Macedonian is told by its letters. */
const CANDIDATES = new Set(
  'be bg ca cs da de el en es et fi fr hr hu it lt lv nl no pl pt ro ru sk sl sq sr sv tr uk'.split(' '),
);

/** As much as the library reads of one text. */
const STRETCH_LENGTH = 1_000;
const MOST_STRETCHES = 20;
const LEAST_LETTERS = 20;
/** Between the library's scores, 0 to 1, of the best and the next language. */
const LEAST_MARGIN = 0.001;

/**
 * The language of a text by its letter sequences (the library `eld`'s n-grams), or `und` where there are fewer than
 * 20 letters or no language stands out. Reads at most 20,000 characters, from 20 places, so takes constant time.
 */
export function identifyLanguage(text: string): LanguageTag {
  const scores = new Map<LanguageTag, number>();
  let letters = 0;
  let macedonian = 0;
  for (const stretch of stretches(text)) {
    const count = stretch.match(/\p{L}/gu)?.length ?? 0;
    if (count === 0) continue;
    letters += count;
    macedonian += stretch.match(MACEDONIAN)?.length ?? 0;
    for (const [language, score] of Object.entries(eld.detect(stretch).getScores())) {
      if (CANDIDATES.has(language)) scores.set(language, (scores.get(language) ?? 0) + score * count);
    }
  }
  if (letters < LEAST_LETTERS) return 'und';
  const [best, next] = [...scores].sort((a, b) => b[1] - a[1]);
  if (best === undefined || (best[1] - (next?.[1] ?? 0)) / letters < LEAST_MARGIN) return 'und';
  const isSlavic = best[0] === 'bg' || best[0] === 'sr' || best[0] === 'ru';
  return isSlavic && macedonian / letters > LEAST_MACEDONIAN ? 'mk' : best[0];
}

/** Only Macedonian, which the library does not know, has these letters: about 1 in 100 of its own. */
const MACEDONIAN = /[ѓќѕЃЌЅ]/g;
const LEAST_MACEDONIAN = 0.002;

/** Parts of the text, evenly spaced, without web addresses, which say nothing of its language. */
function* stretches(text: string): Generator<string> {
  const count = Math.min(MOST_STRETCHES, Math.ceil(text.length / STRETCH_LENGTH));
  for (let index = 0; index < count; index++) {
    const start = count === 1 ? 0 : Math.floor(((text.length - STRETCH_LENGTH) * index) / (count - 1));
    yield text.slice(start, start + STRETCH_LENGTH).replace(/(?:https?:\/\/|www\.)\S+/g, ' ');
  }
}
