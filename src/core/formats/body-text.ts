import type { Span } from '../model/span';
import { indexCodePoints } from '../text/code-points';
import type { AnnotatedArticle } from './annotated-article';

/** The body of an article as a text of its own. */
export interface BodyText {
  readonly text: string;
  /** A span of the article, inside the body, in code points of the body. */
  codePoints(span: Span): [start: number, end: number];
}

export function bodyText({ article: { text, body } }: AnnotatedArticle): BodyText {
  const part = text.slice(body.start, body.end);
  const codePoints = indexCodePoints(part);
  return {
    text: part,
    codePoints: ({ start, end }) => [
      codePoints.fromUtf16(start - body.start),
      codePoints.fromUtf16(end - body.start),
    ],
  };
}
