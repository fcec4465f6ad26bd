import * as vscode from 'vscode';
import { languageTagOf, type LanguageTag } from '../core/index';

/** The settings under `marginalia`, read afresh at each call. */
export const settings = {
  /** Globs of the files that are articles. */
  articles: (scope?: vscode.Uri) => strings('articles', scope),
  /** Globs of the files that never are. */
  exclude: (scope?: vscode.Uri) => strings('exclude', scope),
  /** Who decides; `undefined` where nobody gave a name. */
  annotator: () => text('annotator'),
  /** The language of articles that do not say theirs; `undefined` to identify it for each. */
  language: (scope?: vscode.Uri): LanguageTag | undefined => {
    const language = text('language', scope);
    return language === undefined || language === 'auto' ? undefined : languageTagOf(language);
  },
  /** Which recogniser finds names: the trained model, or rules, which need less memory. */
  recognizer: (): 'trained' | 'light' => (text('recognizer') === 'light' ? 'light' : 'trained'),
  /** Which dates have their value shown behind them. */
  dateHints: (scope?: vscode.Uri): 'off' | 'relative' | 'all' => {
    const wanted = text('dateHints', scope);
    return wanted === 'off' || wanted === 'all' ? wanted : 'relative';
  },
  /** Whether recognisers propose mentions. */
  suggestions: (scope?: vscode.Uri) => section(scope).get<boolean>('suggestions') !== false,
  /** Whether decisions about names teach what is suggested elsewhere. */
  learning: (scope?: vscode.Uri) => section(scope).get<boolean>('learning') !== false,
};

function section(scope?: vscode.Uri): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('marginalia', scope);
}

/** What strangers write into a folder's settings need not have the type that it should. */
function strings(key: string, scope?: vscode.Uri): string[] {
  const value: unknown = section(scope).get(key);
  return Array.isArray(value)
    ? value.filter((one): one is string => typeof one === 'string' && one !== '')
    : [];
}

function text(key: string, scope?: vscode.Uri): string | undefined {
  const value: unknown = section(scope).get(key);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
