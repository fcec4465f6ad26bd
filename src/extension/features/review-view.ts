import * as vscode from 'vscode';
import { isBegun, leftIn, type ArticleRecord, type MentionRecord } from '../../core/index';
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
        void corpus.countLeft();
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

/** What somebody has begun and has mentions left, or may have; then what nobody has begun. */
function workLeft({ index }: Corpus, order: Order): Work[] {
  const all = [...index.articles].map(([file, record]) => ({ uri: vscode.Uri.parse(file), record }));
  const byPath = all.sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
  const begun = byPath.filter(({ record }) => isBegun(record.progress) && leftIn(record) !== 0);
  const notBegun = byPath.filter(({ record }) => !isBegun(record.progress));
  if (order === 'file') return [...begun, ...notBegun].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
  begun.sort((a, b) => (a.record.meanConfidence ?? 1) - (b.record.meanConfidence ?? 1));
  return [...begun, ...notBegun];
}

function stateText(record: ArticleRecord): string {
  const { progress, meanConfidence } = record;
  const decided = progress.accepted + progress.rejected;
  const left = leftIn(record);
  if (left === undefined) return vscode.l10n.t('{0} decided, counting what is left', decided);
  if (decided + left === 0) return vscode.l10n.t('not begun');
  const state = vscode.l10n.t('{0} decided, {1} left', decided, left);
  if (meanConfidence === undefined) return state;
  return vscode.l10n.t('{0} · {1} % sure', state, Math.round(100 * meanConfidence));
}

function workItem({ uri, record }: Work): vscode.TreeItem {
  const item = new vscode.TreeItem(uri);
  item.id = uri.toString();
  item.iconPath = vscode.ThemeIcon.File;
  const state = stateText(record);
  item.description = state;
  const path = onOneLine(vscode.workspace.asRelativePath(uri, false));
  item.tooltip = `${path}: ${state}`;
  item.accessibilityInformation = { label: item.tooltip, role: 'treeitem' };
  const first = firstOpen(record.entities.flatMap(({ mentions }) => mentions));
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
