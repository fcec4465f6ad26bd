import * as vscode from 'vscode';
import {
  decodeText,
  editSidecar,
  EMPTY_SIDECAR,
  isNewer,
  parseSidecar,
  undecodedSidecar,
  type Sidecar,
  type SidecarChange,
} from '../core/index';
import { sidecarOf } from './article-files';
import { problemText } from './diagnostic';
import type { Layers } from './layers';
import { nameDraft, nameOf, readWhole, writeWhole } from './whole-file';

/** Why a decision could not be saved, in words for the annotator. */
export class SidecarRefusal extends Error {
  constructor(
    message: string,
    readonly sidecar: vscode.Uri,
  ) {
    super(message);
  }
}

interface KnownSidecar {
  readonly bytes: Uint8Array;
  readonly sidecar: Sidecar;
}

/** More than an annotator has open, few enough to hold in memory. */
const MOST_KNOWN = 16;

/**
 * Reads and writes the sidecars, or layers, that are worked in. One is read and changed in turns, so that each change is
 * made on what the file then says, and what was read before a change is not shown after it.
 */
export class SidecarFiles {
  private readonly queues = new Map<string, Promise<unknown>>();
  /** What was read or written last, by address: reading it again would take most of the time of a decision. */
  private readonly known = new Map<string, KnownSidecar>();

  constructor(private readonly layers: Layers) {}

  /** The sidecar of an article; an empty one where there is no file. Rejects where the file cannot be read. */
  read(article: vscode.Uri): Promise<Sidecar> {
    const uri = this.layers.sidecarOf(article);
    return this.inTurn(uri, () => this.readNow(uri));
  }

  /** The same, of one among many: it does not push out what is known of the sidecars that are worked on. */
  readOnce(article: vscode.Uri): Promise<Sidecar> {
    return readUnknown(this.layers.sidecarOf(article));
  }

  /** An annotator's layer, or the adjudicated one, whichever is worked in. */
  readLayer(article: vscode.Uri, layer: string | undefined): Promise<Sidecar> {
    return readUnknown(sidecarOf(article, layer));
  }

  /**
   * Applies changes and saves them; nothing is written where nothing changes. Rejects with a `SidecarRefusal` where the
   * file is malformed or open with unsaved edits, and with the file system's error where it cannot be written.
   */
  change(article: vscode.Uri, changes: (sidecar: Sidecar) => readonly SidecarChange[]): Promise<Sidecar> {
    const uri = this.layers.sidecarOf(article);
    return this.inTurn(uri, () => this.changeNow(uri, changes));
  }

  private inTurn<T>(uri: vscode.Uri, act: () => Promise<T>): Promise<T> {
    const key = uri.toString();
    const before = this.queues.get(key) ?? Promise.resolve();
    const result = before.then(act, act);
    this.queues.set(key, result);
    const forget = () => {
      if (this.queues.get(key) === result) this.queues.delete(key);
    };
    result.then(forget, forget);
    return result;
  }

  private readNow(uri: vscode.Uri): Promise<Sidecar> {
    return readSidecar(uri, (bytes) => this.parsed(uri, bytes));
  }

  private async changeNow(
    uri: vscode.Uri,
    changes: (sidecar: Sidecar) => readonly SidecarChange[],
  ): Promise<Sidecar> {
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    if (open?.isDirty) {
      throw new SidecarRefusal(
        vscode.l10n.t('{0} has unsaved edits. Save or revert it, then decide again.', nameOf(uri)),
        uri,
      );
    }
    const file = await readWhole(uri, isSound);
    const sidecar = file ? this.parsed(uri, file.bytes) : EMPTY_SIDECAR;
    const [problem] = sidecar.problems;
    if (problem) {
      const message = isNewer(sidecar)
        ? vscode.l10n.t('{0} can only be read here: {1}', nameOf(uri), problemText(problem))
        : vscode.l10n.t(
            '{0} was left as it is, because it has a fault: {1}',
            nameOf(uri),
            problemText(problem),
          );
      throw new SidecarRefusal(message, uri);
    }
    if (file?.isDraft) await nameDraft(uri);
    const edited = editSidecar(sidecar, changes(sidecar));
    if (edited.source === sidecar.source) return edited;
    const bytes = new TextEncoder().encode(edited.source);
    await writeWhole(uri, bytes);
    return this.remember(uri, bytes, edited);
  }

  private parsed(uri: vscode.Uri, bytes: Uint8Array): Sidecar {
    const known = this.known.get(uri.toString());
    if (known && areEqual(known.bytes, bytes)) return this.remember(uri, bytes, known.sidecar);
    const decoded = decodeText(bytes, new TextDecoder());
    if (!decoded.ok) return undecodedSidecar(decoded.problem);
    return this.remember(uri, bytes, parseSidecar(decoded.text, known?.sidecar));
  }

  private remember(uri: vscode.Uri, bytes: Uint8Array, sidecar: Sidecar): Sidecar {
    this.known.delete(uri.toString());
    this.known.set(uri.toString(), { bytes, sidecar });
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size > MOST_KNOWN) this.known.delete(oldest);
    return sidecar;
  }
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  // `every` takes as long as to decode them would.
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}

function readUnknown(uri: vscode.Uri): Promise<Sidecar> {
  return readSidecar(uri, parseBytes);
}

async function readSidecar(uri: vscode.Uri, parse: (bytes: Uint8Array) => Sidecar): Promise<Sidecar> {
  const file = await readWhole(uri, isSound);
  return file ? parse(file.bytes) : EMPTY_SIDECAR;
}

function parseBytes(bytes: Uint8Array): Sidecar {
  const decoded = decodeText(bytes, new TextDecoder());
  return decoded.ok ? parseSidecar(decoded.text) : undecodedSidecar(decoded.problem);
}

function isSound(draft: Uint8Array): boolean {
  const sidecar = parseBytes(draft);
  return sidecar.problems.length === 0 || isNewer(sidecar);
}
