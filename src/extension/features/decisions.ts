import * as vscode from 'vscode';
import {
  annotate,
  createDateRecognizer,
  decide,
  isTimexValue,
  type Decider,
  type Label,
  type Mark,
  type SidecarChange,
  type Span,
  type Status,
  type Timex,
} from '../../core/index';
import { labelName, pickLabel } from '../label-look';
import { editorOf, markTarget, type MarkTarget } from '../mark-target';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { settings } from '../settings';

/** The commands by which an annotator decides: accept, reject, change, remove, add. */
export function registerDecisions(articles: OpenArticles): vscode.Disposable {
  const on = (command: string, act: (target: MarkTarget) => Promise<void>) =>
    vscode.commands.registerCommand(command, async (uri?: unknown, id?: unknown) => {
      const target = markTarget(articles, uri, id);
      if (target) await act(target);
      else
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Put the caret on a highlighted mention first.'),
        );
    });
  const settle = async ({ article, mark }: MarkTarget, status: Status) => {
    const annotation = decide(article.text, mark, { status }, decider(), article.codePoints);
    const done = await articles.decide(article, [{ kind: 'put', annotation }]);
    if (done) goOn(article, mark);
  };

  return vscode.Disposable.from(
    on('marginalia.accept', (target) => settle(target, 'accepted')),
    on('marginalia.reject', (target) => settle(target, 'rejected')),
    on('marginalia.changeLabel', async ({ article, mark }) => {
      const label = await pickLabel(vscode.l10n.t('Label of “{0}”', article.quote(mark.span)), mark.label);
      if (label === undefined) return;
      const timex = label === 'date' ? (mark.timex ?? (await timexOf(article, mark.span))) : undefined;
      if (label === 'date' && timex === undefined) return;
      const decision = { status: 'accepted', label, ...(timex && { timex }) } as const;
      await articles.decide(article, [
        { kind: 'put', annotation: decide(article.text, mark, decision, decider(), article.codePoints) },
      ]);
    }),
    on('marginalia.changeDateValue', async ({ article, mark }) => {
      if (mark.label !== 'date') {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Only a date has a value. Change the label to date first.'),
        );
        return;
      }
      const timex = await askTimex(article.quote(mark.span), mark.timex);
      if (timex === undefined) return;
      const decision = { status: 'accepted', timex } as const;
      await articles.decide(article, [
        { kind: 'put', annotation: decide(article.text, mark, decision, decider(), article.codePoints) },
      ]);
    }),
    on('marginalia.remove', async (target) => {
      const { article, mark } = target;
      if (mark.annotation) await articles.decide(article, [{ kind: 'remove', id: mark.id }]);
      else await settle(target, 'rejected');
    }),
    vscode.commands.registerCommand('marginalia.acceptAll', async () => {
      const article = articles.active;
      if (article) await acceptAll(articles, article);
      else void vscode.window.showInformationMessage(vscode.l10n.t('Open an article first.'));
    }),
    vscode.commands.registerCommand('marginalia.annotate', async (given?: unknown) => {
      const article = articles.active;
      const editor = vscode.window.activeTextEditor;
      if (!article || !editor) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Open an article first.'));
        return;
      }
      await annotateSelections(articles, article, editor, typeof given === 'string' ? given : undefined);
    }),
  );
}

function decider(): Decider {
  return { by: settings.annotator(), at: `${new Date().toISOString().slice(0, 19)}Z` };
}

/** Moves the caret on to the next suggestion, if it stood on the one that was decided. */
function goOn(article: OpenArticle, decided: Mark): void {
  const editor = editorOf(article);
  if (!editor || editor !== vscode.window.activeTextEditor) return;
  const { start } = article.spanOf(editor.selection);
  if (start < decided.span.start || start > decided.span.end) return;
  const next = article.marks.find(
    ({ span, status }) => status === 'suggested' && span.start > decided.span.start,
  );
  if (!next) return;
  const range = article.rangeOf(next.span);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function acceptAll(articles: OpenArticles, article: OpenArticle): Promise<void> {
  const open = article.marks.filter(({ status }) => status === 'suggested');
  if (open.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no suggestion left in this article.'));
    return;
  }
  const counts = new Map<Label, number>();
  for (const { label } of open) counts.set(label, (counts.get(label) ?? 0) + 1);
  const detail = [...counts].map(([label, count]) => `${labelName(label)}: ${count}`).join('\n');
  const accept = vscode.l10n.t('Accept');
  const question = vscode.l10n.t('Accept all {0} suggestions in this article?', open.length);
  const choice = await vscode.window.showInformationMessage(question, { modal: true, detail }, accept);
  if (choice !== accept) return;
  const by = decider();
  const changes = open.map((mark): SidecarChange => {
    return {
      kind: 'put',
      annotation: decide(article.text, mark, { status: 'accepted' }, by, article.codePoints),
    };
  });
  await articles.decide(article, changes);
}

/** Annotates each selection, or the word at each empty one. */
async function annotateSelections(
  articles: OpenArticles,
  article: OpenArticle,
  editor: vscode.TextEditor,
  given: Label | undefined,
): Promise<void> {
  const ranges = editor.selections.flatMap((selection): vscode.Range[] => {
    const range = selection.isEmpty ? editor.document.getWordRangeAtPosition(selection.active) : selection;
    return range ? [range] : [];
  });
  const { body } = article.reading.article;
  const spans = ranges
    .map((range) => trimmed(article.text, article.spanOf(range)))
    .filter((span) => span.start < span.end && span.start >= body.start);
  const [first] = spans;
  if (!first) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Select the text to annotate, or put the caret in a word. Front matter is not annotated.',
      ),
    );
    return;
  }
  const label =
    given ?? (await pickLabel(vscode.l10n.t('Annotate “{0}” as', shortened(article.quote(first)))));
  if (label === undefined) return;
  const by = decider();
  const taken = new Set(article.sidecar.annotations.map(({ id }) => id));
  const changes: SidecarChange[] = [];
  for (const span of spans) {
    const timex = label === 'date' ? await timexOf(article, span) : undefined;
    if (label === 'date' && timex === undefined) continue;
    const same = article.marks.find((mark) => mark.span.start === span.start && mark.span.end === span.end);
    const annotation = same
      ? decide(
          article.text,
          same,
          { status: 'accepted', label, ...(timex && { timex }) },
          by,
          article.codePoints,
        )
      : annotate(article.text, span, label, timex, by, taken, article.codePoints);
    taken.add(annotation.id);
    changes.push({ kind: 'put', annotation });
  }
  await articles.decide(article, changes);
}

function trimmed(text: string, { start, end }: Span): Span {
  const quote = text.slice(start, end);
  return {
    start: start + quote.length - quote.trimStart().length,
    end: end - quote.length + quote.trimEnd().length,
  };
}

function shortened(quote: string): string {
  const line = quote.replace(/\s+/gu, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** What a stretch of text means as a time expression: the recogniser's reading, else the annotator's. */
async function timexOf(article: OpenArticle, span: Span): Promise<Timex | undefined> {
  const [reading] = createDateRecognizer()({ ...article.reading.article, body: span });
  const whole = reading && reading.span.start === span.start && reading.span.end === span.end;
  return whole && reading.timex ? reading.timex : askTimex(article.quote(span), reading?.timex);
}

/** Asks for a TIMEX3 value until it is one or the annotator turns away. The type follows from the value. */
async function askTimex(quote: string, current: Timex | undefined): Promise<Timex | undefined> {
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t('Value of “{0}”', shortened(quote)),
    prompt: vscode.l10n.t('A TIMEX3 value: 2024-07-18, 2024-07, 2024-W29, 2024-07-18T14:30, P3D, XXXX-07-18'),
    value: current?.value ?? '',
    ignoreFocusOut: true,
    validateInput: (text) =>
      timexType(text.trim(), current) === undefined
        ? vscode.l10n.t('This is no TIMEX3 value. Write for example 2024-07-18 or P3D.')
        : undefined,
  });
  if (value === undefined) return undefined;
  const type = timexType(value.trim(), current);
  return type && { type, value: value.trim(), ...(current?.mod !== undefined && { mod: current.mod }) };
}

function timexType(value: string, current: Timex | undefined): Timex['type'] | undefined {
  const types: Timex['type'][] = [...(current ? [current.type] : []), 'DATE', 'TIME', 'DURATION', 'SET'];
  return types.find((type) => isTimexValue(type, value));
}
