/** The bundle that VS Code runs for `npm run bench -- --editor`: it times what an annotator waits for. */
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { median } from '../median';

const EXTENSION = 'marginalia.marginalia';
const ROUNDS = 7;
const KEYSTROKES = 20;
/** Shorter than the rest after which the text is recognised again, in milliseconds. */
const BETWEEN_KEYSTROKES = 100;

/** In milliseconds: what follows from the step before is done by then. */
const SETTLING = 1500;

/** In milliseconds: the search for entities waits longer than that for an index that is not complete. */
const ANSWERED_AT_ONCE = 1000;

/** A row of the table. */
interface Row {
  readonly step: string;
  /** In milliseconds. */
  readonly time: number;
}

/** Times the steps in turn and prints each as JSON behind the mark that the scripts look for. */
export async function run(): Promise<void> {
  let passed = 0;
  const report = (...rows: readonly Row[]) => {
    for (const row of rows) print('marginalia-test', JSON.stringify(row));
    passed += rows.length;
  };
  // What follows is timed once the index is complete, as it is on every day but the first.
  report(...(await activation()));
  report(...(await corpus()));
  const articles = await vscode.workspace.findFiles('long/*.article');
  articles.sort((a, b) => a.path.localeCompare(b.path));
  const [warmUp, ...others] = articles;
  if (!warmUp) throw new Error('The workspace has no long articles.');
  const editor = await vscode.window.showTextDocument(warmUp);
  const place = await placeIn(editor, true);
  const bare = await placeIn(editor, false);
  for (const uri of others) report(await opening(uri, place));
  await vscode.window.showTextDocument(warmUp);
  report(...(await hovering(warmUp, place, bare)));
  const decide = () => decisionTime(warmUp, place);
  await decide();
  report({
    step: 'a decision, to repainted and saved',
    time: await medianOf(times(ROUNDS), decide),
  });
  report(...(await typing(warmUp, place)));
  print('marginalia-tally', JSON.stringify({ passed, failures: [], skipped: 0 }));
}

/** What else starts with the window has started by then, in milliseconds. */
const STARTING = 3000;

/** As VS Code counts it in its list of running extensions, and until others can use what is active then. */
async function activation(): Promise<Row[]> {
  await pause(STARTING);
  const extension = vscode.extensions.getExtension(EXTENSION);
  if (!extension) throw new Error('The extension is not installed.');
  if (extension.isActive) throw new Error('The extension was active before anything was opened.');
  const whole = await timed(() => extension.activate());
  return [
    { step: 'activation', time: await countedActivation() },
    { step: 'activation, with messages to the window and back', time: whole },
  ];
}

/** Loading the code and calling `activate`, in milliseconds, from VS Code's own page of such times. */
async function countedActivation(): Promise<number> {
  await vscode.commands.executeCommand('perfview.show');
  for (let round = 0; round < 100; round++) {
    const page = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText() ?? '';
    const row = page.split('\n').find((line) => line.startsWith(`| ${EXTENSION} `));
    const [, loading, calling] = row?.match(/^\|[^|]+\|[^|]+\| *(\d+) *\| *(\d+) *\|/) ?? [];
    if (loading !== undefined && calling !== undefined) return Number(loading) + Number(calling);
    await pause(100);
  }
  throw new Error('VS Code does not tell how long the activation took.');
}

/** Opens an article; the page reports when it is painted. Gives the time until the card of an annotation can be had. */
async function opening(uri: vscode.Uri, place: vscode.Position): Promise<Row> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await pause(SETTLING);
  const opened = performance.timeOrigin + performance.now();
  print('marginalia-test', JSON.stringify({ step: 'open to highlighted', opened }));
  const time = await timed(async () => {
    await vscode.window.showTextDocument(uri);
    while (!(await hasCard(uri, place))) await pause(0);
  });
  return { step: 'open to the first card', time };
}

/** The time until a card is there, and until VS Code tells of a place that there is none: its messages alone. */
async function hovering(article: vscode.Uri, place: vscode.Position, bare: vscode.Position): Promise<Row[]> {
  await pause(SETTLING);
  return [
    { step: 'hover', time: await medianOf(times(ROUNDS), () => timed(() => hasCard(article, place))) },
    {
      step: 'hover, the messages to the window and back alone',
      time: await medianOf(times(ROUNDS), () => timed(() => hasCard(article, bare))),
    },
  ];
}

/** The time of a decision, which is then taken back. */
async function decisionTime(article: vscode.Uri, place: vscode.Position): Promise<number> {
  const sidecar = article.with({ path: `${article.path}.ann.yaml` });
  const read = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(sidecar));
  const before = await read();
  const editor = await vscode.window.showTextDocument(article);
  editor.selection = new vscode.Selection(place, place);
  await pause(500);
  const time = await timed(() => vscode.commands.executeCommand('marginalia.reject'));
  if ((await read()) === before) throw new Error('Nothing was decided.');
  await vscode.commands.executeCommand('marginalia.undo');
  return time;
}

/** What a keystroke keeps the extension host busy for, beyond what it does in a file that is no article. */
async function typing(uri: vscode.Uri, place: vscode.Position): Promise<Row[]> {
  const content = (await vscode.workspace.openTextDocument(uri)).getText();
  // Before the article: what typing into that leads to goes on for seconds, and would be taken for this file's.
  const plain = await vscode.workspace.openTextDocument({ language: 'javascript', content });
  const other = await busyTyping(await vscode.window.showTextDocument(plain), place);
  const article = await busyTyping(await vscode.window.showTextDocument(uri), place);
  return [
    { step: 'a keystroke', time: article.busy - other.busy },
    { step: 'the longest hold-up after typing', time: article.longest },
  ];
}

async function busyTyping(
  editor: vscode.TextEditor,
  place: vscode.Position,
): Promise<{ busy: number; longest: number }> {
  await pause(SETTLING);
  const busy = await medianOf(times(KEYSTROKES), async () => {
    const start = performance.eventLoopUtilization();
    await editor.edit((edit) => edit.insert(place, 'x'), { undoStopBefore: false, undoStopAfter: false });
    await pause(BETWEEN_KEYSTROKES);
    return performance.eventLoopUtilization(start).active;
  });
  return { busy, longest: await longestDelay(1500) };
}

/** The longest that a timer of no delay is late within so many milliseconds. */
async function longestDelay(span: number): Promise<number> {
  let longest = 0;
  for (const end = performance.now() + span; performance.now() < end;) {
    longest = Math.max(longest, await timed(() => pause(0)));
  }
  return longest;
}

async function corpus(): Promise<Row[]> {
  const ask = (query: string) =>
    vscode.commands.executeCommand<unknown[]>('vscode.executeWorkspaceSymbolProvider', query);
  const indexing = await timed(async () => {
    while ((await timed(() => ask('Lisboa'))) > ANSWERED_AT_ONCE) print('marginalia-wait', 'the index');
  });
  const answer = await medianOf(['Lisboa', 'Sofia', 'London', 'Kim', 'Europ'], (query) =>
    timed(() => ask(query)),
  );
  const [symbol] = (await ask('Lisboa')) as vscode.SymbolInformation[];
  if (!symbol) throw new Error('The index does not know Lisboa.');
  const { uri, range } = symbol.location;
  await vscode.window.showTextDocument(uri);
  const mentions = () =>
    vscode.commands.executeCommand<unknown[]>('vscode.executeReferenceProvider', uri, range.start);
  while ((await mentions()).length === 0) await pause(50);
  return [
    { step: 'index the workspace, once', time: indexing },
    { step: 'find an entity in the workspace', time: answer },
    { step: 'all mentions of an entity', time: await medianOf(times(ROUNDS), () => timed(mentions)) },
  ];
}

async function hasCard(uri: vscode.Uri, place: vscode.Position): Promise<boolean> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    place,
  );
  return hovers.length > 0;
}

/** The first word behind the middle of an article that has a card, or has none. */
async function placeIn({ document }: vscode.TextEditor, isAnnotated: boolean): Promise<vscode.Position> {
  const text = document.getText();
  for (let round = 0; round < 100; round++) {
    for (const word of text.slice(text.length / 2, text.length / 2 + 500).matchAll(/\p{L}+/gu)) {
      const place = document.positionAt(Math.floor(text.length / 2) + word.index + 1);
      if ((await hasCard(document.uri, place)) === isAnnotated) return place;
    }
    await pause(100);
  }
  throw new Error('The long article is annotated everywhere in its middle, or nowhere.');
}

async function timed(act: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

async function medianOf<T>(inputs: readonly T[], time: (input: T) => Promise<number>): Promise<number> {
  const found: number[] = [];
  for (const input of inputs) found.push(await time(input));
  return median(found);
}

function times(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function print(mark: string, line: string): void {
  // eslint-disable-next-line no-console -- the console is the only way out of the extension host
  console.log(`${mark} ${line}`);
}
