import { progressOf, type Mark, type Progress } from '../marks/mark';
import type { Status } from '../model/annotation';
import type { Article, CalendarDate } from '../model/article';
import type { Entity } from '../model/entity';
import { meantText, shownText } from '../model/extent';
import type { Label } from '../model/label';
import type { Relation } from '../model/relation';
import { decidedForm } from '../registry/known-names';
import type { DecidedName } from '../registry/learnt-names';
import type { LineIndex, LinePosition } from '../text/line-index';
import { entityKey } from './entity-key';

/** A mention as the index of a corpus keeps it: it can be counted, listed and opened without reading the article. */
export interface MentionRecord {
  readonly id: string;
  /** The text of the mention, pieces with an ellipsis between them. */
  readonly form: string;
  readonly start: LinePosition;
  readonly end: LinePosition;
  readonly status: Status;
  readonly confidence?: number;
}

export interface EntityRecord {
  /** Equal for entities of a corpus that are taken for one; see `entityKey`. */
  readonly key: string;
  readonly label: Label;
  readonly name: string;
  /** The TIMEX3 value of a date. */
  readonly value?: string;
  /** The id of its entry in the registry, where annotations are linked to it. */
  readonly entry?: string;
  /** In order of reading, rejected ones not among them. */
  readonly mentions: readonly MentionRecord[];
}

/** A relation between two of the mentions, by their ids. */
export type RelationRecord = Pick<Relation, 'type' | 'from' | 'to'>;

/** What the index of a corpus keeps of an article. */
export interface ArticleRecord {
  readonly published?: CalendarDate;
  /** What is suggested counts as far as it was looked for: in a sidecar that is not open, what stands in the sidecar. */
  readonly progress: Progress;
  /** How many mentions are still to be decided; absent until the text was recognised. */
  readonly left?: number;
  /** Of its open suggestions, from 0 to 1; absent where there is none with a confidence. */
  readonly meanConfidence?: number;
  readonly entities: readonly EntityRecord[];
  readonly relations: readonly RelationRecord[];
  /** What was decided about names in it, dates aside. */
  readonly decided: readonly DecidedName[];
}

/** An article with its marks, and the entities that they belong to. */
export interface MarkedArticle {
  readonly article: Pick<Article, 'text' | 'published'>;
  readonly lines: LineIndex;
  readonly marks: readonly Mark[];
  readonly relations?: readonly Relation[];
  readonly entityOf: (mark: Mark) => Entity<Mark>;
}

/** How many mentions of an article are still to be decided; `undefined` where somebody decided and nobody counted. */
export function leftIn({
  left,
  progress: { accepted, rejected, suggested },
}: Pick<ArticleRecord, 'left' | 'progress'>): number | undefined {
  return left ?? (accepted + rejected > 0 ? undefined : suggested);
}

/** What is to be kept of an article, entities in the order of their first mentions. */
export function articleRecord(marked: MarkedArticle): ArticleRecord {
  const { article, lines, marks, relations = [], entityOf } = marked;
  const seen = new Set<Entity<Mark>>();
  const entities: EntityRecord[] = [];
  for (const mark of marks) {
    if (mark.status === 'rejected') continue;
    const entity = entityOf(mark);
    if (seen.has(entity)) continue;
    seen.add(entity);
    const value = entity.mentions[0]?.timex?.value;
    entities.push({
      key: entityKey(entity.label, value ?? entity.name),
      label: entity.label,
      name: entity.name,
      ...(value !== undefined && { value }),
      ...(entity.entry !== undefined && { entry: entity.entry }),
      mentions: entity.mentions.map((mark) => mentionRecord(mark, article.text, lines)),
    });
  }
  const open = marks.filter(({ status }) => status === 'suggested');
  const told = open.flatMap(({ confidence }) => confidence ?? []);
  return {
    ...(article.published !== undefined && { published: article.published }),
    progress: progressOf(marks),
    ...(told.length > 0 && { meanConfidence: told.reduce((sum, one) => sum + one, 0) / told.length }),
    entities,
    relations: relations.flatMap(({ type, from, to, rejected }) => (rejected ? [] : [{ type, from, to }])),
    decided: decidedNames(article.text, marks),
  };
}

function mentionRecord(mark: Mark, text: string, lines: LineIndex): MentionRecord {
  const { id, span, status, confidence } = mark;
  return {
    id,
    form: shownText(text, mark),
    start: lines.positionAt(span.start),
    end: lines.positionAt(span.end),
    status,
    ...(confidence !== undefined && { confidence }),
  };
}

function decidedNames(text: string, marks: readonly Mark[]): DecidedName[] {
  const names = new Map<string, { form: string; label: Label; accepted: number; rejected: number }>();
  for (const mark of marks) {
    const { annotation, label, status } = mark;
    if (!annotation || annotation.conflict || label === 'date' || status === 'suggested') continue;
    const form = decidedForm(meantText(text, mark));
    const key = `${label}:${form}`;
    const name = names.get(key) ?? { form, label, accepted: 0, rejected: 0 };
    name[status]++;
    names.set(key, name);
  }
  return [...names.values()];
}
