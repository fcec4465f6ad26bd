import * as vscode from 'vscode';
import type { LineIndex, Problem } from '../core/index';

/** A problem as VS Code lists it. `lines` indexes the text that its range is in. */
export function diagnosticOf(
  lines: LineIndex,
  problem: Problem,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const start = lines.positionAt(problem.range.start);
  const end = lines.positionAt(problem.range.end);
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const made = new vscode.Diagnostic(range, vscode.l10n.t(problem.message, ...problem.args), severity);
  made.code = problem.code;
  made.source = 'Marginalia';
  return made;
}
