import { plainText } from '../core/index';

/** A text on one line, cut where it would be too long for a title; nothing in it is a link, an icon or hidden. */
export function shortened(quote: string): string {
  const line = onOneLine(quote);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** What a file says, on one line of a list or a tree; nothing in it is a link, an icon or hidden. */
export function onOneLine(text: string): string {
  return plainText(text.replace(/\s+/gu, ' '));
}
