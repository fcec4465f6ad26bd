import { visible } from '../src/cli/terminal';
import { DEFAULT_LABELS, type Label } from '../src/core';
import {
  addCounts,
  addDateCounts,
  addEntityCounts,
  entityScoreOf,
  NO_COUNTS,
  NO_DATE_COUNTS,
  NO_ENTITY_COUNTS,
  scoreOf,
  type Counts,
  type DateCounts,
  type Difference,
  type DifferenceKind,
  type EntityCounts,
  type ScoredMention,
} from './scoring';

/** What was counted on one corpus, or on several together. */
export interface SetResult {
  readonly set: string;
  readonly articles: number;
  /** Only of labels that are both annotated in the corpus and recognised. */
  readonly labels: ReadonlyMap<Label, Counts>;
  /** With the articles' dates of publication given to the recogniser, where they have one. */
  readonly dated: DateCounts;
  /** Without. */
  readonly undated: DateCounts;
  /** The entities of the gold mentions, as the program resolves them. */
  readonly entities: EntityCounts;
  /** The same, if each spelling were an entity. */
  readonly spellings: EntityCounts;
}

const ENTITY_LABELS = DEFAULT_LABELS.filter((label) => label !== 'date');
const CORE_LABELS: readonly Label[] = ['person', 'organization', 'location'];

export function emptyResult(set: string): SetResult {
  return {
    set,
    articles: 0,
    labels: new Map(),
    dated: NO_DATE_COUNTS,
    undated: NO_DATE_COUNTS,
    entities: NO_ENTITY_COUNTS,
    spellings: NO_ENTITY_COUNTS,
  };
}

export function addResults(a: SetResult, b: Omit<SetResult, 'set'>): SetResult {
  const labels = new Map(a.labels);
  for (const [label, counts] of b.labels)
    labels.set(label, addCounts(labels.get(label) ?? NO_COUNTS, counts));
  return {
    set: a.set,
    articles: a.articles + b.articles,
    labels,
    dated: addDateCounts(a.dated, b.dated),
    undated: addDateCounts(a.undated, b.undated),
    entities: addEntityCounts(a.entities, b.entities),
    spellings: addEntityCounts(a.spellings, b.spellings),
  };
}

/** The counts of the given labels together, of those that the corpus annotates; `undefined` where it has none. */
export function microCounts({ labels }: SetResult, among: readonly Label[]): Counts | undefined {
  const counted = among.flatMap((label) => labels.get(label) ?? []);
  return counted.length === 0 ? undefined : counted.reduce(addCounts);
}

/** The results as Markdown tables; percentages. Corpora come in the order given, and together at the end. */
export function resultTables(results: readonly SetResult[]): string {
  const together =
    results.length > 1 ? [...results, results.reduce(addResults, emptyResult('together'))] : results;
  const entities = together.filter((result) => microCounts(result, ENTITY_LABELS));
  const dates = together.filter(({ labels }) => labels.has('date'));
  const tables: string[] = [];
  if (entities.length > 0) {
    tables.push('Named entities: F1 of exact spans (precision / recall)', entityTable(entities));
    tables.push('By label', labelTable(entities));
  }
  if (dates.length > 0) tables.push('Dates: F1', dateTable(dates));
  const resolved = together.filter(({ entities }) => entities.mentions > 0);
  if (resolved.length > 0) tables.push('Entities within an article: B-cubed', resolutionTable(resolved));
  return `${tables.join('\n\n')}\n`;
}

function entityTable(results: readonly SetResult[]): string {
  const head = ['set', 'articles', ...ENTITY_LABELS, 'p+o+l', 'all'];
  const rows = results.map((result) => [
    result.set,
    String(result.articles),
    ...ENTITY_LABELS.map((label) => percent(result.labels.get(label), 'f1')),
    summary(microCounts(result, CORE_LABELS)),
    summary(microCounts(result, ENTITY_LABELS)),
  ]);
  return markdownTable(head, rows, 1);
}

function labelTable(results: readonly SetResult[]): string {
  const rows = results.flatMap(({ set, labels }) =>
    ENTITY_LABELS.flatMap((label) => {
      const counts = labels.get(label);
      if (counts === undefined) return [];
      const scores = (['precision', 'recall', 'f1'] as const).map((score) => percent(counts, score));
      return [[set, label, String(counts.gold), String(counts.found), ...scores]];
    }),
  );
  return markdownTable(['set', 'label', 'gold', 'found', 'precision', 'recall', 'F1'], rows, 2);
}

function dateTable(results: readonly SetResult[]): string {
  const rows = results.flatMap(({ set, dated, undated }) => [
    [set, 'as given', ...dateCells(dated)],
    [set, 'withheld', ...dateCells(undated)],
  ]);
  const head = ['set', 'published', 'gold', 'found', 'strict', 'relaxed', 'value', 'value, X left open'];
  return markdownTable(head, rows, 2);
}

function dateCells(counts: DateCounts): string[] {
  const { gold, found, strict, relaxed, value, known } = counts;
  const cells = [strict, relaxed, value, known].map((right) => percent({ gold, found, right }, 'f1'));
  return [String(gold), String(found), ...cells];
}

function resolutionTable(results: readonly SetResult[]): string {
  const rows = results.map(({ set, entities, spellings }) => {
    const { precision, recall, f1 } = entityScoreOf(entities);
    const scores = [precision, recall, f1, entityScoreOf(spellings).f1].map((score) => cell(score));
    return [set, ...[entities.mentions, entities.gold, entities.found].map(String), ...scores];
  });
  const head = ['set', 'mentions', 'entities', 'found', 'precision', 'recall', 'F1', 'F1 of spellings'];
  return markdownTable(head, rows, 1);
}

function summary(counts: Counts | undefined): string {
  if (counts === undefined) return '–';
  return `${percent(counts, 'f1')} (${percent(counts, 'precision')} / ${percent(counts, 'recall')})`;
}

function percent(counts: Counts | undefined, score: 'precision' | 'recall' | 'f1'): string {
  return cell(counts && scoreOf(counts)[score]);
}

function cell(value: number | undefined): string {
  return value === undefined ? '–' : (100 * value).toFixed(1);
}

/** A Markdown table in aligned columns; those from the column `numbers` on are aligned to the right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: number,
): string {
  const widths = head.map((title, column) =>
    Math.max(3, ...[title, ...rows.map((row) => row[column] ?? '')].map((cell) => [...cell].length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths
      .map((width, column) => {
        const cell = (cells[column] ?? '').replaceAll('|', '\\|');
        return column < numbers ? cell.padEnd(width) : cell.padStart(width);
      })
      .join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column < numbers ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** The results for programs: counts and scores from 0 to 1, `null` where there is nothing to divide by. */
export function resultRecord(result: SetResult): object {
  const { set, articles, labels, dated, undated, entities, spellings } = result;
  const record = (counts: Counts | undefined) => {
    if (counts === undefined) return null;
    const { precision = null, recall = null, f1 = null } = scoreOf(counts);
    return { ...counts, precision, recall, f1 };
  };
  return {
    set,
    articles,
    labels: Object.fromEntries([...labels].map(([label, counts]) => [label, record(counts)])),
    personOrganizationLocation: record(microCounts(result, CORE_LABELS)),
    entities: record(microCounts(result, ENTITY_LABELS)),
    ...(entities.mentions > 0 && {
      resolution: { ...entities, ...entityScoreOf(entities), spellings: entityScoreOf(spellings) },
    }),
    ...(labels.has('date') && { dates: { dated: dateRecord(dated), undated: dateRecord(undated) } }),
  };
}

function dateRecord({ gold, found, ...pairs }: DateCounts): object {
  const f1 = (right: number) => scoreOf({ gold, found, right }).f1 ?? null;
  return {
    gold,
    found,
    ...Object.fromEntries(Object.entries(pairs).map(([name, right]) => [name, { right, f1: f1(right) }])),
  };
}

/** Errors of the same kind, labels and texts, with the place of the first. */
export interface ErrorEntry {
  readonly kind: DifferenceKind;
  readonly count: number;
  readonly what: string;
  readonly context: string;
  readonly id: string;
}

/** Errors by kind, the most frequent first, those equally frequent in the order of the corpus. */
export function sortedErrors(errors: Iterable<ErrorEntry>): ErrorEntry[] {
  return [...errors].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.count - a.count);
}

/** Adds a difference to the errors collected so far, keyed by what they say. */
export function addError(
  errors: Map<string, ErrorEntry>,
  id: string,
  text: string,
  difference: Difference,
): void {
  const { kind } = difference;
  const what = describeDifference(text, difference);
  const key = `${kind} ${what}`;
  const known = errors.get(key);
  errors.set(
    key,
    known
      ? { ...known, count: known.count + 1 }
      : { kind, count: 1, what, context: contextOf(text, difference), id },
  );
}

/** Sorted errors as lines for a person, under their kinds. */
export function errorLines(errors: readonly ErrorEntry[]): string {
  return KINDS.map((kind) => {
    const entries = errors.filter((entry) => entry.kind === kind);
    if (entries.length === 0) return '';
    const total = entries.reduce((sum, { count }) => sum + count, 0);
    const lines = entries.map(
      ({ what, context, id, count }) =>
        `${String(count).padStart(5)}  ${what}\n       ${context}  (${visible(id)})\n`,
    );
    return `\n${kind}: ${total}\n${lines.join('')}`;
  }).join('');
}

const KINDS: readonly DifferenceKind[] = [
  'missed',
  'spurious',
  'wrong label',
  'wrong extent',
  'wrong label and extent',
  'wrong value',
];

function describeDifference(text: string, difference: Difference): string {
  const quoted = ({ span }: ScoredMention) => `“${visible(text.slice(span.start, span.end))}”`;
  const valued = ({ timex }: ScoredMention) => `${timex?.type ?? '?'} ${visible(timex?.value ?? '?')}`;
  const named = (mention: ScoredMention) =>
    `${mention.label} ${quoted(mention)}${mention.timex?.value === undefined ? '' : ` ${valued(mention)}`}`;
  switch (difference.kind) {
    case 'missed':
      return named(difference.gold);
    case 'spurious':
      return named(difference.found);
    case 'wrong label':
      return `${quoted(difference.gold)} ${difference.gold.label}, found as ${difference.found.label}`;
    case 'wrong extent':
    case 'wrong label and extent':
      return `${named(difference.gold)}, found as ${named(difference.found)}`;
    case 'wrong value':
      return `${quoted(difference.gold)} ${valued(difference.gold)}, found as ${valued(difference.found)}`;
  }
}

const CONTEXT_LENGTH = 40;

/** The gold mention, or else the one found, in brackets between what stands around it. */
function contextOf(text: string, difference: Difference): string {
  const { span } = difference.kind === 'spurious' ? difference.found : difference.gold;
  const before = text.slice(Math.max(0, span.start - CONTEXT_LENGTH), span.start);
  const after = text.slice(span.end, span.end + CONTEXT_LENGTH);
  const flat = (part: string) => visible(part.replace(/\s+/g, ' '));
  return `…${flat(before)}[${flat(text.slice(span.start, span.end))}]${flat(after)}…`;
}
