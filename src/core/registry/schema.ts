import * as v from 'valibot';

/** The name of a registry's file, beside the project's at the root of its folder. */
export const REGISTRY_FILE = 'entities.yaml';

/** The version of the registry's format that this program writes, under the key `marginalia`. */
export const REGISTRY_VERSION = 1;

export const REGISTRY_SCHEMA_URI = 'marginalia:/schemas/registry.schema.json';

/** In UTF-16 code units: no name of anything is longer, and longer ones are not looked for. */
export const LONGEST_NAME = 200;

/** Whole, not put together, so that it is found in translations; the compiler holds it to the figure. */
type Longest<What extends string> = `Write ${What} of at most ${typeof LONGEST_NAME} characters.`;

const text = v.pipe(v.string(), v.regex(/\S/, 'Write some text, or leave the key out.'));

const name = v.pipe(
  text,
  v.maxLength(LONGEST_NAME, 'Write a name of at most 200 characters.' satisfies Longest<'a name'>),
);

const id = v.pipe(
  v.string(),
  v.regex(/^\S+$/, 'Write an id without spaces: the annotations of this entity name it.'),
  v.maxLength(LONGEST_NAME, 'Write an id of at most 200 characters.' satisfies Longest<'an id'>),
);

const label = v.pipe(
  text,
  v.description('person, organization, location, event, product, or a label of the project.'),
);

const entrySchema = v.looseObject({
  id: v.pipe(id, v.description('By which annotations name the entity; it never changes.')),
  label,
  name: v.pipe(name, v.description('The name that cards and lists give it.')),
  aliases: v.optional(
    v.nullable(v.pipe(v.array(name), v.description('What else it is called; found in articles as well.'))),
  ),
  description: v.optional(v.pipe(text, v.description('What it is, in a sentence; shown on its card.'))),
  identifiers: v.optional(
    v.nullable(
      v.pipe(
        v.record(v.string(), v.union([v.string(), v.number()], 'Write a text or a number.')),
        v.description('What others call it: wikidata: Q42, or an address that begins with https://.'),
      ),
    ),
  ),
  replaces: v.optional(
    v.nullable(
      v.pipe(
        v.array(id),
        v.description('The ids of entries that were merged into this one; they lead here.'),
      ),
    ),
  ),
});

const nameSchema = v.looseObject({
  name: v.pipe(name, v.description('As articles spell it.')),
  label,
});

const names = (description: string) =>
  v.optional(v.nullable(v.pipe(v.array(nameSchema), v.description(description))));

export const registrySchema = v.pipe(
  v.looseObject({
    marginalia: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.description("The version of this file's format."),
    ),
    entities: v.optional(
      v.nullable(
        v.pipe(v.array(entrySchema), v.description('Who and what the articles are about, found by name.')),
      ),
    ),
    rejected: names('Names that are never to be suggested under a label.'),
    forgotten: names('Names about which decisions teach nothing: the recogniser reads them as if new.'),
  }),
  v.title('Marginalia entities'),
  v.description('The entities that the articles of this folder name.'),
);
