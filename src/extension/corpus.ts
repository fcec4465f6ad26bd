import * as vscode from 'vscode';
import {
  annotatedArticle,
  articleRecord,
  CorpusIndex,
  decodeArticle,
  indexLines,
  isBegun,
  layMarks,
  leftIn,
  linkEntities,
  linksAlone,
  progressOf,
  readArticle,
  SIDECAR_SUFFIX,
  STATUSES,
  type ArticleRecord,
  type CorpusPlace,
  type EntityRecord,
  type EntryFinder,
  type Progress,
  type Steps,
} from '../core/index';
import { articleOf, findArticles, readText } from './article-files';
import { changedAt, readFile } from './disk';
import type { Layers } from './layers';
import { isSuggesting, LONGEST_ARTICLE, suggestionsOf, type OpenArticle } from './open-article';
import type { OpenArticles } from './open-articles';
import type { Projects } from './projects';
import type { KnownFolder, Registries } from './registries';
import { settings } from './settings';
import type { SidecarFiles } from './sidecar-files';
import { takeSlice } from './slice';

/** How long changes of an open article must rest before the index follows, in milliseconds. */
const REST = 400;

/** How long each reader rests after an article where nobody waits for the index, in milliseconds. */
const GENTLE_PAUSE = 100;

/** How long the recognition of an article that is not open rests after each stretch, in milliseconds. */
const COUNTING_REST = 8;

/** Files that are read at the same time. */
const READERS = 8;

/** Goes up when what is cached gets another shape. */
const CACHE_VERSION = 4;

/** What an article was indexed from: when it and its sidecar were last changed; 0 for a sidecar that is not there. */
interface Stamp {
  readonly article: number;
  readonly sidecar: number;
  /** Whose layer was read; absent for the adjudicated one. */
  readonly layer?: string;
}

interface CacheHead {
  readonly marginalia: number;
  readonly rules: string;
}

interface Cached {
  /** What decided what is left in the articles; absent where nothing is cached. */
  readonly rules?: string;
  readonly articles: ReadonlyMap<string, CachedArticle>;
}

interface CachedArticle extends Stamp {
  readonly uri: string;
  readonly record: ArticleRecord;
}

/**
 * The index of the workspace's articles. Nothing is read until someone asks for it. Then the sidecars and their
 * articles are read once, in the background; what is open counts as it is in the editor. What was read is kept between
 * sessions in VS Code's storage, and read again where a file has changed since.
 */
export class Corpus implements vscode.Disposable {
  readonly index: CorpusIndex;
  private readonly stamps = new Map<string, Stamp>();
  private readonly changed = new vscode.EventEmitter<readonly vscode.Uri[]>();
  private readonly subscriptions: vscode.Disposable[] = [this.changed];
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private building: Promise<void> | undefined;
  private annotated: Promise<Set<string>> | undefined;
  private watching: vscode.Disposable | undefined;
  private isAwaited = false;
  /** How many mentions are left in articles that are not open, as they were when that was counted. */
  private readonly counts = new Map<string, Promise<number | undefined>>();
  /** Articles are counted one at a time. */
  private counting: Promise<unknown> = Promise.resolve();
  private countingAll: Promise<void> | undefined;
  private recounting: Promise<void> | undefined;
  /** True once every article was read. */
  complete = false;

  /** After the index came to know other things of articles. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly articles: OpenArticles,
    private readonly files: SidecarFiles,
    private readonly projects: Projects,
    private readonly registries: Registries,
    private readonly layers: Layers,
    private readonly storage: vscode.Uri | undefined,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.index = new CorpusIndex(this.entryFinder(), registries.learnt);
    this.subscriptions.push(
      registries.onDidChange(() => {
        this.index.link(this.entryFinder());
        this.recount(() => true);
      }),
      projects.onDidChange(() => this.recount(() => true)),
      articles.onDidChange((article) => this.soon(article.uri, () => this.takeOpen(article))),
      articles.onDidClose((uri) => this.building && this.soon(uri, () => this.reread(uri))),
      layers.onDidChange(() => void this.changeLayer()),
    );
  }

  /**
   * How far the work on an article is, by its sidecar and what is suggested in its text; `undefined` where it has no
   * sidecar.
   */
  async progress(uri: vscode.Uri): Promise<Progress | undefined> {
    const open = this.articles.find(uri)?.progress;
    if (open) return isBegun(open) ? open : undefined;
    const record = this.index.record(uri.toString()) ?? (await this.sidecarProgress(uri));
    if (!record || !isBegun(record.progress)) return undefined;
    const left = leftIn(record) ?? (await this.count(uri)) ?? record.progress.suggested;
    return { ...record.progress, suggested: left };
  }

  private async sidecarProgress(uri: vscode.Uri): Promise<{ readonly progress: Progress } | undefined> {
    if (!(await this.withSidecar()).has(uri.toString())) return undefined;
    const { annotations } = await this.files.readOnce(uri);
    return { progress: progressOf(annotations) };
  }

  /** Counts what is left in all articles that somebody has begun and where it is not known, and keeps it. */
  countLeft(): Promise<void> {
    this.countingAll ??= this.countAll().finally(() => (this.countingAll = undefined));
    return this.countingAll;
  }

  private async countAll(): Promise<void> {
    await this.ready();
    let counted = 0;
    // What is counted may be forgotten before all are.
    for (let uris = this.uncounted(); uris.length > 0; uris = this.uncounted()) {
      for (const uri of uris) if ((await this.count(uri)) !== undefined) counted++;
    }
    if (counted > 0) await this.writeCache();
  }

  private uncounted(): vscode.Uri[] {
    return [...this.index.articles]
      .filter(([key, record]) => leftIn(record) === undefined && !this.counts.has(key))
      .map(([key]) => vscode.Uri.parse(key))
      .filter((uri) => !this.articles.find(uri));
  }

  /** Forgets what is left in articles that are not open, as far as they are among those: other things are suggested now. */
  private recount(isAmong: (file: string) => boolean): void {
    const forgotten: vscode.Uri[] = [];
    for (const file of new Set([...this.index.articles.keys(), ...this.counts.keys()])) {
      const uri = vscode.Uri.parse(file);
      if (this.articles.find(uri) || !isAmong(file)) continue;
      this.counts.delete(file);
      this.index.count(file, undefined);
      forgotten.push(uri);
    }
    this.changed.fire(forgotten);
  }

  /** Counts anew where names stand of which decisions taught something since this was last looked at; once at a time. */
  private recountLearnt(): Promise<void> {
    this.recounting ??= this.recountAllLearnt().finally(() => (this.recounting = undefined));
    return this.recounting;
  }

  private async recountAllLearnt(): Promise<void> {
    const { learnt } = this.registries;
    // More may be taught while articles are read.
    for (let forms = learnt.takeChanged(); forms.size > 0; forms = learnt.takeChanged()) {
      const names = [...forms].map((form) => form.normalize().split(/\s+/u));
      const affected = new Set<string>();
      for (const [file, { left }] of [...this.index.articles]) {
        const uri = vscode.Uri.parse(file);
        if ((left === undefined && !this.counts.has(file)) || this.articles.find(uri)) continue;
        const text = (await readText(uri).catch(() => undefined))?.normalize();
        if (text === undefined || names.some((words) => words.every((word) => text.includes(word)))) {
          affected.add(file);
        }
      }
      if (affected.size > 0) this.recount((file) => affected.has(file));
    }
  }

  /** Recognises an article that is not open to know what is left in it; `undefined` where it cannot be read. */
  private count(uri: vscode.Uri): Promise<number | undefined> {
    const key = uri.toString();
    const known = this.counts.get(key);
    if (known) return known;
    const counted = this.counting.then(async () => {
      if (this.articles.find(uri)) return undefined;
      try {
        const left = await this.suggestedIn(uri);
        if (left === undefined || this.counts.get(key) !== counted || this.articles.find(uri)) return left;
        this.index.count(key, left);
        this.changed.fire([uri]);
        return left;
      } catch (error) {
        this.log.warn(`${key}: ${String(error)}`);
        return undefined;
      }
    });
    this.counting = counted;
    this.counts.set(key, counted);
    return counted;
  }

  private async suggestedIn(uri: vscode.Uri): Promise<number | undefined> {
    await this.projects.ready;
    await this.registries.ready;
    const [recognition, sidecar, text] = await Promise.all([
      this.articles.recognition(),
      this.files.readOnce(uri),
      readText(uri),
    ]);
    if (text === undefined) return undefined;
    const project = this.projects.of(uri);
    const { annotations, published, fingerprint } = sidecar;
    const language = sidecar.language ?? settings.language(uri);
    const { article } = readArticle(text, { published, language }, recognition.identifyLanguage);
    const isLooked = text.length <= LONGEST_ARTICLE && isSuggesting(uri, project);
    const recognized = isLooked ? await inSlices(recognition.recognizeInSteps(article)) : [];
    const suggestions = isLooked ? suggestionsOf(article, recognized, project, this.registries.of(uri)) : [];
    return progressOf(layMarks(text, annotations, suggestions, fingerprint).marks).suggested;
  }

  /**
   * Reads all articles, unless that was done; shows progress. Rejects where the workspace cannot be listed. `gently` leaves
   * most of the time to whatever else is done, until someone asks who waits for it.
   */
  ready({ gently = false } = {}): Promise<void> {
    this.isAwaited ||= !gently;
    this.building ??= Promise.resolve(
      vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Window,
          title: vscode.l10n.t('Marginalia: reading the annotations'),
        },
        (progress) => this.build(progress),
      ),
    ).catch((error: unknown) => {
      this.building = undefined;
      throw error;
    });
    return this.building;
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.watching?.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Finds entries by the registries as they are now. */
  private entryFinder(): EntryFinder {
    let last: { readonly file: string; readonly known: KnownFolder } | undefined;
    return (file, { label, name, mentions, entry }: EntityRecord) => {
      if (last?.file !== file) last = { file, known: this.registries.of(vscode.Uri.parse(file)) };
      const forms = mentions.map(({ form }) => form);
      return last.known.entries.of({ label, name, forms, entry });
    };
  }

  /** Reads all again, as far as it was read, from the layer that is worked in now. */
  private async changeLayer(): Promise<void> {
    const wasBuilding = this.building;
    this.annotated = undefined;
    this.counts.clear();
    if (!wasBuilding) return;
    await wasBuilding.catch(() => undefined);
    this.building = undefined;
    await this.ready();
  }

  private async build(progress: vscode.Progress<{ message?: string }>): Promise<void> {
    await this.withSidecar();
    const { rules: cachedRules, articles: cached } = await this.readCache();
    const token = new vscode.CancellationTokenSource().token;
    const uris = await findArticles(this.projects, token);
    let read = 0;
    let fresh = 0;
    const queue = uris.values();
    const next = async (): Promise<void> => {
      for (const uri of queue) {
        if (await this.readOne(uri, cached.get(uri.toString()))) fresh++;
        if (++read % 50 === 0) progress.report({ message: `${read}/${uris.length}` });
        if (!this.isAwaited) await pause(GENTLE_PAUSE);
        else if (read % 50 === 0) await pause();
      }
    };
    await Promise.all(Array.from({ length: READERS }, next));
    for (const article of this.articles.all) this.index.put(article.uri.toString(), article.record);
    await Promise.all([this.projects.ready, this.registries.ready]);
    // Not all that decisions teach was known before.
    this.registries.learnt.takeChanged();
    this.counts.clear();
    if (cachedRules !== this.rules()) {
      for (const uri of uris) if (!this.articles.find(uri)) this.index.count(uri.toString(), undefined);
    }
    this.complete = true;
    this.changed.fire(uris);
    if (fresh > 0 || cached.size !== uris.length) await this.writeCache();
  }

  /** The addresses of the articles that have a sidecar; kept up to date from the first call on. */
  private withSidecar(): Promise<Set<string>> {
    this.annotated ??= this.listAnnotated();
    return this.annotated;
  }

  private async listAnnotated(): Promise<Set<string>> {
    const annotated = new Set<string>();
    const add = (sidecar: vscode.Uri) => annotated.add(articleOf(sidecar)!.toString());
    const reread = (sidecar: vscode.Uri) => {
      const uri = articleOf(sidecar)!;
      if (!this.articles.find(uri)) this.soon(uri, () => this.reread(uri));
    };
    const watcher = vscode.workspace.createFileSystemWatcher(`**/*${SIDECAR_SUFFIX}`);
    const isCurrent = (sidecar: vscode.Uri) => this.layers.isWorkedIn(sidecar);
    this.watching?.dispose();
    this.watching = vscode.Disposable.from(
      watcher,
      watcher.onDidChange((sidecar) => isCurrent(sidecar) && reread(sidecar)),
      watcher.onDidCreate((sidecar) => {
        if (!isCurrent(sidecar)) return;
        add(sidecar);
        reread(sidecar);
      }),
      watcher.onDidDelete((sidecar) => {
        if (!isCurrent(sidecar)) return;
        annotated.delete(articleOf(sidecar)!.toString());
        reread(sidecar);
      }),
    );
    const sidecars = await vscode.workspace.findFiles(`**/*${SIDECAR_SUFFIX}`);
    for (const sidecar of sidecars.filter(isCurrent)) add(sidecar);
    return annotated;
  }

  /** Reads an article unless what is cached still holds. True if it was read. */
  private async readOne(uri: vscode.Uri, cached: CachedArticle | undefined): Promise<boolean> {
    const key = uri.toString();
    try {
      const layer = this.layers.of(uri);
      const [article, sidecar = 0] = await Promise.all([
        changedAt(uri),
        changedAt(this.layers.sidecarOf(uri)),
      ]);
      if (article === undefined) {
        this.index.remove(key);
        return true;
      }
      this.stamps.set(key, { article, sidecar, ...(layer !== undefined && { layer }) });
      const current = cached?.article === article && cached.sidecar === sidecar && cached.layer === layer;
      const record = current ? cached.record : await this.recordOf(uri);
      if (record) this.index.put(key, record);
      return !current;
    } catch (error) {
      this.log.warn(`${key}: ${String(error)}`);
      return false;
    }
  }

  /** What the sidecar of an article says; `undefined` where there is no text to lay it on. */
  private async recordOf(uri: vscode.Uri): Promise<ArticleRecord | undefined> {
    const sidecar = await this.files.readOnce(uri);
    if (sidecar.annotations.length === 0) {
      return {
        ...(sidecar.published !== undefined && { published: sidecar.published }),
        progress: { accepted: 0, rejected: 0, suggested: 0 },
        entities: [],
        relations: [],
        decided: [],
      };
    }
    const recognition = await this.articles.recognition();
    const decoded = decodeArticle(await readFile(uri), new TextDecoder());
    if (!decoded.ok) return undefined;
    const { article } = annotatedArticle(uri.toString(), decoded.text, sidecar, STATUSES, {
      identifyLanguage: (body) => settings.language(uri) ?? recognition.identifyLanguage(body),
      resolveEntities: recognition.resolveEntities,
    });
    const { text } = article.article;
    const byMark = new Map(
      article.mentions.flatMap((mark) => {
        const entity = article.entities.get(mark.id);
        return entity ? [[mark, entity] as const] : [];
      }),
    );
    const linked = linkEntities(text, byMark, linksAlone());
    return articleRecord({
      article: article.article,
      lines: indexLines(article.article.text),
      marks: article.mentions,
      relations: article.relations,
      entityOf: (mark) => linked.get(mark)!,
    });
  }

  private takeOpen(article: OpenArticle): void {
    if (this.building && this.articles.find(article.uri) === article) {
      this.index.put(article.uri.toString(), article.record);
      if (this.complete) void this.recountLearnt();
    }
    this.changed.fire([article.uri]);
  }

  private async reread(uri: vscode.Uri): Promise<void> {
    this.counts.delete(uri.toString());
    if (this.building) await this.readOne(uri, undefined);
    this.changed.fire([uri]);
    if (this.complete) await this.recountLearnt();
  }

  private soon(uri: vscode.Uri, act: () => unknown): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    const run = () => {
      this.timers.delete(key);
      act();
    };
    this.timers.set(key, setTimeout(run, REST));
  }

  private get cache(): vscode.Uri | undefined {
    return this.storage && vscode.Uri.joinPath(this.storage, 'corpus.jsonl');
  }

  /** One line an article, so that reading it back never holds up the editor for long. */
  private async readCache(): Promise<Cached> {
    const cached = new Map<string, CachedArticle>();
    if (!this.cache || (await changedAt(this.cache)) === undefined) return { articles: cached };
    const source = new TextDecoder().decode(await readFile(this.cache));
    const [head = '', ...lines] = source.split('\n');
    const rules = cachedRulesOf(head);
    if (rules === undefined) return { articles: cached };
    for (const [number, line] of lines.entries()) {
      if (number % 200 === 0) await pause();
      if (line === '') continue;
      const article = cachedArticle(line);
      if (article) cached.set(article.uri, article);
    }
    return { rules, articles: cached };
  }

  /** What is suggested beside an article's own text and sidecar depends on this: projects, registries and what decisions teach. */
  private rules(): string {
    return JSON.stringify([
      [...this.projects.all].map(({ uri, source }) => [uri.toString(), source]),
      [...this.registries.all].map(({ file, registry }) => [file.toString(), registry.source]),
      this.registries.learnt.all().map(({ form, label, verdict }) => [form, label, verdict]),
    ]);
  }

  private async writeCache(): Promise<void> {
    if (!this.storage || !this.cache) return;
    const encoder = new TextEncoder();
    const chunks: Uint8Array[] = [];
    let lines = `${JSON.stringify({ marginalia: CACHE_VERSION, rules: this.rules() } satisfies CacheHead)}\n`;
    let count = 0;
    for (const [uri, record] of this.index.articles) {
      const stamp = this.stamps.get(uri);
      // What is open may have decisions and edits that no file holds yet.
      if (stamp && !this.articles.find(vscode.Uri.parse(uri))) {
        lines += `${JSON.stringify({ uri, ...stamp, record } satisfies CachedArticle)}\n`;
      }
      if (++count % 200 > 0) continue;
      chunks.push(encoder.encode(lines));
      lines = '';
      await pause();
    }
    chunks.push(encoder.encode(lines));
    await vscode.workspace.fs.createDirectory(this.storage);
    await vscode.workspace.fs.writeFile(this.cache, joined(chunks));
  }
}

/** `undefined` for a line that was cut off as it was written. */
function cachedArticle(line: string): CachedArticle | undefined {
  try {
    return JSON.parse(line) as CachedArticle;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The rules that a cache says it was written under; `undefined` where it has another shape. */
function cachedRulesOf(head: string): string | undefined {
  try {
    const { marginalia, rules } = JSON.parse(head) as CacheHead;
    return marginalia === CACHE_VERSION ? rules : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Takes steps to their end, a few milliseconds at a time. */
async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = takeSlice(steps);
    if (step.done) return step.value;
    await pause(COUNTING_REST);
  }
}

/** Lets whatever else waits have its turn. */
function pause(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** The range of a place, and of a mention. */
export function rangeOfPlace({ start, end }: Pick<CorpusPlace, 'start' | 'end'>): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
