import {
  indexCodePoints,
  indexLines,
  type Article,
  type Label,
  type Suggestion,
  type TimexType,
} from '../core';
import { placeAt } from './fault';
import { excerpt, visible } from './terminal';

/** A suggestion as `annotate` prints it for programs. */
export interface SuggestionSpan {
  /** Unicode code points of the text, half-open. */
  readonly start: number;
  readonly end: number;
  readonly label: Label;
  readonly text: string;
  /** The name of the entity, by which an article's mentions of one label belong together; not of a date. */
  readonly entity?: string;
  /** TIMEX3 value and type of a time expression. */
  readonly value?: string;
  readonly timex?: TimexType;
  readonly confidence: number;
}

export function suggestionSpans(text: string, suggestions: readonly Suggestion[]): SuggestionSpan[] {
  const codePoints = indexCodePoints(text);
  return suggestions.map(({ span, label, entity, timex, confidence }) => ({
    start: codePoints.fromUtf16(span.start),
    end: codePoints.fromUtf16(span.end),
    label,
    text: text.slice(span.start, span.end),
    ...(entity !== undefined && { entity }),
    ...(timex && { value: timex.value, timex: timex.type }),
    confidence,
  }));
}

/** The suggestions of an article for a person to read, each with its place; `added` counts those that are new. */
export function suggestionTable(
  name: string,
  { text, language, published }: Article,
  suggestions: readonly Suggestion[],
  added: number,
): string {
  const facts = [
    `language ${language}`,
    published === undefined ? 'date unknown' : `published ${published}`,
    `${suggestions.length} suggestions, ${added} of them new`,
  ];
  const lines = indexLines(text);
  const rows = suggestions.map(({ span, label, confidence, timex }) => {
    const { line, column } = placeAt(lines, span.start);
    const place = `${line}:${column}`.padEnd(8);
    const certainty = `${Math.round(confidence * 100)} %`.padStart(5);
    const quote = excerpt(text.slice(span.start, span.end));
    const meaning = timex ? `  (${timex.type} ${visible(timex.value)})` : '';
    return `  ${place} ${visible(label).padEnd(12)} ${certainty}  ${quote}${meaning}\n`;
  });
  return `${visible(name)}: ${facts.join(', ')}\n${rows.join('')}`;
}
