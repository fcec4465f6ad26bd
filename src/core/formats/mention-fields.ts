import * as v from 'valibot';
import { STATUSES, type Status } from '../model/annotation';
import { TIMEX_TYPES, type Timex, type TimexType } from '../model/timex';
import type { Mark } from '../marks/mark';
import type { Relation } from '../model/relation';
import { languageTagOf, calendarDateOf } from '../text/front-matter';
import type { AnnotatedArticle } from './annotated-article';
import type { ImportedMention } from './imported-text';

/** What the program knows of a mention beyond its span, flat, with the keys that datasets spell it with. */
export interface MentionFields {
  readonly label: string;
  /** TIMEX3 value, type and modifier of a time expression, and the date that it was counted from. */
  readonly value?: string;
  readonly timex?: TimexType;
  readonly mod?: string;
  readonly anchor?: string;
  readonly status: Status;
  readonly id: string;
  readonly by?: string;
  readonly at?: string;
  readonly confidence?: number;
  /** The recogniser that proposed it. */
  readonly source?: string;
}

/** The fields of a mention, those that do not apply left out. */
export function mentionFields({
  id,
  label,
  status,
  timex,
  annotation,
  confidence,
  source,
}: Mark): MentionFields {
  const { by, at } = annotation ?? {};
  return {
    label,
    ...(timex && { value: timex.value, timex: timex.type }),
    ...(timex?.mod !== undefined && { mod: timex.mod }),
    ...(timex?.anchor !== undefined && { anchor: timex.anchor }),
    status,
    id,
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
    ...(confidence !== undefined && { confidence }),
    ...(source !== undefined && { source }),
  };
}

/** `null` and an empty string are how datasets write what they do not know. */
export const optionalText = v.optional(
  v.nullable(
    v.pipe(
      v.string(),
      v.transform((text) => (text === '' ? undefined : text)),
    ),
  ),
);

const optionalTimexType = v.optional(v.nullable(v.picklist(TIMEX_TYPES)));

/** The schema of `MentionFields` where a dataset has them; all but the label may be missing. */
export const mentionEntries = {
  label: v.pipe(v.string(), v.nonEmpty()),
  value: optionalText,
  timex: optionalTimexType,
  mod: optionalText,
  anchor: optionalText,
  status: v.optional(v.nullable(v.picklist(STATUSES))),
  id: optionalText,
  by: optionalText,
  at: optionalText,
  confidence: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)))),
  source: optionalText,
};

type MentionInput = v.InferOutput<v.ObjectSchema<typeof mentionEntries, undefined>>;

/** A mention of `mentionEntries`. One without a status was decided by whoever made the dataset. */
export function importedMention(fields: MentionInput): ImportedMention {
  const { label, status, id, confidence, source, by, at } = fields;
  return {
    label,
    status: status ?? 'accepted',
    id: id ?? undefined,
    timex: timexOf(fields),
    confidence: confidence ?? undefined,
    source: source ?? undefined,
    by: by ?? undefined,
    at: at ?? undefined,
  };
}

/** A time expression of separate fields; `undefined` without a value. A type that is missing is told by the value. */
export function timexOf({
  value,
  timex,
  mod,
  anchor,
}: {
  readonly value?: string | null | undefined;
  readonly timex?: TimexType | null | undefined;
  readonly mod?: string | null | undefined;
  readonly anchor?: string | null | undefined;
}): Timex | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const type =
    timex ??
    (value.startsWith('P') && !value.endsWith('_REF') ? 'DURATION' : value.includes('T') ? 'TIME' : 'DATE');
  return { type, value, ...(mod && { mod }), ...(anchor && { anchor }) };
}

/** The schema of what a dataset may say of a relation beyond its type and its ends; all may be missing. */
export const relationEntries = {
  id: optionalText,
  attributes: v.optional(v.nullable(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])))),
  note: optionalText,
  by: optionalText,
  at: optionalText,
};

type RelationInput = v.InferOutput<v.ObjectSchema<typeof relationEntries, undefined>>;

/** What `relationEntries` say, those that do not apply left out. */
export function importedRelation({
  id,
  attributes,
  note,
  by,
  at,
}: RelationInput): Pick<Relation, 'attributes' | 'note' | 'by' | 'at'> & { readonly id: string | undefined } {
  return {
    id: id ?? undefined,
    ...(attributes && { attributes }),
    ...(note && { note }),
    ...(by && { by }),
    ...(at && { at }),
  };
}

/** What is known of an article, the keys that do not apply left out. */
export interface ArticleFields {
  readonly language: string;
  readonly published?: string;
  readonly title?: string;
  readonly source?: string;
}

export function articleFields({
  article: { language, published },
  frontMatter: { title, source },
}: AnnotatedArticle): ArticleFields {
  return {
    language,
    ...(published !== undefined && { published }),
    ...(title !== undefined && { title }),
    ...(source !== undefined && { source }),
  };
}

/** The schema of `ArticleFields` where a dataset has them; all may be missing. */
export const articleEntries = {
  language: optionalText,
  published: optionalText,
  title: optionalText,
  source: optionalText,
};

interface GivenArticleFields {
  readonly language?: string | null | undefined;
  readonly published?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly source?: string | null | undefined;
}

/** The facts of an article that are understood: a language that is `und` or no tag, or no date, is as good as none. */
export function importedArticleFields({
  language,
  published,
  title,
  source,
}: GivenArticleFields): Partial<ArticleFields> {
  const tag = language ? languageTagOf(language) : undefined;
  const date = published ? calendarDateOf(published) : undefined;
  return {
    ...(tag !== undefined && tag !== 'und' && { language: tag }),
    ...(date !== undefined && { published: date }),
    ...(title && { title }),
    ...(source && { source }),
  };
}
