const LETTERS = 'bcdfghjkmnpqrstvwxz';
const DIGITS = `${LETTERS}23456789`;

/**
 * Names an annotation by what it is made on, so that two people who accept the same suggestion write the same block.
 * Eight characters, the first a letter, without vowels; a number follows where the name is taken.
 */
export function annotationId(
  label: string,
  quote: string,
  start: number,
  taken: { has(id: string): boolean },
): string {
  const key = `${label}\n${start}\n${quote}`;
  const first = fnv1a(key, 0x811c9dc5);
  const id =
    (LETTERS[first % LETTERS.length] as string) +
    digits(Math.floor(first / LETTERS.length), 3) +
    digits(fnv1a(key, 0x01000193), 4);
  let free = id;
  for (let number = 2; taken.has(free); number++) free = `${id}-${number}`;
  return free;
}

function digits(value: number, count: number): string {
  let text = '';
  for (let rest = value; text.length < count; rest = Math.floor(rest / DIGITS.length)) {
    text += DIGITS[rest % DIGITS.length] as string;
  }
  return text;
}

/** The 32-bit FNV-1a hash over UTF-16 code units (Fowler, Noll and Vo), from a given basis. */
function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
