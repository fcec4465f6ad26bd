import type * as v from 'valibot';
import { DEFAULT_LABELS, type Label } from '../model/label';
import type { Problem } from '../model/problem';
import type { Sidecar } from '../sidecar/parse';
import { problemAt, readYamlFile, type YamlFormat } from '../text/yaml-source';
import { PROJECT_FILE, PROJECT_VERSION, projectSchema, type RECOGNIZERS } from './schema';

export type RecognizerChoice = (typeof RECOGNIZERS)[number];

/** A label of a project's set. */
export interface ProjectLabel {
  readonly name: Label;
  /** What belongs under it: the guideline of whoever chooses. */
  readonly description?: string;
  /** `#rrggbb`; the editor's own where a project gives none. */
  readonly color?: { readonly light: string; readonly dark: string };
  /** The digit, from 1 to 9, that gives it; the first nine labels without one take those that are free. */
  readonly key?: number;
}

/** A label that a whole article can have; an article can have several. */
export interface ArticleLabel {
  readonly name: Label;
  /** Which articles have it. */
  readonly description?: string;
}

/** What can be said about annotations beside their label. */
export interface ProjectAttribute {
  readonly name: string;
  readonly description?: string;
  /** The labels that have it; all where absent. */
  readonly labels?: readonly Label[];
  readonly values: readonly string[];
}

/** A way in which two annotations can belong together. */
export interface ProjectRelation {
  readonly name: string;
  /** What it says of the two: the guideline of whoever chooses. */
  readonly description?: string;
  /** The labels that it leads from, and to; all where absent. */
  readonly from?: readonly Label[];
  readonly to?: readonly Label[];
  readonly attributes: readonly Omit<ProjectAttribute, 'labels'>[];
}

/** What is offered where a project does not say how annotations can belong together; any other name will do as well. */
const USUAL_RELATIONS: readonly ProjectRelation[] = [
  { name: 'works-for', from: ['person'], to: ['organization', 'person'], attributes: [] },
  { name: 'related-to', from: ['person'], to: ['person'], attributes: [] },
  { name: 'part-of', attributes: [] },
  { name: 'located-in', to: ['location'], attributes: [] },
  { name: 'takes-part-in', from: ['person', 'organization'], to: ['event'], attributes: [] },
  { name: 'happens-on', to: ['date'], attributes: [] },
];

/** The rules of a folder of articles. What is absent is as the settings have it. */
export interface Project {
  readonly labels: readonly ProjectLabel[];
  readonly attributes: readonly ProjectAttribute[];
  /** Of whole articles, in the order in which they are offered. */
  readonly articleLabels: readonly ArticleLabel[];
  /** Absent where any relation will do. */
  readonly relations?: readonly ProjectRelation[];
  readonly articles?: readonly string[];
  readonly exclude?: readonly string[];
  readonly annotators: readonly string[];
  /** True if each of the annotators works in a layer of their own. */
  readonly layers?: boolean;
  readonly recognizer?: RecognizerChoice;
  /** Ranges are in the source. A project with any has the usual rules. */
  readonly problems: readonly Problem[];
}

/** A folder that has no project file. */
export const DEFAULT_PROJECT: Project = {
  labels: withKeys(DEFAULT_LABELS.map((name) => ({ name }))),
  attributes: [],
  articleLabels: [],
  annotators: [],
  problems: [],
};

const FORMAT: YamlFormat<typeof projectSchema> = {
  kind: 'project',
  file: PROJECT_FILE,
  schema: projectSchema,
  version: PROJECT_VERSION,
  newer: {
    message:
      'This project file has format version {0}; this Marginalia knows version {1}. Update Marginalia to work with it.',
  },
};

/** Reads a project file. Never throws: faults are problems with a range and a remedy. An empty file says nothing. */
export function parseProject(source: string): Project {
  const failed = (problems: readonly Problem[]): Project => ({ ...DEFAULT_PROJECT, problems });
  const reading = readYamlFile(source, FORMAT);
  if (!reading.ok) return failed(reading.problems);
  const { value, problem } = reading;
  if (value === undefined) return DEFAULT_PROJECT;
  const {
    labels,
    attributes = [],
    articleLabels = [],
    relations,
    articles,
    exclude,
    annotators = [],
    layers,
    recognizer,
  } = value;
  const problems: Problem[] = [];
  for (const [index, { name, key }] of (labels ?? []).entries()) {
    const earlier = labels?.slice(0, index) ?? [];
    if (earlier.some((one) => one.name === name)) {
      const message = 'The label “{0}” is named twice. Take one of the two away.';
      problems.push(problem('project-duplicate-label', ['labels', index, 'name'], message, name));
    }
    const same = key === undefined ? undefined : earlier.find((one) => one.key === key);
    if (same) {
      const message = 'The key {0} is that of “{1}”. Give one of the two another.';
      problems.push(
        problem('project-duplicate-key', ['labels', index, 'key'], message, String(key), same.name),
      );
    }
  }
  for (const [index, { name }] of articleLabels.entries()) {
    if (articleLabels.slice(0, index).some((one) => one.name === name)) {
      const message = 'The label “{0}” is named twice. Take one of the two away.';
      problems.push(problem('project-duplicate-label', ['articleLabels', index, 'name'], message, name));
    }
  }
  const names = new Set<string>(labels?.map(({ name }) => name) ?? DEFAULT_LABELS);
  for (const [index, attribute] of attributes.entries()) {
    if (attributes.slice(0, index).some(({ name }) => name === attribute.name)) {
      const message = 'The attribute “{0}” is named twice. Take one of the two away.';
      problems.push(
        problem('project-duplicate-attribute', ['attributes', index, 'name'], message, attribute.name),
      );
    }
    for (const [place, label] of (attribute.labels ?? []).entries()) {
      if (names.has(label)) continue;
      const message = 'There is no label “{0}”. Name one of: {1}.';
      const path = ['attributes', index, 'labels', place];
      problems.push(problem('project-label', path, message, label, [...names].join(', ')));
    }
  }
  for (const [index, relation] of (relations ?? []).entries()) {
    if (relations?.slice(0, index).some(({ name }) => name === relation.name)) {
      const message = 'The relation “{0}” is named twice. Take one of the two away.';
      problems.push(
        problem('project-duplicate-relation', ['relations', index, 'name'], message, relation.name),
      );
    }
    for (const end of ['from', 'to'] as const) {
      for (const [place, label] of (relation[end] ?? []).entries()) {
        if (names.has(label)) continue;
        const message = 'There is no label “{0}”. Name one of: {1}.';
        const path = ['relations', index, end, place];
        problems.push(problem('project-label', path, message, label, [...names].join(', ')));
      }
    }
  }
  if (problems.length > 0) return failed(problems);
  return {
    labels: labels ? withKeys(labels.map(projectLabel)) : DEFAULT_PROJECT.labels,
    attributes: attributes.map(({ labels: some, ...attribute }) => ({
      ...projectAttribute(attribute),
      ...(some && { labels: some }),
    })),
    articleLabels: articleLabels.map(({ name, description }) => ({
      name,
      ...(description !== undefined && { description }),
    })),
    ...(relations && { relations: relations.map(projectRelation) }),
    ...(articles && { articles }),
    ...(exclude && { exclude }),
    annotators,
    ...(layers !== undefined && { layers }),
    ...(recognizer && { recognizer }),
    problems: [],
  };
}

type Entries = v.InferOutput<typeof projectSchema>;
type LabelEntry = NonNullable<Entries['labels']>[number];

function projectLabel({ name, description, color, key }: LabelEntry): ProjectLabel {
  return {
    name,
    ...(description !== undefined && { description }),
    ...(color !== undefined && { color: typeof color === 'string' ? { light: color, dark: color } : color }),
    ...(key !== undefined && { key }),
  };
}

function projectAttribute({
  name,
  description,
  values,
}: {
  readonly name: string;
  readonly description?: string | undefined;
  readonly values: readonly string[];
}): Omit<ProjectAttribute, 'labels'> {
  return { name, values, ...(description !== undefined && { description }) };
}

function projectRelation({
  name,
  description,
  from,
  to,
  attributes = [],
}: NonNullable<Entries['relations']>[number]): ProjectRelation {
  return {
    name,
    ...(description !== undefined && { description }),
    ...(from && { from }),
    ...(to && { to }),
    attributes: attributes.map(projectAttribute),
  };
}

function withKeys(labels: readonly ProjectLabel[]): ProjectLabel[] {
  const given = new Set(labels.map(({ key }) => key));
  const free = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((key) => !given.has(key));
  return labels.map((label) => {
    const key = label.key ?? free.shift();
    return key === undefined ? label : { ...label, key };
  });
}

/** The attributes that annotations of a label have. */
export function attributesOf({ attributes }: Project, label: Label): ProjectAttribute[] {
  return attributes.filter(({ labels }) => labels === undefined || labels.includes(label));
}

/** The relations that may lead from an annotation of a label, and, where that is given, to one of another label. */
export function relationsOf(
  { relations = USUAL_RELATIONS }: Project,
  from: Label,
  to?: Label,
): ProjectRelation[] {
  return relations.filter((one) => leadsBetween(one, from, to));
}

function leadsBetween({ from, to }: ProjectRelation, one: Label, other: Label | undefined): boolean {
  return (from?.includes(one) ?? true) && (other === undefined || (to?.includes(other) ?? true));
}

/** The relations of a sidecar that its project does not have, or not between annotations of such labels. */
export function strangeRelations(
  { relations: known }: Project,
  { annotations, relations, relationBlocks }: Pick<Sidecar, 'annotations' | 'relations' | 'relationBlocks'>,
): Problem[] {
  if (!known || relations.length === 0) return [];
  const labels = new Map(annotations.map(({ id, label }) => [id, label]));
  return relations.flatMap(({ id, type, from, to }): Problem[] => {
    const { start, end } = relationBlocks.get(id) ?? { start: 0, end: 1 };
    const declared = known.find(({ name }) => name === type);
    if (!declared) {
      const message =
        'The relation “{0}” is not among those of the project: {1}. Give it another type, or add it to marginalia.yaml.';
      const names = known.map(({ name }) => name).join(', ');
      return [problemAt('relation-unknown', message, start, end, type, names)];
    }
    const [one, other] = [labels.get(from) ?? '', labels.get(to) ?? ''];
    if (leadsBetween(declared, one, other)) return [];
    const message =
      'The relation “{0}” does not lead from {1} to {2}. Give it another type, or change its ends in marginalia.yaml.';
    return [problemAt('relation-ends', message, start, end, type, one, other)];
  });
}
