import * as vscode from 'vscode';
import {
  applyRegistryEdit,
  decodeText,
  describeProblem,
  editRegistry,
  EMPTY_REGISTRY,
  knownNames,
  LearntNames,
  NO_ENTRIES,
  parseRegistry,
  REGISTRY_FILE,
  registryEdit,
  registryEntries,
  undecodedRegistry,
  type KnownNames,
  type Registry,
  type RegistryChange,
  type RegistryEdit,
  type RegistryEntries,
} from '../core/index';
import { watchRootFile } from './root-file';
import { settings } from './settings';
import { nameDraft, readWhole, writeWhole } from './whole-file';

/** What is known of names in a folder: what its registry says, and what the decisions about articles teach. */
export interface KnownFolder {
  /** The registry's file, also where there is none yet; absent for files outside the workspace's folders. */
  readonly file?: vscode.Uri;
  readonly registry: Registry;
  readonly entries: RegistryEntries;
  readonly names: KnownNames;
}

/** A folder of which nothing is known. */
export const NOTHING_KNOWN: KnownFolder = {
  registry: EMPTY_REGISTRY,
  entries: NO_ENTRIES,
  names: knownNames(EMPTY_REGISTRY, undefined),
};

/** Why a registry could not be changed, in words for the annotator. */
export class RegistryRefusal extends Error {
  constructor(
    message: string,
    readonly registry: vscode.Uri,
  ) {
    super(message);
  }
}

/** The registries of the workspace's folders, kept up with what is on disk. Changes are made one after another. */
export class Registries implements vscode.Disposable {
  /** What the decisions about the articles of the workspace teach, as far as they were read. */
  readonly learnt = new LearntNames();
  private folders = new Map<string, KnownFolder & { readonly file: vscode.Uri }>();
  private elsewhere = NOTHING_KNOWN;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[] = [this.changed];
  private queue: Promise<unknown>;

  readonly onDidChange = this.changed.event;
  /** Until then no registry says anything. */
  readonly ready: Promise<void>;

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.subscriptions.push(
      watchRootFile(REGISTRY_FILE, () => this.reload()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('marginalia.learning')) return;
        for (const { file, registry } of this.all) this.know(file, registry);
        this.elsewhere = this.outside();
        this.changed.fire();
      }),
    );
    this.elsewhere = this.outside();
    this.ready = this.load();
    this.queue = this.ready;
  }

  /** What is known in the folder that a file lies in. */
  of(uri: vscode.Uri): KnownFolder {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return (folder && this.folders.get(folder.uri.toString())) ?? this.elsewhere;
  }

  get all(): Iterable<KnownFolder & { readonly file: vscode.Uri }> {
    return this.folders.values();
  }

  /**
   * Changes a registry and saves it; gives what that did. Rejects with a `RegistryRefusal` where the file has a fault
   * or unsaved edits, and with the file system's error where it cannot be written.
   */
  change(
    file: vscode.Uri,
    changes: (registry: Registry) => readonly RegistryChange[],
  ): Promise<RegistryEdit> {
    return this.write(file, (registry) => editRegistry(registry, changes(registry)));
  }

  /** Makes an edit again, or its reversal; gives how many entries were changed since and stay as they are. */
  async apply(file: vscode.Uri, edit: RegistryEdit): Promise<number> {
    let left = 0;
    await this.write(file, (registry) => {
      const applied = applyRegistryEdit(edit, registry);
      left = applied.left;
      return applied.registry;
    });
    return left;
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private write(file: vscode.Uri, edit: (registry: Registry) => Registry): Promise<RegistryEdit> {
    return this.queued(async () => {
      const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === file.toString());
      if (open?.isDirty) {
        throw new RegistryRefusal(
          vscode.l10n.t('{0} has unsaved edits. Save or revert it, then try again.', REGISTRY_FILE),
          file,
        );
      }
      const found = await readWhole(file, isSound);
      const before = found ? registryOf(found.bytes) : EMPTY_REGISTRY;
      const [problem] = before.problems;
      if (problem) {
        throw new RegistryRefusal(
          vscode.l10n.t(
            '{0} was left as it is, because it has a fault: {1}',
            REGISTRY_FILE,
            describeProblem(problem),
          ),
          file,
        );
      }
      const after = edit(before);
      if (found?.isDraft) await nameDraft(file);
      if (after.source !== before.source) {
        if (after.source === '') await vscode.workspace.fs.delete(file);
        else await writeWhole(file, new TextEncoder().encode(after.source));
        this.know(file, after);
        this.changed.fire();
      }
      return registryEdit(before, after);
    });
  }

  private reload(): void {
    void this.queued(() => this.load());
  }

  private queued<T>(act: () => Promise<T>): Promise<T> {
    const result = this.queue.then(act, act);
    this.queue = result.catch(() => undefined);
    return result;
  }

  private async load(): Promise<void> {
    const before = new Map([...this.all].map(({ file, registry }) => [file.toString(), registry]));
    const folders = vscode.workspace.workspaceFolders ?? [];
    const read = await Promise.all(
      folders.map(({ uri }) => this.read(vscode.Uri.joinPath(uri, REGISTRY_FILE), before)),
    );
    const same =
      before.size === read.length &&
      read.every(({ file, registry }) => before.get(file.toString()) === registry);
    if (same) return;
    this.folders = new Map();
    for (const { file, registry } of read) this.know(file, registry);
    this.changed.fire();
  }

  private async read(file: vscode.Uri, before: ReadonlyMap<string, Registry>) {
    try {
      return { file, registry: await readRegistry(file, before.get(file.toString())) };
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      return { file, registry: EMPTY_REGISTRY };
    }
  }

  private know(file: vscode.Uri, registry: Registry): void {
    const folder = vscode.Uri.joinPath(file, '..');
    this.folders.set(folder.toString(), {
      file,
      registry,
      entries: registryEntries(registry.entries),
      names: knownNames(registry, settings.learning(folder) ? this.learnt : undefined),
    });
  }

  private outside(): KnownFolder {
    return {
      ...NOTHING_KNOWN,
      names: knownNames(EMPTY_REGISTRY, settings.learning() ? this.learnt : undefined),
    };
  }
}

/** Reads a registry; `known` is given back where the file says the same. */
async function readRegistry(file: vscode.Uri, known?: Registry): Promise<Registry> {
  const found = await readWhole(file, isSound);
  if (found) return registryOf(found.bytes, known);
  return known?.source === '' && known.problems.length === 0 ? known : EMPTY_REGISTRY;
}

function registryOf(bytes: Uint8Array, known?: Registry): Registry {
  const decoded = decodeText(bytes, new TextDecoder());
  if (!decoded.ok) return undecodedRegistry(decoded.problem);
  return known?.source === decoded.text ? known : parseRegistry(decoded.text);
}

function isSound(draft: Uint8Array): boolean {
  return registryOf(draft).problems.length === 0;
}
