import { describe, describes } from '../anchoring/describe';
import type { Fingerprint } from '../anchoring/fingerprint';
import type { Anchor, Annotation } from '../model/annotation';
import { contentAfter, type SidecarChange, type SidecarContent } from '../sidecar/edit';
import type { Sidecar } from '../sidecar/parse';
import { sameAnchor, sidecarEdit, type SidecarEdit } from '../sidecar/reversal';
import type { CodePointIndex } from '../text/code-points';
import { layMarks, type Mark } from './mark';

/** A text with what is derived from it, and the marks of a sidecar in it. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly codePoints: CodePointIndex;
  readonly fingerprint: Fingerprint;
}

/**
 * What brings a sidecar up to a text that is not the one its annotations were made on: the anchors of the marks, the
 * fingerprint, and a note on what has no place there. Nothing where the text is the same.
 */
export function rebase(
  { text, marks, codePoints, fingerprint }: MarkedText,
  sidecar: Sidecar,
): SidecarChange[] {
  const places = new Map(
    marks.flatMap((mark) => (mark.annotation ? [[mark.annotation.id, mark] as const] : [])),
  );
  const changes: SidecarChange[] = [];
  for (const annotation of sidecar.annotations) {
    const place = places.get(annotation.id);
    if (place ? describes(annotation.anchor, text, place, codePoints) : annotation.anchor.orphaned) continue;
    const anchor: Anchor = place
      ? describe(text, place.span, codePoints, place.pieces)
      : { ...annotation.anchor, orphaned: true };
    changes.push({ kind: 'put', annotation: { ...annotation, anchor } });
  }
  if (fingerprint !== (sidecar.fingerprint ?? '')) changes.push({ kind: 'fingerprint', fingerprint });
  return changes;
}

/** A decision that is made on what the sidecar says once those before it are made. */
export interface PendingDecision {
  readonly changesOf: (content: SidecarContent) => readonly SidecarChange[];
  /** Of the text that the anchors of its changes are of. */
  readonly made: Fingerprint | undefined;
}

/** Decisions about an article as its sidecar takes them. */
export interface Rebased {
  /** What brings the sidecar up to the text, and then the decisions. */
  readonly changes: readonly SidecarChange[];
  /** What each decision does alone, with anchors of the text, and what the sidecar says after it. */
  readonly decided: readonly { readonly edit: SidecarEdit; readonly content: SidecarContent }[];
  /** The ids of annotations whose anchors were brought up to the places of their marks. */
  readonly followed: ReadonlySet<string>;
}

/**
 * Decisions on annotations of a sidecar, one on the other, after what brings the sidecar up to the text. One that leaves
 * an annotation where it is takes over the anchor that the sidecar gets; other anchors are carried into the text from
 * that on which the decision was made, those whose place is gone as orphaned.
 */
export function rebased(
  article: MarkedText,
  sidecar: Sidecar,
  decisions: readonly PendingDecision[],
): Rebased {
  const rebasing = rebase(article, sidecar);
  const changes = [...rebasing];
  const decided: Rebased['decided'][number][] = [];
  const elsewhere = new Set<string>();
  let read: SidecarContent = sidecar;
  let now = contentAfter(sidecar, rebasing);
  for (const { changesOf, made } of decisions) {
    const { placed, moved } = placeChanges(article, read, now, changesOf(read), made);
    for (const id of moved) elsewhere.add(id);
    const edit = sidecarEdit(now, placed);
    changes.push(...placed);
    // A relation that went with its end does not come back where a later decision makes the annotation again.
    for (const { id, after } of edit.relations) if (!after) changes.push({ kind: 'unrelate', id });
    now = read = contentAfter(now, placed);
    decided.push({ edit, content: now });
  }
  const followed = rebasing.flatMap((change) =>
    change.kind === 'put' && !elsewhere.has(change.annotation.id) ? [change.annotation.id] : [],
  );
  return { changes, decided, followed: new Set(followed) };
}

/** The changes of a decision that was made on what the sidecar `read`, with anchors as it says `now`. */
function placeChanges(
  { text, codePoints }: MarkedText,
  read: SidecarContent,
  now: SidecarContent,
  changes: readonly SidecarChange[],
  made: Fingerprint | undefined,
): { readonly placed: SidecarChange[]; readonly moved: readonly string[] } {
  const ids = new Set(changes.flatMap((change) => (change.kind === 'put' ? [change.annotation.id] : [])));
  const pick = ({ annotations }: SidecarContent) =>
    new Map(annotations.filter(({ id }) => ids.has(id)).map((one) => [one.id, one]));
  const [old, current] = [pick(read), pick(now)];
  const stays = (annotation: Annotation) => {
    const was = old.get(annotation.id);
    return was !== undefined && sameAnchor(was, annotation);
  };
  const moved = changes.flatMap((change) =>
    change.kind === 'put' && !stays(change.annotation) ? [change.annotation] : [],
  );
  const upToDate = (now.fingerprint ?? '') === (made ?? '');
  const carried = new Map((upToDate ? [] : carry(moved, made, text, codePoints)).map((one) => [one.id, one]));
  const placed = changes.map((change): SidecarChange => {
    if (change.kind !== 'put') return change;
    const { annotation } = change;
    const { anchor } = (stays(annotation) ? current : carried).get(annotation.id) ?? annotation;
    return { kind: 'put', annotation: { ...annotation, anchor } };
  });
  return { placed, moved: moved.map(({ id }) => id) };
}

/** Annotations with the anchors that they have in another text than the one they were made on. */
function carry(
  annotations: readonly Annotation[],
  made: Fingerprint | undefined,
  text: string,
  codePoints: CodePointIndex,
): Annotation[] {
  const { marks, lost } = layMarks(text, annotations, [], made);
  return [
    ...marks.flatMap(({ annotation, span, pieces }) =>
      annotation ? [{ ...annotation, anchor: describe(text, span, codePoints, pieces) }] : [],
    ),
    ...lost.map(({ annotation }) => ({
      ...annotation,
      anchor: { ...annotation.anchor, orphaned: true } as const,
    })),
  ];
}
