import type { Span } from '../model/span';
import { tokenize, type Token } from './tokens';

/** Abbreviations that a capital letter may follow inside a sentence, without their dot and in small letters. */
const ABBREVIATIONS = new Set(
  [
    'adm av brig cap cel cf dr dra eng exmo exma gen ltda maj min núm pág pres prof profa rev sgt sr sra srs sta sto tel',
    'bros capt cmdr co col corp fig gov hon inc jr lt ltd mr mrs ms mt no rep sen st vs',
    'акад бл бул вж ген гр др инж им кап кв л м о обл полк проф св см стр т ул ч чл г',
    'dipl etc evtl ing kl nr str usw vgl zb д рис тов',
  ]
    .join(' ')
    .split(' '),
);

/** `“` closes in Bulgarian and German; where it follows its sentence's mark without a space it cannot open. */
const CLOSING = '"\'“”’»)]';
const OPENING = /^[\p{Lu}\p{Lt}\p{Lo}\p{N}"'“„«‘([—–-]/u;

/**
 * The sentences of a text, or of the part of it that `span` covers, as ranges of its tokens. A line break always
 * ends a sentence: in news text a line is a paragraph. A full stop does where white space and then a capital, a
 * digit or an opening mark follows, unless it belongs to an abbreviation (`Sr.`, `г.`) or an initial (`J. Smith`).
 */
export function sentences(text: string, span?: Span): Span[] {
  const tokens = tokenize(text, span);
  return sentenceStarts(text, tokens).map((first, index, starts) => ({
    start: tokens[first]!.start,
    end: tokens[(starts[index + 1] ?? tokens.length) - 1]!.end,
  }));
}

/** For each sentence the index of its first token, ascending; empty where there are no tokens. */
export function sentenceStarts(text: string, tokens: readonly Token[]): number[] {
  const starts: number[] = [];
  for (let index = 0; index < tokens.length; index++) {
    if (index === 0 || startsSentence(text, tokens, index)) starts.push(index);
  }
  return starts;
}

function startsSentence(text: string, tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  let last = tokens[index - 1]!;
  if (last.end === token.start) return false;
  if (breaksLine(text, last.end, token.start)) return true;
  let before = index - 1;
  if (
    before > 0 &&
    last.end - last.start === 1 &&
    CLOSING.includes(text.charAt(last.start)) &&
    tokens[before - 1]!.end === last.start
  ) {
    last = tokens[--before]!;
  }
  // Every word is asked, and few stand after a mark: the rest costs nothing more.
  if (!'.!?…'.includes(text.charAt(last.start))) return false;
  if (!OPENING.test(text.slice(token.start, token.end))) return false;
  const mark = text.slice(last.start, last.end);
  if (/^(?:[!?…]|\.{2,})$/u.test(mark)) return true;
  return mark === '.' && !endsAbbreviation(text, tokens, before);
}

function breaksLine(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) return true;
  }
  return false;
}

function endsAbbreviation(text: string, tokens: readonly Token[], dot: number): boolean {
  const word = tokens[dot - 1];
  if (word === undefined || word.end !== tokens[dot]!.start) return false;
  if (word.end - word.start > 8) return false;
  const form = text.slice(word.start, word.end);
  if (!ABBREVIATIONS.has(form.toLowerCase())) return /^\p{Lu}$/u.test(form);
  // `… през 2019 г. Той заяви`: the year's abbreviation may end a sentence; `гр. София` may not.
  return !(form === 'г' && /^\p{N}/u.test(text.slice(tokens[dot - 2]?.start ?? 0, word.start)));
}
