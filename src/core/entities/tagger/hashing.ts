/**
 * The 32-bit finaliser of Appleby's MurmurHash3: every bit of the input sways every bit of the result. Signed, since
 * engines keep small signed integers in place and put larger numbers into objects of their own.
 */
export function scramble(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** A hash of UTF-16 code units, fed one by one; `scramble` it before use. */
export function feed(hash: number, codeUnit: number): number {
  return Math.imul(hash ^ codeUnit, 0x01000193) ^ (hash >>> 15);
}

/** A signed 32-bit hash of a text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = feed(hash, text.charCodeAt(index));
  return scramble(hash);
}

/** An unsigned 32-bit hash of a feature: its template's number and up to two values. */
export function hashFeature(template: number, first: number, second: number): number {
  const start = Math.imul(template + 1, 0x9e3779b1);
  const mixed =
    Math.imul((start ^ first) + 0x7f4a7c15, 0x27d4eb2f) ^ Math.imul(second + template, 0x165667b1);
  return scramble(mixed) >>> 0;
}
