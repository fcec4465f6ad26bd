import * as vscode from 'vscode';
import {
  decodeArticle,
  decodeDatasetFile,
  editSidecar,
  EMPTY_SIDECAR,
  EntryImport,
  MANIFEST_NAME,
  mergeImport,
  newArticle,
  readFrontMatter,
  skeletonOf,
  type DatasetFile,
  type DatasetFormat,
  type DatasetProblem,
  type EntryRefusal,
  type ImportedArticle,
  type Merge,
} from '../../core/index';
import { findArticles, sidecarOf } from '../article-files';
import { problemLine } from '../dataset-texts';
import { readFile } from '../disk';
import { showError, showInformation, showWarning, withProgress } from '../notices';
import type { ProgramParts } from '../program-parts';
import type { Projects } from '../projects';
import { RegistryRefusal, type Registries } from '../registries';
import { SidecarRefusal, type SidecarFiles } from '../sidecar-files';
import { exists, nameOf, readIfThere } from '../whole-file';

/** What an import did, and what it did not take over. */
interface Outcome {
  readonly first: vscode.Uri | undefined;
  readonly articles: number;
  readonly added: number;
  readonly decided: number;
  /** Entries that were added to the registry, or got identifiers. */
  readonly entities: number;
  /** Where it was cancelled, after how many articles of all. */
  readonly cancelled: string | undefined;
  /** A sentence for each thing that was not taken over. */
  readonly refusals: readonly string[];
}

/** The command that brings datasets into the articles and sidecars of a workspace folder. */
export function registerImport(
  files: SidecarFiles,
  projects: Projects,
  registries: Registries,
  parts: ProgramParts,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand('marginalia.importDataset', async () => {
    const title = vscode.l10n.t('Import Dataset');
    const folder = await askFolder();
    if (!folder) return;
    const { DATASET_FORMATS } = await parts.load('formats');
    const format = await askFormat(title, DATASET_FORMATS);
    if (!format) return;
    const chosen = await vscode.window.showOpenDialog({
      title,
      canSelectMany: true,
      defaultUri: folder.uri,
      filters: { [format.name]: [...format.extensions] },
    });
    if (!chosen) return;
    const outcome = await withProgress(vscode.l10n.t('Importing…'), async (progress, token) => {
      const reading = await readDataset(format, chosen, progress, token);
      if (!(await agreed(reading, log)) || token.isCancellationRequested) return undefined;
      return bringIn(reading.articles, folder, files, projects, registries, progress, token);
    });
    if (outcome) await tell(outcome, log);
  });
}

async function askFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick();
  if (folders.length === 0) {
    void showError(vscode.l10n.t('Open the folder of the articles first.'));
  }
  return folders[0];
}

async function askFormat(title: string, known: readonly DatasetFormat[]): Promise<DatasetFormat | undefined> {
  const choices = known
    .filter((format) => format.read)
    .map((format) => ({
      label: format.name,
      description: format.extensions.map((extension) => `.${extension}`).join(' '),
      format,
    }));
  const choice = await vscode.window.showQuickPick(choices, { title, placeHolder: vscode.l10n.t('Format') });
  return choice?.format;
}

interface Reading {
  readonly articles: readonly ImportedArticle[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

async function readDataset(
  format: DatasetFormat,
  chosen: readonly vscode.Uri[],
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Reading> {
  const files: DatasetFile[] = [];
  const problems: DatasetProblem[] = [];
  // Some formats count a byte order mark, so it is kept.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (const uri of chosen) {
    if (token.isCancellationRequested) return { articles: [], errors: [], warnings: [] };
    if (nameOf(uri) === MANIFEST_NAME) continue;
    progress.report({ message: nameOf(uri) });
    const file = decodeDatasetFile(nameOf(uri), await readFile(uri), decoder);
    if ('content' in file) files.push(file);
    else problems.push(file);
  }
  const reading = (await format.read?.(files, {})) ?? { articles: [], problems: [] };
  problems.push(...reading.problems);
  const line = (problem: DatasetProblem) => {
    const content = files.find(({ path }) => path === problem.file)?.content;
    return problemLine(problem, typeof content === 'string' ? content : undefined);
  };
  return {
    articles: reading.articles,
    errors: problems.filter(({ severity }) => severity === 'error').map(line),
    warnings: problems.filter(({ severity }) => severity === 'warning').map(line),
  };
}

/** Asks whether to go on with a dataset that has faults; without any nobody is asked. */
async function agreed(
  { articles, errors, warnings }: Reading,
  log: vscode.LogOutputChannel,
): Promise<boolean> {
  for (const line of warnings) log.warn(line);
  if (errors.length === 0) return true;
  for (const line of errors) log.error(line);
  const details = vscode.l10n.t('Show Faults');
  const goOn = vscode.l10n.t('Import What Is Sound');
  const message = vscode.l10n.t('The dataset has {0} faults, and nothing was imported.', errors.length);
  const choice = await showError(message, ...(articles.length > 0 ? [goOn] : []), details);
  if (choice === details) log.show();
  return choice === goOn;
}

async function bringIn(
  articles: readonly ImportedArticle[],
  folder: vscode.WorkspaceFolder,
  files: SidecarFiles,
  projects: Projects,
  registries: Registries,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Outcome> {
  const refusals: string[] = [];
  let first: vscode.Uri | undefined;
  let cancelled: string | undefined;
  let done = 0;
  let added = 0;
  let decided = 0;
  const find = articleFinder(folder, projects, token);
  await registries.ready;
  const imports = new RegistryImports(registries);
  for (const [index, imported] of articles.entries()) {
    if (token.isCancellationRequested) {
      cancelled = vscode.l10n.t('Cancelled after {0} of {1} articles.', index, articles.length);
      break;
    }
    progress.report({ message: imported.file, increment: 100 / articles.length });
    try {
      const uri = await find(imported);
      const merge = await bringInOne(uri, imports.link(uri, imported), files, refusals);
      if (!merge) continue;
      imports.use(uri, merge);
      done++;
      added += merge.added;
      decided += merge.decided;
      if (merge.added + merge.decided > 0) first ??= uri;
      for (const refusal of merge.refused) refusals.push(refusalLine(imported.file, refusal));
    } catch (error) {
      if (!(error instanceof SidecarRefusal) && !(error instanceof vscode.FileSystemError)) throw error;
      refusals.push(`${imported.file}: ${error.message}`);
    }
  }
  const entities = await imports.save(refusals);
  return { first, articles: done, added, decided, entities, cancelled, refusals };
}

/** The registries of the workspace's folders, and what is to be in them. */
class RegistryImports {
  private readonly known = new Map<string, { readonly file: vscode.Uri; readonly entries: EntryImport }>();

  constructor(private readonly registries: Registries) {}

  /** The article with its annotations linked to entries; as it is where the registry has a fault. */
  link(uri: vscode.Uri, imported: ImportedArticle): ImportedArticle {
    return imported.entries ? (this.of(uri)?.link(imported) ?? imported) : imported;
  }

  use(uri: vscode.Uri, { changes }: Merge): void {
    const entries = this.of(uri);
    for (const change of changes) {
      if (change.kind === 'put' && change.annotation.entity !== undefined)
        entries?.use(change.annotation.entity);
    }
  }

  /** Writes what is new, and gives how many entries that are. */
  async save(refusals: string[]): Promise<number> {
    let count = 0;
    for (const { file, entries } of this.known.values()) {
      refusals.push(...entries.refused.map(entryRefusalLine));
      const { changes } = entries;
      if (changes.length === 0) continue;
      try {
        await this.registries.change(file, () => changes);
        count += changes.length;
      } catch (error) {
        if (!(error instanceof RegistryRefusal) && !(error instanceof vscode.FileSystemError)) throw error;
        refusals.push(error.message);
      }
    }
    return count;
  }

  private of(uri: vscode.Uri): EntryImport | undefined {
    const { file, registry } = this.registries.of(uri);
    if (!file || registry.problems.length > 0) return undefined;
    const known = this.known.get(file.toString()) ?? { file, entries: new EntryImport(registry) };
    this.known.set(file.toString(), known);
    return known.entries;
  }
}

function entryRefusalLine(refusal: EntryRefusal): string {
  const { id, name, label, identifiers } = refusal.entry;
  return refusal.kind === 'label'
    ? vscode.l10n.t('The entity {0} is a {1} here, and a {2} in the dataset.', id, label, refusal.label)
    : vscode.l10n.t(
        '“{0}” stays {1} {2}; the dataset has {3}.',
        name,
        refusal.scheme,
        identifiers.get(refusal.scheme) ?? '',
        refusal.value,
      );
}

async function bringInOne(
  uri: vscode.Uri,
  imported: ImportedArticle,
  files: SidecarFiles,
  refusals: string[],
): Promise<Merge | undefined> {
  let text = await textOf(uri);
  let given = imported;
  if (text === null) {
    refusals.push(vscode.l10n.t('{0}: left out, it is not UTF-8 text. Save it as UTF-8.', imported.file));
    return undefined;
  }
  if (text === undefined) {
    if (imported.text === undefined) {
      refusals.push(
        vscode.l10n.t(
          '{0}: there is no such article, and the dataset does not hold its text. Put the article there and import again.',
          imported.file,
        ),
      );
      return undefined;
    }
    const made = newArticle({ ...imported, text: imported.text });
    text = made.text;
    given = made.imported;
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode(text.startsWith('\ufeff') ? `\ufeff${text}` : text),
    );
    // Annotations that lost their article find it again here.
    if ((await readIfThere(sidecarOf(uri))) === undefined) {
      const { source } = editSidecar(EMPTY_SIDECAR, []);
      await vscode.workspace.fs.writeFile(sidecarOf(uri), new TextEncoder().encode(source));
    }
  }
  const article = text;
  let merge: Merge | undefined;
  await files.change(uri, (sidecar) => {
    merge = mergeImport(article, sidecar, given);
    return merge.changes;
  });
  return merge;
}

function refusalLine(file: string, refusal: Merge['refused'][number]): string {
  const { quote } = refusal.annotation.anchor;
  if (refusal.kind === 'conflict') {
    const { existing, annotation } = refusal;
    return vscode.l10n.t(
      '{0}: “{1}” stays {2} ({3}); the dataset has {4} ({5}).',
      file,
      quote,
      existing.label,
      existing.status,
      annotation.label,
      annotation.status,
    );
  }
  if (refusal.kind === 'relation') {
    return vscode.l10n.t('{0}: the relation {1} has lost an end, “{2}”.', file, refusal.relation.type, quote);
  }
  return refusal.reason === 'orphan'
    ? vscode.l10n.t('{0}: “{1}” is not found in the article.', file, quote)
    : vscode.l10n.t('{0}: “{1}” could be in more than one place.', file, quote);
}

/** Where an imported article is or goes: by its name, else by its text among the articles of the workspace. */
function articleFinder(
  folder: vscode.WorkspaceFolder,
  projects: Projects,
  token: vscode.CancellationToken,
): (imported: ImportedArticle) => Promise<vscode.Uri> {
  let known: Promise<ReadonlyMap<string, vscode.Uri>> | undefined;
  return async ({ file, text }) => {
    const uri = vscode.Uri.joinPath(folder.uri, file);
    if (text === undefined || (await exists(uri))) return uri;
    known ??= articlesByText(projects, token);
    return (await known).get(await checksum(text)) ?? uri;
  };
}

async function articlesByText(
  projects: Projects,
  token: vscode.CancellationToken,
): Promise<ReadonlyMap<string, vscode.Uri>> {
  const known = new Map<string, vscode.Uri>();
  for (const uri of await findArticles(projects, token)) {
    if (token.isCancellationRequested) break;
    const text = await textOf(uri);
    if (typeof text !== 'string') continue;
    const { body } = readFrontMatter(text);
    for (const part of [text, text.slice(body.start, body.end)]) {
      const key = await checksum(part);
      if (!known.has(key)) known.set(key, uri);
    }
  }
  return known;
}

async function checksum(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(skeletonOf(text)));
  return [...new Uint8Array(digest)].map((byte) => String.fromCharCode(byte)).join('');
}

/** The text of an article as it is saved; `undefined` where there is none, `null` where it is not UTF-8 text. */
async function textOf(uri: vscode.Uri): Promise<string | undefined | null> {
  if (!(await exists(uri))) return undefined;
  const decoded = decodeArticle(await readFile(uri), new TextDecoder());
  return decoded.ok ? decoded.text : null;
}

async function tell(
  { first, articles, added, decided, entities, cancelled, refusals }: Outcome,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const open = vscode.l10n.t('Open');
  const details = vscode.l10n.t('Show What Was Left Out');
  const sentences = [
    cancelled,
    vscode.l10n.t(
      'Imported {0} articles: {1} annotations added, {2} suggestions decided.',
      articles,
      added,
      decided,
    ),
    entities > 0 && vscode.l10n.t('{0} entities were added or completed.', entities),
    refusals.length > 0 && vscode.l10n.t('{0} could not be taken over.', refusals.length),
  ];
  const told = sentences.filter(Boolean).join(' ');
  for (const line of refusals) log.warn(line);
  const buttons = first ? [open] : [];
  const choice =
    refusals.length === 0
      ? await showInformation(told, ...buttons)
      : await showWarning(told, details, ...buttons);
  if (choice === open && first) await vscode.window.showTextDocument(first);
  else if (choice === details) log.show();
}
