import type { Random } from '../histories/random';

/** What has a meaning somewhere: in YAML, JSON, XML, tables, Turtle, dates, or to whoever counts characters. */
const SCRAPS: readonly string[] = [
  ...'-:#,[]{}"\'&*!|>%@`?~<=/\\;()_.+^$\t\n\r \0',
  ...[
    '\r\n',
    '\n\n',
    '---\n',
    '...\n',
    '- ',
    ': ',
    ' #',
    '\n  - ',
    '\n\t',
    '|-\n',
    '>+\n',
    '? ',
    '<<: *a',
    '&a ',
    '*a',
  ],
  ...[
    '!!set ',
    '"""',
    "''",
    '\\u0000',
    '\\ud83d',
    '\\x',
    '\\N',
    'null',
    'true',
    'no',
    '.nan',
    '.inf',
    '[]',
    '{}',
  ],
  ...[
    '-1',
    '0',
    '0.5',
    '1e400',
    '0x1F',
    '1_000',
    '99999999999999999999',
    '2024-02-30',
    '24:00',
    '٣',
    '２０２４',
    'Ⅻ',
  ],
  ...[
    '__proto__',
    'constructor',
    'annotations',
    'id',
    'quote',
    'status',
    'position',
    'marginalia: 1\n',
    'conflict',
  ],
  ...['<', '</', '/>', '<!--', '-->', '<![CDATA[', ']]>', '&amp;', '&#0;', '&x;', '<?xml', '<!DOCTYPE a>'],
  ...[
    'B-',
    'I-',
    'B-PER',
    '#Text=',
    '# newdoc',
    '-DOCSTART-',
    'T1\t',
    '0 5;7 9',
    '=1+1',
    '@prefix : <a:> .',
    '^^',
    '"@pt',
  ],
  ...[
    'é',
    'e\u0301',
    '\u0301',
    '🚀',
    '👩‍👩‍👧',
    '\ud83d',
    '\ude80',
    '\ufeff',
    '\u2028',
    '\u0085',
    '\u00a0',
    '\u200f',
    '\u202e',
    '\u200d',
  ],
  ...['שלום', 'ا', '東京', 'ß', 'İ', 'ŉ', 'ﬁ', 'ǅ', '１', '½', '²', '№', '‑', '’', '„', '…'],
  ...[
    '18',
    '1990',
    'de ',
    'of ',
    'г. ',
    'maio',
    'May',
    'май',
    'Montag',
    'h',
    '%',
    'às ',
    'anos',
    'd.C.',
    'T',
    'Z',
    'W29',
  ],
];

/** A text with one to six changes: bytes cut out, doubled, moved, put in from `others`, or repeated. */
export function mutated(sample: string, others: readonly string[], random: Random): string {
  let text = sample;
  for (let left = 1 + random.below(6); left > 0; left--) text = changed(text, others, random);
  return text;
}

function changed(text: string, others: readonly string[], random: Random): string {
  const at = random.below(text.length + 1);
  const length = random.chance(4) ? random.below(200) : random.below(12);
  const put = (piece: string, over = 0) => text.slice(0, at) + piece + text.slice(at + over);
  switch (random.below(9)) {
    case 0:
      return put('', length);
    case 1:
      return put(text.slice(at, at + length));
    case 2: {
      const from = random.below(text.length + 1);
      return put(text.slice(from, from + length), random.chance(2) ? length : 0);
    }
    case 3: {
      const other = random.of(others);
      const from = random.below(other.length + 1);
      return put(other.slice(from, from + length), random.chance(2) ? length : 0);
    }
    case 4:
      return put(random.of(SCRAPS).repeat(1 + random.below(40)));
    case 5:
      return random.chance(4) ? text.slice(0, at) : put('', length);
    case 6:
      return put(swappedLines(text.slice(at, at + 400)), 400);
    default:
      return put(random.of(SCRAPS), random.below(3));
  }
}

function swappedLines(text: string): string {
  const [first, second, ...rest] = text.split('\n');
  return second === undefined ? text : [second, first, ...rest].join('\n');
}

/** A short piece, to be repeated for as long as a text is to be. */
export function fragment(others: readonly string[], random: Random): string {
  const scraps = Array.from({ length: 1 + random.below(3) }, () => random.of(SCRAPS)).join('');
  if (random.chance(2)) return scraps;
  const other = random.of(others);
  const from = random.below(other.length);
  return random.chance(2)
    ? other.slice(from, from + 1 + random.below(60))
    : scraps + other.slice(from, from + 8);
}
