import * as vscode from 'vscode';

/** What is used of Node's files. */
interface NodeFiles {
  readFile(path: string): Promise<Uint8Array>;
  stat(path: string): Promise<{ readonly mode: number; readonly mtime: Date }>;
  open(path: string, flags: 'w'): Promise<NodeFile>;
  rename(from: string, to: string): Promise<void>;
}

interface NodeFile {
  chmod(mode: number): Promise<void>;
  writeFile(bytes: Uint8Array): Promise<void>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** Absent in a web worker. */
const node = (
  globalThis as {
    process?: { getBuiltinModule?: (name: 'node:fs/promises') => NodeFiles };
  }
).process?.getBuiltinModule?.('node:fs/promises');

/**
 * Reads a file. One on the disk of the machine that the extension runs on is read there: by `vscode.workspace.fs` it
 * goes by way of the window, and takes some ten times as long. Rejects with a `FileSystemError`, as that does.
 */
export async function readFile(uri: vscode.Uri): Promise<Uint8Array> {
  const disk = diskOf(uri);
  return disk ? disk.readFile(uri.fsPath).catch(raise(uri)) : vscode.workspace.fs.readFile(uri);
}

/**
 * When a file or folder was last changed, in milliseconds since 1970; `undefined` where there is none. Looked up where
 * `readFile` reads. Rejects with a `FileSystemError`.
 */
export async function changedAt(uri: vscode.Uri): Promise<number | undefined> {
  const disk = diskOf(uri);
  try {
    if (!disk) return (await vscode.workspace.fs.stat(uri)).mtime;
    return (await disk.stat(uri.fsPath).catch(raise(uri))).mtime.getTime();
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** Writes a draft of a file, on the disk before this resolves and with the permissions of the file, as far as it can. */
export async function writeDraft(draft: vscode.Uri, file: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const disk = diskOf(draft);
  if (!disk) return vscode.workspace.fs.writeFile(draft, bytes);
  const mode = await disk.stat(file.fsPath).then(
    (stat) => stat.mode & 0o777,
    () => undefined,
  );
  const handle = await disk.open(draft.fsPath, 'w').catch(raise(draft));
  try {
    await handle.writeFile(bytes);
    if (mode !== undefined) await handle.chmod(mode);
    await handle.datasync();
  } catch (error) {
    return raise(draft)(error);
  } finally {
    await handle.close();
  }
}

/**
 * Has a draft take the name of a file. On the disk of the machine at one stroke; elsewhere, and where the system does
 * not let that happen, VS Code takes the old file away before.
 */
export async function takeName(draft: vscode.Uri, file: vscode.Uri): Promise<void> {
  const renamed = await diskOf(file)
    ?.rename(draft.fsPath, file.fsPath)
    .then(
      () => true,
      () => false,
    );
  if (!renamed) await vscode.workspace.fs.rename(draft, file, { overwrite: true });
}

function diskOf({ scheme }: vscode.Uri): NodeFiles | undefined {
  return scheme === 'file' ? node : undefined;
}

function raise(uri: vscode.Uri): (error: unknown) => never {
  return (error) => {
    throw fileSystemError(error, uri);
  };
}

/** What Node says of a file in VS Code's terms, with Node's own words, which name the file and the reason. */
function fileSystemError(error: unknown, uri: vscode.Uri): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return vscode.FileSystemError.FileNotFound(uri);
    case 'EISDIR':
      return vscode.FileSystemError.FileIsADirectory(uri);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return vscode.FileSystemError.NoPermissions(error.message);
    default:
      return error;
  }
}
