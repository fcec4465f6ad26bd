/** Agreement coefficients from counts. Each is `undefined` where what is counted leaves nothing to divide by. */

/** How two annotators judged the same units: cell sums of their contingency table. */
export interface PairedUnits {
  readonly units: number;
  /** For each category the units that both put there, and those that either did. */
  readonly categories: readonly { readonly both: number; readonly first: number; readonly second: number }[];
}

/** Cohen's kappa (Cohen 1960): observed agreement beyond what the two annotators' own frequencies make by chance. */
export function cohensKappa({ units, categories }: PairedUnits): number | undefined {
  if (units === 0) return undefined;
  const observed = sum(categories, ({ both }) => both / units);
  const expected = sum(categories, ({ first, second }) => (first / units) * (second / units));
  return beyondChance(observed, expected);
}

/** How any number of annotators judged the same units. */
export interface RatedUnits {
  readonly units: number;
  /** Summed over the units: the share of the pairs of its annotators that agree. */
  readonly agreement: number;
  /** For each category how many judgements it was given. */
  readonly judgements: readonly number[];
}

/**
 * Fleiss' kappa (Fleiss 1971). Units need not have the same number of annotators, as long as each has two: a unit then
 * counts by the share of its pairs that agree, a category by its share of all judgements (Gwet 2014, section 2.3).
 */
export function fleissKappa({ units, agreement, judgements }: RatedUnits): number | undefined {
  const all = sum(judgements, (count) => count);
  const expected = sum(judgements, (count) => (count / all) ** 2);
  return beyondChance(agreement / units, expected);
}

/** How any number of annotators divided a continuum into units with a value and the gaps between them. */
export interface Unitizations {
  /** The lengths of the continuum for all annotators together. */
  readonly length: number;
  /** Of it, what coincides in value with other annotators: over all ordered pairs, by the number of others. */
  readonly coinciding: number;
  /** For each value, and for gaps, what all annotators together gave it. */
  readonly values: readonly number[];
  /** The sum of the squared lengths of units, plus the length of the gaps. */
  readonly selfPairs: number;
}

/**
 * Krippendorff's alpha for unitizing with nominal values, `uα` (Krippendorff, Mathet, Bouvry and Widlöcher 2016;
 * Krippendorff 2019, section 12.6, equations 32 to 34). What one annotator's unit would share with itself is not
 * expected by chance.
 */
export function unitizingAlpha({ length, coinciding, values, selfPairs }: Unitizations): number | undefined {
  const observed = length - coinciding;
  const differing = length ** 2 - sum(values, (value) => value ** 2);
  const expected = (length * differing) / (length ** 2 - selfPairs);
  return expected > 0 && Number.isFinite(expected) ? 1 - observed / expected : undefined;
}

/** The harmonic mean of the shares of two annotators' mentions that the other has too (van Rijsbergen 1979). */
export function f1(first: Share, second: Share): number | undefined {
  if (first.all + second.all === 0) return undefined;
  if (first.all === 0 || second.all === 0) return 0;
  const [one, other] = [first.matched / first.all, second.matched / second.all];
  return one + other === 0 ? 0 : (2 * one * other) / (one + other);
}

export interface Share {
  readonly matched: number;
  readonly all: number;
}

function beyondChance(observed: number, expected: number): number | undefined {
  // All in one category: agreement by chance is certain. Sums of shares come near 1 only up to rounding.
  return expected < 1 - 1e-12 ? (observed - expected) / (1 - expected) : undefined;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
