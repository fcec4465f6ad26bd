import { idOn } from '../marks/annotation-id';
import type { Decider, Mark } from '../marks/mark';
import type { Annotation, DecisionVersion } from '../model/annotation';
import { piecesOf, sameExtent } from '../model/extent';
import { byPosition, overlaps, type Span } from '../model/span';
import type { SidecarChange } from '../sidecar/edit';
import type { CodePointIndex } from '../text/code-points';
import { describe } from '../anchoring/describe';
import { shownQuote } from '../anchoring/pieces';

/** What some annotators have at a place; without marks, that they have nothing there. */
export interface Reading {
  /** By name, at least one. */
  readonly annotators: readonly string[];
  /** In order of reading. */
  readonly marks: readonly Mark[];
}

/** A place where annotators have mentions, with all that each of them has there. */
export interface Comparison {
  readonly span: Span;
  /** The one of most annotators first, that of nothing last; a single one where all agree. */
  readonly readings: readonly Reading[];
}

/**
 * Sets the accepted marks of annotators side by side: mentions that share text, directly or through others, are of one
 * place. Annotators agree on it who have the same spans with the same labels, values and attributes. In order of
 * reading.
 */
export function compareLayers(layers: ReadonlyMap<string, readonly Mark[]>): Comparison[] {
  const all = [...layers].flatMap(([annotator, marks]) =>
    marks.filter(({ status }) => status === 'accepted').map((mark) => ({ annotator, mark, span: mark.span })),
  );
  const places: { span: Span; held: typeof all }[] = [];
  for (const one of all.sort(byPosition)) {
    const last = places.at(-1);
    if (last && overlaps(last.span, one.span)) {
      last.held.push(one);
      last.span = { start: last.span.start, end: Math.max(last.span.end, one.span.end) };
    } else places.push({ span: one.span, held: [one] });
  }
  return places.map(({ span, held }) => {
    const readings = new Map<string, { annotators: string[]; marks: readonly Mark[] }>();
    for (const annotator of layers.keys()) {
      const marks = distinct(held.filter((one) => one.annotator === annotator).map(({ mark }) => mark));
      const key = JSON.stringify(marks.map(meaningOf));
      const reading = readings.get(key);
      if (reading) reading.annotators.push(annotator);
      else readings.set(key, { annotators: [annotator], marks });
    }
    const nothing = ({ marks }: Reading) => (marks.length === 0 ? 1 : 0);
    return {
      span,
      readings: [...readings.values()].sort(
        (a, b) => nothing(a) - nothing(b) || b.annotators.length - a.annotators.length,
      ),
    };
  });
}

function distinct(marks: readonly Mark[]): Mark[] {
  return [...new Map(marks.map((mark) => [JSON.stringify(meaningOf(mark)), mark])).values()];
}

function meaningOf(mark: Mark): unknown {
  const { label, timex, annotation } = mark;
  const attributes = Object.entries(annotation?.attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    piecesOf(mark).map(({ start, end }) => [start, end]),
    label,
    timex?.type ?? null,
    timex?.value ?? null,
    timex?.mod ?? null,
    attributes,
  ];
}

/** True if all who have a say have the same. */
export function isAgreed({ readings }: { readonly readings: readonly unknown[] }): boolean {
  return readings.length === 1;
}

/** True if a mark of the adjudicated layer decides about the place. */
export function isSettled({ span }: Comparison, adjudicated: readonly Mark[]): boolean {
  return adjudicated.some(
    (mark) =>
      mark.status !== 'suggested' && mark.annotation?.conflict === undefined && overlaps(mark.span, span),
  );
}

/** The article that is adjudicated. `codePoints` indexes its text. */
export interface Adjudicated {
  readonly text: string;
  /** Of its sidecar and what is suggested. */
  readonly marks: readonly Mark[];
  readonly codePoints: CodePointIndex;
}

/**
 * The changes of the adjudicated layer that settle a place by what some annotators have there, or by nothing: then what
 * was proposed stands as rejected. Each annotation says under `adjudicated` what everyone had. Whatever the layer had
 * at the place gives way, so a choice can be made again.
 */
export function adjudicate(
  { span, readings }: Comparison,
  chosen: Reading | undefined,
  { text, marks, codePoints }: Adjudicated,
  { by, at }: Decider,
): SidecarChange[] {
  const here = marks.filter((mark) => mark.annotation && overlaps(mark.span, span));
  const accepted = chosen?.marks ?? [];
  const rejected = accepted.length > 0 ? [] : distinct(readings.flatMap((reading) => reading.marks));
  const adjudicated = readings.flatMap(versionsOf);
  const taken = new Set(marks.flatMap(({ id, annotation }) => (annotation ? [id] : [])));
  const kept = new Set<string>();
  const changes: SidecarChange[] = [];
  for (const mark of [...accepted, ...rejected]) {
    const { label, timex, annotation: said } = mark;
    const same = here.find(
      (one) => one.label === label && sameExtent(one, mark) && !kept.has(one.id),
    )?.annotation;
    const anchor = same?.anchor ?? describe(text, mark.span, codePoints, mark.pieces);
    const id = same?.id ?? idOn(anchor, label, taken);
    kept.add(id);
    taken.add(id);
    const { source, confidence } = same ?? said ?? {};
    const annotation: Annotation = {
      id,
      label,
      status: accepted.length > 0 ? 'accepted' : 'rejected',
      anchor,
      ...(timex && { timex }),
      ...(said?.attributes && { attributes: said.attributes }),
      ...(same?.note !== undefined && { note: same.note }),
      ...(same?.flagged !== undefined && { flagged: same.flagged }),
      ...(source !== undefined && { source }),
      ...(confidence !== undefined && { confidence }),
      ...(by !== undefined && { by }),
      at,
      adjudicated,
    };
    changes.push({ kind: 'put', annotation });
  }
  for (const { id } of here) if (!kept.has(id)) changes.push({ kind: 'remove', id });
  return changes;
}

function versionsOf({ annotators, marks }: Reading): DecisionVersion[] {
  return annotators.flatMap((by): DecisionVersion[] => {
    if (marks.length === 0) return [{ removed: true, by }];
    return marks.map(({ label, status, timex, annotation }) => ({
      label,
      status,
      ...(annotation && { quote: shownQuote(annotation.anchor) }),
      ...(timex && { timex }),
      ...(annotation?.attributes && { attributes: annotation.attributes }),
      by,
      ...(annotation?.at !== undefined && { at: annotation.at }),
    }));
  });
}
