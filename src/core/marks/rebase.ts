import { describe, describes } from '../anchoring/describe';
import type { Fingerprint } from '../anchoring/fingerprint';
import type { Anchor, Annotation } from '../model/annotation';
import type { SidecarChange } from '../sidecar/edit';
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
    marks.flatMap(({ annotation, span }) => (annotation ? [[annotation.id, span]] : [])),
  );
  const changes: SidecarChange[] = [];
  for (const annotation of sidecar.annotations) {
    const span = places.get(annotation.id);
    if (span ? describes(annotation.anchor, text, span, codePoints) : annotation.anchor.orphaned) continue;
    const anchor: Anchor = span ? describe(text, span, codePoints) : { ...annotation.anchor, orphaned: true };
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
 * and are carried into this one, those whose place is gone as orphaned.
 */
export function rebased(
  article: MarkedText,
  sidecar: Sidecar,
  changes: readonly SidecarChange[],
  made: Fingerprint | undefined,
): Rebased {
  const { text, codePoints } = article;
  const rebasing = rebase(article, sidecar);
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
    ...marks.flatMap(({ annotation, span }) =>
      annotation ? [{ ...annotation, anchor: describe(text, span, codePoints) }] : [],
    ),
    ...lost.map(({ annotation }) => ({
      ...annotation,
      anchor: { ...annotation.anchor, orphaned: true } as const,
    })),
  ];
}
