import * as vscode from 'vscode';
import type { DatasetFormat, Recognition } from '../core/index';
import { readFile } from './disk';

/** What each part exports, by the name of its file in `dist`. */
interface Parts {
  readonly recognition: { readonly loadRecognition: (model?: Uint8Array) => Promise<Recognition> };
  readonly formats: { readonly DATASET_FORMATS: readonly DatasetFormat[] };
}

/**
 * The parts of the program that are read when they are first needed. VS Code compiles an extension's main file whole
 * before the window is ready, and these are five times as long as the rest of it.
 */
export class ProgramParts {
  private readonly known = new Map<keyof Parts, Promise<Parts[keyof Parts]>>();

  constructor(private readonly extension: vscode.Uri) {}

  /** Rejects where the extension's own file cannot be read; asked again, it is tried again. */
  async load<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
    let part = this.known.get(name) as Promise<Parts[Name]> | undefined;
    if (!part) {
      part = this.read(name);
      this.known.set(name, part);
      part.catch(() => this.known.delete(name));
    }
    return part;
  }

  private async read<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
    const file = vscode.Uri.joinPath(this.extension, 'dist', `${name}.js`);
    const source = new TextDecoder().decode(await readFile(file));
    const module = { exports: {} };
    // In a web worker nothing can be required or imported: this is how VS Code itself runs an extension's main file there.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the source is the extension's own file
    const run = new Function('module', 'exports', source) as (made: object, exports: object) => void;
    run(module, module.exports);
    return module.exports as Parts[Name];
  }
}
