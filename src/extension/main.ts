import * as vscode from 'vscode';
import { registerAnnotating } from './features/annotating';
import { registerAnnotationMode } from './features/annotation-mode';
import { registerAnnotator } from './features/annotator';
import { registerArticleDate } from './features/article-date';
import { registerCheatSheet } from './features/cheat-sheet';
import { registerCodeActions } from './features/code-actions';
import { registerDecisions } from './features/decisions';
import { registerDiagnostics } from './features/diagnostics';
import { registerExport } from './features/export';
import { registerExtent } from './features/extent';
import { registerHighlights } from './features/highlights';
import { registerHover } from './features/hover';
import { registerImport } from './features/import';
import { registerNavigation } from './features/navigation';
import { registerProjectFile } from './features/project-file';
import { registerRemarks } from './features/remarks';
import { registerRepairs } from './features/repairs';
import { registerSchemaDocument } from './features/schema-document';
import { registerSeveral } from './features/several';
import { registerSidecarCommand } from './features/sidecar-command';
import { registerStatusBar } from './features/status-bar';
import { registerUndo } from './features/undo';
import { LastLabel } from './last-label';
import { OpenArticles } from './open-articles';
import { Projects } from './projects';
import { loadConfiguredRecognition } from './recognition-model';
import { SidecarFiles } from './sidecar-files';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Marginalia', { log: true });
  const files = new SidecarFiles();
  const projects = new Projects(log);
  const load = () => loadConfiguredRecognition(context.extensionUri, projects, log);
  const articles = new OpenArticles(files, projects, load, log);
  const lastLabel = new LastLabel(context.workspaceState);
  const selector: vscode.DocumentSelector = ['article', 'plaintext', 'markdown'];
  context.subscriptions.push(
    log,
    projects,
    articles,
    registerAnnotating(articles, lastLabel),
    registerAnnotationMode(articles, log),
    registerAnnotator(articles),
    registerArticleDate(articles),
    registerCheatSheet(articles, context.extension),
    registerCodeActions(articles, selector),
    registerDecisions(articles, lastLabel),
    registerDiagnostics(articles),
    registerExport(articles, files, projects, log),
    registerExtent(articles),
    registerHighlights(articles),
    registerHover(articles, selector),
    registerImport(files, projects, log),
    registerNavigation(articles),
    registerRepairs(articles),
    registerProjectFile(articles, projects),
    registerRemarks(articles),
    registerSchemaDocument(context.extensionUri),
    registerSeveral(articles, files, projects),
    registerSidecarCommand(articles),
    registerStatusBar(articles),
    registerUndo(articles),
  );
}
