import * as vscode from 'vscode';
import {
  annotationMark,
  articleRecord,
  byPosition,
  DEFAULT_PROJECT,
  EMPTY_SIDECAR,
  finish,
  indexCodePoints,
  indexLines,
  layMarks,
  linkEntities,
  NO_DECISIONS,
  normalizeLineEnds,
  progressOf,
  readArticle,
  sameAnchor,
  trackAll,
  withSuggestions,
  type Annotation,
  type ArticleRecord,
  type ArticleReading,
  type CodePointIndex,
  type DecisionHistory,
  type Entity,
  type EntityRecord,
  type LanguageTag,
  type LineIndex,
  type Mark,
  type Marks,
  type Progress,
  type Project,
  type Recognition,
  type Sidecar,
  type Span,
  type Steps,
  type Suggestion,
  type TextChange,
} from '../core/index';
import type { CorpusEdit } from './corpus-edit';
import { NOTHING_KNOWN, type KnownFolder } from './registries';
import { settings } from './settings';

/** Why an article is shown without suggestions. */
export type Refusal = 'binary' | 'too-long' | 'encoding';

/** Longer texts, in UTF-16 code units, would hold up the editor while they are recognised. */
export const LONGEST_ARTICLE = 1_000_000;

/** What an editor shows for bytes that it cannot decode; the text of a web page may hold it as well. */
export const REPLACEMENT = '\uFFFD';

/**
 * The live state of one open article: its text, what its sidecar says, what the recogniser proposes, and the marks
 * that follow from them. Offsets are in `text`, whose line ends are `\n` whatever the document's are.
 */
export class OpenArticle {
  text = '';
  lines: LineIndex = indexLines('');
  codePoints: CodePointIndex = indexCodePoints('');
  reading: ArticleReading;
  sidecar: Sidecar = EMPTY_SIDECAR;
  marks: readonly Mark[] = [];
  lost: Marks['lost'] = [];
  refusal: Refusal | undefined;
  /** Until it is given, nothing is suggested and the language is not identified. */
  recognition: Recognition | undefined;
  /** True if the file's bytes are not UTF-8, so that a replacement character in the text stands for lost ones. */
  undecodable = false;
  /** All that the recogniser proposes for the text, also where an annotation stands in its place. */
  suggestions: readonly Suggestion[] = [];
  /** The rules of the folder that it lies in. */
  project: Project = DEFAULT_PROJECT;
  /** What is known of names in that folder. */
  known: KnownFolder = NOTHING_KNOWN;
  /** What was decided while it was open. A decision is there as soon as it is taken, and what it did once it is saved. */
  history: DecisionHistory<Promise<CorpusEdit>> = NO_DECISIONS;
  /** Where the caret was sent, until the editor says that it is there: keys may follow faster than that. */
  sentCaret: Span | undefined;
  /** The marks that are being decided about: what is decided is not saved yet. */
  readonly deciding = new Set<string>();
  /** The last change of the sidecar that is on its way, and the sidecar with it. */
  saving: { saved?: Sidecar } | undefined;
  /** What the recogniser alone proposes; `undefined` where nothing is to be suggested. */
  private recognized: readonly Suggestion[] | undefined;
  /** What the recogniser made of the text last, so that after an edit it reads what changed alone. */
  private memory: ReturnType<Recognition['newMemory']> | undefined;
  private entities: ReadonlyMap<Mark, Entity<Mark>> | undefined;
  private kept: ArticleRecord | undefined;

  constructor(readonly document: vscode.TextDocument) {
    this.reading = readArticle('');
    this.readText();
  }

  get uri(): vscode.Uri {
    return this.document.uri;
  }

  get progress(): Progress {
    return progressOf(this.marks);
  }

  /** What one of `marks` names, with all its mentions; until the recognisers are loaded, with this one alone. */
  entityOf(mark: Mark): Entity<Mark> {
    this.entities ??= this.recognition && this.linkedEntities(this.recognition);
    return this.entities?.get(mark) ?? { label: mark.label, name: this.quote(mark.span), mentions: [mark] };
  }

  private linkedEntities({ resolveEntities }: Recognition): ReadonlyMap<Mark, Entity<Mark>> {
    const entities = resolveEntities(this.text, this.marks, this.reading.article.language);
    return linkEntities(this.text, entities, this.known.entries);
  }

  /** What the index of the corpus keeps of it. */
  get record(): ArticleRecord {
    this.kept ??= articleRecord({
      article: this.reading.article,
      lines: this.lines,
      marks: this.marks,
      entityOf: (mark) => this.entityOf(mark),
    });
    return this.kept;
  }

  /** The entity of a mark, as the index of the corpus keeps it. */
  recordOf(mark: Mark): EntityRecord | undefined {
    return this.record.entities.find(({ mentions }) => mentions.some(({ id }) => id === mark.id));
  }

  quote(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  rangeOf(span: Span): vscode.Range {
    const start = this.lines.positionAt(span.start);
    const end = this.lines.positionAt(span.end);
    return new vscode.Range(start.line, start.character, end.line, end.character);
  }

  spanOf(range: vscode.Range): Span {
    return { start: this.lines.offsetAt(range.start), end: this.lines.offsetAt(range.end) };
  }

  /** What is selected in an editor that shows the article. */
  selectionsIn(editor: vscode.TextEditor): readonly Span[] {
    return this.sentCaret ? [this.sentCaret] : editor.selections.map((selection) => this.spanOf(selection));
  }

  /** Reads the whole document again and recognises it, in steps; what was found is shown after the last. */
  *refresh(): Steps<void> {
    this.readText();
    yield;
    const { reading } = this;
    const recognized = yield* this.recognizeText();
    // Read again meanwhile, the text may be another.
    if (reading !== this.reading) return;
    this.recognized = recognized;
    this.suggestions = this.suggested();
    this.lay(this.trackedSpans());
  }

  /** Takes over what is now known of names. */
  know(known: KnownFolder): void {
    this.known = known;
    this.suggestions = this.suggested();
    this.lay(this.trackedSpans());
  }

  /**
   * Takes over what the sidecar now says. Annotations whose anchor did not change stay where they were followed to, and
   * so do those of `followed`, whose anchor was brought up to the place they had been followed to.
   */
  adopt(sidecar: Sidecar, followed: ReadonlySet<string> = new Set()): void {
    const redated =
      sidecar.published !== this.sidecar.published || sidecar.language !== this.sidecar.language;
    const tracked = this.trackedSpans();
    const before = new Map(this.sidecar.annotations.map((one) => [one.id, one]));
    for (const annotation of sidecar.annotations) {
      const old = before.get(annotation.id);
      if (old && !followed.has(old.id) && !sameAnchor(old, annotation)) tracked.delete(old.id);
    }
    this.sidecar = sidecar;
    if (redated) {
      this.readText();
      this.recognized = finish(this.recognizeText());
      this.suggestions = this.suggested();
    }
    this.lay(tracked);
  }

  /** Follows an edit of the document with all marks, until the next `refresh` recognises the text again. */
  follow(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    this.sentCaret = undefined;
    const edits = changes.map(({ range, text }): TextChange => ({
      ...this.spanOf(range),
      inserted: normalizeLineEnds(text).length,
    }));
    const moved = (span: Span) => trackAll(span, edits);
    const tracked = new Map<string, Span | undefined>();
    for (const [id, span] of this.trackedSpans()) tracked.set(id, moved(span));
    const followed = (suggestions: readonly Suggestion[]) =>
      suggestions.flatMap((suggestion) => {
        const span = moved(suggestion.span);
        const intact = span && span.end - span.start === suggestion.span.end - suggestion.span.start;
        return intact ? [{ ...suggestion, span }] : [];
      });
    this.suggestions = followed(this.suggestions);
    this.recognized &&= followed(this.recognized);
    // The language is identified again when the typing rests.
    this.readText(this.reading.article.language);
    this.layFollowed(tracked);
  }

  private readText(assumed?: LanguageTag): void {
    this.text = normalizeLineEnds(this.document.getText());
    this.lines = indexLines(this.text);
    this.codePoints = indexCodePoints(this.text);
    const { published } = this.sidecar;
    const language = this.sidecar.language ?? settings.language(this.uri) ?? assumed;
    this.reading = readArticle(this.text, { published, language }, this.recognition?.identifyLanguage);
    this.refusal = refusalOf(this.text, this.undecodable);
  }

  private *recognizeText(): Steps<Suggestion[] | undefined> {
    const wanted =
      this.refusal === undefined && this.project.recognizer !== 'none' && settings.suggestions(this.uri);
    if (!wanted || !this.recognition) return undefined;
    this.memory ??= this.recognition.newMemory();
    return yield* this.recognition.recognizeInSteps(this.reading.article, this.memory);
  }

  /** What is proposed in the light of what is known of names, under the labels of the project. */
  private suggested(): readonly Suggestion[] {
    if (!this.recognized) return [];
    const labels = new Set(this.project.labels.map(({ name }) => name));
    const ofProject = ({ label }: Suggestion) => labels.has(label);
    const recognized = this.recognized.filter(ofProject);
    return this.known.names.apply(this.reading.article, recognized).filter(ofProject);
  }

  private trackedSpans(): Map<string, Span> {
    return new Map(this.marks.flatMap(({ annotation, span }) => (annotation ? [[annotation.id, span]] : [])));
  }

  /** Lays the marks, those that were followed where they are now, and looks for the place of the others. */
  private lay(tracked: ReadonlyMap<string, Span | undefined>): void {
    const { followed, others } = this.follows(tracked);
    const { marks, lost } = layMarks(this.text, others, [], this.sidecar.fingerprint);
    this.show([...followed, ...marks].sort(byPosition), lost);
  }

  /** The same, without looking for the others: too slow for every keystroke. */
  private layFollowed(tracked: ReadonlyMap<string, Span | undefined>): void {
    const { followed, others } = this.follows(tracked);
    const reasons = new Map(this.lost.map(({ annotation, reason }) => [annotation.id, reason]));
    this.show(
      followed,
      others.map((annotation) => ({ annotation, reason: reasons.get(annotation.id) ?? 'orphan' })),
    );
  }

  private follows(tracked: ReadonlyMap<string, Span | undefined>) {
    const followed: Mark[] = [];
    const others: Annotation[] = [];
    for (const annotation of this.sidecar.annotations) {
      const span = tracked.get(annotation.id);
      if (span) followed.push(annotationMark(annotation, span));
      else others.push(annotation);
    }
    return { followed, others };
  }

  private show(annotated: readonly Mark[], lost: Marks['lost']): void {
    const ids = new Set(this.sidecar.annotations.map(({ id }) => id));
    this.marks = withSuggestions(this.text, annotated, this.suggestions, ids);
    this.lost = lost;
    this.entities = undefined;
    this.kept = undefined;
  }
}

function refusalOf(text: string, undecodable: boolean): Refusal | undefined {
  if (text.includes('\0')) return 'binary';
  if (text.length > LONGEST_ARTICLE) return 'too-long';
  if (undecodable && text.includes(REPLACEMENT)) return 'encoding';
  return undefined;
}
