import { piecesOf } from '../model/extent';
import type { Label } from '../model/label';
import type { Span } from '../model/span';
import { compareLayers, isAgreed } from './adjudication';
import type { LayeredReading } from './layered-article';

/** Where the layers of an article first differ, by label of a mention and by type of a relation. */
export interface Disagreements {
  readonly labels: ReadonlyMap<Label, Span>;
  /** The mentions that relations lead from. */
  readonly types: ReadonlyMap<string, Span>;
}

/** Finds where layers first differ: a relation, where not everybody has it between the same spans. */
export function firstDisagreements({
  marks,
  relations,
}: Pick<LayeredReading, 'marks' | 'relations'>): Disagreements {
  const labels = new Map<Label, Span>();
  for (const comparison of compareLayers(marks)) {
    if (isAgreed(comparison)) continue;
    for (const { label } of comparison.readings.flatMap((reading) => reading.marks)) {
      if (!labels.has(label)) labels.set(label, comparison.span);
    }
  }
  const said = new Map<string, { readonly type: string; readonly span: Span; readonly by: Set<string> }>();
  for (const [name, own] of relations) {
    for (const { relation, from, to } of own) {
      const key = JSON.stringify([relation.type, piecesOf(from), piecesOf(to)]);
      const one = said.get(key) ?? { type: relation.type, span: from.span, by: new Set() };
      one.by.add(name);
      said.set(key, one);
    }
  }
  const types = new Map<string, Span>();
  for (const { type, span, by } of said.values()) {
    if (by.size === marks.size) continue;
    const first = types.get(type);
    if (!first || span.start < first.start) types.set(type, span);
  }
  return { labels, types };
}
