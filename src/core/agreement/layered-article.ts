import { layMarks, type Mark, type Marks } from '../marks/mark';
import type { Annotation, DecisionVersion } from '../model/annotation';
import type { Sidecar } from '../sidecar/parse';
import { readFrontMatter } from '../text/front-matter';
import type { LayeredArticle } from './agreement';

/** What a sidecar says of mentions, with the text that it says it of. */
export type Layer = Pick<Sidecar, 'annotations' | 'fingerprint'>;

/** An article's text with the sidecars that annotators have of it, which may be of an earlier text. */
export interface LayeredReading {
  readonly article: LayeredArticle;
  /** The marks of each layer that are accepted. */
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
  /** What is accepted and has no certain place in the text, by layer: it does not count. */
  readonly lost: ReadonlyMap<string, Marks['lost']>;
}

/** Lays the layers of an article over its text, each by its own anchors. */
export function layeredArticle(text: string, sidecars: ReadonlyMap<string, Layer>): LayeredReading {
  const marks = new Map<string, readonly Mark[]>();
  const lost = new Map<string, Marks['lost']>();
  for (const [name, { annotations, fingerprint }] of sidecars) {
    const accepted = annotations.filter(({ status }) => status === 'accepted');
    const laid = layMarks(text, accepted, [], fingerprint);
    marks.set(name, laid.marks);
    lost.set(name, laid.lost);
  }
  return { article: { text, body: readFrontMatter(text).body, layers: marks }, marks, lost };
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
  return new Map([...authors].map(([name, annotations]) => [name, { ...sidecar, annotations }]));
}
