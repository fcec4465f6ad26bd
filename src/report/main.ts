import type { CorpusPlace, Estimate } from '../core/index';
import {
  barsOfFrequent,
  barsOfLabels,
  barsOfProgress,
  barsOfRelations,
  hundredths,
  intervalsOfAgreement,
  matrixOfPairs,
  timelineOfEvents,
} from './pictures';
import type { ReportMessage, ReportRequest } from './report-message';
import { table, type Column } from './table';

declare function acquireVsCodeApi(): { postMessage(message: ReportRequest): void };

const editor = acquireVsCodeApi();
const open = (place: CorpusPlace) => editor.postMessage({ kind: 'open', place });
let shown: ReportMessage | undefined;

window.addEventListener('message', ({ data }: MessageEvent<ReportMessage>) => {
  // Drawing it again would take the focus from whoever reads it.
  if (JSON.stringify(data) === JSON.stringify(shown)) return;
  shown = data;
  show(data);
});
// Pictures are as wide as the page.
window.addEventListener('resize', () => shown && show(shown));
editor.postMessage({ kind: 'ready' });

/** Pictures no wider than this can be read. */
const WIDEST = 900;
/** More bars than these are in the table alone. */
const MOST_ARTICLES = 30;

function show({ report, agreement, at, texts, files, colors }: ReportMessage): void {
  const main = document.querySelector('main')!;
  const opened = new Set([...main.querySelectorAll('details[open]')].map(({ id }) => id));
  main.replaceChildren(heading('h1', texts.title));
  const { articles } = report;
  const sum = (key: 'accepted' | 'rejected' | 'suggested') =>
    articles.reduce((all, one) => all + one[key], 0);
  const decided = sum('accepted') + sum('rejected');
  const summary = fill(texts.summary, articles.length, decided, decided + sum('suggested'));
  main.append(paragraph(report.labels.length === 0 ? texts.empty : summary));

  const width = Math.min(WIDEST, main.clientWidth);
  const drawing = {
    width,
    open,
    colorOf: (label: string) => `var(--vscode-marginalia-${colors[label] ?? 'other'})`,
  };
  const labelName = (label: string) => texts.labelNames[label] ?? label;
  const fileName = (file: string) => files[file] ?? file;
  if (report.labels.length === 0) {
    if (agreement) showAgreement();
    return;
  }
  section(
    'labels',
    texts.labels,
    barsOfLabels(report.labels, labelName, texts, drawing),
    [
      { title: texts.label, text: ({ label }) => labelName(label) },
      { title: texts.accepted, number: ({ accepted }) => accepted },
      { title: texts.suggested, number: ({ suggested }) => suggested },
      { title: texts.entities, number: ({ entities }) => entities },
    ],
    report.labels,
  );

  const begun = articles.filter((one) => one.accepted + one.rejected + one.suggested > 0);
  const mostLeft = [...begun].sort((a, b) => b.suggested - a.suggested);
  section(
    'progress',
    texts.progress,
    barsOfProgress(mostLeft.slice(0, MOST_ARTICLES), fileName, texts, drawing),
    [
      { title: texts.article, text: ({ file }) => fileName(file), place: ({ file }) => topOf(file) },
      { title: texts.accepted, number: ({ accepted }) => accepted },
      { title: texts.rejected, number: ({ rejected }) => rejected },
      { title: texts.suggested, number: ({ suggested }) => suggested },
    ],
    mostLeft,
  );

  section(
    'frequent',
    texts.frequent,
    barsOfFrequent(report.frequent, drawing),
    [
      { title: texts.name, text: ({ name }) => name, place: ({ place }) => place },
      { title: texts.label, text: ({ label }) => labelName(label) },
      { title: texts.mentions, number: ({ mentions }) => mentions },
      { title: texts.articles, number: (one) => one.articles },
    ],
    report.frequent,
  );

  section(
    'timeline',
    texts.timeline,
    timelineOfEvents(report.events, drawing),
    [
      { title: texts.date, text: ({ value }) => value },
      { title: texts.event, text: ({ name }) => name, place: ({ place }) => place },
      { title: texts.article, text: ({ place }) => fileName(place.file) },
    ],
    report.events,
  );

  section(
    'together',
    texts.together,
    matrixOfPairs(report.pairs, texts, drawing),
    [
      { title: texts.first, text: ({ first }) => first, place: ({ place }) => place },
      { title: texts.second, text: ({ second }) => second },
      { title: texts.paragraphs, number: ({ paragraphs }) => paragraphs },
    ],
    report.pairs,
  );

  if (report.relations.length > 0) {
    section(
      'relations',
      texts.relations,
      barsOfRelations(report.relations, texts, drawing),
      [
        { title: texts.from, text: ({ from }) => from, place: ({ place }) => place },
        { title: texts.relation, text: ({ type }) => type },
        { title: texts.to, text: ({ to }) => to },
        { title: texts.count, number: ({ count }) => count },
      ],
      report.relations,
    );
  }

  showAgreement();

  function showAgreement(): void {
    const disputed = (of: 'labels' | 'types', key: string) => agreement?.disputed[of][key];
    const disagreement = <Row>(of: 'labels' | 'types', keyOf: (row: Row) => string): Column<Row> => ({
      title: texts.disagreement,
      text: (row) => disputed(of, keyOf(row))?.quote ?? '–',
      place: (row) => disputed(of, keyOf(row))?.place,
    });
    const { labels = [], overall, mentions = 0, relations } = agreement?.figures ?? {};
    const rows = [
      ...labels.map((one) => ({ ...one, name: labelName(one.label) })),
      ...(overall ? [{ ...overall, label: '', name: texts.all, mentions }] : []),
    ];
    section(
      'agreement',
      texts.agreement,
      intervalsOfAgreement(
        rows.map(({ label, name, exact, alpha }) => ({ label, name, figures: [exact, alpha] })),
        [texts.exact, texts.alpha],
        drawing,
      ),
      [
        { title: texts.label, text: ({ name }) => name },
        { title: texts.mentions, number: (row) => row.mentions },
        ...(['exact', 'relaxed', 'cohen', 'fleiss', 'alpha'] as const).map((name) => ({
          title: texts[name],
          figure: (row: (typeof rows)[number]) => figure(row[name]),
        })),
        disagreement<(typeof rows)[number]>('labels', ({ label }) => label),
      ],
      rows,
      agreement
        ? fill(texts.agreementSummary, agreement.figures.articles, agreement.figures.layers.join(', '))
        : texts.noAgreement,
    );
    if (relations && relations.types.length > 0) {
      const types = [
        ...relations.types.map((one) => ({ ...one, name: one.type })),
        { ...relations.overall, type: '', name: texts.all },
      ];
      section(
        'relation-agreement',
        texts.relationAgreement,
        intervalsOfAgreement(
          types.map(({ name, exact, relaxed }) => ({ label: '', name, figures: [exact, relaxed] })),
          [texts.exact, texts.relaxed],
          drawing,
        ),
        [
          { title: texts.relation, text: ({ name }) => name },
          { title: texts.count, number: (row) => row.relations },
          { title: texts.exact, figure: ({ exact }) => figure(exact) },
          { title: texts.relaxed, figure: ({ relaxed }) => figure(relaxed) },
          disagreement<(typeof types)[number]>('types', ({ type }) => type),
        ],
        types,
      );
    }
    if (at !== undefined) {
      const target = document.querySelector(`#${at}-title`);
      const details = document.querySelector<HTMLDetailsElement>(`#${at}-table`);
      if (details) details.open = true;
      target?.scrollIntoView();
    }
  }

  /** A picture with its table, or a sentence where there is nothing to show. */
  function section<Row>(
    id: string,
    title: string,
    picture: Element,
    columns: readonly Column<Row>[],
    rows: readonly Row[],
    summary?: string,
  ): void {
    const part = document.createElement('section');
    const head = heading('h2', title);
    head.id = `${id}-title`;
    part.setAttribute('aria-labelledby', head.id);
    part.append(head);
    if (summary !== undefined) part.append(paragraph(summary));
    if (rows.length === 0) {
      if (summary === undefined) part.append(paragraph(texts.none));
    } else {
      picture.setAttribute('role', 'group');
      picture.setAttribute('aria-label', title);
      allowStyles(picture);
      nameRoles(picture);
      const details = document.createElement('details');
      details.id = `${id}-table`;
      details.open = opened.has(details.id);
      const toggle = document.createElement('summary');
      toggle.textContent = fill(texts.table, title);
      details.append(toggle, table(title, columns, rows, open));
      part.append(picture, details);
    }
    main.append(part);
  }
}

/** The content security policy wants the page's nonce on the rules that the plotting library writes into a picture. */
function allowStyles(picture: Element): void {
  const { nonce } = document.querySelector('script')!;
  for (const style of picture.querySelectorAll('style')) style.nonce = nonce;
}

/** The plotting library names its shapes without saying what they are. */
function nameRoles(picture: Element): void {
  for (const shape of picture.querySelectorAll('[aria-label]')) {
    shape.setAttribute('role', shape.matches('g') ? 'group' : 'img');
  }
}

/** A figure with its interval, in the reader's language. */
function figure({ value, interval }: Estimate): string {
  if (value === undefined) return '–';
  const shown = hundredths(value);
  return interval ? `${shown} [${interval.map(hundredths).join('; ')}]` : shown;
}

function topOf(file: string): CorpusPlace {
  const start = { line: 0, character: 0 };
  return { file, start, end: start };
}

function heading(level: 'h1' | 'h2', text: string): HTMLElement {
  const made = document.createElement(level);
  made.textContent = text;
  return made;
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

function fill(phrase: string, ...parts: readonly (string | number)[]): string {
  return phrase.replace(/\{(\d)\}/g, (_, index: string) => String(parts[Number(index)] ?? ''));
}
