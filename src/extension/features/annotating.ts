import * as vscode from 'vscode';
import {
  annotate,
  decide,
  extentOf,
  sameExtent,
  type Extent,
  type Label,
  type SidecarChange,
} from '../../core/index';
import { activeArticle } from '../active-article';
import { moveOn } from '../caret';
import { decider } from '../decider';
import { labelName, pickLabel } from '../label-look';
import type { LastLabel } from '../last-label';
import { markTarget } from '../mark-target';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { shortened } from '../quotation';
import { selectedSpans, tellNothingSelected } from '../selected-text';
import { timexOf } from '../timex-question';

/** The digits that labels have as keys. */
const KEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The commands that give a label: to each selection or the word at each caret, or to the mention there. */
export function registerAnnotating(articles: OpenArticles, lastLabel: LastLabel): vscode.Disposable {
  const on = (command: string, act: (article: OpenArticle, given: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(command, async (given?: unknown) => {
      const article = activeArticle(articles);
      if (article) await act(article, given);
    });

  const annotateSpans = async (article: OpenArticle, given: Label | undefined) =>
    annotateExtents(
      article,
      selectedSpans(article).map((span) => ({ span })),
      given,
    );

  const annotateExtents = async (
    article: OpenArticle,
    extents: readonly Extent[],
    given: Label | undefined,
  ) => {
    const [first] = extents;
    if (!first) return tellNothingSelected();
    const title = vscode.l10n.t('Annotate “{0}” as', shortened(article.shown(first)));
    const label = given ?? (await pickLabel(title, article.project, lastLabel.value));
    if (label === undefined) return;
    lastLabel.set(label);
    await articles.decide(article, await annotations(article, extents, label));
  };

  /** Labels the mention at the caret; where there is none, or text is selected, annotates. */
  const giveLabel = async (article: OpenArticle, label: Label) => {
    const editor = vscode.window.activeTextEditor;
    const selections = editor ? article.selectionsIn(editor) : [];
    const [caret] = selections;
    const target = caret?.start === caret?.end && selections.length === 1 ? markTarget(articles) : undefined;
    if (!target) return annotateSpans(article, label);
    const { mark } = target;
    const timex = label === 'date' ? (mark.timex ?? (await timexOf(article, mark))) : undefined;
    if (label === 'date' && timex === undefined) return;
    lastLabel.set(label);
    const decision = { status: 'accepted', label, ...(timex && { timex }) } as const;
    moveOn(article, mark);
    const [now = mark] = await articles.settled(article, [mark]);
    const annotation = decide(article.text, now, decision, decider(), article.codePoints);
    await articles.decide(article, [{ kind: 'put', annotation }]);
  };

  return vscode.Disposable.from(
    on('marginalia.annotate', (article, given) =>
      annotateSpans(article, typeof given === 'string' ? given : undefined),
    ),
    on('marginalia.annotateAsOne', async (article, given) => {
      const spans = selectedSpans(article);
      const extents = spans.length > 0 ? [extentOf(article.text, spans)] : [];
      await annotateExtents(article, extents, typeof given === 'string' ? given : undefined);
    }),
    on('marginalia.annotateAgain', async (article) => {
      const label = lastLabel.value;
      const known = article.project.labels.some(({ name }) => name === label);
      if (label !== undefined && known) await giveLabel(article, label);
      else await annotateSpans(article, undefined);
    }),
    ...KEYS.map((key) =>
      on(`marginalia.label${key}`, async (article) => {
        const label = article.project.labels.find((one) => one.key === key);
        if (label) await giveLabel(article, label.name);
        else {
          const labels = article.project.labels.filter((one) => one.key !== undefined);
          vscode.window.setStatusBarMessage(
            vscode.l10n.t(
              'No label has the key {0}. There are: {1}',
              key,
              labels.map((one) => `${one.key} ${labelName(one.name)}`).join(', '),
            ),
            5000,
          );
        }
      }),
    ),
  );
}

/** The changes that annotate extents; one that an annotation has already gets its label. */
async function annotations(
  article: OpenArticle,
  extents: readonly Extent[],
  label: Label,
): Promise<SidecarChange[]> {
  const by = decider();
  const taken = new Set(article.sidecar.annotations.map(({ id }) => id));
  const changes: SidecarChange[] = [];
  for (const extent of extents) {
    const timex = label === 'date' ? await timexOf(article, extent) : undefined;
    if (label === 'date' && timex === undefined) continue;
    const same = article.marks.find((mark) => sameExtent(mark, extent));
    const decision = { status: 'accepted', label, ...(timex && { timex }) } as const;
    const annotation = same
      ? decide(article.text, same, decision, by, article.codePoints)
      : annotate(article.text, extent.span, label, timex, by, taken, article.codePoints, extent.pieces);
    taken.add(annotation.id);
    changes.push({ kind: 'put', annotation });
  }
  return changes;
}
