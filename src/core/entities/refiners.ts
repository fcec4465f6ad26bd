import {
  isAllCapitalised,
  NO_EVIDENCE,
  withEvidence,
  type Candidate,
  type Evidence,
} from './capitalised-names';
import { ENTITY_LABELS, type EntityLabel } from './languages/language';
import { isCapital, longestKnownName, phrase, type Reading } from './reading';

/** One step that makes an article's candidates agree with each other. */
export type Refiner = (candidates: readonly Candidate[], reading: Reading) => Candidate[];

/**
 * Order matters: names that ran together are parted before anything is counted; then surnames, so that `Putin` alone votes as a person; then what an acronym or a list says of a name; then each
 * name's occurrences vote together; and only what the vote confirmed is looked for where capitals say nothing.
 */
export const REFINERS: readonly Refiner[] = [
  neighbours,
  surnames,
  acronyms,
  coordination,
  agreement,
  repeats,
];

const SURNAME_WEIGHT = 2.2;
const SHARED_WEIGHT = 0.8;

/** `ТАСС Петров`: a known name and then a person that the article names elsewhere, with nothing between them. */
export function neighbours(candidates: readonly Candidate[], reading: Reading): Candidate[] {
  const people = namesOfPeople(candidates, reading);
  return candidates.flatMap((candidate): Candidate[] => {
    const { first, end } = candidate;
    if (end - first < 2 || people.full.has(key(candidate, reading))) return [candidate];
    const known = longestKnownName(reading, first, end - 1);
    if (known === undefined || known.weight < 2) return [candidate];
    const rest = { first: known.end, end };
    if (!people.full.has(key(rest, reading)) && !people.parts.has(key(rest, reading))) return [candidate];
    const evidence = withEvidence(NO_EVIDENCE, known.label, known.weight);
    return [
      { first, end: known.end, evidence, nameness: candidate.nameness, source: 'gazetteer' },
      { ...rest, evidence: withEvidence(NO_EVIDENCE, 'person', 1), nameness: 0.8, source: 'names' },
    ];
  });
}

/** A lone word that ends or begins a person's full name elsewhere in the article is that person. */
export function surnames(candidates: readonly Candidate[], reading: Reading): Candidate[] {
  const people = namesOfPeople(candidates, reading).parts;
  return candidates.map((candidate) => {
    if (!people.has(key(candidate, reading)) || candidate.evidence.location >= 3) return candidate;
    const evidence = withEvidence(candidate.evidence, 'person', SURNAME_WEIGHT);
    return { ...candidate, evidence, nameness: Math.max(candidate.nameness, 0.85) };
  });
}

/** The full names of people, and the words that begin and end them, in small letters. */
function namesOfPeople(
  candidates: readonly Candidate[],
  reading: Reading,
): { full: Set<string>; parts: Set<string> } {
  const full = new Set<string>();
  const parts = new Set<string>();
  for (const candidate of candidates) {
    if (candidate.end - candidate.first < 2 || strongest(candidate.evidence) !== 'person') continue;
    if (candidate.evidence.person < 1.5) continue;
    full.add(key(candidate, reading));
    for (const index of [candidate.first, candidate.end - 1]) {
      const word = reading.words[index]!;
      if (isCapital(word) && word.form.length > 2) parts.add(word.lower);
    }
  }
  return { full, parts };
}

/** `Agência Nacional de Florestas (ANF)`: a name and the acronym in brackets after it are of one kind. */
export function acronyms(candidates: readonly Candidate[], reading: Reading): Candidate[] {
  return candidates.map((candidate, index) => {
    const before = candidates[index - 1];
    const isBracketed =
      before !== undefined &&
      candidate.first === before.end + 1 &&
      reading.words[before.end]!.form === '(' &&
      reading.words[candidate.end]?.form === ')' &&
      reading.words[candidate.first]!.shape === 'capitals';
    if (!isBracketed) return candidate;
    const label = strongest(before.evidence);
    if (label === undefined || label === 'person') return candidate;
    return { ...candidate, evidence: withEvidence(candidate.evidence, label, 1.5) };
  });
}

/** `Reuters, Nova Onda e Lusa`: names in a list are likely of one kind. */
export function coordination(candidates: readonly Candidate[], reading: Reading): Candidate[] {
  return candidates.map((candidate, index) => {
    if (Math.max(...ENTITY_LABELS.map((label) => candidate.evidence[label])) >= 1) return candidate;
    let { evidence } = candidate;
    const before = candidates[index - 1];
    const after = candidates[index + 1];
    if (before !== undefined && isJoined(before.end, candidate.first))
      evidence = swayed(evidence, before.evidence);
    if (after !== undefined && isJoined(candidate.end, after.first))
      evidence = swayed(evidence, after.evidence);
    return { ...candidate, evidence };
  });

  function isJoined(end: number, first: number): boolean {
    const word = reading.words[end]!;
    return first === end + 1 && (word.form === ',' || reading.language.conjunctions.has(word.lower));
  }

  function swayed(evidence: Evidence, other: Evidence): Evidence {
    const label = strongest(other);
    return label === undefined || other[label] < 2 ? evidence : withEvidence(evidence, label, 0.8);
  }
}

/** Every occurrence of a name counts for the others, so that one clear case decides the unclear ones. */
export function agreement(candidates: readonly Candidate[], reading: Reading): Candidate[] {
  const votes = new Map<string, { sum: Evidence; count: number; inside: boolean }>();
  for (const candidate of candidates) {
    const name = key(candidate, reading);
    const vote = votes.get(name) ?? { sum: NO_EVIDENCE, count: 0, inside: false };
    votes.set(name, {
      sum: combine(vote.sum, candidate.evidence, 1),
      count: vote.count + 1,
      inside: vote.inside || candidate.nameness >= 0.8,
    });
  }
  return candidates.map((candidate) => {
    const vote = votes.get(key(candidate, reading))!;
    if (vote.count === 1) return candidate;
    const nameness =
      vote.inside && candidate.nameness > 0 ? Math.max(candidate.nameness, 0.8) : candidate.nameness;
    const evidence = combine(candidate.evidence, vote.sum, SHARED_WEIGHT / vote.count);
    return { ...candidate, evidence, nameness };
  });
}

/** In headlines whose capitals say nothing, the names confirmed elsewhere and those known beforehand. */
export function repeats(candidates: readonly Candidate[], reading: Reading): Candidate[] {
  const confirmed = new Map<string, Candidate>();
  let longest = 1;
  for (const candidate of candidates) {
    if (candidate.nameness < 0.8 || strongest(candidate.evidence) === undefined) continue;
    confirmed.set(key(candidate, reading), candidate);
    longest = Math.min(8, Math.max(longest, candidate.end - candidate.first));
  }
  const taken = new Set<number>();
  for (const { first, end } of candidates) for (let index = first; index < end; index++) taken.add(index);
  const added: Candidate[] = [];
  for (const sentence of reading.sentences) {
    if (!isAllCapitalised(reading, sentence)) continue;
    for (let first = sentence.first; first < sentence.end;) {
      const found =
        isCapital(reading.words[first]) && !taken.has(first) ? match(first, sentence.end) : undefined;
      if (found !== undefined) added.push(found);
      first = found?.end ?? first + 1;
    }
  }
  if (added.length === 0) return [...candidates];
  return [...candidates, ...added].sort((a, b) => a.first - b.first);

  function match(first: number, limit: number): Candidate | undefined {
    for (let end = Math.min(limit, first + longest); end > first; end--) {
      if (taken.has(end - 1)) continue;
      const model = confirmed.get(key({ first, end }, reading));
      if (model !== undefined) return { ...model, first, end, nameness: model.nameness * 0.9 };
    }
    const known = longestKnownName(reading, first, limit);
    if (
      known === undefined ||
      known.weight < 1.5 ||
      reading.gazetteer.isGivenName(reading.words[first]!.form)
    )
      return undefined;
    if (known.end - first === 1 && reading.language.common.has(reading.words[first]!.lower)) return undefined;
    const evidence = withEvidence(NO_EVIDENCE, known.label, known.weight);
    return { first, end: known.end, evidence, nameness: 0.8, source: 'gazetteer' };
  }
}

/** The label that most speaks for, the earlier in `ENTITY_LABELS` where two are even; undefined where nothing does. */
export function strongest(evidence: Evidence): EntityLabel | undefined {
  let best: EntityLabel | undefined;
  for (const label of ENTITY_LABELS) {
    if (evidence[label] > (best === undefined ? 0 : evidence[best])) best = label;
  }
  return best;
}

function combine(a: Evidence, b: Evidence, weight: number): Evidence {
  return {
    person: a.person + b.person * weight,
    organization: a.organization + b.organization * weight,
    location: a.location + b.location * weight,
    event: a.event + b.event * weight,
    product: a.product + b.product * weight,
  };
}

function key(range: { readonly first: number; readonly end: number }, reading: Reading): string {
  return phrase(reading.words, range).toLowerCase();
}
