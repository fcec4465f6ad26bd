import * as vscode from 'vscode';
import { marksAt, piecesOf } from '../../core/index';
import { rangeOfPlace, type Corpus } from '../corpus';
import { entityAt, entryPlace } from '../entity-target';
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
    const [mark] = article ? marksAt(article.marks, article.lines.offsetAt(position)) : [];
    return article && mark && { article, mark, mentions: article.entityOf(mark).mentions };
  };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentHighlightProvider(selector, {
      provideDocumentHighlights(document, position) {
        const found = at(document, position);
        if (!found) return [];
        const { article, mentions } = found;
        return mentions
          .flatMap(piecesOf)
          .map((piece) => new vscode.DocumentHighlight(article.rangeOf(piece)));
      },
    }),
    vscode.languages.registerReferenceProvider(selector, {
      async provideReferences(document, position, _context, token) {
        const found = at(document, position);
        if (!found) return [];
        const { article, mark, mentions } = found;
        const entity = article.recordOf(mark);
        const places = mentions.map(({ span }) => new vscode.Location(article.uri, article.rangeOf(span)));
        await corpus.ready();
        if (!entity || token.isCancellationRequested) return places;
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
        const first = found?.mentions[0];
        return first && new vscode.Location(found.article.uri, found.article.rangeOf(first.span));
      },
    }),
  );
}
