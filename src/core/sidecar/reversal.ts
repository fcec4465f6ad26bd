import { samePieces } from '../anchoring/pieces';
import type { Annotation } from '../model/annotation';
import type { CalendarDate } from '../model/article';
import type { Label } from '../model/label';
import type { Relation } from '../model/relation';
import { expected, type SidecarChange, type SidecarContent } from './edit';
import { annotationRecord, relationRecord } from './record';

/** What became of one item of a sidecar; a side is absent where there was, or is, none. */
interface ItemEdit<T> {
  readonly id: string;
  readonly before?: T;
  readonly after?: T;
}

export type AnnotationEdit = ItemEdit<Annotation>;
export type RelationEdit = ItemEdit<Relation>;

/** What a decision did to a sidecar, so that it can be taken back. */
export interface SidecarEdit {
  readonly annotations: readonly AnnotationEdit[];
  readonly relations: readonly RelationEdit[];
  readonly published?: {
    readonly before: CalendarDate | undefined;
    readonly after: CalendarDate | undefined;
  };
  readonly labels?: { readonly before: readonly Label[]; readonly after: readonly Label[] };
}

/** What changes do to a sidecar. */
export function sidecarEdit(content: SidecarContent, changes: readonly SidecarChange[]): SidecarEdit {
  const { annotations, relations, published, labels } = content;
  const ids = new Set(changes.flatMap((change) => idOf(change) ?? []));
  const before = new Map(annotations.filter(({ id }) => ids.has(id)).map((one) => [one.id, one]));
  const after = expected(content, changes);
  const related = new Map(relations.map((one) => [one.id, one]));
  const edited = [...new Set([...related.keys(), ...after.relations.keys()])].filter(
    (id) => related.get(id) !== after.relations.get(id),
  );
  return {
    annotations: [...ids].map((id) => itemEdit(id, before.get(id), after.annotations.get(id))),
    relations: edited.map((id) => itemEdit(id, related.get(id), after.relations.get(id))),
    ...(after.published !== published && { published: { before: published, after: after.published } }),
    ...(!sameLabels(after.labels ?? [], labels ?? []) && {
      labels: { before: labels ?? [], after: after.labels ?? [] },
    }),
  };
}

/** Two edits that followed one another, as one. */
export function joinedEdit(first: SidecarEdit, second: SidecarEdit): SidecarEdit {
  const published =
    first.published && second.published
      ? { before: first.published.before, after: second.published.after }
      : (first.published ?? second.published);
  const labels =
    first.labels && second.labels
      ? { before: first.labels.before, after: second.labels.after }
      : (first.labels ?? second.labels);
  return {
    annotations: joinedItems(first.annotations, second.annotations),
    relations: joinedItems(first.relations, second.relations),
    ...(published && { published }),
    ...(labels && { labels }),
  };
}

function joinedItems<T>(first: readonly ItemEdit<T>[], second: readonly ItemEdit<T>[]): ItemEdit<T>[] {
  const edits = new Map(first.map((one) => [one.id, one]));
  for (const { id, before, after } of second) {
    const earlier = edits.get(id);
    edits.set(id, itemEdit(id, earlier ? earlier.before : before, after));
  }
  return [...edits.values()];
}

export function reversedEdit({ annotations, relations, published, labels }: SidecarEdit): SidecarEdit {
  return {
    annotations: annotations.map(({ id, before, after }) => itemEdit(id, after, before)),
    relations: relations.map(({ id, before, after }) => itemEdit(id, after, before)),
    ...(published && { published: { before: published.after, after: published.before } }),
    ...(labels && { labels: { before: labels.after, after: labels.before } }),
  };
}

/**
 * The changes that make an edit on what a sidecar says now. What someone changed since is `left` as it is, and counted;
 * so is an annotation that someone related since and that the edit takes away, and a relation whose end is gone. Where
 * the edit did not move an annotation it stays where the text has carried it.
 */
export function editChanges(
  edit: SidecarEdit,
  sidecar: SidecarContent,
): { readonly changes: readonly SidecarChange[]; readonly left: number } {
  const ids = new Set(edit.annotations.map(({ id }) => id));
  const present = new Set(sidecar.annotations.map(({ id }) => id));
  const now = new Map(sidecar.annotations.filter(({ id }) => ids.has(id)).map((one) => [one.id, one]));
  const related = new Map(sidecar.relations.map((one) => [one.id, one]));
  const changes: SidecarChange[] = [];
  const relations: SidecarChange[] = [];
  const wanted: Relation[] = [];
  let left = 0;
  for (const { id, before, after } of edit.relations) {
    if (!sameRelation(related.get(id), before)) left++;
    else if (after !== undefined) {
      wanted.push(after);
      related.set(id, after);
    } else {
      relations.push({ kind: 'unrelate', id });
      related.delete(id);
    }
  }
  const ends = new Set([...related.values()].flatMap(({ from, to }) => [from, to]));
  for (const { id, before, after } of edit.annotations) {
    const current = now.get(id);
    if (!sameDecision(current, before)) left++;
    else if (after !== undefined) {
      const stays = current && before && sameAnchor(before, after);
      changes.push({ kind: 'put', annotation: stays ? { ...after, anchor: current.anchor } : after });
      present.add(id);
    } else if (ends.has(id)) left++;
    else {
      changes.push({ kind: 'remove', id });
      present.delete(id);
    }
  }
  for (const relation of wanted) {
    if (present.has(relation.from) && present.has(relation.to)) relations.push({ kind: 'relate', relation });
    else left++;
  }
  changes.push(...relations);
  if (edit.published) {
    if (sidecar.published === edit.published.before) {
      changes.push({ kind: 'published', date: edit.published.after });
    } else left++;
  }
  if (edit.labels) {
    if (sameLabels(sidecar.labels ?? [], edit.labels.before)) {
      changes.push({ kind: 'labels', labels: edit.labels.after });
    } else left++;
  }
  return { changes, left };
}

/** True if two annotations stand on the same text at the same place. */
export function sameAnchor({ anchor: a }: Annotation, { anchor: b }: Annotation): boolean {
  return (
    a === b ||
    (a.quote === b.quote &&
      a.position[0] === b.position[0] &&
      a.position[1] === b.position[1] &&
      a.prefix === b.prefix &&
      a.suffix === b.suffix &&
      samePieces(a, b) &&
      a.orphaned === b.orphaned)
  );
}

function sameLabels(a: readonly Label[], b: readonly Label[]): boolean {
  return a.length === b.length && a.every((label, index) => label === b[index]);
}

function sameDecision(a: Annotation | undefined, b: Annotation | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return JSON.stringify(annotationRecord({ ...a, anchor: b.anchor })) === JSON.stringify(annotationRecord(b));
}

function sameRelation(a: Relation | undefined, b: Relation | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return JSON.stringify(relationRecord(a)) === JSON.stringify(relationRecord(b));
}

function itemEdit<T>(id: string, before: T | undefined, after: T | undefined): ItemEdit<T> {
  return { id, ...(before && { before }), ...(after && { after }) };
}

function idOf(change: SidecarChange): string | undefined {
  if (change.kind === 'put') return change.annotation.id;
  return change.kind === 'remove' ? change.id : undefined;
}
