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

  it('keeps a hundred decisions that follow each other faster than they are saved', async function () {
    this.timeout(60_000);
    const article = await open();
    await annotate(article, WORDS[0]!);
    await Promise.all(WORDS.slice(1).map((word) => annotate(article, word)));
    assert.sameMembers(saved(article), WORDS);
    assert.deepEqual(told, []);
    for (const word of [WORDS[0]!, WORDS[50]!, WORDS[99]!]) assert.isTrue(await isShown(article, word));
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
