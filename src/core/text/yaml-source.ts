import * as v from 'valibot';
import {
  CST,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  parseDocument,
  type Document,
  type ParsedNode,
} from 'yaml';
import type { Problem } from '../model/problem';
import type { Span } from '../model/span';
import { MOST_PROBLEMS, repeatedKeys } from './repeated-keys';

/** The files of the project that are YAML; their problems have codes that begin so. */
export type YamlKind = 'sidecar' | 'project' | 'registry';

export type YamlReading =
  /** `value` is what the document says, without its YAML. */
  | { readonly ok: true; readonly document: Document.Parsed<ParsedNode>; readonly value: unknown }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Deep enough for every file of ours, shallow enough for the parser's recursion. */
const DEEPEST = 64;
const DEEPEST_INDENT = 256;

/**
 * Reads the YAML of a file that a stranger may have written: not what is nested too deep, has a key twice, or has aliases
 * without end. Never throws; linear.
 */
export function readYaml(source: string, kind: YamlKind): YamlReading {
  const failed = (...problems: readonly Problem[]): YamlReading => ({ ok: false, problems });
  const nested = deepNesting(source);
  if (nested !== undefined) {
    return failed(
      problemAt(
        `${kind}-depth`,
        'This is nested deeper than {0} levels. Write it flatter.',
        nested,
        nested + 1,
        DEEPEST,
      ),
    );
  }
  const document = parseYaml(source);
  if (document.errors.length > 0) {
    return failed(
      ...document.errors.map(({ message, pos: [from, to] }) =>
        problemAt(
          `${kind}-syntax`,
          'This is not valid YAML: {0} Correct it here, or undo the last edit.',
          from,
          Math.max(from + 1, to),
          message,
        ),
      ),
    );
  }
  const repeated = repeatedKeys(document, `${kind}-duplicate-key`);
  if (repeated.length > 0) return failed(...repeated);
  const value = plainValue(document);
  if (!value.ok) {
    return failed(
      problemAt(
        `${kind}-alias`,
        'The aliases of this file cannot be resolved: {0} Write out what they stand for.',
        0,
        1,
        value.message,
      ),
    );
  }
  return { ok: true, document, value: value.value };
}

/** A kind of file that a schema says all of. */
export interface YamlFormat<S extends v.GenericSchema> {
  readonly kind: YamlKind;
  /** What such a file is called. */
  readonly file: string;
  readonly schema: S;
  /** The latest version of the format that is known; a file has its own as `marginalia`. */
  readonly version: number;
  /** Says of a later version, {0}, that it is not the one that is known, {1}. */
  readonly newer: { readonly message: string };
}

/** Says what is wrong at a path of a document. */
export type TellProblem = (
  code: string,
  path: readonly (string | number)[],
  message: string,
  ...args: string[]
) => Problem;

/**
 * Reads a file as its schema has it. `value` is `undefined` for a file that says nothing; `problem` is for what is wrong
 * besides. Never throws.
 */
export function readYamlFile<S extends v.GenericSchema>(
  source: string,
  { kind, file, schema, version: known, newer }: YamlFormat<S>,
):
  | {
      readonly ok: true;
      readonly document: Document.Parsed;
      readonly value: v.InferOutput<S> | undefined;
      readonly problem: TellProblem;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const yaml = readYaml(source, kind);
  if (!yaml.ok) return yaml;
  const { document } = yaml;
  const problem: TellProblem = (code, path, message, ...args) => {
    const { start, end } = rangeOf(document, path);
    return problemAt(code, message, start, end, ...args);
  };
  if (document.contents === null) return { ok: true, document, value: undefined, problem };
  const version = isMap(document.contents) ? document.contents.get('marginalia') : undefined;
  if (typeof version === 'number' && version > known) {
    const told = problem(`${kind}-version`, ['marginalia'], newer.message, String(version), String(known));
    return { ok: false, problems: [told] };
  }
  const reading = v.safeParse(schema, yaml.value);
  if (!reading.success) {
    return { ok: false, problems: schemaProblems(document, kind, file, reading.issues) };
  }
  return { ok: true, document, value: reading.output, problem };
}

/** The YAML alone, with its tokens for editing. `repeatedKeys` compares its keys. */
export function parseYaml(source: string): Document.Parsed<ParsedNode> {
  return parseDocument(source, {
    prettyErrors: false,
    logLevel: 'silent',
    stringKeys: true,
    uniqueKeys: false,
    keepSourceTokens: true,
  });
}

/** What a schema finds wrong with a document; `whole` names the file where the fault is of no key. */
export function schemaProblems(
  document: Document.Parsed,
  kind: YamlKind,
  whole: string,
  issues: readonly v.BaseIssue<unknown>[],
): Problem[] {
  return issues.slice(0, MOST_PROBLEMS).map(({ path: keys = [], message }) => {
    const path = keys.map(({ key }) => key as string | number);
    const { start, end } = rangeOf(document, path);
    return problemAt(`${kind}-schema`, '{0}: {1}', start, end, path.join('.') || whole, message);
  });
}

/** What a document says, without its YAML; not where its aliases are too many to resolve. */
function plainValue(
  document: Document,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    if (error instanceof ReferenceError) return { ok: false, message: error.message };
    throw error;
  }
}

/** The range of the deepest node on a path that exists. */
export function rangeOf(document: Document.Parsed, path: readonly (string | number)[]): Span {
  let range: Span = { start: 0, end: Math.min(1, document.contents?.range?.[1] ?? 1) };
  let node: unknown = document.contents;
  const see = (candidate: unknown) => {
    if (isNode(candidate) && candidate.range) range = { start: candidate.range[0], end: candidate.range[1] };
  };
  see(isScalar(node) ? node : undefined);
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      if (!pair) {
        see(node.items[0]?.key);
        return range;
      }
      see(pair.key);
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
    } else {
      return range;
    }
    see(node);
  }
  return range;
}

/**
 * Where collections nest too deep: brackets and the indicators of one line, or of one item in brackets, count a level
 * each. Found on the lexer's tokens, so that brackets inside quotes do not count.
 */
function deepNesting(source: string): number | undefined {
  let offset = 0;
  let brackets = 0;
  let indicators = 0;
  let lineStart = true;
  for (const token of new Lexer().lex(source)) {
    const type = CST.tokenType(token);
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets++;
    else if (type === 'flow-seq-end' || type === 'flow-map-end') brackets = Math.max(0, brackets - 1);
    else if (type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind') indicators++;
    else if (type === 'comma' || (type === 'newline' && brackets === 0)) indicators = 0;
    const tooFarIn = lineStart && brackets === 0 && type === 'space' && token.length > DEEPEST_INDENT;
    if (tooFarIn || brackets + indicators > DEEPEST) return offset;
    lineStart = type === 'newline';
    if (type !== 'doc-mode' && type !== 'flow-error-end' && type !== 'scalar') offset += token.length;
  }
  return undefined;
}

export function problemAt(
  code: string,
  message: string,
  start: number,
  end: number,
  ...args: (string | number)[]
): Problem {
  return { code, message, args, range: { start, end } };
}
