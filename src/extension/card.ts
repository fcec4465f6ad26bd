import * as vscode from 'vscode';
import {
  companionsOf,
  describeTimex,
  escapeMarkdown,
  timexDistance,
  type CorpusEntity,
  type Entity,
  type EntityRecord,
  type Mark,
  type PlaceFacts,
  type Timex,
} from '../core/index';
import { labelIcon, labelName, statusName } from './label-look';
import { markCommand, type MarkTarget } from './mark-target';
import type { OpenArticle } from './open-article';
import { placeText } from './place-text';
import { relationLines } from './relation-text';
import { timexPhrases } from './timex-phrases';

/** The only commands that a card's links may run. */
export const CARD_COMMANDS = [
  'marginalia.accept',
  'marginalia.reject',
  'marginalia.changeLabel',
  'marginalia.changeDateValue',
  'marginalia.remove',
  'marginalia.nextMentionOfEntity',
  'marginalia.setArticleDate',
  'marginalia.relate',
  'marginalia.removeRelation',
  'marginalia.setRelationAttribute',
  'marginalia.showMention',
];

/** How many lines of mentions, forms, roles and companions a card names before it counts the rest. */
const MOST_LISTED = 8;

/** What is known of an entity beyond the article's marks. */
export interface EntityKnowledge {
  readonly inCorpus: CorpusEntity | undefined;
  /** The words of office that stand beside its mentions. */
  readonly roles: readonly string[];
  readonly place: PlaceFacts | undefined;
}

/** The card of a mark. Whatever comes from an article or a sidecar is escaped. */
export function card({ article, mark }: MarkTarget, knowledge: EntityKnowledge): vscode.MarkdownString {
  const entity = article.entityOf(mark);
  const record = article.recordOf(mark);
  const paragraphs = [
    `$(${labelIcon(mark.label)}) **${escapeMarkdown(entity.name)}** \u2002` +
      escapeMarkdown(`${labelName(mark.label)} · ${statusName(mark.status)}`),
    ...(mark.timex ? timexParagraphs(article, mark.timex) : entityParagraphs(knowledge)),
    escapeMarkdown(mentionsInArticle(article, entity)),
    escapeMarkdown(mentionsInCorpus(article, knowledge.inCorpus)),
    ...(record && !mark.timex ? [escapeMarkdown(companions(article, record))] : []),
    relationLines(article, mark),
    `$(history) ${escapeMarkdown(origin(mark))}`,
    `---\n\n${links(article, mark, entity.mentions.length > 1).join(' \u2002')}`,
  ];
  const shown = paragraphs.filter((one) => one !== '' && one !== '$(history) ');
  const markdown = new vscode.MarkdownString(shown.join('\n\n'), true);
  markdown.isTrusted = { enabledCommands: CARD_COMMANDS };
  return markdown;
}

function entityParagraphs({ roles, place }: EntityKnowledge): string[] {
  return [
    ...(roles.length > 0 ? [`$(briefcase) ${escapeMarkdown(listed(roles))}`] : []),
    ...(place ? [`$(globe) ${escapeMarkdown(placeText(place))}`] : []),
  ];
}

function timexParagraphs(article: OpenArticle, timex: Timex): string[] {
  const words = describeTimex(timex, vscode.env.language, timexPhrases());
  const standard = [timex.type, timex.value, timex.mod].filter((part) => part !== undefined).join(' ');
  const value = `$(clock) ${escapeMarkdown(words)} \u2002\`${standard.replaceAll('`', '')}\``;
  const { published } = article.reading.article;
  const distance = published === undefined ? undefined : distanceText(timex, published);
  return [value, ...(distance === undefined ? [] : [escapeMarkdown(distance)]), resolution(article, timex)];
}

function distanceText(timex: Timex, published: string): string | undefined {
  const distance = timexDistance(timex.value, published);
  if (!distance) return undefined;
  const { count, unit } = distance;
  if (count === 0) {
    return unit === 'day'
      ? vscode.l10n.t('The day the article appeared.')
      : vscode.l10n.t('The time at which the article appeared.');
  }
  const amount = new Intl.NumberFormat(vscode.env.language, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).format(Math.abs(count));
  return count < 0
    ? vscode.l10n.t('{0} before the article appeared.', amount)
    : vscode.l10n.t('{0} after the article appeared.', amount);
}

/** How a value came about. */
function resolution(article: OpenArticle, { anchor, value }: Timex): string {
  if (anchor !== undefined) {
    return escapeMarkdown(vscode.l10n.t('Counted from the article’s date, {0}.', anchor));
  }
  if (!value.includes('X')) return '';
  if (article.reading.article.published !== undefined) {
    return escapeMarkdown(vscode.l10n.t('What the text leaves open stays X.'));
  }
  const setDate = `[${vscode.l10n.t('Set Article Date…')}](command:marginalia.setArticleDate)`;
  return `${escapeMarkdown(vscode.l10n.t('The article has no date to count from.'))} ${setDate}`;
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
    link('link', vscode.l10n.t('Relate to…'), 'marginalia.relate'),
    ...(mark.annotation ? [link('trash', vscode.l10n.t('Remove'), 'marginalia.remove')] : []),
    ...(mentionedElsewhere
      ? [link('arrow-down', vscode.l10n.t('Next Mention'), 'marginalia.nextMentionOfEntity')]
      : []),
  ];
}

/** How often an entity is named, in which forms, and on which lines. */
function mentionsInArticle(article: OpenArticle, { mentions }: Entity<Mark>): string {
  if (mentions.length <= 1) return vscode.l10n.t('Mentioned once in this article.');
  const lines = new Set(mentions.map(({ span }) => String(article.lines.positionAt(span.start).line + 1)));
  const count = vscode.l10n.t(
    '{0} mentions in this article, on lines {1}.',
    mentions.length,
    listed([...lines]),
  );
  return `${count}${forms(mentions.map(({ span }) => article.quote(span)))}`;
}

/** How often the articles of the corpus name it, this one aside; empty where none does, or none was read yet. */
function mentionsInCorpus(article: OpenArticle, entity: CorpusEntity | undefined): string {
  const others = (entity?.articles ?? []).filter(({ file }) => file !== article.uri.toString());
  if (others.length === 0) return '';
  const mentions = others.flatMap((one) => one.entity.mentions.map(({ form }) => form));
  const count =
    others.length === 1
      ? vscode.l10n.t('In one other article, {0} mentions.', mentions.length)
      : vscode.l10n.t('In {0} other articles, {1} mentions.', others.length, mentions.length);
  return `${count}${forms(mentions)}`;
}

function forms(quotes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const quote of quotes) counts.set(quote, (counts.get(quote) ?? 0) + 1);
  if (counts.size === 1) return '';
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return ` ${listed(sorted.map(([quote, times]) => (times > 1 ? `${quote} ×${times}` : quote)))}.`;
}

function companions(article: OpenArticle, { key }: EntityRecord): string {
  const names = companionsOf(article.record, key).map(({ entity, paragraphs }) =>
    paragraphs > 1 ? `${entity.name} ×${paragraphs}` : entity.name,
  );
  return names.length === 0 ? '' : vscode.l10n.t('Together with {0}.', listed(names));
}

function listed(items: readonly string[]): string {
  const shown = items.slice(0, MOST_LISTED).join(', ');
  return items.length > MOST_LISTED ? `${shown}, …` : shown;
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
    const percent = Math.round(confidence * 100);
    parts.push(vscode.l10n.t('Suggested with {0} % confidence: {1}.', percent, reason(source)));
  }
  return parts.join(' ');
}

/** Why a recogniser proposed it. */
function reason(source: string): string {
  switch (source) {
    case 'tagger':
      return vscode.l10n.t('the trained model reads it so');
    case 'gazetteer':
      return vscode.l10n.t('the name is on a list of known names');
    case 'names':
      return vscode.l10n.t('it begins with a given name');
    case 'compromise':
      return vscode.l10n.t('the English grammar reads it so');
    case 'dates':
      return vscode.l10n.t('the rules of dates read it so');
    default:
      return vscode.l10n.t('{0} reads it so', source);
  }
}

function localTime(at: string | undefined): string {
  const time = new Date(at ?? '');
  if (Number.isNaN(time.getTime())) return at ?? '';
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    time,
  );
}
