import * as vscode from 'vscode';
import { registerArticleDate } from './features/article-date';
import { registerCodeActions } from './features/code-actions';
import { registerDecisions } from './features/decisions';
import { registerDiagnostics } from './features/diagnostics';
import { registerExport } from './features/export';
import { registerHighlights } from './features/highlights';
import { registerHover } from './features/hover';
import { registerImport } from './features/import';
import { registerNavigation } from './features/navigation';
import { registerRepairs } from './features/repairs';
import { registerSchemaDocument } from './features/schema-document';
import { registerSidecarCommand } from './features/sidecar-command';
import { registerStatusBar } from './features/status-bar';
import { OpenArticles } from './open-articles';
import { loadConfiguredRecognition } from './recognition-model';
import { SidecarFiles } from './sidecar-files';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Marginalia', { log: true });
  const files = new SidecarFiles();
  const articles = new OpenArticles(files, () => loadConfiguredRecognition(context.extensionUri, log), log);
  const selector: vscode.DocumentSelector = ['article', 'plaintext', 'markdown'];
  context.subscriptions.push(
    log,
    articles,
    registerArticleDate(articles),
    registerCodeActions(articles, selector),
    registerDecisions(articles),
    registerDiagnostics(articles),
    registerExport(articles, files, log),
    registerHighlights(articles),
    registerHover(articles, selector),
    registerImport(files, log),
    registerNavigation(articles),
    registerRepairs(articles),
    registerSchemaDocument(context.extensionUri),
    registerSidecarCommand(articles),
    registerStatusBar(articles),
  );
}
