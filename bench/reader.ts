import type { Article, LanguageTag } from '../src/core';

/** A library, or a part of this project, that reads an article: one module of `readers` each, as its only export. */
export interface Reader {
  readonly name: string;
  /** What it looks for. */
  readonly reads: string;
  /** The languages of the samples that it supports. */
  readonly languages: readonly LanguageTag[];
  /** Reads the body of an article and returns how many mentions it found. */
  read(article: Article): number;
}

/** The body of an article, for libraries that know nothing else of it. */
export function bodyOf({ text, body }: Article): string {
  return text.slice(body.start, body.end);
}

/** The date that relative expressions are counted from; the day itself is without importance here. */
export function referenceDate({ published = '2024-07-18' }: Article): Date {
  return new Date(`${published}T12:00:00Z`);
}
