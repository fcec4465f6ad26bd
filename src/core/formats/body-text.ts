import type { Span } from '../model/span';
import { indexCodePoints } from '../text/code-points';
import type { AnnotatedArticle } from './annotated-article';

/** The body of an article as a text of its own. */
export interface BodyText {
  readonly text: string;
  /** An offset of the article, inside the body, in code points of the body. */
  codePoint(offset: number): number;
  /** A span of the article, inside the body, in code points of the body. */
  codePoints(span: Span): [start: number, end: number];
}

export function bodyText({ article: { text, body } }: AnnotatedArticle): BodyText {
  const part = text.slice(body.start, body.end);
  const codePoints = indexCodePoints(part);
  const codePoint = (offset: number) => codePoints.fromUtf16(offset - body.start);
  return {
    text: part,
    codePoint,
    codePoints: ({ start, end }) => [codePoint(start), codePoint(end)],
  };
}
