import * as vscode from 'vscode';
import {
  indexLines,
  LONGEST_NAME,
  marksAt,
  REGISTRY_FILE,
  type Entity,
  type Mark,
  type RegistryEntry,
} from '../core/index';
import { markTarget, tellNoTarget, type MarkTarget } from './mark-target';
import { showInformation } from './notices';
import type { OpenArticles } from './open-articles';
import type { KnownFolder } from './registries';

/** An entity of an article that a command is to act on, with its entry and the registry's file. */
export interface EntityTarget extends MarkTarget {
  readonly entity: Entity<Mark>;
  readonly entry: RegistryEntry | undefined;
  readonly registry: vscode.Uri;
}

/** The entity that is named at a position of an article; `undefined` where none is, or where it can have no entry. */
export function entityAt(
  articles: OpenArticles,
  document: vscode.TextDocument,
  position: vscode.Position,
): EntityTarget | undefined {
  const article = articles.get(document);
  const [mark] = article ? marksAt(article.marks, article.lines.offsetAt(position)) : [];
  return article && mark && entityOf({ article, mark });
}

/**
 * The entity that a command was called for: that of the mention that its arguments name, else of the one at the caret.
 * `undefined` if there is none, or it can have no entry; the annotator was told.
 */
export function entityTarget(articles: OpenArticles, uri?: unknown, id?: unknown): EntityTarget | undefined {
  const target = markTarget(articles, uri, id);
  if (!target) {
    tellNoTarget();
    return undefined;
  }
  const entity = entityOf(target);
  if (!entity) {
    void showInformation(
      target.mark.label === 'date'
        ? vscode.l10n.t('A date is no entity: it has a value. Change that instead.')
        : tellNoFolder(),
    );
  }
  return entity;
}

/** Where the registry's file would lie, for who has no folder open. */
export function tellNoFolder(): string {
  return vscode.l10n.t(
    'Entities are kept in {0} at the root of a folder. Open the folder of this article first.',
    REGISTRY_FILE,
  );
}

function entityOf({ article, mark }: MarkTarget): EntityTarget | undefined {
  const { file, entries } = article.known;
  if (!file || mark.label === 'date') return undefined;
  const entity = article.entityOf(mark);
  const entry = entity.entry === undefined ? undefined : entries.byId(entity.label, entity.entry);
  return { article, mark, entity, entry, registry: file };
}

/** Where an entry stands in its registry. */
export function entryPlace({ file, registry }: KnownFolder, id: string): vscode.Location | undefined {
  const place = registry.places.get(id);
  if (!file || !place) return undefined;
  const { line, character } = indexLines(registry.source).positionAt(place.start);
  return new vscode.Location(file, new vscode.Position(line, character));
}

/** Why a text cannot be the name of an entity. */
export function nameFault(name: string): string | undefined {
  if (name.trim() === '') return vscode.l10n.t('Write a name.');
  return name.trim().length > LONGEST_NAME
    ? vscode.l10n.t('Write a name of at most {0} characters.', LONGEST_NAME)
    : undefined;
}
