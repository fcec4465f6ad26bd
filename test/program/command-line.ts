import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Terminal } from '../../src/cli/terminal';

/** A folder of its own for a test, and what commands that run in it print. */
export class CommandLine implements Terminal {
  printed = '';
  complaints: string[] = [];
  input: string | Uint8Array = '';
  model?: URL;
  program?: string;

  private constructor(readonly cwd: string) {}

  static async in(files: Readonly<Record<string, string | Uint8Array>>): Promise<CommandLine> {
    const folder = new CommandLine(await mkdtemp(path.join(tmpdir(), 'marginalia-cli-')));
    for (const [name, content] of Object.entries(files)) await folder.write(name, content);
    return folder;
  }

  get stdin(): AsyncIterable<Uint8Array> {
    const bytes = Buffer.from(this.input);
    return (async function* () {
      for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7));
    })();
  }

  out(text: string): Promise<void> {
    this.printed += text;
    return Promise.resolve();
  }

  err = (line: string): void => {
    this.complaints.push(line);
  };

  /** The lines of JSON printed so far. */
  get objects(): unknown[] {
    return this.printed
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown);
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    const file = path.join(this.cwd, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  read(name: string): Promise<string> {
    return readFile(path.join(this.cwd, name), 'utf8');
  }

  async list(): Promise<string[]> {
    return (await readdir(this.cwd, { recursive: true })).sort();
  }

  remove(): Promise<void> {
    return rm(this.cwd, { recursive: true, force: true });
  }
}
