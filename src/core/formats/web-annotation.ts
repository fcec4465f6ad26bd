import * as v from 'valibot';
import { describe } from '../anchoring/describe';
import type { Anchor } from '../model/annotation';
import { piecesOf } from '../model/extent';
import { indexCodePoints } from '../text/code-points';
import type { AnnotatedArticle } from './annotated-article';
import { articleIri, options, TERMS, unescapedIri } from './article-iri';
import type { DatasetFile } from './dataset-file';
import { QuotedArticles, readEach, type DatasetReader } from './dataset-reader';
import { MENTION_FACTS, fileEach, optionOf, type DatasetFormat, type Fact } from './format';
import { readJsonDocument } from './json-reading';
import {
  addressesOf,
  entryIri,
  entryOfIris,
  importedMention,
  mentionEntries,
  mentionFields,
  optionalText,
  type LinkedEntry,
} from './mention-fields';

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/**
 * W3C Web Annotation Data Model as JSON-LD, an AnnotationPage for each article. The label is a `tagging` body, the
 * entity and its addresses are `identifying`, a note is `commenting`; who decided and when are `creator` and `created`, the recogniser is `generator`, and the rest has keys `marginalia:…`.
 * Targets have a TextQuoteSelector and a TextPositionSelector, and a mention in pieces has a target for each; positions are Unicode code points of the article's text,
 * half-open, as the model demands. The text itself is not in the format: the importer places annotations in the
 * articles of the corpus, by position and quotation.
 */
export const webAnnotation: DatasetFormat = {
  id: 'webannotation',
  name: 'W3C Web Annotation',
  extensions: ['jsonld', 'json'],
  layout: 'folder',
  offsets: 'code points',
  text: 'none',
  overlaps: true,
  pieces: true,
  facts: new Set<Fact>(['id', ...MENTION_FACTS]),
  options,
  shards: true,
  write(settings) {
    const base = optionOf({ options }, settings, 'base');
    return fileEach('jsonld', (annotated) => `${JSON.stringify(pageOf(annotated, base), undefined, 2)}\n`);
  },
  read(files, settings) {
    const base = optionOf({ options }, settings, 'base');
    return readEach(files, (file, dataset) => readPage(file, base, dataset));
  },
};

function pageOf(annotated: AnnotatedArticle, base: string): object {
  const { article, file, mentions } = annotated;
  const { text } = article;
  const codePoints = indexCodePoints(text);
  const source = articleIri(base, file);
  const items = mentions.map((mention) => {
    const targets = piecesOf(mention).map((piece) => {
      const { quote, position, prefix, suffix } = describe(text, piece, codePoints);
      return {
        source,
        selector: [
          { type: 'TextQuoteSelector', exact: quote, prefix, suffix },
          { type: 'TextPositionSelector', start: position[0], end: position[1] },
        ],
      };
    });
    const {
      label,
      id,
      entry,
      by,
      at,
      source: recognizer,
      note,
      ...rest
    } = mentionFields(mention, annotated.entries);
    const tag = { type: 'TextualBody', purpose: 'tagging', value: label };
    return {
      id: `${source}#${encodeURIComponent(id)}`,
      type: 'Annotation',
      ...(by !== undefined && { creator: { type: 'Person', name: by } }),
      ...(at !== undefined && { created: at }),
      ...(recognizer !== undefined && { generator: { type: 'Software', name: recognizer } }),
      motivation: 'tagging',
      body:
        entry || note !== undefined
          ? [
              tag,
              ...(entry ? identifyingBodies(entry) : []),
              ...(note === undefined ? [] : [{ type: 'TextualBody', purpose: 'commenting', value: note }]),
            ]
          : tag,
      target: targets.length === 1 ? targets[0] : targets,
      ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [`marginalia:${key}`, value])),
    };
  });
  return {
    '@context': [CONTEXT, { marginalia: TERMS }],
    id: `${source}#annotations`,
    type: 'AnnotationPage',
    startIndex: 0,
    items,
  };
}

/** The entry and its addresses elsewhere, as what identifies the mention. */
function identifyingBodies(entry: LinkedEntry): object[] {
  return [entryIri(entry), ...addressesOf(entry)].map((source, index) => ({
    type: 'SpecificResource',
    purpose: 'identifying',
    source,
    ...(index === 0 && entry.name !== undefined && { 'marginalia:name': entry.name }),
  }));
}

const selectorSchema = v.variant('type', [
  v.object({
    type: v.literal('TextQuoteSelector'),
    exact: v.pipe(v.string(), v.nonEmpty()),
    prefix: v.optional(v.string(), ''),
    suffix: v.optional(v.string(), ''),
  }),
  v.object({
    type: v.literal('TextPositionSelector'),
    start: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    end: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
]);

const nameSchema = v.union([
  v.string(),
  v.object({ name: v.optional(v.string()), id: v.optional(v.string()) }),
]);

const bodySchema = v.object({
  purpose: v.optional(v.string()),
  value: v.optional(v.string()),
  source: v.optional(v.unknown()),
  'marginalia:name': optionalText,
});

const targetSchema = v.object({
  source: v.union([v.string(), v.object({ id: v.string() })]),
  selector: v.union([v.array(selectorSchema), selectorSchema]),
});

const itemSchema = v.object({
  id: v.optional(v.string()),
  type: v.optional(v.unknown()),
  creator: v.optional(nameSchema),
  created: v.optional(v.string()),
  generator: v.optional(nameSchema),
  body: v.union([v.array(bodySchema), bodySchema]),
  target: v.union([v.pipe(v.array(targetSchema), v.minLength(1)), targetSchema]),
  'marginalia:value': mentionEntries.value,
  'marginalia:timex': mentionEntries.timex,
  'marginalia:mod': mentionEntries.mod,
  'marginalia:anchor': mentionEntries.anchor,
  'marginalia:status': mentionEntries.status,
  'marginalia:confidence': mentionEntries.confidence,
  'marginalia:attributes': mentionEntries.attributes,
  'marginalia:flagged': mentionEntries.flagged,
});

const pageSchema = v.union([
  v.object({ items: v.array(v.unknown()) }),
  v.array(v.unknown()),
  v.object({ target: v.unknown() }),
]);

function readPage(file: DatasetFile, base: string, dataset: DatasetReader): void {
  const page = readJsonDocument(file, pageSchema);
  if (!page.ok) return dataset.fail(page.problem);
  const place = { path: file.path, range: { start: page.range.start, end: page.range.start } };
  const value = page.value;
  const items = Array.isArray(value)
    ? value
    : 'items' in value
      ? value.items
      : [JSON.parse(file.content as string) as unknown];
  const found = new QuotedArticles();
  if (!Array.isArray(value) && 'items' in value) {
    const name = file.path.replace(/\.(?:jsonld|json)$/, '');
    if (items.length === 0 && /\.(?:txt|md|article)$/.test(name)) found.open(name);
  }
  for (const [index, item] of items.entries()) {
    const reading = v.safeParse(itemSchema, item, { abortEarly: true });
    if (!reading.success) {
      const key = ['items', index, ...(reading.issues[0].path ?? []).map(({ key }) => String(key))].join('.');
      dataset.error(
        place,
        'dataset-schema',
        '{0}: {1}. Marginalia reads annotations of text with a tag.',
        key,
        reading.issues[0].message,
      );
      continue;
    }
    const one = reading.output;
    const targets = [one.target].flat();
    const [iri, ...others] = new Set(
      targets.map(({ source }) => (typeof source === 'string' ? source : source.id)),
    );
    if (iri === undefined || others.length > 0) {
      dataset.error(
        place,
        'web-annotation-sources',
        'items.{0} has targets in several texts. Make an annotation of each.',
        index,
      );
      continue;
    }
    const name = unescapedIri(
      iri.startsWith(base) ? iri.slice(base.length) : iri.replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*\/)?/i, ''),
    );
    const path = name === undefined ? undefined : dataset.fileOf(place, name);
    if (path === undefined) continue;
    const anchors = targets.flatMap((target) => anchorOf(target) ?? []).sort(byStart);
    const [anchor] = anchors;
    const label = [one.body]
      .flat()
      .find(({ purpose, value }) => value && (purpose === undefined || purpose === 'tagging'))?.value;
    if (label === undefined || !anchor || anchors.length < targets.length) {
      dataset.error(
        place,
        'web-annotation',
        'items.{0} has no tag, or no TextQuoteSelector. Add it, or take the item out.',
        index,
      );
      continue;
    }
    const bodies = [one.body].flat();
    const identifying = bodies.filter(({ purpose }) => purpose === 'identifying');
    const entry = entryOfIris(
      identifying.flatMap(({ source: named, value }) => (typeof named === 'string' ? named : (value ?? []))),
      identifying.find((body) => body['marginalia:name'])?.['marginalia:name'],
    );
    const notes = bodies.flatMap(({ purpose, value }) =>
      (purpose === 'commenting' || purpose === 'describing') && value ? value : [],
    );
    const mention = importedMention({
      label,
      id: one.id?.includes('#') ? unescapedIri(one.id.slice(one.id.lastIndexOf('#') + 1)) : undefined,
      entry,
      note: notes.join('\n'),
      by: nameOf(one.creator),
      at: one.created,
      source: nameOf(one.generator),
      value: one['marginalia:value'],
      timex: one['marginalia:timex'],
      mod: one['marginalia:mod'],
      anchor: one['marginalia:anchor'],
      status: one['marginalia:status'],
      confidence: one['marginalia:confidence'],
      attributes: one['marginalia:attributes'],
      flagged: one['marginalia:flagged'],
    });
    found.add(path, mention, anchor, anchors.length > 1 ? anchors : []);
  }
  found.addTo(dataset);
}

/** Where a target stands; `undefined` where nothing is quoted. */
function anchorOf({ selector }: v.InferOutput<typeof targetSchema>): Anchor | undefined {
  const selectors = [selector].flat();
  const quote = selectors.find((one) => one.type === 'TextQuoteSelector');
  const position = selectors.find((one) => one.type === 'TextPositionSelector');
  if (!quote) return undefined;
  const { exact, prefix, suffix } = quote;
  return { quote: exact, position: [position?.start ?? 0, position?.end ?? 0], prefix, suffix };
}

function byStart({ position: [a] }: Anchor, { position: [b] }: Anchor): number {
  return a - b;
}

function nameOf(agent: v.InferOutput<typeof nameSchema> | undefined): string | undefined {
  return typeof agent === 'string' ? agent : (agent?.name ?? agent?.id);
}
