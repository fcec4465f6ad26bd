import type { ModelProblem } from './entities/tagger/model';
import type { RoleReader } from './entities/roles';
import type { EntityResolver } from './model/entity';
import { inOneGo, type Recognizer, type SteppedRecognizer } from './model/suggestion';
import type { RecognitionMemory } from './recognizer';
import type { PlaceData, PlaceFinder } from './places/places';
import type { LanguageIdentifier } from './text/read-article';

/** All that reads an article. Keep one: it holds what it has compiled for a language. */
export interface Recognition {
  readonly recognize: Recognizer;
  readonly recognizeInSteps: SteppedRecognizer<RecognitionMemory>;
  /** A memory for one article that is read again after each edit: only what changed is recognised again. */
  readonly newMemory: () => RecognitionMemory;
  readonly identifyLanguage: LanguageIdentifier;
  readonly resolveEntities: EntityResolver;
  readonly roleBeside: RoleReader;
  /** What is known of the places that names name, from data that `scripts/places.mjs` makes. */
  readonly createPlaceFinder: (data: PlaceData) => PlaceFinder;
  /** Why the model that was given is not used. */
  readonly modelProblem?: ModelProblem;
}

/**
 * Loads the recognisers with the data that they need. Until then none of it is evaluated, so that a program can start
 * without it: the languages' statistics and the English grammar alone take longer than everything else. `model` are
 * the bytes of `models/entities.bin`; without them, or if they are at fault, entities are found by rules.
 */
export async function loadRecognition(model?: Uint8Array): Promise<Recognition> {
  const [
    { createRecognizer, newMemory },
    { createEntityResolver, roleBeside },
    { parseModel },
    { identifyLanguage },
    places,
  ] = await Promise.all([
    import('./recognizer'),
    import('./entities'),
    import('./entities/tagger/model'),
    import('./text/language'),
    import('./places/places'),
  ]);
  const resolveEntities = createEntityResolver();
  const parsed = model && parseModel(model);
  const recognizeInSteps = createRecognizer(parsed?.ok ? parsed.model : undefined, resolveEntities);
  return {
    recognize: inOneGo(recognizeInSteps),
    recognizeInSteps,
    newMemory,
    identifyLanguage,
    resolveEntities,
    roleBeside,
    createPlaceFinder: places.createPlaceFinder,
    ...(parsed && !parsed.ok && { modelProblem: parsed.problem }),
  };
}
