// prettier-ignore
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n',
  о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sht', ъ: 'a',
  ь: 'y', ю: 'yu', я: 'ya',
};

const FIRST = 'а'.charCodeAt(0);
const LAST = 'я'.charCodeAt(0);
const BY_CODE = Array.from({ length: LAST - FIRST + 1 }, (_, index) => {
  const letter = String.fromCharCode(FIRST + index);
  return LETTERS[letter] ?? letter;
});

/** Bulgarian in Latin letters by the Streamlined System of the Transliteration Act of 2009, all in small letters. */
export function transliterate(text: string): string {
  const lower = text.toLowerCase();
  let latin = '';
  for (let index = 0; index < lower.length; index++) {
    const code = lower.charCodeAt(index);
    // A final `ия` is `ia`: `София`.
    if (code === LAST && lower[index - 1] === 'и' && !/^\p{L}/u.test(lower.slice(index + 1, index + 3)))
      latin += 'a';
    else latin += code >= FIRST && code <= LAST ? BY_CODE[code - FIRST]! : lower[index]!;
  }
  return latin;
}
