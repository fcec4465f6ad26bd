import * as vscode from 'vscode';
import { indexLines } from '../../core/index';
import { diagnosticOf } from '../diagnostic';
import type { Layers } from '../layers';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';

/** Lists what needs a person: faults of sidecars and front matter, and annotations that lost their place. */
export function registerDiagnostics(articles: OpenArticles, layers: Layers): vscode.Disposable {
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
    collection.set(layers.sidecarOf(article.uri), [
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
  for (const article of articles.all) show(article);
  return vscode.Disposable.from(
    collection,
    articles.onDidChange(show),
    articles.onDidClose((uri) => {
      collection.delete(uri);
      collection.delete(layers.sidecarOf(uri));
    }),
    layers.onDidChange(() => collection.clear()),
  );
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
