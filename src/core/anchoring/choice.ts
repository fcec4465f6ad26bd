import type { Span } from '../model/span';
import { isOwn, type Candidate, type Search } from './candidates';
import { hasNeighbour } from './context';
import { AMBIGUOUS, ORPHAN, type Location } from './location';
import { hasLongerSideElsewhere, hasRival, hasSideElsewhere, vacancyBeside } from './rivals';
import { weightOf } from './words';

/** The share of its context that a place must still have around it; more where the quote recurs. */
export const FLOOR = { once: 0.4, recurs: 0.5 };
/** However long the quote is, so much of its context. */
const LEAST_SHARE = 0.3;
/** The same for a place in text that is new, where what was annotated may have been moved to. */
const MOVED_FLOOR = { once: 0.7, recurs: 0.85 };
/** How much more of the context the best place must have than the second. */
const LEAD = 0.2;
/** How many characters better a place must explain what is left than that the quote was deleted. */
const VACANCY_LEAD = 3;
/** With less of the context, a place in a passage whose length is rather that of another is not taken. */
const TELLING_LENGTH = 0.6;

/** What there is to choose among, the best first. */
export interface Choice {
  /** Where what was annotated is, if it still is between what surrounded it. */
  readonly home: Span;
  /** Places there. */
  readonly near: readonly Candidate[];
  /** Elsewhere, in passages that are new. */
  readonly far?: readonly Candidate[];
  /** Elsewhere. */
  readonly others?: readonly Candidate[];
  /** Tells of a place whether it is in what became of another passage. */
  readonly isOfAnother?: (span: Span) => boolean;
}

/** The place that clears the floor, leads the second, and is contested by nothing else. */
export function choose(search: Search, choice: Choice): Location {
  const { text, anchor, occurrences } = search;
  const { home, near, others = [], isOfAnother } = choice;
  const { quote, prefix, suffix } = anchor;
  const context = prefix.length + suffix.length;
  const leading = leadingOf(search, choice, occurrences.recurs(anchor) ? 'recurs' : 'once');
  if (!leading) return ORPHAN;
  const { best, isNear, rival } = leading;
  const { span, share } = best;
  if (share < LEAST_SHARE || !hasNeighbour(text, span.start, span.end, anchor)) return ORPHAN;
  if (isNear && share < TELLING_LENGTH && isOfAnother?.(span)) return ORPHAN;
  if (share - rival < LEAD) return AMBIGUOUS;
  const isWhole = share === 1;
  const isContested = () =>
    hasRival(search, span, [...near, ...others]) ||
    hasSideElsewhere(search, span) ||
    hasLongerSideElsewhere(search, span);
  if (!isWhole && isContested()) return AMBIGUOUS;
  // Where the context closes over the missing quote, what is found next to it is another.
  const vacancy = isWhole ? 0 : vacancyBeside(search, span, home);
  const lead = ((share - vacancy) * context + 1.5 * quote.length) * weightOf(quote);
  return lead < VACANCY_LEAD ? ORPHAN : { kind: 'found', span };
}

interface Leading {
  readonly best: Candidate;
  /** True of a place at home. */
  readonly isNear: boolean;
  /** The share of the context that the next one has; -1 without one. */
  readonly rival: number;
}

/** The best place at home that clears the floor, else the best in new text that clears the higher one. */
function leadingOf(
  search: Search,
  { near, far = [], others = [] }: Choice,
  often: keyof typeof FLOOR,
): Leading | undefined {
  const { quote, prefix, suffix } = search.anchor;
  const context = prefix.length + suffix.length;
  /** The share of the quote and its context together: a long quote needs less around it. */
  const whole = ({ share }: Candidate) => (share * context + quote.length) / (context + quote.length);
  const [here, second] = near.filter((one) => isOwn(one, search));
  const [there] = far.filter((one) => isOwn(one, search));
  const most = (...rivals: readonly (Candidate | undefined)[]) =>
    Math.max(...rivals.map((one) => one?.share ?? -1));
  if (here && whole(here) >= FLOOR[often])
    return { best: here, isNear: true, rival: most(second, others[0]) };
  if (!there || whole(there) < MOVED_FLOOR[often]) return undefined;
  const other = others.find(({ span }) => span.start !== there.span.start);
  return { best: there, isNear: false, rival: most(here, other) };
}
