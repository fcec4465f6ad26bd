import type { Article } from '../model/article';
import type { Label } from '../model/label';
import { remembered } from '../model/remembered';
import { byPosition, contains, overlaps, type Span } from '../model/span';
import type { Suggestion } from '../model/suggestion';
import { tokenize, type Token } from '../text/tokens';
import { sentenceStarts } from '../text/sentences';
import type { LearntName, LearntNames } from './learnt-names';
import { GAP, NameTrie } from './name-trie';
import type { Registry, RegistryName } from './parse';

/** The source of suggestions that a registry makes, and of those that decisions make. */
export const REGISTRY_SOURCE = 'registry';
export const LEARNT_SOURCE = 'learnt';

/** Names that people stated or decided about, as they change what a recogniser proposes. */
export interface KnownNames {
  /** What is to be suggested for an article; `recognized` is what the recogniser alone proposes, free of overlaps. */
  apply(article: Article, recognized: readonly Suggestion[]): readonly Suggestion[];
}

/** A registry's entry says so; a person may still disagree about one mention. */
const REGISTRY_CONFIDENCE = 0.99;

/** What a spelling is the name of. */
interface Named {
  readonly labels: readonly Label[];
  readonly source: typeof REGISTRY_SOURCE | typeof LEARNT_SOURCE;
  readonly learnt?: readonly LearntName[];
}

interface Found extends Named, Span {}

/**
 * The names of a registry and those that decisions taught. They are found wherever the words stand, as they are
 * spelled; in capitals too, if a name has four letters. A single word that begins a sentence is passed over where the
 * article also has it in small letters. Of two names that overlap the longer one is found, and of two of the same
 * length the registry's. What the recogniser proposes gives way to a name that it overlaps, unless it is longer and has
 * the name inside: `Universidade de Lisboa` stays whole. What was rejected is proposed by no one, unless the registry
 * has an entry for it. Linear in the length of the article.
 */
export function knownNames(registry: Registry, learnt: LearntNames | undefined): KnownNames {
  const stated = new NameTrie<readonly Label[]>();
  const capitals = new NameTrie<readonly Label[]>();
  const add = (trie: typeof stated, name: string, label: Label) => {
    const labels = trie.get(name) ?? [];
    if (!labels.includes(label)) trie.set(name, [...labels, label]);
  };
  const entryNames = new Set<string>();
  for (const { name, aliases, label } of registry.entries) {
    for (const one of [name, ...aliases]) {
      entryNames.add(keyOf({ name: one, label }));
      add(stated, one, label);
      add(stated, capitalised(one), label);
      if (lettersIn(one) >= LEAST_CAPITALS) add(capitals, one.toUpperCase(), label);
    }
  }
  const rejected = new Set(registry.rejected.map(keyOf));
  const forgotten = new Set(registry.forgotten.map(keyOf));

  /** What was learnt of a spelling for it, the registry aside. */
  const taughtBy = (form: string): readonly LearntName[] =>
    (learnt?.of(form) ?? []).filter(({ label, verdict }) => {
      const key = keyOf({ name: form, label });
      return verdict === 'accepted' && !forgotten.has(key) && !rejected.has(key);
    });
  const isRejected = (name: string, label: Label): boolean => {
    const key = keyOf({ name, label });
    if (entryNames.has(key)) return false;
    if (rejected.has(key)) return true;
    return !forgotten.has(key) && learnt?.find(name, label)?.verdict === 'rejected';
  };

  return {
    apply(article, recognized) {
      const { text } = article;
      // The names of an article are few, and their mentions many.
      const refused = remembered((label) => remembered((name) => isRejected(flat(name), label)));
      const kept = recognized.filter(
        ({ span, label }) => label === 'date' || !refused(label)(text.slice(span.start, span.end)),
      );
      if (stated.isEmpty && (learnt === undefined || learnt.trie.isEmpty)) return kept;
      const found = longestFirst(find(article));
      return found.length === 0 ? kept : merged(found, kept);
    },
  };

  function find(article: Article): Found[] {
    const { text, body } = article;
    const tokens = tokenize(text, body);
    const steps = stepsOf(text, tokens);
    const learntBy = remembered((form: string): Named | undefined => {
      const names = taughtBy(form);
      const labels = names.map(({ label }) => label);
      return names.length > 0 ? { labels, source: LEARNT_SOURCE, learnt: names } : undefined;
    });
    const wanted = (form: string) => learntBy(form) !== undefined;
    let starts: ReadonlySet<number> | undefined;
    let small: ReadonlySet<string> | undefined;
    const found: Found[] = [];
    const add = (first: number, count: number, { labels, source, learnt: names }: Named) => {
      const { start } = tokens[first]!;
      const { end } = tokens[first + count - 1]!;
      found.push({ start, end, labels, source, ...(names && { learnt: names }) });
    };
    for (let first = 0; first < tokens.length; first++) {
      const here = stated.longestAt(steps, first);
      if (here) add(first, here.count, { labels: here.value, source: REGISTRY_SOURCE });
      const loud = !capitals.isEmpty && isLoud(steps[first]!) ? capitals.longestAt(steps, first) : undefined;
      if (loud) add(first, loud.count, { labels: loud.value, source: REGISTRY_SOURCE });
      const taught = learnt?.trie.longestAt(steps, first, wanted);
      if (!taught) continue;
      if (taught.count === 1) {
        starts ??= new Set(sentenceStarts(text, tokens));
        if (starts.has(first)) {
          small ??= new Set(
            steps.map((step) => step.trimStart()).filter((step) => step === step.toLowerCase()),
          );
          if (small.has(steps[first]!.trimStart().toLowerCase())) continue;
        }
      }
      add(first, taught.count, learntBy(taught.value)!);
    }
    return found;
  }
}

/**
 * Of names that overlap, those that are kept: the longer before the shorter, the registry's before what was learnt.
 * `found` is in order of start.
 */
function longestFirst(found: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (let first = 0; first < found.length;) {
    let { end } = found[first]!;
    let next = first + 1;
    while (next < found.length && found[next]!.start < end) end = Math.max(end, found[next++]!.end);
    if (next === first + 1) kept.push(found[first]!);
    else kept.push(...longestOf(found.slice(first, next)));
    first = next;
  }
  return kept;
}

/** The same of a run of names in which each overlaps another. */
function longestOf(found: readonly Found[]): Found[] {
  const ranked = [...found].sort(
    (a, b) =>
      b.end - b.start - (a.end - a.start) ||
      (a.source === b.source ? 0 : a.source === REGISTRY_SOURCE ? -1 : 1) ||
      a.start - b.start,
  );
  const from = found[0]!.start;
  const taken = new Uint8Array(found.reduce((most, { end }) => Math.max(most, end), 0) - from);
  const kept = ranked.filter(({ start, end }) => {
    // No name that is kept is shorter, so one that lies across it covers one of its ends.
    if (taken[start - from] === 1 || taken[end - 1 - from] === 1) return false;
    taken.fill(1, start - from, end - from);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}

/** Puts names, in order of position and free of overlaps, among what a recogniser proposes. */
function merged(names: readonly Found[], recognized: readonly Suggestion[]): Suggestion[] {
  const ordered = [...recognized].sort(byPosition);
  const result: Suggestion[] = [];
  let next = 0;
  let open: Suggestion[] = [];
  for (const name of names) {
    while (ordered[next] && ordered[next]!.span.start < name.end) open.push(ordered[next++]!);
    if (open.length === 0) {
      result.push(suggestionOf(name, undefined));
      continue;
    }
    const met = open.filter(({ span }) => overlaps(span, name));
    result.push(...open.filter(({ span }) => span.end <= name.start));
    open = open.filter(({ span }) => span.start >= name.end);
    const whole = met.find(
      ({ span }) => contains(span, name) && span.end - span.start > name.end - name.start,
    );
    if (whole) open.unshift(whole);
    else
      result.push(
        suggestionOf(
          name,
          met.find(({ span }) => span.start === name.start && span.end === name.end),
        ),
      );
  }
  return [...result, ...open, ...ordered.slice(next)].sort(byPosition);
}

/** The suggestion of a name; `same` is the recogniser's own of the same words, which tells a label where there are more. */
function suggestionOf(
  { start, end, labels, source, learnt }: Found,
  same: Suggestion | undefined,
): Suggestion {
  const label = labels.find((one) => one === same?.label) ?? labels[0]!;
  const agreed = same?.label === label ? same.confidence : 0;
  const own = learnt ? shareOf(learnt.find((one) => one.label === label)!) : REGISTRY_CONFIDENCE;
  return { span: { start, end }, label, confidence: Math.max(agreed, own), source };
}

/** The share of decisions for a name, as the rule of succession has it (Laplace): one for and none against is 0.67. */
function shareOf({ accepted, rejected }: LearntName): number {
  return Math.round((100 * (accepted + 1)) / (accepted + rejected + 2)) / 100;
}

/** The tokens of a text as a trie of names walks them; a line end divides more than the space of a name does. */
function stepsOf(text: string, tokens: readonly Token[]): string[] {
  const composed = text.normalize('NFC') === text;
  return tokens.map(({ start, end }, index) => {
    const token = composed ? text.slice(start, end) : text.slice(start, end).normalize('NFC');
    const before = index === 0 ? start : tokens[index - 1]!.end;
    if (before === start) return token;
    return text.slice(before, start).includes('\n') ? GAP + GAP + token : GAP + token;
  });
}

const LEAST_CAPITALS = 4;

function lettersIn(name: string): number {
  return name.match(/\p{L}/gu)?.length ?? 0;
}

/** True for a word in capitals. */
function isLoud(step: string): boolean {
  return step === step.toUpperCase() && step !== step.toLowerCase();
}

function capitalised(name: string): string {
  const [first = ''] = name;
  return first.toUpperCase() + name.slice(first.length);
}

/** As a name stands in a text, on one line. */
function flat(quote: string): string {
  return quote.normalize('NFC').replace(/\s+/gu, ' ');
}

function keyOf({ name, label }: RegistryName): string {
  return `${label}:${flat(name)}`;
}

/** The spelling by which decisions about a mention are counted. */
export function decidedForm(quote: string): string {
  return flat(quote);
}
