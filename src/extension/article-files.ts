import * as vscode from 'vscode';
import {
  decodeArticle,
  normalizeLineEnds,
  readSidecarName,
  sidecarName,
  SIDECAR_SUFFIX,
  type Project,
} from '../core/index';
import { readFile } from './disk';
import type { Projects } from './projects';
import { settings } from './settings';
import { nameOf } from './whole-file';

const LANGUAGES = ['article', 'plaintext', 'markdown'];

/** True for a document that is annotated: on a file system that can be written to, and named by the project or the settings. */
export function isArticle(document: vscode.TextDocument, { articles, exclude }: Project): boolean {
  const { uri } = document;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) return false;
  if (uri.path.endsWith(SIDECAR_SUFFIX)) return false;
  // Relative to the folder: where that lies on the machine, below a hidden folder for instance, is none of its business.
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  const matches = (glob: string) =>
    vscode.languages.match({ pattern: new vscode.RelativePattern(folder, glob) }, document) > 0;
  if ((exclude ?? settings.exclude(uri)).some(matches)) return false;
  if (document.languageId === 'article') return true;
  return LANGUAGES.includes(document.languageId) && (articles ?? settings.articles(uri)).some(matches);
}

/** Where an annotator's layer of an article is kept; without one, the adjudicated annotations. */
export function sidecarOf(article: vscode.Uri, layer?: string): vscode.Uri {
  const named = sidecarName({ article: article.path, ...(layer !== undefined && { layer }) });
  return article.with({ path: named });
}

/** The article that a sidecar, or an annotator's layer, belongs to; `undefined` for any other file. */
export function articleOf(sidecar: vscode.Uri): vscode.Uri | undefined {
  const named = readSidecarName(sidecar.path);
  return named && sidecar.with({ path: named.article });
}

/** Whose layer a sidecar is; `undefined` for the adjudicated one. */
export function layerOf(sidecar: vscode.Uri): string | undefined {
  return readSidecarName(sidecar.path)?.layer;
}

/** Who has a layer of an article, by name. */
export async function layersOf(article: vscode.Uri): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(article, '..'));
  const name = nameOf(article);
  return entries
    .flatMap(([file]) => {
      const named = readSidecarName(file);
      return named?.article === name && named.layer !== undefined ? [named.layer] : [];
    })
    .sort();
}

/** The layers of annotators in the workspace. */
export async function findLayers(): Promise<{ readonly article: vscode.Uri; readonly layer: string }[]> {
  const sidecars = await vscode.workspace.findFiles(`**/*${SIDECAR_SUFFIX}`);
  return sidecars.flatMap((sidecar) => {
    const [article, layer] = [articleOf(sidecar), layerOf(sidecar)];
    return article && layer !== undefined ? [{ article, layer }] : [];
  });
}

/** All articles of the workspace, in the order of their paths. */
export async function findArticles(
  projects: Projects,
  token: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
  const found = new Map<string, vscode.Uri>();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const project = projects.of(folder.uri);
    const include = alternatives(project.articles ?? settings.articles(folder.uri));
    if (include === undefined) continue;
    const exclude = alternatives([
      ...(project.exclude ?? settings.exclude(folder.uri)),
      `**/*${SIDECAR_SUFFIX}`,
    ]);
    const files = await vscode.workspace.findFiles(
      new vscode.RelativePattern(folder, include),
      exclude === undefined ? null : new vscode.RelativePattern(folder, exclude),
      undefined,
      token,
    );
    for (const file of files) found.set(file.toString(), file);
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The text of an article as the annotator sees it: unsaved edits count. `undefined` where it is not UTF-8 text. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return normalizeLineEnds(open.getText());
  const decoded = decodeArticle(await readFile(uri), new TextDecoder());
  return decoded.ok ? decoded.text : undefined;
}

function alternatives(globs: readonly string[]): string | undefined {
  if (globs.length <= 1) return globs[0];
  return `{${globs.join(',')}}`;
}
