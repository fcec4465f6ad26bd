import * as v from 'valibot';
import { STATUSES } from '../model/annotation';
import { TIMEX_TYPES } from '../model/timex';

/** The version of the sidecar's format that this program writes, under the key `marginalia`. */
export const SIDECAR_VERSION = 1;

/** A sidecar's name is its article's with this behind it. */
export const SIDECAR_SUFFIX = '.ann.yaml';

/** Where the editor serves the JSON Schema from; no network is asked for it. */
export const SIDECAR_SCHEMA_URI = 'marginalia:/schemas/sidecar.schema.json';

const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const timexSchema = v.pipe(
  v.looseObject({
    type: v.pipe(v.picklist(TIMEX_TYPES), v.description('The TIMEX3 type.')),
    value: v.pipe(
      v.string(),
      v.description('The TIMEX3 value, with X for unknown digits: 2024-07-18, XXXX-07, P3D.'),
    ),
    mod: v.optional(v.pipe(v.string(), v.description('The TIMEX3 modifier: START, MID, END, APPROX …'))),
    anchor: v.optional(
      v.pipe(v.string(), v.description('The date that the value was counted from, YYYY-MM-DD.')),
    ),
  }),
  v.description('What a time expression means (TimeML TIMEX3).'),
);

const attributeRecord = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));

const attributesSchema = v.pipe(
  attributeRecord,
  v.description('What the project asks about annotations of this label.'),
);

const piecesSchema = v.pipe(v.array(v.strictTuple([offset, offset])), v.minLength(2));

const versionSchema = v.looseObject({
  label: v.optional(v.pipe(v.string(), v.nonEmpty())),
  status: v.optional(v.picklist(STATUSES)),
  quote: v.optional(v.string()),
  anchor: v.optional(
    v.looseObject({
      quote: v.pipe(v.string(), v.nonEmpty()),
      position: v.tuple([offset, offset]),
      prefix: v.string(),
      suffix: v.string(),
      pieces: v.optional(piecesSchema),
      orphaned: v.optional(v.literal(true)),
    }),
  ),
  timex: v.optional(timexSchema),
  attributes: v.optional(attributesSchema),
  entity: v.optional(v.string()),
  by: v.optional(v.string()),
  at: v.optional(v.string()),
  removed: v.optional(v.literal(true)),
});

export const annotationSchema = v.looseObject({
  id: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.description('The name of this annotation in its file; it never changes.'),
  ),
  label: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.description('person, organization, location, event, product, date, or a label of the project.'),
  ),
  quote: v.pipe(v.string(), v.nonEmpty(), v.description('The annotated text.')),
  position: v.pipe(
    v.tuple([offset, offset]),
    v.description(
      'Start and end (exclusive) in Unicode code points of the article; a line end counts as one.',
    ),
  ),
  prefix: v.pipe(v.string(), v.description('The text just before the quote.')),
  suffix: v.pipe(v.string(), v.description('The text just after the quote.')),
  pieces: v.optional(
    v.pipe(
      piecesSchema,
      v.description(
        'Which parts of the quote are meant, where not all of it is: start and end (exclusive) of each, in Unicode code points of the quote.',
      ),
    ),
  ),
  orphaned: v.optional(
    v.pipe(v.literal(true), v.description('Its place in the article was lost; a person puts it back.')),
  ),
  status: v.pipe(v.picklist(STATUSES), v.description('What is decided about this annotation.')),
  timex: v.optional(timexSchema),
  attributes: v.optional(attributesSchema),
  entity: v.optional(
    v.pipe(v.string(), v.nonEmpty(), v.description('The id of its entry in entities.yaml.')),
  ),
  note: v.optional(v.pipe(v.string(), v.description('What a person has to say about it.'))),
  flagged: v.optional(v.pipe(v.boolean(), v.description('True where a person wants it discussed.'))),
  source: v.optional(v.pipe(v.string(), v.description('The recogniser that proposed it.'))),
  confidence: v.optional(
    v.pipe(v.number(), v.minValue(0), v.maxValue(1), v.description("The recogniser's confidence.")),
  ),
  by: v.optional(v.pipe(v.string(), v.description('Who decided.'))),
  at: v.optional(v.pipe(v.string(), v.description('When it was decided, in UTC.'))),
  conflict: v.optional(
    v.pipe(
      v.array(versionSchema),
      v.description('What two people decided at the same time; whoever decides again settles it.'),
    ),
  ),
  adjudicated: v.optional(
    v.pipe(
      v.array(versionSchema),
      v.description('What each annotator had in their layer; "by" chose among them.'),
    ),
  ),
});

const name = v.pipe(v.string(), v.nonEmpty());

const relationVersionSchema = v.looseObject({
  type: v.optional(name),
  reversed: v.optional(v.literal(true)),
  attributes: v.optional(attributeRecord),
  by: v.optional(v.string()),
  at: v.optional(v.string()),
  removed: v.optional(v.literal(true)),
});

export const relationSchema = v.looseObject({
  id: v.pipe(name, v.description('The name of this relation in its file; it never changes.')),
  type: v.pipe(
    name,
    v.description('How the two belong together, as the relations of the project are named.'),
  ),
  from: v.pipe(name, v.description('The id of the annotation that it leads from.')),
  to: v.pipe(name, v.description('The id of the annotation that it leads to.')),
  attributes: v.optional(
    v.pipe(attributeRecord, v.description('What the project asks about relations of this type.')),
  ),
  note: v.optional(v.pipe(v.string(), v.description('What a person has to say about it.'))),
  by: v.optional(v.pipe(v.string(), v.description('Who decided.'))),
  at: v.optional(v.pipe(v.string(), v.description('When it was decided, in UTC.'))),
  rejected: v.optional(
    v.pipe(v.literal(true), v.description('Somebody proposed it, and whoever adjudicated found it wrong.')),
  ),
  adjudicated: v.optional(
    v.pipe(
      v.array(relationVersionSchema),
      v.description('What each annotator had between the two; "by" chose among them.'),
    ),
  ),
});

export const sidecarSchema = v.pipe(
  v.looseObject({
    marginalia: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.description("The version of this file's format."),
    ),
    language: v.optional(
      v.pipe(v.string(), v.description('The language of the article where it had to be said: pt, bg, en.')),
    ),
    published: v.optional(
      v.pipe(
        v.string(),
        v.isoDate(),
        v.description('The day the article appeared, YYYY-MM-DD. Relative dates are counted from it.'),
      ),
    ),
    labels: v.optional(
      v.pipe(
        v.array(v.pipe(v.string(), v.nonEmpty())),
        v.description("The labels of the whole article, of the project's articleLabels."),
      ),
    ),
    annotations: v.optional(v.nullable(v.array(annotationSchema))),
    relations: v.optional(
      v.pipe(
        v.nullable(v.array(relationSchema)),
        v.description('How annotations of this article belong together.'),
      ),
    ),
    fingerprint: v.optional(
      v.pipe(
        v.string(),
        v.description(
          'Of the text that the annotations were made on: Marginalia finds them by it in a later one.',
        ),
      ),
    ),
  }),
  v.title('Marginalia sidecar'),
  v.description('Annotations of the article beside this file.'),
);
