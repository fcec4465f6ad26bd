import * as vscode from 'vscode';
import {
  attributesOf,
  decide,
  type Attributes,
  type Decision,
  type Mark,
  type SidecarChange,
} from '../../core/index';
import { decider } from '../decider';
import { labelName } from '../label-look';
import { markTarget, markTargets, tellNoTarget, type MarkTarget } from '../mark-target';
import { showInformation } from '../notices';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { onOneLine, shortened } from '../quotation';

/** The commands that say something about a mention without settling it: a note, a flag, an attribute. */
export function registerRemarks(articles: OpenArticles): vscode.Disposable {
  const remark = async (
    article: OpenArticle,
    marks: readonly Mark[],
    decisionOf: (now: readonly Mark[]) => Omit<Decision, 'status'>,
  ) => {
    const now = await articles.settled(article, marks);
    const decision = decisionOf(now);
    const by = decider();
    await articles.decide(
      article,
      now.map((mark): SidecarChange => {
        const remarked = { status: mark.status, ...decision };
        return { kind: 'put', annotation: decide(article.text, mark, remarked, by, article.codePoints) };
      }),
    );
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('marginalia.note', async (uri?: unknown, id?: unknown) => {
      const target = markTarget(articles, uri, id);
      if (!target) return tellNoTarget();
      const { article, mark } = target;
      const note = await vscode.window.showInputBox({
        title: vscode.l10n.t('Note on “{0}”', shortened(article.shown(mark))),
        prompt: vscode.l10n.t('Kept in the sidecar. Leave it empty to take the note away.'),
        value: mark.annotation?.note ?? '',
        ignoreFocusOut: true,
      });
      if (note === undefined || note.trim() === (mark.annotation?.note ?? '')) return;
      await remark(article, [mark], () => ({ note: note.trim() }));
    }),
    vscode.commands.registerCommand('marginalia.flag', async (uri?: unknown, id?: unknown) => {
      const targets = markTargets(articles, uri, id);
      if (!targets) return tellNoTarget();
      const { article, marks } = targets;
      await remark(article, marks, (now) => ({
        flagged: !now.every(({ annotation }) => annotation?.flagged === true),
      }));
    }),
    vscode.commands.registerCommand('marginalia.setAttribute', async (uri?: unknown, id?: unknown) => {
      const target = markTarget(articles, uri, id);
      if (!target) return tellNoTarget();
      const { article, mark } = target;
      const attributes = await askAttributes(target);
      if (attributes) await remark(article, [mark], () => ({ attributes }));
    }),
  );
}

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Asks for an attribute of the project's and its value; gives all that the annotation then has. */
async function askAttributes({ article, mark }: MarkTarget): Promise<Attributes | undefined> {
  const given = mark.annotation?.attributes ?? {};
  const title = vscode.l10n.t('Attributes of “{0}”', shortened(article.shown(mark)));
  const known = attributesOf(article.project, mark.label);
  if (known.length === 0) {
    void showInformation(
      vscode.l10n.t(
        'The label {0} has no attributes. They are declared in marginalia.yaml, under “attributes”.',
        labelName(mark.label),
      ),
    );
    return undefined;
  }
  const only = known.length === 1 ? known[0] : undefined;
  const attribute =
    only ??
    (
      await vscode.window.showQuickPick(
        known.map((one): Choice<typeof one> => ({
          label: onOneLine(one.name),
          description: onOneLine(String(given[one.name] ?? '')),
          ...(one.description !== undefined && { detail: onOneLine(one.description) }),
          value: one,
        })),
        { title, placeHolder: vscode.l10n.t('Choose an attribute') },
      )
    )?.value;
  if (!attribute) return undefined;
  const { name, description, values } = attribute;
  const current = given[name];
  const choices = values.map((value): Choice<string | undefined> => ({
    label: onOneLine(value),
    description: value === current ? vscode.l10n.t('current') : '',
    value,
  }));
  if (current !== undefined) choices.push({ label: vscode.l10n.t('None'), value: undefined });
  const choice = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: onOneLine(description ?? name),
  });
  if (!choice) return undefined;
  const rest = Object.entries(given).filter(([key]) => key !== name);
  return Object.fromEntries(choice.value === undefined ? rest : [...rest, [name, choice.value]]);
}
