import type { Article } from '../model/article';
import type { Memory } from '../model/memory';
import type { Span } from '../model/span';
import type { Steps } from '../model/steps';
import type { SteppedRecognizer, Suggestion } from '../model/suggestion';
import { capitalisedNames, type Candidate, type Evidence } from './capitalised-names';
import { withCompromise } from './english';
import { gazetteer, type Gazetteer } from './gazetteer';
import { nameLanguage, primaryTag } from './languages';
import { ENTITY_LABELS, type EntityLabel } from './languages/language';
import { read, type Line, type Reading, type WordRange } from './reading';
import { REFINERS, strongest } from './refiners';
import type { Model } from './tagger/model';
import type { LabelledName } from './tagger/labelled-names';
import { NAME_REFINERS } from './tagger/refiners';
import { createTagger, type Tagger } from './tagger/tagger';

const LEAST_NAMENESS = 0.5;
/**
 * A name found by the model is suggested from this confidence on: F1 is highest where names are left out that are less
 * likely right than half of it (Lipton, Elkan and Narayanaswamy 2014), and it differs so much by label. Chosen on the
 * development sets of train/.
 */
const LEAST_CONFIDENCE: Readonly<Record<EntityLabel, number>> = {
  person: 0.35,
  organization: 0.35,
  location: 0.35,
  event: 0.25,
  product: 0.2,
};
/** In UTF-16 code units: a longer run of capitals is a list or no prose at all. */
const LONGEST_MENTION = 150;

/**
 * Recognises named entities: with a model (`parseModel`) in the languages that it was trained on and their
 * neighbours; without one by rules, in any language that writes names with capitals, best in Portuguese, Bulgarian and
 * English. It builds the gazetteer of a language when the first article in it comes, and keeps it.
 */
export function createEntityRecognizer(model?: Model): SteppedRecognizer<Memory<Line>> {
  const tag = model === undefined ? undefined : createTagger(model);
  const gazetteers = new Map<string, Gazetteer>();
  return function* (article, memory) {
    const language = primaryTag(article.language);
    memory?.begin(language);
    const reading = readArticle(article, language, memory);
    yield;
    const names =
      tag === undefined
        ? namesByRules(reading, language)
        : yield* namesByModel(tag, reading, language, memory !== undefined);
    memory?.end();
    return names;
  };

  function readArticle(article: Article, tag: string, memory: Memory<Line> | undefined): Reading {
    const language = nameLanguage(tag);
    const names = gazetteers.get(tag) ?? gazetteer(language);
    gazetteers.set(tag, names);
    return read(article, language, names, memory);
  }
}

function* namesByModel(tag: Tagger, reading: Reading, language: string, kept: boolean): Steps<Suggestion[]> {
  const tagged = yield* tag(reading, language, kept);
  let names: readonly LabelledName[] = tagged.map(({ first, end, tagClass, confidence }) => {
    return { first, end, label: tagClass, confidence };
  });
  for (const refine of NAME_REFINERS) {
    names = refine(names, reading);
    yield;
  }
  return names.flatMap(({ label, confidence, ...range }) => {
    const span = spanOf(range, reading);
    if (confidence < LEAST_CONFIDENCE[label] || span.end - span.start > LONGEST_MENTION) return [];
    return [{ span, label, confidence: Math.round(100 * confidence) / 100, source: 'tagger' }];
  });
}

function namesByRules(reading: Reading, language: string): Suggestion[] {
  let candidates: readonly Candidate[] = capitalisedNames(reading);
  if (language === 'en') candidates = withCompromise(candidates, reading);
  for (const refine of REFINERS) candidates = refine(candidates, reading);
  return candidates.flatMap((candidate) => suggestion(candidate, reading));
}

function suggestion(candidate: Candidate, reading: Reading): Suggestion[] {
  if (candidate.nameness < LEAST_NAMENESS) return [];
  const label = strongest(candidate.evidence) ?? reading.language.usualLabel;
  if (label === undefined) return [];
  const span = spanOf(candidate, reading);
  if (span.end - span.start > LONGEST_MENTION) return [];
  return [{ span, label, confidence: confidence(candidate, label), source: candidate.source }];
}

function spanOf({ first, end }: WordRange, { words }: Reading): Span {
  return { start: words[first]!.start, end: words[end - 1]!.end };
}

/** Nameness scaled by how far the label is ahead of the next: from 0.2 for a guess to 0.95 for a known name. */
function confidence({ evidence, nameness }: Candidate, label: EntityLabel): number {
  const lead = evidence[label] - nextBest(evidence, label);
  return Math.round(100 * nameness * (0.45 + 0.55 * Math.min(1, lead / 3))) / 100;
}

function nextBest(evidence: Evidence, label: EntityLabel): number {
  return Math.max(...ENTITY_LABELS.filter((other) => other !== label).map((other) => evidence[other]));
}
