import { createDateRecognizer } from './dates';
import type { Expression } from './dates/recognizer';
import { createEntityRecognizer, createEntityResolver } from './entities';
import type { Line } from './entities/reading';
import type { Model } from './entities/tagger/model';
import type { EntityResolver } from './model/entity';
import { Memory } from './model/memory';
import { byPosition } from './model/span';
import type { SteppedRecognizer, Suggestion } from './model/suggestion';

/** What a recogniser keeps of the last reading of an article: one for each article that is read again and again. */
export interface RecognitionMemory {
  readonly dates: Memory<readonly Expression[]>;
  readonly lines: Memory<Line>;
}

export function newMemory(): RecognitionMemory {
  return { dates: new Memory(), lines: new Memory() };
}

/**
 * The recogniser of a whole article: named entities, by the model or else by rules, and dates. Where the two claim the
 * same text the more confident wins, dates on equal terms. Names carry their entity. Holds what it has compiled for a
 * language, so keep one.
 */
export function createRecognizer(
  model?: Model,
  resolveEntities: EntityResolver = createEntityResolver(),
  recognizeDates = createDateRecognizer(),
): SteppedRecognizer<RecognitionMemory> {
  const recognizeEntities = createEntityRecognizer(model);
  return function* (article, memory) {
    const dates = yield* recognizeDates(article, memory?.dates);
    const suggestions = mergeDisjoint(dates, yield* recognizeEntities(article, memory?.lines));
    yield;
    const names = suggestions.filter(({ timex }) => !timex);
    const entities = resolveEntities(article.text, names, article.language);
    return suggestions.map((one) => (one.timex ? one : { ...one, entity: entities.get(one)!.name }));
  };
}

/** Joins two ordered lists, each free of overlaps, into one that is. */
function mergeDisjoint(first: readonly Suggestion[], second: readonly Suggestion[]): Suggestion[] {
  const merged: Suggestion[] = [];
  for (const suggestion of [...first, ...second].sort(byPosition)) {
    let weakest = false;
    while (merged.length > 0) {
      const last = merged[merged.length - 1] as Suggestion;
      if (last.span.end <= suggestion.span.start) break;
      const stronger =
        suggestion.confidence > last.confidence ||
        (suggestion.confidence === last.confidence && suggestion.label === 'date');
      if (!stronger) {
        weakest = true;
        break;
      }
      merged.pop();
    }
    if (!weakest) merged.push(suggestion);
  }
  return merged;
}
