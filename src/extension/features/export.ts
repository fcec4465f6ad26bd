import * as vscode from 'vscode';
import {
  annotatedArticle,
  beginDataset,
  signatureOf,
  manifest,
  MANIFEST_NAME,
  splitArticles,
  type Agreement,
  type AnnotatedArticle,
  type Dataset,
  type DatasetFormat,
  type ExportChoices,
  type Recognition,
  type RegistryEntries,
  type SplitPlan,
} from '../../core/index';
import { findArticles, findLayers, layersOf, readText } from '../article-files';
import type { Comparisons } from '../comparisons';
import { DatasetTarget } from '../dataset-target';
import { lossPhrase, omissionPhrase } from '../dataset-texts';
import type { Layers } from '../layers';
import { showInformation, showWarning, withProgress } from '../notices';
import type { OpenArticles } from '../open-articles';
import type { ProgramParts } from '../program-parts';
import type { Projects } from '../projects';
import { onOneLine } from '../quotation';
import { settings } from '../settings';
import type { SidecarFiles } from '../sidecar-files';
import { nameOf } from '../whole-file';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** What an export did, and what it left out. */
interface Outcome {
  /** The file to open. */
  readonly file: vscode.Uri;
  readonly articles: number;
  readonly mentions: number;
  /** A sentence for each thing that is not in the dataset. */
  readonly omissions: readonly string[];
  /** A sentence for each kind of fact that a format has no place for. */
  readonly losses: readonly string[];
}

/** The articles to export: one, or all that the workspace has at the time of the export. */
type Scope = vscode.Uri | 'workspace';

interface Plan extends ExportChoices {
  readonly formats: readonly DatasetFormat[];
  readonly scope: Scope;
  /** Whose annotations; those of the adjudicated layer where `undefined`. */
  readonly layer: string | undefined;
  readonly target: vscode.Uri;
}

/** The command that writes datasets from the open article or all articles of the workspace. */
export function registerExport(
  articles: OpenArticles,
  files: SidecarFiles,
  projects: Projects,
  layers: Layers,
  comparisons: Comparisons,
  parts: ProgramParts,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand('marginalia.exportDataset', async () => {
    const { DATASET_FORMATS } = await parts.load('formats');
    const plan = await askPlan(articles, layers, DATASET_FORMATS);
    if (!plan) return;
    const outcome = await withProgress(vscode.l10n.t('Exporting…'), async (progress, token) => {
      const recognition = await articles.recognition();
      const agreement = await agreementFor(plan, comparisons);
      return exportTo(plan, files, projects, articles, recognition, agreement, progress, token);
    });
    if (outcome) await tell(outcome, plan.target, log);
  });
}

/** How far annotators agree, where a format tells it and the dataset is of all articles. */
async function agreementFor(
  { formats, scope }: Plan,
  comparisons: Comparisons,
): Promise<Agreement | undefined> {
  const wanted = scope === 'workspace' && formats.some((format) => format.agreement);
  return wanted ? comparisons.agreement() : undefined;
}

async function askPlan(
  articles: OpenArticles,
  layers: Layers,
  known: readonly DatasetFormat[],
): Promise<Plan | undefined> {
  const title = vscode.l10n.t('Export Dataset');
  const formats = await pickMany(title, vscode.l10n.t('Formats'), formatChoices(known));
  if (!formats || formats.length === 0) return undefined;
  const scope = await pick(title, vscode.l10n.t('Articles'), scopeChoices(articles));
  if (!scope) return undefined;
  const layer = await askLayer(title, scope, layers);
  if (!layer) return undefined;
  const annotations = await pick(title, vscode.l10n.t('Annotations'), statusChoices());
  if (!annotations) return undefined;
  const options = await pickMany(title, vscode.l10n.t('Options; none will do'), optionChoices(formats));
  if (!options) return undefined;
  const anonymous = options.some((option) => option.anonymous);
  const splits = options.find((option) => option.splits)?.splits;
  const formatSettings = Object.fromEntries(
    options.flatMap((option) => Object.entries(option.settings ?? {})),
  );
  const target = await vscode.window.showSaveDialog({ title, ...targetOptions(articles, formats, splits) });
  if (!target) return undefined;
  return { formats, scope, ...layer, ...annotations, anonymous, options: formatSettings, splits, target };
}

function formatChoices(known: readonly DatasetFormat[]): Choice<DatasetFormat>[] {
  return known.map((format, index) => ({
    label: format.name,
    description: format.layout === 'file' ? `.${format.extensions[0]}` : vscode.l10n.t('folder'),
    picked: index === 0,
    value: format,
  }));
}

function scopeChoices(articles: OpenArticles): Choice<Scope>[] {
  const open = articles.active;
  const all = { label: vscode.l10n.t('All articles of the workspace'), value: 'workspace' as const };
  if (!open) return [all];
  return [
    { label: vscode.l10n.t('This article'), description: onOneLine(nameOf(open.uri)), value: open.uri },
    all,
  ];
}

/**
 * Whose annotations are exported, the layer that is worked in first; nobody is asked where annotators have none.
 * `undefined` where the question was not answered.
 */
async function askLayer(
  title: string,
  scope: Scope,
  layers: Layers,
): Promise<Pick<Plan, 'layer'> | undefined> {
  const names =
    scope === 'workspace' ? (await findLayers()).map(({ layer }) => layer) : await layersOf(scope);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const article = scope === 'workspace' ? folder?.uri : scope;
  const worked = article && layers.of(article);
  if (names.length === 0 && worked === undefined) return { layer: undefined };
  const choices: Choice<Pick<Plan, 'layer'>>[] = [
    { label: vscode.l10n.t('The adjudicated annotations'), value: { layer: undefined } },
    ...[...new Set(names)]
      .sort()
      .map((layer) => ({ label: vscode.l10n.t('The layer of {0}', onOneLine(layer)), value: { layer } })),
  ];
  choices.sort((a, b) => Number(b.value.layer === worked) - Number(a.value.layer === worked));
  return pick(title, vscode.l10n.t('Whose annotations'), choices);
}

function statusChoices(): Choice<Pick<ExportChoices, 'statuses' | 'minConfidence'>>[] {
  const suggested = { statuses: ['accepted', 'suggested'] } as const;
  return [
    { label: vscode.l10n.t('Accepted'), value: { statuses: ['accepted'], minConfidence: 0 } },
    {
      label: vscode.l10n.t('Accepted and suggested'),
      description: vscode.l10n.t('with what sidecars hold as suggestions'),
      value: { ...suggested, minConfidence: 0 },
    },
    ...[0.9, 0.7].map((minConfidence) => ({
      label: vscode.l10n.t('Accepted, and suggested with a confidence of {0} %', minConfidence * 100),
      value: { ...suggested, minConfidence },
    })),
    {
      label: vscode.l10n.t('Accepted, suggested and rejected'),
      value: { statuses: ['accepted', 'suggested', 'rejected'], minConfidence: 0 },
    },
  ];
}

/** What one line of the options asks for. */
interface ExportOption {
  readonly anonymous?: true;
  readonly splits?: SplitPlan;
  readonly settings?: Readonly<Record<string, string>>;
}

const SHARES = [
  { name: 'train', share: 80 },
  { name: 'dev', share: 10 },
  { name: 'test', share: 10 },
] as const;

function optionChoices(formats: readonly DatasetFormat[]): Choice<ExportOption>[] {
  const split = (stratified: boolean): ExportOption => ({
    splits: { shares: SHARES, seed: '1', stratified },
  });
  return [
    { label: vscode.l10n.t('Anonymous annotators'), value: { anonymous: true } },
    {
      label: vscode.l10n.t('Split into train, dev and test'),
      description: vscode.l10n.t('80, 10 and 10 %; near-duplicates stay together'),
      value: split(false),
    },
    {
      label: vscode.l10n.t('Split with the same share of each label'),
      description: vscode.l10n.t('an article may change its part when others come'),
      value: split(true),
    },
    ...formats.flatMap((format) =>
      format.options.flatMap(({ name, description, values = [], default: preset }) =>
        values
          .filter((value) => value !== preset)
          .map((value) => ({
            label: `${format.name}: ${name} ${value}`,
            description: vscode.l10n.t(description),
            value: { settings: { [name]: value } },
          })),
      ),
    ),
  ];
}

async function pick<T>(title: string, placeHolder: string, choices: Choice<T>[]): Promise<T | undefined> {
  const choice = await vscode.window.showQuickPick(choices, { title, placeHolder });
  return choice?.value;
}

async function pickMany<T>(
  title: string,
  placeHolder: string,
  choices: Choice<T>[],
): Promise<T[] | undefined> {
  const chosen = await vscode.window.showQuickPick(choices, { title, placeHolder, canPickMany: true });
  return chosen?.map(({ value }) => value);
}

/** A dataset of one file is saved as that; all others are folders. */
function singleFile(
  formats: readonly DatasetFormat[],
  splits: SplitPlan | undefined,
): DatasetFormat | undefined {
  const [format] = formats;
  return formats.length === 1 && splits === undefined && format?.layout === 'file' ? format : undefined;
}

function targetOptions(
  articles: OpenArticles,
  formats: readonly DatasetFormat[],
  splits: SplitPlan | undefined,
): vscode.SaveDialogOptions {
  const folder =
    vscode.workspace.workspaceFolders?.[0]?.uri ??
    (articles.active && vscode.Uri.joinPath(articles.active.uri, '..'));
  const format = singleFile(formats, splits);
  const [extension = ''] = format?.extensions ?? [];
  const name = format ? `dataset.${extension}` : 'dataset';
  return {
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    ...(format && { filters: { [format.name]: [extension] } }),
  };
}

async function exportTo(
  plan: Plan,
  files: SidecarFiles,
  projects: Projects,
  articles: OpenArticles,
  recognition: Recognition,
  agreement: Agreement | undefined,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Outcome | undefined> {
  const { formats, scope, splits } = plan;
  const uris = scope === 'workspace' ? await findArticles(projects, token) : [scope];
  const passes = splits ? 2 : 1;
  const omissions: string[] = [];
  const parts = splits && splitArticles(await signatures(), splits);
  if (token.isCancellationRequested) return undefined;
  const target = new DatasetTarget();
  const several = formats.length > 1;
  const datasets = formats.map((format) => ({
    format,
    folder: several ? `${format.id}/` : '',
    dataset: beginDataset(format, plan),
    omitted: 0,
  }));
  const sizes = new Map<string, number>();
  for await (const article of articlesOf(omissions)) {
    if (token.isCancellationRequested) return undefined;
    const split = parts?.get(article.file);
    if (split !== undefined) sizes.set(split, (sizes.get(split) ?? 0) + 1);
    for (const one of datasets) {
      const { parts: written, omitted } = one.dataset.add(article, split);
      target.add(written, one.folder);
      one.omitted += omitted.length;
      for (const { mention, reason } of omitted) {
        const quote = article.article.text.slice(mention.span.start, mention.span.end);
        omissions.push(
          vscode.l10n.t(
            '{0}: “{1}” cannot be held by {2}: {3}.',
            article.file,
            quote,
            one.format.name,
            omissionPhrase(reason),
          ),
        );
      }
    }
  }
  if (token.isCancellationRequested) return undefined;
  const single = singleFile(formats, splits);
  for (const { format, folder, dataset, omitted } of datasets) {
    target.add(dataset.end(agreement), folder);
    if (single) continue;
    const content = manifest(format, plan, dataset, omitted, sizes, await target.sums(folder));
    target.add([{ path: MANIFEST_NAME, content }], folder);
  }
  const file = single
    ? await target.writeFile(plan.target)
    : await target.writeFolder(plan.target, progress, token);
  if (!file) return undefined;
  const [first] = datasets;
  return {
    file,
    articles: first?.dataset.articles ?? 0,
    mentions: first?.dataset.annotations ?? 0,
    omissions,
    losses: datasets.flatMap(({ format, dataset }) => lossesOf(format, dataset)),
  };

  async function signatures() {
    const entries = [];
    for await (const article of articlesOf([])) {
      if (token.isCancellationRequested) break;
      const { text, body } = article.article;
      const labels = new Map<string, number>();
      for (const { label } of article.mentions) labels.set(label, (labels.get(label) ?? 0) + 1);
      const signature = signatureOf(text.slice(body.start, body.end));
      entries.push({ file: article.file, signature, labels });
    }
    return entries;
  }

  async function* articlesOf(omissions: string[]): AsyncGenerator<AnnotatedArticle> {
    for (const uri of uris) {
      if (token.isCancellationRequested) return;
      const file = vscode.workspace.asRelativePath(uri, false);
      progress.report({ message: file, increment: 100 / uris.length / passes });
      const article = await gather(
        uri,
        file,
        plan,
        files,
        articles.known(uri).entries,
        recognition,
        omissions,
      );
      if (article) yield article;
    }
  }
}

/** An article of the workspace with its annotations; what stands in the way is added to the omissions. */
async function gather(
  uri: vscode.Uri,
  file: string,
  { scope, layer, statuses, minConfidence }: Plan,
  files: SidecarFiles,
  entries: RegistryEntries,
  recognition: Recognition,
  omissions: string[],
): Promise<AnnotatedArticle | undefined> {
  const sidecar = await files.readLayer(uri, layer);
  if (sidecar.problems.length > 0) {
    omissions.push(
      vscode.l10n.t(
        '{0}: left out, its sidecar has a fault. Open the article to see it, and export again.',
        file,
      ),
    );
    return undefined;
  }
  if (sidecar.source === '' && scope === 'workspace') return undefined;
  const text = await readText(uri);
  if (text === undefined) {
    omissions.push(vscode.l10n.t('{0}: left out, it is not UTF-8 text. Save it as UTF-8.', file));
    return undefined;
  }
  const reader = {
    identifyLanguage: (body: string) => settings.language(uri) ?? recognition.identifyLanguage(body),
    resolveEntities: recognition.resolveEntities,
  };
  const { article, lost, contested } = annotatedArticle(
    file,
    text,
    sidecar,
    statuses,
    reader,
    minConfidence,
    entries,
  );
  for (const { annotation } of lost) {
    omissions.push(
      vscode.l10n.t(
        '{0}: “{1}” has lost its place in the text. “Put a Lost Annotation Back…” finds it again.',
        file,
        annotation.anchor.quote,
      ),
    );
  }
  for (const { anchor } of contested) {
    omissions.push(
      vscode.l10n.t(
        '{0}: “{1}” was decided differently by two people; what it was before counts.',
        file,
        anchor.quote,
      ),
    );
  }
  return article;
}

function lossesOf({ name }: DatasetFormat, { lost }: Dataset): string[] {
  return [...lost].map(([fact, count]) =>
    vscode.l10n.t('{0} has no place for {1} ({2}).', name, lossPhrase(fact), count),
  );
}

async function tell(
  { file, articles, mentions, omissions, losses }: Outcome,
  target: vscode.Uri,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const open = vscode.l10n.t('Open');
  const details = vscode.l10n.t('Show What Was Left Out');
  const done =
    articles === 1
      ? vscode.l10n.t('Exported one article with {0} annotations to {1}.', mentions, nameOf(target))
      : vscode.l10n.t(
          'Exported {0} articles with {1} annotations to {2}.',
          articles,
          mentions,
          nameOf(target),
        );
  for (const line of [...omissions, ...losses]) log.warn(line);
  const lines = omissions.length + losses.length;
  const choice =
    omissions.length === 0
      ? await showInformation(done, ...(lines > 0 ? [details] : []), open)
      : await showWarning(
          `${done} ${vscode.l10n.t('{0} could not be exported.', omissions.length)}`,
          details,
          open,
        );
  if (choice === open) await vscode.commands.executeCommand('vscode.open', file);
  else if (choice === details) log.show();
}
