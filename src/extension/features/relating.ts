import * as vscode from 'vscode';
import {
  decide,
  relationId,
  relationsOf,
  type Attributes,
  type Label,
  type Mark,
  type ProjectRelation,
  type Relation,
  type SidecarChange,
} from '../../core/index';
import { moveCaret } from '../caret';
import { decider } from '../decider';
import { labelIcon, labelName } from '../label-look';
import { editorOf, markTarget, markTargets, tellNoTarget } from '../mark-target';
import { showInformation } from '../notices';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { onOneLine, shortened } from '../quotation';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** A relation that may be made of two mentions. */
interface Plan {
  readonly type: string;
  readonly from: Mark;
  readonly to: Mark;
}

/** The commands that say how two mentions belong together, and take that back. */
export function registerRelating(articles: OpenArticles): vscode.Disposable {
  const relationTarget = (uri: unknown, id: unknown) => {
    const article = typeof uri === 'string' ? articles.find(vscode.Uri.parse(uri)) : undefined;
    const relation = article?.sidecar.relations.find((one) => one.id === id);
    return article && relation && { article, relation };
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(
      'marginalia.relate',
      async (uri?: unknown, id?: unknown, type?: unknown, other?: unknown) => {
        const pair = uri === undefined ? selectedPair(articles) : undefined;
        if (pair) {
          const plan = await askBetween(pair.article, pair.marks);
          if (plan) await relate(articles, pair.article, plan);
          return;
        }
        const target = markTarget(articles, uri, id);
        if (!target) return tellNoTarget();
        const { article, mark } = target;
        const chosen = typeof type === 'string' ? type : await askType(article, mark);
        if (chosen === undefined) return;
        const to =
          typeof other === 'string'
            ? article.marks.find((one) => one.id === other)
            : await askOther(article, mark, chosen);
        if (to) await relate(articles, article, { type: chosen, from: mark, to });
      },
    ),
    vscode.commands.registerCommand('marginalia.removeRelation', async (uri?: unknown, id?: unknown) => {
      const target = relationTarget(uri, id);
      if (target) await articles.decide(target.article, [{ kind: 'unrelate', id: target.relation.id }]);
    }),
    vscode.commands.registerCommand(
      'marginalia.setRelationAttribute',
      async (uri?: unknown, id?: unknown) => {
        const target = relationTarget(uri, id);
        if (!target) return;
        const { article, relation } = target;
        const attributes = await askAttributes(article, relation);
        if (!attributes) return;
        const { type, from, to, note } = relation;
        const { by, at } = decider();
        const changed: Relation = {
          id: relation.id,
          type,
          from,
          to,
          ...(Object.keys(attributes).length > 0 && { attributes }),
          ...(note !== undefined && { note }),
          ...(by !== undefined && { by }),
          at,
        };
        await articles.decide(article, [{ kind: 'relate', relation: changed }]);
      },
    ),
    vscode.commands.registerCommand('marginalia.showMention', async (uri?: unknown, id?: unknown) => {
      const target = markTarget(articles, uri, id);
      if (!target) return;
      await vscode.window.showTextDocument(target.article.document, { preserveFocus: false });
      moveCaret(target.article, target.mark.span);
    }),
  );
}

/** Saves a relation; suggestions that it leads from or to are accepted by it, in the same step. */
async function relate(articles: OpenArticles, article: OpenArticle, { type, from, to }: Plan): Promise<void> {
  const ends = await articles.settled(article, [from, to]);
  const known = article.sidecar.relations;
  const same = known.find((one) => one.type === type && one.from === from.id && one.to === to.id);
  if (same && !same.rejected) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('The two mentions are related so already.'), 4000);
    return;
  }
  const { by, at } = decider();
  const changes = ends.flatMap((mark): SidecarChange[] => {
    if (mark.status === 'accepted') return [];
    const accepted = { status: 'accepted' } as const;
    return [
      { kind: 'put', annotation: decide(article.text, mark, accepted, { by, at }, article.codePoints) },
    ];
  });
  const statement = { type, from: from.id, to: to.id };
  const id = same?.id ?? relationId(statement, new Set(known.map((one) => one.id)));
  const relation = { id, ...statement, ...(by !== undefined && { by }), at };
  await articles.decide(article, [...changes, { kind: 'relate', relation }]);
}

/** The mentions of two selections, the one that was made first before the other. */
function selectedPair(
  articles: OpenArticles,
): { readonly article: OpenArticle; readonly marks: readonly [Mark, Mark] } | undefined {
  const editor = vscode.window.activeTextEditor;
  const article = articles.active;
  if (editor?.selections.length !== 2 || !article) return undefined;
  const found = markTargets(articles)?.marks ?? [];
  const [first, second] = found;
  if (found.length !== 2 || !first || !second) return undefined;
  const begun = article.lines.offsetAt(editor.selection.active);
  const isFirst = first.span.start <= begun && begun <= first.span.end;
  return { article, marks: isFirst ? [first, second] : [second, first] };
}

/** Asks how two mentions belong together, in either direction. */
async function askBetween(
  article: OpenArticle,
  [one, other]: readonly [Mark, Mark],
): Promise<Plan | undefined> {
  const plans = ([from, to]: readonly [Mark, Mark]) =>
    offered(article, from.label, to.label).map((relation) => ({ relation, from, to }));
  const items = [...plans([one, other]), ...plans([other, one])].map(
    ({ relation, from, to }): Choice<Plan> => ({
      ...typeItem(relation, `${quoted(article, from)} → ${quoted(article, to)}`),
      value: { type: relation.name, from, to },
    }),
  );
  const title = vscode.l10n.t('Relate “{0}” and “{1}”', quoted(article, one), quoted(article, other));
  const typed = (type: string): Plan => ({ type, from: one, to: other });
  return pickOrType(article, title, items, typed);
}

function askType(article: OpenArticle, mark: Mark): Promise<string | undefined> {
  const items = offered(article, mark.label).map((relation): Choice<string> => ({
    ...typeItem(relation, (relation.to ?? []).map(labelName).join(', ')),
    value: relation.name,
  }));
  const title = vscode.l10n.t('Relate “{0}” to…', quoted(article, mark));
  return pickOrType(article, title, items, (type) => type);
}

/** The relations of the project; where it has none of its own, the usual ones and those that the article has. */
function offered(article: OpenArticle, from: Label, to?: Label): ProjectRelation[] {
  const known = relationsOf(article.project, from, to);
  if (article.project.relations) return known;
  const names = new Set(known.map(({ name }) => name));
  const used = new Set(article.sidecar.relations.map(({ type }) => type).filter((type) => !names.has(type)));
  return [...known, ...[...used].map((name) => ({ name, attributes: [] }))];
}

function typeItem({ name, description }: ProjectRelation, beside: string): vscode.QuickPickItem {
  return {
    label: onOneLine(name),
    description: beside,
    ...(description !== undefined && { detail: onOneLine(description) }),
  };
}

/** Asks for one of the choices, or, where the project does not name its relations, for any name. */
async function pickOrType<T>(
  article: OpenArticle,
  title: string,
  items: readonly Choice<T>[],
  typed: (name: string) => T,
): Promise<T | undefined> {
  const isOpen = article.project.relations === undefined;
  if (!isOpen && items.length === 0) {
    void showInformation(
      vscode.l10n.t(
        'No relation of the project leads from such a mention. They are declared in marginalia.yaml, under “relations”.',
      ),
    );
    return undefined;
  }
  const picker = vscode.window.createQuickPick<Choice<T>>();
  picker.title = title;
  picker.placeholder = isOpen
    ? vscode.l10n.t('Choose a relation, or type another')
    : vscode.l10n.t('Choose a relation');
  picker.matchOnDetail = true;
  picker.items = items;
  picker.onDidChangeValue((value) => {
    const name = value.trim().replace(/[\s,;]+/gu, '-');
    const isNew = isOpen && name !== '' && !items.some(({ label }) => label === onOneLine(name));
    picker.items = isNew
      ? [...items, { label: onOneLine(name), alwaysShow: true, value: typed(name) }]
      : items;
  });
  return chosenOf(picker);
}

/** Asks for the other end, the nearest first; each one that is passed is shown in the text. */
async function askOther(article: OpenArticle, mark: Mark, type: string): Promise<Mark | undefined> {
  const labels = article.project.relations?.find(({ name }) => name === type)?.to;
  const distance = ({ span }: Mark) => Math.max(span.start - mark.span.end, mark.span.start - span.end, 0);
  const items = article.marks
    .filter(
      ({ id, status, label }) => id !== mark.id && status !== 'rejected' && (labels?.includes(label) ?? true),
    )
    .sort((a, b) => distance(a) - distance(b))
    .map((value): Choice<Mark> => ({
      label: `$(${labelIcon(value.label)}) ${quoted(article, value)}`,
      description: `${labelName(value.label)} · ${vscode.l10n.t('line {0}', article.lines.positionAt(value.span.start).line + 1)}`,
      value,
    }));
  if (items.length === 0) {
    void showInformation(vscode.l10n.t('There is no other mention that “{0}” can lead to.', type));
    return undefined;
  }
  const picker = vscode.window.createQuickPick<Choice<Mark>>();
  picker.title = vscode.l10n.t('“{0}” {1} …', quoted(article, mark), onOneLine(type));
  picker.placeholder = vscode.l10n.t('Choose the other mention');
  picker.matchOnDescription = true;
  picker.items = items;
  const shown = vscode.window.createTextEditorDecorationType({
    outline: '2px solid',
    outlineColor: new vscode.ThemeColor('focusBorder'),
  });
  const editor = editorOf(article);
  picker.onDidChangeActive(([active]) => {
    if (!editor || !active) return;
    const range = article.rangeOf(active.value.span);
    editor.setDecorations(shown, [range]);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  });
  const chosen = await chosenOf(picker);
  shown.dispose();
  const range = article.rangeOf(mark.span);
  editor?.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return chosen;
}

function chosenOf<T>(picker: vscode.QuickPick<Choice<T>>): Promise<T | undefined> {
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.value);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** Asks for an attribute of a relation and its value; gives all that the relation then has. */
async function askAttributes(article: OpenArticle, relation: Relation): Promise<Attributes | undefined> {
  const known = article.project.relations?.find(({ name }) => name === relation.type)?.attributes ?? [];
  const given = relation.attributes ?? {};
  const choices = known.flatMap(({ name, description, values }) => [
    { label: onOneLine(name), kind: vscode.QuickPickItemKind.Separator, value: given },
    ...values.map((value): Choice<Attributes> => ({
      label: onOneLine(value),
      description: value === given[name] ? vscode.l10n.t('current') : '',
      ...(description !== undefined && { detail: onOneLine(description) }),
      value: { ...given, [name]: value },
    })),
    ...(given[name] === undefined
      ? []
      : [
          {
            label: vscode.l10n.t('None'),
            value: Object.fromEntries(Object.entries(given).filter(([key]) => key !== name)),
          },
        ]),
  ]);
  const title = vscode.l10n.t('Attributes of the relation {0}', onOneLine(relation.type));
  return (await vscode.window.showQuickPick(choices, { title }))?.value;
}

function quoted(article: OpenArticle, mark: Mark): string {
  return shortened(article.shown(mark));
}
