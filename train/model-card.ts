import { DEFAULT_LABELS } from '../src/core/model/label';
import type { AnnotatedText } from './corpus';
import { fScore, sum, type Counts, type Evaluation } from './evaluation';
import { COSTS, RAW_SOURCES, sourceOf } from './sources';

/** What the card of a model says of it. */
export interface ModelFacts {
  readonly corpus: readonly AnnotatedText[];
  /** True where the figures are of a model trained with the same options without the sets that they are of. */
  readonly isMeasuredApart: boolean;
  readonly words: number;
  readonly features: number;
  /** How many words are in clusters. */
  readonly clustered: number;
  /** True where the clusters were learnt anew, from text whose sources the trainer does not know. */
  readonly areClustersNew: boolean;
  readonly bytes: number;
  readonly deflated: number;
  /** The options that the trainer was run with, without folders. */
  readonly options: readonly string[];
  readonly evaluation: Evaluation;
}

const MAIN_LABELS = ['person', 'organization', 'location'] as const;

/** The model card, in Markdown. */
export function modelCard(facts: ModelFacts): string {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  const command = ['npm run train -- FOLDER --development FOLDER', ...facts.options].join(' ');
  return `# The recogniser's model

\`entities.bin\` finds the names of persons, organizations, locations, events and products. It is a linear-chain
conditional random field over hashed features of words, their shape, endings and neighbours, the rest of the article and
lists of names; one model for all languages. \`npm run train\` wrote it and this file.

It keeps ${facts.features} features in ${megabytes(facts.bytes)} MB, ${megabytes(facts.deflated)} MB when deflated, and was
trained on ${facts.words} words.

## Sources

The model holds weights of hashed features and no text. It was trained on:

${table(['sets', 'articles', 'source', 'terms'], sourceRows(facts.corpus))}

${
  doubtful(facts.corpus).length === 0
    ? 'The terms of all of them permit it.'
    : `The terms of these do not plainly permit a model made from them, though such models are widely published:
${doubtful(facts.corpus).join('; ')}. To make the model without one, name the start of its sets:
\`npm run train -- FOLDER --without conll_ --without slavic_\`. What that costs was measured with the model before this one:

${table(
  ['left out', 'F1 of person, organization and location on development sets'],
  COSTS.map(({ without, changes }) => [`\`${without}\``, changes]),
)}`
}

${clusterSection(facts)}## Figures

F1 of exact spans on development sets, by which the settings and the calibration of its confidence were chosen.
${
  facts.isMeasuredApart
    ? 'They are those of a model made in the same way without these sets; the shipped one was then trained on them as well.'
    : 'The model was not trained on them.'
} A dash stands where a set does not annotate the label.

${table(['set', 'p+o+l', ...entityLabels()], figureRows(facts.evaluation))}

## Making it again

Each folder holds files \`*.jsonl\`, an article a line: \`id\`, \`set\`, \`language\`, \`text\`, \`labels\` (what the set
annotates) and \`spans\` (\`start\`, \`end\`, \`label\`). Corpora do not come with the project.

\`\`\`
${command}
\`\`\`

The same files and options give the same model, byte by byte, on the same version of Node: names of countries come from
its \`Intl\`.
`;
}

function clusterSection({ clustered, areClustersNew }: ModelFacts): string {
  if (clustered === 0) return '';
  const sources = areClustersNew
    ? 'Its sources and their terms are to be named here by whoever gave the text to `--raw`.'
    : table(
        ['languages', 'source', 'terms'],
        RAW_SOURCES.map(({ languages, name, terms }) => [languages, name, terms]),
      );
  return `## Word clusters

The model knows ${clustered} words by the company that they keep: skip-gram vectors (Mikolov and others 2013) of raw
text in each language, parted by k-means into 1,000 and 100 clusters. The raw text, of which nothing else is kept:

${sources}

Training keeps the clusters of the model that it replaces; \`--raw FOLDER\` learns them anew.

`;
}

function entityLabels(): string[] {
  return DEFAULT_LABELS.filter((label) => label !== 'date');
}

function sourceRows(corpus: readonly AnnotatedText[]): string[][] {
  const rows = new Map<string, { sets: Set<string>; articles: number; name: string; terms: string }>();
  for (const { set } of corpus) {
    const source = sourceOf(set);
    const name = source?.name ?? set;
    const row = rows.get(name) ?? { sets: new Set(), articles: 0, name, terms: source?.terms ?? 'not known' };
    row.sets.add(set);
    row.articles++;
    rows.set(name, row);
  }
  return [...rows.values()].map(({ sets, articles, name, terms }) => [
    [...sets].map((set) => `\`${set}\``).join(' '),
    String(articles),
    name,
    terms,
  ]);
}

function doubtful(corpus: readonly AnnotatedText[]): string[] {
  const sources = new Set(corpus.map(({ set }) => sourceOf(set)));
  return [...sources].flatMap((source) =>
    source?.isDoubtful === true ? [source.name.replace(/:.*/, '')] : [],
  );
}

function figureRows({ sets }: Evaluation): string[][] {
  return [...sets].map(([set, counts]) => [
    set,
    figure(sum(MAIN_LABELS.flatMap((label) => counts.get(label) ?? []))),
    ...entityLabels().map((label) => figure(counts.get(label))),
  ]);
}

function figure(counts: Counts | undefined): string {
  return counts === undefined || counts.annotated === 0 ? '–' : fScore(counts).toFixed(1);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
