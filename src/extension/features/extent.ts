import * as vscode from 'vscode';
import { decide, extentOf, moveExtent, pieceAt, piecesOf, type ExtentMove } from '../../core/index';
import { moveCaret } from '../caret';
import { decider } from '../decider';
import { markTarget, tellNoTarget } from '../mark-target';
import type { OpenArticles } from '../open-articles';
import { timexReading } from '../timex-question';

/** The commands that move a border of the mention, or of its piece, at the caret by a word. */
export function registerExtent(articles: OpenArticles): vscode.Disposable {
  // One after another: each move starts from where the one before ended.
  let last: Promise<unknown> = Promise.resolve();
  const on = (command: string, move: ExtentMove) =>
    vscode.commands.registerCommand(command, () => {
      const moved = last.then(() => moveBorder(articles, move));
      last = moved.catch(() => undefined);
      return moved;
    });
  return vscode.Disposable.from(
    on('marginalia.endRight', { border: 'end', direction: 'right' }),
    on('marginalia.endLeft', { border: 'end', direction: 'left' }),
    on('marginalia.startLeft', { border: 'start', direction: 'left' }),
    on('marginalia.startRight', { border: 'start', direction: 'right' }),
  );
}

async function moveBorder(articles: OpenArticles, move: ExtentMove): Promise<void> {
  const target = markTarget(articles);
  if (!target) return tellNoTarget();
  const { article, mark } = target;
  const editor = vscode.window.activeTextEditor;
  const caret = editor && article.selectionsIn(editor)[0]?.start;
  const piece = pieceAt(mark, caret ?? mark.span.start);
  const span = moveExtent(article.text, piece, move, article.reading.article.body);
  if (!span) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('There is no further word.'), 3000);
    return;
  }
  const extent = extentOf(
    article.text,
    piecesOf(mark).map((one) => (one === piece ? span : one)),
  );
  const timex = mark.label === 'date' ? timexReading(article, extent) : undefined;
  const decision = { status: 'accepted', extent, ...(timex && { timex }) } as const;
  const annotation = decide(article.text, mark, decision, decider(), article.codePoints);
  // The caret stays in the mention, so that the next move finds it.
  if (await articles.decide(article, [{ kind: 'put', annotation }])) {
    if (caret === undefined || caret < span.start || caret >= span.end) moveCaret(article, span);
  }
}
