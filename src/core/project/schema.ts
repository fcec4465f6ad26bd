import * as v from 'valibot';

/** The name of a project's file, at the root of its folder. */
export const PROJECT_FILE = 'marginalia.yaml';

/** The version of the project file's format that this program reads, under the key `marginalia`. */
export const PROJECT_VERSION = 1;

export const PROJECT_SCHEMA_URI = 'marginalia:/schemas/project.schema.json';

/** What finds names: the trained model, rules alone, or nobody. */
export const RECOGNIZERS = ['trained', 'light', 'none'] as const;

const text = v.pipe(v.string(), v.regex(/\S/, 'Write some text, or leave the key out.'));

const color = v.pipe(
  v.string(),
  v.regex(/^#[0-9a-fA-F]{6}$/, 'Write a colour as six hexadecimal digits in quotes: "#0b62c4".'),
);

const colorSchema = v.pipe(
  v.union(
    [color, v.strictObject({ light: color, dark: color })],
    'Write a colour as six hexadecimal digits in quotes, "#0b62c4", or one each for light and dark themes.',
  ),
  v.description('The colour of its line: "#0b62c4", or one each for light and dark themes.'),
);

const globs = v.array(text);

const name = v.pipe(
  v.string(),
  v.regex(
    /^[^\s,;]+$/,
    'Write a name without spaces, commas and semicolons: files and datasets spell it so.',
  ),
  v.description('As sidecars and datasets spell it.'),
);

const labelSchema = v.looseObject({
  name,
  description: v.optional(
    v.pipe(text, v.description('What belongs under this label; shown when one is chosen.')),
  ),
  color: v.optional(colorSchema),
  key: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1, 'Write a digit from 1 to 9.'),
      v.maxValue(9, 'Write a digit from 1 to 9.'),
      v.description('The digit that gives this label in annotation mode; the order of the list otherwise.'),
    ),
  ),
});

const articleLabelSchema = v.looseObject({
  name,
  description: v.optional(
    v.pipe(text, v.description('Which articles have this label; shown when labels are chosen.')),
  ),
});

const attributeSchema = v.looseObject({
  name: v.pipe(text, v.description('As sidecars spell it.')),
  description: v.optional(v.pipe(text, v.description('What is asked; shown when a value is chosen.'))),
  labels: v.optional(v.pipe(v.array(text), v.description('The labels that have it; all if left out.'))),
  values: v.pipe(
    v.array(text),
    v.minLength(1, 'Name the values that can be chosen.'),
    v.description('What can be chosen.'),
  ),
});

const relationSchema = v.looseObject({
  name,
  description: v.optional(v.pipe(text, v.description('What it says of the two; shown when one is chosen.'))),
  from: v.optional(v.pipe(v.array(text), v.description('The labels that it leads from; all if left out.'))),
  to: v.optional(v.pipe(v.array(text), v.description('The labels that it leads to; all if left out.'))),
  attributes: v.optional(
    v.pipe(
      v.array(v.omit(attributeSchema, ['labels'])),
      v.description('What can be said about a relation of this type.'),
    ),
  ),
});

export const projectSchema = v.pipe(
  v.looseObject({
    marginalia: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.description("The version of this file's format."),
    ),
    labels: v.optional(
      v.pipe(
        v.array(labelSchema),
        v.minLength(1, 'Name a label, or leave the key out to have the usual ones.'),
        v.description(
          'The label set, in the order in which it is offered. Without it: person, organization, location, event, product, date.',
        ),
      ),
    ),
    attributes: v.optional(
      v.pipe(
        v.array(attributeSchema),
        v.description('What can be said about an annotation beside its label.'),
      ),
    ),
    articleLabels: v.optional(
      v.pipe(
        v.array(articleLabelSchema),
        v.description('The labels that a whole article can have, several at a time: its topics, its kind.'),
      ),
    ),
    relations: v.optional(
      v.pipe(
        v.array(relationSchema),
        v.description('How two annotations can belong together. Without it, any name will do.'),
      ),
    ),
    articles: v.optional(
      v.pipe(globs, v.description('Globs of the files that are articles, instead of the setting.')),
    ),
    exclude: v.optional(
      v.pipe(globs, v.description('Globs of the files that never are, instead of the setting.')),
    ),
    annotators: v.optional(
      v.pipe(v.array(text), v.description('Who annotates here, as they are named in their decisions.')),
    ),
    layers: v.optional(
      v.pipe(
        v.boolean(),
        v.description(
          'Whether each of the annotators works in a layer of their own; the sidecar without a name is then the adjudicated one.',
        ),
      ),
    ),
    recognizer: v.optional(
      v.pipe(
        v.picklist(RECOGNIZERS, 'Write trained, light or none.'),
        v.description('What finds names: a trained model, rules with less memory, or nobody.'),
      ),
    ),
  }),
  v.title('Marginalia project'),
  v.description('The rules of the articles in this folder.'),
);
