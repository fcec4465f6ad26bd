/**
 * A value as one line of JSON Lines, line end included. DEL, the C1 controls (U+0085 among them), U+2028 and U+2029 are
 * escaped too: readers that split lines as Unicode does (Python's `splitlines`) would cut there.
 */
export function jsonLine(value: unknown): string {
  const json = JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${json}\n`;
}
