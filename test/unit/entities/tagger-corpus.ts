import type { AnnotatedText, LabelledSpan } from '../../../train/corpus';

/** An annotated text written as `[Anna Prado|person] mora em [Ilhéus|location].` */
export function annotated(
  marked: string,
  labels: readonly string[] = ['person', 'organization', 'location', 'event', 'product'],
  language = 'pt',
): AnnotatedText {
  const spans: LabelledSpan[] = [];
  let text = '';
  for (const [whole, name, label] of marked.matchAll(/\[([^|\]]+)\|(\w+)\]|[^[]+/g)) {
    if (name !== undefined && label !== undefined) {
      spans.push({ start: text.length, end: text.length + name.length, label });
      text += name;
    } else text += whole;
  }
  return { id: marked, set: 'ours', language, text, labels, spans };
}
