import type { Gazetteer } from '../gazetteer';
import type { Steps } from '../../model/steps';
import { factOf, type Reading, type WordRange } from '../reading';
import { Decoder, type TaggedName } from './decode';
import { boundedSentences, createFeatureWriter, FeatureBuffer } from './features';
import type { Model } from './model';
import { WordForms } from './word-forms';

/**
 * Finds the names in a reading, in order and free of overlaps; ranges count the reading's words. `languageTag` is a
 * primary language subtag. A step is a sentence. Takes time linear in the length of the text, and memory for one
 * sentence beside what the reading's words need. Sentences of lines that are `kept` from the last reading are tagged
 * again only where what their features take from the rest of the article is another.
 */
export type Tagger = (reading: Reading, languageTag: string, kept?: boolean) => Steps<TaggedName[]>;

/**
 * A tagger that works with the model. Keep it: its working space is used again for each article, and it remembers the
 * words of a language as long as the articles in it come with the same gazetteer.
 */
export function createTagger(model: Model): Tagger {
  const decoder = new Decoder(model);
  const buffer = new FeatureBuffer();
  const languages = new Map<string, { readonly gazetteer: Gazetteer; readonly forms: WordForms }>();
  return function* (reading, languageTag, kept = false) {
    const sentences = boundedSentences(reading);
    const writer = createFeatureWriter(reading, sentences, formsOf(languageTag, reading));
    const recall = kept ? recaller(reading) : undefined;
    const names: TaggedName[] = [];
    for (const sentence of sentences) {
      const tagged = recall?.(sentence, writer.surroundings(sentence));
      let found = tagged?.names;
      if (found === undefined) {
        writer.write(sentence, buffer);
        found = decoder.decode(buffer);
        tagged?.keep(found);
        yield;
      }
      for (const { first, end, tagClass, confidence } of found) {
        names.push({ first: sentence.first + first, end: sentence.first + end, tagClass, confidence });
      }
    }
    return names;
  };

  function formsOf(tag: string, { gazetteer }: Reading): WordForms {
    const known = languages.get(tag);
    if (known?.gazetteer === gazetteer) {
      known.forms.trim();
      return known.forms;
    }
    const forms = new WordForms(tag, gazetteer, model.clusters);
    languages.set(tag, { gazetteer, forms });
    return forms;
  }
}

/** What was found in a sentence, whose words count from 0, with what it took from the rest of the article. */
interface Tagging {
  readonly surroundings: readonly number[];
  readonly names: readonly TaggedName[];
}

/** A line that stands in an article several times may be tagged in as many ways; more are not kept. */
const MOST_TAGGINGS = 8;

/** Finds what is kept with the lines of a reading for its sentences, which must be asked for in order. */
function recaller(
  reading: Reading,
): (
  sentence: WordRange,
  surroundings: readonly number[],
) => { readonly names?: readonly TaggedName[]; keep(names: readonly TaggedName[]): void } {
  let at = 0;
  return (sentence, surroundings) => {
    while (at + 1 < reading.lines.length && reading.lines[at + 1]!.first <= sentence.first) at++;
    const { line, first } = reading.lines[at]!;
    const ofLine = factOf(line, newTaggings);
    const place = sentence.first - first;
    const taggings = ofLine.get(place) ?? [];
    ofLine.set(place, taggings);
    const known = taggings.find((tagging) => areEqual(tagging.surroundings, surroundings));
    return {
      ...(known && { names: known.names }),
      keep: (names) => {
        if (taggings.length >= MOST_TAGGINGS) taggings.shift();
        taggings.push({ surroundings, names });
      },
    };
  };
}

function newTaggings(): Map<number, Tagging[]> {
  return new Map();
}

function areEqual(some: readonly number[], others: readonly number[]): boolean {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) if (some[index] !== others[index]) return false;
  return true;
}
