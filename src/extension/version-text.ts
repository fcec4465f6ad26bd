import * as vscode from 'vscode';
import { shownQuote, type DecisionVersion } from '../core/index';
import { labelName, statusName } from './label-look';
import { onOneLine } from './quotation';

/** One of the decisions that contradict each other, on one line: who decided, and what. */
export function versionText({ by, status, label, removed, timex, anchor }: DecisionVersion): string {
  const parts = removed
    ? [vscode.l10n.t('removed')]
    : [status && statusName(status), label && labelName(label), timex?.value, anchor && shownQuote(anchor)];
  return onOneLine([by, ...parts].filter((part) => part !== undefined).join(' · '));
}
