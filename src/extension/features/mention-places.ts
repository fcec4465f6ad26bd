import * as vscode from 'vscode';
import { marksAt, piecesOf, type EntityRecord } from '../../core/index';
import { rangeOfPlace, type Corpus } from '../corpus';
import { entityAt, entryPlace } from '../entity-target';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';

/**
 * Where an entity is named: its mentions are highlighted in the article, listed over the corpus as references, and its
 * definition leads to its entry in the registry, else to the first of them.
 */
export function registerMentionPlaces(
  articles: OpenArticles,
  corpus: Corpus,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  const at = (document: vscode.TextDocument, position: vscode.Position) => {
    const article = articles.get(document);
    const entity = article && recordAt(article, position);
    return entity && { article, entity };
  };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentHighlightProvider(selector, {
      provideDocumentHighlights(document, position) {
        const found = at(document, position);
        if (!found) return [];
        const { article, entity } = found;
        const ids = new Set(entity.mentions.map(({ id }) => id));
        return article.marks
          .filter(({ id }) => ids.has(id))
          .flatMap(piecesOf)
          .map((piece) => new vscode.DocumentHighlight(article.rangeOf(piece)));
      },
    }),
    vscode.languages.registerReferenceProvider(selector, {
      async provideReferences(document, position, _context, token) {
        const found = at(document, position);
        if (!found) return [];
        const { article, entity } = found;
        const places = entity.mentions.map(
          (mention) => new vscode.Location(article.uri, rangeOfPlace(mention)),
        );
        await corpus.ready();
        if (token.isCancellationRequested) return [];
        for (const other of corpus.index.entityOf(article.uri.toString(), entity)?.articles ?? []) {
          if (other.file === article.uri.toString()) continue;
          const uri = vscode.Uri.parse(other.file);
          places.push(...other.entity.mentions.map((one) => new vscode.Location(uri, rangeOfPlace(one))));
        }
        return places;
      },
    }),
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition(document, position) {
        const target = entityAt(articles, document, position);
        const place = target?.entry && entryPlace(target.article.known, target.entry.id);
        if (place) return place;
        const found = at(document, position);
        const first = found?.entity.mentions[0];
        return first && new vscode.Location(found.article.uri, rangeOfPlace(first));
      },
    }),
  );
}

function recordAt(article: OpenArticle, position: vscode.Position): EntityRecord | undefined {
  const [mark] = marksAt(article.marks, article.lines.offsetAt(position));
  return mark && article.recordOf(mark);
}
