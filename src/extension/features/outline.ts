import * as vscode from 'vscode';
import {
  sameMentions,
  type EntityRecord,
  type Label,
  type Mark,
  type RegistryEntries,
} from '../../core/index';
import { rangeOfPlace } from '../corpus';
import { labelName } from '../label-look';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';
import { Rest } from '../rest';

const KINDS: Readonly<Record<string, vscode.SymbolKind>> = {
  person: vscode.SymbolKind.Variable,
  organization: vscode.SymbolKind.Module,
  location: vscode.SymbolKind.Namespace,
  event: vscode.SymbolKind.Event,
  product: vscode.SymbolKind.Package,
  date: vscode.SymbolKind.Number,
};

/** How long changes must rest before the outline follows, in milliseconds. */
const REST = 300;

/**
 * Lists an article's entities by label in the outline, with each mention below its entity. VS Code asks again only when
 * the text or the provider is another, so with other marks there is another provider.
 */
export function registerOutline(
  articles: OpenArticles,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  const register = (): vscode.Disposable =>
    vscode.languages.registerDocumentSymbolProvider(
      selector,
      { provideDocumentSymbols: (document) => symbolsOf(articles.get(document)) },
      { label: 'Marginalia' },
    );
  let registration = register();
  /** What was listed, by article: another list than VS Code has is worth its sending. */
  const listed = new WeakMap<OpenArticle, { marks: readonly Mark[]; entries: RegistryEntries }>();
  const isAnother = (article: OpenArticle): boolean => {
    const { marks, known } = article;
    const before = listed.get(article);
    listed.set(article, { marks, entries: known.entries });
    return !before || before.entries !== known.entries || !sameMentions(before.marks, marks);
  };
  const rest = new Rest(REST, () => {
    if ([...articles.all].filter(isAnother).length === 0) return;
    registration.dispose();
    registration = register();
  });
  return vscode.Disposable.from(
    rest,
    articles.onDidChange(() => rest.restart()),
    { dispose: () => void registration.dispose() },
  );
}

function symbolsOf(article: OpenArticle | undefined): vscode.DocumentSymbol[] {
  const byLabel = new Map<Label, EntityRecord[]>();
  for (const entity of article?.record.entities ?? []) {
    const some = byLabel.get(entity.label);
    if (some) some.push(entity);
    else byLabel.set(entity.label, [entity]);
  }
  return [...byLabel].map(([label, entities]) => {
    const children = entities.map(entitySymbol);
    const group = symbol(labelName(label), String(entities.length), label, children[0]!.range);
    group.children = children;
    return group;
  });
}

function entitySymbol({ name, value, label, mentions }: EntityRecord): vscode.DocumentSymbol {
  const [first, ...others] = mentions;
  const count = mentions.length > 1 ? `×${mentions.length}` : '';
  const detail = [value, count].filter(Boolean).join(' ');
  const made = symbol(name, detail, label, rangeOfPlace(first!));
  made.children = others.map((mention) => {
    const line = vscode.l10n.t('line {0}', mention.start.line + 1);
    return symbol(mention.form, line, label, rangeOfPlace(mention));
  });
  return made;
}

function symbol(name: string, detail: string, label: Label, range: vscode.Range): vscode.DocumentSymbol {
  const kind = KINDS[label] ?? vscode.SymbolKind.Key;
  return new vscode.DocumentSymbol(onOneLine(name), onOneLine(detail), kind, range, range);
}
