import * as Plot from '@observablehq/plot';
import type { CorpusPlace, CorpusReport, Estimate } from '../core/index';
import type { ReportTexts } from './report-message';

/** What a picture is drawn with: its width in CSS pixels, the colour of a label, and where a click leads. */
export interface Drawing {
  readonly width: number;
  readonly colorOf: (label: string) => string;
  readonly open: (place: CorpusPlace) => void;
}

type Picture = SVGSVGElement | HTMLElement;

const ROW = 24;
/** The longest names, in characters, that an axis shows whole. */
const LONGEST_NAME = 26;
/** The most names on an axis of the matrix. */
const MOST_NAMES = 16;

/** Bars of accepted and suggested mentions, one a label, in its colour; what is suggested is lighter. */
export function barsOfLabels(
  labels: CorpusReport['labels'],
  nameOf: (label: string) => string,
  texts: ReportTexts,
  { width, colorOf }: Drawing,
): Picture {
  const bars = labels.flatMap(({ label, accepted, suggested }) => [
    { label, count: accepted, status: texts.accepted, opacity: 1 },
    { label, count: suggested, status: texts.suggested, opacity: 0.45 },
  ]);
  return Plot.plot({
    ...shared(
      width,
      labels.map(({ label }) => nameOf(label)),
    ),
    height: labels.length * ROW + 50,
    y: { domain: labels.map(({ label }) => nameOf(label)), label: null },
    x: countAxis(labels.map(({ accepted, suggested }) => accepted + suggested)),
    marks: [
      Plot.barX(bars, {
        x: 'count',
        y: ({ label }: { label: string }) => nameOf(label),
        fill: ({ label }: { label: string }) => colorOf(label),
        fillOpacity: 'opacity',
        stroke: ({ label }: { label: string }) => colorOf(label),
        insetTop: 2,
        insetBottom: 2,
        title: ({ label, count, status }: (typeof bars)[number]) => `${nameOf(label)}: ${count} ${status}`,
        ariaLabel: ({ label, count, status }: (typeof bars)[number]) =>
          `${nameOf(label)}: ${count} ${status}`,
      }),
    ],
  });
}

/** Bars of what is accepted, rejected and left, one an article; each leads to its article. */
export function barsOfProgress(
  articles: CorpusReport['articles'],
  nameOf: (file: string) => string,
  texts: ReportTexts,
  drawing: Drawing,
): Picture {
  const names = articles.map(({ file }) => nameOf(file));
  const bars = articles.flatMap(({ file, accepted, rejected, suggested }) => [
    { file, count: accepted, status: texts.accepted },
    { file, count: rejected, status: texts.rejected },
    { file, count: suggested, status: texts.suggested },
  ]);
  const top = { line: 0, character: 0 };
  const places = bars.map(({ file }) => ({ file, start: top, end: top }));
  return linked(
    Plot.plot({
      ...shared(drawing.width, names),
      height: articles.length * ROW + 80,
      y: { domain: names, label: null, tickFormat: shortened },
      x: countAxis(articles.map((one) => one.accepted + one.rejected + one.suggested)),
      color: {
        domain: [texts.accepted, texts.rejected, texts.suggested],
        range: [
          'var(--vscode-charts-green)',
          'var(--vscode-descriptionForeground)',
          'var(--vscode-charts-yellow)',
        ],
        legend: true,
      },
      marks: [
        Plot.barX(bars, {
          x: 'count',
          y: ({ file }: { file: string }) => nameOf(file),
          fill: 'status',
          insetTop: 2,
          insetBottom: 2,
          href: addressOf,
          title: ({ file, count, status }: (typeof bars)[number]) => `${nameOf(file)}: ${count} ${status}`,
          ariaLabel: ({ file, count, status }: (typeof bars)[number]) =>
            `${nameOf(file)}: ${count} ${status}`,
        }),
      ],
    }),
    places,
    drawing,
  );
}

/** Bars of mentions, one an entity, each in its label's colour and leading to its first mention. */
export function barsOfFrequent(entities: CorpusReport['frequent'], drawing: Drawing): Picture {
  // Two entities of different labels may bear one name.
  const names = entities.map(({ name }, at) =>
    entities.findIndex((one) => one.name === name) === at ? name : `${name} (${at + 1})`,
  );
  return linked(
    Plot.plot({
      ...shared(drawing.width, names),
      height: entities.length * ROW + 50,
      y: { domain: names, label: null, tickFormat: shortened },
      x: countAxis(entities.map(({ mentions }) => mentions)),
      marks: [
        Plot.barX(entities, {
          x: 'mentions',
          y: (_: unknown, at: number) => names[at],
          fill: ({ label }: { label: string }) => drawing.colorOf(label),
          insetTop: 2,
          insetBottom: 2,
          href: addressOf,
          title: titleOfFrequent,
          ariaLabel: titleOfFrequent,
        }),
      ],
    }),
    entities.map(({ place }) => place),
    drawing,
  );
}

function titleOfFrequent({ name, mentions }: CorpusReport['frequent'][number]): string {
  return `${name}: ${mentions}`;
}

/** Events along time, each a dot that leads to the text; those of one time are piled up. */
export function timelineOfEvents(events: CorpusReport['events'], drawing: Drawing): Picture {
  const title = ({ name, value }: CorpusReport['events'][number]) => `${value}: ${name}`;
  const day = ({ date }: { date: string }) => new Date(`${date}T00:00Z`);
  return linked(
    Plot.plot({
      ...shared(drawing.width, []),
      height: 140,
      marginLeft: 24,
      x: { type: 'utc', nice: true, label: null, grid: true },
      y: { axis: null },
      marks: [
        Plot.dot(
          events,
          Plot.dodgeY({
            x: day,
            r: 6,
            fill: drawing.colorOf('event'),
            href: addressOf,
            title,
            ariaLabel: title,
            anchor: 'bottom',
          }),
        ),
      ],
    }),
    events.map(({ place }) => place),
    drawing,
  );
}

/** A matrix of who stands in a paragraph with whom, the darker the more often; each cell leads to the first. */
export function matrixOfPairs(pairs: CorpusReport['pairs'], texts: ReportTexts, drawing: Drawing): Picture {
  const counts = new Map<string, number>();
  for (const { first, second, paragraphs } of pairs) {
    for (const name of [first, second]) counts.set(name, (counts.get(name) ?? 0) + paragraphs);
  }
  const names = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const kept = names.slice(0, MOST_NAMES);
  const cells = pairs
    .filter(({ first, second }) => kept.includes(first) && kept.includes(second))
    .flatMap((pair) => [
      { ...pair, row: pair.first, column: pair.second },
      { ...pair, row: pair.second, column: pair.first },
    ]);
  const most = Math.max(1, ...cells.map(({ paragraphs }) => paragraphs));
  const title = ({ row, column, paragraphs }: (typeof cells)[number]) =>
    `${row} – ${column}: ${paragraphs} ${texts.paragraphs}`;
  return linked(
    Plot.plot({
      ...shared(drawing.width, kept),
      height: kept.length * ROW + 170,
      marginBottom: 20,
      marginTop: 150,
      marginRight: 130,
      x: { domain: kept, label: null, axis: 'top', tickRotate: -50, tickFormat: shortened },
      y: { domain: kept, label: null, tickFormat: shortened },
      marks: [
        Plot.cell(cells, {
          x: 'column',
          y: 'row',
          inset: 1,
          fill: 'var(--vscode-charts-blue)',
          fillOpacity: ({ paragraphs }: { paragraphs: number }) => 0.25 + (0.75 * paragraphs) / most,
          stroke: 'var(--vscode-contrastBorder, transparent)',
          href: addressOf,
          title,
          ariaLabel: title,
        }),
      ],
    }),
    cells.map(({ place }) => place),
    drawing,
  );
}

/** A row of an agreement's picture. */
export interface AgreementRow {
  readonly label: string;
  readonly name: string;
  readonly figures: readonly [Estimate, Estimate];
}

/** Bars of relations, one a type. */
export function barsOfRelations(
  relations: CorpusReport['relations'],
  texts: ReportTexts,
  { width }: Drawing,
): Picture {
  const counts = new Map<string, number>();
  for (const { type, count } of relations) counts.set(type, (counts.get(type) ?? 0) + count);
  const bars = [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
  const names = bars.map(({ type }) => type);
  const title = ({ type, count }: (typeof bars)[number]) => `${type}: ${texts.relations} ${count}`;
  return Plot.plot({
    ...shared(width, names),
    height: bars.length * ROW + 50,
    y: { domain: names, label: null, tickFormat: shortened },
    x: countAxis(bars.map(({ count }) => count)),
    marks: [
      Plot.barX(bars, {
        x: 'count',
        y: 'type',
        fill: 'var(--vscode-charts-foreground)',
        insetTop: 2,
        insetBottom: 2,
        title,
        ariaLabel: title,
      }),
    ],
  });
}

/** Two figures of each row, a dot and a cross, with the lines of their intervals; `one` and `other` name them. */
export function intervalsOfAgreement(
  rows: readonly AgreementRow[],
  [one, other]: readonly [string, string],
  { width, colorOf }: Drawing,
): Picture {
  const points = rows.flatMap(({ label, name, figures: [first, second] }) => [
    { name, color: colorOf(label), ...first, title: one, side: -4 },
    { name, color: colorOf(label), ...second, title: other, side: 5 },
  ]);
  const known = points.filter(({ value }) => value !== undefined);
  const title = ({ name, title: what, value }: (typeof points)[number]) =>
    `${name}: ${what} ${hundredths(value!)}`;
  const names = rows.map(({ name }) => name);
  const lowest = Math.min(0, ...known.map(({ value, interval }) => interval?.[0] ?? value!));
  return Plot.plot({
    ...shared(width, names),
    height: rows.length * (ROW + 8) + 70,
    y: { domain: names, label: null, tickFormat: shortened },
    x: { domain: [lowest, 1], label: null, grid: true, inset: 8, tickFormat: inLanguage },
    symbol: { domain: [one, other], range: ['circle', 'times'], legend: true },
    marks: [
      ...[-4, 5].map((side) =>
        Plot.ruleY(
          known.filter((one) => one.side === side && one.interval),
          {
            y: 'name',
            x1: ({ interval }: (typeof points)[number]) => interval![0],
            x2: ({ interval }: (typeof points)[number]) => interval![1],
            stroke: 'color',
            strokeWidth: 2,
            dy: side,
          },
        ),
      ),
      ...[-4, 5].map((side) =>
        Plot.dot(
          known.filter((one) => one.side === side),
          {
            x: 'value',
            y: 'name',
            symbol: 'title',
            stroke: 'color',
            fill: side < 0 ? 'color' : 'none',
            strokeWidth: 2,
            dy: side,
            title,
            ariaLabel: title,
          },
        ),
      ),
    ],
  });
}

function shared(width: number, names: readonly string[]): Plot.PlotOptions {
  const longest = Math.max(0, ...names.map((name) => shortened(name).length));
  return {
    width,
    marginLeft: Math.max(40, 7 * longest + 16),
    marginRight: 24,
    style: {
      background: 'transparent',
      color: 'var(--vscode-foreground)',
      fontSize: '12px',
      overflow: 'visible',
    },
  };
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

/** An axis of counts: its ticks are whole numbers. */
function countAxis(counts: readonly number[]): Plot.ScaleOptions {
  return { label: null, grid: true, ticks: Math.min(8, Math.max(1, ...counts)), tickFormat: whole };
}

function whole(count: number): string {
  return Number.isInteger(count) ? inLanguage(count) : '';
}

function inLanguage(figure: number): string {
  return figure.toLocaleString(document.documentElement.lang);
}

/** A figure to two places, in the reader's language. */
export function hundredths(figure: number): string {
  const places = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return figure.toLocaleString(document.documentElement.lang, places);
}

/** The address of a picture's nth mark, which `linked` knows. */
function addressOf(_: unknown, at: number): string {
  return `#place-${at}`;
}

function linked(picture: Picture, places: readonly CorpusPlace[], { open }: Drawing): Picture {
  picture.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    const address = link?.getAttribute('href') ?? link?.getAttribute('xlink:href');
    const place = places[Number(/^#place-(\d+)$/.exec(address ?? '')?.[1])];
    if (!place) return;
    event.preventDefault();
    open(place);
  });
  return picture;
}
