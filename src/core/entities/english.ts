import nlp from 'compromise/two';
import type { Span } from '../model/span';
import { NO_EVIDENCE, withEvidence, type Candidate } from './capitalised-names';
import type { EntityLabel } from './languages/language';
import { isCapital, matches, type Reading, type WordRange } from './reading';

/** How much of an article `compromise` reads: it takes about 30 ms a thousand characters, too long for a whole book. */
const READ_LENGTH = 50_000;
const CHUNK_LENGTH = 1_500;
const LONGEST_SENTENCE = 3_000;

const TAGS: readonly (readonly [tag: string, label: EntityLabel])[] = [
  ['Person', 'person'],
  ['Place', 'location'],
  ['Organization', 'organization'],
];

const AGREEING_WEIGHT = 1.5;
const OVERLAPPING_WEIGHT = 0.5;
const NEW_WEIGHT = 1;
const NEW_NAMENESS = 0.55;

interface Opinion extends WordRange {
  readonly label: EntityLabel;
}

/**
 * What the library `compromise` says of an English article: it counts as evidence where there is a candidate, and
 * makes a weak one where there is none. Reads the article's first 50,000 characters.
 */
export function withCompromise(candidates: readonly Candidate[], reading: Reading): Candidate[] {
  const merged: Candidate[] = [];
  const opinions = readWithCompromise(reading);
  let next = 0;
  for (const candidate of candidates) {
    for (; next < opinions.length && opinions[next]!.end <= candidate.first; next++) {
      if (isFree(opinions[next]!, merged.at(-1))) merged.push(candidateOf(opinions[next]!));
    }
    let { evidence } = candidate;
    for (let at = next; at < opinions.length && opinions[at]!.first < candidate.end; at++) {
      const { first, end, label } = opinions[at]!;
      const isSame = first === candidate.first && end === candidate.end;
      evidence = withEvidence(evidence, label, isSame ? AGREEING_WEIGHT : OVERLAPPING_WEIGHT);
    }
    merged.push({ ...candidate, evidence });
  }
  for (; next < opinions.length; next++) {
    if (isFree(opinions[next]!, merged.at(-1))) merged.push(candidateOf(opinions[next]!));
  }
  return merged;
}

function isFree(opinion: Opinion, last: Candidate | undefined): boolean {
  return last === undefined || last.end <= opinion.first;
}

function candidateOf({ first, end, label }: Opinion): Candidate {
  const evidence = withEvidence(NO_EVIDENCE, label, NEW_WEIGHT);
  return { first, end, evidence, nameness: NEW_NAMENESS, source: 'compromise' };
}

function readWithCompromise(reading: Reading): Opinion[] {
  const starts = new Map(reading.words.map((word, index) => [word.start, index]));
  const opinions: Opinion[] = [];
  for (const chunk of chunks(reading)) {
    const document = nlp(reading.text.slice(chunk.start, chunk.end));
    for (const [tag, label] of TAGS) {
      const found = document
        .match(`#${tag}+`)
        .json({ offset: true, terms: { offset: true } }) as readonly Match[];
      for (const { terms } of found) {
        const indices = terms.flatMap(({ offset }) => starts.get(chunk.start + offset.start) ?? []);
        const range = trimmed(reading, indices);
        if (range !== undefined) opinions.push({ ...range, label });
      }
    }
  }
  return opinions.sort((a, b) => a.first - b.first || b.end - a.end);
}

/** What `compromise` gives for a match; offsets are relative to the chunk. */
interface Match {
  readonly terms: readonly { readonly offset: { readonly start: number } }[];
}

/** The capitalised words among those found, without titles before them. */
function trimmed({ words, language }: Reading, indices: readonly number[]): WordRange | undefined {
  let [first, last] = [indices[0], indices.at(-1)];
  if (first === undefined || last === undefined || last - first > 8) return undefined;
  while (first <= last && (matches(language.titles, words[first]!, language) || !isCapital(words[first])))
    first++;
  while (last >= first && !isCapital(words[last])) last--;
  if (first > last) return undefined;
  for (let index = first; index <= last; index++) if (/^[,;:()]$/.test(words[index]!.form)) return undefined;
  const isNoName = [language.common, language.peoples, language.creeds, language.calendar].some((list) =>
    list.has(words[last]!.lower),
  );
  return isNoName ? undefined : { first, end: last + 1 };
}

/** Whole sentences in stretches of at most about 1,500 characters; what has no sentences in 3,000 is left out. */
function chunks({ words, sentences }: Reading): Span[] {
  const spans: Span[] = [];
  let start: number | undefined;
  let end = 0;
  const origin = words[0]?.start ?? 0;
  for (const sentence of sentences) {
    const from = words[sentence.first]!.start;
    const to = words[sentence.end - 1]!.end;
    if (to - origin > READ_LENGTH) break;
    if (start !== undefined && to - start > CHUNK_LENGTH) {
      spans.push({ start, end });
      start = undefined;
    }
    if (to - from > LONGEST_SENTENCE) continue;
    start ??= from;
    end = to;
  }
  if (start !== undefined) spans.push({ start, end });
  return spans;
}
