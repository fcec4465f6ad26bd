import * as vscode from 'vscode';
import { Corpus } from './corpus';
import { Comparisons } from './comparisons';
import { registerAdjudication } from './features/adjudication';
import { registerAnnotating } from './features/annotating';
import { registerAnnotationMode } from './features/annotation-mode';
import { registerAnnotator } from './features/annotator';
import { registerArticleDate } from './features/article-date';
import { registerArticleLabels } from './features/article-labels';
import { registerCheatSheet } from './features/cheat-sheet';
import { registerCodeActions } from './features/code-actions';
import { registerCorpusReport } from './features/corpus-report';
import { registerDateHints } from './features/date-hints';
import { registerDecisions } from './features/decisions';
import { registerDiagnostics } from './features/diagnostics';
import { registerEntitiesView } from './features/entities-view';
import { registerEntityLinks } from './features/entity-links';
import { registerEntityMerging } from './features/entity-merging';
import { registerEntitySearch } from './features/entity-search';
import { registerExport } from './features/export';
import { registerExtent } from './features/extent';
import { registerFileBadges } from './features/file-badges';
import { registerHighlights } from './features/highlights';
import { registerHover } from './features/hover';
import { registerImport } from './features/import';
import { registerLearntNames } from './features/learnt-names';
import { registerMentionPlaces } from './features/mention-places';
import { registerNavigation } from './features/navigation';
import { registerOutline } from './features/outline';
import { registerPieces } from './features/pieces';
import { registerProgressLens } from './features/progress-lens';
import { registerProjectFile } from './features/project-file';
import { registerRegistryFile } from './features/registry-file';
import { registerRelatedMentions } from './features/related-mentions';
import { registerRelating } from './features/relating';
import { registerRemarks } from './features/remarks';
import { registerRenames } from './features/renames';
import { registerRepairs } from './features/repairs';
import { registerReviewView } from './features/review-view';
import { registerSampleProject } from './features/sample-project';
import { registerSchemaDocument } from './features/schema-document';
import { registerSeveral } from './features/several';
import { registerSidecarCommand } from './features/sidecar-command';
import { registerSidecarFolding } from './features/sidecar-folding';
import { registerSidecarLanguage } from './features/sidecar-language';
import { registerStatusBar } from './features/status-bar';
import { registerUndo } from './features/undo';
import { Layers } from './layers';
import { LastLabel } from './last-label';
import { OpenArticles } from './open-articles';
import { Places } from './places';
import { ProgramParts } from './program-parts';
import { Projects } from './projects';
import { Registries } from './registries';
import { loadConfiguredRecognition } from './recognition-model';
import { SidecarFiles } from './sidecar-files';

/** VS Code calls `deactivate` without the context that it gave to `activate`. */
let saving: Pick<OpenArticles, 'allSaved'> | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Marginalia', { log: true });
  const projects = new Projects(log);
  const layers = new Layers(projects);
  const files = new SidecarFiles(layers);
  const parts = new ProgramParts(context.extensionUri);
  const load = () => loadConfiguredRecognition(context.extensionUri, parts, projects, log);
  const registries = new Registries(log);
  const articles = new OpenArticles(files, projects, registries, layers, load, log);
  saving = articles;
  const corpus = new Corpus(articles, files, projects, registries, layers, context.storageUri, log);
  const comparisons = new Comparisons(articles, files, layers, log);
  const lastLabel = new LastLabel(context.workspaceState);
  const places = new Places(context.extensionUri, articles, log);
  const selector: vscode.DocumentSelector = ['article', 'plaintext', 'markdown'];
  context.subscriptions.push(
    log,
    projects,
    registries,
    layers,
    articles,
    corpus,
    comparisons,
    registerAdjudication(articles, layers, comparisons),
    registerAnnotating(articles, lastLabel),
    registerAnnotationMode(articles, log),
    registerAnnotator(articles),
    registerArticleDate(articles),
    registerArticleLabels(articles),
    registerCheatSheet(articles, context.extension),
    registerCodeActions(articles, selector),
    registerCorpusReport(corpus, comparisons, context.extensionUri),
    registerDateHints(articles, selector),
    registerDecisions(articles, lastLabel),
    registerDiagnostics(articles, layers),
    registerEntitiesView(articles, corpus),
    registerEntityLinks(articles, selector),
    registerEntityMerging(articles, corpus),
    registerEntitySearch(corpus),
    registerExport(articles, files, projects, layers, comparisons, parts, log),
    registerExtent(articles),
    registerFileBadges(articles, corpus),
    registerHighlights(articles),
    registerHover(articles, corpus, places, selector),
    registerImport(files, projects, registries, parts, log),
    registerLearntNames(articles, corpus, registries, log),
    registerMentionPlaces(articles, corpus, selector),
    registerNavigation(articles),
    registerOutline(articles, selector),
    registerPieces(articles),
    registerProgressLens(articles, selector),
    registerProjectFile(articles, projects, layers),
    registerRegistryFile(registries),
    registerRelatedMentions(articles),
    registerRelating(articles),
    registerRemarks(articles),
    registerRenames(),
    registerRepairs(articles, selector),
    registerReviewView(corpus),
    registerSampleProject(context.extensionUri),
    registerSchemaDocument(context.extensionUri),
    registerSeveral(articles, files, projects),
    registerSidecarCommand(articles, layers),
    registerSidecarFolding(),
    registerSidecarLanguage(articles),
    registerStatusBar(articles, layers),
    registerUndo(articles),
  );
}

/** A window that closes waits for this: some seconds in a desktop window, where decisions go straight to the disk. */
export async function deactivate(): Promise<void> {
  await saving?.allSaved();
}
