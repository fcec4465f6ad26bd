import {
  AgreementStudy,
  COEFFICIENTS,
  decodeText,
  layeredArticle,
  layersByAuthor,
  normalizeLineEnds,
  parseSidecar,
  readSidecarName,
  type Agreement,
  type Coefficient,
  type Estimate,
  type Estimates,
  type Layer,
  type Resampling,
} from '../core';
import { openArticle } from './annotated-files';
import { findArticles } from './article-files';
import { report } from './fault';
import { commitOf, contentsOf, filesOf, GitRefusal } from './git-files';
import { LayerFolders } from './layers';
import { ProjectFiles } from './project-files';
import { EXIT, visible, worse, type ExitCode, type Terminal } from './terminal';

export interface AgreeOptions extends Resampling {
  /** The annotators to compare; all where absent. */
  readonly layers?: readonly string[] | undefined;
  /** Compare the adjudicated layer as well. */
  readonly adjudicated: boolean;
  /** Take who decided each annotation of a sidecar for the annotators, rather than layers. */
  readonly byAuthor: boolean;
  /** Compare two states of the same sidecars in Git, rather than layers. */
  readonly revisions?: readonly [string, string] | undefined;
  readonly format: 'text' | 'json';
  /** Take for articles of a folder what its project says, as is the rule. */
  readonly project?: boolean | undefined;
}

/** What the sidecar without a layer is called among layers. */
const ADJUDICATED = 'adjudicated';

/** Measures how far annotators agree, holding one article at a time. */
export async function agree(
  paths: readonly string[],
  options: AgreeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const study = new AgreementStudy();
  let exit: ExitCode;
  try {
    exit = options.revisions
      ? await addRevisions(study, paths, options, options.revisions, terminal)
      : await addLayers(study, paths, options, terminal);
  } catch (error) {
    if (!(error instanceof GitRefusal)) throw error;
    terminal.err(`marginalia: error: ${visible(error.message)}`);
    return EXIT.trouble;
  }
  const agreement = study.agreement(options);
  if (agreement.articles === 0) {
    terminal.err('marginalia: error: no article was annotated by two');
    return worse(exit, EXIT.problems);
  }
  const told =
    options.format === 'json' ? agreementJson(agreement, options) : agreementTable(agreement, options);
  await terminal.out(told);
  return exit;
}

async function addLayers(
  study: AgreementStudy,
  paths: readonly string[],
  options: AgreeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const projects = new ProjectFiles(terminal, options.project);
  const { files, faults } = await findArticles(paths, terminal, projects);
  let exit = report(faults, terminal);
  const folders = new LayerFolders();
  const isAsked = (name: string) => options.layers === undefined || options.layers.includes(name);
  for (const file of files) {
    const names = options.byAuthor ? [] : (await folders.of(file)).filter(isAsked);
    const withPlain = options.byAuthor || (options.adjudicated && names.length > 0);
    const sidecars = new Map<string, Layer>();
    let text = '';
    for (const layer of [...names, ...(withPlain ? [undefined] : [])]) {
      const opened = await openArticle(file, terminal, layer);
      if (!opened.ok) {
        exit = worse(exit, report(opened.faults, terminal));
        continue;
      }
      ({ text } = opened);
      if (!opened.hasSidecar) continue;
      const { sidecar } = opened;
      if (options.byAuthor) {
        for (const [name, own] of layersByAuthor(sidecar)) if (isAsked(name)) sidecars.set(name, own);
      } else sidecars.set(layer ?? ADJUDICATED, sidecar);
    }
    addArticle(study, file.name, text, sidecars, terminal);
  }
  return exit;
}

/** Of two revisions, the text of the later one counts; what was annotated on the other is found in it. */
async function addRevisions(
  study: AgreementStudy,
  paths: readonly string[],
  { layers = [] }: AgreeOptions,
  revisions: readonly [string, string],
  terminal: Terminal,
): Promise<ExitCode> {
  const commits = [await commitOf(revisions[0], terminal), await commitOf(revisions[1], terminal)] as const;
  const [layer] = layers;
  // A revision compared with itself is still two.
  const names = revisions[0] === revisions[1] ? [`${revisions[0]} (1)`, `${revisions[1]} (2)`] : revisions;
  const [earlier, later] = [
    await filesOf(commits[0], paths, terminal),
    await filesOf(commits[1], paths, terminal),
  ];
  const compared = [...later.keys()].flatMap((sidecar) => {
    const read = readSidecarName(sidecar);
    const [before, after] = [earlier.get(sidecar), later.get(sidecar)];
    const text = read && later.get(read.article);
    if (!read || read.layer !== layer || !before || !after || !text) return [];
    return [{ article: read.article, sidecar, objects: [text, before, after] as const }];
  });
  const contents = contentsOf(
    compared.flatMap(({ objects }) => objects),
    terminal,
  );
  let exit: ExitCode = EXIT.ok;
  for (const { article, sidecar } of compared) {
    const text = await nextText(contents);
    const layersOfBoth = new Map<string, Layer>();
    for (const name of names) {
      const source = await nextText(contents);
      const parsed = source === undefined ? undefined : parseSidecar(source);
      if (parsed?.problems.length === 0) layersOfBoth.set(name, parsed);
      else {
        terminal.err(`${visible(sidecar)}: error: it has a fault in ${visible(name)} and does not count`);
        exit = worse(exit, EXIT.problems);
      }
    }
    if (text === undefined) {
      terminal.err(`${visible(article)}: error: this is not UTF-8 text`);
      exit = worse(exit, EXIT.problems);
    } else addArticle(study, article, normalizeLineEnds(text), layersOfBoth, terminal);
  }
  return exit;
}

/** The next file as text; `undefined` where it is none. */
async function nextText(contents: AsyncGenerator<Uint8Array, void, undefined>): Promise<string | undefined> {
  const { value } = await contents.next();
  const reading = value && decodeText(value, new TextDecoder());
  return reading?.ok ? reading.text : undefined;
}

/** Counts an article; what has no certain place in it is told of and does not count. */
function addArticle(
  study: AgreementStudy,
  name: string,
  text: string,
  layers: ReadonlyMap<string, Layer>,
  terminal: Terminal,
): void {
  if (layers.size < 2) return;
  const { article, lost } = layeredArticle(text, layers);
  study.add(article);
  for (const [layer, { length }] of lost) {
    if (length === 0) continue;
    const what =
      length === 1
        ? '1 annotation is not found in the article and does not count'
        : `${length} annotations are not found in the article and do not count`;
    terminal.err(`${visible(name)}: warning: ${visible(layer)}: ${what}`);
  }
}

const TITLES: Readonly<Record<Coefficient, string>> = {
  exact: 'exact F1',
  relaxed: 'relaxed F1',
  cohen: "Cohen's kappa",
  fleiss: "Fleiss' kappa",
  alpha: "Krippendorff's u-alpha",
};

function agreementTable(agreement: Agreement, { samples }: AgreeOptions): string {
  const { layers, articles, mentions, overall, labels, relations, pairs } = agreement;
  const count = articles === 1 ? '1 article' : `${articles} articles`;
  const intervals =
    samples > 0 && articles > 1 ? `; 95 % intervals from ${samples} samples of the articles` : '';
  const rows = [
    ['label', 'mentions', ...COEFFICIENTS.map((name) => TITLES[name])],
    ...labels.map((one) => [visible(one.label), String(one.mentions), ...figures(one)]),
    ['all', String(mentions), ...figures(overall)],
  ];
  const related = [
    ['relation', 'relations', ...MATCHED.map((name) => TITLES[name])],
    ...[...relations.types, { ...relations.overall, type: 'all' }].map((one) => [
      visible(one.type),
      String(one.relations),
      ...MATCHED.map((name) => figure(one[name])),
    ]),
  ];
  const between = [
    ['pair', 'articles', ...PAIRED.map((name) => TITLES[name])],
    ...pairs.map((one) => [
      one.layers.map(visible).join(', '),
      String(one.articles),
      ...PAIRED.map((name) => figure(one[name])),
    ]),
  ];
  return [
    `${count}, annotated by ${layers.map(visible).join(', ')}${intervals}\n`,
    aligned(rows),
    ...(relations.types.length > 0 ? [aligned(related)] : []),
    ...(pairs.length > 1 ? [aligned(between)] : []),
  ].join('\n');
}

const MATCHED = ['exact', 'relaxed'] as const;

const PAIRED = ['exact', 'relaxed', 'cohen'] as const;

function figures(estimates: Estimates): string[] {
  return COEFFICIENTS.map((name) => figure(estimates[name]));
}

function figure({ value, interval }: Estimate): string {
  if (value === undefined) return '–';
  return interval
    ? `${value.toFixed(3)} [${interval.map((one) => one.toFixed(3)).join(', ')}]`
    : value.toFixed(3);
}

/** Rows in columns: the first flush left, the others right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => [...row[column]!].length)));
  const pad = (cell: string, column: number) => {
    const space = ' '.repeat(widths[column]! - [...cell].length);
    return column === 0 ? cell + space : space + cell;
  };
  return rows.map((row) => `${row.map(pad).join('  ').trimEnd()}\n`).join('');
}

function agreementJson(
  { overall, labels, relations, pairs, ...rest }: Agreement,
  { samples, seed }: AgreeOptions,
): string {
  const told = (estimates: Partial<Estimates>) =>
    Object.fromEntries(
      COEFFICIENTS.flatMap((name) => {
        const estimate = estimates[name];
        return estimate
          ? [[name, { value: estimate.value ?? null, interval: estimate.interval ?? null }]]
          : [];
      }),
    );
  const content = {
    ...rest,
    bootstrap: { samples, seed },
    overall: told(overall),
    labels: labels.map((one) => ({ label: one.label, mentions: one.mentions, ...told(one) })),
    relations: {
      overall: { relations: relations.overall.relations, ...told(relations.overall) },
      types: relations.types.map((one) => ({ type: one.type, relations: one.relations, ...told(one) })),
    },
    pairs: pairs.map((one) => ({ layers: one.layers, articles: one.articles, ...told(one) })),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
