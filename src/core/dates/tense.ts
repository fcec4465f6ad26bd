import type { Span } from '../model/span';
import type { Lexicon, TenseForms } from './lexicon';

/** `due` is a time that something was to be done by, where no verb is of the future: it may be over or still to come. */
export type Tense = 'past' | 'future' | 'due';

/** How far around an expression its clause is searched for a verb. */
const REACH = 120;

const SENTENCE_END = /[.!?\n]/;

/**
 * The tense of the sentence that an expression stands in. The nearest verb before it decides where it
 * is of the future; the past needs a sentence that has no future in it. Undefined where nothing tells.
 */
export function tenseAround(text: string, span: Span, body: Span, lexicon: Lexicon): Tense | undefined {
  const before = text.slice(Math.max(body.start, span.start - REACH), span.start);
  const after = text.slice(span.end, Math.min(body.end, span.end + REACH));
  const tenses = [
    ...tensesOf(before.split(SENTENCE_END).at(-1) ?? '', lexicon).reverse(),
    ...tensesOf(after.split(SENTENCE_END, 1)[0] ?? '', lexicon),
  ];
  if (tenses[0] === 'future') return 'future';
  if (
    tenses.length === 0 &&
    lexicon.cues.deadline.has(/[\p{L}\p{M}]+(?=\s$)/u.exec(before)?.[0].toLowerCase() ?? '')
  )
    return 'future';
  if (tenses.includes('future')) return undefined;
  return isLimited(before, lexicon) ? 'due' : tenses[0];
}

/** `before the | end of June`, `antes do | fim de junho`. */
function isLimited(before: string, { cues }: Lexicon): boolean {
  const words = (/(?:[\p{L}\p{M}]+[ \u00a0]){1,3}$/u.exec(before)?.[0] ?? '')
    .toLowerCase()
    .trim()
    .split(/\s/);
  if (cues.articles.has(words.at(-1)!)) words.pop();
  return cues.limit.has(words.at(-1) ?? '') || cues.limit.has(words.slice(-2).join(' '));
}

/** How many words after an auxiliary of the future its participle stands: `will be finally named`. */
const PARTICIPLE_REACH = 3;

function tensesOf(text: string, { past, future, cues }: Lexicon): Tense[] {
  let sinceFuture = Infinity;
  let sincePluperfect = Infinity;
  let previous = '';
  const tenses: Tense[] = [];
  for (const word of text.match(/[\p{L}\p{M}]+/gu) ?? []) {
    sinceFuture++;
    sincePluperfect++;
    const lower = word.toLowerCase();
    const pair = `${previous} ${lower}`;
    // `a still unspecified date`: what follows an article describes.
    const describes = cues.articles.has(previous);
    previous = lower;
    if (past.words.has(pair)) {
      sincePluperfect = 0;
      tenses.push('past');
    } else if (sincePluperfect > PARTICIPLE_REACH && (future.words.has(pair) || tells(future, word, lower))) {
      sinceFuture = 0;
      tenses.push('future');
    } else if (sinceFuture > PARTICIPLE_REACH && !describes && tells(past, word, lower)) {
      tenses.push('past');
    }
  }
  return tenses;
}

/** True for a word of a form that is a verb's, where the language gives any. */
export function isVerb(word: string, { past, future }: Lexicon): boolean {
  const lower = word.toLowerCase();
  return tells(past, word, lower) || tells(future, word, lower);
}

function tells({ words, endings }: TenseForms, word: string, lower: string): boolean {
  // A name may end like a verb: `the United States`.
  return (
    words.has(lower) ||
    (endings.some((ending) => word.length > ending.length + 1 && word.endsWith(ending)) &&
      /^\p{Ll}/u.test(word))
  );
}
