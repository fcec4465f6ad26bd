/** A word, a Han character or another sign; case is folded. Offsets are UTF-16 code units of what was cut. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+|[^\s\p{L}\p{M}\p{N}]/gu;

/** Cuts `text.slice(start, end)` into words; white space is between them. */
export function wordsOf(text: string, start = 0, end = text.length): Word[] {
  return Array.from(text.slice(start, end).matchAll(WORD), (match) => ({
    text: match[0].toLowerCase(),
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}

/** Scripts that are written without spaces: there, letters on both sides of a border make no longer word. */
const JOINS = /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}]$/u;

/** True if the border between two neighbouring code units lies inside a word. */
export function splitsWord(before: string | undefined, after: string | undefined): boolean {
  return before !== undefined && after !== undefined && JOINS.test(before) && JOINS.test(after);
}

/** The pairs of indexes of a longest common subsequence of words, ascending. Takes the product of the lengths. */
export function commonWords(a: readonly Word[], b: readonly Word[]): [number, number][] {
  const width = b.length + 1;
  const best = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      best[at] =
        a[i]!.text === b[j]!.text ? best[at + width + 1]! + 1 : Math.max(best[at + width]!, best[at + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i]!.text === b[j]!.text) pairs.push([i++, j++]);
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}

/** A Han sign says as much as so many letters. */
const HAN_WEIGHT = 2;

/** How much a character of a text says, beside a letter. */
export function weightOf(text: string): number {
  return /\p{Script=Han}/u.test(text) ? HAN_WEIGHT : 1;
}
