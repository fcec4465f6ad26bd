import type { Recognizer, Suggestion } from '../model/suggestion';
import { capitalisedNames, type Candidate, type Evidence } from './capitalised-names';
import { withCompromise } from './english';
import { gazetteer, type Gazetteer } from './gazetteer';
import { nameLanguage, primaryTag } from './languages';
import { ENTITY_LABELS, type EntityLabel } from './languages/language';
import { read, type Reading } from './reading';
import { REFINERS, strongest } from './refiners';

const LEAST_NAMENESS = 0.5;
/** In UTF-16 code units: a longer run of capitals is a list or no prose at all. */
const LONGEST_MENTION = 150;

/**
 * Recognises named entities in any language that writes names with capitals, best in Portuguese, Bulgarian and
 * English. It builds the gazetteer of a language when the first article in it comes, and keeps it.
 */
export function createEntityRecognizer(): Recognizer {
  const gazetteers = new Map<string, Gazetteer>();
  return (article) => {
    const tag = primaryTag(article.language);
    const language = nameLanguage(tag);
    const names = gazetteers.get(tag) ?? gazetteer(language);
    gazetteers.set(tag, names);
    const reading = read(article, language, names);
    let candidates: readonly Candidate[] = capitalisedNames(reading);
    if (tag === 'en') candidates = withCompromise(candidates, reading);
    for (const refine of REFINERS) candidates = refine(candidates, reading);
    return candidates.flatMap((candidate) => suggestion(candidate, reading));
  };
}

function suggestion(candidate: Candidate, { words, language }: Reading): Suggestion[] {
  if (candidate.nameness < LEAST_NAMENESS) return [];
  const label = strongest(candidate.evidence) ?? language.usualLabel;
  if (label === undefined) return [];
  const span = { start: words[candidate.first]!.start, end: words[candidate.end - 1]!.end };
  if (span.end - span.start > LONGEST_MENTION) return [];
  return [{ span, label, confidence: confidence(candidate, label), source: candidate.source }];
}

/** Nameness scaled by how far the label is ahead of the next: from 0.2 for a guess to 0.95 for a known name. */
function confidence({ evidence, nameness }: Candidate, label: EntityLabel): number {
  const lead = evidence[label] - nextBest(evidence, label);
  return Math.round(100 * nameness * (0.45 + 0.55 * Math.min(1, lead / 3))) / 100;
}

function nextBest(evidence: Evidence, label: EntityLabel): number {
  return Math.max(...ENTITY_LABELS.filter((other) => other !== label).map((other) => evidence[other]));
}
