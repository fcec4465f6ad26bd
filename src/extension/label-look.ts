import * as vscode from 'vscode';
import { DEFAULT_LABELS, type Label, type Project, type Status } from '../core/index';
import { onOneLine } from './quotation';

/** The labels as people read them, in their language. */
export function labelName(label: Label): string {
  switch (label) {
    case 'person':
      return vscode.l10n.t('person');
    case 'organization':
      return vscode.l10n.t('organization');
    case 'location':
      return vscode.l10n.t('location');
    case 'event':
      return vscode.l10n.t('event');
    case 'product':
      return vscode.l10n.t('product');
    case 'date':
      return vscode.l10n.t('date');
    default:
      return onOneLine(label);
  }
}

const ICONS: Readonly<Record<string, string>> = {
  person: 'person',
  organization: 'organization',
  location: 'location',
  event: 'milestone',
  product: 'package',
  date: 'calendar',
};

/** The name of a label's icon among VS Code's own. */
export function labelIcon(label: Label): string {
  return ICONS[label] ?? 'tag';
}

/** The part of a label's colour ids that names it; labels of a project share one colour. */
export function labelColor(label: Label): string {
  return (DEFAULT_LABELS as readonly string[]).includes(label) ? label : 'other';
}

export function statusName(status: Status): string {
  switch (status) {
    case 'suggested':
      return vscode.l10n.t('suggested');
    case 'accepted':
      return vscode.l10n.t('accepted');
    case 'rejected':
      return vscode.l10n.t('rejected');
  }
}

/** Asks for a label of a project's set, its guidelines beside it; `undefined` if the annotator turns away. */
export async function pickLabel(
  title: string,
  project: Project,
  current?: Label,
): Promise<Label | undefined> {
  const items = project.labels.map(({ name, description, key }) => ({
    label: `$(${labelIcon(name)}) ${labelName(name)}`,
    description: [
      ...(key === undefined ? [] : [vscode.l10n.t('key {0}', key)]),
      ...(name === current ? [vscode.l10n.t('current')] : []),
    ].join(' · '),
    ...(description !== undefined && { detail: onOneLine(description) }),
    value: name,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Choose a label'),
    matchOnDetail: true,
  });
  return choice?.value;
}
