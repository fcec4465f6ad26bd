import * as vscode from 'vscode';
import { corpusReport, type CorpusReport } from '../../core/index';
import type {
  MeasuredAgreement,
  ReportMessage,
  ReportRequest,
  ReportTexts,
} from '../../report/report-message';
import type { Comparisons } from '../comparisons';
import { rangeOfPlace, type Corpus } from '../corpus';
import { labelColor, labelName } from '../label-look';
import { onOneLine } from '../quotation';

/** How long changes of the corpus rest before the report follows, in milliseconds. */
const REST = 1000;

/** The commands that open the report of the corpus in an editor tab, at its top or where it tells of agreement. */
export function registerCorpusReport(
  corpus: Corpus,
  comparisons: Comparisons,
  extension: vscode.Uri,
): vscode.Disposable {
  let panel: vscode.WebviewPanel | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted: ReportMessage['at'];
  const post = async () => {
    await corpus.ready();
    const agreement = await comparisons.measuredAgreement();
    const at = wanted;
    wanted = undefined;
    const message = { ...reportMessage(corpus, agreement), ...(at && { at }) };
    await panel?.webview.postMessage(message);
  };
  return vscode.Disposable.from(
    { dispose: () => clearTimeout(timer) },
    { dispose: () => void panel?.dispose() },
    corpus.onDidChange(() => {
      clearTimeout(timer);
      if (panel?.visible) timer = setTimeout(() => void post(), REST);
    }),
    vscode.commands.registerCommand('marginalia.showCorpusReport', () => show()),
    vscode.commands.registerCommand('marginalia.showAgreement', async () => {
      wanted = 'agreement';
      const isShown = panel !== undefined;
      show();
      if (isShown) await post();
    }),
  );

  function show(): void {
    if (panel) {
      panel.reveal();
      return;
    }
    const media = vscode.Uri.joinPath(extension, 'media');
    panel = vscode.window.createWebviewPanel(
      'marginalia.report',
      vscode.l10n.t('Corpus Report'),
      vscode.ViewColumn.Active,
      {
        enableScripts: true,
        localResourceRoots: [media],
      },
    );
    panel.iconPath = vscode.Uri.joinPath(media, 'icon.png');
    panel.onDidDispose(() => (panel = undefined));
    panel.webview.onDidReceiveMessage(async (request: ReportRequest) => {
      if (request.kind === 'ready') await post();
      else {
        const { file } = request.place;
        // The page is told no other addresses; one from elsewhere is not opened.
        if (!corpus.index.articles.has(file)) return;
        await vscode.window.showTextDocument(vscode.Uri.parse(file), {
          selection: rangeOfPlace(request.place),
          viewColumn: vscode.ViewColumn.Active,
        });
      }
    });
    panel.webview.html = page(panel.webview, media);
  }
}

function page(webview: vscode.Webview, media: vscode.Uri): string {
  const nonce = crypto.randomUUID();
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(media, file)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'nonce-${nonce}';`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${vscode.l10n.t('Corpus Report')}</title>
<link rel="stylesheet" href="${address('report.css')}">
</head>
<body>
<main></main>
<script nonce="${nonce}" src="${address('report.js')}"></script>
</body>
</html>`;
}

function reportMessage({ index }: Corpus, agreement: MeasuredAgreement | undefined): ReportMessage {
  const report = corpusReport(index);
  const labels = [...report.labels, ...(agreement?.figures.labels ?? [])].map(({ label }) => label);
  const names = labels.map((label) => [label, labelName(label)] as const);
  return {
    report: shownReport(report),
    ...(agreement && { agreement: shownAgreement(agreement) }),
    texts: reportTexts(Object.fromEntries(names)),
    files: Object.fromEntries(
      [...index.articles.keys()].map((file) => [
        file,
        onOneLine(vscode.workspace.asRelativePath(vscode.Uri.parse(file), false)),
      ]),
    ),
    colors: Object.fromEntries(labels.map((label) => [label, labelColor(label)])),
  };
}

/** A report in whose names nothing is hidden. */
function shownReport(report: CorpusReport): CorpusReport {
  return {
    ...report,
    frequent: report.frequent.map((one) => ({ ...one, name: onOneLine(one.name) })),
    events: report.events.map((one) => ({ ...one, name: onOneLine(one.name), value: onOneLine(one.value) })),
    pairs: report.pairs.map((one) => ({
      ...one,
      first: onOneLine(one.first),
      second: onOneLine(one.second),
    })),
    relations: report.relations.map((one) => ({
      ...one,
      type: onOneLine(one.type),
      from: onOneLine(one.from),
      to: onOneLine(one.to),
    })),
  };
}

/** Agreement in whose names of annotators and relations nothing is hidden. */
function shownAgreement({ figures, disputed }: MeasuredAgreement): MeasuredAgreement {
  const { layers, relations } = figures;
  const types = relations.types.map((one) => ({ ...one, type: onOneLine(one.type) }));
  const places = Object.entries(disputed.types).map(([type, place]) => [onOneLine(type), place] as const);
  return {
    figures: { ...figures, layers: layers.map(onOneLine), relations: { ...relations, types } },
    disputed: { ...disputed, types: Object.fromEntries(places) },
  };
}

function reportTexts(labelNames: ReportTexts['labelNames']): ReportTexts {
  return {
    title: vscode.l10n.t('Corpus Report'),
    summary: vscode.l10n.t('{0} articles; {1} of {2} mentions are decided.'),
    empty: vscode.l10n.t('There is no annotation yet. Open an article and accept what is right.'),
    labels: vscode.l10n.t('Mentions by label'),
    progress: vscode.l10n.t('Progress by article'),
    frequent: vscode.l10n.t('Most frequent entities'),
    timeline: vscode.l10n.t('Events in time'),
    together: vscode.l10n.t('Who occurs with whom'),
    agreement: vscode.l10n.t('Agreement of annotators'),
    agreementSummary: vscode.l10n.t('Articles with layers of two annotators or more: {0}. Annotators: {1}.'),
    noAgreement: vscode.l10n.t('No article has layers of two annotators.'),
    table: vscode.l10n.t('{0}: table'),
    label: vscode.l10n.t('Label'),
    name: vscode.l10n.t('Name'),
    accepted: vscode.l10n.t('accepted'),
    rejected: vscode.l10n.t('rejected'),
    suggested: vscode.l10n.t('suggested'),
    entities: vscode.l10n.t('Entities'),
    mentions: vscode.l10n.t('Mentions'),
    articles: vscode.l10n.t('Articles'),
    article: vscode.l10n.t('Article'),
    date: vscode.l10n.t('Date'),
    event: vscode.l10n.t('Event'),
    first: vscode.l10n.t('One'),
    second: vscode.l10n.t('Other'),
    paragraphs: vscode.l10n.t('paragraphs'),
    relations: vscode.l10n.t('Relations'),
    relation: vscode.l10n.t('Relation'),
    relationAgreement: vscode.l10n.t('Agreement on relations'),
    from: vscode.l10n.t('From'),
    to: vscode.l10n.t('To'),
    count: vscode.l10n.t('Count'),
    disagreement: vscode.l10n.t('First disagreement'),
    all: vscode.l10n.t('all'),
    exact: vscode.l10n.t('exact F1'),
    relaxed: vscode.l10n.t('relaxed F1'),
    cohen: vscode.l10n.t('Cohen’s kappa'),
    fleiss: vscode.l10n.t('Fleiss’ kappa'),
    alpha: vscode.l10n.t('Krippendorff’s alpha'),
    none: vscode.l10n.t('There is nothing of this kind.'),
    labelNames,
  };
}
