import * as vscode from 'vscode';

let counter = 0;

export interface Card {
  readonly markdown: string;
  readonly text: string;
  readonly range: vscode.Range | undefined;
}

interface ArticleOptions {
  readonly sidecar?: string;
  readonly extension?: string;
  /** Below the workspace's. */
  readonly folder?: string;
}

/** An article in the workspace, shown in an editor, with what a test asks of it. */
export class WorkspaceArticle {
  private constructor(
    readonly uri: vscode.Uri,
    readonly editor: vscode.TextEditor,
  ) {}

  /** Writes an article (and its sidecar, if one is given) into the workspace and opens it. */
  static async open(
    content: string | Uint8Array,
    { sidecar, extension = 'article', folder = '.' }: ArticleOptions = {},
  ): Promise<WorkspaceArticle> {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!root) throw new Error('The tests want a workspace folder.');
    const uri = vscode.Uri.joinPath(root, folder, `test-${++counter}-${Date.now()}.${extension}`);
    if (sidecar !== undefined) await vscode.workspace.fs.writeFile(sidecarUri(uri), encode(sidecar));
    await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? encode(content) : content);
    return WorkspaceArticle.show(uri);
  }

  /** Shows an article that is there already. */
  static async show(uri: vscode.Uri): Promise<WorkspaceArticle> {
    const document = await vscode.workspace.openTextDocument(uri);
    return new WorkspaceArticle(uri, await vscode.window.showTextDocument(document));
  }

  get document(): vscode.TextDocument {
    return this.editor.document;
  }

  /** The range of the n-th occurrence of a text, counted from 0. */
  rangeOf(quote: string, occurrence = 0): vscode.Range {
    const text = this.document.getText();
    let at = text.indexOf(quote);
    for (let skipped = 0; skipped < occurrence && at >= 0; skipped++) at = text.indexOf(quote, at + 1);
    if (at < 0) throw new Error(`“${quote}” is not in the article.`);
    return new vscode.Range(this.document.positionAt(at), this.document.positionAt(at + quote.length));
  }

  select(quote: string, occurrence = 0): void {
    const range = this.rangeOf(quote, occurrence);
    this.editor.selection = new vscode.Selection(range.start, range.end);
  }

  /** The card over a text: its Markdown, and that without escapes; `undefined` where there is none. */
  async card(quote: string, occurrence = 0): Promise<Card | undefined> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      this.uri,
      this.rangeOf(quote, occurrence).start,
    );
    for (const { contents, range } of hovers) {
      const parts = contents.map((content) =>
        content instanceof vscode.MarkdownString ? content.value : '',
      );
      const markdown = parts.join('\n');
      const text = markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
      if (markdown.includes('command:marginalia.')) return { markdown, text, range };
    }
    return undefined;
  }

  /** What the sidecar says on disk; empty where there is none. */
  async sidecar(): Promise<string> {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(sidecarUri(this.uri)));
    } catch (error) {
      if (error instanceof vscode.FileSystemError) return '';
      throw error;
    }
  }

  async sidecarSaying(words: RegExp): Promise<string> {
    return eventually(`a sidecar that says ${String(words)}`, async () => {
      const text = await this.sidecar();
      return words.test(text) ? text : undefined;
    });
  }

  async writeSidecar(source: string): Promise<void> {
    await vscode.workspace.fs.writeFile(sidecarUri(this.uri), encode(source));
  }

  get sidecarUri(): vscode.Uri {
    return sidecarUri(this.uri);
  }
}

/** Asks again and again until there is an answer; fails with what was awaited. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function sidecarUri(article: vscode.Uri): vscode.Uri {
  return article.with({ path: `${article.path}.ann.yaml` });
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
