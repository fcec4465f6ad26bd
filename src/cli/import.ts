import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import {
  decodeDatasetFile,
  describeProblem,
  editRegistry,
  editSidecar,
  EMPTY_SIDECAR,
  EntryImport,
  indexLines,
  MANIFEST_NAME,
  mergeImport,
  newArticle,
  readFrontMatter,
  REGISTRY_FILE,
  skeletonOf,
  shownQuote,
  type DatasetFile,
  type DatasetFormat,
  type DatasetProblem,
  type EntryRefusal,
  type FormatSettings,
  type ImportedArticle,
  type Merge,
  type MergeRefusal,
  type Registry,
  type Sidecar,
} from '../core';
import { openArticle, sidecarOf } from './annotated-files';
import { findArticles } from './article-files';
import { writeWhole } from './atomic-file';
import { placeAt, report, systemFault, type Fault } from './fault';
import { ProjectFiles } from './project-files';
import { EXIT, excerpt, worse, type ExitCode, type Terminal } from './terminal';

export interface ImportOptions {
  readonly format: DatasetFormat;
  readonly options: FormatSettings;
  /** The folder of the articles. */
  readonly into: string;
  readonly dryRun: boolean;
  /** Import what is sound of a dataset with faults. */
  readonly sound: boolean;
  /** Whose layer the annotations are merged into; the adjudicated one where absent. */
  readonly layer?: string | undefined;
  /** Read the project files of the folder, as is the rule. */
  readonly project?: boolean | undefined;
}

/** What an import is going to write of one article. */
interface Plan {
  /** Only where the folder does not have the article yet. */
  readonly text: string | undefined;
  readonly content: string;
  readonly sidecar: Sidecar;
  readonly changed: boolean;
}

/**
 * Merges a dataset into the articles and sidecars of a folder. Everything is read and worked out before anything is
 * written; where the dataset or the folder is at fault nothing is, unless `sound` is asked for.
 */
export async function importDataset(
  paths: readonly string[],
  options: ImportOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { format, into, sound, dryRun } = options;
  const root = path.resolve(terminal.cwd, into);
  const { files, faults } = await readDataset(paths, format, terminal);
  if (!format.read) throw new Error(`${format.name} is not read.`);
  const { articles, problems } = await format.read(files, options.options);
  faults.push(...problemFaults(files, problems));
  const projects = new ProjectFiles(terminal, options.project);
  const registries = new RegistryImports(root, projects);
  const corpus = new Corpus(into, root, options.layer, projects, registries, terminal);
  const plans = new Map<string, Plan>();
  const strangers = new Map<string, number>();
  const tally = { added: 0, decided: 0, completed: 0, same: 0, refused: 0, created: 0 };
  for (const imported of articles) {
    const planned = await corpus.plan(imported, plans);
    faults.push(...planned.faults);
    if (!planned.plan) continue;
    const { merge, file, plan } = planned;
    for (const [message, count] of await corpus.unknownLabels(file, imported)) {
      strangers.set(message, (strangers.get(message) ?? 0) + count);
    }
    if (plan.text !== undefined && !plans.has(file)) tally.created++;
    plans.set(file, plan);
    tally.added += merge.added;
    tally.decided += merge.decided;
    tally.completed += merge.completed;
    tally.same += merge.same;
    tally.refused += merge.refused.length;
  }
  faults.push(...registries.faults(terminal.cwd), ...projects.newFaults());
  for (const [message, count] of strangers) {
    faults.push(fault(into, 'unknown-label', `${message} (${count})`, 'warning'));
  }
  let exit = report(faults, terminal);
  if (exit !== EXIT.ok && !sound) {
    terminal.err('marginalia: nothing was imported; --sound imports what is sound');
    return exit;
  }
  if (!dryRun) {
    exit = worse(exit, await registries.write(terminal));
    exit = worse(exit, await write(plans, root, options.layer, terminal));
  }
  const { added, decided, completed, same, refused, created } = tally;
  await terminal.out(
    `${articles.length} ${articles.length === 1 ? 'article' : 'articles'} (${created} new): ${added} annotations added, ` +
      `${decided} suggestions decided, ${completed > 0 ? `${completed} completed, ` : ''}${same} there already, ${refused} not taken over${registries.summary}${dryRun ? '; nothing was written' : ''}\n`,
  );
  return exit;
}

/** The registries that the entities of a dataset are brought into: of each article the nearest, else a new one. */
class RegistryImports {
  private readonly known = new Map<string, { readonly registry: Registry; readonly entries: EntryImport }>();
  /** Mentions whose entity is known by identifiers alone, and for which there was no registry to look in. */
  private unlinked = 0;

  constructor(
    private readonly root: string,
    private readonly projects: ProjectFiles,
  ) {}

  /** The article with its annotations linked to entries; ids are as the dataset has them where no registry is read. */
  async link(file: string, imported: ImportedArticle): Promise<ImportedArticle> {
    if (!imported.entries) return imported;
    const entries = await this.of(file);
    if (entries) return entries.link(imported);
    for (const { id } of imported.entries.values()) if (id === undefined) this.unlinked++;
    return imported;
  }

  /** Has the entries be there that an article's annotations are linked to from now on. */
  async use(file: string, { changes }: Merge): Promise<void> {
    const linked = changes.flatMap((change) =>
      change.kind === 'put' ? (change.annotation.entity ?? []) : [],
    );
    if (linked.length === 0) return;
    const entries = await this.of(file);
    for (const id of linked) entries?.use(id);
  }

  get summary(): string {
    const all = [...this.known.values()].map(({ entries }) => entries);
    const added = all.reduce((sum, one) => sum + one.added, 0);
    const completed = all.reduce((sum, one) => sum + one.completed, 0);
    return added + completed > 0 ? `; ${added} entities added, ${completed} completed` : '';
  }

  faults(cwd: string): Fault[] {
    const told = [...this.known].flatMap(([file, { entries }]) => {
      const shown = path.relative(cwd, file).split(path.sep).join('/');
      return entries.refused.map((refusal) => fault(shown, 'entity', entryRefusalText(refusal), 'warning'));
    });
    if (this.unlinked === 0) return told;
    const message = `${this.unlinked} links to entities are left out: no registry is read to find them in`;
    return [...told, fault(REGISTRY_FILE, 'entity', message, 'warning')];
  }

  async write(terminal: Terminal): Promise<ExitCode> {
    let exit: ExitCode = EXIT.ok;
    for (const [file, { registry, entries }] of this.known) {
      const { changes } = entries;
      if (changes.length === 0) continue;
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await writeWhole(file, [editRegistry(registry, changes).source]);
      } catch (error) {
        exit = worse(exit, report([systemFault(path.relative(terminal.cwd, file), error)], terminal));
      }
    }
    return exit;
  }

  private async of(name: string): Promise<EntryImport | undefined> {
    const article = { name, path: path.join(this.root, name), within: this.root };
    const { file, registry, unknown } = await this.projects.registryOf(article);
    if (unknown) return undefined;
    const target =
      file ?? path.join((await this.projects.projectOf(article)).folder ?? this.root, REGISTRY_FILE);
    const known = this.known.get(target) ?? { registry, entries: new EntryImport(registry) };
    this.known.set(target, known);
    return known.entries;
  }
}

function entryRefusalText(refusal: EntryRefusal): string {
  const { id, name, label, identifiers } = refusal.entry;
  if (refusal.kind === 'label')
    return `the entity ${id} is a ${label} here, and a ${refusal.label} in the dataset`;
  const { scheme, value } = refusal;
  return `"${excerpt(name)}" stays ${scheme} ${identifiers.get(scheme)}; the dataset has ${value}`;
}

async function readDataset(
  paths: readonly string[],
  { extensions }: DatasetFormat,
  { cwd }: Terminal,
): Promise<{ files: DatasetFile[]; faults: Fault[] }> {
  const files: DatasetFile[] = [];
  const faults: Fault[] = [];
  // Some formats count a byte order mark, so it is kept.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (const given of paths) {
    const absolute = path.resolve(cwd, given);
    try {
      const folder = (await stat(absolute)).isDirectory();
      const names = folder
        ? await glob(
            extensions.map((extension) => `**/*.${extension}`),
            { cwd: absolute, expandDirectories: false, followSymbolicLinks: false },
          )
        : [path.basename(absolute)];
      for (const name of names.sort()) {
        if (path.basename(name) === MANIFEST_NAME) continue;
        const bytes = await readFile(folder ? path.join(absolute, name) : absolute);
        const file = decodeDatasetFile(name, bytes, decoder);
        if ('content' in file) files.push(file);
        else faults.push(...problemFaults([], [file]));
      }
    } catch (error) {
      faults.push(systemFault(given, error));
    }
  }
  return { files, faults };
}

function problemFaults(files: readonly DatasetFile[], problems: readonly DatasetProblem[]): Fault[] {
  const indexes = new Map<string, ReturnType<typeof indexLines>>();
  return problems.map((problem): Fault => {
    const { file, code, range, severity } = problem;
    const content = files.find(({ path }) => path === file)?.content;
    let lines = indexes.get(file);
    if (!lines) indexes.set(file, (lines = indexLines(typeof content === 'string' ? content : '')));
    const exit = severity === 'error' ? EXIT.problems : EXIT.ok;
    return {
      file,
      place: placeAt(lines, range.start),
      code,
      message: describeProblem(problem),
      severity,
      exit,
    };
  });
}

type Planned =
  | { readonly plan: Plan; readonly file: string; readonly merge: Merge; readonly faults: readonly Fault[] }
  | { readonly plan?: undefined; readonly faults: readonly Fault[] };

/** The articles that are imported into. */
class Corpus {
  /** Paths of articles by the checksum of their skeleton; made when the first article is not found by name. */
  private skeletons: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(
    private readonly shown: string,
    private readonly root: string,
    private readonly layer: string | undefined,
    private readonly projects: ProjectFiles,
    private readonly registries: RegistryImports,
    private readonly terminal: Terminal,
  ) {}

  async plan(imported: ImportedArticle, plans: ReadonlyMap<string, Plan>): Promise<Planned> {
    const file = await this.fileOf(imported, plans);
    const before = plans.get(file);
    if (before) return this.merged(file, before.content, before.sidecar, before.text, imported);
    const name = path.posix.join(this.shown.split(path.sep).join('/'), file);
    const absolute = path.join(this.root, file);
    const leads = await leadsOut(this.root, absolute);
    if (leads)
      return { faults: [fault(name, 'link', 'a link leads out of the folder; it was not followed')] };
    const opened = (await exists(absolute))
      ? await openArticle({ name, path: absolute }, this.terminal, this.layer)
      : undefined;
    if (opened && !opened.ok) return { faults: opened.faults };
    if (opened) return this.merged(file, opened.text, opened.sidecar, undefined, imported);
    if (imported.text === undefined) {
      const count = imported.annotations.length;
      const what = `${count} ${count === 1 ? 'annotation has' : 'annotations have'} no article here, and the dataset does not hold its text`;
      return { faults: [fault(name, 'no-article', what)] };
    }
    if (await exists(sidecarOf(absolute, this.layer))) {
      return {
        faults: [
          fault(
            sidecarOf(name, this.layer),
            'sidecar-without-article',
            'there is a sidecar without an article here',
          ),
        ],
      };
    }
    const made = newArticle({ ...imported, text: imported.text });
    return this.merged(file, made.text, EMPTY_SIDECAR, made.text, made.imported);
  }

  private async merged(
    file: string,
    content: string,
    sidecar: Sidecar,
    text: string | undefined,
    imported: ImportedArticle,
  ): Promise<Planned> {
    const merge = mergeImport(content, sidecar, await this.registries.link(file, imported));
    await this.registries.use(file, merge);
    const changed = merge.changes.length > 0 || text !== undefined;
    const edited = changed ? editSidecar(sidecar, merge.changes) : sidecar;
    const faults = merge.refused.map((refusal) => fault(file, refusal.kind, refusalText(refusal), 'warning'));
    return { plan: { text, content, sidecar: edited, changed }, file, merge, faults };
  }

  /** What is to be said of labels that the project of an article does not have, and of how many annotations. */
  async unknownLabels(file: string, { annotations }: ImportedArticle): Promise<ReadonlyMap<string, number>> {
    const article = { name: file, path: path.join(this.root, file), within: this.root };
    const { folder, project, faulty } = await this.projects.projectOf(article);
    const unknown = new Map<string, number>();
    if (folder === undefined || faulty) return unknown;
    const known = project.labels.map(({ name }) => name);
    for (const { label } of annotations) {
      if (known.includes(label)) continue;
      const message = `the label "${label}" is not among ${known.join(', ')}`;
      unknown.set(message, (unknown.get(message) ?? 0) + 1);
    }
    return unknown;
  }

  /** The article of that name, else the one with that text, else where a new one goes. */
  private async fileOf({ file, text }: ImportedArticle, plans: ReadonlyMap<string, Plan>): Promise<string> {
    if (plans.has(file) || (await exists(path.join(this.root, file))) || text === undefined) return file;
    this.skeletons ??= this.indexed();
    return (await this.skeletons).get(checksum(text)) ?? file;
  }

  private async indexed(): Promise<ReadonlyMap<string, string>> {
    const skeletons = new Map<string, string>();
    if (!(await exists(this.root))) return skeletons;
    const { files } = await findArticles([this.root], this.terminal, this.projects);
    for (const { name, path: absolute } of files) {
      const opened = await openArticle(
        { name, ...(absolute !== undefined && { path: absolute }) },
        this.terminal,
      );
      if (!opened.ok || absolute === undefined) continue;
      const file = path.relative(this.root, absolute).split(path.sep).join('/');
      skeletons.set(checksum(opened.text), file);
      const { body } = readFrontMatter(opened.text);
      const bare = opened.text.slice(body.start, body.end);
      if (!skeletons.has(checksum(bare))) skeletons.set(checksum(bare), file);
    }
    return skeletons;
  }
}

function refusalText(refusal: MergeRefusal): string {
  const quote = `"${excerpt(shownQuote(refusal.annotation.anchor))}"`;
  if (refusal.kind === 'conflict') {
    const { existing, annotation } = refusal;
    return `${quote} stays ${existing.label} (${existing.status}); the dataset has ${annotation.label} (${annotation.status})`;
  }
  if (refusal.kind === 'relation') {
    return `the relation ${refusal.relation.type} has lost an end, ${quote}`;
  }
  return `${quote} ${refusal.reason === 'orphan' ? 'is not found in the article' : 'could be in more than one place'}`;
}

async function write(
  plans: ReadonlyMap<string, Plan>,
  root: string,
  layer: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  for (const [file, { text, sidecar, changed }] of plans) {
    if (!changed) continue;
    const target = path.join(root, file);
    try {
      await mkdir(path.dirname(target), { recursive: true });
      // The first byte order mark is dropped when the file is read.
      if (text !== undefined) await writeWhole(target, [text.startsWith('\ufeff') ? `\ufeff${text}` : text]);
      await writeWhole(sidecarOf(target, layer), [sidecar.source]);
    } catch (error) {
      exit = worse(exit, report([systemFault(file, error)], terminal));
    }
  }
  return exit;
}

/** Whether the folder that a file would be in is, by links, outside the root. */
async function leadsOut(root: string, file: string): Promise<boolean> {
  const real = await realpath(root).catch(() => root);
  for (let folder = path.dirname(file); folder.length >= root.length; folder = path.dirname(folder)) {
    const there = await realpath(folder).catch(() => undefined);
    if (there !== undefined) return there !== real && !there.startsWith(real + path.sep);
  }
  return false;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

function checksum(text: string): string {
  return createHash('sha256').update(skeletonOf(text)).digest('base64');
}

function fault(file: string, code: string, message: string, severity: Fault['severity'] = 'error'): Fault {
  return { file, code, message, severity, exit: severity === 'error' ? EXIT.problems : EXIT.ok };
}
