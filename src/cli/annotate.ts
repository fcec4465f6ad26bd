import {
  describe,
  editSidecar,
  indexCodePoints,
  indexLines,
  jsonLine,
  layMarks,
  readArticle,
  rebase,
  type Annotation,
  type ArticleFacts,
  type CodePointIndex,
  type Mark,
  type Recognition,
  type SidecarChange,
} from '../core';
import { openArticle, sidecarOf } from './annotated-files';
import { findArticles, isStandardInput, type ArticleFile } from './article-files';
import { writeWhole } from './atomic-file';
import { problemFault, report, systemFault, type Fault } from './fault';
import { loadShippedRecognition } from './recognition-model';
import { suggestionSpans, suggestionTable } from './suggestions';
import { EXIT, visible, worse, type ExitCode, type Terminal } from './terminal';
import type { ShardContext } from './worker';
import { inShards } from './workers';

export interface AnnotateOptions extends ArticleFacts {
  /** Print the suggestions, write nothing. */
  readonly dryRun: boolean;
  readonly format: 'text' | 'jsonl';
  /** Whose layer is written; the sidecar of all where absent. */
  readonly layer?: string | undefined;
}

interface FileShard {
  readonly file: ArticleFile;
  readonly options: AnnotateOptions;
}

export async function annotateFileShard(
  { file, options }: FileShard,
  { recognition, terminal }: ShardContext,
): Promise<ExitCode> {
  return annotateFile(file, await recognition(), options, terminal);
}

/** Writes what the recogniser finds in articles into their sidecars, as suggestions; what stands there stays. */
export async function annotate(
  paths: readonly string[],
  options: AnnotateOptions,
  terminal: Terminal,
  workers = 1,
): Promise<ExitCode> {
  const { files, faults } = await findArticles(paths, terminal);
  let exit = report(faults, terminal);
  const { program } = terminal;
  if (workers > 1 && program !== undefined && !files.some(isStandardInput)) {
    // One by one: of an article that was done before its worker was killed, the next would find nothing to add.
    const shards = files.map((file) => ({ name: file.name, file, options }));
    for await (const ended of inShards('annotate', shards, workers, program, terminal))
      exit = worse(exit, ended);
    return exit;
  }
  const recognition = await loadShippedRecognition(terminal);
  for (const file of files) exit = worse(exit, await annotateFile(file, recognition, options, terminal));
  return exit;
}

async function annotateFile(
  file: ArticleFile,
  { recognize, identifyLanguage }: Recognition,
  options: AnnotateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const opened = await openArticle(file, terminal, options.layer);
  if (!opened.ok) return report(opened.faults, terminal);
  const { text, sidecar, sidecarName } = opened;
  const { article, frontMatter, problems } = readArticle(
    text,
    {
      language: sidecar.language ?? options.language,
      published: sidecar.published ?? options.published,
    },
    identifyLanguage,
  );
  const lines = indexLines(text);
  const warnings = problems.map((problem): Fault => ({
    ...problemFault(file.name, lines, problem),
    severity: 'warning',
    exit: EXIT.ok,
  }));
  report(warnings, terminal);
  const suggestions = recognize(article);
  const { marks } = layMarks(text, sidecar.annotations, suggestions, sidecar.fingerprint);
  const added = marks.filter(({ annotation }) => annotation === undefined);
  const prints = options.dryRun || file.path === undefined;

  if (options.format === 'jsonl') {
    const { language } = article;
    await terminal.out(jsonLine({ file: file.name, language, spans: suggestionSpans(text, suggestions) }));
  } else if (prints) await terminal.out(suggestionTable(file.name, article, suggestions, added.length));
  if (prints || file.path === undefined) return EXIT.ok;

  if (added.length > 0) {
    const codePoints = indexCodePoints(text);
    const changes: SidecarChange[] = rebase(text, sidecar, marks, codePoints);
    for (const mark of added) {
      changes.push({ kind: 'put', annotation: suggestedAnnotation(text, mark, codePoints) });
    }
    const { published } = article;
    const dated = frontMatter.published !== undefined || sidecar.published !== undefined;
    if (published !== undefined && !dated) changes.push({ kind: 'published', date: published });
    const { source } = editSidecar(sidecar, changes);
    try {
      await writeWhole(sidecarOf(file.path, options.layer), [source]);
    } catch (error) {
      return report([systemFault(sidecarName, error)], terminal);
    }
  }
  const line = `${visible(file.name)}: ${added.length} ${added.length === 1 ? 'suggestion' : 'suggestions'} added`;
  if (options.format === 'jsonl') terminal.err(line);
  else await terminal.out(`${line}\n`);
  return EXIT.ok;
}

/** What a sidecar says of a suggestion that nobody has decided on. */
function suggestedAnnotation(
  text: string,
  { id, span, label, timex, source, confidence }: Mark,
  codePoints: CodePointIndex,
): Annotation {
  return {
    id,
    label,
    status: 'suggested',
    anchor: describe(text, span, codePoints),
    ...(timex && { timex }),
    ...(source !== undefined && { source }),
    ...(confidence !== undefined && { confidence }),
  };
}
