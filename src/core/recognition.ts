import type { Recognizer } from './model/suggestion';
import type { LanguageIdentifier } from './text/read-article';

/** All that reads an article. Keep one: it holds what it has compiled for a language. */
export interface Recognition {
  readonly recognize: Recognizer;
  readonly identifyLanguage: LanguageIdentifier;
}

/**
 * Loads the recognisers with the data that they need. Until then none of it is evaluated, so that a program can start
 * without it: the languages' statistics and the English grammar alone take longer than everything else.
 */
export async function loadRecognition(): Promise<Recognition> {
  const [{ createRecognizer }, { identifyLanguage }] = await Promise.all([
    import('./recognizer'),
    import('./text/language'),
  ]);
  return { recognize: createRecognizer(), identifyLanguage };
}
