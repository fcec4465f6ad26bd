import { parseArgs } from 'node:util';
import { processTerminal } from '../src/cli/process-terminal';
import { EXIT, type ExitCode } from '../src/cli/terminal';
import { DEFAULT_LABELS, loadRecognition, type Label, type Recognition } from '../src/core';
import { shippedRecognition } from './shipped-recognition';
import { readGold, type GoldArticle } from './corpus';
import { LanguageScore } from './languages';
import {
  addError,
  addResults,
  emptyResult,
  errorLines,
  resultRecord,
  resultTables,
  sortedErrors,
  type ErrorEntry,
  type SetResult,
} from './report';
import { countDates, countEntities, countSpans, differences, NO_DATE_COUNTS } from './scoring';

const USAGE = `Usage: npm run eval -- [FOLDER|FILE …] [-v] [--only LABEL,…] [--identify] [--light] [--json]

Scores the recogniser on annotated text: JSON Lines, and articles with finished sidecars; the samples if none is given.

  -v, --verbose      prints the errors
  --only LABEL,…     counts these labels alone
    --identify         tells each article's language from its text instead of taking it from the corpus
  --light            finds names by rules, without the trained model
  --json             prints JSON instead of Markdown`;

interface Options {
  readonly verbose: boolean;
  readonly identify: boolean;
  readonly light: boolean;
  readonly json: boolean;
  readonly labels: readonly Label[];
}

/** The command: relative paths are counted from `cwd`, `samples` is scored where none is given. */
export async function main(args: readonly string[], cwd: string, samples: string): Promise<ExitCode> {
  const terminal = { ...processTerminal(), cwd };
  let given: readonly string[];
  let options: Options;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        verbose: { type: 'boolean', short: 'v' },
        only: { type: 'string' },
        identify: { type: 'boolean' },
        light: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      await terminal.out(`${USAGE}\n`);
      return EXIT.ok;
    }
    given = positionals.length > 0 ? positionals : [samples];
    const labels = values.only?.split(',') ?? DEFAULT_LABELS;
    const unknown = labels.filter((label) => !(DEFAULT_LABELS as readonly Label[]).includes(label));
    if (unknown.length > 0) throw new TypeError(`No such label: ${unknown.join(', ')}`);
    options = {
      verbose: values.verbose ?? false,
      identify: values.identify ?? false,
      light: values.light ?? false,
      json: values.json ?? false,
      labels,
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    terminal.err(`${error.message}\n\n${USAGE}`);
    return EXIT.trouble;
  }

  const recognition = await (options.light ? loadRecognition() : shippedRecognition());
  const languages = { identify: recognition.identifyLanguage, trusted: !options.identify };
  const results = new Map<string, SetResult>();
  const languageScore = new LanguageScore(recognition.identifyLanguage);
  const errors = new Map<string, Map<string, ErrorEntry>>();
  let exit: ExitCode = EXIT.ok;
  for await (const reading of readGold(given, terminal, languages)) {
    if (reading.kind === 'fault') {
      terminal.err(reading.message);
      exit = EXIT.problems;
      continue;
    }
    const { gold } = reading;
    if (!results.has(gold.set)) terminal.err(`Reading ${gold.set} …`);
    if (gold.language !== undefined && gold.language !== gold.article.language)
      terminal.err(`${gold.id}: identified as ${gold.article.language}, not ${gold.language}`);
    const { text, body } = gold.article;
    if (gold.language !== undefined) languageScore.add(text.slice(body.start, body.end), gold.language);
    const list = errors.get(gold.set) ?? new Map<string, ErrorEntry>();
    errors.set(gold.set, list);
    const known = results.get(gold.set) ?? emptyResult(gold.set);
    results.set(gold.set, addResults(known, scoreArticle(gold, options.labels, recognition, list)));
  }
  if (results.size === 0) {
    terminal.err(
      'There is no annotated article: no line of a .jsonl file, and no article with a finished sidecar.',
    );
    return EXIT.trouble;
  }
  const scored = [...results.values()];
  const errorsOf = ({ set }: SetResult) => sortedErrors(errors.get(set)?.values() ?? []);
  if (options.json) {
    const records = scored.map((result) => ({
      ...resultRecord(result),
      ...(options.verbose && { errors: errorsOf(result) }),
    }));
    await terminal.out(`${JSON.stringify(records, undefined, 2)}\n`);
  } else {
    await terminal.out(resultTables(scored));
    await terminal.out(`\n${languageScore.table()}`);
    if (options.verbose)
      for (const result of scored)
        await terminal.out(`\nErrors in ${result.set}\n${errorLines(errorsOf(result))}`);
  }
  return exit;
}

function scoreArticle(
  { id, article, labels: annotated, mentions }: GoldArticle,
  wanted: readonly Label[],
  { recognize, resolveEntities }: Recognition,
  errors: Map<string, ErrorEntry>,
): Omit<SetResult, 'set'> {
  const labels = wanted.filter((label) => annotated.includes(label));
  const isCounted = ({ label }: { readonly label: Label }) => labels.includes(label);
  const gold = mentions.filter(isCounted);
  const found = recognize(article).filter(isCounted);
  for (const difference of differences(gold, found)) addError(errors, id, article.text, difference);
  const named = gold.map(({ span, label, entity }) => ({ span, label, entity }));
  const entities = resolveEntities(article.text, named, article.language);
  const counts = {
    articles: 1,
    labels: countSpans(gold, found, labels),
    entities: countEntities(named, (mention) => entities.get(mention)),
    spellings: countEntities(
      named,
      ({ label, span }) => `${label} ${article.text.slice(span.start, span.end)}`,
    ),
  };
  if (!labels.includes('date')) return { ...counts, dated: NO_DATE_COUNTS, undated: NO_DATE_COUNTS };
  const isDate = ({ label }: { readonly label: Label }) => label === 'date';
  const { text, body, language } = article;
  const goldDates = gold.filter(isDate);
  return {
    ...counts,
    dated: countDates(goldDates, found.filter(isDate)),
    undated: countDates(goldDates, recognize({ text, body, language }).filter(isDate)),
  };
}
