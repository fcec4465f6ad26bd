import { isMap, parseDocument } from 'yaml';
import * as v from 'valibot';
import { DEFAULT_LABELS, type Label } from '../model/label';
import type { Problem } from '../model/problem';
import { MOST_PROBLEMS, repeatedKeys } from '../text/repeated-keys';
import { DEEPEST, deepNesting, plainValue, problemAt, rangeOf } from '../sidecar/parse';
import { PROJECT_VERSION, projectSchema, type RECOGNIZERS } from './schema';

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

/** The rules of a folder of articles. What is absent is as the settings have it. */
export interface Project {
  readonly labels: readonly ProjectLabel[];
  readonly attributes: readonly ProjectAttribute[];
  /** Of whole articles, in the order in which they are offered. */
  readonly articleLabels: readonly ArticleLabel[];
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

/** Reads a project file. Never throws: faults are problems with a range and a remedy. An empty file says nothing. */
export function parseProject(source: string): Project {
  const failed = (problems: readonly Problem[]): Project => ({ ...DEFAULT_PROJECT, problems });
  const nested = deepNesting(source);
  if (nested !== undefined) {
    return failed([
      problemAt(
        'project-depth',
        'This is nested deeper than {0} levels. Write it flatter.',
        nested,
        nested + 1,
        DEEPEST,
      ),
    ]);
  }
  const document = parseDocument(source, {
    prettyErrors: false,
    logLevel: 'silent',
    stringKeys: true,
    uniqueKeys: false,
  });
  if (document.errors.length > 0) {
    return failed(
      document.errors.map(({ message, pos: [from, to] }) =>
        problemAt(
          'project-syntax',
          'This is not valid YAML: {0} Correct it here, or undo the last edit.',
          from,
          Math.max(from + 1, to),
          message,
        ),
      ),
    );
  }
  if (document.contents === null) return DEFAULT_PROJECT;
  const repeated = repeatedKeys(document, 'project-duplicate-key');
  if (repeated.length > 0) return failed(repeated);
  const value = plainValue(document);
  if (!value.ok) {
    return failed([
      problemAt(
        'project-alias',
        'The aliases of this file cannot be resolved: {0} Write out what they stand for.',
        0,
        1,
        value.message,
      ),
    ]);
  }
  const problem = (code: string, path: readonly (string | number)[], message: string, ...args: string[]) => {
    const { start, end } = rangeOf(document, path);
    return problemAt(code, message, start, end, ...args);
  };
  const version = isMap(document.contents) ? document.contents.get('marginalia') : undefined;
  if (typeof version === 'number' && version > PROJECT_VERSION) {
    return failed([
      problem(
        'project-version',
        ['marginalia'],
        'This project file has format version {0}; this Marginalia knows version {1}. Update Marginalia to work with it.',
        String(version),
        String(PROJECT_VERSION),
      ),
    ]);
  }
  const reading = v.safeParse(projectSchema, value.value);
  if (!reading.success) {
    return failed(
      reading.issues.slice(0, MOST_PROBLEMS).map((issue) => {
        const path = (issue.path ?? []).map(({ key }) => key as string | number);
        return problem(
          'project-schema',
          path,
          '{0}: {1}',
          path.join('.') || 'marginalia.yaml',
          issue.message,
        );
      }),
    );
  }
  const {
    labels,
    attributes = [],
    articleLabels = [],
    articles,
    exclude,
    annotators = [],
    layers,
    recognizer,
  } = reading.output;
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
  if (problems.length > 0) return failed(problems);
  return {
    labels: labels ? withKeys(labels.map(projectLabel)) : DEFAULT_PROJECT.labels,
    attributes: attributes.map(({ name, description, labels: some, values }) => ({
      name,
      values,
      ...(description !== undefined && { description }),
      ...(some && { labels: some }),
    })),
    articleLabels: articleLabels.map(({ name, description }) => ({
      name,
      ...(description !== undefined && { description }),
    })),
    ...(articles && { articles }),
    ...(exclude && { exclude }),
    annotators,
    ...(layers !== undefined && { layers }),
    ...(recognizer && { recognizer }),
    problems: [],
  };
}

type LabelEntry = NonNullable<v.InferOutput<typeof projectSchema>['labels']>[number];

function projectLabel({ name, description, color, key }: LabelEntry): ProjectLabel {
  return {
    name,
    ...(description !== undefined && { description }),
    ...(color !== undefined && { color: typeof color === 'string' ? { light: color, dark: color } : color }),
    ...(key !== undefined && { key }),
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
