import { relationId } from '../marks/annotation-id';
import type { Decider, Mark } from '../marks/mark';
import { overlapping } from '../marks/overlapping';
import type { Attributes } from '../model/annotation';
import type { Relation, RelationVersion } from '../model/relation';
import { byPosition, type Span } from '../model/span';
import type { SidecarChange } from '../sidecar/edit';
import type { LayeredReading } from './layered-article';

/** What an annotator has between two mentions, from one of the adjudicated layer to another. */
export interface ReadRelation {
  readonly type: string;
  readonly from: Mark;
  readonly to: Mark;
  readonly attributes?: Attributes;
  readonly at?: string;
}

/** What some annotators have between two mentions; without relations, that they have none there. */
export interface RelationReading {
  /** By name, at least one. */
  readonly annotators: readonly string[];
  readonly relations: readonly ReadRelation[];
}

/** Two mentions of the adjudicated layer that somebody related, with what everybody says of them who has both. */
export interface RelationComparison {
  /** Of the first end. */
  readonly span: Span;
  /** In order of reading. */
  readonly ends: readonly [Mark, Mark];
  /** The one of most annotators first, that of nothing last; a single one where all who have both ends agree. */
  readonly readings: readonly RelationReading[];
}

/**
 * Sets the relations of annotators side by side where both ends are in the adjudicated layer: an annotator's mention is
 * the one of that layer with its span and label, else one that it shares text with. Annotators who lack an end have no
 * say. In order of reading.
 */
export function compareRelations(
  { marks, relations }: Pick<LayeredReading, 'marks' | 'relations'>,
  adjudicated: readonly Mark[],
): RelationComparison[] {
  if ([...relations.values()].every(({ length }) => length === 0)) return [];
  const accepted = adjudicated
    .filter(({ status, annotation }) => status === 'accepted' && annotation && !annotation.conflict)
    .sort(byPosition);
  const order = new Map(accepted.map((mark, index) => [mark, index]));
  const places = new Map([...marks].map(([name, own]) => [name, counterparts(own, accepted)]));
  const has = new Map([...places].map(([name, own]) => [name, new Set(own.values())]));
  const pairs = new Map<string, { ends: readonly [Mark, Mark]; said: Map<string, ReadRelation[]> }>();
  for (const [name, own] of relations) {
    for (const { relation, from: fromMark, to: toMark } of own) {
      const [from, to] = [places.get(name)?.get(fromMark.id), places.get(name)?.get(toMark.id)];
      if (!from || !to || from === to) continue;
      const ends: readonly [Mark, Mark] = order.get(from)! < order.get(to)! ? [from, to] : [to, from];
      const key = JSON.stringify(ends.map(({ id }) => id));
      const pair = pairs.get(key) ?? { ends, said: new Map<string, ReadRelation[]>() };
      pairs.set(key, pair);
      const { type, attributes, at } = relation;
      const read = { type, from, to, ...(attributes && { attributes }), ...(at !== undefined && { at }) };
      pair.said.set(name, [...(pair.said.get(name) ?? []), read]);
    }
  }
  const comparisons = [...pairs.values()].map(({ ends, said }): RelationComparison => {
    const readings = new Map<string, { annotators: string[]; relations: readonly ReadRelation[] }>();
    for (const name of marks.keys()) {
      if (!ends.every((end) => has.get(name)?.has(end))) continue;
      const distinct = distinctRelations(said.get(name) ?? []);
      const key = JSON.stringify([...distinct.keys()].sort());
      const reading = readings.get(key);
      if (reading) reading.annotators.push(name);
      else readings.set(key, { annotators: [name], relations: [...distinct.values()] });
    }
    const nothing = (reading: RelationReading) => (reading.relations.length === 0 ? 1 : 0);
    return {
      span: ends[0].span,
      ends,
      readings: [...readings.values()].sort(
        (a, b) => nothing(a) - nothing(b) || b.annotators.length - a.annotators.length,
      ),
    };
  });
  return comparisons.sort((a, b) => byPosition(a.ends[0], b.ends[0]) || byPosition(a.ends[1], b.ends[1]));
}

/** For each mark the one of `others`, which are in order of reading, that stands for it, by id. */
function counterparts(marks: readonly Mark[], others: readonly Mark[]): Map<string, Mark> {
  const othersOn = overlapping(others);
  const found = new Map<string, Mark>();
  for (const mark of marks) {
    const { span, label } = mark;
    let best: Mark | undefined;
    let most = 0;
    for (const other of othersOn(span)) {
      const same = other.span.start === span.start && other.span.end === span.end;
      const weight = 1 + (same ? 2 : 0) + (other.label === label ? 1 : 0);
      if (weight > most) [best, most] = [other, weight];
    }
    if (best) found.set(mark.id, best);
  }
  return found;
}

function distinctRelations(relations: readonly ReadRelation[]): Map<string, ReadRelation> {
  return new Map(
    relations.map((one) => {
      const attributes = Object.entries(one.attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
      return [JSON.stringify([one.type, one.from.id, one.to.id, attributes]), one];
    }),
  );
}

/** True if the adjudicated layer says something of the two, be it that what was proposed does not hold. */
export function isRelationSettled(
  { ends: [one, other] }: RelationComparison,
  relations: readonly Relation[],
): boolean {
  return relations.some(({ from, to }) => joins(from, to, one.id, other.id));
}

function joins(from: string, to: string, one: string, other: string): boolean {
  return (from === one && to === other) || (from === other && to === one);
}

/**
 * The changes of the adjudicated layer that settle how two mentions belong together, by what some annotators have, or by
 * nothing: then what was proposed stands as rejected. Each relation says under `adjudicated` what everyone had who has
 * both ends. Whatever the layer had between the two, `relations` being all it has, gives way.
 */
export function adjudicateRelations(
  { ends: [first, second], readings }: RelationComparison,
  chosen: RelationReading | undefined,
  relations: readonly Relation[],
  { by, at }: Decider,
): SidecarChange[] {
  const here = relations.filter(({ from, to }) => joins(from, to, first.id, second.id));
  const accepted = chosen?.relations ?? [];
  const proposed = distinctRelations(readings.flatMap((reading) => reading.relations));
  const rejected = accepted.length > 0 ? [] : [...proposed.values()];
  const adjudicated = readings.flatMap((reading) => versionsOf(reading, first));
  const taken = new Set(relations.map(({ id }) => id));
  const kept = new Set<string>();
  const changes: SidecarChange[] = [];
  for (const { type, from, to, attributes } of [...accepted, ...rejected]) {
    const statement = { type, from: from.id, to: to.id };
    const same = here.find(
      (one) => one.type === type && one.from === from.id && one.to === to.id && !kept.has(one.id),
    );
    const id = same?.id ?? relationId(statement, taken);
    kept.add(id);
    taken.add(id);
    const relation: Relation = {
      id,
      ...statement,
      ...(accepted.length === 0 && { rejected: true }),
      ...(attributes && { attributes }),
      ...(same?.note !== undefined && { note: same.note }),
      ...(by !== undefined && { by }),
      at,
      adjudicated,
    };
    changes.push({ kind: 'relate', relation });
  }
  for (const { id } of here) if (!kept.has(id)) changes.push({ kind: 'unrelate', id });
  return changes;
}

function versionsOf({ annotators, relations }: RelationReading, first: Mark): RelationVersion[] {
  return annotators.flatMap((by): RelationVersion[] => {
    if (relations.length === 0) return [{ removed: true, by }];
    return relations.map(({ type, from, attributes, at }) => ({
      type,
      ...(from.id !== first.id && { reversed: true }),
      ...(attributes && { attributes }),
      by,
      ...(at !== undefined && { at }),
    }));
  });
}
