import * as vscode from 'vscode';
import { LONGEST_ARTICLE, type Refusal } from './open-article';

/** Why an article is not recognised, and what to do. */
export function refusalText(refusal: Refusal): string {
  switch (refusal) {
    case 'binary':
      return vscode.l10n.t(
        'This file is not text: it has NUL characters. Save it as text, or leave it out with the setting “marginalia.exclude”.',
      );
    case 'encoding':
      return vscode.l10n.t(
        'Some bytes of this file are not in its encoding. Use “Reopen with Encoding”, then “Save with Encoding: UTF-8”.',
      );
    case 'too-long':
      return vscode.l10n.t(
        'This article is longer than {0} characters. It can be annotated by hand, or recognised with “marginalia annotate”.',
        LONGEST_ARTICLE.toLocaleString(vscode.env.language),
      );
  }
}
