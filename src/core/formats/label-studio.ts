import * as v from 'valibot';
import { indexCodePoints } from '../text/code-points';
import type { AnnotatedArticle } from './annotated-article';
import { DatasetReader, numberedName } from './dataset-reader';
import { FACTS, type DatasetFormat, type Fact } from './format';
import type { Mark } from '../marks/mark';
import { readJsonDocument } from './json-reading';
import {
  articleEntries,
  articleFields,
  articleLabelEntries,
  articleLabels,
  importedArticleFields,
  importedMention,
  mentionEntries,
  mentionFields,
} from './mention-fields';
import { attribute } from './xml';

/**
 * Label Studio's JSON tasks with `labeling-config.xml` for the project: regions of `from_name: label`, `to_name: text`,
 * `type: labels`. Offsets are Unicode code points of `data.text`, half-open. Accepted and rejected mentions are
 * `annotations`, suggestions are `predictions` with their `score`, and come back as suggestions. What Label Studio has no
 * field for is in each region's `meta`. The label of a rejected mention stays; its `meta.status` says so. Of other
 * projects' regions what further controls say is read as well: texts as notes, choices and numbers as attributes.
 */
export const labelStudio: DatasetFormat = {
  id: 'labelstudio',
  name: 'Label Studio JSON',
  extensions: ['json', 'xml'],
  layout: 'folder',
  offsets: 'code points',
  text: 'whole',
  overlaps: true,
  facts: new Set<Fact>(FACTS),
  options: [],
  write() {
    const labels = new Set<string>();
    let number = 0;
    return {
      add(annotated) {
        for (const { label } of annotated.mentions) labels.add(label);
        number++;
        const task = JSON.stringify(taskOf(annotated, number));
        return {
          parts: [{ path: 'tasks.json', content: `${number === 1 ? '[\n' : ',\n'}${task}` }],
          omitted: [],
        };
      },
      end: () => [
        { path: 'tasks.json', content: number === 0 ? '[]\n' : '\n]\n' },
        { path: 'labeling-config.xml', content: configOf([...labels].sort()) },
      ],
    };
  },
  read(files) {
    const dataset = new DatasetReader();
    for (const file of files.filter(({ path }) => path.endsWith('.json'))) {
      const reading = readJsonDocument(file, tasksSchema);
      if (!reading.ok) {
        dataset.fail(reading.problem);
        continue;
      }
      const place = { path: file.path, range: { start: reading.range.start, end: reading.range.start } };
      for (const [index, task] of reading.value.entries()) {
        const name = task.data.file ?? numberedName(file.path, index + 1);
        const article = dataset.open(place, name, task.data.text);
        if (!article) continue;
        const made = [
          ...task.annotations.flatMap((one) =>
            one.result.map((region) => ({ region, open: false, by: one })),
          ),
          ...task.predictions.flatMap((one) => one.result.map((region) => ({ region, open: true, by: one }))),
        ];
        const remarks = remarksOf(made.map(({ region }) => region));
        for (const { region, open, by } of made) {
          if (v.is(remarkSchema, region)) continue;
          const value = v.safeParse(regionSchema, region);
          if (!value.success) {
            dataset.warn(
              place,
              'label-studio-region',
              'A region of task {0} is no label on a text: it is left out.',
              index + 1,
            );
            continue;
          }
          const {
            value: { start, end, text, labels },
            meta,
            score,
            id,
          } = value.output;
          // What Marginalia wrote says everything itself; of others the model and its score are known.
          const model = 'model_version' in by ? (by.model_version as string | null | undefined) : undefined;
          const foreign = { source: open ? model : undefined, confidence: unit(score) ?? unit(by.score) };
          for (const label of labels) {
            const status = meta?.status ?? (open ? 'suggested' : 'accepted');
            const mention = importedMention({
              id,
              ...(meta?.status ? meta : { ...foreign, ...remarks(id, meta?.text) }),
              label,
              status,
            });
            article.addCodePoints(place, start, end, mention, text);
          }
        }
        article.close(importedArticleFields(task.data));
      }
    }
    return dataset.reading;
  },
};

/** What further controls, or people, say of the regions with an id: a note, and attributes by the controls' names. */
function remarksOf(regions: readonly unknown[]) {
  const known = new Map<
    string,
    { readonly attributes: Record<string, string | number>; readonly notes: string[] }
  >();
  for (const region of regions) {
    const reading = v.safeParse(remarkSchema, region);
    if (!reading.success) continue;
    const { id, from_name: name, value } = reading.output;
    const told = known.get(id) ?? { attributes: {}, notes: [] };
    known.set(id, told);
    const number = value.number ?? value.rating;
    if (value.choices) told.attributes[name] = value.choices.join(', ');
    else if (number !== undefined) told.attributes[name] = number;
    else told.notes.push(...[value.text ?? []].flat());
  }
  return (id: string | undefined, texts: string | readonly string[] = []) => {
    const { attributes, notes } = known.get(id ?? '') ?? { attributes: undefined, notes: [] };
    return { attributes, note: [texts, notes].flat(2).join('\n') };
  };
}

function taskOf(annotated: AnnotatedArticle, id: number): object {
  const { file, article, mentions } = annotated;
  const codePoints = indexCodePoints(article.text);
  const region = (mention: Mark) => {
    const { label, confidence, ...meta } = mentionFields(mention, annotated.entries);
    return {
      id: mention.id,
      from_name: 'label',
      to_name: 'text',
      type: 'labels',
      value: {
        start: codePoints.fromUtf16(mention.span.start),
        end: codePoints.fromUtf16(mention.span.end),
        text: article.text.slice(mention.span.start, mention.span.end),
        labels: [label],
      },
      ...(confidence !== undefined && { score: confidence }),
      meta: { ...meta, ...(confidence !== undefined && { confidence }) },
    };
  };
  const suggested = mentions.filter(({ status }) => status === 'suggested');
  const decided = mentions.filter(({ status }) => status !== 'suggested');
  const scores = suggested.map(({ confidence = 0 }) => confidence);
  return {
    id,
    data: { text: article.text, file, ...articleFields(annotated), ...articleLabels(annotated) },
    annotations: decided.length === 0 && suggested.length > 0 ? [] : [{ result: decided.map(region) }],
    predictions:
      suggested.length === 0
        ? []
        : [
            {
              model_version: 'marginalia',
              score: scores.reduce((sum, score) => sum + score, 0) / scores.length,
              result: suggested.map(region),
            },
          ],
  };
}

function configOf(labels: readonly string[]): string {
  const tags = labels.map((label) => `    <Label value=${attribute(label)}/>\n`).join('');
  return `<View>\n  <Labels name="label" toName="text">\n${tags}  </Labels>\n  <Text name="text" value="$text" granularity="character"/>\n</View>\n`;
}

/** A score from 0 to 1; Label Studio also has others, which say nothing of a region. */
function unit(score: number | null | undefined): number | undefined {
  return score !== undefined && score !== null && score >= 0 && score <= 1 ? score : undefined;
}

const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const optionalScore = v.optional(v.nullable(v.number()));

const texts = v.union([v.string(), v.array(v.string())]);

/** What is said of a region by a control other than its labels: choices, a text, a number or stars. */
const remarkSchema = v.object({
  id: v.string(),
  type: v.picklist(['choices', 'textarea', 'number', 'rating']),
  from_name: v.string(),
  value: v.object({
    choices: v.optional(v.array(v.string())),
    number: v.optional(v.number()),
    rating: v.optional(v.number()),
    text: v.optional(texts),
  }),
});

const regionSchema = v.object({
  id: v.optional(v.string()),
  type: v.literal('labels'),
  value: v.object({
    start: offset,
    end: offset,
    text: v.optional(v.string()),
    labels: v.array(v.pipe(v.string(), v.nonEmpty())),
  }),
  score: optionalScore,
  meta: v.optional(v.object({ ...mentionEntries, label: v.optional(v.string()), text: v.optional(texts) })),
});

const resultSchema = v.object({
  result: v.optional(v.array(v.unknown()), []),
  score: optionalScore,
});

const tasksSchema = v.array(
  v.object({
    data: v.object({
      text: v.string(),
      file: v.optional(v.string()),
      ...articleEntries,
      ...articleLabelEntries,
    }),
    annotations: v.optional(v.array(resultSchema), []),
    predictions: v.optional(
      v.array(v.object({ ...resultSchema.entries, model_version: v.optional(v.nullable(v.string())) })),
      [],
    ),
  }),
);
