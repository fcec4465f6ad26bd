import { layMarks, type Mark, type Marks } from '../marks/mark';
import type { Annotation, DecisionVersion } from '../model/annotation';
import type { Relation } from '../model/relation';
import type { Sidecar } from '../sidecar/parse';
import { readFrontMatter } from '../text/front-matter';
import type { LayeredArticle } from './agreement';

/** What a sidecar says of mentions, with the text that it says it of. */
export type Layer = Pick<Sidecar, 'annotations' | 'relations' | 'fingerprint'>;

/** A relation with the marks that it leads from and to. */
export interface LaidRelation {
  readonly relation: Relation;
  readonly from: Mark;
  readonly to: Mark;
}

/** An article's text with the sidecars that annotators have of it, which may be of an earlier text. */
export interface LayeredReading {
  readonly article: LayeredArticle;
  /** The marks of each layer that are accepted. */
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
  /** The relations of each layer between them. */
  readonly relations: ReadonlyMap<string, readonly LaidRelation[]>;
  /** What is accepted and has no certain place in the text, by layer: it does not count. */
  readonly lost: ReadonlyMap<string, Marks['lost']>;
}

/** Lays the layers of an article over its text, each by its own anchors. */
export function layeredArticle(text: string, sidecars: ReadonlyMap<string, Layer>): LayeredReading {
  const marks = new Map<string, readonly Mark[]>();
  const related = new Map<string, readonly LaidRelation[]>();
  const lost = new Map<string, Marks['lost']>();
  for (const [name, { annotations, relations, fingerprint }] of sidecars) {
    const accepted = annotations.filter(({ status }) => status === 'accepted');
    const laid = layMarks(text, accepted, [], fingerprint);
    marks.set(name, laid.marks);
    related.set(name, laidRelations(relations, laid.marks));
    lost.set(name, laid.lost);
  }
  const spans = [...related].map(([name, list]) => {
    const own = list.map(({ relation, from, to }) => ({
      type: relation.type,
      from: from.span,
      to: to.span,
    }));
    return [name, own] as const;
  });
  const { body } = readFrontMatter(text);
  const article = { text, body, layers: marks, relations: new Map(spans) };
  return { article, marks, relations: related, lost };
}

/** The relations whose ends are both among marks; those that were found to be none are left out. */
export function laidRelations(relations: readonly Relation[], marks: readonly Mark[]): LaidRelation[] {
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  return relations.flatMap((relation) => {
    const [from, to] = [byId.get(relation.from), byId.get(relation.to)];
    return from && to && !relation.rejected ? [{ relation, from, to }] : [];
  });
}

/**
 * A sidecar taken apart by who decided: each has the annotations that they are named for, and where people contradict
 * each other what they said. What nobody is named for is nobody's.
 */
export function layersByAuthor(sidecar: Layer): Map<string, Layer> {
  const authors = new Map<string, Annotation[]>();
  for (const annotation of sidecar.annotations) {
    const versions: readonly DecisionVersion[] = annotation.conflict ?? [annotation];
    for (const { by, label = annotation.label, status = annotation.status, anchor, removed } of versions) {
      if (by === undefined) continue;
      const own = authors.get(by) ?? [];
      authors.set(by, own);
      if (!removed) own.push({ ...annotation, label, status, ...(anchor && { anchor }) });
    }
  }
  return new Map(
    [...authors].map(([name, annotations]) => {
      const relations = sidecar.relations.filter(({ by }) => by === name);
      return [name, { ...sidecar, annotations, relations }];
    }),
  );
}
