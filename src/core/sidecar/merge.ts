import { align } from '../anchoring/alignment';
import { readFingerprint, type Fingerprint } from '../anchoring/fingerprint';
import { relationId } from '../marks/annotation-id';
import type { Anchor, Annotation, DecisionVersion } from '../model/annotation';
import type { Label } from '../model/label';
import type { Relation } from '../model/relation';
import { editSidecar, type SidecarChange, type SidecarContent } from './edit';
import { parseSidecar, type Sidecar } from './parse';
import { annotationRecord, relationRecord, versionRecord } from './record';
import { samePieces } from '../anchoring/pieces';

/**
 * What two people made of one annotation. `undefined` on either side is an annotation that is not there. What only one
 * changed is as that one has it; where both decided the same, the earlier decision stands. Where they decided
 * differently, the annotation is as it was before, and has both decisions under `conflict`: nobody's is lost, and none
 * counts until a person decides again. The result is the same whichever of the two is called ours.
 */
export function mergeAnnotation(
  base: Annotation | undefined,
  ours: Annotation | undefined,
  theirs: Annotation | undefined,
): Annotation | undefined {
  if (sameAnnotation(ours, theirs) || sameAnnotation(theirs, base)) return ours;
  if (sameAnnotation(ours, base)) return theirs;
  if (!ours || !theirs) {
    const kept = (ours ?? theirs)!;
    if (base && same(decisionOf(kept), decisionOf(base))) return undefined;
    return contested(base, kept, [{ removed: true }, ...versions(kept)]);
  }
  const { anchor, apart } = mergeAnchors(base, ours, theirs);
  const remarked = (decided: Annotation) => ({ ...withRemarks(decided, base, ours, theirs), anchor });
  const agreed = base && same(decisionOf(ours), decisionOf(base)) ? theirs : undefined;
  const settled = agreed ?? (base && same(decisionOf(theirs), decisionOf(base)) ? ours : undefined);
  if (settled) return remarked(settled);
  if (!apart && same(meaningOf(ours), meaningOf(theirs))) return remarked(earlier(ours, theirs));
  const placed = (one: Annotation) =>
    versions(one).map((version) => (apart ? { anchor: one.anchor, ...version } : version));
  return remarked(contested(base, ours, [...placed(ours), ...placed(theirs)]));
}

/**
 * Where an annotation stands that one or both gave another extent, or whose text changed. They are `apart` where both
 * did and differ; then it is where the earlier decision has it.
 */
function mergeAnchors(
  base: Annotation | undefined,
  ours: Annotation,
  theirs: Annotation,
): { readonly anchor: Anchor; readonly apart: boolean } {
  const [was, mine, other] = [base, ours, theirs].map((one) => one && extentOf(one));
  const usual = same(ours.anchor, base?.anchor) ? theirs.anchor : ours.anchor;
  if (same(mine, other)) return { anchor: usual, apart: false };
  if (same(mine, was)) return { anchor: theirs.anchor, apart: false };
  if (same(other, was)) return { anchor: ours.anchor, apart: false };
  const decided = (one: Annotation) => !base || !same(decisionOf(one), decisionOf(base));
  // Who decided nothing has it where the text changed.
  if (!decided(theirs)) return { anchor: ours.anchor, apart: false };
  if (!decided(ours)) return { anchor: theirs.anchor, apart: false };
  return { anchor: earlier(ours, theirs).anchor, apart: true };
}

function extentOf({ anchor: { quote, pieces } }: Annotation): unknown {
  return [quote, pieces ?? null];
}

/**
 * What two people made of one relation: what only one changed is as that one has it, and what one changed the other did
 * not take away. Where both changed what it says, both stay, the later one under an id that is not in `taken`. The same
 * whichever of the two is called ours.
 */
function mergeRelation(
  base: Relation | undefined,
  ours: Relation | undefined,
  theirs: Relation | undefined,
  taken: { has(id: string): boolean },
): readonly Relation[] {
  const kept = (one: Relation | undefined) => (one ? [one] : []);
  if (same(ours, theirs) || same(theirs, base)) return kept(ours);
  if (same(ours, base)) return kept(theirs);
  if (!ours || !theirs) return kept(ours ?? theirs);
  const [first, second] = [ours, theirs].sort((a, b) => (orderOf(a) <= orderOf(b) ? -1 : 1)) as [
    Relation,
    Relation,
  ];
  if (!same(statementOf(first), statementOf(second))) {
    return [first, { ...second, id: relationId(second, taken) }];
  }
  const note = mergeValue(base?.note, ours.note, theirs.note, (one, other) => [one, other].sort().join('\n'));
  return [relationRecord({ ...first, note })];
}

function statementOf({ type, from, to, attributes, rejected }: Relation): unknown {
  return [type, from, to, attributes ?? null, rejected ?? false];
}

function orderOf(relation: Relation): string {
  return `${relation.at ?? '~'} ${relation.by ?? '~'} ${JSON.stringify(relationRecord(relation))}`;
}

/** An annotation that one took away while another related it: contested, so that neither is lost. */
function revived(base: Annotation | undefined, kept: Annotation): Annotation {
  return contested(base, kept, [{ removed: true }, ...versions(kept)]);
}

/** The relations of two descendants together; one that went with an end goes with it, or stays where that stays. */
function mergeRelations(
  base: Sidecar,
  ours: Sidecar,
  theirs: Sidecar,
  annotations: ReadonlyMap<string, Annotation>,
): Map<string, Relation> {
  const [before, mine, other] = [relationsById(base), relationsById(ours), relationsById(theirs)];
  const taken = new Set([...before.keys(), ...mine.keys(), ...other.keys()]);
  const [myEnds, otherEnds] = [byId(ours), byId(theirs)];
  const merged = new Map<string, Relation>();
  // In an order that does not tell the two apart.
  for (const id of [...new Set([...mine.keys(), ...other.keys()])].sort()) {
    const was = before.get(id);
    const side = (one: Relation | undefined, ends: ReadonlyMap<string, Annotation>) =>
      one ?? (was && leads(was, annotations) && !leads(was, ends) ? was : undefined);
    for (const one of mergeRelation(was, side(mine.get(id), myEnds), side(other.get(id), otherEnds), taken)) {
      merged.set(one.id, one);
      taken.add(one.id);
    }
  }
  return merged;
}

function leads({ from, to }: Relation, annotations: { has(id: string): boolean }): boolean {
  return annotations.has(from) && annotations.has(to);
}

function relationsById({ relations }: SidecarContent): Map<string, Relation> {
  return new Map(relations.map((one) => [one.id, one]));
}

/** A decision with the remarks of both: two notes one after the other, and a flag of either. */
function withRemarks(
  decision: Annotation,
  base: Annotation | undefined,
  ours: Annotation,
  theirs: Annotation,
): Annotation {
  const note = mergeValue(base?.note, ours.note, theirs.note, (one, other) => [one, other].sort().join('\n'));
  const flagged = mergeValue(base?.flagged, ours.flagged, theirs.flagged, () => true);
  const decided: { -readonly [K in keyof Annotation]: Annotation[K] } = { ...decision };
  delete decided.note;
  delete decided.flagged;
  return { ...decided, ...(note !== undefined && { note }), ...(flagged !== undefined && { flagged }) };
}

function mergeValue<T>(
  base: T | undefined,
  ours: T | undefined,
  theirs: T | undefined,
  join: (ours: T, theirs: T) => T,
): T | undefined {
  if (ours === theirs || theirs === base) return ours;
  if (ours === base) return theirs;
  return ours === undefined || theirs === undefined ? (ours ?? theirs) : join(ours, theirs);
}

/**
 * The changes that bring `current` to what it and some changes to `base` say together: a file that was written to by
 * somebody else since it was read.
 */
export function mergeChanges(
  base: SidecarContent,
  changes: readonly SidecarChange[],
  current: SidecarContent,
): SidecarChange[] {
  const before = byId(base);
  const now = byId(current);
  const [relatedBefore, relatedNow] = [relationsById(base), relationsById(current)];
  const put = new Map<string, Annotation>();
  const removed = new Set<string>();
  const further: SidecarChange[] = [];
  const taken = new Set([...relatedBefore.keys(), ...relatedNow.keys()]);
  const relate = (id: string, relation: Relation | undefined) => {
    const result = mergeRelation(relatedBefore.get(id), relation, relatedNow.get(id), taken);
    for (const one of result) {
      taken.add(one.id);
      further.push({ kind: 'relate', relation: one });
    }
    if (result.length === 0) further.push({ kind: 'unrelate', id });
    return result;
  };
  const ends = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'put') {
      const { id } = change.annotation;
      const annotation = mergeAnnotation(before.get(id), change.annotation, now.get(id));
      if (annotation) put.set(id, annotation);
      removed.delete(id);
    } else if (change.kind === 'remove') {
      const annotation = mergeAnnotation(before.get(change.id), undefined, now.get(change.id));
      put.delete(change.id);
      if (annotation) put.set(change.id, annotation);
      else if (now.has(change.id)) removed.add(change.id);
    } else if (change.kind === 'relate') {
      for (const { from, to } of relate(change.relation.id, change.relation)) ends.add(from).add(to);
    } else if (change.kind === 'unrelate') {
      for (const { from, to } of relate(change.id, undefined)) ends.add(from).add(to);
    } else if (change.kind === 'labels') {
      further.push({ kind: 'labels', labels: mergeLabels(base.labels, change.labels, current.labels) });
    } else further.push(change);
  }
  for (const relation of current.relations) {
    if (!same(relation, relatedBefore.get(relation.id))) ends.add(relation.from).add(relation.to);
  }
  for (const id of ends) {
    const kept = now.get(id) ?? before.get(id);
    if (put.has(id) || (now.has(id) && !removed.has(id)) || !kept) continue;
    removed.delete(id);
    put.set(id, revived(before.get(id), kept));
  }
  return [
    ...[...put.values()].map((annotation): SidecarChange => ({ kind: 'put', annotation })),
    ...[...removed].map((id): SidecarChange => ({ kind: 'remove', id })),
    ...further,
  ];
}

/**
 * Merges two descendants of a sidecar, none of which has problems. The result is `ours` with what `theirs` changed, so
 * the comments and the order of `ours` stay; an annotation that `theirs` alone touched stands as it does there, comments
 * and unknown keys included. Anchors of `theirs` that were made on another text are counted in that of `ours`.
 */
export function mergeSidecars(base: Sidecar, ours: Sidecar, theirs: Sidecar): Sidecar {
  const [before, mine, other] = [byId(base), byId(ours), byId(theirs)];
  const shift = shiftBetween(theirs.fingerprint, ours.fingerprint);
  const sameText = ours.fingerprint === theirs.fingerprint;
  const changes: SidecarChange[] = [];
  const together = new Map<string, Annotation>();
  for (const id of new Set([...mine.keys(), ...other.keys()])) {
    const merged = mergeAnnotation(before.get(id), mine.get(id), other.get(id));
    if (merged) together.set(id, merged);
  }
  const relations = mergeRelations(base, ours, theirs, together);
  for (const id of [...relations.values()].flatMap(({ from, to }) => [from, to])) {
    const kept = mine.get(id) ?? other.get(id);
    if (kept && !together.has(id)) together.set(id, revived(before.get(id), kept));
  }
  for (const id of new Set([...mine.keys(), ...other.keys()])) {
    const is = mine.get(id);
    const merged = together.get(id);
    if (!merged) {
      if (is) changes.push({ kind: 'remove', id });
      continue;
    }
    // Both texts are the same, or the position is counted in that of ours.
    const anchor = sameText
      ? merged.anchor
      : is && is.anchor.quote === merged.anchor.quote
        ? samePieces(is.anchor, merged.anchor)
          ? is.anchor
          : { ...merged.anchor, position: is.anchor.position }
        : shift(merged.anchor);
    const annotation = { ...merged, anchor };
    if (!sameAnnotation(annotation, is)) changes.push({ kind: 'put', annotation });
  }
  for (const { id } of ours.relations) if (!relations.has(id)) changes.push({ kind: 'unrelate', id });
  for (const relation of relations.values()) changes.push({ kind: 'relate', relation });
  if (
    ours.published === base.published &&
    theirs.published !== undefined &&
    theirs.published !== ours.published
  ) {
    changes.push({ kind: 'published', date: theirs.published });
  }
  const labels = mergeLabels(base.labels, ours.labels, theirs.labels);
  if (!same(labels, ours.labels ?? [])) changes.push({ kind: 'labels', labels });
  if (ours.fingerprint === undefined && theirs.fingerprint !== undefined && ours.annotations.length === 0) {
    changes.push({ kind: 'fingerprint', fingerprint: theirs.fingerprint });
  }
  return withTheirBlocks(editSidecar(ours, changes), base, ours, theirs);
}

/** Takes over the blocks that say what the merged ones say, and that ours did not touch. */
function withTheirBlocks(merged: Sidecar, base: Sidecar, ours: Sidecar, theirs: Sidecar): Sidecar {
  const { yaml } = merged;
  if (yaml?.kind !== 'blocks' || theirs.yaml?.kind !== 'blocks') return merged;
  const { blocks, cut, indent } = yaml.annotations;
  if (indent !== theirs.yaml.annotations.indent) return merged;
  const [before, mine, other] = [blockTexts(base), blockTexts(ours), blockTexts(theirs)];
  const said = byId(theirs);
  const texts = blocks.map(({ text, item: annotation }) => {
    const { id } = annotation;
    const theirText = other.get(id);
    const untouched = mine.get(id) === undefined || mine.get(id) === before.get(id);
    return theirText !== undefined && untouched && sameAnnotation(annotation, said.get(id))
      ? theirText
      : text;
  });
  const list = texts.map((text, index) =>
    index < texts.length - 1 && !text.endsWith('\n') ? `${text}\n` : text,
  );
  const behind = merged.source.slice(cut.end);
  const gap = behind !== '' && !list.at(-1)!.endsWith('\n') ? '\n' : '';
  const source = merged.source.slice(0, cut.start) + list.join('') + gap + behind;
  if (source === merged.source) return merged;
  const adopted = parseSidecar(source, merged);
  const says = (sidecar: Sidecar) => [
    sidecar.problems,
    sidecar.annotations.map(annotationRecord),
    sidecar.published,
    sidecar.fingerprint,
  ];
  return same(says(adopted), says(merged)) ? adopted : merged;
}

/** What stands in the file for each annotation, with the comments behind it. */
function blockTexts({ yaml }: Sidecar): Map<string, string> {
  if (yaml?.kind !== 'blocks') return new Map();
  return new Map(yaml.annotations.blocks.map(({ item, text }) => [item.id, text]));
}

/** The labels of an article that stay where two people gave and took some: each label is decided on by itself. */
function mergeLabels(
  base: readonly Label[] = [],
  ours: readonly Label[] = [],
  theirs: readonly Label[] = [],
): Label[] {
  const kept = ours.filter((label) => theirs.includes(label) || !base.includes(label));
  return [...kept, ...theirs.filter((label) => !ours.includes(label) && !base.includes(label))];
}

/**
 * What a contested annotation becomes when a person chooses one of the decisions; `undefined` where that is to remove it.
 * Where that is to have it elsewhere, its anchor is of the text on which that was decided.
 */
export function settle(annotation: Annotation, version: DecisionVersion): Annotation | undefined {
  if (version.removed) return undefined;
  const chosen: { -readonly [K in keyof DecisionVersion]: DecisionVersion[K] } = { ...version };
  delete chosen.quote;
  const { id, label, status, anchor, note, flagged, source, confidence, adjudicated } = annotation;
  return {
    id,
    label,
    status,
    anchor,
    ...(note !== undefined && { note }),
    ...(flagged !== undefined && { flagged }),
    ...(source !== undefined && { source }),
    ...(confidence !== undefined && { confidence }),
    ...(adjudicated && { adjudicated }),
    ...chosen,
  };
}

/** What an annotation says while people contradict each other about it. */
function contested(
  base: Annotation | undefined,
  kept: Annotation,
  decisions: readonly DecisionVersion[],
): Annotation {
  const { id, label, anchor, timex, note, flagged, source, confidence } = kept;
  const open: Annotation = base ?? {
    id,
    label,
    status: 'suggested',
    anchor,
    ...(timex && { timex }),
    ...(note !== undefined && { note }),
    ...(flagged !== undefined && { flagged }),
    ...(source !== undefined && { source }),
    ...(confidence !== undefined && { confidence }),
  };
  const unique = new Map(decisions.map((one) => [JSON.stringify(versionRecord(one)), one]));
  const conflict = [...unique].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, one]) => one);
  return { ...open, anchor, conflict };
}

/** An annotation that is contested already stands for the decisions that contest it. */
function versions(annotation: Annotation): readonly DecisionVersion[] {
  return annotation.conflict ?? [decisionOf(annotation)];
}

function decisionOf({
  label,
  status,
  timex,
  attributes,
  entity,
  by,
  at,
  conflict,
}: Annotation): DecisionVersion & Pick<Annotation, 'conflict'> {
  return {
    ...versionRecord({ label, status, timex, attributes, entity, by, at }),
    ...(conflict && { conflict }),
  };
}

function meaningOf({ label, status, timex, attributes, entity, conflict }: Annotation): unknown {
  return [label, status, timex ?? null, attributes ?? null, entity ?? null, conflict ?? null];
}

/** Of two that decided the same, the one who did so first; by name where the time does not tell. */
function earlier(a: Annotation, b: Annotation): Annotation {
  const key = ({ at, by }: Annotation) => `${at ?? '~'} ${by ?? '~'}`;
  return key(a) <= key(b) ? a : b;
}

function byId({ annotations }: SidecarContent): Map<string, Annotation> {
  return new Map(annotations.map((one) => [one.id, one]));
}

/** Counts positions of one text in another that is known by its fingerprint, as far as passages are the same. */
function shiftBetween(
  from: Fingerprint | undefined,
  to: Fingerprint | undefined,
): (anchor: Anchor) => Anchor {
  const older = from !== undefined && from !== to ? readFingerprint(from) : undefined;
  const newer = to !== undefined ? readFingerprint(to) : undefined;
  if (!older || !newer) return (anchor) => anchor;
  const { target } = align(
    older.map(({ hash }) => hash),
    newer.map(({ hash }) => hash),
  );
  const starts = [0];
  for (const { length } of newer) starts.push(starts.at(-1)! + length);
  return (anchor) => {
    let start = 0;
    let delta = 0;
    for (const [index, { length }] of older.entries()) {
      if (target[index]! >= 0) delta = starts[target[index]!]! - start;
      if (anchor.position[0] < start + length) break;
      start += length;
    }
    const position = [
      Math.max(0, anchor.position[0] + delta),
      Math.max(0, anchor.position[1] + delta),
    ] as const;
    return { ...anchor, position };
  };
}

function sameAnnotation(a: Annotation | undefined, b: Annotation | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && same(annotationRecord(a), annotationRecord(b)));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
