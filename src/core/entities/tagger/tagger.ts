import type { Gazetteer } from '../gazetteer';
import type { Steps } from '../../model/steps';
import type { Reading } from '../reading';
import { Decoder, type TaggedName } from './decode';
import { boundedSentences, createFeatureWriter, FeatureBuffer } from './features';
import type { Model } from './model';
import { WordForms } from './word-forms';

/**
 * Finds the names in a reading, in order and free of overlaps; ranges count the reading's words. Names of the class
 * `misc` are among them. `languageTag` is a primary language subtag. A step is a sentence. Takes time linear in the length
 * of the text, and memory for one sentence beside what the reading's words need.
 */
export type Tagger = (reading: Reading, languageTag: string) => Steps<TaggedName[]>;

/**
 * A tagger that works with the model. Keep it: its working space is used again for each article, and it remembers the
 * words of a language as long as the articles in it come with the same gazetteer.
 */
export function createTagger(model: Model): Tagger {
  const decoder = new Decoder(model);
  const buffer = new FeatureBuffer();
  const languages = new Map<string, { readonly gazetteer: Gazetteer; readonly forms: WordForms }>();
  return function* (reading, languageTag) {
    const sentences = boundedSentences(reading);
    const write = createFeatureWriter(reading, sentences, formsOf(languageTag, reading));
    const names: TaggedName[] = [];
    for (const sentence of sentences) {
      write(sentence, buffer);
      for (const { first, end, tagClass, confidence } of decoder.decode(buffer)) {
        names.push({ first: sentence.first + first, end: sentence.first + end, tagClass, confidence });
      }
      yield;
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
