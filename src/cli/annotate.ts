import {
  describe,
  editSidecar,
  fingerprintOf,
  indexCodePoints,
  indexLines,
  jsonLine,
  layMarks,
  readArticle,
  rebase,
  type Annotation,
  type Article,
  type ArticleFacts,
  type CodePointIndex,
  type Mark,
  type Project,
  type Recognition,
  type SidecarChange,
  type Suggestion,
} from '../core';
import { openArticle, sidecarOf, type ArticleFile } from './annotated-files';
import { findArticles } from './article-files';
import { writeWhole } from './atomic-file';
import { problemFault, report, systemFault, type Fault } from './fault';
import { ProjectFiles, type RegistryFile } from './project-files';
import { Recognitions } from './recognition-model';
import { suggestionSpans, suggestionTable } from './suggestions';
import { EXIT, visible, worse, type ExitCode, type Terminal } from './terminal';
import type { Shard, ShardContext } from './worker';
import { inShards } from './workers';

export interface AnnotateOptions extends ArticleFacts {
  /** Print the suggestions, write nothing. */
  readonly dryRun: boolean;
  readonly format: 'text' | 'jsonl';
  /** Whose layer is written; the sidecar of all where absent. */
  readonly layer?: string | undefined;
  /** Read the project files and registries of the articles, as is the rule. */
  readonly project?: boolean | undefined;
}

interface FileShard {
  readonly file: ArticleFile;
  readonly options: AnnotateOptions;
}

export async function annotateFileShard(
  { file, options }: FileShard,
  { projects, recognitions, notices, terminal }: ShardContext,
): Promise<ExitCode> {
  return annotateFile(
    file,
    { projects: projects(options.project), recognitions, notices },
    options,
    terminal,
  );
}

/** What says how an article is read. */
interface Readers extends Pick<ShardContext, 'recognitions' | 'notices'> {
  readonly projects: ProjectFiles;
}

/**
 * Writes what the recogniser finds in articles into their sidecars, as suggestions; what stands there stays. As in the
 * editor, projects say by which recogniser and under which labels, and registries which names are known.
 */
export async function annotate(
  paths: readonly string[],
  options: AnnotateOptions,
  terminal: Terminal,
  workers = 1,
): Promise<ExitCode> {
  const projects = new ProjectFiles(terminal, options.project);
  const { files, readsInput, faults } = await findArticles(paths, terminal, projects);
  let exit = report(faults, terminal);
  const { program } = terminal;
  if (workers > 1 && program !== undefined && !readsInput) {
    for await (const ended of inShards('annotate', shardsOfOne(files, options), workers, program, terminal))
      exit = worse(exit, ended);
    return exit;
  }
  const readers = { projects, recognitions: new Recognitions(terminal), notices: terminal };
  for (const file of files) exit = worse(exit, await annotateFile(file, readers, options, terminal));
  return exit;
}

/** One by one: of an article that was done before its worker was killed, the next would find nothing to add. */
function* shardsOfOne(files: Iterable<ArticleFile>, options: AnnotateOptions): Generator<Shard<'annotate'>> {
  for (const file of files) yield { name: file.name, file, options };
}

async function annotateFile(
  file: ArticleFile,
  { projects, recognitions, notices }: Readers,
  options: AnnotateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const opened = await openArticle(file, terminal, options.layer);
  if (!opened.ok) return report(opened.faults, terminal);
  const { project } = await projects.projectOf(file);
  const registry = await projects.registryOf(file);
  const exit = report(projects.newFaults(), notices);
  const recognition = await recognitions.of(project);
  const { text, sidecar, sidecarName } = opened;
  const { article, frontMatter, problems } = readArticle(
    text,
    {
      language: sidecar.language ?? options.language,
      published: sidecar.published ?? options.published,
    },
    recognition.identifyLanguage,
  );
  const lines = indexLines(text);
  const warnings = problems.map((problem): Fault => ({
    ...problemFault(file.name, lines, problem),
    severity: 'warning',
    exit: EXIT.ok,
  }));
  report(warnings, terminal);
  const suggestions = suggestionsOf(article, project, registry, recognition);
  const { marks } = layMarks(text, sidecar.annotations, suggestions, sidecar.fingerprint);
  const added = marks.filter(({ annotation }) => annotation === undefined);
  const prints = options.dryRun || file.path === undefined;

  if (options.format === 'jsonl') {
    const { language } = article;
    await terminal.out(jsonLine({ file: file.name, language, spans: suggestionSpans(text, suggestions) }));
  } else if (prints) await terminal.out(suggestionTable(file.name, article, suggestions, added.length));
  if (prints || file.path === undefined) return exit;

  if (added.length > 0) {
    const codePoints = indexCodePoints(text);
    const changes: SidecarChange[] = rebase(
      { text, marks, codePoints, fingerprint: fingerprintOf(text) },
      sidecar,
    );
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
      return worse(exit, report([systemFault(sidecarName, error)], terminal));
    }
  }
  const line = `${visible(file.name)}: ${added.length} ${added.length === 1 ? 'suggestion' : 'suggestions'} added`;
  if (options.format === 'jsonl') terminal.err(line);
  else await terminal.out(`${line}\n`);
  return exit;
}

/** What is proposed in the light of the names that are known, under the labels of the project. */
function suggestionsOf(
  article: Article,
  { recognizer, labels }: Project,
  { names, entries }: RegistryFile,
  { recognize }: Recognition,
): readonly Suggestion[] {
  if (recognizer === 'none') return [];
  const wanted = new Set(labels.map(({ name }) => name));
  const ofProject = ({ label }: Suggestion) => wanted.has(label);
  return names
    .apply(article, recognize(article).filter(ofProject))
    .filter(ofProject)
    .map((one) => {
      if (one.timex) return one;
      const quote = article.text.slice(one.span.start, one.span.end);
      const name = one.entity ?? quote;
      return { ...one, entity: entries.of({ label: one.label, name, forms: [quote] })?.name ?? name };
    });
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
