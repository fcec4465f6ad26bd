import { createDateRecognizer } from './dates';
import { createEntityRecognizer, createEntityResolver } from './entities';
import type { Model } from './entities/tagger/model';
import type { EntityResolver } from './model/entity';
import { byPosition } from './model/span';
import type { SteppedRecognizer, Suggestion } from './model/suggestion';

/**
 * The recogniser of a whole article: named entities, by the model or else by rules, and dates. Where the two claim the
 * same text the more confident wins, dates on equal terms. Names carry their entity. Holds what it has compiled for a
 * language, so keep one.
 */
export function createRecognizer(
  model?: Model,
  resolveEntities: EntityResolver = createEntityResolver(),
  recognizeDates: SteppedRecognizer = createDateRecognizer(),
): SteppedRecognizer {
  const recognizeEntities = createEntityRecognizer(model);
  return function* (article) {
    const dates = yield* recognizeDates(article);
    const suggestions = mergeDisjoint(dates, yield* recognizeEntities(article));
    yield;
    const entities = resolveEntities(article.text, suggestions, article.language);
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
