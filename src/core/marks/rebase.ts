import { describe } from '../anchoring/describe';
import { fingerprintOf, type Fingerprint } from '../anchoring/fingerprint';
import type { Anchor, Annotation } from '../model/annotation';
import type { Extent } from '../model/extent';
import type { SidecarChange } from '../sidecar/edit';
import type { Sidecar } from '../sidecar/parse';
import { sameAnchor, samePieces, sidecarEdit, type SidecarEdit } from '../sidecar/reversal';
import type { CodePointIndex } from '../text/code-points';
import { layMarks, type Mark } from './mark';

/**
 * What brings a sidecar up to a text that is not the one its annotations were made on: the anchors of the marks, the
 * fingerprint, and a note on what has no place there. Nothing where the text is the same. `codePoints` indexes the
 * text.
 */
export function rebase(
  text: string,
  sidecar: Sidecar,
  marks: readonly Mark[],
  codePoints: CodePointIndex,
): SidecarChange[] {
  const fingerprint = fingerprintOf(text);
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

/** Decisions about an article as its sidecar takes them. */
export interface Rebased {
  /** What brings the sidecar up to the text, and then the decisions. */
  readonly changes: readonly SidecarChange[];
  /** The decisions alone, with anchors of the text. */
  readonly edit: SidecarEdit;
  /** The ids of annotations whose anchors were brought up to the places of their marks. */
  readonly followed: ReadonlySet<string>;
}

/**
 * Decisions on annotations of a sidecar, after what brings the sidecar up to the text. One that leaves an annotation
 * where it is takes over the anchor that the sidecar gets; other anchors are of the text with the fingerprint `made`
 * and are carried into this one, those whose place is gone as orphaned. `marks` are those of the sidecar in the text,
 * which `codePoints` indexes.
 */
export function rebased(
  {
    text,
    marks,
    codePoints,
  }: { readonly text: string; readonly marks: readonly Mark[]; readonly codePoints: CodePointIndex },
  sidecar: Sidecar,
  changes: readonly SidecarChange[],
  made: Fingerprint | undefined,
): Rebased {
  const rebasing = rebase(text, sidecar, marks, codePoints);
  const old = new Map(sidecar.annotations.map((one) => [one.id, one]));
  const now = new Map(old);
  let fingerprint = sidecar.fingerprint ?? '';
  for (const change of rebasing) {
    if (change.kind === 'put') now.set(change.annotation.id, change.annotation);
    else if (change.kind === 'fingerprint') ({ fingerprint } = change);
  }
  const stays = (annotation: Annotation) => {
    const was = old.get(annotation.id);
    return was !== undefined && sameAnchor(was, annotation);
  };
  const moved = changes.flatMap((change) =>
    change.kind === 'put' && !stays(change.annotation) ? [change.annotation] : [],
  );
  const carried = new Map(
    (fingerprint === (made ?? '') ? [] : carry(moved, made, text, codePoints)).map((one) => [one.id, one]),
  );
  const decided = changes.map((change): SidecarChange => {
    if (change.kind !== 'put') return change;
    const { annotation } = change;
    const { anchor } = (stays(annotation) ? now : carried).get(annotation.id) ?? annotation;
    return { kind: 'put', annotation: { ...annotation, anchor } };
  });
  const { relations, published, labels } = sidecar;
  const edit = sidecarEdit({ annotations: [...now.values()], relations, published, labels }, decided);
  const elsewhere = new Set(moved.map(({ id }) => id));
  return {
    changes: [...rebasing, ...decided],
    edit,
    followed: new Set(
      rebasing.flatMap((change) =>
        change.kind === 'put' && !elsewhere.has(change.annotation.id) ? [change.annotation.id] : [],
      ),
    ),
  };
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

/** True if all that an anchor says holds of an extent, however much context a person or another program gave it. */
function describes(
  anchor: Anchor,
  text: string,
  { span, pieces }: Extent,
  codePoints: CodePointIndex,
): boolean {
  const { start, end } = span;
  const { quote, position, prefix, suffix, orphaned } = anchor;
  return (
    !orphaned &&
    quote === text.slice(start, end) &&
    position[0] === codePoints.fromUtf16(start) &&
    position[1] === codePoints.fromUtf16(end) &&
    text.startsWith(prefix, start - prefix.length) &&
    text.startsWith(suffix, end) &&
    samePieces(anchor, describe(text, span, codePoints, pieces))
  );
}
