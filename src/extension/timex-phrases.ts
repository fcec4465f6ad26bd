import * as vscode from 'vscode';
import { TIMEX_PHRASES, type TimexPhrases } from '../core/index';

/** The phrases in which time expressions are told, in the editor's language. */
export function timexPhrases(): TimexPhrases {
  return translated(TIMEX_PHRASES);
}

function translated<T extends object>(phrases: T): T {
  const entries = Object.entries(phrases).map(([key, phrase]: [string, unknown]) => [
    key,
    typeof phrase === 'string' ? vscode.l10n.t(phrase) : translated(phrase as object),
  ]);
  return Object.fromEntries(entries) as T;
}
