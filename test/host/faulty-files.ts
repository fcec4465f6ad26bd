import * as vscode from 'vscode';

export type Operation = 'read' | 'write' | 'rename' | 'delete';

/** A file system in memory, under a scheme of its own, that is slow and fails as a test has it. */
export class FaultyFiles implements vscode.FileSystemProvider {
  /** How long each operation takes, in milliseconds. */
  delay = 0;
  /** Asked before each operation: what it throws is what the editor gets. */
  fault: (operation: Operation, path: string) => void = () => undefined;
  private readonly files = new Map<string, Uint8Array>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  /** Calm again, as between tests. */
  reset(): void {
    this.delay = 0;
    this.fault = () => undefined;
  }

  /** What a file says, whatever is at fault; `undefined` where there is none. */
  text(uri: vscode.Uri): string | undefined {
    const bytes = this.files.get(uri.path);
    return bytes && new TextDecoder().decode(bytes);
  }

  put(uri: vscode.Uri, text: string): void {
    this.files.set(uri.path, new TextEncoder().encode(text));
  }

  remove(uri: vscode.Uri): void {
    this.files.delete(uri.path);
  }

  get names(): string[] {
    return [...this.files.keys()];
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(uri.path);
    if (bytes) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (this.names.some((name) => name.startsWith(uri.path === '/' ? '/' : `${uri.path}/`))) {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const folder = path === '/' ? '/' : `${path}/`;
    return this.names
      .filter((name) => name.startsWith(folder) && !name.slice(folder.length).includes('/'))
      .map((name) => [name.slice(folder.length), vscode.FileType.File]);
  }

  createDirectory(): void {
    // Folders are there as soon as there is a file in them.
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    await this.begin('read', uri);
    const bytes = this.files.get(uri.path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  }

  /** A write that fails leaves half of it, as a full disk does. */
  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    try {
      await this.begin('write', uri);
    } catch (error) {
      if (isOfFullDisk(error)) this.files.set(uri.path, content.slice(0, content.length / 2));
      throw error;
    }
    this.files.set(uri.path, content.slice());
  }

  async delete(uri: vscode.Uri): Promise<void> {
    await this.begin('delete', uri);
    if (!this.files.delete(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
  }

  async rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    await this.begin('rename', from);
    const bytes = this.files.get(from.path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(from);
    this.files.delete(from.path);
    this.files.set(to.path, bytes);
  }

  private async begin(operation: Operation, { path }: vscode.Uri): Promise<void> {
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    this.fault(operation, path);
  }
}

export function fullDisk(): Error {
  return new Error('ENOSPC: no space left on device, write');
}

function isOfFullDisk(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('ENOSPC');
}
