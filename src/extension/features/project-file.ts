import * as vscode from 'vscode';
import { indexLines, strangeRelations } from '../../core/index';
import { diagnosticOf } from '../diagnostic';
import type { Layers } from '../layers';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import type { Projects } from '../projects';

/** Lists the faults of project files, and the labels of open articles and their annotations that are not in the project's sets. */
export function registerProjectFile(
  articles: OpenArticles,
  projects: Projects,
  layers: Layers,
): vscode.Disposable {
  const faults = vscode.languages.createDiagnosticCollection('marginalia-project');
  const strangers = vscode.languages.createDiagnosticCollection('marginalia-labels');
  const showFaults = () => {
    faults.clear();
    for (const { uri, source, project } of projects.all) {
      const lines = indexLines(source);
      const found = project.problems.map((problem) =>
        diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Error),
      );
      faults.set(uri, found);
    }
  };
  const showStrangers = ({ uri, project, sidecar }: OpenArticle) => {
    const known = new Set(project.labels.map(({ name }) => name));
    const strange = sidecar.annotations.filter(
      ({ label, status }) => status !== 'rejected' && !known.has(label),
    );
    const articleLabels = project.articleLabels.map(({ name }) => name);
    const ofArticle = (sidecar.labels ?? []).filter((label) => !articleLabels.includes(label));
    const odd = strangeRelations(project, sidecar);
    if (strange.length === 0 && ofArticle.length === 0 && odd.length === 0) {
      strangers.delete(layers.sidecarOf(uri));
      return;
    }
    const lines = indexLines(sidecar.source);
    const found = strange.map(({ id, label }) => {
      const problem = {
        code: 'label-unknown',
        message:
          'The label “{0}” is not in the label set: {1}. Give the annotation another, or add the label to marginalia.yaml.',
        args: [label, [...known].join(', ')],
        range: sidecar.blocks.get(id) ?? { start: 0, end: 1 },
      };
      return diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Warning);
    });
    for (const label of ofArticle) {
      const problem = {
        code: 'article-label-unknown',
        message:
          'The article has the label “{0}”, which is not in the project’s set of them. Take it away, or add it to marginalia.yaml under “articleLabels”.',
        args: [label],
        range: sidecarKeyRange(sidecar.source, 'labels'),
      };
      found.push(diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Warning));
    }
    found.push(...odd.map((problem) => diagnosticOf(lines, problem, vscode.DiagnosticSeverity.Warning)));
    strangers.set(layers.sidecarOf(uri), found);
  };
  void projects.ready.then(showFaults);
  for (const article of articles.all) showStrangers(article);
  return vscode.Disposable.from(
    faults,
    strangers,
    projects.onDidChange(showFaults),
    articles.onDidChange((article) => article.isFollowing || showStrangers(article)),
    articles.onDidClose((uri) => strangers.delete(layers.sidecarOf(uri))),
    layers.onDidChange(() => strangers.clear()),
  );
}

/** The line on which a key of the sidecar's head begins. */
function sidecarKeyRange(source: string, key: string): { start: number; end: number } {
  const start = Math.max(0, source.search(new RegExp(`^${key}:`, 'm')));
  const newline = source.indexOf('\n', start);
  return { start, end: newline < 0 ? source.length : newline };
}
