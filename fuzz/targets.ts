import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { Random } from '../histories/random';
import {
  createDateRecognizer,
  DATASET_FORMATS,
  decodeText,
  describe,
  editSidecar,
  EMPTY_SIDECAR,
  exportArticles,
  fingerprintOf,
  indexCodePoints,
  inOneGo,
  indexLines,
  isTimexValue,
  knownNames,
  layMarks,
  LearntNames,
  mergeImport,
  mergeSidecars,
  normalizeLineEnds,
  parseProject,
  parseRegistry,
  parseSidecar,
  readArticle,
  safePath,
  type AnnotatedArticle,
  type Annotation,
  type DatasetFile,
  type DatasetFormat,
  type Problem,
  type Recognition,
  type Sidecar,
  type SidecarChange,
  type Span,
} from '../src/core';
import { createEntityRecognizer } from '../src/core/entities';
import { LANGUAGES } from '../src/core/dates/languages';
import { sentences } from '../src/core/text/sentences';
import { tokenize } from '../src/core/text/tokens';
import { commentsOf, lostOf } from './comments';
import { checkLayers } from './layers';
import { mutated } from './mutation';
import { checkRegistryEdits, REGISTRIES } from './registry-edits';
import { checkRelations, RELATED_SIDECAR } from './relations';
import {
  DATE_SHAPES,
  IMPORT_SHAPES,
  MENTION_SHAPES,
  NAME_SHAPES,
  over,
  PROJECT_SHAPES,
  REGISTRY_SHAPES,
  SIDECAR_SHAPES,
  type Shape,
} from './shapes';

/** A part of the program that reads what strangers write. */
export interface Target {
  readonly name: string;
  /** What the part reads, as it should be. */
  readonly samples: readonly string[];
  /** Throws where the part throws on a text that was made from `samples[sample]`, or breaks a promise about it. */
  check(text: string, sample: number, random: Random): void | Promise<void>;
  /** Texts that took longer than in proportion to their length once, or might, by what they are made of. */
  readonly shapes?: Readonly<Record<string, Shape>>;
}

export interface Material {
  readonly articles: readonly AnnotatedArticle[];
  /** As files: with comments and all. */
  readonly sidecars: readonly string[];
  readonly projects: readonly string[];
  /** Excerpts full of dates, by language. */
  readonly dates: ReadonlyMap<string, readonly string[]>;
  readonly recognition: Recognition;
}

/** Everything that is fuzzed, in `npm test` for a moment and by `npm run fuzz` for as long as one likes. */
export function fuzzTargets({ articles, sidecars, projects, dates, recognition }: Material): Target[] {
  const texts = articles.map(({ article }) => article.text);
  // The first is of no article.
  const ofArticles = sidecars.slice(1);
  const recognizeDates = inOneGo(createDateRecognizer());
  const nested = knownNames(parseRegistry(NESTED_NAMES), new LearntNames());
  const target = (
    name: string,
    samples: readonly string[],
    check: Target['check'],
    shapes?: Target['shapes'],
  ): Target => ({ name, samples, check, ...(shapes && { shapes }) });
  return [
    target(
      'sidecar: reading',
      sidecars,
      (source, sample) => checkSidecar(source, sidecars[sample]!),
      SIDECAR_SHAPES,
    ),
    target('sidecar: editing', sidecars, (source, _, random) => checkEdits(source, random)),
    target('sidecar: merging', sidecars, (source, sample, random) =>
      checkMerge(source, mutated(sidecars[sample]!, sidecars, random), random),
    ),
    target(
      'project file',
      projects,
      (source) => checkProblems(parseProject(source).problems, source),
      PROJECT_SHAPES,
    ),
    target(
      'registry: reading',
      REGISTRIES,
      (source) => checkProblems(parseRegistry(source).problems, source),
      REGISTRY_SHAPES,
    ),
    target('registry: editing', REGISTRIES, (source, _, random) => checkRegistryEdits(source, random)),
    target('relations', [RELATED_SIDECAR], (source, _, random) => checkRelations(source, random)),
    target('layers', ofArticles, (source, sample, random) =>
      checkLayers(source, mutated(ofArticles[sample]!, ofArticles, random), articles[sample]!, random),
    ),
    target('article: decoding', texts, checkDecoding),
    target('article: front matter', texts, (text) => {
      const { article, problems } = readArticle(normalizeLineEnds(text));
      checkSpans([article.body], text.length);
      checkProblems(problems, text);
    }),
    target('article: language', texts, (text) => {
      assert.match(recognition.identifyLanguage(text), /^[a-z]{2,3}$/);
    }),
    target('offsets', texts, checkOffsets),
    target('tokens and sentences', texts, checkTokens),
    target('anchors: of an article that became another', texts, (text, sample) =>
      checkAnchors(articles[sample]!.article.text, text),
    ),
    target('anchors: of an article with more above or below', texts, (text) => {
      for (const now of [`${SOME_LINE}${text}`, `${text}${SOME_LINE}${text}`]) checkAnchors(text, now);
    }),
    ...(
      [
        ['names', recognition.recognize],
        ['names by rules', inOneGo(createEntityRecognizer())],
      ] as const
    ).map(([name, recognize]) =>
      target(
        name,
        texts,
        (text) => {
          const language = recognition.identifyLanguage(text);
          const { article } = readArticle(normalizeLineEnds(text), { language });
          checkSpans(
            recognize(article).map(({ span }) => span),
            article.body.end,
            article.body.start,
          );
        },
        NAME_SHAPES,
      ),
    ),
    target(
      'names of a registry',
      texts,
      (text) => {
        const { article } = readArticle(normalizeLineEnds(text));
        checkSpans(
          nested.apply(article, []).map(({ span }) => span),
          article.body.end,
          article.body.start,
        );
      },
      { 'names in names': over('a ') },
    ),
    target(
      'entities of names',
      texts,
      (text) => {
        const mentions = linesOf(text).map((span, index) => ({
          span,
          label: index % 2 === 0 ? 'person' : 'organization',
        }));
        assert.equal(recognition.resolveEntities(text, mentions, 'pt').size, mentions.length);
      },
      MENTION_SHAPES,
    ),
    ...[...LANGUAGES.map(({ tag }) => tag), 'und'].map((language) =>
      target(
        `dates: ${language}`,
        dates.get(language) ?? texts,
        (text, _, random) => {
          const published = random.chance(2) ? '2024-07-18' : undefined;
          const body = { start: 0, end: text.length };
          const found = recognizeDates({ text, body, language, ...(published && { published }) });
          checkSpans(
            found.map(({ span }) => span),
            text.length,
          );
          for (const { timex } of found)
            assert.ok(timex && isTimexValue(timex.type, timex.value), timex?.value);
        },
        language === 'pt' ? DATE_SHAPES : undefined,
      ),
    ),
    target('import: into a sidecar', texts, checkImport, IMPORT_SHAPES),
    ...DATASET_FORMATS.flatMap((format) => (format.read ? [importTarget(format, articles)] : [])),
  ];
}

/** Each name but the last begins the next one, over and over. */
const NESTED_NAMES = `marginalia: 1\nentities:\n${Array.from(
  { length: 90 },
  (_, index) => `  - { id: e${index}, label: person, name: ${'a '.repeat(index + 1).trim()} }\n`,
).join('')}`;

/** The lines with something on them, as far as they may be a name. */
function linesOf(text: string): Span[] {
  return [...text.matchAll(/\S(?:.{0,58}\S)?/g)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

/** What is imported is there, and what is imported again, as suggestions, is the same. */
function checkImport(text: string): void {
  const codePoints = indexCodePoints(text);
  const annotations = linesOf(text).map((span, index): Annotation => ({
    id: `k${index}`,
    label: 'person',
    status: 'accepted',
    anchor: describe(text, span, codePoints),
  }));
  const imported = { file: 'a.article', text, annotations };
  const { added, changes } = mergeImport(text, EMPTY_SIDECAR, imported);
  assert.equal(added, annotations.length);
  const puts = changes.flatMap((change) => (change.kind === 'put' ? [change.annotation] : []));
  const suggested = puts.map((one) => ({ ...one, label: 'location', status: 'suggested' as const }));
  const again = mergeImport(
    text,
    { ...EMPTY_SIDECAR, annotations: puts },
    { ...imported, annotations: suggested },
  );
  assert.equal(again.same, annotations.length);
}

function importTarget(format: DatasetFormat, articles: readonly AnnotatedArticle[]): Target {
  const { files } = exportArticles(format, articles);
  // A byte of a binary file is a character here.
  const samples = files.map(({ content }) =>
    typeof content === 'string' ? content : Buffer.from(content).toString('latin1'),
  );
  return {
    name: `import: ${format.name}`,
    samples,
    async check(text, sample) {
      const dataset = files.map((file, index): DatasetFile => {
        if (index !== sample) return file;
        return {
          path: file.path,
          content: typeof file.content === 'string' ? text : Buffer.from(text, 'latin1'),
        };
      });
      const reading = await format.read!(dataset, {});
      for (const problem of reading.problems) {
        const file = dataset.find(({ path }) => path === problem.file);
        assert.ok(file, `a problem of ${problem.file}`);
        if (typeof file.content === 'string') checkProblems([problem], file.content);
      }
      for (const article of reading.articles) {
        assert.equal(safePath(article.file), article.file);
        const { text: words } = article;
        if (words === undefined) continue;
        checkQuotes(words, article.annotations);
        mergeImport(words, EMPTY_SIDECAR, article);
      }
    },
  };
}

function checkSidecar(source: string, sample: string): void {
  const sidecar = parseSidecar(source);
  checkProblems(sidecar.problems, source);
  const again = parseSidecar(source, parseSidecar(sample));
  assert.deepEqual(plain(again), plain(sidecar), 'read after another, it says something else');
  if (sidecar.problems.length > 0) return;
  const puts = sidecar.annotations.map((annotation): SidecarChange => ({ kind: 'put', annotation }));
  assert.equal(editSidecar(sidecar, puts).source, sidecar.source, 'a save without a change changed it');
}

function checkEdits(source: string, random: Random): void {
  const sidecar = parseSidecar(source);
  if (sidecar.problems.length > 0) return;
  for (let left = 3; left > 0; left--) {
    const change = anyChange(sidecar, random, left);
    const id =
      change.kind === 'put' ? change.annotation.id : change.kind === 'remove' ? change.id : undefined;
    const edited = editSidecar(sidecar, [change]);
    assert.deepEqual(edited.problems, []);
    assert.deepEqual(rest(edited, id), rest(sidecar, id), 'something else changed');
    if (change.kind !== 'remove')
      assert.deepEqual(lostOf(commentsOf(sidecar.source), commentsOf(edited.source)), [], 'comments lost');
  }
}

function checkMerge(base: string, other: string, random: Random): void {
  const [from, stranger] = [parseSidecar(base), parseSidecar(other)];
  if (from.problems.length > 0) return;
  const edited = (start: Sidecar, seed: number) =>
    [1, 2, 3].reduce((now, step) => editSidecar(now, [anyChange(now, random, 10 * seed + step)]), start);
  const ours = edited(from, 1);
  const theirs = random.chance(3) && stranger.problems.length === 0 ? stranger : edited(from, 2);
  const merged = mergeSidecars(from, ours, theirs);
  const mirrored = mergeSidecars(from, theirs, ours);
  assert.deepEqual(merged.problems, []);
  const ids = (sidecar: Sidecar) => sidecar.annotations.map(({ id }) => id).sort();
  assert.deepEqual(ids(merged), ids(mirrored), 'the merge depends on who is called ours');
  for (const id of ids(ours)) {
    if (theirs.blocks.has(id)) assert.ok(merged.blocks.has(id), `${id} is in both, and was lost`);
  }
  assert.equal(mergeSidecars(from, ours, from).source, ours.source, 'nothing to merge, and it changed');
}

/** A decision, a note, a new annotation, a removal or a date. */
function anyChange({ annotations }: Sidecar, random: Random, number: number): SidecarChange {
  const kind = random.below(6);
  if (kind === 0) return { kind: 'published', date: '2024-07-18' };
  const annotation = annotations.length > 0 ? random.of(annotations) : undefined;
  if (kind === 1 || !annotation) {
    const start = random.below(3000);
    const anchor = { quote: 'a: #b', position: [start, start + 5], prefix: '"', suffix: '\n' } as const;
    return { kind: 'put', annotation: { id: `n${number}`, label: 'person', status: 'accepted', anchor } };
  }
  if (kind === 2) return { kind: 'remove', id: annotation.id };
  const decided: Annotation = { ...annotation, status: 'rejected', by: 'ana', at: '2024-07-20T10:00:00Z' };
  const noted: Annotation = { ...annotation, note: "it's: #1\n- two", flagged: true };
  const dated: Annotation = { ...annotation, label: 'date', timex: { type: 'DATE', value: '2024' } };
  return { kind: 'put', annotation: [decided, noted, dated][kind - 3]! };
}

function plain({ annotations, problems, published, language, fingerprint, blocks }: Sidecar): unknown {
  return { annotations, problems, published, language, fingerprint, blocks: [...blocks] };
}

/** What a file says but for one annotation, unknown keys included, and but for the date of publication. */
function rest({ source }: Sidecar, id: string | undefined): unknown {
  const value = (parse(source, { logLevel: 'silent' }) ?? {}) as Record<string, unknown>;
  const annotations = (value['annotations'] ?? []) as { readonly id: string }[];
  // A file that said nothing gets its head.
  const head = { ...value, marginalia: 1, published: null, fingerprint: null };
  return { ...head, annotations: annotations.filter((one) => one.id !== id) };
}

function checkDecoding(text: string): void {
  const bytes = Buffer.from(text, 'latin1');
  const reading = decodeText(bytes, new TextDecoder());
  let strict: string | undefined;
  try {
    strict = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  if (reading.ok) assert.equal(reading.text, strict);
  else assert.ok(strict === undefined || strict.includes('\0'), 'a text was refused');
}

function checkOffsets(text: string): void {
  const codePoints = indexCodePoints(text);
  let utf16 = 0;
  let count = 0;
  for (const character of text) {
    assert.equal(codePoints.fromUtf16(utf16), count);
    assert.equal(codePoints.toUtf16(count), utf16);
    utf16 += character.length;
    count += 1;
  }
  const lines = indexLines(text);
  for (let offset = 0; offset <= text.length; offset += 1 + (text.length >> 6)) {
    const { line, character } = lines.positionAt(offset);
    assert.ok(line >= 0 && character >= 0);
  }
}

function checkTokens(text: string): void {
  const tokens = tokenize(text);
  checkSpans(tokens, text.length);
  let at = 0;
  for (const { start, end } of [...tokens, { start: text.length, end: text.length }]) {
    assert.equal(text.slice(at, start).trim(), '', 'text between tokens');
    at = end;
  }
  const found = sentences(text);
  checkSpans(found, text.length);
  assert.equal(
    found
      .map(({ start, end }) => text.slice(start, end))
      .join('')
      .replace(/\s/g, ''),
    text.replace(/\s/g, ''),
  );
}

const SOME_LINE = 'Corrected at 5 p.m.\n';
const ANCHORS = 8;

/** Words of a text, evenly spread, looked for in what became of it; with its fingerprint and without. */
function checkAnchors(before: string, now: string): void {
  const codePoints = indexCodePoints(before);
  const tokens = tokenize(before);
  const words = tokens.filter((_, index) => index % Math.ceil(tokens.length / ANCHORS) === 0);
  const annotations = words.map((span, index) => ({
    id: `w${index}`,
    label: 'person',
    status: 'accepted' as const,
    anchor: describe(before, span, codePoints),
  }));
  for (const fingerprint of [fingerprintOf(before), undefined]) {
    const { marks, lost } = layMarks(now, annotations, [], fingerprint);
    assert.equal(marks.length + lost.length, annotations.length, 'an annotation is neither placed nor lost');
    for (const { span } of marks)
      assert.ok(span.start >= 0 && span.start < span.end && span.end <= now.length);
  }
}

function checkQuotes(text: string, annotations: readonly Annotation[]): void {
  const codePoints = indexCodePoints(text);
  for (const { anchor } of annotations) {
    const [start, end] = anchor.position;
    assert.equal(text.slice(codePoints.toUtf16(start), codePoints.toUtf16(end)), anchor.quote);
  }
}

/** In order, apart, and not empty, from `first` to `length`. */
function checkSpans(spans: readonly Span[], length: number, first = 0): void {
  let at = first;
  for (const { start, end } of spans) {
    assert.ok(start >= at && end >= start && end <= length, `${start}–${end} after ${at} of ${length}`);
    at = end;
  }
}

function checkProblems(problems: readonly Problem[], source: string): void {
  for (const { message, range } of problems) {
    assert.notEqual(message, '');
    // A fault of the whole file may lie on a first character that an empty file lacks.
    const end = Math.max(1, source.length);
    assert.ok(
      range.start >= 0 && range.start <= range.end && range.end <= end + 1,
      `${message}: ${range.end} of ${end}`,
    );
  }
}
