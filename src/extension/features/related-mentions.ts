import * as vscode from 'vscode';
import { marksAt } from '../../core/index';
import { editorOf } from '../mark-target';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';
import { relationsAt } from '../relation-text';

/**
 * While the caret is in a mention, marks those that it is related to, each with the relation behind it: `← type` where
 * the relation leads there, `type →` where it leads from there.
 */
export function registerRelatedMentions(articles: OpenArticles): vscode.Disposable {
  const look = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    outline: '1px dotted',
    outlineColor: new vscode.ThemeColor('editorCodeLens.foreground'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: {
      color: new vscode.ThemeColor('editorCodeLens.foreground'),
      fontStyle: 'italic',
      margin: '0 0 0 0.4em',
    },
  });
  /** Editors that show anything, so that a caret that moves elsewhere costs nothing. */
  const showing = new WeakSet<vscode.TextEditor>();
  const show = (editor: vscode.TextEditor, article: OpenArticle | undefined) => {
    const decorations = article ? related(article, editor) : [];
    if (decorations.length === 0 && !showing.has(editor)) return;
    editor.setDecorations(look, decorations);
    if (decorations.length > 0) showing.add(editor);
    else showing.delete(editor);
  };
  return vscode.Disposable.from(
    look,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) =>
      show(textEditor, articles.get(textEditor.document)),
    ),
    articles.onDidChange((article) => {
      const editor = editorOf(article);
      if (editor) show(editor, article);
    }),
    articles.onDidClose((uri) => {
      for (const editor of vscode.window.visibleTextEditors) {
        if (editor.document.uri.toString() === uri.toString()) show(editor, undefined);
      }
    }),
  );
}

function related(article: OpenArticle, editor: vscode.TextEditor): vscode.DecorationOptions[] {
  if (article.sidecar.relations.length === 0) return [];
  const caret = article.lines.offsetAt(editor.selection.active);
  const types = new Map<string, { readonly range: vscode.Range; readonly texts: string[] }>();
  for (const { id } of marksAt(article.marks, caret)) {
    for (const { relation, leadsAway, mark } of relationsAt(article, id)) {
      if (!mark || mark.status === 'rejected') continue;
      const type = onOneLine(relation.type);
      const text = leadsAway ? `← ${type}` : `${type} →`;
      const known = types.get(mark.id);
      if (known) known.texts.push(text);
      else types.set(mark.id, { range: article.rangeOf(mark.span), texts: [text] });
    }
    if (types.size > 0) break;
  }
  return [...types.values()].map(({ range, texts }) => ({
    range,
    renderOptions: { after: { contentText: texts.join(', ') } },
  }));
}
