import type { ModelProblem } from './entities/tagger/model';
import type { RoleReader } from './entities/roles';
import type { EntityResolver } from './model/entity';
import type { Article } from './model/article';
import type { Span } from './model/span';
import { finish } from './model/steps';
import { inOneGo, type Recognizer, type SteppedRecognizer } from './model/suggestion';
import type { Timex } from './model/timex';
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
  /** What a stretch of an article means as a time expression, where the whole of it is one. */
  readonly readTimex: (article: Article, span: Span) => Timex | undefined;
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
    { createDateRecognizer },
    { createEntityResolver, roleBeside },
    { parseModel },
    { identifyLanguage },
    places,
  ] = await Promise.all([
    import('./recognizer'),
    import('./dates'),
    import('./entities'),
    import('./entities/tagger/model'),
    import('./text/language'),
    import('./places/places'),
  ]);
  const resolveEntities = createEntityResolver();
  const parsed = model && parseModel(model);
  const recognizeDates = createDateRecognizer();
  const recognizeInSteps = createRecognizer(
    parsed?.ok ? parsed.model : undefined,
    resolveEntities,
    recognizeDates,
  );
  return {
    recognize: inOneGo(recognizeInSteps),
    recognizeInSteps,
    newMemory,
    identifyLanguage,
    resolveEntities,
    roleBeside,
    readTimex(article, span) {
      const [reading] = finish(recognizeDates({ ...article, body: span }));
      const whole = reading && reading.span.start === span.start && reading.span.end === span.end;
      return whole ? reading.timex : undefined;
    },
    createPlaceFinder: places.createPlaceFinder,
    ...(parsed && !parsed.ok && { modelProblem: parsed.problem }),
  };
}
