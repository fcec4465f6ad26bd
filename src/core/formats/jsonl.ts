import * as v from 'valibot';
import type { CalendarDate, LanguageTag } from '../model/article';
import type { Annotation } from '../model/annotation';
import type { Label } from '../model/label';
import type { Relation } from '../model/relation';
import { indexCodePoints, type CodePointIndex } from '../text/code-points';
import type { Mark } from '../marks/mark';
import type { RegistryEntries } from '../registry/entries';
import { DatasetReader, quotedPieces, type Offsets } from './dataset-reader';
import { FACTS, type DatasetFormat } from './format';
import { jsonLine } from './json-line';
import { readDatasetLines } from './json-reading';
import {
  articleEntries,
  articleFields,
  articleLabelEntries,
  articleLabels,
  importedArticleFields,
  importedMention,
  mentionEntries,
  importedRelation,
  mentionFields,
  relationEntries,
  type MentionFields,
} from './mention-fields';

/** One line of the dataset: an article. Keys that do not apply are left out. */
export interface JsonlArticle {
  readonly file: string;
  readonly language: LanguageTag;
  readonly published?: CalendarDate;
  readonly title?: string;
  readonly source?: string;
  /** Of the whole article. */
  readonly labels?: readonly Label[];
  /** The whole article, front matter included, line ends as `\n`. */
  readonly text: string;
  readonly spans: readonly JsonlSpan[];
  /** Between spans, by their `id`; absent where there are none. */
  readonly relations?: readonly Relation[];
}

export interface JsonlSpan extends MentionFields {
  /** Unicode code points of `text`; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** What `text` holds from `start` to `end`. */
  readonly text: string;
  /** What is meant of it where not all is: start and end of each piece, in order, as `start` and `end` are counted. */
  readonly pieces?: readonly Offsets[];
  /** The name of the entity, by which an article's mentions of one label belong together; not of a date. */
  readonly entity?: string;
}

const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const name = v.pipe(v.string(), v.nonEmpty());

export const JSONL_SCHEMA_URI = 'marginalia:/schemas/dataset.schema.json';

/** A line as it is read. Of what is written each line is such a one; the shipped JSON Schema is made of it. */
export const lineSchema = v.object({
  file: v.pipe(v.string(), v.nonEmpty()),
  text: v.string(),
  ...articleEntries,
  ...articleLabelEntries,
  spans: v.optional(
    v.array(
      v.object({
        start: offset,
        end: offset,
        text: v.optional(v.string()),
        pieces: v.optional(v.nullable(v.pipe(v.array(v.tuple([offset, offset])), v.minLength(1)))),
        ...mentionEntries,
      }),
    ),
    [],
  ),
  relations: v.optional(v.array(v.object({ type: name, from: name, to: name, ...relationEntries })), []),
});

/** JSON Lines of `JsonlArticle`. Offsets are Unicode code points, half-open. Holds everything, overlaps included. */
export const jsonl: DatasetFormat = {
  id: 'jsonl',
  name: 'JSON Lines',
  extensions: ['jsonl'],
  layout: 'file',
  offsets: 'code points',
  text: 'whole',
  overlaps: true,
  facts: new Set(FACTS),
  pieces: true,
  relations: true,
  options: [],
  shards: true,
  write: () => ({
    add(annotated) {
      const { file, article, mentions, relations } = annotated;
      const { text } = article;
      const codePoints = indexCodePoints(text);
      const line: JsonlArticle = {
        file,
        ...articleFields(annotated),
        ...articleLabels(annotated),
        text,
        spans: mentions.map((mention) =>
          spanOf(
            text,
            mention,
            mention.timex ? undefined : annotated.entities.get(mention.id)?.name,
            codePoints,
            annotated.entries,
          ),
        ),
        ...(relations.length > 0 && { relations }),
      };
      return { parts: [{ path: 'dataset.jsonl', content: jsonLine(line) }], omitted: [] };
    },
    end: () => [],
  }),
  read(files) {
    const dataset = new DatasetReader();
    for (const { value, place } of readDatasetLines(files, lineSchema, dataset)) {
      const article = dataset.open(place, value.file, value.text);
      const annotations = new Map<string, Annotation>();
      for (const span of value.spans) {
        const { start, end, id, text, pieces } = span;
        const annotation = pieces
          ? article?.addPieces(
              place,
              pieces,
              'code points',
              importedMention(span),
              text === undefined ? undefined : quotedPieces(text, start, pieces),
            )
          : article?.addCodePoints(place, start, end, importedMention(span), text);
        if (annotation && id && !annotations.has(id)) annotations.set(id, annotation);
      }
      for (const { type, from, to, ...fields } of value.relations) {
        const [start, end] = [annotations.get(from), annotations.get(to)];
        if (start && end) article?.relate({ type, from: start, to: end, ...importedRelation(fields) });
        else {
          const message = 'The relation “{0}” leads from “{1}” to “{2}”, and not both are ids of spans.';
          dataset.error(place, 'dataset-relation', message, type, from, to);
        }
      }
      article?.close(importedArticleFields(value));
    }
    return dataset.reading;
  },
};

function spanOf(
  text: string,
  mention: Mark,
  entity: string | undefined,
  codePoints: CodePointIndex,
  entries: RegistryEntries,
): JsonlSpan {
  const { span, pieces } = mention;
  const { label, ...fields } = mentionFields(mention, entries);
  return {
    start: codePoints.fromUtf16(span.start),
    end: codePoints.fromUtf16(span.end),
    label,
    text: text.slice(span.start, span.end),
    ...(pieces && {
      pieces: pieces.map((piece): Offsets => [
        codePoints.fromUtf16(piece.start),
        codePoints.fromUtf16(piece.end),
      ]),
    }),
    ...(entity !== undefined && { entity }),
    ...fields,
  };
}
