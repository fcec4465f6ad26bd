import type { Span } from '../model/span';
import { RULES, type Candidate, type Reading, type Rule, type Surroundings } from './grammar';
import type { Run } from './lexer';
import type { Lexeme, Lexicon } from './lexicon';
import type { Meaning, Unit } from './meaning';
import { compilePatterns, matchesAt, type Match, type Pattern } from './pattern';

/** A time expression of a run, not yet resolved. */
export interface Expression extends Span {
  readonly meaning: Meaning;
  readonly confidence: number;
  readonly mod?: string;
  readonly partial?: boolean;
  readonly ranged?: boolean;
  /** The tokens of the run that it covers, half-open. */
  readonly tokens: Span;
  /** All that was read together with it, where that is more: `2019` was read out of `2019-2020`. */
  readonly outer?: Span;
}

/** Reads the time expressions of a run, leftmost first and longest first. */
export type Parser = (run: Run, lexicon: Lexicon, text: string, body: Span) => Expression[];

/** What a rule read at one place: the expressions, and the token after all that it consumed. */
interface Step {
  readonly expressions: readonly Expression[];
  readonly to: number;
}

/** Units that `the end of the …` makes a date of. */
const PERIODS: ReadonlySet<Unit> = new Set<Unit>(['week', 'month', 'quarter', 'year', 'decade', 'century']);

/** The most tokens that may stand between `early` and what it is early in: `fin de l'année` has three. */
const MODIFIER_GAP = 3;

export function createParser(): Parser {
  const patterns = compilePatterns(RULES);
  return (run, lexicon, text, body) => {
    const reader = new Reader(run, lexicon, text, body, patterns);
    const expressions: Expression[] = [];
    for (let at = 0; at < run.tokens.length;) {
      const step = readAt(reader, at);
      if (step) expressions.push(...step.expressions);
      at = step ? step.to : at + 1;
    }
    return expressions;
  };
}

function readAt(reader: Reader, at: number): Step | undefined {
  const plain = reader.read(at, false);
  const modified = reader.readModified(at);
  return modified && modified.to > (plain?.to ?? 0) ? modified : plain;
}

class Reader {
  constructor(
    private readonly run: Run,
    private readonly lexicon: Lexicon,
    private readonly text: string,
    private readonly body: Span,
    private readonly patterns: Pattern<Rule>,
  ) {}

  /** The longest reading from token `at` on; `introduced` if a modifier stands before it. */
  read(at: number, introduced: boolean): Step | undefined {
    for (const { rule, match } of matchesAt(this.run, at, this.patterns)) {
      if (rule.monthFirst && !this.lexicon.monthFirst) continue;
      const outcome = rule.read(this.candidate(match, introduced));
      if (!outcome) continue;
      const readings: readonly Reading[] = Array.isArray(outcome) ? outcome : [outcome as Reading];
      return {
        expressions: readings.map((reading) => this.expression(reading, match)),
        to: match.bounds[match.bounds.length - 1] ?? at + 1,
      };
    }
    return undefined;
  }

  readModified(at: number): Step | undefined {
    let best: Step | undefined;
    for (const { lexeme, to } of this.run.edges[at] ?? []) {
      if (lexeme.category !== 'modifier' && lexeme.category !== 'bound') continue;
      let inner = to;
      // `over the next three years` is no more than three.
      const fillers = lexeme.category === 'modifier' ? ['dash', 'of', 'the'] : [];
      for (let next = this.after(inner, ...fillers); next <= to + MODIFIER_GAP && next > inner;) {
        inner = next;
        next = this.after(inner, ...fillers);
      }
      // `the end of the year`, but not `the earlier quarter`
      const joined = inner > to || !this.lexicon.joinsPeriods;
      const step = this.read(inner, true) ?? (joined ? this.barePeriod(inner, lexeme.category) : undefined);
      const [first, ...rest] = step?.expressions ?? [];
      if (!step || !first || first.tokens.start !== inner || !takes(lexeme, first.meaning)) continue;
      const token = this.run.tokens[at];
      if (!token || (best && best.to >= step.to)) continue;
      const whole: Expression = {
        ...first,
        start: token.start,
        tokens: { start: at, end: first.tokens.end },
        mod: lexeme.code ?? '',
        partial: false,
      };
      best = { expressions: [whole, ...rest], to: step.to };
    }
    return best;
  }

  /** `the year` after `the end of`. */
  private barePeriod(at: number, category: 'modifier' | 'bound'): Step | undefined {
    const edge = this.run.edges[at]?.find(
      ({ lexeme }) => lexeme.category === 'unit' && lexeme.unit !== undefined && PERIODS.has(lexeme.unit),
    );
    const [first, last] = [this.run.tokens[at], this.run.tokens[(edge?.to ?? 0) - 1]];
    if (category !== 'modifier' || !edge || !first || !last) return undefined;
    const expression: Expression = {
      start: first.start,
      end: last.end,
      tokens: { start: at, end: edge.to },
      meaning: {
        kind: 'offset',
        unit: edge.lexeme.unit ?? 'year',
        amount: 0,
        direction: 0,
        origin: 'article',
      },
      confidence: 0.85,
    };
    return { expressions: [expression], to: edge.to };
  }

  private spanOf(from: number, to: number): Span {
    return { start: this.run.tokens[from]?.start ?? 0, end: this.run.tokens[to - 1]?.end ?? 0 };
  }

  /** The token after the longest lexeme of such a category at a token; the token itself without one. */
  private after(at: number, ...categories: string[]): number {
    const ends = (this.run.edges[at] ?? [])
      .filter(({ lexeme }) => categories.includes(lexeme.category))
      .map(({ to }) => to);
    return Math.max(at, ...ends);
  }

  private expression(reading: Reading, match: Match): Expression {
    const from = match.bounds[reading.from ?? 0] ?? 0;
    const to = match.bounds[reading.to ?? match.lexemes.length] ?? from + 1;
    const first = match.bounds[0] ?? 0;
    const last = match.bounds[match.lexemes.length] ?? to;
    return {
      ...this.spanOf(from, to),
      tokens: { start: from, end: to },
      ...((from > first || to < last) && { outer: this.spanOf(first, last) }),
      meaning: reading.meaning,
      confidence: reading.confidence,
      ...(match.lexemes[0]?.category === 'bound' && { mod: match.lexemes[0].code ?? '' }),
      ...(reading.mod !== undefined && { mod: reading.mod }),
      ...(reading.partial && { partial: true }),
      ...(reading.ranged && { ranged: true }),
    };
  }

  private candidate(match: Match, introduced: boolean): Candidate {
    const { lexicon, run, text, body } = this;
    const start = run.tokens[match.bounds[0] ?? 0]?.start ?? 0;
    const end = run.tokens[(match.bounds[match.bounds.length - 1] ?? 1) - 1]?.end ?? start;
    let around: Surroundings | undefined;
    const surroundings = (): Surroundings => (around ??= surroundingsOf(text, { start, end }, body));
    return {
      match,
      lexicon,
      around: surroundings,
      cued: () => introduced || lexicon.cues.date.has(surroundings().wordBefore.toLowerCase()),
      textOf: (index) =>
        text.slice(
          run.tokens[match.bounds[index] ?? 0]?.start ?? 0,
          run.tokens[(match.bounds[index + 1] ?? 1) - 1]?.end ?? 0,
        ),
    };
  }
}

function takes({ category, code }: Lexeme, meaning: Meaning): boolean {
  if (category === 'bound') {
    // `about 1948` is a date, `more than 1948` a number.
    // `a way around Wednesday's ruling`
    const weekday = meaning.kind === 'calendar' && meaning.weekday !== undefined;
    if (meaning.kind === 'calendar' || meaning.kind === 'clock') return code === 'APPROX' && !weekday;
    return meaning.kind === 'duration';
  }
  if (meaning.kind === 'offset') return meaning.amount !== undefined;
  return meaning.kind === 'calendar' || meaning.kind === 'clock';
}

/** How far the words around a match are read. */
const REACH = 32;

function surroundingsOf(text: string, { start, end }: Span, body: Span): Surroundings {
  let before = start;
  const first = Math.max(body.start, start - REACH);
  while (before > first && isSpace(text[before - 1])) before--;
  let after = end;
  const last = Math.min(body.end, end + REACH);
  while (after < last && isSpace(text[after])) after++;

  let wordStart = before;
  if (before < start) while (wordStart > first && isLetter(text[wordStart - 1])) wordStart--;
  let secondEnd = wordStart;
  while (secondEnd > first && isSpace(text[secondEnd - 1])) secondEnd--;
  let secondStart = secondEnd;
  if (wordStart < before && secondEnd < wordStart) {
    while (secondStart > first && isLetter(text[secondStart - 1])) secondStart--;
  }
  let wordEnd = after;
  if (after > end) while (wordEnd < last && isLetter(text[wordEnd])) wordEnd++;
  return {
    wordBefore: text.slice(wordStart, before),
    secondBefore: text.slice(secondStart, secondEnd),
    wordAfter: text.slice(after, wordEnd),
    markBefore: before > first ? (text[before - 1] ?? '') : '',
    markAfter: after < last ? (text[after] ?? '') : '',
  };
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\u00a0';
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{M}]/u.test(character);
}
