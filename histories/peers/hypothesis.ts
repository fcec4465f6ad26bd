import approximateSearch from 'approx-string-match';
import type { Anchor, Span } from '../../src/core';

/** The weights of Hypothesis's client. */
const QUOTE = 50;
const PREFIX = 20;
const SUFFIX = 20;
const POSITION = 2;
const MOST_ERRORS = 256;

interface Match extends Span {
  readonly errors: number;
}

/**
 * Finds an anchor as the client of Hypothesis does by its published description: at its position where the quote
 * stands there, else among the places of the quote, exact ones before those with up to half of it different, the one
 * with the best weighted sum of likeness of quote, prefix and suffix and of nearness. There is no floor. Positions are
 * UTF-16 code units.
 */
export function locateAsHypothesis(
  text: string,
  { quote, prefix, suffix }: Anchor,
  start: number,
): Span | undefined {
  if (text.startsWith(quote, start)) return { start, end: start + quote.length };
  const matches = search(text, quote, Math.min(MOST_ERRORS, quote.length / 2));
  let best: { readonly match: Match; readonly score: number } | undefined;
  for (const match of matches) {
    const around =
      PREFIX * likeness(text.slice(Math.max(0, match.start - prefix.length), match.start), prefix) +
      SUFFIX * likeness(text.slice(match.end, match.end + suffix.length), suffix);
    const nearness = 1 - Math.abs(match.start - start) / text.length;
    const score = QUOTE * (1 - match.errors / quote.length) + around + POSITION * nearness;
    if (!best || score > best.score) best = { match, score };
  }
  return best && { start: best.match.start, end: best.match.end };
}

function search(text: string, sought: string, errors: number): Match[] {
  const exact: Match[] = [];
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    exact.push({ start: at, end: at + sought.length, errors: 0 });
  }
  return exact.length > 0 ? exact : approximateSearch(text, sought, Math.floor(errors));
}

/** 1 where a text holds what is sought, 0 where it shares nothing with it. */
function likeness(text: string, sought: string): number {
  if (sought === '') return 1;
  if (text === '') return 0;
  const [first] = search(text, sought, sought.length);
  return first ? 1 - first.errors / sought.length : 0;
}
