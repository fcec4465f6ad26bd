import * as vscode from 'vscode';
import {
  annotatedArticle,
  DATASET_FORMATS,
  type DatasetFormat,
  type Recognition,
  type Status,
} from '../../core/index';
import { findArticles, readText } from '../article-files';
import type { OpenArticles } from '../open-articles';
import type { Projects } from '../projects';
import { settings } from '../settings';
import type { SidecarFiles } from '../sidecar-files';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** What an export did, and what it left out. */
interface Outcome {
  readonly text: string;
  readonly articles: number;
  readonly mentions: number;
  /** A sentence for each thing that is not in the dataset. */
  readonly omissions: readonly string[];
}

/** The command that writes a dataset from the open article or all articles of the workspace. */
export function registerExport(
  articles: OpenArticles,
  files: SidecarFiles,
  projects: Projects,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand('marginalia.exportDataset', async () => {
    const title = vscode.l10n.t('Export Dataset');
    const format = await pick(title, vscode.l10n.t('Format'), formatChoices());
    if (!format) return;
    const scope = await pick(title, vscode.l10n.t('Articles'), scopeChoices(articles));
    if (!scope) return;
    const statuses = await pick(title, vscode.l10n.t('Annotations'), statusChoices());
    if (!statuses) return;
    const target = await vscode.window.showSaveDialog({
      title,
      ...defaultTarget(articles, format),
      filters: { [format.name]: [format.extension] },
    });
    if (!target) return;
    const outcome = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: vscode.l10n.t('Exporting…'),
      },
      async (progress, token) => {
        const recognition = await articles.recognition();
        return gather(files, projects, { format, scope, statuses, recognition }, progress, token);
      },
    );
    if (!outcome) return;
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(outcome.text));
    await tell(outcome, target, log);
  });
}

function formatChoices(): Choice<DatasetFormat>[] {
  return DATASET_FORMATS.map((format) => ({
    label: format.name,
    description: `.${format.extension}`,
    value: format,
  }));
}

/** The articles to export: one, or all that the workspace has at the time of the export. */
type Scope = vscode.Uri | 'workspace';

function scopeChoices(articles: OpenArticles): Choice<Scope>[] {
  const open = articles.active;
  const all = { label: vscode.l10n.t('All articles of the workspace'), value: 'workspace' as const };
  if (!open) return [all];
  return [{ label: vscode.l10n.t('This article'), description: nameOf(open.uri), value: open.uri }, all];
}

function statusChoices(): Choice<readonly Status[]>[] {
  return [
    { label: vscode.l10n.t('Accepted'), value: ['accepted'] },
    {
      label: vscode.l10n.t('Accepted and suggested'),
      description: vscode.l10n.t('with what sidecars hold as suggestions'),
      value: ['accepted', 'suggested'],
    },
  ];
}

async function pick<T>(title: string, placeHolder: string, choices: Choice<T>[]): Promise<T | undefined> {
  const choice = await vscode.window.showQuickPick(choices, { title, placeHolder });
  return choice?.value;
}

function defaultTarget(articles: OpenArticles, format: DatasetFormat): { defaultUri?: vscode.Uri } {
  const folder =
    vscode.workspace.workspaceFolders?.[0]?.uri ??
    (articles.active && vscode.Uri.joinPath(articles.active.uri, '..'));
  return folder ? { defaultUri: vscode.Uri.joinPath(folder, `dataset.${format.extension}`) } : {};
}

interface ExportOptions {
  readonly format: DatasetFormat;
  readonly scope: Scope;
  readonly statuses: readonly Status[];
  readonly recognition: Recognition;
}

async function gather(
  files: SidecarFiles,
  projects: Projects,
  { format, scope, statuses, recognition }: ExportOptions,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Outcome | undefined> {
  const uris = scope === 'workspace' ? await findArticles(projects, token) : [scope];
  const parts: string[] = [];
  const omissions: string[] = [];
  let written = 0;
  let mentions = 0;
  for (const uri of uris) {
    if (token.isCancellationRequested) return undefined;
    const file = vscode.workspace.asRelativePath(uri, false);
    progress.report({ message: file, increment: 100 / uris.length });
    const sidecar = await files.read(uri);
    const [problem] = sidecar.problems;
    if (problem) {
      omissions.push(vscode.l10n.t('{0}: left out, its sidecar has a fault.', file));
      continue;
    }
    if (sidecar.source === '' && scope === 'workspace') continue;
    const text = await readText(uri);
    if (text === undefined) {
      omissions.push(vscode.l10n.t('{0}: left out, it is not UTF-8 text.', file));
      continue;
    }
    const { article, lost } = annotatedArticle(file, text, sidecar, statuses, {
      identifyLanguage: (body) => settings.language(uri) ?? recognition.identifyLanguage(body),
      resolveEntities: recognition.resolveEntities,
    });
    for (const { annotation } of lost) {
      omissions.push(
        vscode.l10n.t('{0}: “{1}” has lost its place in the text.', file, annotation.anchor.quote),
      );
    }
    for (const { span } of format.omissions(article)) {
      const quote = article.article.text.slice(span.start, span.end);
      omissions.push(vscode.l10n.t('{0}: “{1}” cannot be held by this format.', file, quote));
    }
    parts.push(format.stringify(article));
    written += 1;
    mentions += article.mentions.length;
  }
  return { text: parts.join(''), articles: written, mentions, omissions };
}

async function tell(
  { articles, mentions, omissions }: Outcome,
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
  for (const omission of omissions) log.warn(omission);
  const choice =
    omissions.length === 0
      ? await vscode.window.showInformationMessage(done, open)
      : await vscode.window.showWarningMessage(
          `${done} ${vscode.l10n.t('{0} could not be exported.', omissions.length)}`,
          details,
          open,
        );
  if (choice === open) await vscode.window.showTextDocument(target);
  else if (choice === details) log.show();
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
