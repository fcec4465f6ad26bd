import * as vscode from 'vscode';
import { isNewer } from '../../core/index';
import { ContextKeys } from '../context-keys';
import type { Layers } from '../layers';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';
import { refusalText } from '../refusal-text';

/** Shows how far the work on the active article is, or why it cannot be worked on. */
export function registerStatusBar(articles: OpenArticles, layers: Layers): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('marginalia.progress', vscode.StatusBarAlignment.Left, 50);
  item.name = vscode.l10n.t('Marginalia: Progress');
  const context = new ContextKeys<'inArticle'>();
  const update = () => {
    const article = articles.active;
    context.set('inArticle', article !== undefined);
    if (!article) {
      item.hide();
      return;
    }
    show(item, article, layers.of(article.uri));
    item.show();
  };
  update();
  return vscode.Disposable.from(
    item,
    articles.onDidChange(update),
    articles.onDidClose(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

/** `layer` names whose layer of the article is worked in, if not the adjudicated one. */
function show(item: vscode.StatusBarItem, article: OpenArticle, layer: string | undefined): void {
  const refusal = article.refusal && refusalText(article.refusal);
  const { accepted, rejected, suggested } = article.progress;
  const decided = accepted + rejected;
  const faulty = article.sidecar.problems.length > 0;
  item.command = faulty ? 'marginalia.openSidecar' : 'marginalia.nextMention';
  item.backgroundColor =
    refusal !== undefined || faulty ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  if (refusal !== undefined) {
    item.text = `$(warning) ${vscode.l10n.t('Not recognised')}`;
    item.tooltip = refusal;
    return;
  }
  if (isNewer(article.sidecar)) {
    item.text = `$(lock) ${vscode.l10n.t('Annotations are read-only')}`;
    item.tooltip = vscode.l10n.t(
      'The sidecar has a newer format than this Marginalia knows. What could be read is shown, nothing is saved. Update Marginalia to work on it. Click to open the sidecar.',
    );
    return;
  }
  if (faulty) {
    item.text = `$(warning) ${vscode.l10n.t('Sidecar has a fault')}`;
    item.tooltip = vscode.l10n.t('Nothing is saved until the sidecar is mended. Click to open it.');
    return;
  }
  item.text = `$(bookmark) ${decided}/${decided + suggested}${layer === undefined ? '' : ` · ${onOneLine(layer)}`}`;
  item.tooltip = vscode.l10n.t(
    '{0} accepted, {1} rejected, {2} left to decide. Click for the next mention.',
    accepted,
    rejected,
    suggested,
  );
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0} of {1} mentions decided', decided, decided + suggested),
  };
}
