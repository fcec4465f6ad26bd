import * as vscode from 'vscode';
import {
  AgreementStudy,
  byPosition,
  compareLayers,
  compareRelations,
  firstDisagreements,
  indexLines,
  isAgreed,
  isRelationSettled,
  isSettled,
  layeredArticle,
  layMarks,
  type Agreement,
  type Comparison,
  type LayeredReading,
  type LineIndex,
  type Mark,
  type Relation,
  type RelationComparison,
  SIDECAR_SUFFIX,
  type Sidecar,
} from '../core/index';
import type { DisputedPlace, MeasuredAgreement } from '../report/report-message';
import { articleOf, findLayers, layerOf, layersOf, readText } from './article-files';
import type { Layers } from './layers';
import type { OpenArticle } from './open-article';
import type { OpenArticles } from './open-articles';
import { onOneLine, shortened } from './quotation';
import type { SidecarFiles } from './sidecar-files';

/** How long changes rest before articles are compared again, in milliseconds. */
const REST = 250;

/** An article whose annotators' layers were set side by side. */
export interface ComparedArticle {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly lines: LineIndex;
  /** The layers; absent where they cannot be compared. */
  readonly layers: ComparedLayers | undefined;
  /** Where annotators disagree, in order of reading. */
  readonly disagreements: readonly Disputed[];
  /** Those of them that nobody has adjudicated. */
  readonly open: readonly Disputed[];
  /** What keeps it, or a part of it, from being compared, in words. */
  readonly troubles: readonly string[];
  /** Where all agree and the adjudicated layer does not say so yet. */
  readonly agreed: readonly Disputed[];
}

/** A place, or two mentions that somebody related. */
export type Disputed = Comparison | RelationComparison;

interface ComparedLayers extends Pick<LayeredReading, 'marks' | 'relations'> {
  readonly mentions: readonly Comparison[];
}

/** What the adjudicated layer of an article says. */
interface AdjudicatedLayer {
  readonly marks: readonly Mark[];
  readonly relations: readonly Relation[];
}

/** Sets the layers of the workspace's articles side by side, when they are asked for, and follows their changes. */
export class Comparisons implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly known = new Map<string, ComparedArticle>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly subscriptions: vscode.Disposable[] = [this.changed];
  private listing: Promise<void> | undefined;
  /** Until a layer or an article is saved. */
  private measured: Promise<MeasuredAgreement | undefined> | undefined;

  /** After articles were compared again. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly articles: OpenArticles,
    private readonly files: SidecarFiles,
    private readonly layers: Layers,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/*${SIDECAR_SUFFIX}`);
    const follow = (uri: vscode.Uri | undefined) => {
      if (this.listing && uri) this.soon(uri);
    };
    const followSidecar = (sidecar: vscode.Uri) => {
      if (layerOf(sidecar) !== undefined) this.measured = undefined;
      follow(articleOf(sidecar));
    };
    this.subscriptions.push(
      watcher,
      watcher.onDidChange(followSidecar),
      watcher.onDidCreate(followSidecar),
      watcher.onDidDelete(followSidecar),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (articles.get(document)) this.measured = undefined;
      }),
      articles.onDidChange((article) => this.followArticle(article)),
      layers.onDidChange(() => {
        this.listing = undefined;
        this.known.clear();
      }),
    );
  }

  /** Compares all articles that two annotators have a layer of, unless that was done. */
  ready(): Promise<void> {
    this.listing ??= this.compareAll().catch((error: unknown) => {
      this.listing = undefined;
      throw error;
    });
    return this.listing;
  }

  /** The articles that have been compared, those with most disagreements left first. */
  get all(): ComparedArticle[] {
    return [...this.known.values()].sort(
      (a, b) => b.open.length - a.open.length || (a.uri.path < b.uri.path ? -1 : 1),
    );
  }

  /** Compares an article as its files are now: of their last changes nobody may have told yet. */
  async renew(uri: vscode.Uri): Promise<void> {
    await this.compare(uri, await layersOf(uri));
    this.changed.fire();
  }

  find(uri: vscode.Uri): ComparedArticle | undefined {
    return this.known.get(uri.toString());
  }

  /** How far annotators agree in the workspace; `undefined` where no article has two of them. */
  async agreement(): Promise<Agreement | undefined> {
    return (await this.measuredAgreement())?.figures;
  }

  /** The same, with where they first differ. */
  measuredAgreement(): Promise<MeasuredAgreement | undefined> {
    this.measured ??= this.measure().catch((error: unknown) => {
      this.measured = undefined;
      throw error;
    });
    return this.measured;
  }

  private async measure(): Promise<MeasuredAgreement | undefined> {
    const study = new AgreementStudy();
    const disputed = { labels: new Map<string, DisputedPlace>(), types: new Map<string, DisputedPlace>() };
    for (const [uri, layers] of await this.layered()) {
      const { reading } = await this.read(uri, layers);
      if (!reading) continue;
      study.add(reading.article);
      const { text } = reading.article;
      const lines = indexLines(text);
      const first = firstDisagreements(reading);
      for (const kind of ['labels', 'types'] as const) {
        for (const [key, { start, end }] of first[kind]) {
          if (disputed[kind].has(key)) continue;
          const place = {
            file: uri.toString(),
            start: lines.positionAt(start),
            end: lines.positionAt(end),
          };
          disputed[kind].set(key, { quote: shortened(text.slice(start, end)), place });
        }
      }
    }
    const figures = study.agreement();
    if (figures.articles === 0) return undefined;
    const { labels, types } = disputed;
    return { figures, disputed: { labels: Object.fromEntries(labels), types: Object.fromEntries(types) } };
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async compareAll(): Promise<void> {
    for (const [uri, layers] of await this.layered()) await this.compare(uri, layers);
    this.changed.fire();
  }

  /** The articles with two layers or more, and whose these are. */
  private async layered(): Promise<[vscode.Uri, string[]][]> {
    const layers = new Map<string, string[]>();
    for (const { article, layer } of await findLayers()) {
      const key = article.toString();
      layers.set(key, [...(layers.get(key) ?? []), layer].sort());
    }
    return [...layers]
      .filter(([, names]) => names.length > 1)
      .map(([key, names]) => [vscode.Uri.parse(key), names]);
  }

  /** What is decided about an article does not change its layers: they are read again only where its text changes. */
  private followArticle({ uri, text, marks, sidecar: { relations } }: OpenArticle): void {
    const known = this.find(uri);
    if (known?.text !== text) {
      if (known) this.soon(uri);
    } else if (this.layers.of(uri) === undefined) {
      this.known.set(uri.toString(), compared(uri, text, known.layers, { marks, relations }, known.troubles));
      this.changed.fire();
    }
  }

  private soon(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        void this.renew(uri);
      }, REST),
    );
  }

  private async compare(uri: vscode.Uri, layers: readonly string[]): Promise<void> {
    if (layers.length < 2) {
      this.known.delete(uri.toString());
      return;
    }
    const { reading, troubles } = await this.read(uri, layers);
    if (!reading) {
      const nothing = { marks: [], relations: [] };
      this.known.set(uri.toString(), compared(uri, '', undefined, nothing, troubles));
      return;
    }
    const { text } = reading.article;
    const open = this.layers.of(uri) === undefined ? this.articles.find(uri) : undefined;
    const adjudicated =
      open?.text === text
        ? { marks: open.marks, relations: open.sidecar.relations }
        : await this.adjudicatedLayer(uri, text);
    const { marks, relations } = reading;
    const layersNow = { marks, relations, mentions: compareLayers(marks) };
    this.known.set(uri.toString(), compared(uri, text, layersNow, adjudicated, troubles));
  }

  private async adjudicatedLayer(uri: vscode.Uri, text: string): Promise<AdjudicatedLayer> {
    const { annotations, relations, fingerprint } = await this.files.readLayer(uri, undefined);
    return { marks: layMarks(text, annotations, [], fingerprint).marks, relations };
  }

  /** The layers of an article over its text. Where one has a fault there is no reading: all have to be compared. */
  private async read(
    uri: vscode.Uri,
    layers: readonly string[],
  ): Promise<{ readonly reading?: LayeredReading; readonly troubles: readonly string[] }> {
    try {
      const text = this.articles.find(uri)?.text ?? (await readText(uri));
      if (text === undefined) return { troubles: [vscode.l10n.t('The article is not UTF-8 text.')] };
      const sidecars = new Map<string, Sidecar>();
      for (const layer of layers) sidecars.set(layer, await this.files.readLayer(uri, layer));
      const faulty = [...sidecars].filter(([, { problems }]) => problems.length > 0);
      if (faulty.length > 0) {
        const told = ([name]: [string, Sidecar]) =>
          vscode.l10n.t('The layer of {0} has a fault.', onOneLine(name));
        return { troubles: faulty.map(told) };
      }
      const reading = layeredArticle(text, sidecars);
      const lost = [...reading.lost].filter(([, annotations]) => annotations.length > 0);
      const told = ([name, { length }]: (typeof lost)[number]) =>
        vscode.l10n.t('{0} annotations of {1} are not found in the article.', length, onOneLine(name));
      return { reading, troubles: lost.map(told) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.log.warn(`${uri.path}: ${message}`);
      return { troubles: [message] };
    }
  }
}

function compared(
  uri: vscode.Uri,
  text: string,
  layers: ComparedLayers | undefined,
  adjudicated: AdjudicatedLayer,
  troubles: readonly string[],
): ComparedArticle {
  const mentions = layers?.mentions ?? [];
  const all = [...mentions, ...(layers ? compareRelations(layers, adjudicated.marks) : [])].sort(byPosition);
  const disagreements = all.filter((one) => !isAgreed(one));
  const unsettled = (one: Disputed) =>
    'ends' in one ? !isRelationSettled(one, adjudicated.relations) : !isSettled(one, adjudicated.marks);
  return {
    uri,
    text,
    lines: indexLines(text),
    layers,
    disagreements,
    troubles,
    open: disagreements.filter(unsettled),
    agreed: all.filter((one) => isAgreed(one) && unsettled(one)),
  };
}

/** What is disputed at the caret of an article's editor. */
export function disputedAt(
  disputed: readonly Disputed[],
  article: OpenArticle,
  editor: vscode.TextEditor,
): Disputed | undefined {
  const [caret] = article.selectionsIn(editor);
  return disputed.find(({ span }) => caret && span.start <= caret.start && caret.end <= span.end);
}
