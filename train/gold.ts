import type { LanguageTag } from '../src/core/model/article';
import { gazetteer, type Gazetteer } from '../src/core/entities/gazetteer';
import { nameLanguage, primaryTag } from '../src/core/entities/languages';
import { isCapital, read, type Reading, type WordRange } from '../src/core/entities/reading';
import {
  OUTSIDE,
  PLACE,
  STATE_COUNT,
  stateOf,
  TAG_CLASSES,
  type TagClass,
} from '../src/core/entities/tagger/labels';
import type { AnnotatedText, LabelledSpan } from './corpus';

/** All states at once: nothing is known of the word. */
export const ANY_STATE = 2 ** STATE_COUNT - 1;

const QUOTATION_MARKS = /^["'“”„«»‘’]$/u;

/** Reads annotated texts as the tagger will read articles. Keeps the gazetteer of each language. */
export class GoldReader {
  readonly #gazetteers = new Map<LanguageTag, Gazetteer>();

  read({ text, language }: AnnotatedText): Reading {
    const tag = primaryTag(language);
    const names = nameLanguage(tag);
    let known = this.#gazetteers.get(tag);
    if (known === undefined) this.#gazetteers.set(tag, (known = gazetteer(names)));
    return read({ text, body: { start: 0, end: text.length }, language: tag }, names, known);
  }
}

/** A name as the label set wants it, in words: without quotation marks around it, and titles before a person. */
export interface GoldName extends WordRange {
  readonly label: string;
}

/** The annotated names of a text in words, in order; where names overlap only the first, of two the longer. */
export function goldNames(reading: Reading, spans: readonly LabelledSpan[]): GoldName[] {
  return annotatedNames(reading, spans).filter((name) => !isOffice(reading, name));
}

/** `presidente da República`: an office, which some sets annotate as a person and the label set does not. */
function isOffice({ words, language }: Reading, { first, end, label }: GoldName): boolean {
  if (label !== 'person' || !language.titles.has(words[first]!.lower)) return false;
  return end - first === 1 || language.particles.has(words[first + 1]!.lower);
}

function annotatedNames(reading: Reading, spans: readonly LabelledSpan[]): GoldName[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const names: GoldName[] = [];
  let word = 0;
  let free = 0;
  for (const span of sorted) {
    while (word < reading.words.length && reading.words[word]!.end <= span.start) word++;
    let first = word;
    let end = first;
    while (end < reading.words.length && reading.words[end]!.start < span.end) end++;
    while (first < end && isQuotationMark(reading, first)) first++;
    while (end > first && isQuotationMark(reading, end - 1)) end--;
    if (span.label === 'person') first = afterTitles(reading, first, end);
    if (first >= end || first < free) continue;
    names.push({ first, end, label: span.label });
    free = end;
  }
  return names;
}

function isQuotationMark(reading: Reading, index: number): boolean {
  return QUOTATION_MARKS.test(reading.words[index]!.form);
}

function afterTitles({ words, language }: Reading, first: number, end: number): number {
  let at = first;
  while (at < end && (language.titles.has(words[at]!.lower) || (at > first && words[at]!.form === '.'))) at++;
  return at < end && isCapital(words[at]) ? at : first;
}

/**
 * For each word the states it may be in, as bits. Where a set does not annotate a label, a word outside its names may
 * also be in a name of that label. CoNLL's `misc` holds events and works, so a `misc` name may be one of either, and
 * a set that has `misc` leaves out none.
 */
export function permittedStates(
  reading: Reading,
  sentences: readonly WordRange[],
  { labels, spans }: AnnotatedText,
): Uint32Array {
  const outside = [OUTSIDE, ...unannotated(labels).flatMap(statesOf)].reduce(withState, 0);
  const permitted = new Uint32Array(reading.words.length).fill(outside);
  let sentence = 0;
  for (const name of annotatedNames(reading, spans)) {
    const { first, end, label } = name;
    while (sentences[sentence]!.end <= first) sentence++;
    if (end > sentences[sentence]!.end || isOffice(reading, name)) {
      permitted.fill(ANY_STATE, first, end);
      continue;
    }
    const classes: readonly TagClass[] =
      label === 'misc' ? ['misc', 'event', 'product'] : TAG_CLASSES.filter((known) => known === label);
    for (let index = first; index < end; index++) {
      const place =
        end - first === 1
          ? PLACE.unit
          : index === first
            ? PLACE.begin
            : index === end - 1
              ? PLACE.last
              : PLACE.inside;
      permitted[index] = classes.map((tagClass) => stateOf(tagClass, place)).reduce(withState, 0);
    }
  }
  return permitted;
}

function unannotated(labels: readonly string[]): TagClass[] {
  if (labels.includes('misc')) return [];
  return TAG_CLASSES.filter((tagClass) => !labels.includes(tagClass));
}

function statesOf(tagClass: TagClass): number[] {
  return Object.values(PLACE).map((place) => stateOf(tagClass, place));
}

function withState(states: number, state: number): number {
  return (states | (1 << state)) >>> 0;
}
