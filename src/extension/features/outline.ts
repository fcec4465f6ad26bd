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
import { editorOf, markAtCaret } from '../mark-target';
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

/** What stands in a translation for the number of a line: a translation takes longer than all else of a mention. */
const PLACEHOLDER = '{0}';

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
    const now = { marks, entries: known.entries, atCaret: idAtCaret(article) };
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

/** The id of the mention that the breadcrumbs are to name. */
function idAtCaret(article: OpenArticle): string | undefined {
  const editor = editorOf(article);
  return editor && markAtCaret(article, editor)?.id;
}

/**
 * VS Code's breadcrumbs go down into the first symbol whose range has the caret. The mentions of an entity are scattered
 * among those of others, so a label and an entity have the range of one mention: that at the caret where it is theirs,
 * else the first. A range over several lines would have VS Code keep the first of them in sight.
 */
function symbolsOf(article: OpenArticle | undefined): vscode.DocumentSymbol[] {
  const atCaret = article && idAtCaret(article);
  const lineText = vscode.l10n.t('line {0}', PLACEHOLDER);
  const byLabel = new Map<Label, EntityRecord[]>();
  for (const entity of article?.record.entities ?? []) {
    const some = byLabel.get(entity.label);
    if (some) some.push(entity);
    else byLabel.set(entity.label, [entity]);
  }
  return [...byLabel].map(([label, entities]) => {
    const place = placeOf(
      entities.flatMap(({ mentions }) => mentions),
      atCaret,
    );
    const group = symbol(labelName(label), String(entities.length), label, place);
    group.children = entities.map((entity) => entitySymbol(entity, atCaret, lineText));
    return group;
  });
}

function entitySymbol(
  { name, value, label, mentions }: EntityRecord,
  atCaret: string | undefined,
  lineText: string,
): vscode.DocumentSymbol {
  const isOne = mentions.length === 1;
  const detail = [value, isOne ? '' : `×${mentions.length}`].filter(Boolean).join(' ');
  const made = symbol(name, detail, label, placeOf(mentions, atCaret));
  made.children = (isOne ? [] : mentions).map((mention) => {
    const line = lineText.replace(PLACEHOLDER, String(mention.start.line + 1));
    return symbol(mention.form, line, label, rangeOfPlace(mention));
  });
  return made;
}

function placeOf(mentions: readonly MentionRecord[], atCaret: string | undefined): vscode.Range {
  return rangeOfPlace(mentions.find(({ id }) => id === atCaret) ?? mentions[0]!);
}

function symbol(name: string, detail: string, label: Label, range: vscode.Range): vscode.DocumentSymbol {
  const kind = KINDS[label] ?? vscode.SymbolKind.Key;
  return new vscode.DocumentSymbol(onOneLine(name), onOneLine(detail), kind, range, range);
}
