import { overlaps, type Label, type Span } from '../src/core';
import { groupBy } from '../src/core/entities/grouping';

/** A mention of the gold standard or of a recogniser, as far as it is scored. */
export interface ScoredMention {
  readonly span: Span;
  readonly label: Label;
  /** TIMEX3 type and value of a time expression; a corpus may lack either. */
  readonly timex?: { readonly type?: string | undefined; readonly value?: string | undefined };
  /** The name of its entity: mentions of one label in one article that share it are one. */
  readonly entity?: string | undefined;
}

export interface Counts {
  readonly gold: number;
  readonly found: number;
  readonly right: number;
}

export const NO_COUNTS: Counts = { gold: 0, found: 0, right: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return { gold: a.gold + b.gold, found: a.found + b.found, right: a.right + b.right };
}

/** Each from 0 to 1; `undefined` where there is nothing to divide by. */
export interface Score {
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly f1: number | undefined;
}

export function scoreOf({ gold, found, right }: Counts): Score {
  return {
    precision: ratio(right, found),
    recall: ratio(right, gold),
    f1: ratio(2 * right, gold + found),
  };
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/** Counts for each of the labels: right is what has the span and the label of a gold mention, one to one. */
export function countSpans(
  gold: readonly ScoredMention[],
  found: readonly ScoredMention[],
  labels: readonly Label[],
): Map<Label, Counts> {
  return new Map(
    labels.map((label) => {
      const wanted = gold.filter((mention) => mention.label === label);
      const given = found.filter((mention) => mention.label === label);
      const { pairs } = pairUp(wanted, given, sameSpan);
      return [label, { gold: wanted.length, found: given.length, right: pairs.length }];
    }),
  );
}

/** Time expressions of a corpus, counted as TempEval-3 does (UzZaman et al. 2013). */
export interface DateCounts {
  readonly gold: number;
  readonly found: number;
  /** Pairs of the same span. */
  readonly strict: number;
  /** Pairs that overlap, those of the same span among them. */
  readonly relaxed: number;
  /** Relaxed pairs whose values are equal. */
  readonly value: number;
  /** Relaxed pairs whose values are equal but for what the value found leaves open (see `agreesWhereKnown`). */
  readonly known: number;
}

export const NO_DATE_COUNTS: DateCounts = { gold: 0, found: 0, strict: 0, relaxed: 0, value: 0, known: 0 };

export function addDateCounts(a: DateCounts, b: DateCounts): DateCounts {
  return {
    gold: a.gold + b.gold,
    found: a.found + b.found,
    strict: a.strict + b.strict,
    relaxed: a.relaxed + b.relaxed,
    value: a.value + b.value,
    known: a.known + b.known,
  };
}

/** Pairs time expressions one to one: first those of the same span, then from left to right those that overlap. */
export function countDates(gold: readonly ScoredMention[], found: readonly ScoredMention[]): DateCounts {
  const exact = pairUp(gold, found, sameSpan);
  const rest = pairUp(exact.gold, exact.found, () => true);
  const pairs = [...exact.pairs, ...rest.pairs];
  const agreeing = (agrees: (value: string, goldValue: string) => boolean) =>
    pairs.filter(([wanted, given]) => {
      const [goldValue, value] = [wanted.timex?.value, given.timex?.value];
      return goldValue !== undefined && value !== undefined && agrees(value, goldValue);
    }).length;
  return {
    gold: gold.length,
    found: found.length,
    strict: exact.pairs.length,
    relaxed: pairs.length,
    value: agreeing((value, goldValue) => value === goldValue),
    known: agreeing(agreesWhereKnown),
  };
}

/**
 * Whether a TIMEX3 value says nothing that another does not: an X stands for any character, and the day of an unknown
 * week (`XXXX-WXX-5`) for each date on that weekday. It tells what an article's date would resolve from what is wrong.
 */
export function agreesWhereKnown(value: string, gold: string): boolean {
  const weekday = /^XXXX-WXX-([1-7])(.*)$/.exec(value);
  const date = /^(\d{4}-\d{2}-\d{2})(.*)$/.exec(gold);
  if (weekday && date) {
    const day = new Date(`${date[1]}T00:00:00Z`).getUTCDay();
    return (day === 0 ? 7 : day) === Number(weekday[1]) && weekday[2] === date[2];
  }
  return (
    value.length === gold.length &&
    [...value].every((character, index) => character === 'X' || character === gold[index])
  );
}

/** Entities within articles, counted as B-cubed does (Bagga and Baldwin 1998), over mentions whose entity is known. */
export interface EntityCounts {
  readonly mentions: number;
  readonly gold: number;
  readonly found: number;
  /** Sums over the mentions: the share of its found entity, and of its gold one, that is in both. */
  readonly precision: number;
  readonly recall: number;
}

export const NO_ENTITY_COUNTS: EntityCounts = { mentions: 0, gold: 0, found: 0, precision: 0, recall: 0 };

export function addEntityCounts(a: EntityCounts, b: EntityCounts): EntityCounts {
  return {
    mentions: a.mentions + b.mentions,
    gold: a.gold + b.gold,
    found: a.found + b.found,
    precision: a.precision + b.precision,
    recall: a.recall + b.recall,
  };
}

/** Compares the entities of one article's mentions with those that a key says to be one. */
export function countEntities<M extends ScoredMention>(
  mentions: readonly M[],
  found: (mention: M) => unknown,
): EntityCounts {
  const counted = mentions.filter(({ entity }) => entity !== undefined);
  const goldKey = ({ label, entity }: M) => `${label} ${entity}`;
  const golds = groupBy(counted, goldKey);
  const founds = groupBy(counted, found);
  let [precision, recall] = [0, 0];
  for (const mention of counted) {
    const gold = golds.get(goldKey(mention))!;
    const given = founds.get(found(mention))!;
    const shared = given.filter((one) => goldKey(one) === goldKey(mention)).length;
    precision += shared / given.length;
    recall += shared / gold.length;
  }
  return { mentions: counted.length, gold: golds.size, found: founds.size, precision, recall };
}

/** B-cubed. */
export function entityScoreOf({ mentions, precision, recall }: EntityCounts): Score {
  const scores = { precision: ratio(precision, mentions), recall: ratio(recall, mentions) };
  return { ...scores, f1: ratio(2 * precision * recall, mentions * (precision + recall)) };
}

/** A way in which a recogniser's reading differs from the gold standard. */
export type Difference =
  | { readonly kind: 'missed'; readonly gold: ScoredMention }
  | { readonly kind: 'spurious'; readonly found: ScoredMention }
  | {
      readonly kind: 'wrong label' | 'wrong extent' | 'wrong label and extent' | 'wrong value';
      readonly gold: ScoredMention;
      readonly found: ScoredMention;
    };

export type DifferenceKind = Difference['kind'];

/** All differences of an article, one for each mention at fault; a date of wrong extent and value counts as both. */
export function differences(gold: readonly ScoredMention[], found: readonly ScoredMention[]): Difference[] {
  const right = pairUp(gold, found, (a, b) => sameSpan(a, b) && a.label === b.label);
  const relabelled = pairUp(right.gold, right.found, sameSpan);
  const resized = pairUp(relabelled.gold, relabelled.found, (a, b) => a.label === b.label);
  const both = pairUp(resized.gold, resized.found, () => true);
  const pairsOf = (kind: 'wrong label' | 'wrong extent' | 'wrong label and extent', pairs: readonly Pair[]) =>
    pairs.map(([wanted, given]): Difference => ({ kind, gold: wanted, found: given }));
  return [
    ...both.gold.map((mention): Difference => ({ kind: 'missed', gold: mention })),
    ...both.found.map((mention): Difference => ({ kind: 'spurious', found: mention })),
    ...pairsOf('wrong label', relabelled.pairs),
    ...pairsOf('wrong extent', resized.pairs),
    ...pairsOf('wrong label and extent', both.pairs),
    ...[...right.pairs, ...resized.pairs]
      .filter(([wanted, given]) => wanted.label === 'date' && wanted.timex?.value !== given.timex?.value)
      .map(([wanted, given]): Difference => ({ kind: 'wrong value', gold: wanted, found: given })),
  ];
}

type Pair = readonly [gold: ScoredMention, found: ScoredMention];

interface Pairing {
  readonly pairs: readonly Pair[];
  /** What stayed alone, in order of position. */
  readonly gold: readonly ScoredMention[];
  readonly found: readonly ScoredMention[];
}

/** Gives each gold mention, from left to right, the first free one that overlaps it and suits it. */
function pairUp(
  gold: readonly ScoredMention[],
  found: readonly ScoredMention[],
  suits: (gold: ScoredMention, found: ScoredMention) => boolean,
): Pairing {
  const candidates = [...found].sort(byPosition);
  const taken = new Set<ScoredMention>();
  const pairs: Pair[] = [];
  const alone: ScoredMention[] = [];
  let from = 0;
  for (const wanted of [...gold].sort(byPosition)) {
    while (from < candidates.length && candidates[from]!.span.end <= wanted.span.start) from++;
    let partner: ScoredMention | undefined;
    for (let at = from; at < candidates.length && partner === undefined; at++) {
      const candidate = candidates[at]!;
      if (candidate.span.start >= wanted.span.end) break;
      if (!taken.has(candidate) && overlaps(wanted.span, candidate.span) && suits(wanted, candidate))
        partner = candidate;
    }
    if (partner === undefined) alone.push(wanted);
    else {
      taken.add(partner);
      pairs.push([wanted, partner]);
    }
  }
  return { pairs, gold: alone, found: candidates.filter((mention) => !taken.has(mention)) };
}

function sameSpan(a: ScoredMention, b: ScoredMention): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end;
}

function byPosition(a: ScoredMention, b: ScoredMention): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
