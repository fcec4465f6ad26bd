import * as vscode from 'vscode';
import { indexLines } from '../../core/index';
import { sidecarOf } from '../article-files';
import { diagnosticOf } from '../diagnostic';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';

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
        const message =
          reason === 'orphan'
            ? '“{0}” is not in the article any more where it was annotated. The annotation is kept here.'
            : '“{0}” stands in the article more than once, and which one was meant is not certain. The annotation is kept here.';
        const range = blocks.get(annotation.id) ?? { start: 0, end: 1 };
        const problem = { code: `annotation-${reason}`, message, args: [annotation.anchor.quote], range };
        return diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Warning);
      }),
    ]);
  };
  for (const article of articles.all) show(article);
  return vscode.Disposable.from(
    collection,
    articles.onDidChange(show),
    articles.onDidClose((uri) => {
      collection.delete(uri);
      collection.delete(sidecarOf(uri));
    }),
  );
}
