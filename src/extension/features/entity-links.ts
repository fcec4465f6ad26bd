import * as vscode from 'vscode';
import {
  decide,
  nameEntry,
  newEntry,
  renameEntry,
  type Registry,
  type RegistryEntry,
} from '../../core/index';
import { decider } from '../decider';
import { entityAt, entityTarget, entryPlace, nameFault, type EntityTarget } from '../entity-target';
import { labelIcon, labelName } from '../label-look';
import { showInformation } from '../notices';
import type { OpenArticles } from '../open-articles';
import { onOneLine, shortened } from '../quotation';

/** The commands that say which entity of the registry a mention names, and how that is called everywhere. */
export function registerEntityLinks(
  articles: OpenArticles,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  const on = (command: string, act: (target: EntityTarget, given: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(command, async (uri?: unknown, id?: unknown, given?: unknown) => {
      const target = entityTarget(articles, uri, id);
      if (target) await act(target, given);
    });
  const rename = ({ article, entity, entry, registry }: EntityTarget, name: string) =>
    articles.register(
      article,
      registry,
      (now) => renameEntry(now.entries.find(({ id }) => id === entry?.id) ?? newEntry(now, entity), name),
      vscode.l10n.t('Renamed to {0}.', name),
    );

  return vscode.Disposable.from(
    on('marginalia.linkEntity', async (target, given) => {
      const choice = typeof given === 'string' ? { id: given } : await pickEntry(target);
      if (choice) await link(articles, target, choice.id);
    }),
    on('marginalia.renameEntity', async (target) => {
      const { name } = target.entity;
      const answer = await vscode.window.showInputBox({
        title: vscode.l10n.t('Rename {0}', shortened(name)),
        prompt: vscode.l10n.t('What cards and lists call it in all articles. Their text stays as it is.'),
        value: name,
        validateInput: nameFault,
      });
      if (answer !== undefined && answer.trim() !== name) await rename(target, answer.trim());
    }),
    on('marginalia.openEntry', async ({ article, entity, entry }) => {
      const place = entry && entryPlace(article.known, entry.id);
      if (place) {
        const { Beside } = vscode.ViewColumn;
        await vscode.window.showTextDocument(place.uri, { selection: place.range, viewColumn: Beside });
      } else {
        void showInformation(
          vscode.l10n.t('{0} has no entry yet. Link it to one, or rename it.', entity.name),
        );
      }
    }),
    vscode.languages.registerRenameProvider(selector, {
      prepareRename(document, position) {
        const target = entityAt(articles, document, position);
        if (!target) throw new Error(vscode.l10n.t('There is no entity to rename here.'));
        return { range: target.article.rangeOf(target.mark.span), placeholder: target.entity.name };
      },
      async provideRenameEdits(document, position, newName) {
        const target = entityAt(articles, document, position);
        const fault = nameFault(newName);
        if (fault !== undefined) throw new Error(fault);
        if (target && newName.trim() !== target.entity.name) await rename(target, newName.trim());
        // The registry was changed as a step of the article's history; the texts have nothing to change.
        return new vscode.WorkspaceEdit();
      },
    }),
  );
}

/**
 * Links a mention to an entry, or to a new one where none is given, and accepts it. The entry bears the name from now
 * on, unless another entry of the label does: then only the link tells which of the two is meant.
 */
async function link(
  articles: OpenArticles,
  { article, mark, entity, entry: current, registry }: EntityTarget,
  id: string | undefined,
): Promise<void> {
  const { label } = mark;
  const name = current ? article.meant(mark).replace(/\s+/gu, ' ') : entity.name;
  let entry: RegistryEntry | undefined;
  const register = (now: Registry) => {
    entry = now.entries.find((one) => one.id === id) ?? newEntry(now, { name, label });
    const { id: own } = entry;
    const others = now.entries.filter((one) => one.id !== own && one.label === label);
    const known = others.some((one) => one.name === name || one.aliases.includes(name));
    return known ? [{ kind: 'put', entry } as const] : nameEntry(entry, name);
  };
  const [now = mark] = await articles.settled(article, [mark]);
  await articles.register(article, registry, register, '', () => [
    {
      kind: 'put',
      annotation: decide(
        article.text,
        now,
        { status: 'accepted', ...(entry && { entity: entry.id }) },
        decider(),
        article.codePoints,
      ),
    },
  ]);
}

interface EntryItem extends vscode.QuickPickItem {
  /** Absent for a new entry. */
  readonly id?: string;
}

/** Asks for an entry of the mention's label: those that share a word with its name first, then all, then a new one. */
async function pickEntry({ article, mark, entity, entry }: EntityTarget): Promise<EntryItem | undefined> {
  const { entries } = article.known.registry;
  const words = new Set(entity.name.toLowerCase().split(/\s+/u));
  const alike = ({ name, aliases }: RegistryEntry) =>
    [name, ...aliases].some((one) =>
      one
        .toLowerCase()
        .split(/\s+/u)
        .some((word) => words.has(word)),
    );
  const same = entries.filter(({ label }) => label === mark.label);
  const [first, rest] = [same.filter(alike), same.filter((one) => !alike(one))];
  const items = [...first, ...rest].map(({ id, name, aliases, description }): EntryItem => ({
    label: `$(${labelIcon(mark.label)}) ${onOneLine(name)}`,
    description: [...(id === entry?.id ? [vscode.l10n.t('current')] : []), ...aliases.map(onOneLine)].join(
      ' · ',
    ),
    ...(description !== undefined && { detail: onOneLine(description) }),
    id,
  }));
  const name = entry ? article.meant(mark) : entity.name;
  const fresh: EntryItem = { label: `$(add) ${vscode.l10n.t('A new entity: {0}', onOneLine(name))}` };
  return vscode.window.showQuickPick(first.length > 0 ? [...items, fresh] : [fresh, ...items], {
    title: vscode.l10n.t('Link “{0}” to', shortened(article.shown(mark))),
    placeHolder: vscode.l10n.t('An entity with the label {0}', labelName(mark.label)),
    matchOnDescription: true,
    matchOnDetail: true,
  });
}
