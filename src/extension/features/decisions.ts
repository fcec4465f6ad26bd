import * as vscode from 'vscode';
import {
  decide,
  type Decision,
  type Label,
  type Mark,
  type SidecarChange,
  type Status,
} from '../../core/index';
import { inSight, moveOn } from '../caret';
import { decider } from '../decider';
import { labelName, pickLabel } from '../label-look';
import type { LastLabel } from '../last-label';
import { markTarget, markTargets, tellNoTarget, type MarkTarget, type MarkTargets } from '../mark-target';
import { previewMarks } from '../mark-preview';
import { showInformation } from '../notices';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { shortened } from '../quotation';
import { askTimex, timexOf } from '../timex-question';

/** The commands that decide about the mention at the caret, at each caret, or about all in the selection. */
export function registerDecisions(articles: OpenArticles, lastLabel: LastLabel): vscode.Disposable {
  const onMany = (command: string, act: (targets: MarkTargets) => Promise<void>) =>
    vscode.commands.registerCommand(command, async (uri?: unknown, id?: unknown) => {
      const targets = markTargets(articles, uri, id);
      if (!targets) tellNoTarget();
      else await act(targets);
    });
  const onOne = (command: string, act: (target: MarkTarget) => Promise<void>) =>
    vscode.commands.registerCommand(command, async (uri?: unknown, id?: unknown) => {
      const target = markTarget(articles, uri, id);
      if (target) await act(target);
      else tellNoTarget();
    });

  const settle = async (targets: MarkTargets, status: Status, title: (count: number) => string) => {
    const { article } = targets;
    const [only] = targets.marks;
    // Before anything is waited for, so that a key that follows at once decides about the next mention.
    if (only && targets.marks.length === 1) moveOn(article, only);
    const marks = await articles.settled(article, await confirmed(targets, title));
    const changes = marks.map((mark) => put(article, mark, { status }));
    await articles.decide(article, changes);
  };

  return vscode.Disposable.from(
    onMany('marginalia.accept', (targets) =>
      settle(targets, 'accepted', (count) => vscode.l10n.t('Accept {0} Mentions', count)),
    ),
    onMany('marginalia.reject', (targets) =>
      settle(targets, 'rejected', (count) => vscode.l10n.t('Reject {0} Mentions', count)),
    ),
    onMany('marginalia.remove', async (targets) => {
      const { article } = targets;
      const marks = await confirmed(targets, (count) => vscode.l10n.t('Remove {0} Annotations', count));
      const changes = marks.map((mark): SidecarChange => {
        return mark.annotation ? { kind: 'remove', id: mark.id } : put(article, mark, { status: 'rejected' });
      });
      await articles.decide(article, changes);
    }),
    onMany('marginalia.changeLabel', async (targets) => {
      const { article } = targets;
      const [first] = targets.marks;
      const marks = await confirmed(targets, (count) =>
        vscode.l10n.t('Change the Label of {0} Mentions', count),
      );
      if (!first || marks.length === 0) return;
      const title =
        marks.length === 1
          ? vscode.l10n.t('Label of “{0}”', shortened(article.shown(first)))
          : vscode.l10n.t('Label of {0} mentions', marks.length);
      const label = await pickLabel(title, article.project, marks.length === 1 ? first.label : undefined);
      if (label === undefined) return;
      lastLabel.set(label);
      const changes = await relabelled(article, await articles.settled(article, marks), label);
      await articles.decide(article, changes);
    }),
    onOne('marginalia.changeDateValue', async ({ article, mark }) => {
      if (mark.label !== 'date') {
        void showInformation(
          vscode.l10n.t('Only a date has a value. Change the label to {0} first.', labelName('date')),
        );
        return;
      }
      const timex = await askTimex(article.shown(mark), mark.timex);
      if (timex === undefined) return;
      const [now = mark] = await articles.settled(article, [mark]);
      await articles.decide(article, [put(article, now, { status: 'accepted', timex })]);
    }),
  );
}

function put(article: OpenArticle, mark: Mark, decision: Decision): SidecarChange {
  return {
    kind: 'put',
    annotation: decide(article.text, mark, decision, decider(), article.codePoints),
  };
}

async function relabelled(
  article: OpenArticle,
  marks: readonly Mark[],
  label: Label,
): Promise<SidecarChange[]> {
  const changes: SidecarChange[] = [];
  for (const mark of marks) {
    const timex = label === 'date' ? (mark.timex ?? (await timexOf(article, mark))) : undefined;
    if (label === 'date' && timex === undefined) continue;
    changes.push(put(article, mark, { status: 'accepted', label, ...(timex && { timex }) }));
  }
  return changes;
}

/** The marks to decide about: all where all are in sight, else those that the annotator leaves picked in a preview. */
async function confirmed(
  { article, marks }: MarkTargets,
  title: (count: number) => string,
): Promise<readonly Mark[]> {
  if (marks.length === 1 || marks.every(({ span }) => inSight(article, span))) return marks;
  const picked = await previewMarks(title(marks.length), [{ uri: article.uri, text: article.text, marks }]);
  return picked.flatMap((one) => one.marks);
}
