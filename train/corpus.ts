import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Span } from '../src/core/model/span';

/** One article of an annotated set. */
export interface AnnotatedText {
  readonly id: string;
  readonly set: string;
  readonly language: string;
  readonly text: string;
  /** The labels that the set annotates: of any other it is unknown where its names are. */
  readonly labels: readonly string[];
  readonly spans: readonly LabelledSpan[];
}

export interface LabelledSpan extends Span {
  readonly label: string;
}

/** A longer text is no article but a whole corpus in one line: it is cut at line ends into parts of about this length. */
const LONGEST_ARTICLE = 12_000;

/** The articles of every `*.jsonl` file of a folder, by name of file. */
export function readCorpus(folder: string): AnnotatedText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AnnotatedText)
    .flatMap(partsOf);
}

function partsOf(article: AnnotatedText): AnnotatedText[] {
  if (article.text.length <= 2 * LONGEST_ARTICLE) return [article];
  const spans = [...article.spans].sort((a, b) => a.start - b.start);
  const parts: AnnotatedText[] = [];
  let start = 0;
  let next = 0;
  while (start < article.text.length) {
    const lineEnd = article.text.indexOf('\n', start + LONGEST_ARTICLE);
    const end = lineEnd < 0 ? article.text.length : lineEnd + 1;
    const own: LabelledSpan[] = [];
    for (; next < spans.length && spans[next]!.start < end; next++) {
      const span = spans[next]!;
      if (span.end <= end) own.push({ ...span, start: span.start - start, end: span.end - start });
    }
    parts.push({
      ...article,
      id: `${article.id}#${start}`,
      text: article.text.slice(start, end),
      spans: own,
    });
    start = end;
  }
  return parts;
}
