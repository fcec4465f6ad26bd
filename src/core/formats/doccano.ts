import * as v from 'valibot';
import { indexCodePoints } from '../text/code-points';
import { DatasetReader, numberedName } from './dataset-reader';
import { optionOf, type DatasetFormat, type Fact } from './format';
import { jsonLine } from './json-line';
import { readDatasetLines } from './json-reading';
import { articleEntries, articleFields, importedArticleFields } from './mention-fields';

const options = [
  {
    name: 'layout',
    description:
      'label: triples, for doccano’s sequence labelling; entities: objects, for its relation extraction',
    values: ['label', 'entities'],
    default: 'label',
  },
] as const;

const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const label = v.pipe(v.string(), v.nonEmpty());
const triples = v.optional(v.array(v.tuple([offset, offset, label])), []);

const exampleSchema = v.object({
  id: v.optional(v.union([v.number(), v.string()])),
  text: v.optional(v.string()),
  data: v.optional(v.string()),
  label: triples,
  labels: triples,
  entities: v.optional(v.array(v.object({ label, start_offset: offset, end_offset: offset })), []),
  relations: v.optional(v.array(v.unknown()), []),
  Comments: v.optional(v.array(v.unknown()), []),
  file: v.optional(v.string()),
  ...articleEntries,
});

/**
 * doccano's JSON Lines: `text` with `label` (`[start, end, label]`) or, for relation extraction, `entities`; other keys
 * are what doccano shows as metadata. Offsets are Unicode code points of the article's text, half-open, which is what
 * doccano's server counts; the importer tells where offsets go beyond the text. Overlaps need the project's setting.
 */
export const doccano: DatasetFormat = {
  id: 'doccano',
  name: 'doccano JSON Lines',
  extensions: ['jsonl'],
  layout: 'file',
  offsets: 'code points',
  text: 'whole',
  overlaps: true,
  facts: new Set<Fact>(['language', 'published', 'title', 'source']),
  options,
  write(settings) {
    const layout = optionOf({ options }, settings, 'layout');
    let number = 0;
    return {
      add(annotated) {
        const { file, article, mentions } = annotated;
        const codePoints = indexCodePoints(article.text);
        const places = mentions.map(({ span, label }) => ({
          start: codePoints.fromUtf16(span.start),
          end: codePoints.fromUtf16(span.end),
          label,
        }));
        const line = {
          id: ++number,
          text: article.text,
          ...(layout === 'label'
            ? { label: places.map(({ start, end, label }) => [start, end, label]) }
            : {
                entities: places.map(({ start, end, label }, index) => ({
                  id: index + 1,
                  label,
                  start_offset: start,
                  end_offset: end,
                })),
                relations: [],
              }),
          file,
          ...articleFields(annotated),
        };
        return { parts: [{ path: 'dataset.jsonl', content: jsonLine(line) }], omitted: [] };
      },
      end: () => [],
    };
  },
  read(files) {
    const dataset = new DatasetReader();
    for (const { value, place, number } of readDatasetLines(files, exampleSchema, dataset)) {
      const text = value.text ?? value.data;
      if (text === undefined) {
        dataset.error(
          place,
          'dataset-schema',
          'There is no “text” in this line. Correct it, or choose the format that the file has.',
        );
        continue;
      }
      if (value.relations.length > 0) {
        dataset.warn(
          place,
          'doccano-relations',
          '{0} relations are left out: they are read from JSON Lines and brat.',
          value.relations.length,
        );
      }
      if (value.Comments.length > 0) {
        dataset.warn(
          place,
          'doccano-comments',
          '{0} comments are left out: Marginalia has no place for them.',
          value.Comments.length,
        );
      }
      const article = dataset.open(place, value.file ?? numberedName(place.path, number), text);
      const entities = value.entities.map((one) => [one.start_offset, one.end_offset, one.label] as const);
      for (const [start, end, label] of [...value.label, ...value.labels, ...entities]) {
        article?.addCodePoints(place, start, end, { label, status: 'accepted' });
      }
      // Its own `labels` are those of spans.
      article?.close(importedArticleFields({ ...value, labels: undefined }));
    }
    return dataset.reading;
  },
};
