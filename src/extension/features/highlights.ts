import * as vscode from 'vscode';
import type { Mark, Project } from '../../core/index';
import { labelColor } from '../label-look';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';

/** The name of a way to paint: a colour, and what is decided or remarked. */
type Look = string;

/**
 * Paints the marks of the articles that are shown. What is suggested has a dashed line below and nothing behind it;
 * what is accepted has a solid line and a tint; so the two differ without colour. A flag and a note have a sign behind
 * the mention.
 */
export function registerHighlights(articles: OpenArticles): vscode.Disposable {
  const looks = new Map<Look, vscode.TextEditorDecorationType>();
  const lookOf = (name: Look, options: () => vscode.DecorationRenderOptions) => {
    if (!looks.has(name)) looks.set(name, vscode.window.createTextEditorDecorationType(options()));
    return name;
  };
  const looksOf = ({ label, status, annotation }: Mark, project: Project): Look[] => {
    if (status === 'rejected') return [];
    const own = project.labels.find(({ name }) => name === label)?.color;
    const color = own ? `${own.light} ${own.dark}` : labelColor(label);
    const line = () =>
      own
        ? ownColor(own, status)
        : status === 'accepted'
          ? acceptedLine(labelColor(label))
          : suggestedLine(labelColor(label));
    return [
      lookOf(`${color} ${status}`, line),
      ...(annotation?.flagged === true ? [lookOf('flagged', flagSign)] : []),
      ...(annotation?.note !== undefined ? [lookOf('noted', noteSign)] : []),
    ];
  };

  const paint = (editor: vscode.TextEditor, article: OpenArticle | undefined) => {
    const ranges = new Map<Look, vscode.Range[]>();
    for (const mark of article?.marks ?? []) {
      if (!article) break;
      for (const look of looksOf(mark, article.project)) {
        const painted = ranges.get(look);
        if (painted) painted.push(article.rangeOf(mark.span));
        else ranges.set(look, [article.rangeOf(mark.span)]);
      }
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
    { dispose: () => looks.forEach((look) => look.dispose()) },
    articles.onDidChange((article) => paintDocument(article.uri, article)),
    articles.onDidClose((uri) => paintDocument(uri)),
    vscode.window.onDidChangeVisibleTextEditors(paintAll),
  );
}

const SUGGESTED: vscode.DecorationRenderOptions = {
  borderWidth: '0 0 2px 0',
  borderStyle: 'dashed',
  overviewRulerLane: vscode.OverviewRulerLane.Center,
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
};

const ACCEPTED: vscode.DecorationRenderOptions = {
  borderWidth: '0 0 2px 0',
  borderStyle: 'solid',
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
};

function suggestedLine(color: string): vscode.DecorationRenderOptions {
  const line = new vscode.ThemeColor(`marginalia.${color}`);
  return { ...SUGGESTED, borderColor: line, overviewRulerColor: line };
}

function acceptedLine(color: string): vscode.DecorationRenderOptions {
  return {
    ...ACCEPTED,
    borderColor: new vscode.ThemeColor(`marginalia.${color}`),
    backgroundColor: new vscode.ThemeColor(`marginalia.${color}Background`),
  };
}

/** A colour of the project's own: its tint has the strength of the others. */
function ownColor(
  { light, dark }: { readonly light: string; readonly dark: string },
  status: 'suggested' | 'accepted',
): vscode.DecorationRenderOptions {
  const look = (color: string, tint: string) =>
    status === 'accepted'
      ? { borderColor: color, backgroundColor: color + tint }
      : { borderColor: color, overviewRulerColor: color };
  return {
    ...(status === 'accepted' ? ACCEPTED : SUGGESTED),
    light: look(light, '24'),
    dark: look(dark, '33'),
  };
}

function flagSign(): vscode.DecorationRenderOptions {
  return {
    overviewRulerColor: new vscode.ThemeColor('editorWarning.foreground'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { contentText: '⚑', color: new vscode.ThemeColor('editorWarning.foreground') },
  };
}

function noteSign(): vscode.DecorationRenderOptions {
  return {
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { contentText: '✎', color: new vscode.ThemeColor('editorInfo.foreground') },
  };
}
