import * as vscode from 'vscode';
import { indexLines } from '../../core/index';
import { sidecarOf } from '../article-files';
import { diagnosticOf } from '../diagnostic';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { Rest } from '../rest';

/** How long changes must rest before the problems follow, in milliseconds; until then VS Code moves them with the text. */
const REST = 200;

/** Lists what needs a person: faults of sidecars and front matter, and annotations that lost their place. */
export function registerDiagnostics(articles: OpenArticles): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('marginalia');
  const show = (article: OpenArticle) => {
    collection.set(
      article.uri,
      article.reading.problems.map((problem) =>
        diagnosticOf(article.lines, problem, vscode.DiagnosticSeverity.Warning),
      ),
    );
    const { source, problems, blocks } = article.sidecar;
    const lines = indexLines(source);
    collection.set(sidecarOf(article.uri), [
      ...problems.map((problem) => diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Error)),
      ...article.lost.map(({ annotation, reason }) => {
        const { quote, prefix, suffix } = annotation.anchor;
        const message =
          reason === 'orphan'
            ? '“{0}” is not in the article any more where it was annotated: …{1}[{0}]{2}… The annotation is kept here; put it back with a quick fix.'
            : '“{0}” may be in more than one place of the article; it was here: …{1}[{0}]{2}… The annotation is kept; put it back with a quick fix.';
        const range = blocks.get(annotation.id) ?? { start: 0, end: 1 };
        const problem = {
          code: `annotation-${reason}`,
          message,
          args: [quote, prefix, suffix].map(onOneLine),
          range,
        };
        return diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Warning);
      }),
      ...article.sidecar.annotations.flatMap(({ id, anchor, conflict }) => {
        if (!conflict) return [];
        const problem = {
          code: 'annotation-conflict',
          message: '“{0}” was decided differently by {1}. Decide again, or choose with a quick fix.',
          args: [onOneLine(anchor.quote), conflict.map(({ by }) => by ?? '?').join(', ')],
          range: blocks.get(id) ?? { start: 0, end: 1 },
        };
        return [diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Error)];
      }),
    ]);
  };
  const rest = new Rest(REST, () => {
    for (const article of articles.all) show(article);
  });
  rest.restart();
  return vscode.Disposable.from(
    collection,
    rest,
    articles.onDidChange(() => rest.restart()),
    articles.onDidClose((uri) => {
      collection.delete(uri);
      collection.delete(sidecarOf(uri));
    }),
  );
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
