import path from 'node:path';
import { readGold } from '../eval/corpus';
import type { Terminal } from '../src/cli/terminal';
import { loadRecognition, type Article } from '../src/core';
import { tokenize } from '../src/core/text/tokens';

/** The annotated samples by language, those of a language repeated until they have so many tokens. */
export async function readSamples(
  samples: string,
  terminal: Terminal,
  tokens: number,
): Promise<Map<string, Article[]>> {
  const articles = new Map<string, Article[]>();
  const languages = { identify: (await loadRecognition()).identifyLanguage, trusted: true };
  for await (const reading of readGold([path.basename(samples)], terminal, languages)) {
    if (reading.kind === 'fault') throw new Error(reading.message);
    const { article } = reading.gold;
    const language = article.language.slice(0, 2);
    articles.set(language, [...(articles.get(language) ?? []), article]);
  }
  return new Map(
    [...articles].map(([language, some]) => {
      const times = Math.ceil(tokens / tokenCount(some));
      return [language, Array.from({ length: times }, () => some).flat()];
    }),
  );
}

export function tokenCount(articles: readonly Article[]): number {
  return articles.reduce((count, { text, body }) => count + tokenize(text, body).length, 0);
}
