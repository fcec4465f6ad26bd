import { flatMentions } from '../marks/flat-mentions';
import { overlapping } from '../marks/overlapping';
import { piecesOf, sharesText, type Extent } from '../model/extent';
import type { Label } from '../model/label';
import { contains, overlaps, type Span } from '../model/span';
import { indexCodePoints } from '../text/code-points';
import { tokenize } from '../text/tokens';
import { cohensKappa, f1, fleissKappa, unitizingAlpha } from './coefficients';
import { interval, Tallies } from './resampling';

/** A mention as far as agreement goes. */
export interface LayerMention extends Extent {
  readonly label: Label;
}

/** A relation as far as agreement goes: how what stands at one place belongs with what stands at another. */
export interface LayerRelation {
  readonly type: string;
  readonly from: Span;
  readonly to: Span;
}

/** An article with what several annotators have in it. */
export interface LayeredArticle {
  readonly text: string;
  /** Mentions that reach out of it do not count. */
  readonly body: Span;
  /** By annotator; one who found nothing has an empty list, one who did not annotate the article has none. */
  readonly layers: ReadonlyMap<string, readonly LayerMention[]>;
  /** The relations of annotators who have any. */
  readonly relations?: ReadonlyMap<string, readonly LayerRelation[]>;
}

/** A figure with its 95 % interval, which is absent where too few articles tell. */
export interface Estimate {
  readonly value: number | undefined;
  readonly interval?: readonly [low: number, high: number];
}

export const COEFFICIENTS = ['exact', 'relaxed', 'cohen', 'fleiss', 'alpha'] as const;

/**
 * `exact`: F1 of mentions with the same span and label. `relaxed`: F1 of mentions that share text with one of the same
 * label. `cohen` and `fleiss`: kappa of the tokens of `text/tokens`, each under the label of the mention that it lies
 * in, or under none. `alpha`: Krippendorff's `uα` of the mentions on the continuum of characters. Pieces of a mention
 * have to be the same for `exact`; tokens and characters lie in a piece, not between two. For a label alone,
 * all that is not under it counts as being under none. F1 and Cohen's kappa are of two annotators: of more, F1 is taken
 * of all pairs together, and Cohen's kappa is the mean of the pairs' (Light 1971).
 */
export type Coefficient = (typeof COEFFICIENTS)[number];

export type Estimates = Readonly<Record<Coefficient, Estimate>>;

export interface LabelAgreement extends Estimates {
  readonly label: Label;
  /** How many mentions all annotators have together. */
  readonly mentions: number;
}

/**
 * F1 of relations of the same type. `exact`: both lead from the same span to the same. `relaxed`: those that lead from
 * and to text that is shared with the ends of one of the other's.
 */
export interface RelationEstimates extends Pick<Estimates, 'exact' | 'relaxed'> {
  /** How many all annotators have together. */
  readonly relations: number;
}

export interface RelationAgreement extends RelationEstimates {
  readonly type: string;
}

/** What can be said of two annotators among several. */
export interface PairAgreement extends Pick<Estimates, 'exact' | 'relaxed' | 'cohen'> {
  readonly layers: readonly [string, string];
  /** How many both annotated. */
  readonly articles: number;
}

export interface Agreement {
  /** Whoever annotated an article that somebody else annotated too. */
  readonly layers: readonly string[];
  /** How many have two annotators or more. */
  readonly articles: number;
  readonly mentions: number;
  readonly overall: Estimates;
  /** By name. */
  readonly labels: readonly LabelAgreement[];
  readonly relations: {
    readonly overall: RelationEstimates;
    /** By name; empty where nobody related anything. */
    readonly types: readonly RelationAgreement[];
  };
  /** Each pair that annotated the same articles; one where there are two annotators. */
  readonly pairs: readonly PairAgreement[];
}

export interface Resampling {
  /** How many bootstrap samples of the articles intervals are taken from; 0 for no intervals. */
  readonly samples: number;
  readonly seed: string;
}

export const RESAMPLING: Resampling = { samples: 1000, seed: '1' };

/** The category of tokens that are in no mention; no label is empty. */
const NONE = '';

/** Gathers what annotators have in the same articles, holding figures alone and no text. */
export class AgreementStudy {
  private readonly places = new Map<string, number>();
  private readonly tallies = new Tallies();
  private readonly labels = new Set<Label>();
  private readonly types = new Set<string>();
  private readonly pairs = new Map<string, readonly [string, string]>();

  /** An article with fewer than two annotators tells nothing of their agreement and is passed over. */
  add({ text, body, layers, relations }: LayeredArticle): void {
    if (layers.size < 2) return;
    const amounts = new Map<number, number>();
    const count: Count = (figure, of, label, amount) => {
      const key = cellOf(figure, of, label);
      const place = this.places.get(key) ?? this.places.size;
      this.places.set(key, place);
      if (amount !== 0) amounts.set(place, (amounts.get(place) ?? 0) + amount);
    };
    const annotators = [...layers].map(([name, all]): Annotator => {
      const mentions = distinct(all.filter(({ span }) => span.start < span.end && contains(body, span)));
      const stretches = mentions.flatMap((one) => piecesOf(one).map((span) => ({ span, label: one.label })));
      const related = (relations?.get(name) ?? []).filter(
        ({ from, to }) => contains(body, from) && contains(body, to),
      );
      return {
        name,
        mentions,
        flat: flatMentions(text.length, stretches),
        relations: [...new Map(related.map((one) => [relationKey(one), one])).values()],
      };
    });
    for (const { mentions } of annotators) {
      for (const { label } of mentions) {
        this.labels.add(label);
        count('mentions', NONE, label, 1);
      }
    }
    for (const { type } of annotators.flatMap((one) => one.relations)) {
      this.types.add(type);
      count('relations', NONE, type, 1);
    }
    const tokens = tokenize(text, body);
    const judged = annotators.map(({ flat }) => categories(tokens, flat));
    for (const [index, first] of annotators.entries()) {
      for (const [offset, second] of annotators.slice(index + 1).entries()) {
        const [one, other] = first.name < second.name ? [first, second] : [second, first];
        const pair = JSON.stringify([one.name, other.name]);
        this.pairs.set(pair, [one.name, other.name]);
        count('articles', pair, NONE, 1);
        countMatches(one, other, pair, count);
        countRelations(one.relations, other.relations, pair, count);
        const [a, b] = [judged[index]!, judged[index + 1 + offset]!];
        if (one === first) countTokens(a, b, pair, count);
        else countTokens(b, a, pair, count);
      }
    }
    countJudgements(judged, tokens.length, count);
    countUnits(text, body, annotators, count);
    this.tallies.add(amounts);
  }

  /** What was gathered, as coefficients with intervals. */
  agreement({ samples, seed }: Resampling = RESAMPLING): Agreement {
    const labels = [...this.labels].sort();
    const pairs = [...this.pairs].sort(([a], [b]) => (a < b ? -1 : 1));
    const keys = pairs.map(([key]) => key);
    const types = [...this.types].sort();
    const subjects: Subject[] = [
      { labels, pairs: keys },
      ...labels.map((label) => ({ labels, pairs: keys, label })),
      ...keys.map((key) => ({ labels, pairs: [key] })),
      { labels: types, pairs: keys, ofRelations: true },
      ...types.map((label) => ({ labels: types, pairs: keys, label, ofRelations: true })),
    ];
    const figuresOf = (sums: Float64Array): Figures => {
      return (figure, of, label) => sums[this.places.get(cellOf(figure, of, label)) ?? -1] ?? 0;
    };
    const whole = figuresOf(this.tallies.total(this.places.size));
    const values = subjects.map((subject) => coefficients(subject, whole));
    const drawn = subjects.map(() => COEFFICIENTS.map((): number[] => []));
    // One article has nothing to vary with.
    const repetitions = this.tallies.size < 2 ? 0 : samples;
    for (const sums of this.tallies.bootstrap(this.places.size, repetitions, seed)) {
      const figures = figuresOf(sums);
      for (const [index, subject] of subjects.entries()) {
        const sample = coefficients(subject, figures);
        for (const [at, name] of COEFFICIENTS.entries()) {
          const value = sample[name];
          if (value !== undefined) drawn[index]![at]!.push(value);
        }
      }
    }
    const estimates = values.map((value, index) => {
      const entries = COEFFICIENTS.map((name, at) => {
        const range = value[name] === undefined ? undefined : interval(drawn[index]![at]!);
        return [name, { value: value[name], ...(range && { interval: range }) }] as const;
      });
      return Object.fromEntries(entries) as Record<Coefficient, Estimate>;
    });
    const mentionsOf = (label: Label) => whole('mentions', NONE, label);
    const relationsOf = (type: string) => whole('relations', NONE, type);
    const related = estimates
      .slice(1 + labels.length + keys.length)
      .map(({ exact, relaxed }) => ({ exact, relaxed }));
    return {
      layers: [...new Set(pairs.flatMap(([, names]) => names))].sort(),
      articles: this.tallies.size,
      mentions: labels.reduce((sum, label) => sum + mentionsOf(label), 0),
      overall: estimates[0]!,
      labels: labels.map((label, index) => ({
        label,
        mentions: mentionsOf(label),
        ...estimates[1 + index]!,
      })),
      relations: {
        overall: { ...related[0]!, relations: types.reduce((sum, type) => sum + relationsOf(type), 0) },
        types: types.map((type, index) => ({ type, ...related[1 + index]!, relations: relationsOf(type) })),
      },
      pairs: pairs.map(([key, layers], index) => {
        const { exact, relaxed, cohen } = estimates[1 + labels.length + index]!;
        return { layers, articles: whole('articles', key, NONE), exact, relaxed, cohen };
      }),
    };
  }
}

interface Annotator {
  readonly name: string;
  readonly mentions: readonly LayerMention[];
  /** The stretches of text that they mean, without those that a longer one covers. */
  readonly flat: readonly LayerMention[];
  readonly relations: readonly LayerRelation[];
}

/** What is counted of an article: of a pair of annotators, by its key, or of all together; for a label or for none. */
type Figure =
  | 'articles'
  | 'mentions'
  | 'relations'
  | `${'' | 'relation-'}${Match}`
  | 'tokens'
  | 'tokens-first'
  | 'tokens-second'
  | 'tokens-both'
  /** Of all judgements of tokens: their number, and the shares of pairs that are alike, or split over a label. */
  | 'judgements'
  | 'alike'
  | 'split'
  /** On the continuum of characters, in code points. */
  | 'length'
  | 'mentions-length'
  | 'mentions-squared'
  | 'coinciding';

/** Mentions, or relations, of the first and the second of a pair, those in both, and those near one of the other's. */
type Match = 'first' | 'second' | 'exact' | 'near-first' | 'near-second';

function cellOf(figure: Figure, of: string, label: Label): string {
  return `${figure}\0${label}\0${of}`;
}

type Count = (figure: Figure, of: string, label: Label, amount: number) => void;
type Figures = (figure: Figure, of: string, label: Label) => number;

function distinct(mentions: readonly LayerMention[]): LayerMention[] {
  return [...new Map(mentions.map((one) => [keyOf(one), one])).values()];
}

function keyOf(mention: LayerMention): string {
  const places = piecesOf(mention).map(({ start, end }) => `${start} ${end}`);
  return `${places.join(' ')} ${mention.label}`;
}

function countMatches(first: Annotator, second: Annotator, pair: string, count: Count): void {
  const known = new Set(second.mentions.map(keyOf));
  for (const mention of first.mentions) {
    count('first', pair, mention.label, 1);
    if (known.has(keyOf(mention))) count('exact', pair, mention.label, 1);
  }
  for (const { label } of second.mentions) count('second', pair, label, 1);
  for (const { label } of touching(first.mentions, second.mentions)) count('near-first', pair, label, 1);
  for (const { label } of touching(second.mentions, first.mentions)) count('near-second', pair, label, 1);
}

function countRelations(
  first: readonly LayerRelation[],
  second: readonly LayerRelation[],
  pair: string,
  count: Count,
): void {
  const known = new Set(second.map(relationKey));
  const isNear = (one: LayerRelation) => (other: LayerRelation) =>
    one.type === other.type && overlaps(one.from, other.from) && overlaps(one.to, other.to);
  for (const one of first) {
    count('relation-first', pair, one.type, 1);
    if (known.has(relationKey(one))) count('relation-exact', pair, one.type, 1);
    if (second.some(isNear(one))) count('relation-near-first', pair, one.type, 1);
  }
  for (const one of second) {
    count('relation-second', pair, one.type, 1);
    if (first.some(isNear(one))) count('relation-near-second', pair, one.type, 1);
  }
}

function relationKey({ type, from, to }: LayerRelation): string {
  return `${from.start} ${from.end} ${to.start} ${to.end} ${type}`;
}

/** Those that share text with one of `others` that has the same label. */
function touching(mentions: readonly LayerMention[], others: readonly LayerMention[]): LayerMention[] {
  const othersOn = overlapping([...others].sort((a, b) => a.span.start - b.span.start));
  return mentions.filter((mention) =>
    othersOn(mention.span).some((other) => other.label === mention.label && sharesText(other, mention)),
  );
}

/** The label of each token: of the first flat mention that it shares text with. */
function categories(tokens: readonly Span[], flat: readonly LayerMention[]): Label[] {
  let next = 0;
  return tokens.map((token) => {
    while (next < flat.length && flat[next]!.span.end <= token.start) next++;
    const mention = flat[next];
    return mention && overlaps(mention.span, token) ? mention.label : NONE;
  });
}

function countTokens(first: readonly Label[], second: readonly Label[], pair: string, count: Count): void {
  const both = first.filter((label, index) => label === second[index]);
  count('tokens', pair, NONE, first.length);
  for (const [label, number] of occurrences(first)) count('tokens-first', pair, label, number);
  for (const [label, number] of occurrences(second)) count('tokens-second', pair, label, number);
  for (const [label, number] of occurrences(both)) count('tokens-both', pair, label, number);
}

function countJudgements(judged: readonly (readonly Label[])[], tokens: number, count: Count): void {
  const annotators = judged.length;
  const pairs = annotators * (annotators - 1);
  const split = new Map<Label, number>();
  let alike = 0;
  for (let token = 0; token < tokens; token++) {
    const first = judged[0]![token]!;
    // Most tokens are in no mention of anybody.
    if (judged.every((labels) => labels[token] === first)) {
      alike++;
      continue;
    }
    const votes = occurrences(judged.map((labels) => labels[token]!));
    for (const [label, number] of votes) {
      alike += (number * (number - 1)) / pairs;
      const differing = (2 * number * (annotators - number)) / pairs;
      split.set(label, (split.get(label) ?? 0) + differing);
    }
  }
  count('tokens', NONE, NONE, tokens);
  count('alike', NONE, NONE, alike);
  for (const [label, share] of split) count('split', NONE, label, share);
  for (const [label, number] of occurrences(judged.flat())) count('judgements', NONE, label, number);
}

function occurrences(labels: readonly Label[]): Map<Label, number> {
  const counts = new Map<Label, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** The unit of length is the code point, so that a character counts the same in every script. */
function countUnits(text: string, body: Span, annotators: readonly Annotator[], count: Count): void {
  const codePoints = indexCodePoints(text);
  const length = (start: number, end: number) => codePoints.fromUtf16(end) - codePoints.fromUtf16(start);
  const whole = length(body.start, body.end);
  count('length', NONE, NONE, whole * annotators.length);
  const occupied = annotators.map(({ flat }) => {
    let sum = 0;
    for (const { span, label } of flat) {
      const unit = length(span.start, span.end);
      sum += unit;
      count('mentions-length', NONE, label, unit);
      count('mentions-squared', NONE, label, unit ** 2);
    }
    return sum;
  });
  // Of each pair counted both ways, by the number of others.
  const weight = 2 / (annotators.length - 1);
  for (const [index, one] of annotators.entries()) {
    for (const [offset, other] of annotators.slice(index + 1).entries()) {
      let covered = 0;
      for (const [a, b] of meetings(one.flat, other.flat)) {
        const common = length(Math.max(a.span.start, b.span.start), Math.min(a.span.end, b.span.end));
        covered += common;
        if (a.label === b.label) count('coinciding', NONE, a.label, weight * common);
      }
      const gaps = whole - occupied[index]! - occupied[index + 1 + offset]! + covered;
      count('coinciding', NONE, NONE, weight * gaps);
    }
  }
}

/** The pairs of flat mentions that share text. */
function* meetings(
  first: readonly LayerMention[],
  second: readonly LayerMention[],
): Generator<readonly [LayerMention, LayerMention]> {
  let [at, next] = [0, 0];
  while (at < first.length && next < second.length) {
    const [one, other] = [first[at]!, second[next]!];
    if (overlaps(one.span, other.span)) yield [one, other];
    if (one.span.end < other.span.end) at++;
    else next++;
  }
}

/** What coefficients are asked of: a label alone, or all; and the pairs that count. */
interface Subject {
  readonly labels: readonly Label[];
  readonly pairs: readonly string[];
  readonly label?: Label;
  /** The labels are types of relations. */
  readonly ofRelations?: boolean;
}

function coefficients(
  { labels, pairs, label, ofRelations = false }: Subject,
  figures: Figures,
): Record<Coefficient, number | undefined> {
  const asked = label === undefined ? labels : [label];
  const sum = (match: Match) => {
    const figure = ofRelations ? (`relation-${match}` as const) : match;
    return pairs.reduce(
      (all, one) => all + asked.reduce((part, name) => part + figures(figure, one, name), 0),
      0,
    );
  };
  const [first, second, exact] = [sum('first'), sum('second'), sum('exact')];
  const matches = {
    exact: f1({ matched: exact, all: first }, { matched: exact, all: second }),
    relaxed: f1({ matched: sum('near-first'), all: first }, { matched: sum('near-second'), all: second }),
  };
  if (ofRelations) return { ...matches, cohen: undefined, fleiss: undefined, alpha: undefined };
  const kappas = pairs.flatMap((pair) => cohensKappa(pairedUnits(pair, labels, label, figures)) ?? []);
  return {
    ...matches,
    cohen: kappas.length === 0 ? undefined : kappas.reduce((all, kappa) => all + kappa, 0) / kappas.length,
    fleiss: fleissOf(labels, label, figures),
    alpha: alphaOf(labels, label, figures),
  };
}

function pairedUnits(pair: string, labels: readonly Label[], label: Label | undefined, figures: Figures) {
  const units = figures('tokens', pair, NONE);
  const category = (name: Label) => ({
    both: figures('tokens-both', pair, name),
    first: figures('tokens-first', pair, name),
    second: figures('tokens-second', pair, name),
  });
  if (label === undefined) return { units, categories: [NONE, ...labels].map(category) };
  const own = category(label);
  const rest = {
    both: units - own.first - own.second + own.both,
    first: units - own.first,
    second: units - own.second,
  };
  return { units, categories: [own, rest] };
}

function fleissOf(labels: readonly Label[], label: Label | undefined, figures: Figures): number | undefined {
  const units = figures('tokens', NONE, NONE);
  const judgements = [NONE, ...labels].map((name) => figures('judgements', NONE, name));
  if (label === undefined) {
    return fleissKappa({ units, agreement: figures('alike', NONE, NONE), judgements });
  }
  const own = figures('judgements', NONE, label);
  const rest = judgements.reduce((all, number) => all + number, -own);
  const agreement = units - figures('split', NONE, label);
  return fleissKappa({ units, agreement, judgements: [own, rest] });
}

function alphaOf(labels: readonly Label[], label: Label | undefined, figures: Figures): number | undefined {
  const asked = label === undefined ? labels : [label];
  const length = figures('length', NONE, NONE);
  const units = asked.map((name) => figures('mentions-length', NONE, name));
  const gaps = units.reduce((left, unit) => left - unit, length);
  const squares = asked.reduce((sum, name) => sum + figures('mentions-squared', NONE, name), 0);
  const same = asked.reduce((sum, name) => sum + figures('coinciding', NONE, name), 0);
  const sameGaps =
    label === undefined ? figures('coinciding', NONE, NONE) : length - 2 * (length - gaps) + same;
  return unitizingAlpha({
    length,
    coinciding: same + sameGaps,
    values: [gaps, ...units],
    selfPairs: squares + gaps,
  });
}
