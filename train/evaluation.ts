import { primaryTag } from '../src/core/entities/languages';
import type { Calibration, Model } from '../src/core/entities/tagger/model';
import { createTagger } from '../src/core/entities/tagger/tagger';
import { createEntityRecognizer } from '../src/core/entities';
import { finish } from '../src/core/model/steps';
import { inOneGo } from '../src/core/model/suggestion';
import type { AnnotatedText, LabelledSpan } from './corpus';
import { GoldReader } from './gold';

/** How many names were annotated, found, and found exactly: the same words and the same label. */
export interface Counts {
  annotated: number;
  found: number;
  right: number;
}

export interface Evaluation {
  /** By set, and in each set by label. */
  readonly sets: ReadonlyMap<string, ReadonlyMap<string, Counts>>;
  /** The confidence of each name found of a label that its set annotates, and whether it was right. */
  readonly outcomes: readonly { readonly confidence: number; readonly isRight: boolean }[];
}

/** The harmonic mean of precision and recall, 0 to 100. */
export function fScore({ annotated, found, right }: Counts): number {
  return annotated + found === 0 ? 0 : (200 * right) / (annotated + found);
}

/** Finds names in an article: their spans in its text. */
export type Finder = (article: AnnotatedText) => Iterable<LabelledSpan & { readonly confidence: number }>;

/** Compares what is found with what is annotated, span by span. Names of labels that a set does not annotate, and `misc`, are not counted. */
export function evaluate(find: Finder, corpus: readonly AnnotatedText[]): Evaluation {
  const sets = new Map<string, Map<string, Counts>>();
  const outcomes: { confidence: number; isRight: boolean }[] = [];
  for (const article of corpus) {
    const counts = sets.get(article.set) ?? new Map<string, Counts>();
    sets.set(article.set, counts);
    const countsOf = (label: string): Counts => {
      const known = counts.get(label) ?? { annotated: 0, found: 0, right: 0 };
      counts.set(label, known);
      return known;
    };
    const annotated = new Set<string>();
    for (const { start, end, label } of article.spans) {
      if (label === 'misc') continue;
      annotated.add(`${start} ${end} ${label}`);
      countsOf(label).annotated++;
    }
    for (const { start, end, label, confidence } of find(article)) {
      if (!article.labels.includes(label) || label === 'misc') continue;
      const isRight = annotated.has(`${start} ${end} ${label}`);
      countsOf(label).found++;
      if (isRight) countsOf(label).right++;
      outcomes.push({ confidence, isRight });
    }
  }
  return { sets, outcomes };
}

/** The tagger without refiners, whose confidence is what is calibrated. */
export function taggerFinder(model: Model): Finder {
  const reader = new GoldReader();
  const tag = createTagger(model);
  return (article) => {
    const reading = reader.read(article);
    return finish(tag(reading, primaryTag(article.language))).map(({ first, end, tagClass, confidence }) => ({
      start: reading.words[first]!.start,
      end: reading.words[end - 1]!.end,
      label: tagClass,
      confidence,
    }));
  };
}

/** The recogniser as articles are read with it. */
export function recognizerFinder(model: Model): Finder {
  const recognize = inOneGo(createEntityRecognizer(model));
  return ({ text, language }) =>
    recognize({ text, body: { start: 0, end: text.length }, language }).map(
      ({ span, label, confidence }) => ({
        ...span,
        label,
        confidence,
      }),
    );
}

export function sum(counts: Iterable<Counts>): Counts {
  const total = { annotated: 0, found: 0, right: 0 };
  for (const { annotated, found, right } of counts) {
    total.annotated += annotated;
    total.found += found;
    total.right += right;
  }
  return total;
}

/** Fits Platt's scaling to the outcomes of an uncalibrated model, by Newton's method on the log-likelihood. */
export function calibrate(outcomes: Evaluation['outcomes']): Calibration {
  let slope = 1;
  let intercept = 0;
  for (let round = 0; round < 30; round++) {
    const gradient = [0, 0];
    const hessian = [1e-6, 0, 1e-6];
    for (const { confidence, isRight } of outcomes) {
      const bounded = Math.min(1 - 1e-6, Math.max(1e-6, confidence));
      const logit = Math.log(bounded / (1 - bounded));
      const estimate = 1 / (1 + Math.exp(-(slope * logit + intercept)));
      const error = (isRight ? 1 : 0) - estimate;
      const weight = estimate * (1 - estimate);
      gradient[0]! += error * logit;
      gradient[1]! += error;
      hessian[0]! += weight * logit * logit;
      hessian[1]! += weight * logit;
      hessian[2]! += weight;
    }
    const determinant = hessian[0]! * hessian[2]! - hessian[1]! ** 2;
    slope += (hessian[2]! * gradient[0]! - hessian[1]! * gradient[1]!) / determinant;
    intercept += (hessian[0]! * gradient[1]! - hessian[1]! * gradient[0]!) / determinant;
  }
  return { slope, intercept };
}
