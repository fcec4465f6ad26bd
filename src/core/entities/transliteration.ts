// prettier-ignore
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n',
  о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sht', ъ: 'a',
  ь: 'y', ю: 'yu', я: 'ya',
};

/** Bulgarian in Latin letters by the Streamlined System of the Transliteration Act of 2009, all in small letters. */
export function transliterate(text: string): string {
  return text
    .toLowerCase()
    .replace(/ия(?!\p{L})/gu, 'ia')
    .replace(/[а-я]/g, (letter) => LETTERS[letter] ?? letter);
}
