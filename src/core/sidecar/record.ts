import type { Anchor, Annotation, DecisionVersion } from '../model/annotation';
import type { Relation, RelationVersion } from '../model/relation';
import type { Timex } from '../model/timex';

/** An annotation as it is written in a sidecar: the keys of its anchor are beside its own. */
export type AnnotationRecord = Omit<Annotation, 'anchor'> & Anchor;

/** The keys of an annotation in the order in which they are written. */
export function annotationRecord(annotation: Annotation): AnnotationRecord {
  const {
    id,
    label,
    anchor,
    status,
    timex,
    attributes,
    entity,
    note,
    flagged,
    source,
    confidence,
    by,
    at,
    conflict,
    adjudicated,
  } = annotation;
  return {
    id,
    label,
    ...anchorRecord(anchor),
    status,
    ...(timex && { timex: timexRecord(timex) }),
    ...(attributes && { attributes }),
    ...(entity !== undefined && { entity }),
    ...(note !== undefined && { note }),
    ...(flagged !== undefined && { flagged }),
    ...(source !== undefined && { source }),
    ...(confidence !== undefined && { confidence }),
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
    ...(conflict && conflict.length > 0 && { conflict: conflict.map(versionRecord) }),
    ...(adjudicated && adjudicated.length > 0 && { adjudicated: adjudicated.map(versionRecord) }),
  };
}

/** A relation as a schema reads it: a key that is missing may be there as `undefined`. */
type RelationFields = Pick<Relation, 'id' | 'type' | 'from' | 'to'> & {
  readonly [K in 'attributes' | 'note' | 'by' | 'at' | 'rejected']?: Relation[K] | undefined;
} & {
  readonly adjudicated?: readonly RelationVersionFields[] | undefined;
};

type RelationVersionFields = {
  readonly [K in keyof RelationVersion]?: RelationVersion[K] | undefined;
};

/** The keys of a relation that the program knows, in the order in which they are written. */
export function relationRecord(relation: RelationFields): Relation {
  const { id, type, from, to, attributes, note, by, at, rejected, adjudicated } = relation;
  return {
    id,
    type,
    from,
    to,
    ...(rejected && { rejected }),
    ...(attributes && { attributes }),
    ...(note !== undefined && { note }),
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
    ...(adjudicated && adjudicated.length > 0 && { adjudicated: adjudicated.map(relationVersionRecord) }),
  };
}

function relationVersionRecord({
  removed,
  type,
  reversed,
  attributes,
  by,
  at,
}: RelationVersionFields): RelationVersion {
  return {
    ...(removed && { removed }),
    ...(type !== undefined && { type }),
    ...(reversed && { reversed }),
    ...(attributes && { attributes }),
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
  };
}

/** A version as a schema reads it: a key that is missing may be there as `undefined`. */
type VersionFields = {
  readonly [K in keyof Omit<DecisionVersion, 'timex' | 'anchor'>]?: DecisionVersion[K] | undefined;
} & {
  readonly anchor?: AnchorFields | undefined;
  readonly timex?: TimexFields | undefined;
};

/** The keys of a version that the program knows, in the order in which they are written. */
export function versionRecord({
  removed,
  label,
  status,
  quote,
  anchor,
  timex,
  attributes,
  entity,
  by,
  at,
}: VersionFields): DecisionVersion {
  return {
    ...(removed && { removed }),
    ...(label !== undefined && { label }),
    ...(status !== undefined && { status }),
    ...(quote !== undefined && { quote }),
    ...(anchor && { anchor: anchorRecord(anchor) }),
    ...(timex && { timex: timexRecord(timex) }),
    ...(attributes && { attributes }),
    ...(entity !== undefined && { entity }),
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
  };
}

/** An anchor as a schema reads it: a key that is missing may be there as `undefined`. */
type AnchorFields = Pick<Anchor, 'quote' | 'position' | 'prefix' | 'suffix'> & {
  readonly pieces?: Anchor['pieces'] | undefined;
  readonly orphaned?: true | undefined;
};

/** The keys of an anchor that the program knows, in the order in which they are written. */
export function anchorRecord({ quote, position, prefix, suffix, pieces, orphaned }: AnchorFields): Anchor {
  return {
    quote,
    position: [position[0], position[1]],
    prefix,
    suffix,
    ...(pieces && { pieces }),
    ...(orphaned && { orphaned }),
  };
}

/** A time expression as a schema reads it: a key that is missing may be there as `undefined`. */
type TimexFields = Pick<Timex, 'type' | 'value'> & {
  readonly mod?: string | undefined;
  readonly anchor?: string | undefined;
};

/** The keys of a time expression that the program knows, in the order in which they are written. */
export function timexRecord({ type, value, mod, anchor }: TimexFields): Timex {
  return { type, value, ...(mod !== undefined && { mod }), ...(anchor !== undefined && { anchor }) };
}
