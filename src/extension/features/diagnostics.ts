import * as vscode from 'vscode';
import {
  indexLines,
  isTimexValue,
  shownQuote,
  type Annotation,
  type Problem,
  type Span,
} from '../../core/index';
import { diagnosticOf } from '../diagnostic';
import type { Layers } from '../layers';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { Rest } from '../rest';

/** How long changes must rest before the problems follow, in milliseconds; until then VS Code moves them with the text. */
const REST = 200;

/**
 * Lists what needs a person: faults of sidecars and front matter, annotations that lost their place, decisions that
 * contradict each other, and dates whose value cannot be. The last two are listed in the article as well.
 */
export function registerDiagnostics(articles: OpenArticles, layers: Layers): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('marginalia');
  const show = (article: OpenArticle) => {
    collection.set(article.uri, [
      ...article.reading.problems.map((problem) =>
        diagnosticOf(article.lines, problem, vscode.DiagnosticSeverity.Warning),
      ),
      ...article.marks.flatMap(({ annotation, span, status }) =>
        annotation && status !== 'rejected' ? disputed(annotation, span, article.lines) : [],
      ),
    ]);
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
          args: [quote, prefix, suffix],
          range,
        };
        return diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Warning);
      }),
      ...article.sidecar.annotations.flatMap((annotation) =>
        disputed(annotation, blocks.get(annotation.id) ?? { start: 0, end: 1 }, lines),
      ),
    ]);
  };
  const changed = new Set<OpenArticle>();
  const rest = new Rest(REST, () => {
    for (const article of changed) if (articles.find(article.uri) === article) show(article);
    changed.clear();
  });
  const showSoon = (some: Iterable<OpenArticle>) => {
    for (const article of some) changed.add(article);
    rest.restart();
  };
  showSoon(articles.all);
  return vscode.Disposable.from(
    collection,
    rest,
    articles.onDidChange((article) => showSoon([article])),
    articles.onDidClose((uri) => {
      collection.delete(uri);
      collection.delete(layers.sidecarOf(uri));
    }),
    layers.onDidChange(() => {
      collection.clear();
      showSoon(articles.all);
    }),
  );
}

/** What a person has to settle about an annotation, at a range of the text that `lines` indexes. */
function disputed(
  { anchor, conflict, timex }: Annotation,
  range: Span,
  lines: Parameters<typeof diagnosticOf>[0],
): vscode.Diagnostic[] {
  const found: vscode.Diagnostic[] = [];
  if (conflict) {
    const problem: Problem = {
      code: 'annotation-conflict',
      message: '“{0}” was decided differently by {1}. Decide again, or choose with a quick fix.',
      args: [shownQuote(anchor), conflict.map(({ by }) => by ?? '?').join(', ')],
      range,
    };
    found.push(diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Error));
  }
  if (timex && !isTimexValue(timex.type, timex.value)) {
    const problem: Problem = {
      code: 'timex-value',
      message:
        'The value {0} of “{1}” cannot be: it is no TIMEX3 value of the type {2}, or no day of the calendar. Change it with “Change Date Value…”.',
      args: [timex.value, shownQuote(anchor), timex.type],
      range,
    };
    found.push(diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Warning));
  }
  return found;
}
