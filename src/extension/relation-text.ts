import * as vscode from 'vscode';
import {
  escapeMarkdown,
  relationsOf,
  shownQuote,
  type Annotation,
  type Mark,
  type Relation,
} from '../core/index';
import { statusName } from './label-look';
import { commandLink, markCommand } from './mark-target';
import type { OpenArticle } from './open-article';
import { shortened } from './quotation';

/** How many relations a card names before it counts the rest. */
const MOST_LISTED = 12;

/** A relation of a mention, seen from it. */
export interface SeenRelation {
  readonly relation: Relation;
  /** True if it leads away from the mention. */
  readonly leadsAway: boolean;
  readonly other: Annotation;
  /** Where the other end stands; absent where its place is lost. */
  readonly mark: Mark | undefined;
}

/** The relations that lead from or to an annotation and were not rejected, in the order of the sidecar. */
export function relationsAt({ sidecar, marks }: OpenArticle, id: string): SeenRelation[] {
  const own = sidecar.relations.filter(({ from, to, rejected }) => (from === id || to === id) && !rejected);
  return own.flatMap((relation): SeenRelation[] => {
    const leadsAway = relation.from === id;
    const otherId = leadsAway ? relation.to : relation.from;
    const other = sidecar.annotations.find((one) => one.id === otherId);
    const mark = marks.find((one) => one.id === otherId);
    return other ? [{ relation, leadsAway, other, mark }] : [];
  });
}

/** A mention's relations as lines of its card: each a sentence with a link to the other end. */
export function relationLines(article: OpenArticle, mark: Mark): string {
  const seen = relationsAt(article, mark.id);
  const self = `**${escapeMarkdown(shortened(article.shown(mark)))}**`;
  const lines = seen.slice(0, MOST_LISTED).map(({ relation, leadsAway, other, mark: there }) => {
    const quote = escapeMarkdown(shortened(there ? article.shown(there) : shownQuote(other.anchor)));
    const link = there
      ? `[${quote}](${markCommand('marginalia.showMention', { article, mark: there })})`
      : quote;
    const end = other.status === 'rejected' ? `${link} (${escapeMarkdown(statusName('rejected'))})` : link;
    const type = escapeMarkdown(relation.type);
    const sentence = leadsAway ? `${self} ${type} ${end}` : `${end} ${type} ${self}`;
    const remarks = [
      ...Object.entries(relation.attributes ?? {}).map(([name, value]) => `${name}: ${String(value)}`),
      ...(relation.note === undefined ? [] : [relation.note]),
    ];
    const action = (icon: string, title: string, command: string) =>
      `[$(${icon})](${commandLink(command, [article.uri.toString(), relation.id])} "${title.replaceAll('"', '')}")`;
    const from = leadsAway ? mark.label : other.label;
    const known = relationsOf(article.project, from).find(({ name }) => name === relation.type);
    return [
      `$(arrow-swap) ${sentence}`,
      ...(remarks.length > 0 ? [escapeMarkdown(remarks.join(' · '))] : []),
      ...(known && known.attributes.length > 0
        ? [
            action(
              'list-selection',
              vscode.l10n.t('Set an attribute of this relation'),
              'marginalia.setRelationAttribute',
            ),
          ]
        : []),
      action('trash', vscode.l10n.t('Remove this relation'), 'marginalia.removeRelation'),
    ].join(' \u2002');
  });
  const rest = seen.length - lines.length;
  if (rest > 0) lines.push(escapeMarkdown(vscode.l10n.t('{0} more relations', rest)));
  return lines.join('  \n');
}
