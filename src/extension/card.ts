import * as vscode from 'vscode';
import {
  attributesOf,
  companionsOf,
  describeTimex,
  escapeMarkdown,
  LEARNT_SOURCE,
  REGISTRY_FILE,
  REGISTRY_SOURCE,
  shownIdentifiers,
  timexDistance,
  visible,
  type CorpusEntity,
  type Entity,
  type EntityRecord,
  type LearntName,
  type Mark,
  type PlaceFacts,
  type RegistryEntry,
  type Timex,
} from '../core/index';
import { labelIcon, labelName, statusName } from './label-look';
import { commandLink, markCommand, type MarkTarget } from './mark-target';
import type { OpenArticle } from './open-article';
import { placeText } from './place-text';
import { shortened } from './quotation';
import { relationLines } from './relation-text';
import { timexPhrases } from './timex-phrases';
import { versionText } from './version-text';

/** The only commands that a card's links may run. */
export const CARD_COMMANDS = [
  'marginalia.accept',
  'marginalia.reject',
  'marginalia.changeLabel',
  'marginalia.changeDateValue',
  'marginalia.remove',
  'marginalia.note',
  'marginalia.flag',
  'marginalia.setAttribute',
  'marginalia.nextMentionOfEntity',
  'marginalia.setArticleDate',
  'marginalia.settleConflict',
  'marginalia.linkEntity',
  'marginalia.openEntry',
  'marginalia.forgetName',
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
  /** What decisions in the corpus say of the words of the mention. */
  readonly learnt: LearntName | undefined;
}

/**
 * The card of a mark: what can be done stands below its headline, because an editor shows so many lines of a card and no
 * more until it is scrolled. Whatever comes from an article or a sidecar is escaped.
 */
export function card({ article, mark }: MarkTarget, knowledge: EntityKnowledge): vscode.MarkdownString {
  const entity = article.entityOf(mark);
  const record = article.recordOf(mark);
  const paragraphs = [
    `$(${labelIcon(mark.label)}) **${escapeMarkdown(entity.name)}** \u2002` +
      escapeMarkdown(`${labelName(mark.label)} · ${statusName(mark.status)}`),
    ...pieces(article, mark),
    `${links(article, mark, entity.mentions.length > 1).join(' \u2002')}\n\n---`,
    ...(mark.timex
      ? timexParagraphs(article, mark.timex)
      : [...entityParagraphs(knowledge), ...entryParagraphs(entryOf(article, entity))]),
    escapeMarkdown(`${mentionsInArticle(article, entity)} ${mentionsInCorpus(article, knowledge.inCorpus)}`),
    ...(record && !mark.timex ? [escapeMarkdown(companions(article, record))] : []),
    ...conflict(article, mark),
    relationLines(article, mark),
    ...remarks(mark),
    `$(history) ${escapeMarkdown(origin(mark))}`,
    ...(mark.timex || !article.known.file
      ? []
      : learningParagraphs({ article, mark }, entryOf(article, entity), knowledge.learnt)),
  ];
  const shown = paragraphs.filter((one) => one !== '' && one !== '$(history) ');
  const markdown = new vscode.MarkdownString(shown.join('\n\n'), true);
  markdown.isTrusted = { enabledCommands: CARD_COMMANDS };
  return markdown;
}

/** The pieces that a mention is in. */
function pieces(article: OpenArticle, mark: Mark): string[] {
  if (!mark.pieces) return [];
  const quote = escapeMarkdown(shortened(article.shown(mark)));
  return [`$(split-horizontal) ${escapeMarkdown(vscode.l10n.t('In pieces:'))} **${quote}**`];
}

/** The decisions that contradict each other, each with a link that keeps it. */
function conflict({ uri }: OpenArticle, { id, annotation }: Mark): string[] {
  const versions = annotation?.conflict ?? [];
  if (versions.length === 0) return [];
  const choices = versions.map((version, index) => {
    const title = escapeMarkdown(vscode.l10n.t('Keep: {0}', versionText(version)));
    return `[${title.replaceAll(' ', '\u00a0')}](${commandLink('marginalia.settleConflict', [uri.toString(), id, index])})`;
  });
  return [
    `$(error) ${escapeMarkdown(vscode.l10n.t('Two people decided differently.'))} ${choices.join(' \u2002')}`,
  ];
}

/** What people said of a mention beside its label: whether it is to be discussed, its attributes, their note. */
function remarks({ annotation }: Mark): string[] {
  const { attributes = {}, note, flagged } = annotation ?? {};
  const values = Object.entries(attributes).map(
    ([name, value]) => `${escapeMarkdown(name)}: **${escapeMarkdown(String(value))}**`,
  );
  return [
    ...(flagged ? [`$(bookmark) ${escapeMarkdown(vscode.l10n.t('Flagged for discussion.'))}`] : []),
    ...(values.length > 0 ? [`$(list-selection) ${values.join(' · ')}`] : []),
    ...(note !== undefined ? [`$(note) ${escapeMarkdown(note)}`] : []),
  ];
}

function entityParagraphs({ roles, place }: EntityKnowledge): string[] {
  return [
    ...(roles.length > 0 ? [`$(briefcase) ${escapeMarkdown(listed(roles))}`] : []),
    ...(place ? [`$(globe) ${escapeMarkdown(placeText(place))}`] : []),
  ];
}

function entryOf({ known }: OpenArticle, { label, entry }: Entity<Mark>): RegistryEntry | undefined {
  return entry === undefined ? undefined : known.entries.byId(label, entry);
}

/** What the registry says of an entity. */
function entryParagraphs(entry: RegistryEntry | undefined): string[] {
  if (!entry) return [];
  const identifiers = shownIdentifiers(entry.identifiers).map(({ scheme, value, url }) => {
    const text = escapeMarkdown(`${scheme}: ${value}`);
    return url === undefined ? text : `[${text}](${url})`;
  });
  return [
    ...(entry.description === undefined ? [] : [`$(book) ${escapeMarkdown(entry.description)}`]),
    ...(identifiers.length > 0 ? [`$(link-external) ${identifiers.slice(0, MOST_LISTED).join(' · ')}`] : []),
  ];
}

/** What was learnt of a name, and the ways to change that and its entity. */
function learningParagraphs(
  target: MarkTarget,
  entry: RegistryEntry | undefined,
  learnt: LearntName | undefined,
): string[] {
  const link = actionLink.bind(undefined, target);
  const links = [
    link('link', vscode.l10n.t('Link to an Entity'), 'marginalia.linkEntity'),
    ...(entry ? [link('go-to-file', vscode.l10n.t('Go to Its Entry'), 'marginalia.openEntry')] : []),
    ...(learnt?.verdict ? [link('discard', vscode.l10n.t('Forget This Name'), 'marginalia.forgetName')] : []),
  ];
  const told = learnt ? [`$(mortar-board) ${escapeMarkdown(learntText(learnt))}`] : [];
  return [[...told, ...links].join(' \u2002')];
}

function learntText({ accepted, rejected, verdict }: LearntName): string {
  const counts = vscode.l10n.t('Decisions about this name: {0} for it, {1} against it', accepted, rejected);
  switch (verdict) {
    case 'accepted':
      return vscode.l10n.t('{0}. It is found in all articles.', counts);
    case 'rejected':
      return vscode.l10n.t('{0}. It is no longer suggested.', counts);
    case undefined:
      return vscode.l10n.t('{0}. Nothing was learnt of that.', counts);
  }
}

function timexParagraphs(article: OpenArticle, timex: Timex): string[] {
  const words = describeTimex(timex, vscode.env.language, timexPhrases());
  const standard = [timex.type, timex.value, timex.mod].filter((part) => part !== undefined).join(' ');
  const value = `$(clock) ${escapeMarkdown(words)} \u2002\`${visible(standard).replaceAll('`', '')}\``;
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

function actionLink(target: MarkTarget, icon: string, title: string, command: string): string {
  // Beside an icon, a space that does not break does; the word joiner keeps the two on one line.
  return `[$(${icon})\u2060\u00a0${title.replaceAll(' ', '\u00a0')}](${markCommand(command, target)})`;
}

function links(article: OpenArticle, mark: Mark, mentionedElsewhere: boolean): string[] {
  const link = actionLink.bind(undefined, { article, mark });
  return [
    ...(mark.status === 'suggested' ? [link('check', vscode.l10n.t('Accept'), 'marginalia.accept')] : []),
    link('close', vscode.l10n.t('Reject'), 'marginalia.reject'),
    link('tag', vscode.l10n.t('Change Label'), 'marginalia.changeLabel'),
    ...(mark.label === 'date'
      ? [link('edit', vscode.l10n.t('Change Value'), 'marginalia.changeDateValue')]
      : []),
    ...(mark.annotation ? [link('trash', vscode.l10n.t('Remove'), 'marginalia.remove')] : []),
    link('note', vscode.l10n.t('Note'), 'marginalia.note'),
    mark.annotation?.flagged
      ? link('bookmark', vscode.l10n.t('Unflag'), 'marginalia.flag')
      : link('bookmark', vscode.l10n.t('Flag'), 'marginalia.flag'),
    ...(attributesOf(article.project, mark.label).length > 0
      ? [link('list-selection', vscode.l10n.t('Attributes'), 'marginalia.setAttribute')]
      : []),
    link('arrow-swap', vscode.l10n.t('Relate to…'), 'marginalia.relate'),
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
  return `${count}${forms(mentions.map((mention) => article.shown(mention)))}`;
}

/** How often the articles of the corpus name it, this one aside; empty where none does, or none was read yet. */
function mentionsInCorpus(article: OpenArticle, entity: CorpusEntity | undefined): string {
  const others = (entity?.articles ?? []).filter(({ file }) => file !== article.uri.toString());
  if (others.length === 0) return '';
  const mentions = others.flatMap((one) => one.entity.mentions.map(({ form }) => form));
  const count =
    others.length === 1
      ? vscode.l10n.t('Also in one other article ({0}×).', mentions.length)
      : vscode.l10n.t('Also in {0} other articles ({1}×).', others.length, mentions.length);
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
    case REGISTRY_SOURCE:
      return vscode.l10n.t('it is a name in {0}', REGISTRY_FILE);
    case LEARNT_SOURCE:
      return vscode.l10n.t('the name was accepted before');
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
