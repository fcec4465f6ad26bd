import * as vscode from 'vscode';
import {
  sameMentions,
  type EntityRecord,
  type Label,
  type Mark,
  type MentionRecord,
  type RegistryEntries,
} from '../../core/index';
import { rangeOfPlace } from '../corpus';
import { labelName } from '../label-look';
import { editorOf } from '../mark-target';
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

/** How long changes and the caret must rest before the outline and the breadcrumbs follow, in milliseconds. */
const REST = 300;

/** What was listed of an article. */
interface Listed {
  readonly marks: readonly Mark[];
  readonly entries: RegistryEntries;
  /** The id of the mention at the caret. */
  readonly atCaret: string | undefined;
}

/**
 * Lists an article's entities by label in the outline, with each mention below its entity. VS Code asks again only when
 * the text or the provider is another, so with other marks, or the caret in another mention, there is another provider.
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
  /** Another list than VS Code has is worth its sending. */
  const listed = new WeakMap<OpenArticle, Listed>();
  const isAnother = (article: OpenArticle): boolean => {
    const { marks, known } = article;
    const before = listed.get(article);
    const now = { marks, entries: known.entries, atCaret: mentionAtCaret(article)?.id };
    listed.set(article, now);
    return (
      !before ||
      before.entries !== now.entries ||
      before.atCaret !== now.atCaret ||
      !sameMentions(before.marks, now.marks)
    );
  };
  const rest = new Rest(REST, () => {
    if ([...articles.all].filter(isAnother).length === 0) return;
    registration.dispose();
    registration = register();
  });
  return vscode.Disposable.from(
    rest,
    articles.onDidChange(() => rest.restart()),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (articles.get(textEditor.document)) rest.restart();
    }),
    { dispose: () => void registration.dispose() },
  );
}

/** The shortest mention that the caret is in. */
function mentionAtCaret(article: OpenArticle): MentionRecord | undefined {
  const caret = editorOf(article)?.selection.active;
  if (!caret) return undefined;
  const around = article.record.entities
    .flatMap(({ mentions }) => mentions)
    .filter((mention) => rangeOfPlace(mention).contains(caret));
  return around.reduce<MentionRecord | undefined>(
    (least, one) => (least && rangeOfPlace(one).contains(rangeOfPlace(least)) ? least : one),
    undefined,
  );
}

/**
 * VS Code's breadcrumbs go down into the first symbol whose range has the caret. The mentions of an entity are scattered
 * among those of others, so only what is above the mention at the caret has a range that reaches it.
 */
function symbolsOf(article: OpenArticle | undefined): vscode.DocumentSymbol[] {
  const atCaret = article && mentionAtCaret(article);
  const byLabel = new Map<Label, EntityRecord[]>();
  for (const entity of article?.record.entities ?? []) {
    const some = byLabel.get(entity.label);
    if (some) some.push(entity);
    else byLabel.set(entity.label, [entity]);
  }
  return [...byLabel].map(([label, entities]) => {
    const children = entities.map((entity) => entitySymbol(entity, atCaret));
    const group = symbol(labelName(label), String(entities.length), label, children[0]!.selectionRange);
    group.children = children;
    return reaching(
      group,
      entities.flatMap(({ mentions }) => mentions),
      atCaret,
    );
  });
}

function entitySymbol(
  { name, value, label, mentions }: EntityRecord,
  atCaret: MentionRecord | undefined,
): vscode.DocumentSymbol {
  const [first, ...others] = mentions;
  const count = mentions.length > 1 ? `×${mentions.length}` : '';
  const detail = [value, count].filter(Boolean).join(' ');
  const made = symbol(name, detail, label, rangeOfPlace(first!));
  made.children = others.map((mention) => {
    const line = vscode.l10n.t('line {0}', mention.start.line + 1);
    return symbol(mention.form, line, label, rangeOfPlace(mention));
  });
  return reaching(made, mentions, atCaret);
}

/** The symbol of some mentions, with a range up to the one at the caret where that is among them. */
function reaching(
  made: vscode.DocumentSymbol,
  mentions: readonly MentionRecord[],
  atCaret: MentionRecord | undefined,
): vscode.DocumentSymbol {
  if (atCaret && mentions.includes(atCaret)) made.range = made.range.union(rangeOfPlace(atCaret));
  return made;
}

function symbol(name: string, detail: string, label: Label, range: vscode.Range): vscode.DocumentSymbol {
  const kind = KINDS[label] ?? vscode.SymbolKind.Key;
  return new vscode.DocumentSymbol(onOneLine(name), onOneLine(detail), kind, range, range);
}
