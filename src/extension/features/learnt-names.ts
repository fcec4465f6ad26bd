import * as vscode from 'vscode';
import {
  decide,
  decidedForm,
  forgetName,
  REGISTRY_FILE,
  rejectName,
  type LearntName,
  type RegistryEntry,
  type RegistryName,
} from '../../core/index';
import type { Corpus } from '../corpus';
import { decider } from '../decider';
import { entityTarget, tellNoFolder } from '../entity-target';
import { labelIcon, labelName } from '../label-look';
import { showInformation } from '../notices';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';
import type { Registries } from '../registries';
import { settings } from '../settings';

/** How long the first article has been shown before the others are read for what they teach, in milliseconds. */
const REST = 1000;

/**
 * What decisions teach is suggested at once: the articles of the workspace are read once one is open, and what is open
 * follows whenever something is learnt or forgotten. Commands tell what was learnt, and have it forgotten.
 */
export function registerLearntNames(
  articles: OpenArticles,
  corpus: Corpus,
  registries: Registries,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  let { version } = registries.learnt;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = ({ uri }: { readonly uri: vscode.Uri }) => {
    if (timer !== undefined || !settings.learning(uri)) return;
    timer = setTimeout(() => {
      corpus.ready({ gently: true }).catch((error: unknown) => log.error(String(error)));
    }, REST);
  };
  const follow = () => {
    if (version === registries.learnt.version) return;
    version = registries.learnt.version;
    articles.know();
  };

  const forget = (file: vscode.Uri, names: readonly RegistryName[]) =>
    articles.register(
      articles.active,
      file,
      (now) =>
        names.flatMap((name) =>
          forgetName(now, name, registries.learnt.find(name.name, name.label) !== undefined),
        ),
      vscode.l10n.t('Forgotten: {0}', names.map(({ name }) => name).join(', ')),
    );

  return vscode.Disposable.from(
    new vscode.Disposable(() => clearTimeout(timer)),
    articles.onDidChange(begin),
    corpus.onDidChange(follow),
    vscode.commands.registerCommand('marginalia.forgetName', async (uri?: unknown, id?: unknown) => {
      const target = entityTarget(articles, uri, id);
      if (!target) return;
      const { article, mark, entry, registry } = target;
      const name = { name: decidedForm(article.meant(mark)), label: mark.label };
      if (isCanonical(entry, name)) return;
      await forget(registry, [name]);
    }),
    vscode.commands.registerCommand('marginalia.neverSuggest', async (uri?: unknown, id?: unknown) => {
      const target = entityTarget(articles, uri, id);
      if (!target) return;
      const { article, mark, entry, registry } = target;
      const name = { name: decidedForm(article.meant(mark)), label: mark.label };
      if (isCanonical(entry, name)) return;
      const [now = mark] = await articles.settled(article, [mark]);
      await articles.register(
        article,
        registry,
        (one) => rejectName(one, name),
        '',
        () => [
          {
            kind: 'put',
            annotation: decide(article.text, now, { status: 'rejected' }, decider(), article.codePoints),
          },
        ],
      );
    }),
    vscode.commands.registerCommand('marginalia.showLearntNames', async () => {
      await corpus.ready();
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      const known = articles.known(articles.active?.uri ?? folder?.uri ?? vscode.Uri.file('/'));
      if (!known.file) {
        void showInformation(tellNoFolder());
        return;
      }
      const { rejected, forgotten } = known.registry;
      const silent = new Set([...rejected, ...forgotten].map(({ name, label }) => `${label}:${name}`));
      const learnt = registries.learnt.all().filter(({ form, label }) => !silent.has(`${label}:${form}`));
      const items = [
        ...rejected.map((name) => itemOf(name, vscode.l10n.t('never suggested: {0} says so', REGISTRY_FILE))),
        ...learnt.map((one) => itemOf({ name: one.form, label: one.label }, learntText(one))),
      ];
      const picked = await vscode.window.showQuickPick(items, {
        title: vscode.l10n.t('What Was Learnt of Names'),
        placeHolder:
          items.length === 0
            ? vscode.l10n.t('Nothing yet: names are learnt as you accept and reject them')
            : vscode.l10n.t('Pick names to forget what was learnt about them'),
        canPickMany: true,
        matchOnDescription: true,
      });
      if (picked && picked.length > 0)
        await forget(
          known.file,
          picked.map(({ name }) => name),
        );
    }),
  );
}

/** True if an entity is called so first of all; the annotator was told. */
function isCanonical(entry: RegistryEntry | undefined, { name }: RegistryName): boolean {
  if (entry?.name !== name) return false;
  void showInformation(
    vscode.l10n.t(
      '“{0}” is the name of an entity. Rename that, or take its entry out of {1}.',
      name,
      REGISTRY_FILE,
    ),
  );
  return true;
}

function itemOf(name: RegistryName, detail: string) {
  return {
    label: `$(${labelIcon(name.label)}) ${onOneLine(name.name)}`,
    description: `${labelName(name.label)} · ${detail}`,
    name,
  };
}

function learntText({ verdict, accepted, rejected }: LearntName): string {
  return verdict === 'rejected'
    ? vscode.l10n.t('no longer suggested: {0} against it', rejected)
    : vscode.l10n.t('found everywhere: {0} for it, {1} against it', accepted, rejected);
}
