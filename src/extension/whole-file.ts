import * as vscode from 'vscode';
import { changedAt, readFile, takeName, writeDraft } from './disk';
import { showWarning } from './notices';

/** What was found of a file that is only ever written as a whole. */
export interface WholeFile {
  readonly bytes: Uint8Array;
  /** True if the file is gone and its draft, which is sound, stands for it. */
  readonly isDraft: boolean;
}

/** Reads a file, or the draft that lost it between being written and taking its name; `undefined` where neither is there. */
export async function readWhole(
  uri: vscode.Uri,
  isSound: (draft: Uint8Array) => boolean,
): Promise<WholeFile | undefined> {
  const bytes = await readIfThere(uri);
  if (bytes) return { bytes, isDraft: false };
  const draft = await readIfThere(draftOf(uri));
  if (draft && isSound(draft)) return { bytes: draft, isDraft: true };
  // The draft may have taken its name since the file was asked for.
  const named = await readIfThere(uri);
  return named && { bytes: named, isDraft: false };
}

/** Gives a draft that stands for its file the file's name: it is the only copy, and the next draft would be written over it. */
export async function nameDraft(uri: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.rename(draftOf(uri), uri);
}

/**
 * The text goes to a draft beside the file that then takes its name, so that the file is never half-written. Rejects
 * where the file stays as it was.
 */
export async function writeWhole(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const draft = draftOf(uri);
  try {
    await writeDraft(draft, uri, bytes);
  } catch (error) {
    await discard(draft);
    throw error;
  }
  try {
    await takeName(draft, uri);
  } catch (error) {
    if (await exists(uri)) {
      await discard(draft);
      throw error;
    }
    await replaceMissing(draft, uri);
  }
}

/** Where VS Code took the old file away before the new one got its name, and that failed, the draft is the only copy. */
async function replaceMissing(draft: vscode.Uri, uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.rename(draft, uri);
  } catch (error) {
    void showWarning(
      vscode.l10n.t(
        '{0} could not be given its name: {1} All that was decided is in {2}, and the next decision tries again. If that fails too, rename the file by hand.',
        nameOf(uri),
        error instanceof Error ? error.message : String(error),
        nameOf(draft),
      ),
    );
  }
}

/** A draft that cannot be taken away does no harm where the file is there; the failure before it is what is told. */
async function discard(draft: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(draft).then(undefined, () => undefined);
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return (await changedAt(uri)) !== undefined;
}

function draftOf(uri: vscode.Uri): vscode.Uri {
  const slash = uri.path.lastIndexOf('/');
  return uri.with({ path: `${uri.path.slice(0, slash + 1)}.${uri.path.slice(slash + 1)}.draft` });
}

/** The bytes of a file; `undefined` where there is none. */
export async function readIfThere(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
