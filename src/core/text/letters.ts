/** What a character is: a capital (Unicode's Lu), a small letter (Ll), another letter (L), a number (N) or none. */
export const LETTER = { none: 0, number: 1, other: 2, small: 3, capital: 4 } as const;

export type Letter = (typeof LETTER)[keyof typeof LETTER];

/** The kind of a character, given by its code point. */
export function letterOf(codePoint: number): Letter {
  return codePoint < BY_CODE_POINT.length ? (BY_CODE_POINT[codePoint] as Letter) : classified(codePoint);
}

function classified(codePoint: number): Letter {
  const character = String.fromCodePoint(codePoint);
  if (/\p{L}/u.test(character)) {
    return /\p{Lu}/u.test(character)
      ? LETTER.capital
      : /\p{Ll}/u.test(character)
        ? LETTER.small
        : LETTER.other;
  }
  return /\p{N}/u.test(character) ? LETTER.number : LETTER.none;
}

/** Latin, Greek and Cyrillic, which nearly all words are written in. */
const BY_CODE_POINT = Uint8Array.from({ length: 0x530 }, (_, codePoint) => classified(codePoint));
