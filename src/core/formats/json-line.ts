/**
 * A value as one line of JSON Lines, line end included. DEL, the C1 controls (U+0085 among them), U+2028 and U+2029 are
 * escaped too: readers that split lines as Unicode does (Python's `splitlines`) would cut there.
 */
export function jsonLine(value: unknown): string {
  return `${jsonOf(value)}\n`;
}

/** An object as one line of JSON Lines, of whose keys the values are JSON already, without ends of lines. */
export function jsonLineOf(members: Readonly<Record<string, string>>): string {
  const written = Object.entries(members).map(([key, json]) => `${jsonOf(key)}:${json}`);
  return `{${written.join(',')}}\n`;
}

/** A value as JSON for `jsonLineOf`. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The same for a word: most have nothing to escape, and for them looking at each letter takes a third of the time. */
export function jsonOfWord(word: string): string {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    const plain = code < 0x7f ? code >= 0x20 && code !== 0x22 && code !== 0x5c : code > 0x9f && code < 0x2028;
    if (!plain) return jsonOf(word);
  }
  return `"${word}"`;
}

/**
 * A list for `jsonLineOf`, of items that are written as JSON one by one. Of very many, such as tokens, that takes half of
 * the time of objects.
 */
export function jsonList<T>(items: readonly T[], jsonOfItem: (item: T, index: number) => string): string {
  let list = '';
  for (let index = 0; index < items.length; index++) {
    list += (index === 0 ? '' : ',') + jsonOfItem(items[index] as T, index);
  }
  return `[${list}]`;
}
