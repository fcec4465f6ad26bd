import { describe } from '../anchoring/describe';
import { fingerprintOf } from '../anchoring/fingerprint';
import type { Anchor } from '../model/annotation';
import type { SidecarChange } from '../sidecar/edit';
import type { Sidecar } from '../sidecar/parse';
import type { CodePointIndex } from '../text/code-points';
import type { Mark } from './mark';

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
    marks.flatMap(({ annotation, span }) => (annotation ? [[annotation.id, span]] : [])),
  );
  const changes: SidecarChange[] = [];
  for (const annotation of sidecar.annotations) {
    const span = places.get(annotation.id);
    const anchor: Anchor = span ? describe(text, span, codePoints) : { ...annotation.anchor, orphaned: true };
    if (!sameAnchor(anchor, annotation.anchor))
      changes.push({ kind: 'put', annotation: { ...annotation, anchor } });
  }
  if (fingerprint !== (sidecar.fingerprint ?? '')) changes.push({ kind: 'fingerprint', fingerprint });
  return changes;
}

/** Decisions on annotations of a sidecar, with what brings the sidecar up to the text first. */
export function rebased(
  changes: readonly SidecarChange[],
  rebasing: readonly SidecarChange[],
): SidecarChange[] {
  const anchors = new Map(
    rebasing.flatMap((change) =>
      change.kind === 'put' ? [[change.annotation.id, change.annotation.anchor]] : [],
    ),
  );
  return [
    ...rebasing,
    ...changes.map((change): SidecarChange => {
      if (change.kind !== 'put') return change;
      const { annotation } = change;
      const anchor = anchors.get(annotation.id);
      return anchor?.quote === annotation.anchor.quote
        ? { kind: 'put', annotation: { ...annotation, anchor } }
        : change;
    }),
  ];
}

function sameAnchor(a: Anchor, b: Anchor): boolean {
  return (
    a.quote === b.quote &&
    a.position[0] === b.position[0] &&
    a.position[1] === b.position[1] &&
    a.prefix === b.prefix &&
    a.suffix === b.suffix &&
    a.orphaned === b.orphaned
  );
}
