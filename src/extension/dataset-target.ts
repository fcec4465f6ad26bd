import * as vscode from 'vscode';
import { joined, type DatasetPart, type ManifestFile } from '../core/index';

/** The files of a dataset while it is made: in memory, because a workspace's file system cannot add to a file. */
export class DatasetTarget {
  private readonly files = new Map<string, (string | Uint8Array)[]>();

  add(parts: readonly DatasetPart[], folder = ''): void {
    for (const { path, content } of parts) {
      const name = folder + path;
      const contents = this.files.get(name);
      if (contents) contents.push(content);
      else this.files.set(name, [content]);
    }
  }

  /** The checksums of the files whose names begin with a folder, their names without it. */
  async sums(folder: string): Promise<ManifestFile[]> {
    const sums: ManifestFile[] = [];
    for (const [name, contents] of this.files) {
      if (!name.startsWith(folder)) continue;
      const bytes = bytesOf(contents);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      sums.push({ path: name.slice(folder.length), bytes: bytes.length, sha256 });
    }
    return sums;
  }

  /** Writes the only file there is to a place; gives the place. */
  async writeFile(target: vscode.Uri): Promise<vscode.Uri> {
    const [contents] = this.files.values();
    await vscode.workspace.fs.writeFile(target, bytesOf(contents ?? []));
    return target;
  }

  /**
   * Writes all files below a folder, over files of the same names; gives the first of them. `undefined` where it is
   * cancelled, and then the files that were written stay.
   */
  async writeFolder(
    folder: vscode.Uri,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<vscode.Uri | undefined> {
    let first: vscode.Uri | undefined;
    for (const [name, contents] of this.files) {
      if (token.isCancellationRequested) return undefined;
      const target = vscode.Uri.joinPath(folder, name);
      progress.report({ message: name });
      await vscode.workspace.fs.writeFile(target, bytesOf(contents));
      first ??= target;
    }
    return first ?? folder;
  }
}

function bytesOf(contents: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const content = joined(contents);
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}
