import * as vscode from 'vscode';
import type { LineIndex, Problem } from '../core/index';
import { onOneLine } from './quotation';

/** A problem as VS Code lists it. `lines` indexes the text that its range is in. */
export function diagnosticOf(
  lines: LineIndex,
  problem: Problem,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const start = lines.positionAt(problem.range.start);
  const end = lines.positionAt(problem.range.end);
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const made = new vscode.Diagnostic(range, problemText(problem), severity);
  made.code = problem.code;
  made.source = 'Marginalia';
  return made;
}

/** What a problem says, in the editor's language. */
export function problemText({ code, message, args }: Problem): string {
  // What a schema expects is a sentence of its own; other arguments are names and figures.
  const told = args.map((arg) => {
    if (typeof arg !== 'string') return arg;
    return code.endsWith('-schema') ? vscode.l10n.t(arg) : onOneLine(arg);
  });
  return vscode.l10n.t(message, ...told);
}
