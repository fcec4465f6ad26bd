import * as vscode from 'vscode';
import { Corpus } from './corpus';
import { registerAnnotating } from './features/annotating';
import { registerAnnotationMode } from './features/annotation-mode';
import { registerAnnotator } from './features/annotator';
import { registerArticleDate } from './features/article-date';
import { registerCheatSheet } from './features/cheat-sheet';
import { registerCodeActions } from './features/code-actions';
import { registerCorpusReport } from './features/corpus-report';
import { registerDateHints } from './features/date-hints';
import { registerDecisions } from './features/decisions';
import { registerDiagnostics } from './features/diagnostics';
import { registerEntitiesView } from './features/entities-view';
import { registerEntitySearch } from './features/entity-search';
import { registerExport } from './features/export';
import { registerExtent } from './features/extent';
import { registerFileBadges } from './features/file-badges';
import { registerHighlights } from './features/highlights';
import { registerHover } from './features/hover';
import { registerImport } from './features/import';
import { registerMentionPlaces } from './features/mention-places';
import { registerNavigation } from './features/navigation';
import { registerOutline } from './features/outline';
import { registerProgressLens } from './features/progress-lens';
import { registerProjectFile } from './features/project-file';
import { registerRelatedMentions } from './features/related-mentions';
import { registerRelating } from './features/relating';
import { registerRemarks } from './features/remarks';
import { registerRepairs } from './features/repairs';
import { registerReviewView } from './features/review-view';
import { registerSchemaDocument } from './features/schema-document';
import { registerSeveral } from './features/several';
import { registerSidecarCommand } from './features/sidecar-command';
import { registerSidecarLanguage } from './features/sidecar-language';
import { registerStatusBar } from './features/status-bar';
import { registerUndo } from './features/undo';
import { LastLabel } from './last-label';
import { OpenArticles } from './open-articles';
import { Places } from './places';
import { Projects } from './projects';
import { loadConfiguredRecognition } from './recognition-model';
import { SidecarFiles } from './sidecar-files';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Marginalia', { log: true });
  const files = new SidecarFiles();
  const projects = new Projects(log);
  const load = () => loadConfiguredRecognition(context.extensionUri, projects, log);
  const articles = new OpenArticles(files, projects, load, log);
  const corpus = new Corpus(articles, files, projects, context.storageUri, log);
  const lastLabel = new LastLabel(context.workspaceState);
  const places = new Places(context.extensionUri, articles, log);
  const selector: vscode.DocumentSelector = ['article', 'plaintext', 'markdown'];
  context.subscriptions.push(
    log,
    projects,
    articles,
    corpus,
    registerAnnotating(articles, lastLabel),
    registerAnnotationMode(articles, log),
    registerAnnotator(articles),
    registerArticleDate(articles),
    registerCheatSheet(articles, context.extension),
    registerCodeActions(articles, selector),
    registerCorpusReport(corpus, context.extensionUri),
    registerDateHints(articles, selector),
    registerDecisions(articles, lastLabel),
    registerDiagnostics(articles),
    registerEntitiesView(articles, corpus),
    registerEntitySearch(corpus),
    registerExport(articles, files, projects, log),
    registerExtent(articles),
    registerFileBadges(articles, corpus),
    registerHighlights(articles),
    registerHover(articles, corpus, places, selector),
    registerImport(files, projects, log),
    registerMentionPlaces(articles, corpus, selector),
    registerNavigation(articles),
    registerOutline(articles, selector),
    registerProgressLens(articles, selector),
    registerProjectFile(articles, projects),
    registerRelatedMentions(articles),
    registerRelating(articles),
    registerRemarks(articles),
    registerRepairs(articles),
    registerReviewView(corpus),
    registerSchemaDocument(context.extensionUri),
    registerSeveral(articles, files, projects),
    registerSidecarCommand(articles),
    registerSidecarLanguage(articles),
    registerStatusBar(articles),
    registerUndo(articles),
  );
}
