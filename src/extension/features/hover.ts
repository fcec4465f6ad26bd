import * as vscode from 'vscode';
import { describeTimex, escapeMarkdown, marksAt, type Mark, type Timex } from '../../core/index';
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

/** What is known of a mark. Whatever comes from an article or a sidecar is escaped. */
function card(article: OpenArticle, mark: Mark): vscode.MarkdownString {
  const { name, mentions } = article.entityOf(mark);
  const paragraphs = [
    `$(${labelIcon(mark.label)}) **${escapeMarkdown(name)}** \u2002` +
      escapeMarkdown(`${labelName(mark.label)} · ${statusName(mark.status)}`),
    ...(mark.timex ? timexParagraphs(article, mark.timex) : []),
    escapeMarkdown(
      mentions.length > 1 ? places(article, mentions) : vscode.l10n.t('Mentioned once in this article.'),
    ),
    escapeMarkdown(origin(mark)),
    `---\n\n${links(article, mark, mentions.length > 1).join(' \u2002')}`,
  ];
  const markdown = new vscode.MarkdownString(paragraphs.filter((one) => one !== '').join('\n\n'), true);
  markdown.isTrusted = { enabledCommands: COMMANDS };
  return markdown;
}

function timexParagraphs(article: OpenArticle, timex: Timex): string[] {
  const words = describeTimex(timex, vscode.env.language, timexPhrases());
  const standard = [timex.type, timex.value, timex.mod].filter((part) => part !== undefined).join(' ');
  const value = `$(clock) ${escapeMarkdown(words)} \u2002\`${standard.replaceAll('`', '')}\``;
  if (timex.anchor !== undefined) {
    return [value, escapeMarkdown(vscode.l10n.t('Counted from the article’s date, {0}.', timex.anchor))];
  }
  if (!timex.value.includes('X') || article.reading.article.published !== undefined) return [value];
  const setDate = `[${vscode.l10n.t('Set Article Date…')}](command:marginalia.setArticleDate)`;
  return [value, `${escapeMarkdown(vscode.l10n.t('The article has no date to count from.'))} ${setDate}`];
}

function links(article: OpenArticle, mark: Mark, mentionedElsewhere: boolean): string[] {
  const link = (icon: string, title: string, command: string) =>
    `[$(${icon})\u00a0${title.replaceAll(' ', '\u00a0')}](${markCommand(command, { article, mark })})`;
  return [
    ...(mark.status === 'suggested' ? [link('check', vscode.l10n.t('Accept'), 'marginalia.accept')] : []),
    link('close', vscode.l10n.t('Reject'), 'marginalia.reject'),
    link('tag', vscode.l10n.t('Change Label'), 'marginalia.changeLabel'),
    ...(mark.label === 'date'
      ? [link('edit', vscode.l10n.t('Change Value'), 'marginalia.changeDateValue')]
      : []),
    ...(mark.annotation ? [link('trash', vscode.l10n.t('Remove'), 'marginalia.remove')] : []),
    ...(mentionedElsewhere
      ? [link('arrow-down', vscode.l10n.t('Next Mention'), 'marginalia.nextMentionOfEntity')]
      : []),
  ];
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
