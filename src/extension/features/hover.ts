import * as vscode from 'vscode';
import { describeTimex, marksAt, type Mark } from '../../core/index';
import { labelIcon, labelName, statusName } from '../label-look';
import { markCommand } from '../mark-target';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { timexPhrases } from '../timex-phrases';

/** The only commands that a card's links may run. */
const COMMANDS = [
  'marginalia.accept',
  'marginalia.reject',
  'marginalia.changeLabel',
  'marginalia.changeDateValue',
  'marginalia.remove',
  'marginalia.nextMentionOfEntity',
  'marginalia.setArticleDate',
];

/** How many lines of mentions a card names before it counts the rest. */
const MOST_PLACES = 8;

/** Shows a card for the marks under the mouse, the innermost first. */
export function registerHover(articles: OpenArticles, selector: vscode.DocumentSelector): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    provideHover(document, position) {
      const article = articles.get(document);
      if (!article) return undefined;
      const marks = marksAt(article.marks, article.lines.offsetAt(position));
      const [first] = marks;
      if (!first) return undefined;
      return new vscode.Hover(
        marks.map((mark) => card(article, mark)),
        article.rangeOf(first.span),
      );
    },
  });
}

/**
 * What is known of a mark. Text of the article, or of a sidecar, goes in through `appendText` alone, which escapes
 * whatever Markdown would make of it.
 */
function card(article: OpenArticle, mark: Mark): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: COMMANDS };
  const mentions = article.mentionsOf(mark);
  markdown.appendMarkdown(`$(${labelIcon(mark.label)}) **`);
  appendInline(markdown, mark.name ?? mentions.name);
  markdown.appendMarkdown('** \u2002');
  appendInline(markdown, `${labelName(mark.label)} · ${statusName(mark.status)}`);
  markdown.appendMarkdown('\n\n');

  if (mark.timex) {
    markdown.appendMarkdown('$(watch) ');
    appendInline(markdown, describeTimex(mark.timex, vscode.env.language, timexPhrases()));
    markdown.appendMarkdown(' \u2002');
    appendInline(
      markdown,
      `${mark.timex.type} ${mark.timex.value}${mark.timex.mod ? ` ${mark.timex.mod}` : ''}`,
    );
    markdown.appendMarkdown('\n\n');
    if (mark.timex.anchor !== undefined) {
      appendInline(markdown, vscode.l10n.t('Counted from the article’s date, {0}.', mark.timex.anchor));
      markdown.appendMarkdown('\n\n');
    } else if (mark.timex.value.includes('X') && article.reading.article.published === undefined) {
      appendInline(markdown, vscode.l10n.t('The article has no date to count from.'));
      markdown.appendMarkdown(
        ` [${vscode.l10n.t('Set Article Date…')}](command:marginalia.setArticleDate)\n\n`,
      );
    }
  }

  const others = mentions.marks.filter(({ id }) => id !== mark.id);
  if (others.length === 0) appendInline(markdown, vscode.l10n.t('Mentioned once in this article.'));
  else appendInline(markdown, places(article, mentions.marks));
  markdown.appendMarkdown('\n\n');

  const why = origin(mark);
  if (why !== '') {
    appendInline(markdown, why);
    markdown.appendMarkdown('\n\n');
  }

  const target = { article, mark };
  const link = (icon: string, title: string, command: string) =>
    `[$(${icon})\u00a0${title.replaceAll(' ', '\u00a0')}](${markCommand(command, target)})`;
  const links = [
    ...(mark.status === 'suggested' ? [link('check', vscode.l10n.t('Accept'), 'marginalia.accept')] : []),
    link('close', vscode.l10n.t('Reject'), 'marginalia.reject'),
    link('tag', vscode.l10n.t('Change Label'), 'marginalia.changeLabel'),
    ...(mark.label === 'date'
      ? [link('edit', vscode.l10n.t('Change Value'), 'marginalia.changeDateValue')]
      : []),
    ...(mark.annotation ? [link('trash', vscode.l10n.t('Remove'), 'marginalia.remove')] : []),
    ...(others.length > 0
      ? [link('arrow-down', vscode.l10n.t('Next Mention'), 'marginalia.nextMentionOfEntity')]
      : []),
  ];
  markdown.appendMarkdown(`---\n\n${links.join('\u2002 ')}`);
  return markdown;
}

/** How often an entity is named, in which spellings, and on which lines. */
function places(article: OpenArticle, marks: readonly Mark[]): string {
  const spellings = new Map<string, number>();
  const lines: string[] = [];
  for (const { span } of marks) {
    const quote = article.quote(span);
    spellings.set(quote, (spellings.get(quote) ?? 0) + 1);
    const line = String(article.lines.positionAt(span.start).line + 1);
    if (!lines.includes(line)) lines.push(line);
  }
  const shown = lines.slice(0, MOST_PLACES).join(', ') + (lines.length > MOST_PLACES ? ', …' : '');
  const count = vscode.l10n.t('{0} mentions in this article, on lines {1}.', marks.length, shown);
  if (spellings.size === 1) return count;
  const forms = [...spellings].map(([quote, times]) => `${quote} ×${times}`).join(', ');
  return `${count} ${forms}.`;
}

/** Why a mark is there: who decided, or which recogniser proposed it. */
function origin({ annotation, source, confidence, status }: Mark): string {
  const parts: string[] = [];
  if (annotation?.by !== undefined && status !== 'suggested') {
    parts.push(vscode.l10n.t('Decided by {0}, {1}.', annotation.by, localTime(annotation.at)));
  } else if (annotation?.at !== undefined && status !== 'suggested') {
    parts.push(vscode.l10n.t('Decided {0}.', localTime(annotation.at)));
  }
  if (source !== undefined && confidence !== undefined) {
    parts.push(
      vscode.l10n.t('Suggested by {0} with {1} % confidence.', source, Math.round(confidence * 100)),
    );
  }
  return parts.join(' ');
}

function localTime(at: string | undefined): string {
  const time = new Date(at ?? '');
  if (Number.isNaN(time.getTime())) return at ?? '';
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    time,
  );
}

/** Escaped text without the line breaks that would end a Markdown paragraph. */
function appendInline(markdown: vscode.MarkdownString, text: string): void {
  markdown.appendText(text.replace(/\s+/gu, ' '));
}
