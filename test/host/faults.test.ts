import { assert } from 'chai';
import * as vscode from 'vscode';
import { FaultyFiles, fullDisk } from './faulty-files';
import { eventually, WorkspaceArticle } from './workspace-article';

const SCHEME = 'faulty';
const WORDS = Array.from({ length: 100 }, (_, at) => `palavra${at}x`);
const TEXT = `${WORDS.join(' ')}\n`;

describe('an article on a file system with faults', () => {
  const files = new FaultyFiles();
  const provider = vscode.workspace.registerFileSystemProvider(SCHEME, files, { isCaseSensitive: true });
  const told: string[] = [];
  const { showErrorMessage, showWarningMessage } = vscode.window;
  let count = 0;

  before(() => {
    const tell = (message: string) => {
      told.push(message);
      return Promise.resolve(undefined);
    };
    Object.assign(vscode.window, { showErrorMessage: tell, showWarningMessage: tell });
  });
  beforeEach(() => {
    files.reset();
    told.length = 0;
  });
  after(async () => {
    Object.assign(vscode.window, { showErrorMessage, showWarningMessage });
    files.reset();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    provider.dispose();
  });

  async function open(text = TEXT): Promise<WorkspaceArticle> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/folder/a${++count}.article` });
    files.put(uri, text);
    return WorkspaceArticle.show(uri);
  }

  const annotate = (article: WorkspaceArticle, word: string) => {
    article.select(word);
    return vscode.commands.executeCommand('marginalia.annotate', 'person');
  };
  const saved = ({ sidecarUri }: WorkspaceArticle) =>
    [...(files.text(sidecarUri) ?? '').matchAll(/^ {4}quote: (.*)$/gm)].map(([, quote]) => quote);
  const isShown = async (article: WorkspaceArticle, word: string) =>
    (await article.card(word))?.text.includes('accepted') ?? false;
  const leftovers = () => files.names.filter((name) => name.endsWith('.draft'));

  it('keeps a thousand decisions that follow each other faster than they are saved', async function () {
    this.timeout(120_000);
    const ids = Array.from({ length: 1_000 }, (_, at) => `n${at}`);
    const words = ids.map((id) => `${id}x`);
    const text = `${words.join(' ')}\n`;
    const sidecar = suggested(ids, text);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: '/folder/thousand.article' });
    files.put(uri.with({ path: `${uri.path}.ann.yaml` }), sidecar);
    files.put(uri, text);
    const article = await WorkspaceArticle.show(uri);
    await eventually('all are shown', async () =>
      (await article.card(words[999]!))?.text.includes('suggested'),
    );
    let writes = 0;
    files.fault = (operation) => {
      if (operation === 'write') writes++;
    };
    const status = (wanted: string) =>
      files.text(article.sidecarUri)?.match(new RegExp(`status: ${wanted}`, 'g'))?.length ?? 0;
    const started = performance.now();
    await Promise.all(ids.map((id) => vscode.commands.executeCommand('marginalia.accept', uri, id)));
    const took = performance.now() - started;
    assert.equal(status('accepted'), 1_000);
    assert.deepEqual(told, []);
    assert.isTrue(await isShown(article, words[500]!));
    assert.isBelow(writes, 100, `writes, in ${Math.round(took)} ms`);
    for (let step = 1; step <= 3; step++) {
      await vscode.commands.executeCommand('marginalia.undo');
      assert.equal(status('accepted'), 1_000 - step, 'each is one step back');
    }
  });

  it('makes decisions again that a full disk has refused, all of them by one button', async () => {
    const article = await open();
    await annotate(article, WORDS[0]!);
    let full = true;
    files.fault = (operation) => {
      if (operation === 'write' && full) throw fullDisk();
    };
    let again: (choice: string) => void = () => undefined;
    const choice = new Promise<string>((resolve) => (again = resolve));
    const offered: string[][] = [];
    const tell = vscode.window.showErrorMessage;
    Object.assign(vscode.window, {
      showErrorMessage: (message: string, ...actions: string[]) => {
        told.push(message);
        offered.push(actions);
        return choice;
      },
    });
    try {
      // The first is being written while the others are decided.
      await Promise.all([1, 2, 3, 4].map((at) => annotate(article, WORDS[at]!)));
      assert.deepEqual(saved(article), [WORDS[0]!]);
      assert.isAtMost(told.length, 2, 'decisions that failed together are told of once');
      assert.match(
        told.join('\n'),
        /Decisions not taken: \d\. .*\.ann\.yaml could not be written.*full.*Make room/,
      );
      assert.deepEqual(offered[0], ['Try Again']);
      full = false;
      again('Try Again');
      await eventually('all are in the file', () => saved(article).length === 5 || undefined);
    } finally {
      Object.assign(vscode.window, { showErrorMessage: tell });
    }
    assert.sameMembers(saved(article), WORDS.slice(0, 5));
    await eventually('all are shown', async () => (await isShown(article, WORDS[4]!)) || undefined);
    await vscode.commands.executeCommand('marginalia.undo');
    assert.lengthOf(saved(article), 4, 'each is a step of its own again');
  });

  it('has a window that closes wait for the decisions that are still being written', async function () {
    const extension = vscode.extensions.getExtension('marginalia.marginalia')!;
    // On the Node host this is the extension that runs; in a browser no window waits.
    if (extension.extensionUri.scheme !== 'file') this.skip();
    const main = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'extension.js').fsPath;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the same module, as the host has it
    const { deactivate } = require(main) as { deactivate: () => Promise<void> };
    const article = await open();
    files.delay = 100;
    const decided = Promise.all([0, 1, 2].map((at) => annotate(article, WORDS[at]!)));
    await eventually('the first is being written', () => leftovers().length > 0 || undefined);
    await deactivate();
    assert.sameMembers(saved(article), WORDS.slice(0, 3));
    assert.isEmpty(leftovers());
    await decided;
  });

  it('keeps what another program wrote between decisions that are saved together', async () => {
    const article = await open();
    await annotate(article, WORDS[0]!);
    let first = true;
    files.fault = (operation, path) => {
      if (operation !== 'rename' || !first) return;
      first = false;
      // Behind the first write, before the second: the other program appends to what is there then.
      setTimeout(() => {
        const uri = vscode.Uri.from({ scheme: SCHEME, path: path.replace(/\.([^/]*)\.draft$/, '$1') });
        const now = files.text(uri) ?? '';
        const at = text(WORDS[99]!);
        const block = `  - id: other\n    label: person\n    quote: ${WORDS[99]}\n    position: [${at}, ${at + WORDS[99]!.length}]\n    prefix: "${WORDS[98]} "\n    suffix: ""\n    status: accepted\n`;
        files.put(uri, now.replace('annotations:\n', `annotations:\n${block}`));
      });
    };
    const text = (word: string) => TEXT.indexOf(word);
    files.delay = 30;
    await Promise.all(WORDS.slice(1, 30).map((word) => annotate(article, word)));
    files.delay = 0;
    assert.sameMembers(saved(article), [...WORDS.slice(0, 30), WORDS[99]!]);
  });

  it('lets the annotator type and decide while files take half a second each', async function () {
    this.timeout(60_000);
    const article = await open();
    await annotate(article, WORDS[0]!);
    files.delay = 500;
    const decisions = [1, 2, 3].map((at) => annotate(article, WORDS[at]!));
    const started = Date.now();
    await article.editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Hoje. '));
    assert.isBelow(Date.now() - started, 500, 'the editor answers meanwhile');
    assert.isFalse(await isShown(article, WORDS[3]!), 'what is not saved is not shown');
    await Promise.all(decisions);
    files.delay = 0;
    assert.sameMembers(saved(article), WORDS.slice(0, 4));
    for (const at of [0, 1, 2, 3]) assert.isTrue(await isShown(article, WORDS[at]!));
    assert.deepEqual(told, []);
  });

  it('takes no decision where the disk is full, leaves the old file, and says so', async () => {
    const article = await open();
    await annotate(article, WORDS[0]!);
    const before = files.text(article.sidecarUri);
    files.fault = (operation) => {
      if (operation === 'write') throw fullDisk();
    };
    await annotate(article, WORDS[1]!);
    assert.equal(files.text(article.sidecarUri), before);
    assert.deepEqual(leftovers(), [], 'half a file is not left behind');
    assert.isFalse(await isShown(article, WORDS[1]!));
    assert.isTrue(await isShown(article, WORDS[0]!));
    assert.match(told.join('\n'), /disk is full.*Make room/);
    files.reset();
    await annotate(article, WORDS[1]!);
    assert.sameMembers(saved(article), WORDS.slice(0, 2));
  });

  it('shows nothing of a first decision that a full disk cut in two', async () => {
    const article = await open();
    files.fault = (operation) => {
      if (operation === 'write') throw fullDisk();
    };
    await annotate(article, WORDS[0]!);
    files.reset();
    await annotate(article, WORDS[1]!);
    assert.deepEqual(saved(article), [WORDS[1]!]);
  });

  it('takes no decision where the file must not be written, and says so', async () => {
    const article = await open();
    await annotate(article, WORDS[0]!);
    const before = files.text(article.sidecarUri);
    files.fault = (operation, path) => {
      if (operation !== 'read') throw vscode.FileSystemError.NoPermissions(path);
    };
    await annotate(article, WORDS[1]!);
    files.reset();
    assert.equal(files.text(article.sidecarUri), before);
    assert.isFalse(await isShown(article, WORDS[1]!));
    assert.match(told.join('\n'), /must not be written.*Allow it/);
  });

  it('takes no decision where the sidecar cannot be read, so that nothing is written over it', async () => {
    const article = await open();
    await annotate(article, WORDS[0]!);
    const before = files.text(article.sidecarUri);
    files.fault = (operation, path) => {
      if (operation === 'read' && path.endsWith('.yaml')) throw vscode.FileSystemError.Unavailable(path);
    };
    await annotate(article, WORDS[1]!);
    files.reset();
    assert.equal(files.text(article.sidecarUri), before);
    assert.match(told.join('\n'), /Try again/);
  });

  it('keeps all annotations where the sidecar vanishes between reading and writing', async () => {
    const article = await open();
    await annotate(article, WORDS[0]!);
    files.fault = (operation) => {
      if (operation === 'write') files.remove(article.sidecarUri);
    };
    await annotate(article, WORDS[1]!);
    assert.sameMembers(saved(article), WORDS.slice(0, 2));
    assert.deepEqual(leftovers(), []);
  });

  it('keeps all annotations where the draft cannot take the name of the file, however often', async () => {
    const article = await open();
    await annotate(article, WORDS[0]!);
    let failing = 1;
    files.fault = (operation) => {
      if (operation === 'rename' && failing-- > 0) throw vscode.FileSystemError.Unavailable('gone');
    };
    await annotate(article, WORDS[1]!);
    assert.sameMembers(saved(article), WORDS.slice(0, 2));
    assert.isTrue(await isShown(article, WORDS[1]!));
    assert.deepEqual(told, []);
    failing = 2;
    await annotate(article, WORDS[2]!);
    assert.isUndefined(files.text(article.sidecarUri));
    assert.match(told.join('\n'), /could not be given its name.*\.draft.*tries again/);
    assert.isTrue(await isShown(article, WORDS[2]!));
    files.fault = (operation) => {
      if (operation === 'write') throw fullDisk();
    };
    await annotate(article, WORDS[3]!);
    assert.sameMembers(saved(article), WORDS.slice(0, 3), 'the only copy is not written over');
    files.reset();
    await annotate(article, WORDS[3]!);
    assert.sameMembers(saved(article), WORDS.slice(0, 4));
    assert.deepEqual(leftovers(), []);
  });

  it('keeps the annotations of an article whose file vanished while it is open', async () => {
    const article = await open();
    await annotate(article, WORDS[0]!);
    files.remove(article.uri);
    await annotate(article, WORDS[1]!);
    assert.sameMembers(saved(article), WORDS.slice(0, 2));
  });

  it('takes back no decision that could not be taken back in its file', async () => {
    const article = await open();
    await annotate(article, WORDS[0]!);
    files.fault = (operation) => {
      if (operation === 'write') throw fullDisk();
    };
    await vscode.commands.executeCommand('marginalia.undo');
    assert.isTrue(await isShown(article, WORDS[0]!));
    files.reset();
    await vscode.commands.executeCommand('marginalia.undo');
    assert.deepEqual(saved(article), []);
    assert.isFalse(await isShown(article, WORDS[0]!));
  });
});

/** A sidecar with a suggestion for each word of a text, by ids of the words. */
function suggested(ids: readonly string[], text: string): string {
  const blocks = ids.map((id) => {
    const start = text.indexOf(`${id}x`);
    return `  - id: ${id}
    label: person
    quote: ${id}x
    position: [${start}, ${start + id.length + 1}]
    prefix: ""
    suffix: ""
    status: suggested
`;
  });
  return `marginalia: 1\nannotations:\n${blocks.join('')}`;
}

describe('a sidecar in a newer format', () => {
  it('is shown as far as it is understood, and nothing is written to it', async () => {
    const sidecar = `marginalia: 2
annotations:
  - id: k1
    label: person
    quote: Kim
    position: [0, 3]
    prefix: ""
    suffix: " viu Rita."
    status: accepted
    mood: good
`;
    const article = await WorkspaceArticle.open('Kim viu Rita.\n', { sidecar });
    const card = await eventually('a card', async () => article.card('Kim'));
    assert.include(card.text, 'accepted');
    const found = await eventually('the message', () =>
      vscode.languages.getDiagnostics(article.sidecarUri).find(({ code }) => code === 'sidecar-version'),
    );
    assert.match(found.message, /format version 2.*Update Marginalia/);
    article.select('Rita');
    void vscode.commands.executeCommand('marginalia.annotate', 'person');
    article.select('Kim');
    void vscode.commands.executeCommand('marginalia.reject');
    await article.editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Hoje, '));
    await article.document.save();
    await eventually('the card in its new place', async () => {
      const moved = await article.card('Kim');
      return moved?.range?.isEqual(article.rangeOf('Kim'));
    });
    assert.equal(await article.sidecar(), sidecar);
  });
});
