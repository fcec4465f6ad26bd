import * as vscode from 'vscode';
import { indexLines, normalizeLineEnds, shownText, type Mark, type Span } from '../core/index';
import { labelIcon, labelName } from './label-look';
import { onOneLine, shortened } from './quotation';

/** Marks of one article, with the text that they stand in. */
export interface ArticleMarks {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly marks: readonly Mark[];
}

interface MarkItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
  readonly mark?: Mark;
}

/** How much text is shown on each side of a mention, in UTF-16 code units. */
const CONTEXT = 48;

/**
 * Lists mentions that a decision would touch, each in its context and all of them picked; gives those that the
 * annotator leaves picked, by article, and none where they turn away. The mention in focus is shown in its editor.
 */
export function previewMarks(
  title: string,
  articles: readonly ArticleMarks[],
): Promise<readonly ArticleMarks[]> {
  const several = articles.length > 1;
  const items = articles.flatMap(({ uri, text, marks }): MarkItem[] => {
    const lines = indexLines(text);
    const separator = {
      label: onOneLine(vscode.workspace.asRelativePath(uri, false)),
      kind: vscode.QuickPickItemKind.Separator,
    };
    return [
      ...(several ? [separator] : []),
      ...marks.map((mark) => ({
        label: `$(${labelIcon(mark.label)}) ${shortened(shownText(text, mark))}`,
        description: [
          labelName(mark.label),
          vscode.l10n.t('line {0}', lines.positionAt(mark.span.start).line + 1),
          ...(mark.status === 'suggested' && mark.confidence !== undefined
            ? [vscode.l10n.t('{0} %', Math.round(mark.confidence * 100))]
            : []),
        ].join(' · '),
        detail: context(text, mark.span),
        uri,
        mark,
      })),
    ];
  });
  const picker = vscode.window.createQuickPick<MarkItem>();
  picker.title = title;
  picker.placeholder = vscode.l10n.t('Take out what should stay as it is, then press Enter');
  picker.canSelectMany = true;
  picker.ignoreFocusOut = true;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = items;
  picker.selectedItems = items.filter(({ mark }) => mark !== undefined);
  return new Promise((resolve) => {
    const end = (picked: readonly MarkItem[]) => {
      const kept = new Set(picked.map(({ mark }) => mark));
      resolve(
        articles
          .map((one) => ({ ...one, marks: one.marks.filter((mark) => kept.has(mark)) }))
          .filter(({ marks }) => marks.length > 0),
      );
    };
    picker.onDidChangeActive(([item]) => item && show(item));
    picker.onDidAccept(() => {
      end(picker.selectedItems);
      picker.hide();
    });
    picker.onDidHide(() => {
      end([]);
      picker.dispose();
    });
    picker.show();
  });
}

/** The line that a mention stands in, as far as it is near. */
function context(text: string, { start, end }: Span): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline < 0 ? text.length : newline;
  const from = Math.max(lineStart, start - CONTEXT);
  const to = Math.min(lineEnd, end + CONTEXT);
  const before = text.slice(from, start).replace(/^\S*\s/u, from > lineStart ? '…' : '$&');
  const after = text.slice(end, to).replace(/\s\S*$/u, to < lineEnd ? '…' : '$&');
  return onOneLine(`${before}«${text.slice(start, end)}»${after}`);
}

function show({ uri, mark }: MarkItem): void {
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri?.toString(),
  );
  if (!editor || !mark) return;
  const lines = indexLines(normalizeLineEnds(editor.document.getText()));
  const { line, character } = lines.positionAt(mark.span.start);
  const at = new vscode.Position(line, character);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
