import type { LanguageIdentifier, LanguageTag } from '../src/core';
import { markdownTable } from './report';

/** How much of an article's beginning is given to be identified, in UTF-16 code units; and all of it. */
const LENGTHS = [100, 200, 500, Infinity];

/** Of the articles that are as long as each of `LENGTHS`: how many, and of how many the language was told right. */
type LanguageCounts = { texts: number; right: number }[];

/** Counts how well languages are told by the beginnings of articles; only the primary subtag counts. */
export class LanguageScore {
  private readonly counts = new Map<LanguageTag, LanguageCounts>();

  constructor(private readonly identify: LanguageIdentifier) {}

  add(body: string, language: LanguageTag): void {
    const primary = language.split('-', 1)[0]!.toLowerCase();
    const counts = this.counts.get(primary) ?? LENGTHS.map(() => ({ texts: 0, right: 0 }));
    this.counts.set(primary, counts);
    for (const [index, length] of LENGTHS.entries()) {
      if (length !== Infinity && body.length < length) continue;
      counts[index]!.texts++;
      if (this.identify(body.slice(0, length)) === primary) counts[index]!.right++;
    }
  }

  /** A Markdown table of percentages, with the number of texts; empty where nothing was counted. */
  table(): string {
    const rows = [...this.counts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([language, counts]) => [
        language,
        ...counts.map(({ texts, right }) =>
          texts === 0 ? '–' : `${((100 * right) / texts).toFixed(1)} (${texts})`,
        ),
      ]);
    if (rows.length === 0) return '';
    const head = ['language', ...LENGTHS.map((length) => (length === Infinity ? 'all of it' : `${length}`))];
    return `Languages identified by the first characters: percent right (texts)\n\n${markdownTable(head, rows, 1)}\n`;
  }
}
