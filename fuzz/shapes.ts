/** A text of about so many characters, or some more. */
export type Shape = (length: number) => string;

/** One piece over and over. */
export function over(piece: string): Shape {
  return (length) => piece.repeat(Math.ceil(length / piece.length));
}

/** Pieces that differ by their number, from 0, between a head and a tail. */
function numbered(piece: (number: number) => string, head = '', tail = ''): Shape {
  return (length) => {
    const pieces: string[] = [];
    for (let left = length; left > 0; left -= pieces.at(-1)!.length) pieces.push(piece(pieces.length));
    return head + pieces.join('') + tail;
  };
}

/** An annotation with a key that is still open. */
const ENTRY = `  - id: k1
    label: person
    quote: Kim
    position: [8, 11]
    prefix: o
    suffix: disse
    status: accepted
`;
const ANNOTATED = `marginalia: 1\nannotations:\n${ENTRY}`;

const MANY_KEYS = { 'many keys': numbered((number) => `k${number}: x\n`, 'marginalia: 1\n') };

export const SIDECAR_SHAPES: Readonly<Record<string, Shape>> = {
  'one long quotation': (length) => `marginalia: 1\nnote: "${'a '.repeat(length / 2)}"\n`,
  'many comments': numbered(() => '# x\n', 'marginalia: 1\n'),
  ...MANY_KEYS,
  'spaces without end': (length) => `marginalia: 1${' '.repeat(length)}x\n`,
  'many keys of an annotation': numbered((number) => `    k${number}: x\n`, ANNOTATED),
  'many attributes at fault': numbered(
    (number) => `      k${number}: [x]\n`,
    `${ANNOTATED}    attributes:\n`,
  ),
  'many pieces of an annotation': numbered(
    (number) => `[${2 * number}, ${2 * number + 1}], `,
    `${ANNOTATED}    pieces: [`,
    ']\n',
  ),
  dashes: numbered(() => '  -\n', 'marginalia: 1\nannotations:\n'),
};

export const PROJECT_SHAPES: Readonly<Record<string, Shape>> = MANY_KEYS;

export const REGISTRY_SHAPES: Readonly<Record<string, Shape>> = {
  'many identifiers of an entry': numbered(
    (number) => `      k${number}: v\n`,
    'marginalia: 1\nentities:\n  - id: a\n    label: person\n    name: A\n    identifiers:\n',
  ),
};

/** Texts without line ends, and letters and signs in which a name may begin. */
export const NAME_SHAPES: Readonly<Record<string, Shape>> = Object.fromEntries(
  [
    'A ministra Ana Prado chegou a Lisboa, onde falou com Rui Castro, do Banco Central Europeu. ',
    'A MINISTRA ANA PRADO CHEGOU A LISBOA, ONDE FALOU COM RUI CASTRO, DO BANCO CENTRAL EUROPEU. ',
    'o presidente pedro almeida, do ministério da defesa da rússia, falou em lisboa. ',
    'Министърът Иван Петров пристигна в София и говори с Мария Донева от Европейската комисия. ',
    'أعلن رئيس البلدية أحمد سالم أمس في القاهرة عن افتتاح الجسر الجديد. ',
    '市长李明昨天在上海宣布，新的桥梁将于明年开通。',
    `${'A-'.repeat(2_000)} ${'palavra '.repeat(1_000)}`,
    ...['A', 'Ab', '1', 'A1', 'A-', 'A. ', 'A de ', 'a.-', 'Ан ', '«', '😀'],
  ].map((piece) => [piece.length > 100 ? `${piece.slice(0, 20)}…` : piece, over(piece)]),
);

/** Names a line each: of two words, any of some with any other; or without a blank in all of the text. */
export const MENTION_SHAPES: Readonly<Record<string, Shape>> = {
  'names that share their words': numbered((number) => {
    const word = (index: number) => `Na${index.toString(2).replace(/0/g, 'o').replace(/1/g, 'li')}`;
    return `${word(number % 200)} ${word(Math.floor(number / 200) % 200)}\n`;
  }),
  'one name again and again': over('Na-Lio\n'),
};

/** Lines that are annotated each. */
export const IMPORT_SHAPES: Readonly<Record<string, Shape>> = { 'many annotations': over('a\n') };

export const DATE_SHAPES: Readonly<Record<string, Shape>> = Object.fromEntries(
  [
    ...['palavra', 'de ', 'em 3 de ', 'em 3 de maio de 1990 ', 'dois mil e '],
    ...['1', '1 ', '1990-', 'aбв1年 ', '\n   ', 'http://', '(«', 'a\u0301', '😀'],
  ].map((piece) => [piece, over(piece)]),
);
