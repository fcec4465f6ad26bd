import type * as vscode from 'vscode';
import type { Fingerprint, SidecarEdit } from '../core/index';

/** What a decision did to the sidecar of one article. */
export interface ArticleEdit {
  readonly article: vscode.Uri;
  readonly edit: SidecarEdit;
  /** Of the text that the edit's anchors are of. */
  readonly fingerprint: Fingerprint | undefined;
}

/** What a decision did, in one article or in several, as undo takes it back: in one step. */
export type CorpusEdit = readonly ArticleEdit[];
