import { describe } from '../anchoring/describe';
import { locate } from '../anchoring/locate';
import type { Location } from '../anchoring/location';
import { extentAt } from '../anchoring/pieces';
import { idOn, relationId } from '../marks/annotation-id';
import { layMarks, type Mark } from '../marks/mark';
import { overlapping } from '../marks/overlapping';
import type { Annotation } from '../model/annotation';
import { extentOf, piecesOf, sharesText, type Extent } from '../model/extent';
import type { Relation } from '../model/relation';
import type { Span } from '../model/span';
import type { SidecarChange } from '../sidecar/edit';
import type { Sidecar } from '../sidecar/parse';
import { indexCodePoints } from '../text/code-points';
import { readFrontMatter } from '../text/front-matter';
import type { ImportedArticle } from './dataset-file';
import { mapSpans } from './skeleton';

/** Why an imported annotation was not taken over. */
export type MergeRefusal =
  /** Its text is not found in the article, or in more than one place. */
  | { readonly kind: 'lost'; readonly annotation: Annotation; readonly reason: 'orphan' | 'ambiguous' }
  /** The sidecar says otherwise of the same text, and keeps what it says. */
  | { readonly kind: 'conflict'; readonly annotation: Annotation; readonly existing: Annotation }
  /** A relation leads from or to an annotation that was not taken over. */
  | { readonly kind: 'relation'; readonly annotation: Annotation; readonly relation: Relation };

/** What an import changes in a sidecar. Nothing is ever taken away. */
export interface Merge {
  readonly changes: readonly SidecarChange[];
  readonly added: number;
  /** Suggestions of the sidecar that the import decides. */
  readonly decided: number;
  /** Annotations that were there already, and that get a link to an entity, attributes or a note that they lack. */
  readonly completed: number;
  /** Annotations that were there already. */
  readonly same: number;
  readonly refused: readonly MergeRefusal[];
}

/**
 * Brings imported annotations into the sidecar of an article. A decision on the same text and label decides a
 * suggestion; otherwise what the sidecar says stays; a link to an entity, attributes and a note are added where it has none. A suggestion gives way to what the sidecar has and overlaps it. An imported
 * decision on the same text as a decision with another label, status or date value is a conflict.
 */
export function mergeImport(text: string, sidecar: Sidecar, imported: ImportedArticle): Merge {
  const codePoints = indexCodePoints(text);
  const { marks } = layMarks(text, sidecar.annotations, []);
  const settled = new Map<string, Mark[]>();
  for (const mark of marks) marksOn(mark, settled).push(mark);
  const standingOn = overlapping(marks.filter(({ status }) => status !== 'rejected'));
  const ids = new Set(sidecar.annotations.map(({ id }) => id));
  const changes: SidecarChange[] = [];
  const refused: MergeRefusal[] = [];
  let added = 0;
  let decided = 0;
  let completed = 0;
  let same = 0;
  /** The ids that imported annotations have in the sidecar, by their own. */
  const taken = new Map<string, string>();
  const places = placesIn(text, imported);
  for (const [index, annotation] of imported.annotations.entries()) {
    const place = places[index] as Place;
    if (place.kind === 'lost') {
      refused.push({ kind: 'lost', annotation, reason: place.reason });
      continue;
    }
    const { extent } = place;
    const there = marksOn(extent, settled);
    const twin = there.find(({ label }) => label === annotation.label);
    if (twin?.annotation) {
      const { annotation: existing } = twin;
      taken.set(annotation.id, existing.id);
      const agreed = existing.status === annotation.status && sameTimex(existing, annotation);
      const put = completedBy(existing, annotation);
      if (agreed && put !== existing) {
        changes.push({ kind: 'put', annotation: put });
        there[there.indexOf(twin)] = { ...twin, annotation: put };
        completed++;
      } else if (agreed) same++;
      else if (annotation.status === 'suggested') same++;
      else if (existing.status !== 'suggested') refused.push({ kind: 'conflict', annotation, existing });
      else {
        const put: Annotation = {
          ...existing,
          ...annotation,
          id: existing.id,
          anchor: existing.anchor,
        };
        changes.push({ kind: 'put', annotation: put });
        there[there.indexOf(twin)] = { ...twin, status: put.status, annotation: put };
        decided++;
      }
      continue;
    }
    const rival = there.find(({ status }) => status === 'accepted')?.annotation;
    if (annotation.status === 'suggested') {
      if (standingOn(extent.span).some((mark) => sharesText(mark, extent))) {
        same++;
        continue;
      }
    } else if (annotation.status === 'accepted' && rival) {
      refused.push({ kind: 'conflict', annotation, existing: rival });
      continue;
    }
    const anchor = describe(text, extent.span, codePoints, extent.pieces);
    const id = ids.has(annotation.id) ? idOn(anchor, annotation.label, ids) : annotation.id;
    ids.add(id);
    taken.set(annotation.id, id);
    const put: Annotation = { ...annotation, id, anchor };
    changes.push({ kind: 'put', annotation: put });
    there.push({ ...extent, id, label: put.label, status: put.status, annotation: put });
    added++;
  }
  const related = mergeRelations(sidecar, imported, taken);
  changes.push(...related.changes);
  refused.push(...related.refused);
  const { frontMatter } = readFrontMatter(text);
  if (
    imported.published !== undefined &&
    changes.length > 0 &&
    !frontMatter.published &&
    !sidecar.published
  ) {
    changes.push({ kind: 'published', date: imported.published });
  }
  const labels = new Set([...(sidecar.labels ?? []), ...(imported.labels ?? [])]);
  if (labels.size > (sidecar.labels?.length ?? 0)) changes.push({ kind: 'labels', labels: [...labels] });
  return { changes, added, decided, completed, same, refused };
}

/** The marks on an extent, to be read and added to. */
function marksOn(extent: Extent, settled: Map<string, Mark[]>): Mark[] {
  const key = piecesOf(extent)
    .map(({ start, end }) => `${start}-${end}`)
    .join();
  const known = settled.get(key);
  if (known) return known;
  const marks: Mark[] = [];
  settled.set(key, marks);
  return marks;
}

/** An annotation with what another says of the same and it does not say itself; itself where that is nothing. */
function completedBy(existing: Annotation, { entity, attributes, note }: Annotation): Annotation {
  const all = attributes && { ...attributes, ...existing.attributes };
  const more = all && Object.keys(all).length > Object.keys(existing.attributes ?? {}).length;
  const links = entity !== undefined && existing.entity === undefined;
  const notes = note !== undefined && existing.note === undefined;
  if (!more && !links && !notes) return existing;
  return {
    ...existing,
    ...(more && { attributes: all }),
    ...(links && { entity }),
    ...(notes && { note }),
  };
}

/** Relations that the sidecar does not have, between annotations that it has now; `taken` gives their ids there. */
function mergeRelations(
  sidecar: Sidecar,
  { relations = [], annotations }: ImportedArticle,
  taken: ReadonlyMap<string, string>,
): { readonly changes: SidecarChange[]; readonly refused: MergeRefusal[] } {
  const statement = ({ type, from, to }: Relation) => JSON.stringify([type, from, to]);
  const known = new Set(sidecar.relations.map(statement));
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  const ids = new Set(sidecar.relations.map(({ id }) => id));
  const changes: SidecarChange[] = [];
  const refused: MergeRefusal[] = [];
  for (const relation of relations) {
    const [from, to] = [taken.get(relation.from), taken.get(relation.to)];
    if (from === undefined || to === undefined) {
      const lacking = from === undefined ? relation.from : relation.to;
      const annotation = byId.get(lacking);
      if (annotation) refused.push({ kind: 'relation', annotation, relation });
      continue;
    }
    const here = { ...relation, from, to };
    if (known.has(statement(here))) continue;
    known.add(statement(here));
    const id = ids.has(relation.id) ? relationId(here, ids) : relation.id;
    ids.add(id);
    changes.push({ kind: 'relate', relation: { ...here, id } });
  }
  return { changes, refused };
}

/** Where an imported annotation stands in a text. */
type Place = { readonly kind: 'found'; readonly extent: Extent } | Extract<Location, { kind: 'lost' }>;

const ORPHAN: Place = { kind: 'lost', reason: 'orphan' };

/**
 * Where the annotations of an imported article stand in a text: where its own text is the same but for white space, or
 * is the same as the body, there; otherwise by quotation, as annotations of a sidecar are found, in pieces where all
 * pieces are.
 */
function placesIn(text: string, { text: own, annotations, pieces }: ImportedArticle): readonly Place[] {
  if (own !== undefined) {
    const stretches = ownStretches(own, annotations);
    const spans = stretches.flat();
    const found = own === text ? spans : (mapSpans(own, text, spans) ?? mapToBody(own, text, spans));
    if (found) {
      let next = 0;
      return stretches.map(({ length }): Place => {
        const there = found.slice(next, (next += length)).filter((span) => span !== undefined);
        return there.length > 0 ? { kind: 'found', extent: extentOf(text, there) } : ORPHAN;
      });
    }
  }
  const codePoints = indexCodePoints(text);
  const groups = annotations.map(({ id, anchor }) => pieces?.get(id) ?? [anchor]);
  const locations = locate(text, groups.flat(), codePoints);
  let next = 0;
  return groups.map((anchors): Place => {
    const there: Span[] = [];
    for (const anchor of anchors) {
      const location = locations[next++]!;
      if (location.kind === 'lost') {
        next += anchors.length - 1 - there.length;
        return location;
      }
      if (anchors.length > 1) there.push(location.span);
      else {
        const extent = extentAt(text, location.span, anchor);
        return extent ? { kind: 'found', extent } : ORPHAN;
      }
    }
    return { kind: 'found', extent: extentOf(text, there) };
  });
}

/** The stretches of an imported article's own text that each annotation means. */
function ownStretches(own: string, annotations: readonly Annotation[]): Span[][] {
  const codePoints = indexCodePoints(own);
  return annotations.map(({ anchor: { position, pieces = [[0, position[1] - position[0]]] } }) =>
    pieces.map(([start, end]) => ({
      start: codePoints.toUtf16(position[0] + start),
      end: codePoints.toUtf16(position[0] + end),
    })),
  );
}

function mapToBody(
  own: string,
  text: string,
  spans: readonly Span[],
): readonly (Span | undefined)[] | undefined {
  const { body } = readFrontMatter(text);
  if (body.start === 0) return undefined;
  const mapped = mapSpans(own, text.slice(body.start, body.end), spans);
  return mapped?.map((span) => span && { start: span.start + body.start, end: span.end + body.start });
}

/** The text of an article that the corpus does not have yet: what the dataset knows of it becomes its front matter. */
export function newArticle(imported: ImportedArticle & { readonly text: string }): {
  readonly text: string;
  readonly imported: ImportedArticle;
} {
  const { text, title, published, language, source } = imported;
  const { body } = readFrontMatter(text);
  const facts = Object.entries({ title, published, language, source }).filter(
    ([, value]) => value !== undefined,
  );
  if (facts.length === 0 || body.start > 0) return { text, imported };
  const head = `---\n${facts.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('')}---\n`;
  const codePoints = [...head].length;
  const annotations = imported.annotations.map((annotation): Annotation => {
    const [start, end] = annotation.anchor.position;
    const position = [start + codePoints, end + codePoints] as const;
    return { ...annotation, anchor: { ...annotation.anchor, position } };
  });
  const whole = head + text;
  return { text: whole, imported: { ...imported, text: whole, annotations } };
}

function sameTimex({ timex: a }: Annotation, { timex: b }: Annotation): boolean {
  return b === undefined || (a?.value === b.value && a.type === b.type);
}
