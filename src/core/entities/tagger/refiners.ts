import type { EntityLabel } from '../languages/language';
import { furnitureIn, isFurniture } from '../capitalised-names';
import {
  factsOf,
  isCapital,
  isPeople,
  longestKnownName,
  matches,
  phrase,
  shifted,
  type Reading,
  type WordRange,
} from '../reading';
import { acronyms } from './acronyms';
import { classed } from './class-words';
import { coordinated } from './coordination';
import { nameKey, type LabelledName, type NameRefiner } from './labelled-names';
import { settled } from './settled-names';
import { sourced } from './sources';

/**
 * Order matters: what is no name goes first, so that it sways nothing; then each name gets its right extent, since
 * the article's names are compared word by word; then what the words in and beside a name say of it, the surest last,
 * so that a seat of power stays one in a list of sources; then the names agree on their labels; and only what they
 * agreed on is looked for where the tagger saw nothing.
 */
export const NAME_REFINERS: readonly NameRefiner[] = [
  withoutFurniture,
  withoutMarks,
  withoutTitles,
  withoutPeoples,
  withoutPortfolios,
  parted,
  classed,
  acronyms,
  sourced,
  settled,
  coordinated,
  agreed,
  listed,
  surnames,
  repeated,
];

/** Marks that stand in no name, only in what scanning or a page's code has left. */
const NOISE = /^[~|\\{}<>;]+$/u;
const EDGE_MARK = /^["'“”„«»‘’,;:!?…()[\]]$/u;

/** `Leia também`, `Владимир Путин | Архив`: what of a line belongs to the page, which a reader passes over. */
export function withoutFurniture(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const furniture = factsOf(reading, furnitureOf).flatMap(({ facts, first }) =>
    facts.map((range) => shifted(range, first)),
  );
  let line = 0;
  return names.filter(({ first }) => {
    while (line < furniture.length && furniture[line]!.end <= first) line++;
    return line === furniture.length || first < furniture[line]!.first;
  });
}

function furnitureOf(line: Reading): WordRange[] {
  return line.sentences.flatMap((sentence) => furnitureIn(line, sentence));
}

/** Quotation marks and other punctuation around a name stay out; addresses and what has noise inside are no names at all. */
export function withoutMarks(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const { words } = reading;
  return names.flatMap((name) => {
    let { first, end } = name;
    while (first < end && EDGE_MARK.test(words[first]!.form)) first++;
    while (end > first && EDGE_MARK.test(words[end - 1]!.form) && !closesBracket(reading, first, end)) end--;
    const isAddress = end - first === 1 && words[first]!.shape === 'address';
    const hasNoise = words.slice(first, end).some(({ shape, form }) => shape === 'mark' && NOISE.test(form));
    if (first === end || isAddress || hasNoise) return [];
    return first === name.first && end === name.end ? [name] : [{ ...name, first, end }];
  });
}

function closesBracket({ words }: Reading, first: number, end: number): boolean {
  if (words[end - 1]!.form !== ')') return false;
  for (let index = first; index < end - 1; index++) if (words[index]!.form === '(') return true;
  return false;
}

/** `Sr. | Kim`, `ministra da Saúde | Inês Prado`, `General | de Gaulle`. */
export function withoutTitles(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const { words, language } = reading;
  return names.map((name) => {
    if (name.label !== 'person') return name;
    let first = name.first;
    while (first < name.end - 1 && isRole(first, name.first)) first++;
    const start = isParticle(first) ? first + 1 : first;
    return first > name.first && start < name.end && isCapital(words[start]) ? { ...name, first } : name;
  });

  function isRole(index: number, start: number): boolean {
    const word = words[index]!;
    if (matches(language.titles, word, language)) return true;
    if (word.form === '.') return index > start;
    if (isParticle(index)) return index > start && isPortfolio(index + 1);
    return isPortfolio(index) && index > 0 && (isParticle(index - 1) || isTitle(index - 1));
  }

  function isParticle(index: number): boolean {
    return language.particles.has(words[index]!.lower);
  }

  function isPortfolio(index: number): boolean {
    return index < words.length && matches(language.portfolios, words[index]!, language);
  }

  function isTitle(index: number): boolean {
    return matches(language.titles, words[index]!, language);
  }
}

/** `българите`, `Kurds`: the name of a people is none, unless one of the article's people bears it (`Jane English`). */
export function withoutPeoples(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const surnames = surnameWeights(names, reading);
  return names.filter((name) => !isPeople(reading, name) || surnames.has(nameKey(name, reading)));
}

/** `ministro da | Defesa`: a field of government after an office is part of the role. */
export function withoutPortfolios(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const { words, language } = reading;
  return names.filter(({ first, end, label }) => {
    if (label !== 'organization' || first < 2 || !language.particles.has(words[first - 1]!.lower))
      return true;
    if (!matches(language.titles, words[first - 2]!, language)) return true;
    for (let index = first; index < end; index++) {
      if (isCapital(words[index]) && !matches(language.portfolios, words[index]!, language)) return true;
    }
    return false;
  });
}

/** A name that the tagger was unsure of is what everybody knows it for. */
export function listed(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  return names.map((name) => {
    if (name.confidence >= UNSURE) return name;
    const known = reading.gazetteer.lookup(phrase(reading.words, name));
    if (known === undefined || known.label === name.label || known.weight < LISTED_WEIGHT) return name;
    return { ...name, label: known.label, confidence: UNSURE };
  });
}

/**
 * Two names that ran together: a place or body that everybody knows and then a person whom the article names
 * elsewhere (`Мадрид | Иван Петров`), or two known places that a hyphen joins (`Costa Rica`-`Peru`).
 */
export function parted(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const people = new Set(
    names.filter(({ label }) => label === 'person').map((name) => nameKey(name, reading)),
  );
  return names.flatMap((name) => {
    const { first, end } = name;
    if (end - first < 2) return [name];
    const known = longestKnownName(reading, first, end - 1);
    if (known === undefined || known.weight < SURE_WEIGHT) return [name];
    const rest = { first: known.end, end };
    if (people.has(nameKey(rest, reading)) && known.label !== 'person') {
      return [
        { ...name, end: known.end, label: known.label },
        { ...name, ...rest, label: 'person' },
      ];
    }
    const after = { first: known.end + 1, end };
    if (reading.words[known.end]!.form !== '-' || after.first >= end) return [name];
    const other = longestKnownName(reading, after.first, end);
    if (other === undefined || other.end < end || other.label !== known.label) return [name];
    return [
      { ...name, end: known.end, label: known.label },
      { ...name, ...after, label: other.label },
    ];
  });
}

/** Every occurrence of a name gets the label that most of them have, in proportion to their confidence. */
export function agreed(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const votes = votesOf(names, reading);
  return names.map((name) => {
    const { label, share, total } = leading(votes.get(nameKey(name, reading))!);
    if (label === name.label || share < LEAST_SHARE) return name;
    return { ...name, label, confidence: (name.confidence + share * Math.min(1, total)) / 2 };
  });
}

/** A lone word that begins or ends the full name of one of the article's people is that person. */
export function surnames(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const weights = surnameWeights(names, reading);
  return names.map((name) => {
    if (name.end - name.first > 1 || name.label === 'person') return name;
    // George Washington's city is a place even where he is named.
    const isPlace = reading.gazetteer.lookup(phrase(reading.words, name))?.label === 'location';
    if (name.label === 'location' && isPlace) return name;
    const weight = weights.get(nameKey(name, reading)) ?? 0;
    return weight > name.confidence ? { ...name, label: 'person', confidence: weight / 2 } : name;
  });
}

/** The names that the article's other occurrences agree on, where the tagger saw none. */
export function repeated(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const known = new Map<string, { readonly label: EntityLabel; readonly confidence: number }>();
  const beginnings = new Set<string>();
  let longest = 1;
  for (const [name, vote] of votesOf(names, reading)) {
    const { label, share, total } = leading(vote);
    const isLong = vote.words > 1;
    if (share < LEAST_SHARE || total < (isLong ? 0.5 : 1.2)) continue;
    known.set(name, { label, confidence: REPEAT_CONFIDENCE * Math.min(1, (share * total) / vote.count) });
    longest = Math.max(longest, Math.min(vote.words, LONGEST_REPEAT));
  }
  for (const [name, weight] of surnameWeights(names, reading)) {
    if (weight >= 0.7 && !known.has(name)) known.set(name, { label: 'person', confidence: weight / 2 });
  }
  if (known.size === 0) return [...names];
  for (const name of known.keys()) beginnings.add(beginningOf(name));
  const taken = new Uint8Array(reading.words.length);
  for (const { first, end } of names) taken.fill(1, first, end);
  const added: LabelledName[] = [];
  for (const { facts, first: start } of factsOf(reading, capitals)) {
    for (const sentence of facts) {
      let next = 0;
      for (const at of sentence.at) {
        const first = start + at;
        if (first < next || taken[first] === 1) continue;
        const { lower } = reading.words[first]!;
        if (lower.length >= BEGINNING && !beginnings.has(beginningOf(lower))) continue;
        const found = match(first, shifted(sentence, start));
        if (found === undefined) continue;
        added.push(found);
        next = found.end;
      }
    }
  }
  return added.length === 0 ? [...names] : [...names, ...added].sort((a, b) => a.first - b.first);

  function match(first: number, sentence: WordRange): LabelledName | undefined {
    for (let end = Math.min(sentence.end, first + longest); end > first; end--) {
      const name = known.get(nameKey({ first, end }, reading));
      if (name === undefined || taken.subarray(first, end).includes(1)) continue;
      return isPartOfMore(first, end, sentence) ? undefined : { first, end, ...name };
    }
    return undefined;
  }

  /** A name is not cut out of a longer run of capitals: `Paris` in `Paris Saint-Germain`. */
  function isPartOfMore(first: number, end: number, sentence: WordRange): boolean {
    const { words } = reading;
    const before = first - 1;
    const isJoinedBefore =
      before > sentence.first && isCapital(words[before]) && taken[before] === 0 && !isAfterStop(before + 1);
    const isJoinedAfter = end < sentence.end && isCapital(words[end]) && taken[end] === 0;
    return isJoinedBefore || isJoinedAfter;
  }

  function isAfterStop(index: number): boolean {
    return reading.words[index - 1]!.shape === 'mark';
  }
}

/** How much of names is compared first, in UTF-16 code units: words may be as short. */
const BEGINNING = 3;

function beginningOf(name: string): string {
  return name.slice(0, BEGINNING);
}

/** The sentences of a line that are not the page's, with the words in them that have a capital. */
function capitals(line: Reading): (WordRange & { readonly at: readonly number[] })[] {
  return line.sentences.flatMap((sentence) => {
    if (isFurniture(line, sentence)) return [];
    const at: number[] = [];
    for (let word = sentence.first; word < sentence.end; word++)
      if (isCapital(line.words[word])) at.push(word);
    return at.length === 0 ? [] : [{ ...sentence, at }];
  });
}

const UNSURE = 0.5;
const LISTED_WEIGHT = 3;
const SURE_WEIGHT = 2;
const LEAST_SHARE = 0.66;
const REPEAT_CONFIDENCE = 0.9;
const LONGEST_REPEAT = 6;

/** What the occurrences of one name say: the sum of their confidences by label. */
interface Vote {
  readonly byLabel: Map<EntityLabel, number>;
  readonly words: number;
  count: number;
}

function votesOf(names: readonly LabelledName[], reading: Reading): Map<string, Vote> {
  const votes = new Map<string, Vote>();
  for (const name of names) {
    const text = nameKey(name, reading);
    let vote = votes.get(text);
    if (vote === undefined) {
      vote = { byLabel: new Map(), words: name.end - name.first, count: 0 };
      votes.set(text, vote);
    }
    vote.count++;
    vote.byLabel.set(name.label, (vote.byLabel.get(name.label) ?? 0) + name.confidence);
  }
  return votes;
}

function leading({ byLabel }: Vote): { label: EntityLabel; share: number; total: number } {
  let best: { label: EntityLabel; weight: number } | undefined;
  let total = 0;
  for (const [label, weight] of byLabel) {
    total += weight;
    if (best === undefined || weight > best.weight) best = { label, weight };
  }
  return { label: best!.label, share: best!.weight / total, total };
}

/** The words that begin or end full names of people, with the highest confidence of those names. */
function surnameWeights(names: readonly LabelledName[], reading: Reading): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { first, end, label, confidence } of names) {
    if (label !== 'person' || end - first < 2 || end - first > 4) continue;
    for (const index of [first, end - 1]) {
      const word = reading.words[index]!;
      if (!isCapital(word) || word.form.length < 3) continue;
      weights.set(word.lower, Math.max(weights.get(word.lower) ?? 0, confidence));
    }
  }
  return weights;
}
