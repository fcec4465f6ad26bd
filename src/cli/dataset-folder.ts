import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DatasetPart, ManifestFile } from '../core';

/** So many bytes, about, are held before they are written. */
const BUFFER = 4 * 1024 * 1024;

/**
 * A folder of a dataset in the making. Files are gathered in a hidden folder beside it and take their places at the end:
 * until then nothing of the folder changes. Methods reject with the file system's error.
 */
export class DatasetFolder {
  private readonly draft: string;
  private readonly files = new Set<string>();
  private readonly buffers = new Map<string, (string | Uint8Array)[]>();
  private buffered = 0;

  constructor(private readonly folder: string) {
    this.draft = path.join(path.dirname(folder), `.${path.basename(folder)}.${randomUUID()}.draft`);
  }

  async write(parts: readonly DatasetPart[]): Promise<void> {
    for (const { path: name, content } of parts) {
      const buffer = this.buffers.get(name);
      if (buffer) buffer.push(content);
      else this.buffers.set(name, [content]);
      this.buffered += content.length;
    }
    if (this.buffered > BUFFER) await this.flush();
  }

  /** The files written so far with their checksums, in no order. */
  async sums(): Promise<ManifestFile[]> {
    await this.flush();
    const sums: ManifestFile[] = [];
    for (const name of this.files) {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of createReadStream(path.join(this.draft, name)) as AsyncIterable<Uint8Array>) {
        hash.update(chunk);
        bytes += chunk.length;
      }
      sums.push({ path: name, bytes, sha256: hash.digest('hex') });
    }
    return sums;
  }

  /** Puts the files in their places, over files of the same names. */
  async finish(): Promise<void> {
    await this.flush();
    for (const name of this.files) {
      const target = path.join(this.folder, name);
      const source = path.join(this.draft, name);
      const handle = await open(source, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      await mkdir(path.dirname(target), { recursive: true });
      await rename(source, target);
    }
    await this.discard();
  }

  async discard(): Promise<void> {
    await rm(this.draft, { recursive: true, force: true });
  }

  private async flush(): Promise<void> {
    for (const [name, contents] of this.buffers) {
      const file = path.join(this.draft, name);
      if (!this.files.has(name)) await mkdir(path.dirname(file), { recursive: true });
      this.files.add(name);
      for (const content of merged(contents)) await appendFile(file, content);
    }
    this.buffers.clear();
    this.buffered = 0;
  }
}

/** Neighbouring texts as one, so that a buffer is one write. */
function merged(contents: readonly (string | Uint8Array)[]): (string | Uint8Array)[] {
  return contents.every((content) => typeof content === 'string') ? [contents.join('')] : [...contents];
}
