import { createDateRecognizer } from '../../../src/core/dates';
import { inOneGo } from '../../../src/core/model/suggestion';

const recognize = inOneGo(createDateRecognizer());

/** What the recogniser reads in a text, one line an expression: `18 de julho → DATE XXXX-07-18`. */
export function read(language: string, text: string, published?: string): string[] {
  return recognize({
    text,
    body: { start: 0, end: text.length },
    language,
    ...(published !== undefined && { published }),
  }).map(({ span, timex }) => {
    const mod = timex?.mod === undefined ? '' : ` ${timex.mod}`;
    return `${text.slice(span.start, span.end)} → ${timex?.type ?? ''} ${timex?.value ?? ''}${mod}`;
  });
}
