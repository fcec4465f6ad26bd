import { describe } from '../anchoring/describe';
import type { Fingerprint } from '../anchoring/fingerprint';
import { locate } from '../anchoring/locate';
import { extentAt } from '../anchoring/pieces';
import type { Annotation, Attributes, Status } from '../model/annotation';
import { meantLength, sameExtent, type Extent } from '../model/extent';
import type { Label } from '../model/label';
import { byPosition, contains, overlaps, type Span } from '../model/span';
import type { Suggestion } from '../model/suggestion';
import type { Timex } from '../model/timex';
import { indexCodePoints, type CodePointIndex } from '../text/code-points';
import { annotationId, freeId, idOn } from './annotation-id';
import { overlapping } from './overlapping';

/** A mention as it stands in a text: what a sidecar says of it, or what a recogniser proposes. */
export interface Mark extends Extent {
  /** The annotation's id, or the one that it gets when a decision is made. */
  readonly id: string;
  readonly label: Label;
  readonly status: Status;
  readonly timex?: Timex;
  readonly confidence?: number;
  readonly source?: string;
  /** The entry of the sidecar; absent while nobody decided and nothing was written. */
  readonly annotation?: Annotation;
}

export interface Marks {
  /** In order of reading; rejected ones among them. */
  readonly marks: readonly Mark[];
  /** Annotations whose place in the text is not certain, with the reason. */
  readonly lost: readonly { readonly annotation: Annotation; readonly reason: 'orphan' | 'ambiguous' }[];
}

/**
 * Lays annotations and suggestions over a text; `fingerprint` is that of the text the annotations were made on. A
 * suggestion gives way to every annotation that is not rejected and overlaps it, and to a rejected one of the same span,
 * or of the same label and overlapping. To an annotation in pieces it gives way where it lies in one of them or shares
 * text with two: “South America” is another place than “North … America”.
 */
export function layMarks(
  text: string,
  annotations: readonly Annotation[],
  suggestions: readonly Suggestion[],
  fingerprint?: Fingerprint,
): Marks {
  const codePoints = indexCodePoints(text);
  const marks: Mark[] = [];
  const lost: { annotation: Annotation; reason: 'orphan' | 'ambiguous' }[] = [];
  const anchors = annotations.map(({ anchor }) => anchor);
  for (const [index, location] of locate(text, anchors, codePoints, fingerprint).entries()) {
    const annotation = annotations[index]!;
    const extent = location.kind === 'found' ? extentAt(text, location.span, annotation.anchor) : undefined;
    if (extent) marks.push(annotationMark(annotation, extent.span, extent.pieces));
    else lost.push({ annotation, reason: location.kind === 'lost' ? location.reason : 'orphan' });
  }
  const ids = new Set(annotations.map(({ id }) => id));
  return { marks: withSuggestions(marks, suggestionMarks(text, suggestions, codePoints), ids), lost };
}

/** An annotation of a sidecar at its place in the text; `pieces` of it where not all of it is meant. */
export function annotationMark(annotation: Annotation, span: Span, pieces?: readonly Span[]): Mark {
  const { id, label, status, timex, confidence, source } = annotation;
  return {
    id,
    span,
    ...(pieces && { pieces }),
    label,
    status,
    annotation,
    ...(timex && { timex }),
    ...(confidence !== undefined && { confidence }),
    ...(source !== undefined && { source }),
  };
}

/**
 * The marks that suggestions become where nothing stands in their way, in order of reading. `codePoints` indexes the
 * text.
 */
export function suggestionMarks(
  text: string,
  suggestions: readonly Suggestion[],
  codePoints: CodePointIndex,
): Mark[] {
  const ids = new Set<string>();
  return [...suggestions].sort(byPosition).map(({ span, label, timex, confidence, source }) => {
    const quote = text.slice(span.start, span.end);
    const id = annotationId(label, quote, codePoints.fromUtf16(span.start), ids);
    ids.add(id);
    return { id, span, label, status: 'suggested', confidence, source, ...(timex && { timex }) };
  });
}

/** Adds to the marks of annotations those of `suggested`, which are in order, that are still open. `taken` are ids in use. */
export function withSuggestions(
  decided: readonly Mark[],
  suggested: readonly Mark[],
  taken: ReadonlySet<string>,
): Mark[] {
  const settled = [...decided].sort(byPosition);
  const settledOn = overlapping(settled);
  const marks: Mark[] = [];
  let next = 0;
  for (const mark of suggested) {
    const { span, label, id } = mark;
    const free = settledOn(span).every(
      (other) =>
        (other.pieces && !givesWay(span, other.pieces)) ||
        (other.status === 'rejected' && !sameExtent(other, mark) && other.label !== label),
    );
    if (!free) continue;
    while (next < settled.length && byPosition(settled[next]!, mark) <= 0) marks.push(settled[next++]!);
    marks.push(taken.has(id) ? { ...mark, id: freeId(id, taken) } : mark);
  }
  while (next < settled.length) marks.push(settled[next++]!);
  return marks;
}

/** True if a suggestion may mean what an annotation in pieces means. */
function givesWay(span: Span, pieces: readonly Span[]): boolean {
  const met = pieces.filter((piece) => overlaps(piece, span));
  return met.length > 1 || met.some((piece) => contains(piece, span));
}

/** The marks that cover an offset with what they mean, or end at it, the shortest first; rejected ones are left out. */
export function marksAt(marks: readonly Mark[], offset: number): Mark[] {
  return marks
    .filter(
      ({ status, span, pieces }) =>
        status !== 'rejected' &&
        span.start <= offset &&
        offset <= span.end &&
        (!pieces || pieces.some(({ start, end }) => start <= offset && offset <= end)),
    )
    .sort((a, b) => meantLength(a) - meantLength(b));
}

/** How far the work on an article is. Dates and entities count alike. */
export interface Progress {
  readonly accepted: number;
  readonly rejected: number;
  readonly suggested: number;
}

export function progressOf(marks: readonly Pick<Mark, 'status'>[]): Progress {
  const progress = { accepted: 0, rejected: 0, suggested: 0 };
  for (const { status } of marks) progress[status]++;
  return progress;
}

/** True where anything is decided, or waits for it. */
export function isBegun({ accepted, rejected, suggested }: Progress): boolean {
  return accepted + rejected + suggested > 0;
}

/** Who decides, and when: the clock and the settings are the caller's. */
export interface Decider {
  readonly by?: string | undefined;
  readonly at: string;
}

/** What is decided about a mark: what is not given stays. */
export interface Decision {
  readonly status: Status;
  readonly label?: Label;
  readonly timex?: Timex;
  /** Another extent. */
  readonly extent?: Extent;
  readonly attributes?: Attributes;
  /** The id of an entry in the registry; a label that changes takes the link away. */
  readonly entity?: string;
  /** An empty note takes away what was there. */
  readonly note?: string;
  readonly flagged?: boolean;
}

/** The annotation that a mark becomes by a decision. `codePoints` indexes the text. */
export function decide(
  text: string,
  mark: Mark,
  decision: Decision,
  { by, at }: Decider,
  codePoints: CodePointIndex,
): Annotation {
  const label = decision.label ?? mark.label;
  const timex = decision.timex ?? mark.timex;
  const extent = decision.extent ?? mark;
  const anchor =
    (extent === mark ? mark.annotation?.anchor : undefined) ??
    describe(text, extent.span, codePoints, extent.pieces);
  const attributes = decision.attributes ?? mark.annotation?.attributes;
  const entity = decision.entity ?? (label === mark.label ? mark.annotation?.entity : undefined);
  const note = decision.note ?? mark.annotation?.note;
  const flagged = decision.flagged ?? mark.annotation?.flagged;
  const adjudicated = mark.annotation?.adjudicated;
  return {
    id: mark.id,
    label,
    status: decision.status,
    anchor,
    ...(label === 'date' && timex && { timex }),
    ...(attributes && Object.keys(attributes).length > 0 && { attributes }),
    ...(entity !== undefined && { entity }),
    ...(note !== undefined && note !== '' && { note }),
    ...(flagged === true && { flagged }),
    ...(mark.source !== undefined && { source: mark.source }),
    ...(mark.confidence !== undefined && { confidence: mark.confidence }),
    ...(by !== undefined && { by }),
    at,
    ...(adjudicated && { adjudicated }),
  };
}

/**
 * The annotation that a person makes of a span, or of `pieces` of it. `taken` are ids in use; `codePoints` indexes the
 * text.
 */
export function annotate(
  text: string,
  span: Span,
  label: Label,
  timex: Timex | undefined,
  { by, at }: Decider,
  taken: { has(id: string): boolean },
  codePoints: CodePointIndex,
  pieces?: readonly Span[],
): Annotation {
  const anchor = describe(text, span, codePoints, pieces);
  return {
    id: idOn(anchor, label, taken),
    label,
    status: 'accepted',
    anchor,
    ...(label === 'date' && timex && { timex }),
    ...(by !== undefined && { by }),
    at,
  };
}
