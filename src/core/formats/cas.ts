import * as v from 'valibot';
import {
  addressesOf,
  entryIri,
  entryOfIris,
  mentionFields,
  articleFields,
  importedArticleFields,
  importedMention,
  mentionEntries,
  optionalText,
  textEntries,
} from './mention-fields';
import type { AnnotatedArticle } from './annotated-article';
import type { DatasetFile } from './dataset-file';
import { DatasetReader, readEach, type DatasetPlace, type Offsets } from './dataset-reader';
import { FACTS, fileEach, type DatasetFormat, type Fact } from './format';
import { readJsonDocument } from './json-reading';
import { sentencesOf, wordsCutAtMentions, type Word } from './words';
import { attributes, parseXml } from './xml';

const SEGMENTATION = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type';
const NAMED_ENTITY = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';
const METADATA = 'de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData';
const MENTION = 'org.marginalia.Mention';
const PIECE = 'org.marginalia.Piece';
const ARTICLE = 'org.marginalia.Article';

interface CasType {
  readonly name: string;
  readonly description: string;
  readonly parent: string;
  readonly features: Readonly<Record<string, 'uima.cas.String' | 'uima.cas.Double' | 'uima.cas.Boolean'>>;
}

/** The types of DKPro Core that INCEpTION knows, and what Marginalia adds to its NamedEntity. */
const TYPES: readonly CasType[] = [
  {
    name: METADATA,
    description: 'The document.',
    parent: 'uima.tcas.DocumentAnnotation',
    features: {
      documentTitle: 'uima.cas.String',
      documentId: 'uima.cas.String',
      documentUri: 'uima.cas.String',
      collectionId: 'uima.cas.String',
      documentBaseUri: 'uima.cas.String',
      isLastSegment: 'uima.cas.Boolean',
    },
  },
  {
    name: `${SEGMENTATION}.Sentence`,
    description: 'A sentence.',
    parent: 'uima.tcas.Annotation',
    features: { id: 'uima.cas.String' },
  },
  {
    name: `${SEGMENTATION}.Token`,
    description: 'A word.',
    parent: 'uima.tcas.Annotation',
    features: { id: 'uima.cas.String' },
  },
  {
    name: NAMED_ENTITY,
    description: 'A mention and its label.',
    parent: 'uima.tcas.Annotation',
    features: { value: 'uima.cas.String', identifier: 'uima.cas.String' },
  },
  {
    name: MENTION,
    description: 'What Marginalia knows of a mention beyond its label.',
    parent: NAMED_ENTITY,
    features: {
      annotationId: 'uima.cas.String',
      entityId: 'uima.cas.String',
      entityName: 'uima.cas.String',
      status: 'uima.cas.String',
      confidence: 'uima.cas.Double',
      timexType: 'uima.cas.String',
      timexValue: 'uima.cas.String',
      timexMod: 'uima.cas.String',
      timexAnchor: 'uima.cas.String',
      recognizer: 'uima.cas.String',
      decidedBy: 'uima.cas.String',
      decidedAt: 'uima.cas.String',
      attributes: 'uima.cas.String',
      note: 'uima.cas.String',
      flagged: 'uima.cas.Boolean',
    },
  },
  {
    name: PIECE,
    description: 'A piece of a mention that is in pieces.',
    parent: 'uima.tcas.Annotation',
    features: { annotationId: 'uima.cas.String' },
  },
  {
    name: ARTICLE,
    description: 'What Marginalia knows of the article.',
    parent: 'uima.tcas.Annotation',
    features: { published: 'uima.cas.String', source: 'uima.cas.String' },
  },
];

/** A feature structure that is an annotation: UTF-16 code units, half-open. */
interface Structure {
  readonly type: string;
  readonly begin: number;
  readonly end: number;
  readonly features: Readonly<Record<string, string | number | boolean | undefined>>;
}

const COMMON = {
  layout: 'folder',
  offsets: 'UTF-16 code units',
  text: 'whole',
  overlaps: true,
  pieces: true,
  facts: new Set<Fact>(FACTS.filter((fact) => fact !== 'labels')),
  options: [],
} as const satisfies Partial<DatasetFormat>;

/**
 * UIMA's CAS in XMI, a file for each article, with `TypeSystem.xml`. Mentions are of a type that extends DKPro Core's
 * NamedEntity, so that INCEpTION reads them; sentences and tokens are of its segmentation. A mention in pieces goes from
 * the first to the last, and each piece is an annotation of a type of its own with the mention's id. Offsets are UTF-16 code units
 * of the article's text, half-open. Characters that XML cannot hold are U+FFFD, which is as long.
 */
export const casXmi: DatasetFormat = {
  ...COMMON,
  id: 'xmi',
  name: 'UIMA CAS XMI',
  extensions: ['xmi'],
  shards: true,
  write: () => fileEach('xmi', xmiOf, [{ path: 'TypeSystem.xml', content: typeSystem() }]),
  read(files) {
    const dataset = new DatasetReader();
    for (const file of files) if (file.path.endsWith('.xmi')) readXmi(file, dataset);
    return dataset.reading;
  },
};

/**
 * UIMA's JSON CAS 0.4 (Apache UIMA uimaj-io-jsoncas), a file for each article, with the types of `casXmi` in it.
 * Offsets are UTF-16 code units of the article's text, half-open.
 */
export const casJson: DatasetFormat = {
  ...COMMON,
  id: 'jsoncas',
  name: 'UIMA JSON CAS',
  extensions: ['json'],
  shards: true,
  write: () => fileEach('json', jsonOf),
  read: (files) => readEach(files, readJson),
};

const NO_FEATURES: Structure['features'] = {};

function structuresOf(annotated: AnnotatedArticle): Structure[] {
  const { file, article, mentions } = annotated;
  const { language, published, title, source } = articleFields(annotated);
  const whole = { begin: 0, end: article.text.length };
  const words = wordsCutAtMentions(annotated);
  return [
    {
      type: METADATA,
      ...whole,
      features: {
        language: language === 'und' ? 'x-unspecified' : language,
        documentTitle: title,
        documentId: file,
        isLastSegment: false,
      },
    },
    { type: ARTICLE, ...whole, features: { published, source } },
    ...sentencesOf(words).map((sentence): Structure => {
      const [first, last] = [sentence[0] as Word, sentence.at(-1) as Word];
      return {
        type: `${SEGMENTATION}.Sentence`,
        begin: first.span.start,
        end: last.span.end,
        features: NO_FEATURES,
      };
    }),
    ...words.map(({ span }): Structure => ({
      type: `${SEGMENTATION}.Token`,
      begin: span.start,
      end: span.end,
      features: NO_FEATURES,
    })),
    ...mentions.flatMap(({ id, pieces = [] }) =>
      pieces.map(({ start, end }): Structure => ({
        type: PIECE,
        begin: start,
        end,
        features: { annotationId: id },
      })),
    ),
    ...mentions.map((mention): Structure => {
      const { entry, ...fields } = mentionFields(mention, annotated.entries);
      return {
        type: MENTION,
        begin: mention.span.start,
        end: mention.span.end,
        features: {
          value: fields.label,
          identifier: entry && (addressesOf(entry)[0] ?? entryIri(entry)),
          annotationId: fields.id,
          entityId: entry?.id,
          entityName: entry?.name,
          status: fields.status,
          confidence: fields.confidence,
          timexType: fields.timex,
          timexValue: fields.value,
          timexMod: fields.mod,
          timexAnchor: fields.anchor,
          recognizer: fields.source,
          decidedBy: fields.by,
          decidedAt: fields.at,
          attributes: fields.attributes && JSON.stringify(fields.attributes),
          note: fields.note,
          flagged: fields.flagged,
        },
      };
    }),
  ];
}

/** The Ecore namespace and the local name of a type. */
function ecoreOf(type: string): { readonly namespace: string; readonly local: string } {
  const dot = type.lastIndexOf('.');
  return {
    namespace: `http:///${type.slice(0, dot).replaceAll('.', '/')}.ecore`,
    local: type.slice(dot + 1),
  };
}

function xmiOf(annotated: AnnotatedArticle): string {
  const structures = structuresOf(annotated);
  const prefixes = new Map<string, string>();
  const tags = new Map<string, string>();
  for (const { type } of structures) {
    if (tags.has(type)) continue;
    const { namespace, local } = ecoreOf(type);
    const prefix = prefixes.get(namespace) ?? `t${prefixes.size + 1}`;
    prefixes.set(namespace, prefix);
    tags.set(type, `${prefix}:${local}`);
  }
  const lines = structures.map(({ type, begin, end, features }, index) => {
    // Most are words, which have no features.
    const place = ` xmi:id="${index + 2}" sofa="1" begin="${begin}" end="${end}"`;
    return `  <${tags.get(type)}${place}${features === NO_FEATURES ? '' : attributes(features)}/>\n`;
  });
  const declared = [...prefixes].map(([namespace, prefix]) => ` xmlns:${prefix}="${namespace}"`).join('');
  const sofa = attributes({
    'xmi:id': 1,
    sofaNum: 1,
    sofaID: '_InitialView',
    mimeType: 'text/plain',
    sofaString: annotated.article.text,
  });
  const members = structures.map((_, index) => index + 2).join(' ');
  return `<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"${declared} xmi:version="2.0">
  <cas:NULL xmi:id="0"/>
${lines.join('')}  <cas:Sofa${sofa}/>
  <cas:View${attributes({ sofa: 1, members })}/>
</xmi:XMI>
`;
}

function typeSystem(): string {
  const types = TYPES.map(({ name, description, parent, features }) => {
    const lines = Object.entries(features).map(
      ([feature, range]) => `
        <featureDescription>
          <name>${feature}</name>
          <description/>
          <rangeTypeName>${range}</rangeTypeName>
        </featureDescription>`,
    );
    return `
    <typeDescription>
      <name>${name}</name>
      <description>${description}</description>
      <supertypeName>${parent}</supertypeName>${lines.length > 0 ? `\n      <features>${lines.join('')}\n      </features>` : ''}
    </typeDescription>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">
  <name>Marginalia</name>
  <types>${types.join('')}
  </types>
</typeSystemDescription>
`;
}

/** In parts: the whole of an article in another script than Latin is a string that the engine is slow to make. */
function jsonOf(annotated: AnnotatedArticle): string[] {
  const structures = structuresOf(annotated);
  const sofa = {
    '%ID': 1,
    '%TYPE': 'uima.cas.Sofa',
    sofaNum: 1,
    sofaID: '_InitialView',
    mimeType: 'text/plain',
    sofaString: annotated.article.text,
  };
  // Most are words, which have no features: written as they come, they take a fraction of the time of objects.
  const written = structures.map(({ type, begin, end, features }, index) => {
    const told = features === NO_FEATURES ? '{}' : JSON.stringify(features);
    const place = `{"%ID":${index + 2},"%TYPE":"${type}","@sofa":1,"begin":${begin},"end":${end}`;
    return `,${place}${told === '{}' ? '}' : `,${told.slice(1)}`}`;
  });
  const members = structures.map((_, index) => index + 2);
  const views = JSON.stringify({ _InitialView: { '%SOFA': 1, '%MEMBERS': members } });
  return [
    `{"%TYPES":${JSON_TYPES},"%FEATURE_STRUCTURES":[${JSON.stringify(sofa)}`,
    written.join(''),
    `],"%VIEWS":${views}}\n`,
  ];
}

const JSON_TYPES = JSON.stringify(
  Object.fromEntries(
    TYPES.map(({ name, description, parent, features }) => [
      name,
      {
        '%NAME': name,
        '%SUPER_TYPE': parent,
        '%DESCRIPTION': description,
        ...Object.fromEntries(
          Object.entries(features).map(([feature, range]) => [
            feature,
            { '%NAME': feature, '%RANGE': range },
          ]),
        ),
      },
    ]),
  ),
);

const fileName = (path: string, extension: string) =>
  path.endsWith(extension) ? path.slice(0, -extension.length) : path;

/** A named entity of a CAS as attributes, whichever of the two serializations they come from. */
const entitySchema = v.object({
  begin: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.safeInteger()),
  end: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.safeInteger()),
  value: mentionEntries.label,
  annotationId: mentionEntries.id,
  entityId: optionalText,
  status: mentionEntries.status,
  confidence: v.optional(
    v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.number(), v.minValue(0), v.maxValue(1)),
  ),
  timexType: mentionEntries.timex,
  timexValue: mentionEntries.value,
  timexMod: mentionEntries.mod,
  timexAnchor: mentionEntries.anchor,
  recognizer: mentionEntries.source,
  decidedBy: mentionEntries.by,
  decidedAt: mentionEntries.at,
  identifier: optionalText,
  entityName: optionalText,
  attributes: textEntries.attributes,
  note: mentionEntries.note,
  flagged: v.optional(v.nullable(v.union([v.boolean(), textEntries.flagged]))),
});

const pieceSchema = v.object({
  begin: entitySchema.entries.begin,
  end: entitySchema.entries.end,
  annotationId: v.string(),
});

interface CasEntity {
  readonly place: DatasetPlace;
  readonly fields: unknown;
}

interface CasDocument {
  readonly place: DatasetPlace;
  readonly name: string;
  readonly text: string;
  readonly facts: Readonly<Record<string, string | undefined>>;
  readonly entities: readonly CasEntity[];
  readonly pieces: readonly CasEntity[];
}

function addDocument(
  { place, name, text, facts, entities, pieces }: CasDocument,
  dataset: DatasetReader,
): void {
  const article = dataset.open(place, name, text);
  if (!article) return;
  const checked = <S extends v.GenericSchema>(schema: S, { place: at, fields }: CasEntity) => {
    const reading = v.safeParse(schema, fields, { abortEarly: true });
    if (reading.success) return reading.output;
    const [issue] = reading.issues;
    const [key = 'entity'] = (issue.path ?? []).map(({ key }) => String(key));
    dataset.error(at, 'dataset-schema', '{0}: {1}. Correct the entity, or take it out.', key, issue.message);
    return undefined;
  };
  const stretches = new Map<string, Offsets[]>();
  for (const piece of pieces) {
    const read = checked(pieceSchema, piece);
    if (!read) continue;
    const known = stretches.get(read.annotationId);
    if (known) known.push([read.begin, read.end]);
    else stretches.set(read.annotationId, [[read.begin, read.end]]);
  }
  for (const entity of entities) {
    const read = checked(entitySchema, entity);
    if (!read) continue;
    const {
      begin,
      end,
      value: label,
      annotationId: id,
      entityId,
      entityName,
      identifier,
      timexType,
      timexValue,
      timexMod,
      timexAnchor,
      recognizer,
      decidedBy,
      decidedAt,
      ...rest
    } = read;
    const mention = importedMention({
      ...rest,
      label,
      id,
      entry: {
        ...entryOfIris(identifier ? [identifier] : [], entityName),
        ...(entityId && { id: entityId }),
      },
      timex: timexType,
      value: timexValue,
      mod: timexMod,
      anchor: timexAnchor,
      source: recognizer,
      by: decidedBy,
      at: decidedAt,
    });
    const own: readonly Offsets[] = stretches.get(id ?? '') ?? [[begin, end]];
    article.addPieces(entity.place, own, 'UTF-16 code units', mention);
  }
  article.close(importedArticleFields(facts));
}

function readXmi(file: DatasetFile, dataset: DatasetReader): void {
  const reading = parseXml(file);
  if (!reading.ok) return dataset.fail(reading.problem);
  const { root } = reading;
  const elements = root.children.filter((child) => typeof child !== 'string');
  const place = { path: file.path, range: root.range };
  const sofas = elements.filter(
    ({ name, namespace }) => name === 'Sofa' && namespace === 'http:///uima/cas.ecore',
  );
  const [sofa] = sofas;
  const text = sofa?.attributes.get('sofaString');
  if (!sofa || text === undefined) {
    return dataset.error(
      place,
      'xmi-sofa',
      'There is no Sofa with a text in this file. Choose the format that the file has.',
    );
  }
  if (sofas.length > 1)
    dataset.warn(place, 'xmi-views', 'Only the first of {0} views is read.', sofas.length);
  const sofaId = sofa.attributes.get('xmi:id');
  const inView = elements.filter(
    ({ name, attributes: given }) => name !== 'View' && given.get('sofa') === sofaId,
  );
  const ofType = (...names: readonly string[]): CasEntity[] =>
    inView
      .filter(({ name }) => names.includes(name))
      .map(({ attributes: given, range }) => ({
        place: { path: file.path, range },
        fields: Object.fromEntries(given),
      }));
  const metadata = inView.find(
    ({ name }) => name === 'DocumentMetaData' || name === 'DocumentAnnotation',
  )?.attributes;
  const own = inView.find(
    ({ name, namespace }) => name === 'Article' && namespace === ecoreOf(ARTICLE).namespace,
  )?.attributes;
  const unknown = new Set(inView.map(({ name }) => name).filter((name) => !KNOWN.has(name)));
  for (const name of unknown) {
    dataset.warn(
      place,
      'cas-type',
      'Annotations of the type {0} are left out: Marginalia has no place for them.',
      name,
    );
  }
  addDocument(
    {
      place,
      name: fileName(file.path, '.xmi'),
      text,
      facts: {
        language: metadata?.get('language'),
        title: metadata?.get('documentTitle'),
        published: own?.get('published'),
        source: own?.get('source'),
      },
      entities: ofType('NamedEntity', 'Mention'),
      pieces: ofType('Piece'),
    },
    dataset,
  );
}

/** The local names of types that are read, or that the program makes itself. */
const KNOWN = new Set([
  'NamedEntity',
  'Mention',
  'Piece',
  'Article',
  'DocumentMetaData',
  'DocumentAnnotation',
  'Sentence',
  'Token',
]);

const structureSchema = v.looseObject({ '%TYPE': v.string(), '%ID': v.optional(v.number()) });

const casSchema = v.object({ '%FEATURE_STRUCTURES': v.array(structureSchema) });

function readJson(file: DatasetFile, dataset: DatasetReader): void {
  const reading = readJsonDocument(file, casSchema);
  if (!reading.ok) return dataset.fail(reading.problem);
  const place = { path: file.path, range: { start: reading.range.start, end: reading.range.start } };
  const structures = reading.value['%FEATURE_STRUCTURES'];
  const local = ({ '%TYPE': type }: v.InferOutput<typeof structureSchema>) =>
    type.slice(type.lastIndexOf('.') + 1);
  const sofa = structures.find(({ '%TYPE': type }) => type === 'uima.cas.Sofa');
  const text = sofa?.['sofaString'];
  if (!sofa || typeof text !== 'string') {
    return dataset.error(
      place,
      'cas-sofa',
      'There is no Sofa with a text in this file. Choose the format that the file has.',
    );
  }
  const inView = structures.filter((one) => one['@sofa'] === sofa['%ID']);
  const metadata = inView.find((one) => ['DocumentMetaData', 'DocumentAnnotation'].includes(local(one)));
  const own = inView.find(({ '%TYPE': type }) => type === ARTICLE);
  for (const name of new Set(inView.map(local).filter((name) => !KNOWN.has(name)))) {
    dataset.warn(
      place,
      'cas-type',
      'Annotations of the type {0} are left out: Marginalia has no place for them.',
      name,
    );
  }
  const ofType = (...names: readonly string[]): CasEntity[] =>
    inView.filter((one) => names.includes(local(one))).map((fields) => ({ place, fields }));
  const fact = (structure: Readonly<Record<string, unknown>> | undefined, name: string) => {
    const value = structure?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  addDocument(
    {
      place,
      name: fileName(file.path, '.json'),
      text,
      facts: {
        language: fact(metadata, 'language'),
        title: fact(metadata, 'documentTitle'),
        published: fact(own, 'published'),
        source: fact(own, 'source'),
      },
      entities: ofType('NamedEntity', 'Mention'),
      pieces: ofType('Piece'),
    },
    dataset,
  );
}
