import * as vscode from 'vscode';
import { Corpus } from './corpus';
import { registerArticleDate } from './features/article-date';
import { registerCodeActions } from './features/code-actions';
import { registerCorpusReport } from './features/corpus-report';
import { registerDateHints } from './features/date-hints';
import { registerDecisions } from './features/decisions';
import { registerDiagnostics } from './features/diagnostics';
import { registerEntitiesView } from './features/entities-view';
import { registerEntitySearch } from './features/entity-search';
import { registerExport } from './features/export';
import { registerFileBadges } from './features/file-badges';
import { registerHighlights } from './features/highlights';
import { registerHover } from './features/hover';
import { registerImport } from './features/import';
import { registerMentionPlaces } from './features/mention-places';
import { registerNavigation } from './features/navigation';
import { registerOutline } from './features/outline';
import { registerProgressLens } from './features/progress-lens';
import { registerRepairs } from './features/repairs';
import { registerReviewView } from './features/review-view';
import { registerSchemaDocument } from './features/schema-document';
import { registerSidecarCommand } from './features/sidecar-command';
import { registerSidecarLanguage } from './features/sidecar-language';
import { registerStatusBar } from './features/status-bar';
import { OpenArticles } from './open-articles';
import { Places } from './places';
import { loadConfiguredRecognition } from './recognition-model';
import { SidecarFiles } from './sidecar-files';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Marginalia', { log: true });
  const files = new SidecarFiles();
  const articles = new OpenArticles(files, () => loadConfiguredRecognition(context.extensionUri, log), log);
  const corpus = new Corpus(articles, files, context.storageUri, log);
  const places = new Places(context.extensionUri, articles, log);
  const selector: vscode.DocumentSelector = ['article', 'plaintext', 'markdown'];
  context.subscriptions.push(
    log,
    articles,
    corpus,
    registerArticleDate(articles),
    registerCodeActions(articles, selector),
    registerCorpusReport(corpus, context.extensionUri),
    registerDateHints(articles, selector),
    registerDecisions(articles),
    registerDiagnostics(articles),
    registerEntitiesView(articles, corpus),
    registerEntitySearch(corpus),
    registerExport(articles, files, log),
    registerFileBadges(articles, corpus),
    registerHighlights(articles),
    registerHover(articles, corpus, places, selector),
    registerImport(files, log),
    registerMentionPlaces(articles, corpus, selector),
    registerNavigation(articles),
    registerOutline(articles, selector),
    registerProgressLens(articles, selector),
    registerRepairs(articles),
    registerReviewView(corpus),
    registerSchemaDocument(context.extensionUri),
    registerSidecarCommand(articles),
    registerSidecarLanguage(articles),
    registerStatusBar(articles),
  );
}
