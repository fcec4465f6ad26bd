import process from 'node:process';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { calendarDateOf, DATASET_FORMATS, languageTagOf, STATUSES, type Status } from '../core';
import { annotate, type AnnotateOptions } from './annotate';
import { annotateStream } from './annotate-stream';
import { check, type CheckOptions } from './check';
import { exportDataset } from './export';
import { gitSetup } from './git-setup';
import { merge } from './merge';
import { processTerminal } from './process-terminal';
import { EXIT, visible } from './terminal';

/** Put in by the build. */
declare const MARGINALIA_VERSION: string;

const terminal = processTerminal();

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
  .action(
    async (paths: string[], { jsonl, ...options }: AnnotateOptions & { jsonl?: true }, command: Command) => {
      if (jsonl && paths.length > 1) command.error('error: --jsonl takes one file');
      if (!jsonl && paths.length === 0) command.error("error: missing required argument 'PATH'");
      process.exitCode = await (jsonl
        ? annotateStream(paths[0] ?? '-', options, terminal)
        : annotate(paths, options, terminal));
    },
  );

interface ExportArguments {
  readonly format: string;
  readonly status: readonly Status[];
  readonly output?: string;
  readonly strict: boolean;
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
  .addOption(
    new Option('--status <list>', `annotations of these statuses: ${STATUSES.join(',')}`)
      .argParser(statusList)
      .default(['accepted'], 'accepted'),
  )
  .option('-o, --output <file>', 'write to a file instead of standard output')
  .option('--strict', 'fail where an annotation is left out', false)
  .action(async (paths: string[], { format: id, status, output, strict }: ExportArguments) => {
    const format = DATASET_FORMATS.find((one) => one.id === id);
    if (!format) throw new Error(`The format ${id} is offered but not known.`);
    process.exitCode = await exportDataset(paths, { format, statuses: status, output, strict }, terminal);
  });

program
  .command('check')
  .summary('report what is wrong with articles and sidecars')
  .description(
    'Reports malformed sidecars, annotations that are not found in their article, impossible dates, sidecars ' +
      'without an article, and files that are not text, each with its place.',
  )
  .argument('<PATH...>', 'articles, sidecars and folders')
  .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
  .action(async (paths: string[], options: CheckOptions) => {
    process.exitCode = await check(paths, options, terminal);
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
  } else {
    terminal.err(
      `marginalia: unexpected error: ${visible(error instanceof Error ? error.message : String(error))}`,
    );
    process.exitCode = EXIT.trouble;
  }
}
