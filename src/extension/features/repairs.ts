import * as vscode from 'vscode';
import {
  describe,
  extentAt,
  extentOf,
  locate,
  placesOf,
  settle,
  shownQuote,
  SIDECAR_SUFFIX,
  type Annotation,
  type Extent,
  type SidecarChange,
  type Span,
} from '../../core/index';
import { articleOf } from '../article-files';
import { labelName } from '../label-look';
import { editorOf } from '../mark-target';
import { showInformation } from '../notices';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';
import { versionText } from '../version-text';

/** How many places are offered for an annotation that lost its own. */
const MOST_PLACES = 20;

/** The commands, and the quick fixes in sidecars and articles, by which a person settles what no program can. */
export function registerRepairs(
  articles: OpenArticles,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('marginalia.reattach', async (uri?: unknown, id?: unknown) => {
      const article = typeof uri === 'string' ? articles.find(vscode.Uri.parse(uri)) : articles.active;
      if (!article || article.lost.length === 0) {
        void showInformation(
          vscode.l10n.t('No annotation of this article has lost its place: there is nothing to put back.'),
        );
        return;
      }
      const annotation =
        article.lost.find((one) => one.annotation.id === id)?.annotation ?? (await pickLost(article));
      if (annotation) await reattach(articles, article, annotation);
    }),
    vscode.commands.registerCommand(
      'marginalia.settleConflict',
      async (uri?: unknown, id?: unknown, index?: unknown) => {
        const article = typeof uri === 'string' ? articles.find(vscode.Uri.parse(uri)) : undefined;
        const annotation = article?.sidecar.annotations.find((one) => one.id === id);
        const chosen = typeof index === 'number' ? annotation?.conflict?.[index] : undefined;
        if (!article || !annotation || !chosen) return;
        const settled = settle(annotation, chosen);
        const change: SidecarChange = settled
          ? { kind: 'put', annotation: chosen.anchor ? placed(article, settled) : settled }
          : { kind: 'remove', id: annotation.id };
        await articles.decide(article, [change]);
      },
    ),
    vscode.languages.registerCodeActionsProvider(
      { pattern: `**/*${SIDECAR_SUFFIX}` },
      { provideCodeActions: (document, range) => repairs(articles, document, range) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions(document, range) {
          const article = articles.get(document);
          const contested = article?.marks.filter(
            ({ span, annotation }) =>
              annotation?.conflict && article.rangeOf(span).intersection(range) !== undefined,
          );
          return contested?.flatMap(({ annotation }) => settlements(article!, annotation!)) ?? [];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

/** An annotation with an anchor of the text at hand, where its own may be of an earlier one. */
function placed({ text, codePoints }: OpenArticle, annotation: Annotation): Annotation {
  const [location] = locate(text, [annotation.anchor], codePoints);
  const extent = location?.kind === 'found' ? extentAt(text, location.span, annotation.anchor) : undefined;
  const anchor = extent
    ? describe(text, extent.span, codePoints, extent.pieces)
    : { ...annotation.anchor, orphaned: true as const };
  return { ...annotation, anchor };
}

/** A quick fix for each of the decisions that contradict each other. */
function settlements({ uri }: OpenArticle, { id, conflict = [] }: Annotation): vscode.CodeAction[] {
  return conflict.map((version, index) =>
    quickFix(vscode.l10n.t('Keep: {0}', versionText(version)), 'marginalia.settleConflict', [
      uri.toString(),
      id,
      index,
    ]),
  );
}

function repairs(
  articles: OpenArticles,
  document: vscode.TextDocument,
  range: vscode.Range,
): vscode.CodeAction[] {
  const uri = articleOf(document.uri);
  const article = uri && articles.find(uri);
  if (!article) return [];
  const isHere = ({ id }: Annotation) => {
    const block = article.sidecar.blocks.get(id);
    if (!block) return false;
    const place = new vscode.Range(document.positionAt(block.start), document.positionAt(block.end));
    return place.intersection(range) !== undefined;
  };
  const lost = article.lost
    .map(({ annotation }) => annotation)
    .filter(isHere)
    .map(({ id, anchor }) =>
      quickFix(
        vscode.l10n.t('Put “{0}” back in its place…', onOneLine(shownQuote(anchor))),
        'marginalia.reattach',
        [article.uri.toString(), id],
      ),
    );
  const contested = article.sidecar.annotations
    .filter(isHere)
    .flatMap((annotation) => settlements(article, annotation));
  return [...lost, ...contested];
}

function quickFix(title: string, command: string, args: unknown[]): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { title, command, arguments: args };
  return made;
}

async function pickLost(article: OpenArticle): Promise<Annotation | undefined> {
  if (article.lost.length === 1) return article.lost[0]?.annotation;
  const items = article.lost.map(({ annotation }) => ({
    label: onOneLine(shownQuote(annotation.anchor)),
    description: labelName(annotation.label),
    detail: contextText(annotation),
    annotation,
  }));
  const title = vscode.l10n.t('Annotations that lost their place');
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.annotation;
}

/** To what is selected, else to one of the places where its text stands. */
async function reattach(articles: OpenArticles, article: OpenArticle, annotation: Annotation): Promise<void> {
  const selected = (editorOf(article)?.selections ?? [])
    .filter((selection) => !selection.isEmpty)
    .map((selection) => article.spanOf(selection));
  const extent =
    selected.length > 0 ? extentOf(article.text, selected) : await pickPlace(article, annotation);
  if (!extent) return;
  const anchor = describe(article.text, extent.span, article.codePoints, extent.pieces);
  await articles.decide(article, [{ kind: 'put', annotation: { ...annotation, anchor } }]);
}

async function pickPlace(article: OpenArticle, annotation: Annotation): Promise<Extent | undefined> {
  const places = placesOf(article.text, annotation.anchor, MOST_PLACES).flatMap(
    (span) => extentAt(article.text, span, annotation.anchor) ?? [],
  );
  if (places.length === 0) {
    void showInformation(
      vscode.l10n.t(
        '“{0}” is not in the article. Select the text it belongs to and run this again.',
        onOneLine(shownQuote(annotation.anchor)),
      ),
    );
    return undefined;
  }
  const items = places.map((extent) => ({
    label: onOneLine(lineOf(article.text, extent.span)),
    description: vscode.l10n.t('line {0}', article.lines.positionAt(extent.span.start).line + 1),
    extent,
  }));
  const title = vscode.l10n.t('Where is {0}?', contextText(annotation));
  return (await vscode.window.showQuickPick(items, { title }))?.extent;
}

function contextText({ anchor: { prefix, quote, suffix } }: Annotation): string {
  return onOneLine(`…${prefix}[${quote}]${suffix}…`);
}

function lineOf(text: string, { start, end }: Span): string {
  return `${text.slice(Math.max(0, start - 40), start)}[${text.slice(start, end)}]${text.slice(end, end + 40)}`;
}
