import type { Annotation } from '../model/annotation';
import type { Suggestion } from '../model/suggestion';
import type { Mark } from './mark';

/**
 * The accepted dates whose value should follow when an article gets another date: those that say what the recogniser
 * read before and would not say now. What a person corrected is left alone.
 */
export function redate(
  marks: readonly Mark[],
  before: readonly Suggestion[],
  after: readonly Suggestion[],
): Annotation[] {
  const key = ({ span }: { span: Suggestion['span'] }) => `${span.start}-${span.end}`;
  const old = new Map(before.map((one) => [key(one), one.timex]));
  const now = new Map(after.map((one) => [key(one), one.timex]));
  return marks.flatMap((mark) => {
    const reading = now.get(key(mark));
    const was = old.get(key(mark));
    const { annotation } = mark;
    if (!annotation?.timex || !reading || !was) return [];
    if (annotation.timex.value !== was.value || annotation.timex.value === reading.value) return [];
    return [{ ...annotation, timex: reading }];
  });
}
