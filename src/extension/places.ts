import * as vscode from 'vscode';
import type { PlaceData, PlaceFinder } from '../core/index';
import { readFile } from './disk';
import type { OpenArticles } from './open-articles';

/** The facts of places, read from the extension's files when a card first asks for them. */
export class Places {
  private finder: Promise<PlaceFinder> | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly articles: OpenArticles,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** A finder that knows no place where the extension's files cannot be read. */
  finding(): Promise<PlaceFinder> {
    this.finder ??= this.load().catch((error: unknown) => {
      this.finder = undefined;
      this.log.error(String(error));
      return () => undefined;
    });
    return this.finder;
  }

  private async load(): Promise<PlaceFinder> {
    const file = vscode.Uri.joinPath(this.extension, 'dist', 'places.json');
    const [{ createPlaceFinder }, bytes] = await Promise.all([this.articles.recognition(), readFile(file)]);
    return createPlaceFinder(JSON.parse(new TextDecoder().decode(bytes)) as PlaceData);
  }
}
