import * as vscode from 'vscode';
import {
  adjudicate,
  adjudicateRelations,
  compareRelations,
  escapeMarkdown,
  isAgreed,
  isRelationSettled,
  sameExtent,
  shownText,
  type Decider,
  type Mark,
  type Reading,
  type RelationComparison,
  type RelationReading,
  type SidecarChange,
} from '../../core/index';
import { moveCaret } from '../caret';
import { disputedAt, type ComparedArticle, type Comparisons, type Disputed } from '../comparisons';
import { ContextKeys } from '../context-keys';
import { decider } from '../decider';
import { labelIcon, labelName } from '../label-look';
import type { Layers } from '../layers';
import { showInformation } from '../notices';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { onOneLine, shortened } from '../quotation';
import { nameOf } from '../whole-file';

/** The digits that take what some annotators have. */
const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * Adjudication: where the layers of annotators differ, a person chooses, and the adjudicated layer keeps what everybody
 * had. The text shows each version in brackets with its digit; that digit takes it, 0 takes none.
 */
export function registerAdjudication(
  articles: OpenArticles,
  layers: Layers,
  comparisons: Comparisons,
): vscode.Disposable {
  const paint = new VersionPaint();
  const item = vscode.window.createStatusBarItem(
    'marginalia.adjudication',
    vscode.StatusBarAlignment.Left,
    52,
  );
  item.name = vscode.l10n.t('Marginalia: Adjudication');
  item.command = 'marginalia.stopAdjudication';

  /** What was chosen and is being saved: the next key is about another place. */
  const pending = new Set<Disputed>();
  /** An open article as it was compared; `undefined` while its text is ahead of that. */
  const comparedNow = ({ uri, text }: OpenArticle): ComparedArticle | undefined => {
    const known = comparisons.find(uri);
    return known?.text === text ? known : undefined;
  };
  const openIn = (article: OpenArticle): readonly Disputed[] =>
    comparedNow(article)?.open.filter((one) => !pending.has(one)) ?? [];
  const current = (): { article: OpenArticle; editor: vscode.TextEditor; at?: Disputed } | undefined => {
    const [article, editor] = [articles.active, vscode.window.activeTextEditor];
    if (!layers.adjudicating || !article || !editor) return undefined;
    // One that is settled is chosen again by another digit.
    const at =
      disputedAt(openIn(article), article, editor) ??
      disputedAt(comparedNow(article)?.disagreements ?? [], article, editor);
    return { article, editor, ...(at && { at }) };
  };

  const update = () => {
    const { adjudicating } = layers;
    const here = current();
    for (const editor of vscode.window.visibleTextEditors) {
      const article = articles.get(editor.document);
      paint.show(editor, article, adjudicating && article ? openIn(article) : [], here?.at);
    }
    context.set('atDisagreement', here?.at !== undefined);
    if (!adjudicating) {
      item.hide();
      return;
    }
    const left = comparisons.all.reduce((sum, { open }) => sum + open.length, 0);
    const all = comparisons.all.reduce((sum, { disagreements }) => sum + disagreements.length, 0);
    item.text = `$(law) ${vscode.l10n.t('ADJUDICATING {0}/{1}', all - left, all)}`;
    item.tooltip = vscode.l10n.t(
      '{0} of {1} disagreements are settled. A digit takes a version, 0 takes none. Click to stop.',
      all - left,
      all,
    );
    item.accessibilityInformation = { label: item.tooltip };
    item.show();
  };
  const context = new ContextKeys<'adjudicating' | 'atDisagreement'>();

  const step = async (direction: 1 | -1): Promise<void> => {
    const here = current();
    if (!here) return;
    const { article, editor } = here;
    const open = openIn(article);
    const [{ start } = { start: 0 }] = article.selectionsIn(editor);
    const target =
      direction === 1
        ? (open.find(({ span }) => span.start > start) ?? open[0])
        : (open.findLast(({ span }) => span.start < start) ?? open.at(-1));
    if (target) moveCaret(article, target.span);
    else await openNext(article.uri);
  };

  /** Opens the article with most disagreements left, at the first. */
  const openNext = async (after?: vscode.Uri): Promise<void> => {
    await comparisons.ready();
    const next = comparisons.all.find(
      ({ uri, open }) => open.length > 0 && uri.toString() !== after?.toString(),
    );
    if (next) await openAt(next, next.open[0]!);
    else
      void showInformation(
        comparisons.all.length === 0
          ? vscode.l10n.t('No article has layers of two annotators.')
          : vscode.l10n.t('All disagreements are settled.'),
      );
  };

  const settle = async (article: OpenArticle, chosen: readonly Choice[]): Promise<void> => {
    const by = decider();
    for (const [comparison] of chosen) pending.add(comparison);
    const changes = chosen.flatMap((choice) => changesOf(article, choice, by));
    const followed = () => relationsThatFollow(article, comparedNow(article)?.layers, by);
    await articles.decide(article, changes, followed);
    for (const [comparison] of chosen) pending.delete(comparison);
    update();
  };

  const choose = async (digit: number): Promise<void> => {
    const here = current();
    if (!here?.at) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('Put the caret on a disagreement first.'), 4000);
      return;
    }
    const { article, at } = here;
    const reading = digit === 0 ? undefined : withContent(at)[digit - 1];
    if (digit > 0 && !reading) {
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('There is no version {0} here: there are {1}.', digit, withContent(at).length),
        4000,
      );
      return;
    }
    const readings: readonly AnyReading[] = at.readings;
    const saved = settle(article, [[at, reading && readings.indexOf(reading)]]);
    // Before anything is waited for, so that a key that follows at once is about the next place.
    const open = openIn(article);
    const next = open.find(({ span }) => span.start >= at.span.start) ?? open[0];
    if (next) moveCaret(article, next.span);
    await saved;
  };

  const takeAgreed = async (): Promise<void> => {
    const here = current();
    if (here) await comparisons.renew(here.article.uri);
    const agreed = here && comparedNow(here.article)?.agreed;
    if (!here || !agreed || agreed.length === 0) {
      void showInformation(
        vscode.l10n.t('There is nothing in this article that all agree on and that is not taken yet.'),
      );
      return;
    }
    await settle(
      here.article,
      agreed.map((one) => [one, 0]),
    );
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('{0} places that all agree on were taken.', agreed.length),
      4000,
    );
  };

  const tree = new AdjudicationTree(layers, comparisons);
  const view = vscode.window.createTreeView('marginalia.adjudication', {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  /** Whether single keys acted before adjudication began. */
  let wasInMode = true;
  const turn = async (on: boolean): Promise<void> => {
    if (on === layers.adjudicating) return;
    layers.adjudicating = on;
    context.set('adjudicating', on);
    if (on) {
      wasInMode = await vscode.commands.executeCommand<boolean>('marginalia.enterAnnotationMode');
      await comparisons.ready();
      const active = articles.active && comparisons.find(articles.active.uri);
      if (active && active.open.length > 0) await openAt(active, active.open[0]!);
      else await openNext();
    }
    if (!on && !wasInMode) await vscode.commands.executeCommand('marginalia.leaveAnnotationMode');
    tree.refresh();
    update();
  };
  context.set('adjudicating', false);

  return vscode.Disposable.from(
    paint,
    item,
    tree,
    view,
    comparisons.onDidChange(() => {
      tree.refresh();
      update();
    }),
    articles.onDidChange(update),
    articles.onDidClose(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeTextEditorSelection(update),
    vscode.commands.registerCommand('marginalia.startAdjudication', () => turn(true)),
    vscode.commands.registerCommand('marginalia.stopAdjudication', () => turn(false)),
    vscode.commands.registerCommand('marginalia.nextDisagreement', () => step(1)),
    vscode.commands.registerCommand('marginalia.previousDisagreement', () => step(-1)),
    vscode.commands.registerCommand('marginalia.takeAgreed', takeAgreed),
    vscode.commands.registerCommand('marginalia.takeNothing', () => choose(0)),
    ...DIGITS.map((digit) =>
      vscode.commands.registerCommand(`marginalia.takeVersion${digit}`, () => choose(digit)),
    ),
  );
}

/** What is disputed, with which of its readings is taken; `undefined` takes none. */
type Choice = readonly [disputed: Disputed, reading: number | undefined];

type AnyReading = Reading | RelationReading;

function changesOf(article: OpenArticle, [disputed, at]: Choice, by: Decider): SidecarChange[] {
  if ('ends' in disputed) {
    const chosen = at === undefined ? undefined : disputed.readings[at];
    return adjudicateRelations(disputed, chosen, article.sidecar.relations, by);
  }
  return adjudicate(disputed, at === undefined ? undefined : disputed.readings[at], article, by);
}

/** The relations that all have who have both ends, now that both ends are in the adjudicated layer. */
function relationsThatFollow(
  { marks, sidecar: { relations } }: OpenArticle,
  layers: ComparedArticle['layers'],
  by: Decider,
): SidecarChange[] {
  if (!layers) return [];
  return compareRelations(layers, marks)
    .filter((one) => isAgreed(one) && !isRelationSettled(one, relations))
    .flatMap((one) => adjudicateRelations(one, one.readings[0], relations, by));
}

function isNothing(reading: AnyReading): boolean {
  return ('marks' in reading ? reading.marks : reading.relations).length === 0;
}

/** The versions that have digits: those with mentions, or relations. */
function withContent({ readings }: Disputed): readonly AnyReading[] {
  const all: readonly AnyReading[] = readings;
  return all.filter((one) => !isNothing(one));
}

async function openAt({ uri, lines }: ComparedArticle, { span }: Disputed): Promise<void> {
  const at = lines.positionAt(span.start);
  const position = new vscode.Position(at.line, at.character);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(position, position) });
}

/** The versions of a place with their digits; 0 is nothing, whether somebody has that or not. */
function versionsOf(comparison: Disputed): { readonly digit: number; readonly reading?: AnyReading }[] {
  const nothing = [...comparison.readings].find(isNothing);
  return [
    ...withContent(comparison).map((reading, index) => ({ digit: index + 1, reading })),
    { digit: 0, ...(nothing && { reading: nothing }) },
  ];
}

/** What some annotators have, in words. */
function readingText(reading: AnyReading, text: string, whole: Disputed): string {
  const quoteOf = (mark: Mark) => shortened(shownText(text, mark));
  const what = isNothing(reading)
    ? vscode.l10n.t('nothing')
    : 'relations' in reading
      ? reading.relations
          .map(({ type, from, to, attributes }) =>
            [
              `${quoteOf(from)} ${type} ${quoteOf(to)}`,
              ...Object.entries(attributes ?? {}).map(([name, value]) => `${name}: ${String(value)}`),
            ].join(' '),
          )
          .join(', ')
      : reading.marks
          .map((mark) => {
            const { label, timex } = mark;
            const isWhole = sameExtent(mark, { span: whole.span });
            const name = labelName(label);
            const told = isWhole ? name : vscode.l10n.t('{0} “{1}”', name, quoteOf(mark));
            return timex ? `${told} ${timex.value}` : told;
          })
          .join(', ');
  return onOneLine(`${what} (${reading.annotators.join(', ')})`);
}

/** The same of all versions in few words, for behind the first end: the arrows lead to the second, or from there. */
function relationLegend(comparison: RelationComparison, text: string): string {
  const [first, { span }] = comparison.ends;
  const versions = versionsOf(comparison).map(({ digit, reading }) => {
    const relations = reading && 'relations' in reading ? reading.relations : [];
    const what = relations.map(({ type, from }) => (from.id === first.id ? `${type} →` : `← ${type}`));
    const who = reading ? ` (${reading.annotators.join(', ')})` : '';
    return `${digit} ${what.length > 0 ? what.join(', ') : vscode.l10n.t('nothing')}${who}`;
  });
  return ` ↔ ${shortened(text.slice(span.start, span.end))} ‹${versions.join(' · ')}›`;
}

type Node =
  | { readonly kind: 'article'; readonly article: ComparedArticle }
  | { readonly kind: 'disagreement'; readonly article: ComparedArticle; readonly comparison: Disputed }
  | {
      readonly kind: 'version';
      readonly article: ComparedArticle;
      readonly comparison: Disputed;
      readonly digit: number;
      readonly reading: AnyReading;
    };

/** The disagreements by article; nothing before a person adjudicates, so that annotators do not see each other's work. */
class AdjudicationTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly layers: Layers,
    private readonly comparisons: Comparisons,
  ) {}

  dispose(): void {
    this.changed.dispose();
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!this.layers.adjudicating) return [];
    if (!node) {
      await this.comparisons.ready();
      return this.comparisons.all.map((article) => ({ kind: 'article', article }));
    }
    const { article } = node;
    if (node.kind === 'version') return [];
    if (node.kind === 'disagreement') {
      const { comparison } = node;
      return versionsOf(comparison).flatMap(({ digit, reading }): Node[] =>
        reading ? [{ kind: 'version', article, comparison, digit, reading }] : [],
      );
    }
    return article.disagreements.map((comparison) => ({ kind: 'disagreement', article, comparison }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'article':
        return articleItem(node.article);
      case 'disagreement':
        return disagreementItem(node.article, node.comparison);
      case 'version':
        return versionItem(node.digit, readingText(node.reading, node.article.text, node.comparison));
    }
  }
}

function versionItem(digit: number, text: string): vscode.TreeItem {
  const item = new vscode.TreeItem(`${digit}  ${text}`);
  item.tooltip = vscode.l10n.t('The key {0} takes this version.', digit);
  return item;
}

function articleItem({ uri, disagreements, open, agreed, troubles }: ComparedArticle): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(uri, open.length > 0 ? Expanded : Collapsed);
  item.id = uri.toString();
  item.iconPath =
    troubles.length > 0
      ? new vscode.ThemeIcon('warning')
      : open.length === 0
        ? new vscode.ThemeIcon('pass-filled')
        : vscode.ThemeIcon.File;
  const settled = vscode.l10n.t(
    '{0} of {1} settled',
    disagreements.length - open.length,
    disagreements.length,
  );
  item.description = [
    ...troubles,
    settled,
    ...(agreed.length === 0 ? [] : [vscode.l10n.t('{0} agreed, not taken yet', agreed.length)]),
  ].join(' · ');
  item.tooltip = `${onOneLine(vscode.workspace.asRelativePath(uri, false))}: ${item.description}`;
  // What is heard begins as what is seen.
  item.accessibilityInformation = {
    label: onOneLine(`${nameOf(uri)} ${item.description}`),
    role: 'treeitem',
  };
  return item;
}

function disagreementItem(article: ComparedArticle, comparison: Disputed): vscode.TreeItem {
  const { uri, text, lines, open } = article;
  const { span, readings } = comparison;
  const spans = 'ends' in comparison ? comparison.ends.map((end) => end.span) : [span];
  const quotes = spans.map(({ start, end }) => shortened(text.slice(start, end)));
  const item = new vscode.TreeItem(quotes.join(' ↔ '), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = [uri.toString(), ...spans.flatMap(({ start, end }) => [start, end])].join(' ');
  const isOpen = open.includes(comparison);
  const icon = 'ends' in comparison ? 'arrow-swap' : labelIcon(comparison.readings[0]?.marks[0]?.label ?? '');
  item.iconPath = new vscode.ThemeIcon(isOpen ? icon : 'pass-filled');
  const versions = [...readings].map((reading) => readingText(reading, text, comparison));
  item.description = versions.join(' · ');
  const state = isOpen ? vscode.l10n.t('open') : vscode.l10n.t('settled');
  item.tooltip = [state, ...versions].join('\n');
  const label = `${quotes.join(' ↔ ')} ${item.description}, ${state}`;
  item.accessibilityInformation = { label, role: 'treeitem' };
  const at = lines.positionAt(span.start);
  const position = new vscode.Position(at.line, at.character);
  item.command = {
    title: vscode.l10n.t('Go to the Text'),
    command: 'vscode.open',
    arguments: [uri, { selection: new vscode.Range(position, position) }],
  };
  return item;
}

/** Digits of versions as they are drawn, and the colours of the first ones; more take the first again. */
const DRAWN = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const COLORS = ['charts.blue', 'charts.purple', 'charts.green', 'charts.red', 'charts.yellow'];

/** Draws each version of a disagreement in brackets with its digit; at the caret, who has which. */
class VersionPaint implements vscode.Disposable {
  private readonly place = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    border: '1px dotted',
    borderColor: new vscode.ThemeColor('editorWarning.foreground'),
    overviewRulerColor: new vscode.ThemeColor('editorWarning.foreground'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly signs = vscode.window.createTextEditorDecorationType({});

  show(
    editor: vscode.TextEditor,
    article: OpenArticle | undefined,
    comparisons: readonly Disputed[],
    current: Disputed | undefined,
  ): void {
    const places: vscode.DecorationOptions[] = [];
    const signs: vscode.DecorationOptions[] = [];
    for (const comparison of article ? comparisons : []) {
      const versions = versionsOf(comparison);
      const told = versions.map(
        ({ digit, reading }) =>
          `${digit} ${reading ? readingText(reading, article!.text, comparison) : vscode.l10n.t('nothing')}`,
      );
      const hoverMessage = told.map(escapeMarkdown).join('\n\n');
      if ('ends' in comparison) {
        for (const { span } of comparison.ends) places.push({ range: article!.rangeOf(span), hoverMessage });
        const text = comparison === current ? relationLegend(comparison, article!.text) : ' ↔';
        signs.push(sign(article!, comparison.span.end, 'after', text, colorOf(1)));
        continue;
      }
      const legend = comparison === current ? ` ‹${told.join(' · ')}›` : '';
      places.push({ range: article!.rangeOf(comparison.span), hoverMessage });
      const bracketed = versions
        .flatMap(({ digit, reading }) =>
          (reading && 'marks' in reading ? reading.marks : []).map(({ span }) => ({ digit, span })),
        )
        .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
      // Of signs at one place the editor draws the last first: the outer bracket opens before the inner one.
      for (const { digit, span } of bracketed) {
        signs.push(sign(article!, span.start, 'before', `${DRAWN[digit]}⟦`, colorOf(digit)));
      }
      const outermost = bracketed.findLast(({ span }) => span.end === comparison.span.end);
      for (const one of bracketed.reverse()) {
        const text = `⟧${DRAWN[one.digit]}${one === outermost ? legend : ''}`;
        signs.push(sign(article!, one.span.end, 'after', text, colorOf(one.digit)));
      }
    }
    editor.setDecorations(this.place, places);
    editor.setDecorations(this.signs, signs);
  }

  dispose(): void {
    this.place.dispose();
    this.signs.dispose();
  }
}

function sign(
  article: OpenArticle,
  offset: number,
  side: 'before' | 'after',
  contentText: string,
  color: string,
): vscode.DecorationOptions {
  return {
    range: article.rangeOf({ start: offset, end: offset }),
    renderOptions: { [side]: { contentText, color: new vscode.ThemeColor(color) } },
  };
}

function colorOf(digit: number): string {
  return COLORS[(digit - 1) % COLORS.length]!;
}
