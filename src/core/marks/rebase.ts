import { describe } from '../anchoring/describe';
import { fingerprintOf } from '../anchoring/fingerprint';
import type { Anchor } from '../model/annotation';
import type { Span } from '../model/span';
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
    if (span ? describes(annotation.anchor, text, span, codePoints) : annotation.anchor.orphaned) continue;
    const anchor: Anchor = span ? describe(text, span, codePoints) : { ...annotation.anchor, orphaned: true };
    changes.push({ kind: 'put', annotation: { ...annotation, anchor } });
  }
  if (fingerprint !== (sidecar.fingerprint ?? '')) changes.push({ kind: 'fingerprint', fingerprint });
  return changes;
}

/**
 * Decisions on annotations of a sidecar, after what brings the sidecar up to the text; one that leaves an annotation
 * where it is takes over the anchor that the sidecar gets.
 */
export function rebased(
  sidecar: Sidecar,
  changes: readonly SidecarChange[],
  rebasing: readonly SidecarChange[],
): SidecarChange[] {
  const old = new Map(sidecar.annotations.map(({ id, anchor }) => [id, anchor]));
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
      const stays = JSON.stringify(old.get(annotation.id)) === JSON.stringify(annotation.anchor);
      return anchor && stays ? { kind: 'put', annotation: { ...annotation, anchor } } : change;
    }),
  ];
}

/** True if all that an anchor says holds of a span, however much context a person or another program gave it. */
function describes(anchor: Anchor, text: string, { start, end }: Span, codePoints: CodePointIndex): boolean {
  const { quote, position, prefix, suffix, orphaned } = anchor;
  return (
    !orphaned &&
    quote === text.slice(start, end) &&
    position[0] === codePoints.fromUtf16(start) &&
    position[1] === codePoints.fromUtf16(end) &&
    text.startsWith(prefix, start - prefix.length) &&
    text.startsWith(suffix, end)
  );
}
