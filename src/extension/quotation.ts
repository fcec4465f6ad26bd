/** A text on one line, cut where it would be too long for a title. */
export function shortened(quote: string): string {
  const line = quote.replace(/\s+/gu, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
