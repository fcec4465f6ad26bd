import * as vscode from 'vscode';
import { DEFAULT_LABELS, type Mark } from '../../core/index';
import { labelColor } from '../label-look';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';

type Look = `${string} ${'suggested' | 'accepted'}`;

/**
 * Paints the marks of the articles that are shown. What is suggested has a dashed line below and nothing behind it;
 * what is accepted has a solid line and a tint; so the two differ without colour.
 */
export function registerHighlights(articles: OpenArticles): vscode.Disposable {
  const looks = new Map<Look, vscode.TextEditorDecorationType>();
  for (const label of [...DEFAULT_LABELS, 'other']) {
    const line = new vscode.ThemeColor(`marginalia.${label}`);
    const shared: vscode.DecorationRenderOptions = {
      borderColor: line,
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    };
    looks.set(
      `${label} suggested`,
      vscode.window.createTextEditorDecorationType({
        ...shared,
        borderWidth: '0 0 2px 0',
        borderStyle: 'dashed',
        overviewRulerColor: line,
        overviewRulerLane: vscode.OverviewRulerLane.Center,
      }),
    );
    looks.set(
      `${label} accepted`,
      vscode.window.createTextEditorDecorationType({
        ...shared,
        borderWidth: '0 0 2px 0',
        borderStyle: 'solid',
        backgroundColor: new vscode.ThemeColor(`marginalia.${label}Background`),
      }),
    );
  }

  const paint = (editor: vscode.TextEditor, article: OpenArticle | undefined) => {
    const ranges = new Map<Look, vscode.Range[]>([...looks.keys()].map((look) => [look, []]));
    for (const mark of article?.marks ?? []) {
      const look = lookOf(mark);
      if (look && article) ranges.get(look)?.push(article.rangeOf(mark.span));
    }
    for (const [look, decoration] of looks) editor.setDecorations(decoration, ranges.get(look) ?? []);
  };
  const paintAll = () => {
    for (const editor of vscode.window.visibleTextEditors) {
      const article = articles.get(editor.document);
      if (article) paint(editor, article);
    }
  };
  const paintDocument = (uri: vscode.Uri, article?: OpenArticle) => {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() === uri.toString()) paint(editor, article);
    }
  };
  paintAll();
  return vscode.Disposable.from(
    ...looks.values(),
    articles.onDidChange((article) => paintDocument(article.uri, article)),
    articles.onDidClose((uri) => paintDocument(uri)),
    vscode.window.onDidChangeVisibleTextEditors(paintAll),
  );
}

function lookOf({ label, status }: Mark): Look | undefined {
  return status === 'rejected' ? undefined : `${labelColor(label)} ${status}`;
}
