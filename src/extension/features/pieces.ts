import * as vscode from 'vscode';
import {
  byRank,
  contains,
  decide,
  extentOf,
  marksAt,
  pieceAt,
  piecesOf,
  sharesText,
  without,
  type Extent,
  type Mark,
  type Span,
} from '../../core/index';
import { activeArticle } from '../active-article';
import { decider } from '../decider';
import { labelName } from '../label-look';
import { tellNoTarget, type MarkTarget } from '../mark-target';
import { showInformation } from '../notices';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { shortened } from '../quotation';
import { selectedSpans, tellNothingSelected } from '../selected-text';

/** The commands that give an annotation a further piece of text, and take one away. */
export function registerPieces(articles: OpenArticles): vscode.Disposable {
  const on = (command: string, act: (article: OpenArticle) => Promise<void>) =>
    vscode.commands.registerCommand(command, async () => {
      const article = activeArticle(articles);
      if (article) await act(article);
    });
  return vscode.Disposable.from(
    on('marginalia.addPiece', (article) => addPiece(articles, article)),
    on('marginalia.removePiece', (article) => removePiece(articles, article)),
  );
}

async function addPiece(articles: OpenArticles, article: OpenArticle): Promise<void> {
  const spans = selectedSpans(article);
  if (spans.length === 0) return tellNothingSelected();
  const mark = await annotationFor(article, spans);
  if (!mark) {
    void showInformation(
      vscode.l10n.t(
        'Annotate the first piece. Then select a further one in the same paragraph and run this again.',
      ),
    );
    return;
  }
  await change(articles, { article, mark }, (now) => extentOf(article.text, [...piecesOf(now), ...spans]));
}

/** Takes away what is selected of a mention, or else the piece at the caret. */
async function removePiece(articles: OpenArticles, article: OpenArticle): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const [selected] = editor ? article.selectionsIn(editor) : [];
  if (!selected) return tellNoTarget();
  const isCaret = selected.start === selected.end;
  const here = isCaret
    ? marksAt(article.marks, selected.start)
    : decidable(article).filter((one) => sharesText(one, { span: selected }));
  // One that is in pieces is meant, whatever else is there.
  const [mark] = [...here].sort((a, b) => piecesOf(b).length - piecesOf(a).length);
  if (!mark) return tellNoTarget();
  await change(articles, { article, mark }, (now) =>
    without(article.text, now, isCaret ? pieceAt(now, selected.start) : selected),
  );
}

async function change(
  articles: OpenArticles,
  { article, mark }: MarkTarget,
  extentOfMark: (mark: Mark) => Extent | undefined,
): Promise<void> {
  const [now = mark] = await articles.settled(article, [mark]);
  const extent = extentOfMark(now);
  if (!extent) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('“{0}” is all of this annotation. Remove it instead.', shortened(article.shown(now))),
      5000,
    );
    return;
  }
  const decision = { status: 'accepted', extent } as const;
  const annotation = decide(article.text, now, decision, decider(), article.codePoints);
  const message = `${labelName(mark.label)}: ${shortened(article.shown(extent))}`;
  if (await articles.decide(article, [{ kind: 'put', annotation }])) {
    vscode.window.setStatusBarMessage(message, 5000);
  }
}

function decidable({ marks }: OpenArticle): readonly Mark[] {
  return marks.filter(({ status }) => status !== 'rejected');
}

/**
 * The mention that spans are to be added to: of several selections one that one of them lies in; else one that was
 * decided about last, in the paragraph; else the nearest there, accepted ones first. What means all of the spans already is none.
 */
async function annotationFor(article: OpenArticle, spans: readonly Span[]): Promise<Mark | undefined> {
  const { lines } = article;
  const { span } = extentOf(article.text, spans);
  const lineOf = (offset: number) => lines.positionAt(offset).line;
  const [first, last] = [lineOf(span.start), lineOf(span.end)];
  const lacking = (mark: Mark) =>
    spans.filter((one) => !piecesOf(mark).some((piece) => contains(piece, one)));
  const decided = await lastDecided(article);
  const near = decidable(article)
    .filter(
      (mark) => lacking(mark).length > 0 && lineOf(mark.span.end) >= first && lineOf(mark.span.start) <= last,
    )
    .map((mark) => ({
      mark,
      rank: [
        lacking(mark).length < spans.length ? 0 : 1,
        decided.has(mark.id) ? 0 : 1,
        mark.status === 'accepted' ? 0 : 1,
        Math.max(0, mark.span.start - span.end, span.start - mark.span.end),
      ],
    }));
  return near.sort((a, b) => byRank(a.rank, b.rank))[0]?.mark;
}

/** The annotations that the last decision about an article changed. */
async function lastDecided({ history, uri }: OpenArticle): Promise<ReadonlySet<string>> {
  const edits = (await history.done.at(-1)?.decision) ?? [];
  const own = edits.flatMap((edit) =>
    'article' in edit && edit.article.toString() === uri.toString() ? edit.edit.annotations : [],
  );
  return new Set(own.map(({ id }) => id));
}
