import * as vscode from 'vscode';
import { linesAbove, piecesOf, type Mark, type Project } from '../../core/index';
import { labelColor } from '../label-look';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { Rest } from '../rest';

/** The name of a way to paint: a colour, what is decided or remarked, and on which side the line is. */
type Look = string;

/** How many lines beyond those that are seen are painted, so that scrolling shows what is there at once. */
const MARGIN = 50;

/**
 * How long changes must rest before the overview ruler follows, which shows the whole article, and while text is edited
 * all else: what is painted moves with the text by itself. In milliseconds.
 */
const REST = 200;

/**
 * Paints the marks of the articles that are shown. What is suggested has a dashed line and nothing behind it; what is
 * accepted has a solid line and a tint; what was decided differently by two people has a double line and a sign; so they
 * differ without colour. Of marks that overlap, one has its line
 * above. Of a mention in pieces, these have the line, and the text between has a dotted one. A flag and a note have a sign
 * behind the mention. Only what is seen is painted; the overview ruler shows all
 * that is left to decide or to discuss.
 */
export function registerHighlights(articles: OpenArticles): vscode.Disposable {
  const looks = new Map<Look, vscode.TextEditorDecorationType>();
  const rulers = new Map<Look, vscode.TextEditorDecorationType>();
  const kept = (
    known: Map<Look, vscode.TextEditorDecorationType>,
    name: Look,
    options: () => vscode.DecorationRenderOptions,
  ): Look => {
    if (!known.has(name)) known.set(name, vscode.window.createTextEditorDecorationType(options()));
    return name;
  };
  const lineLook = ({ label }: Mark, state: LineState, isAbove: boolean, project: Project): Look => {
    const color = colorOf(label, project);
    const side = isAbove ? 'above' : 'below';
    return kept(looks, `${nameOf(color)} ${state} ${side}`, () => line(color, state, side));
  };
  const signsOf = ({ annotation }: Mark): Look[] => {
    return [
      ...(annotation?.conflict ? [kept(looks, 'conflicting', conflictSign)] : []),
      ...(annotation?.flagged === true ? [kept(looks, 'flagged', flagSign)] : []),
      ...(annotation?.note !== undefined ? [kept(looks, 'noted', noteSign)] : []),
    ];
  };

  const paintText = (editor: vscode.TextEditor, article: OpenArticle | undefined) => {
    const ranges = new Map<Look, vscode.Range[]>();
    if (article) {
      const seen = seenMarks(editor, article);
      const above = linesAbove(seen);
      for (const mark of seen) {
        const pieces = piecesOf(mark);
        const look = (state: LineState) => lineLook(mark, state, above.has(mark), article.project);
        for (const [index, piece] of pieces.entries()) {
          addRange(ranges, look(stateOf(mark)), article.rangeOf(piece));
          const next = pieces[index + 1];
          if (next) addRange(ranges, look('between'), article.rangeOf({ start: piece.end, end: next.start }));
        }
        for (const sign of signsOf(mark)) addRange(ranges, sign, article.rangeOf(pieces.at(-1)!));
      }
    }
    for (const [look, decoration] of looks) editor.setDecorations(decoration, ranges.get(look) ?? []);
  };
  const paintRuler = (editor: vscode.TextEditor, article: OpenArticle | undefined) => {
    const ranges = new Map<Look, vscode.Range[]>();
    for (const { label, status, span, annotation } of article?.marks ?? []) {
      if (!article) break;
      if (status === 'suggested') {
        const color = colorOf(label, article.project);
        addRange(
          ranges,
          kept(rulers, nameOf(color), () => rulerSign(color)),
          article.rangeOf(span),
        );
      }
      if (annotation?.conflict) {
        addRange(ranges, kept(rulers, 'conflicting', conflictRulerSign), article.rangeOf(span));
      }
      if (annotation?.flagged === true) {
        addRange(ranges, kept(rulers, 'flagged', flagRulerSign), article.rangeOf(span));
      }
    }
    for (const [look, decoration] of rulers) editor.setDecorations(decoration, ranges.get(look) ?? []);
  };
  const paint = (editor: vscode.TextEditor, article: OpenArticle | undefined) => {
    paintText(editor, article);
    paintRuler(editor, article);
  };
  const rest = new Rest(REST, () => {
    for (const editor of vscode.window.visibleTextEditors) {
      const article = articles.get(editor.document);
      if (!article) continue;
      if (article.isFollowing) paintText(editor, article);
      paintRuler(editor, article);
    }
  });
  const paintAll = () => {
    for (const editor of vscode.window.visibleTextEditors) {
      const article = articles.get(editor.document);
      if (article) paint(editor, article);
    }
  };
  const clear = (uri: vscode.Uri) => {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() === uri.toString()) paint(editor, undefined);
    }
  };
  paintAll();
  return vscode.Disposable.from(
    { dispose: () => [...looks.values(), ...rulers.values()].forEach((look) => look.dispose()) },
    rest,
    articles.onDidChange((article) => {
      for (const editor of vscode.window.visibleTextEditors) {
        if (editor.document === article.document && !article.isFollowing) paintText(editor, article);
      }
      rest.restart();
    }),
    articles.onDidClose(clear),
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

function addRange(ranges: Map<Look, vscode.Range[]>, look: Look, range: vscode.Range): void {
  const known = ranges.get(look);
  if (known) known.push(range);
  else ranges.set(look, [range]);
}

/** A colour of the project's own, or the name of one of the extension's. */
type Color = string | { readonly light: string; readonly dark: string };

function colorOf(label: string, project: Project): Color {
  return project.labels.find(({ name }) => name === label)?.color ?? labelColor(label);
}

function nameOf(color: Color): string {
  return typeof color === 'string' ? color : `${color.light} ${color.dark}`;
}

const STYLES = { suggested: 'dashed', accepted: 'solid', conflicting: 'double', between: 'dotted' } as const;

/** What a line says of the text at it; `between` is the text between two pieces of a mention. */
type LineState = keyof typeof STYLES;

function stateOf({ status, annotation }: Mark): LineState {
  if (annotation?.conflict) return 'conflicting';
  return status === 'accepted' ? 'accepted' : 'suggested';
}

/** In pixels. A double line thinner than this looks like a single one. */
const WIDTHS = { suggested: 2, accepted: 2, conflicting: 4, between: 1 } as const satisfies Record<
  LineState,
  number
>;

function line(color: Color, state: LineState, side: 'below' | 'above'): vscode.DecorationRenderOptions {
  const width = `${WIDTHS[state]}px`;
  const shared: vscode.DecorationRenderOptions = {
    borderWidth: side === 'below' ? `0 0 ${width} 0` : `${width} 0 0 0`,
    borderStyle: STYLES[state],
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  };
  if (typeof color === 'string') {
    return {
      ...shared,
      borderColor: new vscode.ThemeColor(`marginalia.${color}`),
      ...(state === 'accepted' && {
        backgroundColor: new vscode.ThemeColor(`marginalia.${color}Background`),
      }),
    };
  }
  // The tint has the strength of the extension's own.
  const look = (own: string, tint: string) => ({
    borderColor: own,
    ...(state === 'accepted' && { backgroundColor: own + tint }),
  });
  return { ...shared, light: look(color.light, '24'), dark: look(color.dark, '33') };
}

function rulerSign(color: Color): vscode.DecorationRenderOptions {
  const overviewRulerLane = vscode.OverviewRulerLane.Center;
  if (typeof color === 'string') {
    return { overviewRulerLane, overviewRulerColor: new vscode.ThemeColor(`marginalia.${color}`) };
  }
  return {
    overviewRulerLane,
    light: { overviewRulerColor: color.light },
    dark: { overviewRulerColor: color.dark },
  };
}

function conflictRulerSign(): vscode.DecorationRenderOptions {
  return {
    overviewRulerColor: new vscode.ThemeColor('editorError.foreground'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  };
}

function conflictSign(): vscode.DecorationRenderOptions {
  return {
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { contentText: '≠', color: new vscode.ThemeColor('editorError.foreground') },
  };
}

function flagRulerSign(): vscode.DecorationRenderOptions {
  return {
    overviewRulerColor: new vscode.ThemeColor('editorWarning.foreground'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  };
}

function flagSign(): vscode.DecorationRenderOptions {
  return {
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
