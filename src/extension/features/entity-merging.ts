import * as vscode from 'vscode';
import { mergeEntries, newEntry, type CorpusEntity, type Registry } from '../../core/index';
import type { Corpus } from '../corpus';
import { entityTarget, tellNoFolder } from '../entity-target';
import { labelIcon, labelName } from '../label-look';
import { showInformation } from '../notices';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';

/** The command that makes two entities of the corpus one, called for one at the caret, one in the view, or for both. */
export function registerEntityMerging(articles: OpenArticles, corpus: Corpus): vscode.Disposable {
  return vscode.commands.registerCommand(
    'marginalia.mergeEntities',
    async (from?: unknown, into?: unknown) => {
      await corpus.ready();
      const one = given(corpus, from) ?? atCaret(articles, corpus);
      if (!one) return;
      const other = given(corpus, into) ?? (await pickOther(corpus, one));
      if (!other || other.key === one.key) return;
      if (other.label !== one.label) {
        void showInformation(
          vscode.l10n.t(
            '{0} is labelled {1} and {2} is labelled {3}. Give both the same label first.',
            one.name,
            labelName(one.label),
            other.name,
            labelName(other.label),
          ),
        );
        return;
      }
      const pair = await confirmed(one, other);
      if (pair) await merge(articles, pair);
    },
  );
}

/** Which entity stays, and which one it takes in. */
interface Pair {
  readonly into: CorpusEntity;
  readonly from: CorpusEntity;
}

async function merge(articles: OpenArticles, { into, from }: Pair): Promise<void> {
  const { file } = articles.known(vscode.Uri.parse(into.articles[0]!.file));
  if (!file) {
    void showInformation(tellNoFolder());
    return;
  }
  const entryOf = (registry: Registry, { entry, name, label }: CorpusEntity) =>
    registry.entries.find(({ id }) => id === entry?.id) ?? newEntry(registry, { name, label });
  await articles.register(
    articles.active,
    file,
    (now) => mergeEntries(entryOf(now, into), entryOf(now, from)),
    vscode.l10n.t('{0} is one with {1} now.', from.name, into.name),
  );
}

/** What the view hands over, or a key of the index. */
function given(corpus: Corpus, argument: unknown): CorpusEntity | undefined {
  if (typeof argument === 'string') return corpus.index.entity(argument);
  if (typeof argument !== 'object' || argument === null || !('entity' in argument)) return undefined;
  const { entity } = argument as { readonly entity: Partial<CorpusEntity> };
  return entity.key === undefined ? undefined : corpus.index.entity(entity.key);
}

function atCaret(articles: OpenArticles, corpus: Corpus): CorpusEntity | undefined {
  const target = entityTarget(articles);
  const record = target?.article.recordOf(target.mark);
  return target && record && corpus.index.entityOf(target.article.uri.toString(), record);
}

async function pickOther(corpus: Corpus, one: CorpusEntity): Promise<CorpusEntity | undefined> {
  const others = corpus.index.entities().filter(({ label, key }) => label === one.label && key !== one.key);
  const items = others.map((entity) => ({
    label: `$(${labelIcon(entity.label)}) ${onOneLine(entity.name)}`,
    description: vscode.l10n.t('{0} mentions in {1} articles', entity.mentionCount, entity.articles.length),
    entity,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Merge {0} with', onOneLine(one.name)),
    placeHolder: vscode.l10n.t('An entity with the label {0}', labelName(one.label)),
  });
  return choice?.entity;
}

/** Has the annotator say that two entities are one, and under which name. */
async function confirmed(one: CorpusEntity, other: CorpusEntity): Promise<Pair | undefined> {
  const item = (into: CorpusEntity, from: CorpusEntity) => ({
    label: `$(git-merge) ${vscode.l10n.t('One entity, named {0}', onOneLine(into.name))}`,
    detail: vscode.l10n.t(
      '{0} mentions in all. {1} becomes another name of it.',
      into.mentionCount + from.mentionCount,
      onOneLine(from.name),
    ),
    pair: { into, from },
  });
  const choice = await vscode.window.showQuickPick([item(other, one), item(one, other)], {
    title: vscode.l10n.t('Merge {0} and {1}?', onOneLine(one.name), onOneLine(other.name)),
    placeHolder: vscode.l10n.t('Choose the name that stays, or press Escape to leave them as they are'),
  });
  return choice?.pair;
}
