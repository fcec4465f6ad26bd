import { isScalar, visit, type Document } from 'yaml';
import type { Problem } from '../model/problem';

/** More are not listed: whoever mends these sees the next. */
export const MOST_PROBLEMS = 100;

/**
 * The keys that one mapping of a document has more than once, of which a reader might take either. In time linear in
 * their number, which the parser's own check (`uniqueKeys`) is not: have it off.
 */
export function repeatedKeys(document: Document.Parsed, code: string): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          const [start, end] = key.range ?? [0, 1];
          const message = 'The key “{0}” is there twice. Take one of the two away.';
          problems.push({ code, message, args: [String(key.value)], range: { start, end } });
        }
        seen.add(key.value);
      }
      return problems.length < MOST_PROBLEMS ? undefined : visit.BREAK;
    },
  });
  return problems.slice(0, MOST_PROBLEMS);
}
