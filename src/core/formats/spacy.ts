import * as v from 'valibot';
import { flatMentions } from '../marks/flat-mentions';
import type { Mark } from '../marks/mark';
import { bodyText } from './body-text';
import { DatasetReader, numberedName } from './dataset-reader';
import { ARTICLE_FACTS, optionOf, type DatasetFormat, type Fact, type Omission } from './format';
import { jsonLine, jsonLineOf, jsonList, jsonOf } from './json-line';
import { readDatasetLines } from './json-reading';
import {
  articleEntries,
  articleFields,
  articleLabelEntries,
  articleLabels,
  importedArticleFields,
  entryOf,
  importedEntry,
} from './mention-fields';
import { spacedTokens } from './spaced-tokens';
import { labelOfTag, sentencesOf, tagOfLabel, wordsCutAtMentions, wordsWithin, type Word } from './words';

const options = [
  {
    name: 'labels',
    description: 'ontonotes: PERSON, ORG, GPE … as in spaCy’s own models; own: as Marginalia has them',
    values: ['own', 'ontonotes'],
    default: 'own',
  },
] as const;

const ONTONOTES: ReadonlyMap<string, string> = new Map([
  ['person', 'PERSON'],
  ['organization', 'ORG'],
  ['location', 'GPE'],
]);

function spellingOf(settings: Readonly<Record<string, string>>): (label: string) => string {
  if (optionOf({ options }, settings, 'labels') === 'own') return (label) => label;
  return (label) => ONTONOTES.get(label) ?? tagOfLabel(label);
}

/** A label as spaCy's models or this program spell it. */
function labelOf(tag: string): string {
  return tag === tag.toUpperCase() ? labelOfTag(tag) : tag;
}

const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const metaSchema = v.optional(
  v.object({ file: v.optional(v.string()), ...articleEntries, ...articleLabelEntries }),
  {},
);

const exampleSchema = v.object({
  text: v.string(),
  entities: v.optional(v.array(v.tuple([offset, offset, v.pipe(v.string(), v.nonEmpty())])), []),
  spans: v.optional(
    v.record(v.string(), v.array(v.tuple([offset, offset, v.pipe(v.string(), v.nonEmpty())]))),
    {},
  ),
  meta: metaSchema,
});

/**
 * JSON Lines for `spacy.training.Example.from_dict`: the article's body as `text`, its flat mentions as `entities`
 * (`[start, end, label]`), all mentions as `spans.sc`, facts of the article as `meta`. Offsets are Unicode code points of
 * the body, half-open; entities align with words when spaCy's tokenizer agrees, which Doc JSON makes certain.
 */
export const spacyJsonl: DatasetFormat = {
  id: 'spacy',
  name: 'spaCy JSON Lines',
  extensions: ['jsonl'],
  layout: 'file',
  offsets: 'code points',
  text: 'body',
  overlaps: true,
  facts: new Set<Fact>(ARTICLE_FACTS),
  options,
  shards: true,
  write(settings) {
    const spell = spellingOf(settings);
    return {
      add(annotated) {
        const body = bodyText(annotated);
        const triples = (mentions: readonly Mark[]) =>
          mentions.map(({ span, label }) => [...body.codePoints(span), spell(label)]);
        const line = {
          text: body.text,
          entities: triples(flatMentions(annotated.article.text.length, annotated.mentions)),
          spans: { sc: triples(annotated.mentions) },
          meta: { file: annotated.file, ...articleFields(annotated), ...articleLabels(annotated) },
        };
        return { parts: [{ path: 'dataset.jsonl', content: jsonLine(line) }], omitted: [] };
      },
      end: () => [],
    };
  },
  read(files) {
    const dataset = new DatasetReader();
    for (const { value, place, number } of readDatasetLines(files, exampleSchema, dataset)) {
      const article = dataset.open(place, value.meta.file ?? numberedName(place.path, number), value.text);
      for (const [start, end, tag] of distinct([...value.entities, ...Object.values(value.spans).flat()])) {
        article?.addCodePoints(place, start, end, { label: labelOf(tag), status: 'accepted' });
      }
      article?.close(importedArticleFields(value.meta));
    }
    return dataset.reading;
  },
};

const docSchema = v.object({
  text: v.string(),
  ents: v.optional(
    v.array(v.object({ start: offset, end: offset, label: v.pipe(v.string(), v.nonEmpty()) })),
    [],
  ),
  spans: v.optional(
    v.record(
      v.string(),
      v.array(
        v.object({
          start: offset,
          end: offset,
          label: v.pipe(v.string(), v.nonEmpty()),
          kb_id: v.optional(v.string()),
        }),
      ),
    ),
    {},
  ),
  underscore_doc: v.optional(v.object({ marginalia: metaSchema })),
});

/**
 * spaCy's Doc JSON (`Doc.to_json`, `Doc.from_json`), a document a line: `text` is the article's body, with `tokens`,
 * `sents`, flat mentions as `ents` and all mentions as the span group `sc`, with the id of a linked entity as
 * `kb_id`. Offsets are Unicode code points of the body,
 * half-open, and mentions align with tokens. Facts of the article are the extension attribute `Doc._.marginalia`.
 */
export const spacyDoc: DatasetFormat = {
  id: 'spacy-doc',
  name: 'spaCy Doc JSON',
  extensions: ['jsonl', 'json'],
  layout: 'file',
  offsets: 'code points',
  text: 'body',
  overlaps: true,
  facts: new Set<Fact>([...ARTICLE_FACTS, 'entity']),
  options,
  shards: true,
  write(settings) {
    const spell = spellingOf(settings);
    return {
      add(annotated) {
        const words = wordsCutAtMentions(annotated);
        const body = bodyText(annotated);
        const place = (start: number, end: number) => ({
          start: body.codePoint(start),
          end: body.codePoint(end),
        });
        const ents = new Map<Mark, { start: number; end: number; label: string }>();
        const omitted: Omission[] = [];
        for (const mention of annotated.mentions) {
          const [first, last] = wordsWithin(words, mention.span) ?? [];
          if (first === undefined || last === undefined) omitted.push({ mention, reason: 'no-word' });
          else {
            const [from, to] = [words[first] as Word, words[last] as Word];
            ents.set(mention, { ...place(from.span.start, to.span.end), label: spell(mention.label) });
          }
        }
        const held = flatMentions(annotated.article.text.length, annotated.mentions);
        const sents = sentencesOf(words).map((sentence) =>
          place((sentence[0] as Word).span.start, (sentence.at(-1) as Word).span.end),
        );
        const sc = [...ents].map(([one, { start, end, label }]) => ({
          start,
          end,
          label,
          kb_id: entryOf(one, annotated.entries)?.id ?? '',
        }));
        const meta = { file: annotated.file, ...articleFields(annotated), ...articleLabels(annotated) };
        const content = jsonLineOf({
          text: jsonOf(body.text),
          ents: jsonOf(held.flatMap((one) => ents.get(one) ?? [])),
          sents: jsonOf(sents),
          tokens: jsonList(
            spacedTokens(annotated, words),
            ({ span: { start, end } }, id) =>
              `{"id":${id},"start":${body.codePoint(start)},"end":${body.codePoint(end)}}`,
          ),
          spans: jsonOf({ sc }),
          underscore_doc: jsonOf({ marginalia: meta }),
        });
        return { parts: [{ path: 'dataset.jsonl', content }], omitted };
      },
      end: () => [],
    };
  },
  read(files) {
    const dataset = new DatasetReader();
    for (const { value, place, number } of readDatasetLines(files, docSchema, dataset)) {
      const meta = value.underscore_doc?.marginalia ?? {};
      const article = dataset.open(place, meta.file ?? numberedName(place.path, number), value.text);
      const grouped = Object.values(value.spans).flat();
      const links = new Map(
        grouped.flatMap(({ start, end, label, kb_id: id }) => (id ? [[`${start} ${end} ${label}`, id]] : [])),
      );
      const ents = [...value.ents, ...grouped];
      for (const [start, end, tag] of distinct(ents.map(({ start, end, label }) => [start, end, label]))) {
        const entry = importedEntry(links.get(`${start} ${end} ${tag}`));
        article?.addCodePoints(place, start, end, { label: labelOf(tag), status: 'accepted', entry });
      }
      article?.close(importedArticleFields(meta));
    }
    return dataset.reading;
  },
};

/** Entities and span groups say the same of flat mentions. */
function distinct(
  triples: readonly (readonly [number, number, string])[],
): (readonly [number, number, string])[] {
  return [...new Map(triples.map((triple) => [triple.join(' '), triple])).values()];
}
