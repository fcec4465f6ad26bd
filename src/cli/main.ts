import process from 'node:process';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import {
  calendarDateOf,
  DATASET_FORMATS,
  datasetFormat,
  languageTagOf,
  STATUSES,
  type DatasetFormat,
  type FormatSettings,
  type Status,
} from '../core';
import { agree } from './agree';
import { annotate, type AnnotateOptions } from './annotate';
import { annotateStream } from './annotate-stream';
import { check, type CheckOptions } from './check';
import { exportDataset } from './export';
import { gitSetup } from './git-setup';
import { importDataset } from './import';
import { merge } from './merge';
import { processTerminal } from './process-terminal';
import { EXIT, visible } from './terminal';
import { work } from './worker';
import { ShardLost, workerCount } from './workers';

/** Put in by the build. */
declare const MARGINALIA_VERSION: string;

const terminal = processTerminal();

const NO_PROJECT = 'do not read marginalia.yaml and entities.yaml';

const program = new Command('marginalia')
  .description('Marks named entities and dates in news articles, and makes datasets of what was decided.')
  .version(MARGINALIA_VERSION)
  .configureOutput({
    outputError: (text, write) =>
      write(`marginalia: ${text.trimEnd().split('\n').map(visible).join('\n')}\n`),
  })
  .showHelpAfterError('Run it with --help to see what it takes.')
  .exitOverride()
  .addHelpText(
    'after',
    `
A PATH is an article, a folder (its .txt, .md and .article files), or - for
standard input.

The rules in marginalia.yaml and the names in entities.yaml count for the
articles of their folder and of those below it, the nearest file of each for
each article, up to the working directory. The project says what in a folder is
an article, under which labels suggestions are made, and by which recogniser.
What comes from standard input lies in no folder.

Exit status: 0 done; 1 something in the files is at fault, the rest was done;
2 the command was not understood, or a file could not be read or written.`,
  );

program
  .command('annotate')
  .summary('find named entities and dates')
  .description(
    'Finds named entities and dates in articles and adds them to <article>.ann.yaml as suggestions. What stands there ' +
      'already is left as it is. With --dry-run, or for -, all that is found is printed and nothing is written.\n\n' +
      'With --jsonl it is a filter for corpora: JSON Lines {"id", "text", "language"?, "published"?} from a file or ' +
      'standard input become JSON Lines {"id", "language", "spans"}, in order. Offsets are Unicode code points.',
  )
  .argument('[PATH...]', 'articles and folders, or with --jsonl one file')
  .option('--dry-run', 'print, write nothing', false)
  .addOption(new Option('--format <format>', 'how to print').choices(['text', 'jsonl']).default('text'))
  .addOption(new Option('--jsonl', 'filter JSON Lines').conflicts(['dryRun', 'format']))
  .option('--language <tag>', 'the language (pt, bg, en …) of articles that do not say theirs', languageTag)
  .option('--published <YYYY-MM-DD>', 'the date of articles that do not say theirs', calendarDate)
  .addOption(new Option('--layer <annotator>', "write into an annotator's layer").conflicts('jsonl'))
  .option('--no-project', NO_PROJECT)
  .addOption(jobsOption())
  .action(
    async (
      paths: string[],
      { jsonl, jobs, ...options }: AnnotateOptions & { jsonl?: true; jobs: number },
      command: Command,
    ) => {
      if (jsonl && paths.length > 1) command.error('error: --jsonl takes one file');
      if (!jsonl && paths.length === 0) command.error("error: missing required argument 'PATH'");
      process.exitCode = await (jsonl
        ? annotateStream(paths[0] ?? '-', options, terminal, workerCount(jobs))
        : annotate(paths, options, terminal, workerCount(jobs)));
    },
  );

interface ExportArguments {
  readonly format: string;
  readonly option: FormatSettings;
  readonly status: readonly Status[];
  readonly minConfidence: number;
  readonly anonymous: boolean;
  readonly split?: readonly number[];
  readonly seed: string;
  readonly stratify: boolean;
  readonly output?: string;
  readonly strict: boolean;
  readonly layer?: string;
  readonly project: boolean;
  readonly jobs: number;
}

program
  .command('export')
  .summary('make a dataset of annotated articles')
  .description(
    'Writes articles and the annotations of their sidecars as a dataset. Annotations that are not in it, because ' +
      'their place in the article is lost or the format cannot hold them, are named on standard error.',
  )
  .argument('<PATH...>', 'articles and folders')
  .addOption(
    new Option('--format <format>', 'the format of the dataset')
      .choices(DATASET_FORMATS.map(({ id }) => id))
      .default('jsonl'),
  )
  .option('--option <name=value>', 'an option of the format, see below; may be repeated', formatOption, {})
  .addOption(
    new Option('--status <list>', `annotations of these statuses: ${STATUSES.join(',')}`)
      .argParser(statusList)
      .default(['accepted'], 'accepted'),
  )
  .option('--min-confidence <number>', 'leave out suggestions below, from 0 to 1', confidence, 0)
  .option('--anonymous', 'name annotators annotator-1, annotator-2 …', false)
  .option('--split <train/dev/test>', 'divide the articles by shares, such as 80/10/10', splitShares)
  .option('--seed <text>', 'another seed gives another division', '1')
  .option('--stratify', 'keep the share of each label alike in all parts', false)
  .option('-o, --output <path>', 'a file, or for several files a folder, instead of standard output')
  .option('--strict', 'fail where an annotation is left out', false)
  .option('--layer <annotator>', "the annotations of an annotator's layer")
  .option('--no-project', NO_PROJECT)
  .addOption(jobsOption())
  .addHelpText('after', `\n${formatHelp(DATASET_FORMATS)}`)
  .action(async (paths: string[], given: ExportArguments, command: Command) => {
    const { status, option, split, seed, stratify, jobs, ...rest } = given;
    const format = knownFormat(given.format, option, command);
    const shares = split && SPLIT_NAMES.map((name, index) => ({ name, share: split[index] ?? 0 }));
    process.exitCode = await exportDataset(
      paths,
      {
        ...rest,
        format,
        options: option,
        statuses: status,
        ...(shares && { splits: { shares, seed, stratified: stratify } }),
      },
      terminal,
      workerCount(jobs),
    );
  });

interface ImportArguments {
  readonly format: string;
  readonly option: FormatSettings;
  readonly into: string;
  readonly dryRun: boolean;
  readonly sound: boolean;
  readonly layer?: string;
  readonly project: boolean;
}

program
  .command('import')
  .summary('bring a dataset into articles and sidecars')
  .description(
    'Reads a dataset and merges its annotations into the sidecars of the articles in a folder; articles that the ' +
      'folder does not have are made. What sidecars say already stays. Nothing is written where the dataset is at ' +
      'fault, unless --sound is given.',
  )
  .argument('<PATH...>', 'the files of the dataset, or folders of them')
  .addOption(
    new Option('--format <format>', 'the format of the dataset')
      .choices(DATASET_FORMATS.filter((format) => format.read).map(({ id }) => id))
      .default('jsonl'),
  )
  .option('--option <name=value>', 'an option of the format; may be repeated', formatOption, {})
  .requiredOption('--into <folder>', 'the folder of the articles')
  .option('--dry-run', 'tell what would be done, write nothing', false)
  .option('--sound', 'import what is sound of a dataset with faults', false)
  .option('--layer <annotator>', "merge into an annotator's layer")
  .option('--no-project', NO_PROJECT)
  .action(async (paths: string[], { option, ...options }: ImportArguments, command: Command) => {
    const format = knownFormat(options.format, option, command);
    process.exitCode = await importDataset(paths, { ...options, format, options: option }, terminal);
  });

program
  .command('check')
  .summary('report what is wrong with articles and sidecars')
  .description(
    'Reports malformed sidecars, annotations that are not found in their article, impossible dates, sidecars ' +
      'without an article, files that are not text, faults of marginalia.yaml and entities.yaml, and labels and ' +
      'entities that are not in them, each with its place.',
  )
  .argument('<PATH...>', 'articles, sidecars and folders')
  .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
  .option('--no-project', NO_PROJECT)
  .addOption(jobsOption())
  .action(async (paths: string[], { jobs, ...options }: CheckOptions & { jobs: number }) => {
    process.exitCode = await check(paths, options, terminal, workerCount(jobs));
  });

interface AgreeArguments {
  readonly layers?: readonly string[];
  readonly adjudicated: boolean;
  readonly byAuthor: boolean;
  readonly revisions?: readonly string[];
  readonly samples: number;
  readonly seed: string;
  readonly format: 'text' | 'json';
  readonly project: boolean;
}

program
  .command('agree')
  .summary('measure how far annotators agree')
  .description(
    "Compares annotators' layers (<article>.<annotator>.ann.yaml): F1 of mentions, kappa of tokens, and " +
      "Krippendorff's alpha for unitizing, for each label and for all, with intervals. Annotators are compared on the " +
      'articles that they both have a layer of; accepted mentions count.',
  )
  .argument('<PATH...>', 'articles and folders')
  .option('--layers <list>', 'compare these annotators only: ana,bo', nameList)
  .option('--adjudicated', 'compare the adjudicated layer as well', false)
  .option('--by-author', 'compare who decided in each sidecar, instead of layers', false)
  .addOption(
    new Option('--revisions <A B...>', 'compare the sidecars, or one layer, at two Git revisions').conflicts([
      'adjudicated',
      'byAuthor',
    ]),
  )
  .option('--samples <number>', 'bootstrap samples for the intervals; 0 for none', sampleCount, 1000)
  .option('--seed <text>', 'another seed draws other samples', '1')
  .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
  .option('--no-project', NO_PROJECT)
  .action(async (paths: string[], { revisions, ...options }: AgreeArguments, command: Command) => {
    const [first, second, ...more] = revisions ?? [];
    if (revisions && (first === undefined || second === undefined || more.length > 0)) {
      command.error('error: --revisions takes two revisions; write the paths before it');
    }
    if (revisions && options.layers && options.layers.length > 1) {
      command.error('error: --revisions compares one layer with itself');
    }
    const pair = first !== undefined && second !== undefined ? ([first, second] as const) : undefined;
    process.exitCode = await agree(paths, { ...options, revisions: pair }, terminal);
  });

program
  .command('merge')
  .summary("merge sidecars, as Git's merge driver")
  .description(
    'Writes into OURS what it and THEIRS made of BASE, annotation by annotation. Where two people decided differently, ' +
      'both decisions are kept under "conflict" and the exit status is 1.',
  )
  .argument('<BASE>', 'the common ancestor')
  .argument('<OURS>', 'the file that is written')
  .argument('<THEIRS>', 'the other version')
  .option('--name <path>', 'the name of the file in messages')
  .action(async (base: string, ours: string, theirs: string, { name }: { name?: string }) => {
    process.exitCode = await merge([base, ours, theirs], name ?? ours, terminal);
  });

program
  .command('git-setup')
  .summary('have Git merge sidecars with this program')
  .description(
    'Writes the merge driver into the configuration of the repository here, and its line into .gitattributes.',
  )
  .action(async () => {
    process.exitCode = await gitSetup(`"${process.execPath}" "${process.argv[1] ?? ''}"`, terminal);
  });

program.command('worker', { hidden: true }).action(() => {
  work(terminal);
});

/** Of the commands that work on shards. */
function jobsOption(): Option {
  return new Option('--jobs <number>', 'work with so many processes at once; 0 or auto for one a core')
    .argParser(jobCount)
    .default(1);
}

function jobCount(value: string): number {
  const count = value === 'auto' ? 0 : Number(value);
  if (!/^(?:auto|\d{1,4})$/.test(value)) throw new InvalidArgumentError('Write a number, 0 or auto.');
  return count;
}

function languageTag(value: string): string {
  const tag = languageTagOf(value);
  if (tag === undefined) throw new InvalidArgumentError('Write it as pt, bg or en.');
  return tag;
}

function calendarDate(value: string): string {
  const date = calendarDateOf(value);
  if (date === undefined) throw new InvalidArgumentError('Write it as YYYY-MM-DD.');
  return date;
}

function nameList(value: string): string[] {
  return value.split(',').map((name) => name.trim());
}

function sampleCount(value: string): number {
  const count = Number(value);
  if (!/^\d+$/.test(value) || count > 100_000) throw new InvalidArgumentError('Write a number up to 100000.');
  return count;
}

const SPLIT_NAMES = ['train', 'dev', 'test'];

function formatOption(value: string, before: FormatSettings): FormatSettings {
  const [, name, setting] = /^([a-z-]+)=(.*)$/.exec(value) ?? [];
  if (name === undefined || setting === undefined) throw new InvalidArgumentError('Write it as name=value.');
  return { ...before, [name]: setting };
}

function knownFormat(id: string, options: FormatSettings, command: Command): DatasetFormat {
  const format = datasetFormat(id);
  if (!format) throw new Error(`The format ${id} is offered but not known.`);
  for (const [name, value] of Object.entries(options)) {
    const option = format.options.find((one) => one.name === name);
    const names = format.options.map((one) => one.name).join(', ');
    if (!option)
      command.error(
        `error: ${format.name} has ${names ? `the options ${names}` : 'no options'}, not ${name}`,
      );
    else if (option.values && !option.values.includes(value)) {
      command.error(`error: the option ${name} is one of ${option.values.join(', ')}`);
    }
  }
  return format;
}

function formatHelp(formats: readonly DatasetFormat[]): string {
  const lines = formats.map(({ id, name, options }) => {
    const given = options.map(
      ({ name, description, default: preset }) => `    ${name}=${preset}  ${description}\n`,
    );
    return `  ${id.padEnd(14)} ${name}\n${given.join('')}`;
  });
  return `Formats and their options:\n${lines.join('')}`;
}

function confidence(value: string): number {
  const number = value.trim() === '' ? NaN : Number(value);
  if (!(number >= 0 && number <= 1)) throw new InvalidArgumentError('Write a number from 0 to 1.');
  return number;
}

function splitShares(value: string): number[] {
  const shares = value.split(/[/,:]/).map((share) => (share.trim() === '' ? NaN : Number(share)));
  const sound =
    shares.length >= 2 && shares.length <= 3 && shares.every((share) => share >= 0 && share < Infinity);
  if (!sound || shares.every((share) => share === 0)) throw new InvalidArgumentError('Write it as 80/10/10.');
  return shares;
}

function statusList(value: string): Status[] {
  return value.split(',').map((name) => {
    const status = STATUSES.find((one) => one === name.trim());
    if (!status) throw new InvalidArgumentError(`Choose from ${STATUSES.join(', ')}.`);
    return status;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.trouble;
  } else if (error instanceof ShardLost) {
    terminal.err(`marginalia: error: ${error.message}`);
    process.exitCode = EXIT.trouble;
  } else {
    terminal.err(
      `marginalia: unexpected error: ${visible(error instanceof Error ? error.message : String(error))}`,
    );
    process.exitCode = EXIT.trouble;
  }
}
