import type { Agreement, Estimate } from '../agreement/agreement';

/** How large a part of a dataset is. */
export interface SplitSize {
  readonly name: string;
  articles: number;
  words: number;
  bytes: number;
}

export interface CardFacts {
  readonly name: string;
  readonly license: string;
  readonly languages: readonly string[];
  /** ClassLabel names in the order of their numbers. */
  readonly names: readonly string[];
  /** How many mentions each label has. */
  readonly labels: ReadonlyMap<string, number>;
  readonly splits: readonly SplitSize[];
  /** The data file of a split. */
  readonly pattern: (split: string) => string;
  /** How far the annotators agree; absent where it was not measured. */
  readonly agreement?: Agreement;
}

const DESCRIPTIONS: ReadonlyMap<string, string> = new Map([
  ['person', 'names of people, without titles and roles'],
  ['organization', 'bodies, ministries, parties, firms, media, teams'],
  ['location', 'countries, regions, places, rivers, addresses'],
  ['event', 'named events: wars, conferences, elections, tournaments'],
  ['product', 'named works, vehicles, weapons, services, laws'],
  ['date', 'time expressions (TIMEX3)'],
]);

/** The card of a Hugging Face dataset: Markdown with a header in YAML that the Hub's programs read. */
export function datasetCard({
  name,
  license,
  languages,
  names,
  labels,
  splits,
  pattern,
  agreement,
}: CardFacts): string {
  const articles = splits.reduce((sum, split) => sum + split.articles, 0);
  const known = languages.filter((language) => language !== 'und');
  const header = [
    ...list('language', known),
    `license: ${yaml(license)}`,
    ...list('task_categories', ['token-classification']),
    ...list('task_ids', ['named-entity-recognition']),
    ...list('size_categories', [sizeCategory(articles)]),
    `pretty_name: ${yaml(name)}`,
    'dataset_info:',
    '  features:',
    ...['id', 'language', 'published', 'title', 'source', 'text'].flatMap((feature) => [
      `  - name: ${feature}`,
      '    dtype: string',
    ]),
    '  - name: tokens',
    '    sequence: string',
    '  - name: ner_tags',
    '    sequence:',
    '      class_label:',
    '        names:',
    ...names.map((one, number) => `          '${number}': ${yaml(one)}`),
    ...['timex_start', 'timex_end'].flatMap((feature) => [`  - name: ${feature}`, '    sequence: int64']),
    ...['timex_type', 'timex_value', 'timex_mod', 'timex_anchor'].flatMap((feature) => [
      `  - name: ${feature}`,
      '    sequence: string',
    ]),
    ...(splits.length === 0 ? [] : ['  splits:']),
    ...splits.flatMap((split) => [
      `  - name: ${hubName(split.name)}`,
      `    num_bytes: ${split.bytes}`,
      `    num_examples: ${split.articles}`,
    ]),
    ...(splits.length === 0 ? [] : ['configs:', '- config_name: default', '  data_files:']),
    ...splits.flatMap((split) => [
      `  - split: ${hubName(split.name)}`,
      `    path: ${yaml(pattern(split.name))}`,
    ]),
  ];
  const sizes = splits.map(
    ({ name: split, articles: count, words }) => `| ${hubName(split)} | ${count} | ${words} |`,
  );
  const counts = [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
  const described = counts.map(
    ([label, count]) => `| ${cell(label)} | ${count} | ${DESCRIPTIONS.get(label) ?? ''} |`,
  );
  return `---
${header.join('\n')}
---

# ${name.replace(/[\n#]/g, ' ')}

News articles with their named entities and dates, annotated in Marginalia.

| split | articles | words |
| ----- | -------: | ----: |
${sizes.join('\n')}

| label | mentions | what it means |
| ----- | -------: | ------------- |
${described.join('\n')}

\`ner_tags\` mark the words of each mention in IOB2; \`text\` is the body of the article, \`tokens\` are its words. Of mentions that overlap the longest is here. The lists \`timex_…\` hold the time expressions that have a TIMEX3 value, from the word \`timex_start\` up to, and not including, \`timex_end\`. ${agreement ? agreementSection(agreement) : 'Agreement between annotators has not been measured.'}
`;
}

/** Without names: who annotated is not the card's to tell. */
function agreementSection({ layers, articles, overall, labels }: Agreement): string {
  const rows = [...labels, { label: 'all', ...overall }].map(
    ({ label, exact, relaxed, cohen, fleiss, alpha }) =>
      `| ${cell(label)} | ${[exact, relaxed, cohen, fleiss, alpha].map(figure).join(' | ')} |`,
  );
  const count = articles === 1 ? '1 article was' : `${articles} articles were`;
  return `

## Agreement

${count} annotated by two people or more, of ${layers.length} in all, independently of each other. F1 compares mentions (exact: same span and label; relaxed: the same label on shared text), kappa tokens, and alpha the units that Krippendorff's measure for unitizing finds on the characters. In brackets: 95 % bootstrap intervals over articles.

| label | exact F1 | relaxed F1 | Cohen's kappa | Fleiss' kappa | Krippendorff's alpha |
| ----- | -------: | ---------: | ------------: | ------------: | -------------------: |
${rows.join('\n')}`;
}

function figure({ value, interval }: Estimate): string {
  if (value === undefined) return '–';
  const range = interval ? ` [${interval.map((one) => one.toFixed(2)).join(', ')}]` : '';
  return `${value.toFixed(2)}${range}`;
}

function cell(text: string): string {
  return text.replace(/[|\n]/g, ' ');
}

/** A value of YAML: quoted as JSON is, which YAML reads alike. */
function yaml(value: string): string {
  return /^[a-zA-Z][\w./-]*$/.test(value) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

function list(key: string, values: readonly string[]): string[] {
  return values.length === 0
    ? []
    : [`${key}:`, ...values.map((value) => `- ${/^no$/i.test(value) ? `'${value}'` : yaml(value)}`)];
}

/** The Hub's name for a development set. */
function hubName(split: string): string {
  return split === 'dev' ? 'validation' : split;
}

/** The Hub's classes of size. */
function sizeCategory(articles: number): string {
  const bounds = [1e3, 1e4, 1e5, 1e6];
  const names = ['n<1K', '1K<n<10K', '10K<n<100K', '100K<n<1M'];
  const index = bounds.findIndex((bound) => articles < bound);
  return names[index] ?? '1M<n<10M';
}
