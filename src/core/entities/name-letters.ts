/** Letters that no accent is taken from to give a plain one. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
};

/** A word of a name in small letters, without accents and apostrophes: `Nguyễn` is `nguyen`, `Йон` is `ион`. */
export function plainLetters(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}'’ʼ`´-]/gu, '')
    .replace(/[łøđðßæœıþ]/g, (letter) => PLAIN[letter] ?? letter);
}

// prettier-ignore
const LATIN: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', ђ: 'dj', е: 'e', є: 'e', ж: 'zh', з: 'z', ѕ: 'z', и: 'i', і: 'i',
  ј: 'i', к: 'k', л: 'l', љ: 'l', м: 'm', н: 'n', њ: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', ћ: 'ch', у: 'u',
  ф: 'f', х: 'h', ц: 'ts', ч: 'ch', џ: 'dzh', ш: 'sh', щ: 'sh', ъ: 'a', ы: 'i', ь: '', э: 'e', ю: 'iu', я: 'ia',
};

/**
 * What stays of a plain word when spellings and transliterations of one name are made alike: `zelenskyy`, `zelenskiy`
 * and `зеленски` are all `zelenski`, `sousa` and `souza` both `sousa`. Words of other names may be made alike too, so
 * it compares what is already likely to be one.
 */
export function foldLetters(plain: string): string {
  return plain
    .replace(/[а-яєіјљњћџґђѕ]/g, (letter) => LATIN[letter] ?? '')
    .replace(/ph/g, 'f')
    .replace(/kh/g, 'h')
    .replace(/t?sch|shch/g, 'sh')
    .replace(/tch/g, 'ch')
    .replace(/ck/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/w/g, 'v')
    .replace(/gu(?=[ei])/g, 'g')
    .replace(/z(?!h)/g, 's')
    .replace(/y/g, 'i')
    .replace(/(?<=[aeiou])j(?![aeiou])/g, 'i')
    .replace(/^ie/, 'e')
    .replace(/([ao])e/g, '$1')
    .replace(/(\p{L})\1+/gu, '$1');
}
