import type * as vscode from 'vscode';
import type { Fingerprint, RegistryEdit, SidecarEdit } from '../core/index';

/** What a decision did to the sidecar of one article. */
export interface ArticleEdit {
  readonly article: vscode.Uri;
  readonly edit: SidecarEdit;
  /** Of the text that the edit's anchors are of. */
  readonly fingerprint: Fingerprint | undefined;
}

/** What a decision did to the registry of a folder. */
export interface RegistryStep {
  readonly registry: vscode.Uri;
  readonly edit: RegistryEdit;
}

/** What a decision did, in one article or in several, and in a registry, as undo takes it back: in one step. */
export type CorpusEdit = readonly (ArticleEdit | RegistryStep)[];
