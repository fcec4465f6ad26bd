import * as vscode from 'vscode';
import { showInformation } from './notices';
import type { OpenArticle } from './open-article';
import type { OpenArticles } from './open-articles';

/** The article that a command is to act on: that of the active editor. `undefined` if there is none; the annotator was told. */
export function activeArticle(articles: OpenArticles): OpenArticle | undefined {
  const { active } = articles;
  if (!active) void showInformation(vscode.l10n.t('Open an article first.'));
  return active;
}
