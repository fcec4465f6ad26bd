import type { Anchor } from '../model/annotation';
import { fnv1a } from '../text/hash';

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
  return freeId(idOf(`${label}\n${start}\n${quote}`), taken);
}

/** Names an annotation by its label and what it stands on, pieces included, in the same way. */
export function idOn(
  { quote, position, pieces }: Pick<Anchor, 'quote' | 'position' | 'pieces'>,
  label: string,
  taken: { has(id: string): boolean },
): string {
  const meant = pieces ? `${quote}\n${JSON.stringify(pieces)}` : quote;
  return annotationId(label, meant, position[0], taken);
}

/** Names a relation by what it says, in the same way: two people who relate the same write the same block. */
export function relationId(
  { type, from, to }: { readonly type: string; readonly from: string; readonly to: string },
  taken: { has(id: string): boolean },
): string {
  return freeId(idOf(`${type}\n${from}\n${to}`), taken);
}

/** The id itself, or with the first number from 2 on that makes it free. */
export function freeId(id: string, taken: { has(id: string): boolean }): string {
  let free = id;
  for (let number = 2; taken.has(free); number++) free = `${id}-${number}`;
  return free;
}

function idOf(key: string): string {
  const first = fnv1a(key);
  return (
    (LETTERS[first % LETTERS.length] as string) +
    digits(Math.floor(first / LETTERS.length), 3) +
    digits(fnv1a(key, 0x01000193), 4)
  );
}

function digits(value: number, count: number): string {
  let text = '';
  for (let rest = value; text.length < count; rest = Math.floor(rest / DIGITS.length)) {
    text += DIGITS[rest % DIGITS.length] as string;
  }
  return text;
}
