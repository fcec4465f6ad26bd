import type { Annotation } from '../model/annotation';
import type { CalendarDate } from '../model/article';
import type { Label } from '../model/label';
import type { SidecarChange } from './edit';
import type { Sidecar } from './parse';
import { annotationRecord } from './record';

/** What became of one annotation; a side is absent where there was, or is, none. */
export interface AnnotationEdit {
  readonly id: string;
  readonly before?: Annotation;
  readonly after?: Annotation;
}

/** What a decision did to a sidecar, so that it can be taken back. */
export interface SidecarEdit {
  readonly annotations: readonly AnnotationEdit[];
  readonly published?: {
    readonly before: CalendarDate | undefined;
    readonly after: CalendarDate | undefined;
  };
  readonly labels?: { readonly before: readonly Label[]; readonly after: readonly Label[] };
}

/** What changes do to a sidecar. */
export function sidecarEdit(
  {
    annotations,
    published,
    labels = [],
  }: Pick<Sidecar, 'annotations'> & {
    readonly published?: CalendarDate | undefined;
    readonly labels?: readonly Label[] | undefined;
  },
  changes: readonly SidecarChange[],
): SidecarEdit {
  const ids = new Set(changes.flatMap((change) => idOf(change) ?? []));
  const before = new Map(annotations.filter(({ id }) => ids.has(id)).map((one) => [one.id, one]));
  const after = new Map(before);
  let date = published;
  let named = labels;
  for (const change of changes) {
    if (change.kind === 'put') after.set(change.annotation.id, change.annotation);
    else if (change.kind === 'remove') after.delete(change.id);
    else if (change.kind === 'published') date = change.date;
    else if (change.kind === 'labels') named = change.labels;
  }
  return {
    annotations: [...ids].map((id) => annotationEdit(id, before.get(id), after.get(id))),
    ...(date !== published && { published: { before: published, after: date } }),
    ...(!sameLabels(named, labels) && { labels: { before: labels, after: named } }),
  };
}

/** Two edits that followed one another, as one. */
export function joinedEdit(first: SidecarEdit, second: SidecarEdit): SidecarEdit {
  const edits = new Map(first.annotations.map((one) => [one.id, one]));
  for (const { id, before, after } of second.annotations) {
    const earlier = edits.get(id);
    edits.set(id, annotationEdit(id, earlier ? earlier.before : before, after));
  }
  const published =
    first.published && second.published
      ? { before: first.published.before, after: second.published.after }
      : (first.published ?? second.published);
  const labels =
    first.labels && second.labels
      ? { before: first.labels.before, after: second.labels.after }
      : (first.labels ?? second.labels);
  return {
    annotations: [...edits.values()],
    ...(published && { published }),
    ...(labels && { labels }),
  };
}

export function reversedEdit({ annotations, published, labels }: SidecarEdit): SidecarEdit {
  return {
    annotations: annotations.map(({ id, before, after }) => annotationEdit(id, after, before)),
    ...(published && { published: { before: published.after, after: published.before } }),
    ...(labels && { labels: { before: labels.after, after: labels.before } }),
  };
}

/**
 * The changes that make an edit on what a sidecar says now. An annotation that someone changed since is `left` as it
 * is, and counted. Where the edit did not move an annotation it stays where the text has carried it.
 */
export function editChanges(
  edit: SidecarEdit,
  sidecar: Pick<Sidecar, 'annotations' | 'published' | 'labels'>,
): { readonly changes: readonly SidecarChange[]; readonly left: number } {
  const ids = new Set(edit.annotations.map(({ id }) => id));
  const now = new Map(sidecar.annotations.filter(({ id }) => ids.has(id)).map((one) => [one.id, one]));
  const changes: SidecarChange[] = [];
  let left = 0;
  for (const { id, before, after } of edit.annotations) {
    const current = now.get(id);
    if (!sameDecision(current, before)) left++;
    else if (after === undefined) changes.push({ kind: 'remove', id });
    else {
      const stays = current && before && sameAnchor(before, after);
      changes.push({ kind: 'put', annotation: stays ? { ...after, anchor: current.anchor } : after });
    }
  }
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

function annotationEdit(
  id: string,
  before: Annotation | undefined,
  after: Annotation | undefined,
): AnnotationEdit {
  return { id, ...(before && { before }), ...(after && { after }) };
}

function idOf(change: SidecarChange): string | undefined {
  if (change.kind === 'put') return change.annotation.id;
  return change.kind === 'remove' ? change.id : undefined;
}
