import * as vscode from 'vscode';
import {
  decide,
  EMPTY_SIDECAR,
  fingerprintOf,
  indexCodePoints,
  type Decision,
  type Entity,
  type Label,
  type Mark,
  type SidecarChange,
  type Status,
} from '../../core/index';
import { activeArticle } from '../active-article';
import { inSight } from '../caret';
import { findMentions } from '../corpus-mentions';
import { decider } from '../decider';
import { labelName, pickLabel } from '../label-look';
import { previewMarks, type ArticleMarks } from '../mark-preview';
import { markTarget, tellNoTarget } from '../mark-target';
import { showInformation, withProgress } from '../notices';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import type { Projects } from '../projects';
import { onOneLine } from '../quotation';
import type { SidecarFiles } from '../sidecar-files';
import { timexReading } from '../timex-question';

/** Where the mentions are that a decision is about. */
const SCOPES = ['visible', 'entity', 'corpus', 'confident', 'article'] as const;

type Scope = (typeof SCOPES)[number];

/** What is decided about several mentions. */
type Verdict =
  { readonly kind: 'accept' | 'reject' | 'remove' } | { readonly kind: 'label'; readonly label: Label };

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** The commands that decide about several mentions in one step: with a preview where they are not all in sight. */
export function registerSeveral(
  articles: OpenArticles,
  files: SidecarFiles,
  projects: Projects,
): vscode.Disposable {
  const run = async (scope: Scope | undefined, verdict: Verdict | undefined) => {
    const article = activeArticle(articles);
    if (!article) return;
    const target = markTarget(articles);
    const entity = target && article.entityOf(target.mark);
    const where = scope ?? (await pickScope(article, entity));
    if (!where) return;
    if (!entity && (where === 'entity' || where === 'corpus')) return tellNoTarget();
    const what = verdict ?? (await pickVerdict(article, where));
    if (!what) return;
    if (where === 'corpus') {
      if (entity) await decideInCorpus(article, entity, what);
      return;
    }
    const marks = await marksIn(article, where, entity);
    const touched = marks?.filter((mark) => touches(what, mark));
    if (!touched) return;
    if (touched.length === 0) {
      void showInformation(vscode.l10n.t('There is no such mention in this article.'));
      return;
    }
    const seen = touched.every(({ span }) => inSight(article, span));
    const picked = seen
      ? touched
      : (
          await previewMarks(titleOf(what, touched.length), [
            { uri: article.uri, text: article.text, marks: touched },
          ])
        ).flatMap((one) => one.marks);
    await articles.decide(article, changesOf(article, picked, what));
  };

  const decideInCorpus = async (article: OpenArticle, entity: Entity<Mark>, verdict: Verdict) => {
    const found = await withProgress(vscode.l10n.t('Looking for {0}…', entity.name), (progress, token) =>
      findMentions(entity, { articles, files, projects }, progress, token),
    );
    const touched = found
      .map((one) => ({ ...one, marks: one.marks.filter((mark) => touches(verdict, mark)) }))
      .filter(({ marks }) => marks.length > 0);
    const count = touched.reduce((sum, { marks }) => sum + marks.length, 0);
    if (count === 0) {
      void showInformation(vscode.l10n.t('There is no such mention in the articles of the workspace.'));
      return;
    }
    const title = vscode.l10n.t('{0} in {1} articles', titleOf(verdict, count), touched.length);
    const seen = new Map(touched.map(({ uri, sidecar }) => [uri.toString(), sidecar]));
    const picked = await previewMarks(title, touched);
    if (picked.length === 0) return;
    await withProgress(title, (progress, token) =>
      articles.decideInCorpus(
        article,
        picked.map((one) => {
          const shown = articles.find(one.uri) ?? one;
          return {
            article: one.uri,
            changes: changesOf(shown, one.marks, verdict),
            fingerprint: fingerprintOf(shown.text),
            seen: seen.get(one.uri.toString()) ?? EMPTY_SIDECAR,
          };
        }),
        progress,
        token,
      ),
    );
  };

  const on = (command: string, scope?: Scope, kind?: 'accept' | 'reject') =>
    vscode.commands.registerCommand(command, () => run(scope, kind && { kind }));
  return vscode.Disposable.from(
    on('marginalia.decideOnSeveral'),
    on('marginalia.acceptAll', 'article', 'accept'),
    on('marginalia.acceptVisible', 'visible', 'accept'),
    on('marginalia.acceptConfident', 'confident', 'accept'),
    on('marginalia.acceptEntity', 'entity', 'accept'),
    on('marginalia.rejectEntity', 'entity', 'reject'),
    vscode.commands.registerCommand('marginalia.changeLabelOfEntity', async () => {
      const article = articles.active;
      const label = article && (await pickLabel(vscode.l10n.t('Label of all mentions'), article.project));
      if (label !== undefined) await run('entity', { kind: 'label', label });
    }),
    on('marginalia.acceptInCorpus', 'corpus', 'accept'),
    on('marginalia.rejectInCorpus', 'corpus', 'reject'),
  );
}

/** Accepting all leaves alone what is decided; the rest is about all that is shown. */
function touches({ kind }: Verdict, { status, annotation }: Mark): boolean {
  if (kind === 'accept') return status === 'suggested';
  return kind === 'remove' ? annotation !== undefined : status !== 'rejected';
}

async function marksIn(
  article: OpenArticle,
  scope: Exclude<Scope, 'corpus'>,
  entity: Entity<Mark> | undefined,
): Promise<readonly Mark[] | undefined> {
  switch (scope) {
    case 'visible':
      return article.marks.filter(({ span, status }) => status !== 'rejected' && inSight(article, span));
    case 'entity':
      return entity?.mentions ?? [];
    case 'article':
      return article.marks.filter(({ status }) => status !== 'rejected');
    case 'confident': {
      const least = await askConfidence(article);
      return least === undefined
        ? undefined
        : article.marks.filter(
            ({ status, confidence }) => status === 'suggested' && (confidence ?? 0) >= least,
          );
    }
  }
}

/** Asks for a confidence from 0 to 1, by how many suggestions have it. */
async function askConfidence({ marks }: OpenArticle): Promise<number | undefined> {
  const open = marks.filter(({ status }) => status === 'suggested');
  const choices = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5].map((least): Choice<number> => ({
    label: vscode.l10n.t('{0} % and more', Math.round(least * 100)),
    description: vscode.l10n.t(
      '{0} of {1} suggestions',
      open.filter(({ confidence }) => (confidence ?? 0) >= least).length,
      open.length,
    ),
    value: least,
  }));
  const choice = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Accept by Confidence'),
    placeHolder: vscode.l10n.t('How certain the recogniser must be'),
  });
  return choice?.value;
}

async function pickScope(article: OpenArticle, entity: Entity<Mark> | undefined): Promise<Scope | undefined> {
  const open = article.marks.filter(({ status }) => status === 'suggested').length;
  const labels: Readonly<Record<Scope, string>> = {
    visible: vscode.l10n.t('All in sight'),
    entity: vscode.l10n.t('All mentions of {0} in this article', onOneLine(entity?.name ?? '')),
    corpus: vscode.l10n.t('All mentions of {0} in all articles', onOneLine(entity?.name ?? '')),
    confident: vscode.l10n.t('All suggestions above a confidence'),
    article: vscode.l10n.t('All in this article'),
  };
  const scopes = SCOPES.filter((scope) => entity !== undefined || (scope !== 'entity' && scope !== 'corpus'));
  const choices = scopes.map((scope): Choice<Scope> => ({
    label: labels[scope],
    description:
      scope === 'entity'
        ? vscode.l10n.t('{0} mentions', entity?.mentions.length ?? 0)
        : scope === 'article'
          ? vscode.l10n.t('{0} left to decide', open)
          : '',
    value: scope,
  }));
  const choice = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Decide on Several Mentions'),
    placeHolder: vscode.l10n.t('Which mentions'),
  });
  return choice?.value;
}

async function pickVerdict(article: OpenArticle, scope: Scope): Promise<Verdict | undefined> {
  if (scope === 'confident') return { kind: 'accept' };
  const choices: Choice<'accept' | 'reject' | 'remove' | 'label'>[] = [
    { label: `$(check) ${vscode.l10n.t('Accept what is suggested')}`, value: 'accept' },
    { label: `$(close) ${vscode.l10n.t('Reject')}`, value: 'reject' },
    { label: `$(tag) ${vscode.l10n.t('Change the label…')}`, value: 'label' },
    { label: `$(trash) ${vscode.l10n.t('Remove the annotations')}`, value: 'remove' },
  ];
  const title = vscode.l10n.t('Decide on Several Mentions');
  const choice = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: vscode.l10n.t('What is decided'),
  });
  if (!choice) return undefined;
  if (choice.value !== 'label') return { kind: choice.value };
  const label = await pickLabel(title, article.project);
  return label === undefined ? undefined : { kind: 'label', label };
}

function titleOf(verdict: Verdict, count: number): string {
  switch (verdict.kind) {
    case 'accept':
      return vscode.l10n.t('Accept {0} Mentions', count);
    case 'reject':
      return vscode.l10n.t('Reject {0} Mentions', count);
    case 'remove':
      return vscode.l10n.t('Remove {0} Annotations', count);
    case 'label':
      return vscode.l10n.t('Label {0} Mentions as {1}', count, labelName(verdict.label));
  }
}

/** The changes that decide about marks of an article; a mention that cannot be read as a date does not become one. */
function changesOf(
  article: OpenArticle | ArticleMarks,
  marks: readonly Mark[],
  verdict: Verdict,
): SidecarChange[] {
  const { text } = article;
  const codePoints = indexCodePoints(text);
  const by = decider();
  return marks.flatMap((mark): SidecarChange[] => {
    if (verdict.kind === 'remove') return [{ kind: 'remove', id: mark.id }];
    const decision = decisionOf(article, mark, verdict);
    if (!decision) return [];
    return [{ kind: 'put', annotation: decide(text, mark, decision, by, codePoints) }];
  });
}

function decisionOf(
  article: OpenArticle | ArticleMarks,
  mark: Mark,
  verdict: Exclude<Verdict, { kind: 'remove' }>,
): Decision | undefined {
  if (verdict.kind !== 'label') {
    const status: Status = verdict.kind === 'accept' ? 'accepted' : 'rejected';
    return { status };
  }
  const { label } = verdict;
  if (label !== 'date') return { status: 'accepted', label };
  const timex = mark.timex ?? ('reading' in article ? timexReading(article, mark) : undefined);
  return timex && { status: 'accepted', label, timex };
}
