import * as vscode from 'vscode';
import type { ArticleRecord, MentionRecord } from '../../core/index';
import { rangeOfPlace, type Corpus } from '../corpus';
import { onOneLine } from '../quotation';

interface Work {
  readonly uri: vscode.Uri;
  readonly record: ArticleRecord;
}

type Order = 'confidence' | 'file';

/** The view of the articles with work left: those whose suggestions are least certain first, or by file. */
export function registerReviewView(corpus: Corpus): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  let order: Order = 'confidence';
  const view = vscode.window.createTreeView<Work>('marginalia.review', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      async getChildren(parent) {
        if (parent) return [];
        await corpus.ready();
        const empty = corpus.index.articles.size === 0;
        void vscode.commands.executeCommand('setContext', 'marginalia.noArticles', empty);
        return workLeft(corpus, order);
      },
      getTreeItem: workItem,
    },
  });
  const setOrder = (wanted: Order) => {
    order = wanted;
    void vscode.commands.executeCommand('setContext', 'marginalia.reviewByFile', order === 'file');
    changed.fire(undefined);
  };
  setOrder('confidence');
  return vscode.Disposable.from(
    changed,
    view,
    corpus.onDidChange(() => view.visible && changed.fire(undefined)),
    vscode.commands.registerCommand('marginalia.reviewByFile', () => setOrder('file')),
    vscode.commands.registerCommand('marginalia.reviewByConfidence', () => setOrder('confidence')),
  );
}

/** What has open suggestions, then what nobody has begun. */
function workLeft({ index }: Corpus, order: Order): Work[] {
  const all = [...index.articles].map(([file, record]) => ({ uri: vscode.Uri.parse(file), record }));
  const byPath = all.sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
  const begun = byPath.filter(({ record }) => record.progress.suggested > 0);
  const notBegun = byPath.filter(({ record: { progress } }) => total(progress) === 0);
  if (order === 'file') return [...begun, ...notBegun].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
  begun.sort((a, b) => (a.record.meanConfidence ?? 1) - (b.record.meanConfidence ?? 1));
  return [...begun, ...notBegun];
}

function total({ accepted, rejected, suggested }: ArticleRecord['progress']): number {
  return accepted + rejected + suggested;
}

function workItem({ uri, record: { progress, meanConfidence, entities } }: Work): vscode.TreeItem {
  const item = new vscode.TreeItem(uri);
  item.id = uri.toString();
  item.iconPath = vscode.ThemeIcon.File;
  const left = vscode.l10n.t('{0} left', progress.suggested);
  const state =
    total(progress) === 0
      ? vscode.l10n.t('not begun')
      : meanConfidence === undefined
        ? left
        : vscode.l10n.t('{0} · {1} % sure', left, Math.round(100 * meanConfidence));
  item.description = state;
  const path = onOneLine(vscode.workspace.asRelativePath(uri, false));
  item.tooltip = `${path}: ${state}`;
  item.accessibilityInformation = { label: item.tooltip, role: 'treeitem' };
  const first = firstOpen(entities.flatMap(({ mentions }) => mentions));
  item.command = {
    title: vscode.l10n.t('Open'),
    command: 'vscode.open',
    arguments: [uri, first ? { selection: rangeOfPlace({ start: first.start, end: first.start }) } : {}],
  };
  return item;
}

function firstOpen(mentions: readonly MentionRecord[]): MentionRecord | undefined {
  return mentions
    .filter(({ status }) => status === 'suggested')
    .reduce<MentionRecord | undefined>(
      (first, one) => (first && !isBefore(one, first) ? first : one),
      undefined,
    );
}

function isBefore({ start: a }: MentionRecord, { start: b }: MentionRecord): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
