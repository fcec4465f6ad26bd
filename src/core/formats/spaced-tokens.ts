import type { AnnotatedArticle } from './annotated-article';
import type { Span } from '../model/span';
import type { Word } from './words';

/** A token as spaCy counts them: a word or a stretch of white space, and whether one space follows it. */
export interface SpacedToken {
  readonly span: Span;
  readonly spaced: boolean;
  /** Absent for white space. */
  readonly word?: Word;
}

/**
 * The tokens of an article's body, made of its words, which together with their spaces are the body: what stands between
 * two words is one space, or the rest of it is a token of its own.
 */
export function spacedTokens(
  { article: { text, body } }: AnnotatedArticle,
  words: readonly Word[],
): SpacedToken[] {
  const tokens: SpacedToken[] = [];
  const space = (start: number, end: number) => {
    if (start < end) tokens.push({ span: { start, end }, spaced: false });
  };
  let at = body.start;
  for (const word of words) {
    space(at, word.span.start);
    const spaced = text[word.span.end] === ' ' && word.span.end < body.end;
    tokens.push({ span: word.span, spaced, word });
    at = word.span.end + (spaced ? 1 : 0);
  }
  space(at, body.end);
  return tokens;
}
