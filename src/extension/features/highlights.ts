import * as vscode from 'vscode';
import { DEFAULT_LABELS, linesAbove, type Mark } from '../../core/index';
import { labelColor } from '../label-look';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';

type Look = `${string} ${'suggested' | 'accepted'} ${'below' | 'above'}`;

/** How many lines beyond those that are seen are painted, so that scrolling shows what is there at once. */
const MARGIN = 50;

/**
 * Paints the marks of the articles that are shown. What is suggested has a dashed line and nothing behind it; what is
 * accepted has a solid line and a tint; so the two differ without colour. Of marks that overlap, one has its line
 * above. Only what is seen is painted; the overview ruler shows all that is left to decide.
 */
export function registerHighlights(articles: OpenArticles): vscode.Disposable {
  const looks = new Map<Look, vscode.TextEditorDecorationType>();
  const rulers = new Map<string, vscode.TextEditorDecorationType>();
  for (const label of [...DEFAULT_LABELS, 'other']) {
    const line = new vscode.ThemeColor(`marginalia.${label}`);
    for (const side of ['below', 'above'] as const) {
      const shared: vscode.DecorationRenderOptions = {
        borderColor: line,
        borderWidth: side === 'below' ? '0 0 2px 0' : '2px 0 0 0',
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      };
      const tint = new vscode.ThemeColor(`marginalia.${label}Background`);
      looks.set(
        `${label} suggested ${side}`,
        vscode.window.createTextEditorDecorationType({ ...shared, borderStyle: 'dashed' }),
      );
      looks.set(
        `${label} accepted ${side}`,
        vscode.window.createTextEditorDecorationType({
          ...shared,
          borderStyle: 'solid',
          backgroundColor: tint,
        }),
      );
    }
    rulers.set(
      label,
      vscode.window.createTextEditorDecorationType({
        overviewRulerColor: line,
        overviewRulerLane: vscode.OverviewRulerLane.Center,
      }),
    );
  }

  const paintText = (editor: vscode.TextEditor, article: OpenArticle | undefined) => {
    const ranges = new Map<Look, vscode.Range[]>([...looks.keys()].map((look) => [look, []]));
    const seen = article ? seenMarks(editor, article) : [];
    const above = linesAbove(seen);
    for (const mark of seen) {
      const look: Look = `${labelColor(mark.label)} ${mark.status as 'suggested'} ${above.has(mark) ? 'above' : 'below'}`;
      ranges.get(look)?.push(article!.rangeOf(mark.span));
    }
    for (const [look, decoration] of looks) editor.setDecorations(decoration, ranges.get(look) ?? []);
  };
  const paintRuler = (editor: vscode.TextEditor, article: OpenArticle | undefined) => {
    const ranges = new Map<string, vscode.Range[]>([...rulers.keys()].map((label) => [label, []]));
    for (const { label, status, span } of article?.marks ?? []) {
      if (status === 'suggested') ranges.get(labelColor(label))?.push(article!.rangeOf(span));
    }
    for (const [label, decoration] of rulers) editor.setDecorations(decoration, ranges.get(label) ?? []);
  };
  const paint = (editor: vscode.TextEditor, article: OpenArticle | undefined) => {
    paintText(editor, article);
    paintRuler(editor, article);
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
    ...rulers.values(),
    articles.onDidChange((article) => paintDocument(article.uri, article)),
    articles.onDidClose((uri) => paintDocument(uri)),
    vscode.window.onDidChangeVisibleTextEditors(paintAll),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      const article = articles.get(textEditor.document);
      if (article) paintText(textEditor, article);
    }),
  );
}

/** The marks on the lines that an editor shows, and a little beyond; rejected ones are not painted. */
function seenMarks(editor: vscode.TextEditor, article: OpenArticle): Mark[] {
  const windows = editor.visibleRanges.map(({ start, end }) => ({
    start: article.lines.offsetAt({ line: Math.max(0, start.line - MARGIN), character: 0 }),
    end: article.lines.offsetAt({ line: end.line + MARGIN, character: 0 }),
  }));
  return article.marks.filter(
    ({ span, status }) =>
      status !== 'rejected' && windows.some((one) => span.start <= one.end && span.end >= one.start),
  );
}
