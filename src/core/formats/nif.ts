import { Parser } from 'n3';
import * as v from 'valibot';
import { indexCodePoints } from '../text/code-points';
import type { AnnotatedArticle } from './annotated-article';
import { articleIri, options, TERMS, unescapedIri } from './article-iri';
import type { DatasetFile } from './dataset-file';
import {
  readEach,
  type DatasetReader,
  numberedName,
  type DatasetPlace,
  type Offsets,
} from './dataset-reader';
import { FACTS, optionOf, type DatasetFormat, type Fact } from './format';
import {
  addressesOf,
  articleFields,
  entryIri,
  entryOfIris,
  importedArticleFields,
  importedMention,
  mentionEntries,
  mentionFields,
  optionalText,
  textEntries,
} from './mention-fields';

const NIF = 'http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#';
const ITSRDF = 'http://www.w3.org/2005/11/its/rdf#';
const XSD = 'http://www.w3.org/2001/XMLSchema#';
const DCT = 'http://purl.org/dc/terms/';
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
const PIECE = `${TERMS}piece`;
const LABELS = 'urn:marginalia:label:';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

const PREFIXES = `@prefix nif: <${NIF}> .
@prefix itsrdf: <${ITSRDF}> .
@prefix xsd: <${XSD}> .
@prefix dct: <${DCT}> .
@prefix marginalia: <${TERMS}> .
`;

/**
 * The NLP Interchange Format 2.1 (NLP2RDF) in Turtle: each article a `nif:Context`, each annotated stretch a
 * `nif:Phrase`, each annotation a `nif:AnnotationUnit` with its label as `itsrdf:taClassRef`. Offsets are characters as
 * RFC 5147 counts them, Unicode code points of the article's text, half-open. Holds everything, overlaps included: a
 * unit in pieces stands on the phrase around them and names each as `marginalia:piece`.
 */
export const nif: DatasetFormat = {
  id: 'nif',
  name: 'RDF NIF (Turtle)',
  extensions: ['ttl'],
  layout: 'file',
  offsets: 'code points',
  text: 'whole',
  overlaps: true,
  pieces: true,
  facts: new Set<Fact>(FACTS.filter((fact) => fact !== 'labels')),
  options,
  write(settings) {
    const base = optionOf({ options }, settings, 'base');
    let begun = false;
    const opening = () => {
      const content = begun ? '' : PREFIXES;
      begun = true;
      return content;
    };
    return {
      add: (annotated) => ({
        parts: [{ path: 'dataset.ttl', content: opening() + turtleOf(annotated, base) }],
        omitted: [],
      }),
      end: () => (begun ? [] : [{ path: 'dataset.ttl', content: opening() }]),
    };
  },
  read(files, settings) {
    const base = optionOf({ options }, settings, 'base');
    return readEach(files, (file, dataset) => readFile(file, base, dataset));
  },
};

function turtleOf(annotated: AnnotatedArticle, base: string): string {
  const { file, article, mentions } = annotated;
  const { text } = article;
  const { language, published, title, source } = articleFields(annotated);
  const codePoints = indexCodePoints(text);
  const document = articleIri(base, file);
  const iri = (start: number, end: number) => `<${document}#char=${start},${end}>`;
  const context = iri(0, codePoints.fromUtf16(text.length));
  const blocks = [
    resource(context, [
      ['a', 'nif:Context, nif:OffsetBasedString'],
      ['nif:beginIndex', number(0)],
      ['nif:endIndex', number(codePoints.fromUtf16(text.length))],
      ['nif:isString', literal(text)],
      ['dct:identifier', literal(file)],
      ['dct:language', language === 'und' ? undefined : literal(language)],
      ['dct:issued', published && `${literal(published)}^^xsd:date`],
      ['dct:title', title === undefined ? undefined : literal(title)],
      ['dct:source', source === undefined ? undefined : literal(source)],
    ]),
  ];
  const phrases = new Map<
    string,
    { readonly start: number; readonly end: number; readonly units: string[] }
  >();
  for (const [index, mention] of mentions.entries()) {
    const start = codePoints.fromUtf16(mention.span.start);
    const end = codePoints.fromUtf16(mention.span.end);
    const { label, confidence, entry, attributes, ...fields } = mentionFields(mention, annotated.entries);
    const unit = `<${document}#annotation=${index + 1}>`;
    const key = `${start},${end}`;
    const phrase = phrases.get(key) ?? { start, end, units: [] };
    phrases.set(key, phrase);
    phrase.units.push(unit);
    const pieces = mention.pieces?.map((piece): [number, number] => [
      codePoints.fromUtf16(piece.start),
      codePoints.fromUtf16(piece.end),
    ]);
    for (const [from, to] of pieces ?? []) {
      const name = `${from},${to}`;
      if (!phrases.has(name)) phrases.set(name, { start: from, end: to, units: [] });
    }
    blocks.push(
      resource(unit, [
        ['a', 'nif:AnnotationUnit'],
        ['itsrdf:taClassRef', `<${LABELS}${encodeURIComponent(label)}>`],
        [
          'itsrdf:taIdentRef',
          entry && [entryIri(entry), ...addressesOf(entry)].map((one) => `<${one}>`).join(', '),
        ],
        ['marginalia:piece', pieces?.map(([from, to]) => iri(from, to)).join(', ')],
        ['marginalia:entityName', entry?.name === undefined ? undefined : literal(entry.name)],
        ['itsrdf:taConfidence', confidence === undefined ? undefined : `"${confidence}"^^xsd:double`],
        ['marginalia:attributes', attributes && literal(JSON.stringify(attributes))],
        ...Object.entries(fields).map(([name, value]): [string, string] => [
          `marginalia:${name}`,
          literal(String(value)),
        ]),
      ]),
    );
  }
  for (const { start, end, units } of phrases.values()) {
    const quote = text.slice(codePoints.toUtf16(start), codePoints.toUtf16(end));
    blocks.push(
      resource(iri(start, end), [
        // A phrase that is the whole text has the context's own name.
        ['a', 'nif:Phrase, nif:OffsetBasedString'],
        ['nif:referenceContext', context],
        ['nif:beginIndex', number(start)],
        ['nif:endIndex', number(end)],
        ['nif:anchorOf', literal(quote)],
        ['nif:annotationUnit', units.length === 0 ? undefined : units.join(', ')],
      ]),
    );
  }
  return blocks.join('');
}

function resource(subject: string, properties: readonly (readonly [string, string | undefined])[]): string {
  const told = properties.filter(([, value]) => value !== undefined);
  return `\n${subject}\n${told.map(([name, value]) => `  ${name} ${value}`).join(' ;\n')} .\n`;
}

function number(value: number): string {
  return `"${value}"^^xsd:nonNegativeInteger`;
}

/** A string of Turtle; control characters are escaped by their code. */
function literal(text: string): string {
  const escaped = text.replace(/["\\\p{Cc}\u2028\u2029]/gu, (character) => {
    if (character === '"' || character === '\\') return `\\${character}`;
    if (character === '\n') return '\\n';
    return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

const unitSchema = v.object({
  ...mentionEntries,
  ...textEntries,
  label: v.optional(v.string()),
  entityName: optionalText,
  confidence: v.optional(v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(0), v.maxValue(1))),
});

/** The properties of each subject, in the order of the file. */
type Graph = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

function readFile({ path, content }: DatasetFile, base: string, dataset: DatasetReader): void {
  const source = (content as string).replace(/^\ufeff/, '');
  const place = { path, range: { start: 0, end: 0 } };
  let graph: Graph;
  try {
    graph = graphOf(source);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // N3's parser throws plain errors, which name the line.
    const line = Number(/line (\d+)/.exec(error.message)?.[1] ?? 1);
    const start = lineStart(content as string, line);
    return dataset.error(
      { path, range: { start, end: start + 1 } },
      'turtle',
      'This is not valid Turtle: {0} The file may be cut off.',
      error.message,
    );
  }
  let count = 0;
  const pieces = new Set([...graph.values()].flatMap((told) => told.get(PIECE) ?? []));
  for (const [subject, properties] of graph) {
    if (!properties.get(TYPE)?.includes(`${NIF}Context`)) continue;
    count++;
    const text = properties.get(`${NIF}isString`)?.[0];
    if (text === undefined) {
      dataset.error(
        place,
        'nif-context',
        'The context {0} has no nif:isString. Add its text to the dataset.',
        subject,
      );
      continue;
    }
    const one = (name: string) => properties.get(name)?.[0];
    const named = subject.startsWith(base)
      ? unescapedIri(subject.slice(base.length).replace(/#.*$/, ''))
      : undefined;
    const article = dataset.open(place, one(`${DCT}identifier`) ?? named ?? numberedName(path, count), text);
    if (!article) continue;
    for (const [phrase, told] of graph) {
      if (told.get(`${NIF}referenceContext`)?.[0] !== subject) continue;
      const [start, end] = offsetsOf(told);
      const quote = told.get(`${NIF}anchorOf`)?.find((candidate) => [...candidate].length === end - start);
      const units = told.get(`${NIF}annotationUnit`) ?? (pieces.has(phrase) ? [] : [phrase]);
      for (const unit of units) {
        const said = graph.get(unit);
        const mention = mentionOf(said, unit, place, dataset);
        if (!mention) continue;
        const own = said?.get(PIECE)?.map((piece) => offsetsOf(graph.get(piece)));
        if (own) article.addPieces(place, own, 'code points', mention);
        else article.addCodePoints(place, start, end, mention, quote);
      }
    }
    article.close(
      importedArticleFields({
        language: one(`${DCT}language`),
        published: one(`${DCT}issued`),
        title: one(`${DCT}title`),
        source: one(`${DCT}source`),
      }),
    );
  }
  if (count === 0)
    dataset.error(
      place,
      'nif-context',
      'There is no nif:Context in this file. Choose the format that the file has.',
    );
}

function offsetsOf(properties: ReadonlyMap<string, readonly string[]> | undefined): Offsets {
  const [start, end] = ['beginIndex', 'endIndex'].map((name) =>
    Number(properties?.get(NIF + name)?.[0] ?? NaN),
  );
  return [start!, end!];
}

function mentionOf(
  properties: ReadonlyMap<string, readonly string[]> | undefined,
  name: string,
  place: DatasetPlace,
  dataset: DatasetReader,
) {
  const [reference] = properties?.get(`${ITSRDF}taClassRef`) ?? [];
  if (!properties || reference === undefined) {
    dataset.warn(place, 'nif-class', 'The string {0} has no itsrdf:taClassRef: it is left out.', name);
    return undefined;
  }
  const label = reference.startsWith(LABELS)
    ? unescapedIri(reference.slice(LABELS.length))
    : reference.slice(Math.max(reference.lastIndexOf('#'), reference.lastIndexOf('/')) + 1).toLowerCase();
  const told: [string, string][] = [];
  for (const [key, [value = '']] of properties) {
    if (key.startsWith(TERMS)) told.push([key.slice(TERMS.length), value]);
    if (key === `${ITSRDF}taConfidence`) told.push(['confidence', value]);
  }
  const reading = v.safeParse(unitSchema, Object.fromEntries(told), { abortEarly: true });
  if (reading.success && label) {
    const entry = entryOfIris(properties.get(`${ITSRDF}taIdentRef`) ?? [], reading.output.entityName);
    const note = reading.output.note ?? properties.get(`${RDFS}comment`)?.[0];
    return importedMention({ ...reading.output, label, entry, note });
  }
  const issue = reading.issues?.[0];
  const [key = 'label'] = (issue?.path ?? []).map(({ key }) => String(key));
  dataset.error(place, 'nif-unit', '{0}: {1}: {2}.', name, key, issue?.message ?? 'missing');
  return undefined;
}

function graphOf(source: string): Graph {
  const graph = new Map<string, Map<string, string[]>>();
  for (const { subject, predicate, object } of new Parser({ format: 'text/turtle' }).parse(source)) {
    let properties = graph.get(subject.value);
    if (!properties) graph.set(subject.value, (properties = new Map<string, string[]>()));
    const values = properties.get(predicate.value);
    if (values) values.push(object.value);
    else properties.set(predicate.value, [object.value]);
  }
  return graph;
}

function lineStart(source: string, line: number): number {
  let start = 0;
  for (let number = 1; number < line; number++) {
    const newline = source.indexOf('\n', start);
    if (newline < 0) return start;
    start = newline + 1;
  }
  return start;
}
