import type { Category, Lexeme } from './lexicon';
import type { Run } from './lexer';

/** A stretch of a run that matched a rule: its lexemes, and the token each of them begins at. */
export interface Match {
  readonly lexemes: readonly Lexeme[];
  /** One entry more than `lexemes`: the last is the token after the match. */
  readonly bounds: readonly number[];
}

export interface Pattern<Rule> {
  readonly next: Map<Category, Pattern<Rule>>;
  /** The rules that a sequence ends here for, each with its place in the list of all. */
  readonly rules: { readonly rule: Rule; readonly order: number }[];
}

/**
 * Compiles rules into a trie of categories. A pattern is a sequence of categories parted by spaces;
 * `a|b` is either, `a?` may be absent, `(a b)?` may be absent as a whole.
 */
export function compilePatterns<Rule extends { readonly pattern: string }>(
  rules: readonly Rule[],
): Pattern<Rule> {
  const root: Pattern<Rule> = { next: new Map(), rules: [] };
  for (const [order, rule] of rules.entries()) {
    for (const sequence of sequences(rule.pattern)) {
      let node = root;
      for (const category of sequence) {
        let next = node.next.get(category);
        if (!next) node.next.set(category, (next = { next: new Map(), rules: [] }));
        node = next;
      }
      if (!node.rules.some((known) => known.rule === rule)) node.rules.push({ rule, order });
    }
  }
  return root;
}

/** Every sequence of categories that a pattern allows. */
export function sequences(pattern: string): Category[][] {
  const parts = pattern.match(/[()]\??|[^\s()]+/g) ?? [];
  let at = 0;
  const group = (): Category[][] => {
    let heads: Category[][] = [[]];
    for (let part = parts[at++]; part !== undefined && !part.startsWith(')'); part = parts[at++]) {
      const choices =
        part === '('
          ? group()
          : part
              .replace('?', '')
              .split('|')
              .map((category) => [category as Category]);
      // The mark of an optional group stands at its closing parenthesis, which `group` has just passed.
      const mark = part === '(' ? parts[at - 1] : part;
      if (mark?.endsWith('?')) choices.push([]);
      heads = heads.flatMap((head) => choices.map((choice) => [...head, ...choice]));
    }
    return heads;
  };
  return group();
}

/**
 * Every way in which a rule matches from token `start` on, longest first, then in the order of the
 * rules. The work is bounded by the depth of the trie, whatever the length of the run.
 */
export function matchesAt<Rule>(
  run: Run,
  start: number,
  root: Pattern<Rule>,
): { rule: Rule; match: Match }[] {
  const found: { rule: Rule; order: number; match: Match }[] = [];
  const lexemes: Lexeme[] = [];
  const bounds: number[] = [];
  const walk = (node: Pattern<Rule>, at: number): void => {
    bounds.push(at);
    for (const { rule, order } of node.rules) {
      found.push({ rule, order, match: { lexemes: lexemes.slice(), bounds: bounds.slice() } });
    }
    for (const { lexeme, to } of run.edges[at] ?? []) {
      const next = node.next.get(lexeme.category);
      if (!next) continue;
      lexemes.push(lexeme);
      walk(next, to);
      lexemes.pop();
    }
    bounds.pop();
  };
  walk(root, start);
  return found.length < 2
    ? found
    : found.sort((a, b) => endOf(b.match) - endOf(a.match) || a.order - b.order);
}

function endOf(match: Match): number {
  return match.bounds[match.bounds.length - 1] ?? 0;
}
