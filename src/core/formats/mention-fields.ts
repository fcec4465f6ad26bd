import * as v from 'valibot';
import { STATUSES, type Attributes, type Status } from '../model/annotation';
import type { Label } from '../model/label';
import { TIMEX_TYPES, type Timex, type TimexType } from '../model/timex';
import type { Mark } from '../marks/mark';
import type { Relation } from '../model/relation';
import type { RegistryEntries } from '../registry/entries';
import { identifierOfAddress, schemeName, shownIdentifiers } from '../registry/identifiers';
import { languageTagOf, calendarDateOf } from '../text/front-matter';
import type { AnnotatedArticle } from './annotated-article';
import type { ImportedEntry, ImportedMention } from './imported-text';

/** The entry of the registry that an annotation links a mention to. */
export interface LinkedEntry {
  readonly id: string;
  /** Absent where the registry does not have it. */
  readonly name?: string;
  /** By scheme, such as `wikidata`; absent where there are none. */
  readonly identifiers?: Readonly<Record<string, string>>;
}

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
  readonly entry?: LinkedEntry;
  readonly attributes?: Attributes;
  readonly note?: string;
  readonly flagged?: true;
  readonly by?: string;
  readonly at?: string;
  readonly confidence?: number;
  /** The recogniser that proposed it. */
  readonly source?: string;
}

/** The fields of a mention, those that do not apply left out; `entries` say what the entry of a link is. */
export function mentionFields(mention: Mark, entries: RegistryEntries): MentionFields {
  const { id, label, status, timex, annotation, confidence, source } = mention;
  const { attributes, note, flagged, by, at } = annotation ?? {};
  // Filled key by key: spread together, the fields took longer than the writing of most formats.
  const fields = { label } as { -readonly [K in keyof MentionFields]: MentionFields[K] };
  if (timex) {
    fields.value = timex.value;
    fields.timex = timex.type;
    if (timex.mod !== undefined) fields.mod = timex.mod;
    if (timex.anchor !== undefined) fields.anchor = timex.anchor;
  }
  fields.status = status;
  fields.id = id;
  const entry = entryOf(mention, entries);
  if (entry) fields.entry = entry;
  if (attributes) fields.attributes = attributes;
  if (note !== undefined) fields.note = note;
  if (flagged === true) fields.flagged = true;
  if (by !== undefined) fields.by = by;
  if (at !== undefined) fields.at = at;
  if (confidence !== undefined) fields.confidence = confidence;
  if (source !== undefined) fields.source = source;
  return fields;
}

/** The entry that a mention is linked to; `undefined` where there is none, and for a date, which is no entity. */
export function entryOf(
  { label, annotation }: Pick<Mark, 'label' | 'annotation'>,
  entries: RegistryEntries,
): LinkedEntry | undefined {
  const id = annotation?.entity;
  if (id === undefined || label === 'date') return undefined;
  const entry = entries.byId(label, id);
  return {
    id,
    ...(entry && { name: entry.name }),
    ...(entry && entry.identifiers.size > 0 && { identifiers: Object.fromEntries(entry.identifiers) }),
  };
}

/** The addresses of an entry elsewhere, of the identifiers that lead to one. */
export function addressesOf({ identifiers = {} }: LinkedEntry): string[] {
  return shownIdentifiers(new Map(Object.entries(identifiers))).flatMap(({ url }) => url ?? []);
}

const ENTRY_URN = 'urn:marginalia:entity:';

/** The entry as an IRI. */
export function entryIri({ id }: LinkedEntry): string {
  return ENTRY_URN + encodeURIComponent(id);
}

/** The id of an entry's IRI; `undefined` for any other. */
export function entryOfIri(iri: string): string | undefined {
  if (!iri.startsWith(ENTRY_URN)) return undefined;
  try {
    return decodeURIComponent(iri.slice(ENTRY_URN.length));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
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

const optionalAttributes = v.optional(
  v.nullable(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
);

/** Attributes as one text in JSON, and a truth in words, for formats whose values are texts. */
export const textEntries = {
  attributes: v.optional(
    v.pipe(
      v.string(),
      v.rawTransform(({ dataset, addIssue, NEVER }): unknown => {
        try {
          return JSON.parse(dataset.value);
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          addIssue({ message: 'Attributes are an object in JSON.' });
          return NEVER;
        }
      }),
      optionalAttributes,
    ),
  ),
  flagged: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text === 'true'),
    ),
  ),
};

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
  entry: v.optional(
    v.nullable(
      v.object({
        id: optionalText,
        name: optionalText,
        identifiers: v.optional(v.nullable(v.record(v.string(), v.string()))),
      }),
    ),
  ),
  attributes: optionalAttributes,
  note: optionalText,
  flagged: v.optional(v.nullable(v.boolean())),
  by: optionalText,
  at: optionalText,
  confidence: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)))),
  source: optionalText,
};

type MentionInput = v.InferOutput<v.ObjectSchema<typeof mentionEntries, undefined>>;

/** A mention of `mentionEntries`. One without a status was decided by whoever made the dataset. */
export function importedMention(fields: MentionInput): ImportedMention {
  const { label, status, id, entry, attributes, note, flagged, confidence, source, by, at } = fields;
  return {
    label,
    status: status ?? 'accepted',
    id: id ?? undefined,
    entry: entry ? importedEntry(entry.id, entry.name, entry.identifiers ?? undefined) : undefined,
    timex: timexOf(fields),
    attributes: attributes && Object.keys(attributes).length > 0 ? attributes : undefined,
    note: note === '' ? undefined : (note ?? undefined),
    flagged: flagged ?? false,
    confidence: confidence ?? undefined,
    source: source ?? undefined,
    by: by ?? undefined,
    at: at ?? undefined,
  };
}

/** What a dataset says of an entity; `undefined` where that is neither an id nor an identifier. */
export function importedEntry(
  id: string | null | undefined,
  name?: string | null,
  identifiers: Readonly<Record<string, string>> = {},
): ImportedEntry | undefined {
  if (!id && Object.keys(identifiers).length === 0) return undefined;
  return {
    ...(id && { id }),
    ...(name && { name }),
    ...(Object.keys(identifiers).length > 0 && { identifiers }),
  };
}

/** Identifiers as one text: `wikidata:Q42 viaf:75121530`. */
export function identifiersText({ identifiers = {} }: LinkedEntry): string {
  return Object.entries(identifiers)
    .map((pair) => pair.join(':'))
    .join(' ');
}

/** Reads what `identifiersText` writes; what has no colon belongs to the value before it. */
export function identifiersOf(text: string): Record<string, string> {
  const identifiers: Record<string, string> = {};
  let last: string | undefined;
  for (const part of text.split(' ')) {
    const [, scheme, value = ''] = /^([^:]+):(.+)$/.exec(part) ?? [];
    if (scheme !== undefined) identifiers[(last = schemeName(scheme))] = value;
    else if (last !== undefined && part !== '') identifiers[last] += ` ${part}`;
  }
  return identifiers;
}

/** The entity that IRIs identify: an entry of Marginalia's by its own, and the identifiers that the others are. */
export function entryOfIris(iris: readonly string[], name?: string | null): ImportedEntry | undefined {
  const [id] = iris.flatMap((iri) => entryOfIri(iri) ?? []);
  const identifiers = Object.fromEntries(
    iris.flatMap((iri) => [identifierOfAddress(iri) ?? []]).filter(isPair),
  );
  return importedEntry(id, name, identifiers);
}

function isPair(some: readonly string[]): some is readonly [string, string] {
  return some.length === 2;
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
  attributes: optionalAttributes,
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

/** The labels of the whole article, left out where it has none. */
export function articleLabels({ labels }: AnnotatedArticle): { readonly labels?: readonly Label[] } {
  return labels ? { labels } : {};
}

/** The schema of `ArticleFields` where a dataset has them; all may be missing. */
export const articleEntries = {
  language: optionalText,
  published: optionalText,
  title: optionalText,
  source: optionalText,
};

/** The schema of an article's labels where a dataset has them. */
export const articleLabelEntries = {
  labels: v.optional(v.nullable(v.array(v.pipe(v.string(), v.nonEmpty())))),
};

interface GivenArticleFields {
  readonly language?: string | null | undefined;
  readonly published?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly source?: string | null | undefined;
  readonly labels?: readonly Label[] | null | undefined;
}

/** The facts of an article that are understood: a language that is `und` or no tag, or no date, is as good as none. */
export function importedArticleFields({
  language,
  published,
  title,
  source,
  labels,
}: GivenArticleFields): Partial<ArticleFields> & { readonly labels?: readonly Label[] } {
  const tag = language ? languageTagOf(language) : undefined;
  const date = published ? calendarDateOf(published) : undefined;
  return {
    ...(tag !== undefined && tag !== 'und' && { language: tag }),
    ...(date !== undefined && { published: date }),
    ...(title && { title }),
    ...(source && { source }),
    ...(labels && labels.length > 0 && { labels }),
  };
}
