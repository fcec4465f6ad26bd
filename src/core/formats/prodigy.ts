import * as v from 'valibot';
import { bodyText } from './body-text';
import { DatasetReader, numberedName } from './dataset-reader';
import { FACTS, type DatasetFormat, type Fact, type Omission } from './format';
import { jsonLineOf, jsonList, jsonOf, jsonOfWord } from './json-line';
import { readDatasetLines } from './json-reading';
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
import { spacedTokens, type SpacedToken } from './spaced-tokens';
import { wordsCutAtMentions, wordsWithin } from './words';

const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const taskSchema = v.object({
  text: v.string(),
  spans: v.optional(
    v.array(
      v.object({
        start: offset,
        end: offset,
        text: v.optional(v.string()),
        score: v.optional(v.number()),
        ...mentionEntries,
      }),
    ),
    [],
  ),
  answer: v.optional(v.picklist(['accept', 'reject', 'ignore'])),
  meta: v.optional(v.object({ file: v.optional(v.string()), ...articleEntries, ...articleLabelEntries }), {}),
});

/**
 * Prodigy's JSON Lines for `spans_manual` (prodi.gy/docs/api-interfaces): the article's body with `tokens` and `spans`.
 * Offsets are Unicode code points of the body, half-open; `token_end` is inclusive, as Prodigy has it, and `ws` tells
 * whether a space follows a token. Spans align with tokens and may overlap; each has a `status`, a key of Marginalia's
 * that Prodigy passes on. A suggestion's confidence is its `score`.
 */
export const prodigy: DatasetFormat = {
  id: 'prodigy',
  name: 'Prodigy JSON Lines',
  extensions: ['jsonl'],
  layout: 'file',
  offsets: 'code points',
  text: 'body',
  overlaps: true,
  facts: new Set<Fact>(FACTS),
  options: [],
  shards: true,
  write: () => ({
    add(annotated) {
      const body = bodyText(annotated);
      const tokens = spacedTokens(annotated, wordsCutAtMentions(annotated));
      const text = annotated.article.text;
      const omitted: Omission[] = [];
      const spans = annotated.mentions.flatMap((mention) => {
        const range = wordsWithin(tokens, mention.span);
        if (!range) {
          omitted.push({ mention, reason: 'no-word' });
          return [];
        }
        const start = body.codePoint((tokens[range[0]] as SpacedToken).span.start);
        const end = body.codePoint((tokens[range[1]] as SpacedToken).span.end);
        const { confidence, ...fields } = mentionFields(mention, annotated.entries);
        return [
          {
            start,
            end,
            token_start: range[0],
            token_end: range[1],
            ...fields,
            ...(confidence !== undefined && { score: confidence }),
          },
        ];
      });
      const meta = { file: annotated.file, ...articleFields(annotated), ...articleLabels(annotated) };
      const content = jsonLineOf({
        text: jsonOf(body.text),
        meta: jsonOf(meta),
        tokens: jsonList(tokens, ({ span: { start, end }, spaced }, id) => {
          const word = jsonOfWord(text.slice(start, end));
          return `{"text":${word},"start":${body.codePoint(start)},"end":${body.codePoint(end)},"id":${id},"ws":${spaced}}`;
        }),
        spans: jsonOf(spans),
        answer: jsonOf('accept'),
        _view_id: jsonOf('spans_manual'),
      });
      return { parts: [{ path: 'dataset.jsonl', content }], omitted };
    },
    end: () => [],
  }),
  read(files) {
    const dataset = new DatasetReader();
    for (const { value, place, number } of readDatasetLines(files, taskSchema, dataset)) {
      if (value.answer === 'reject' || value.answer === 'ignore') {
        dataset.warn(place, 'prodigy-answer', 'This task was answered “{0}”: it is left out.', value.answer);
        continue;
      }
      const article = dataset.open(place, value.meta.file ?? numberedName(place.path, number), value.text);
      for (const span of value.spans) {
        const { score, start, end, text } = span;
        const sound = score !== undefined && score >= 0 && score <= 1;
        const mention = importedMention({ ...span, ...(sound && { confidence: score }) });
        // Without an answer nobody has looked at it: what has a score is a model's.
        const open = value.answer === undefined && span.status === undefined && score !== undefined;
        article?.addCodePoints(place, start, end, open ? { ...mention, status: 'suggested' } : mention, text);
      }
      article?.close(importedArticleFields(value.meta));
    }
    return dataset.reading;
  },
};
