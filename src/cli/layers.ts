import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readSidecarName } from '../core';
import type { ArticleFile } from './annotated-files';

/** Finds the annotators' layers of articles. These come folder by folder: the list of the last one is kept. */
export class LayerFolders {
  private last:
    { readonly folder: string; readonly layers: Promise<ReadonlyMap<string, readonly string[]>> } | undefined;

  /** Who has a layer of an article, by name. */
  async of({ path: file }: ArticleFile): Promise<readonly string[]> {
    if (file === undefined) return [];
    const folder = path.dirname(file);
    if (this.last?.folder !== folder) this.last = { folder, layers: layersIn(folder) };
    return (await this.last.layers).get(path.basename(file)) ?? [];
  }
}

/** The layers in a folder by the names of their articles; none where it cannot be listed, which its articles tell. */
async function layersIn(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const layers = new Map<string, string[]>();
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall !== undefined) return [];
    throw error;
  });
  for (const name of names.sort()) {
    const { article, layer } = readSidecarName(name) ?? {};
    if (article === undefined || layer === undefined) continue;
    layers.set(article, [...(layers.get(article) ?? []), layer]);
  }
  return layers;
}
