import * as vscode from 'vscode';
import type { DatasetProblem, Loss, OmissionReason } from '../core/index';
import { problemText } from './diagnostic';

/** Why a mention is not in a dataset, for the annotator. */
export function omissionPhrase(reason: OmissionReason): string {
  switch (reason) {
    case 'rejected':
      return vscode.l10n.t('it is rejected');
    case 'outside-body':
      return vscode.l10n.t('it reaches outside the body');
    case 'overlap':
      return vscode.l10n.t('it overlaps a longer one');
    case 'pieces':
      return vscode.l10n.t('it is in pieces, and the stretch around them overlaps another');
    case 'no-word':
      return vscode.l10n.t('it holds no word');
    case 'label':
      return vscode.l10n.t('its label is none of the format');
    case 'no-value':
      return vscode.l10n.t('it has no TIMEX3 value');
  }
}

/** What a format has no place for, for the annotator. */
export function lossPhrase(fact: Loss): string {
  switch (fact) {
    case 'language':
      return vscode.l10n.t('the language of articles');
    case 'published':
      return vscode.l10n.t('the date of articles');
    case 'title':
      return vscode.l10n.t('the title of articles');
    case 'source':
      return vscode.l10n.t('the source of articles');
    case 'labels':
      return vscode.l10n.t('the labels of articles');
    case 'status':
      return vscode.l10n.t('whether an annotation is decided');
    case 'id':
      return vscode.l10n.t('ids');
    case 'entity':
      return vscode.l10n.t('links to entities');
    case 'timex':
      return vscode.l10n.t('TIMEX3 types and values');
    case 'mod':
      return vscode.l10n.t('TIMEX3 modifiers');
    case 'anchor':
      return vscode.l10n.t('the dates that others are counted from');
    case 'attributes':
      return vscode.l10n.t('attributes of annotations');
    case 'note':
      return vscode.l10n.t('notes on annotations');
    case 'flagged':
      return vscode.l10n.t('which annotations are to be discussed');
    case 'confidence':
      return vscode.l10n.t('confidences');
    case 'recognizer':
      return vscode.l10n.t('which recogniser proposed an annotation');
    case 'by':
      return vscode.l10n.t('who decided');
    case 'at':
      return vscode.l10n.t('when it was decided');
    case 'label':
      return vscode.l10n.t('the spelling of labels');
    case 'pieces':
      return vscode.l10n.t('the pieces of mentions (the stretch from the first to the last stands for them)');
    case 'relations':
      return vscode.l10n.t('relations between annotations');
  }
}

/** A fault of a dataset with its place, in words. */
export function problemLine(problem: DatasetProblem, source: string | undefined): string {
  const { file, range } = problem;
  const line = source === undefined ? 1 : source.slice(0, range.start).split('\n').length;
  return `${file}:${line}: ${problemText(problem)}`;
}
