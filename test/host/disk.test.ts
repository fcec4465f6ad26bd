import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

interface NodeFiles {
  readFileSync(path: string, encoding: 'utf8'): string;
  statSync(path: string): { readonly mode: number };
  chmodSync(path: string, mode: number): void;
}

const files = (
  globalThis as { process?: { getBuiltinModule?: (name: 'node:fs') => NodeFiles } }
).process?.getBuiltinModule?.('node:fs');

const WORDS = Array.from({ length: 40 }, (_, at) => `palavra${at}x`);

// In a web worker there is no disk that could be looked at past VS Code.
if (files) {
  describe('a sidecar on the disk', () => {
    const open = async () => {
      const article = await WorkspaceArticle.open(`${WORDS.join(' ')}\n`);
      const annotate = async (word: string) => {
        article.select(word);
        await vscode.commands.executeCommand('marginalia.annotate', 'person');
      };
      await eventually('the first annotation is saved', async () => {
        await annotate(WORDS[0]!);
        return (await article.sidecar()) || undefined;
      });
      return { annotate, path: article.sidecarUri.fsPath };
    };
    const quotes = (source: string) => [...source.matchAll(/^ {4}quote: (.*)$/gm)].map(([, quote]) => quote);

    it('is whole for whoever reads it while decisions are saved', async () => {
      const { annotate, path } = await open();
      let reads = 0;
      let isDone = false;
      const reading = (async () => {
        for (let last = 0; !isDone; reads++) {
          // Throws where the file is away for a moment.
          const source = files.readFileSync(path, 'utf8');
          const found = quotes(source).length;
          assert.isAtLeast(found, last, source);
          assert.match(
            source,
            /status: accepted\n[^\n]*(?:\n[^\n]+)*\n$/,
            'it ends with the end of an annotation',
          );
          last = found;
          await new Promise((resolve) => setTimeout(resolve, 0));
        }
      })();
      for (const word of WORDS.slice(1)) await annotate(word);
      isDone = true;
      await reading;
      assert.isAbove(reads, WORDS.length);
      assert.sameMembers(quotes(files.readFileSync(path, 'utf8')), WORDS);
    });

    it('keeps the permissions that its owner gave it', async function () {
      if (vscode.Uri.file('/').fsPath === '\\') this.skip(); // Windows has no such permissions.
      const { annotate, path } = await open();
      // Wider than what the system would give it, which is not to be narrowed either.
      files.chmodSync(path, 0o666);
      await annotate(WORDS[1]!);
      assert.deepEqual(quotes(files.readFileSync(path, 'utf8')), WORDS.slice(0, 2));
      assert.equal(files.statSync(path).mode & 0o777, 0o666);
      files.chmodSync(path, 0o640);
      await annotate(WORDS[2]!);
      assert.equal(files.statSync(path).mode & 0o777, 0o640);
    });
  });
}
