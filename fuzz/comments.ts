import { CST, Lexer } from 'yaml';

/** The comments of a YAML file, in order. */
export function commentsOf(source: string): string[] {
  return [...new Lexer().lex(source)].filter((token) => CST.tokenType(token) === 'comment');
}

/** What there was more of before. */
export function lostOf(before: readonly string[], after: readonly string[]): string[] {
  const left = [...after];
  return before.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
