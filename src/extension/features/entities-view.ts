import * as vscode from 'vscode';
import {
  CorpusIndex,
  type CorpusEntity,
  type EntityRecord,
  type Label,
  type MentionRecord,
} from '../../core/index';
import { rangeOfPlace, type Corpus } from '../corpus';
import { labelColor, labelIcon, labelName } from '../label-look';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';

type Node =
  | { readonly kind: 'label'; readonly label: Label; readonly entities: readonly CorpusEntity[] }
  | { readonly kind: 'entity'; readonly entity: CorpusEntity }
  | {
      readonly kind: 'mention';
      readonly file: string;
      readonly entity: EntityRecord;
      readonly mention: MentionRecord;
    };

type Scope = 'article' | 'corpus';

/** How long typing in the filter rests before the tree follows, in milliseconds. */
const REST = 150;

/** The view of all entities by label, with their mentions: of the active article, or of the corpus. */
export function registerEntitiesView(articles: OpenArticles, corpus: Corpus): vscode.Disposable {
  const tree = new EntitiesTree(articles, corpus);
  const view = vscode.window.createTreeView('marginalia.entities', {
    treeDataProvider: tree,
    showCollapseAll: true,
    dragAndDropController: new EntityDrag(),
  });
  const follow = (scope: Scope) => {
    if (tree.scope === scope && view.visible) tree.refresh();
  };
  const setScope = (scope: Scope) => {
    tree.scope = scope;
    void vscode.commands.executeCommand('setContext', 'marginalia.entitiesOfCorpus', scope === 'corpus');
    tree.refresh();
  };
  const setFilter = (filter: string) => {
    tree.filter = filter;
    view.description = filter === '' ? '' : vscode.l10n.t('filter: {0}', filter);
    void vscode.commands.executeCommand('setContext', 'marginalia.entitiesFiltered', filter !== '');
    tree.refresh();
  };
  setScope('corpus');
  return vscode.Disposable.from(
    view,
    tree,
    corpus.onDidChange(() => {
      follow('corpus');
      follow('article');
    }),
    vscode.window.onDidChangeActiveTextEditor(() => follow('article')),
    vscode.commands.registerCommand('marginalia.showEntitiesOfCorpus', () => setScope('corpus')),
    vscode.commands.registerCommand('marginalia.showEntitiesOfArticle', () => setScope('article')),
    vscode.commands.registerCommand('marginalia.clearEntityFilter', () => setFilter('')),
    vscode.commands.registerCommand('marginalia.filterEntities', () => askFilter(tree.filter, setFilter)),
  );
}

class EntitiesTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  scope: Scope = 'corpus';
  filter = '';
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly articles: OpenArticles,
    private readonly corpus: Corpus,
  ) {}

  dispose(): void {
    this.changed.dispose();
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return this.labels();
    switch (node.kind) {
      case 'label':
        return node.entities.map((entity) => ({ kind: 'entity', entity }));
      case 'entity':
        return node.entity.articles.flatMap(({ file, entity }) =>
          entity.mentions.map((mention): Node => ({ kind: 'mention', file, entity, mention })),
        );
      case 'mention':
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'label':
        return labelItem(node.label, node.entities, this.filter !== '');
      case 'entity':
        return entityItem(node.entity);
      case 'mention':
        return mentionItem(node.file, node.mention);
    }
  }

  private async labels(): Promise<Node[]> {
    const byLabel = new Map<Label, CorpusEntity[]>();
    for (const entity of await this.entities()) {
      const some = byLabel.get(entity.label);
      if (some) some.push(entity);
      else byLabel.set(entity.label, [entity]);
    }
    return [...byLabel].map(([label, entities]) => ({ kind: 'label', label, entities }));
  }

  private async entities(): Promise<CorpusEntity[]> {
    const index = this.scope === 'corpus' ? await this.ofCorpus() : this.ofArticle();
    return this.filter === '' ? index.entities() : index.search(this.filter, Number.MAX_SAFE_INTEGER);
  }

  private async ofCorpus(): Promise<CorpusIndex> {
    await this.corpus.ready();
    return this.corpus.index;
  }

  private ofArticle(): CorpusIndex {
    const article = this.articles.active;
    const index = new CorpusIndex((_, { label, entry }) =>
      entry === undefined ? undefined : article?.known.entries.byId(label, entry),
    );
    if (article) index.put(article.uri.toString(), article.record);
    return index;
  }
}

/** An entity that is dropped on another is merged with it, once the annotator has said so. */
class EntityDrag implements vscode.TreeDragAndDropController<Node> {
  readonly dragMimeTypes = [DRAGGED];
  readonly dropMimeTypes = [DRAGGED];

  handleDrag([node]: readonly Node[], data: vscode.DataTransfer): void {
    if (node?.kind === 'entity' && node.entity.label !== 'date') {
      data.set(DRAGGED, new vscode.DataTransferItem(node.entity.key));
    }
  }

  async handleDrop(target: Node | undefined, data: vscode.DataTransfer): Promise<void> {
    const key: unknown = data.get(DRAGGED)?.value;
    if (target?.kind !== 'entity' || target.entity.label === 'date' || typeof key !== 'string') return;
    await vscode.commands.executeCommand('marginalia.mergeEntities', key, target.entity.key);
  }
}

/** VS Code's own name for what is dragged out of this view. */
const DRAGGED = 'application/vnd.code.tree.marginalia.entities';

/** What a filter leaves is unfolded; VS Code remembers what was folded by the id. */
function labelItem(label: Label, entities: readonly CorpusEntity[], filtered: boolean): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(labelName(label), filtered ? Expanded : Collapsed);
  item.id = filtered ? `filtered ${label}` : label;
  item.description = String(entities.length);
  item.iconPath = new vscode.ThemeIcon(
    labelIcon(label),
    new vscode.ThemeColor(`marginalia.${labelColor(label)}`),
  );
  const name = vscode.l10n.t('{0}, {1} entities', labelName(label), entities.length);
  item.accessibilityInformation = { label: name, role: 'treeitem' };
  return item;
}

function entityItem({ key, name, label, mentionCount, articles, entry }: CorpusEntity): vscode.TreeItem {
  const item = new vscode.TreeItem(onOneLine(name), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = key;
  if (label !== 'date') item.contextValue = 'entity';
  if (entry) item.iconPath = new vscode.ThemeIcon('link');
  item.description = mentionCount > 1 ? `×${mentionCount}` : '';
  item.tooltip = vscode.l10n.t(
    '{0} · {1}: {2} mentions in {3} articles',
    onOneLine(name),
    labelName(label),
    mentionCount,
    articles.length,
  );
  item.accessibilityInformation = { label: item.tooltip, role: 'treeitem' };
  return item;
}

function mentionItem(file: string, { id, form, start, end, status }: MentionRecord): vscode.TreeItem {
  const uri = vscode.Uri.parse(file);
  const item = new vscode.TreeItem(onOneLine(form));
  item.id = `${file} ${id}`;
  item.description = `${onOneLine(vscode.workspace.asRelativePath(uri, false))}:${start.line + 1}`;
  item.iconPath = new vscode.ThemeIcon(status === 'accepted' ? 'pass-filled' : 'circle-outline');
  item.tooltip = status === 'accepted' ? vscode.l10n.t('accepted') : vscode.l10n.t('suggested');
  item.command = {
    title: vscode.l10n.t('Go to the Text'),
    command: 'vscode.open',
    arguments: [uri, { selection: rangeOfPlace({ start, end }) }],
  };
  return item;
}

/** Asks for a filter; the tree follows while it is typed, and is as before where the annotator turns away. */
function askFilter(current: string, apply: (filter: string) => void): void {
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Entities');
  input.placeholder = vscode.l10n.t('Part of a name');
  input.value = current;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settled = current;
  input.onDidChangeValue((value) => {
    clearTimeout(timer);
    timer = setTimeout(() => apply(value), REST);
  });
  input.onDidAccept(() => {
    settled = input.value;
    input.hide();
  });
  input.onDidHide(() => {
    clearTimeout(timer);
    apply(settled);
    input.dispose();
  });
  input.show();
}
