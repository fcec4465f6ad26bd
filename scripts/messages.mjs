import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Calls of the core whose arguments say to a person what is wrong. */
const TELLING = new Set([
  'problemAt',
  'problem',
  'datasetProblem',
  'datasetWarning',
  'error',
  'warn',
  'fail',
]);

/**
 * All that the program says to people in English, with the file that says it: what is given to `vscode.l10n.t`, and
 * what the core hands over to be translated there: the messages of problems, and of the schemas that find them; what
 * the keys of a sidecar are for; the options of the formats; the phrases of time expressions. The manifest's texts
 * are in package.nls.json.
 *
 * @param {string} root the project's folder
 * @returns {Map<string, string>}
 */
export function messages(root) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const folder of ['src/core', 'src/extension']) {
    const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((one) => one.endsWith('.ts')).sort()) {
      const file = `${folder}/${name.replaceAll(path.sep, '/')}`;
      if (file.includes('/generated/')) continue;
      const source = ts.createSourceFile(
        file,
        readFileSync(path.join(root, file), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      );
      collect(source, file, found);
    }
  }
  return found;
}

/**
 * @param {ts.Node} node
 * @param {string} file
 * @param {Map<string, string>} found
 */
function collect(node, file, found) {
  if (ts.isStringLiteralLike(node) && isMessage(node, file) && !found.has(node.text))
    found.set(node.text, file);
  ts.forEachChild(node, (child) => collect(child, file, found));
}

/**
 * @param {ts.StringLiteralLike} literal
 * @param {string} file
 */
function isMessage(literal, file) {
  /** @type {ts.Node} */
  let value = literal;
  while (
    ts.isParenthesizedExpression(value.parent) ||
    ts.isSatisfiesExpression(value.parent) ||
    (ts.isConditionalExpression(value.parent) && value.parent.condition !== value)
  ) {
    value = value.parent;
  }
  const { parent } = value;
  if (ts.isCallExpression(parent) && parent.expression !== value) {
    const callee = parent.expression;
    const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
    if (name === 't') return parent.arguments[0] === value;
    if (!isProse(literal.text) || file.startsWith('src/extension/')) return false;
    if (callee.getText() === 'v.description') return file === 'src/core/sidecar/schema.ts';
    return TELLING.has(name) || (callee.getText().startsWith('v.') && name !== 'title');
  }
  if ((ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent)) && parent.initializer === value) {
    const owner = enclosing(parent);
    if (owner === 'TIMEX_PHRASES' || owner === 'LEFT_OUT') return true;
    const name = parent.name.getText();
    if (name === 'description') return owner === 'options' && file.startsWith('src/core/formats/');
    return name === 'message' && isProse(literal.text);
  }
  return false;
}

/**
 * The name of the constant, or of the `options` of a format, that a node is in.
 *
 * @param {ts.Node} node
 * @returns {string | undefined}
 */
function enclosing(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isPropertyAssignment(at) && at.name.getText() === 'options') return 'options';
    if (ts.isVariableDeclaration(at)) return at.name.getText();
  }
  return undefined;
}

/** @param {string} text */
function isProse(text) {
  return /[\p{L}\p{P}] [\p{L}{“"]/u.test(text);
}
