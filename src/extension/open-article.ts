import * as vscode from 'vscode';
import {
  annotationMark,
  articleRecord,
  byPosition,
  EMPTY_SIDECAR,
  indexCodePoints,
  indexLines,
  layMarks,
  normalizeLineEnds,
  progressOf,
  readArticle,
  rebase,
  trackAll,
  withSuggestions,
  type Annotation,
  type ArticleRecord,
  type ArticleReading,
  type CodePointIndex,
  type Entity,
  type EntityRecord,
  type LanguageTag,
  type LineIndex,
  type Mark,
  type Marks,
  type Progress,
  type Recognition,
  type Sidecar,
  type SidecarChange,
  type Span,
  type Suggestion,
  type TextChange,
} from '../core/index';
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
    this.entities ??= this.recognition?.resolveEntities(this.text, this.marks, this.reading.article.language);
    return this.entities?.get(mark) ?? { label: mark.label, name: this.quote(mark.span), mentions: [mark] };
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

  /** Reads the whole document again and recognises it. */
  refresh(): void {
    this.readText();
    this.recognizeText();
    this.lay(this.trackedSpans());
  }

  /** Takes over what the sidecar now says. Annotations that did not change stay where they were followed to. */
  adopt(sidecar: Sidecar): void {
    const redated =
      sidecar.published !== this.sidecar.published || sidecar.language !== this.sidecar.language;
    const tracked = this.trackedSpans();
    this.sidecar = sidecar;
    if (redated) {
      this.readText();
      this.recognizeText();
    }
    this.lay(tracked);
  }

  /** Follows an edit of the document with all marks, until the next `refresh` recognises the text again. */
  follow(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const edits = changes.map(({ range, text }): TextChange => ({
      ...this.spanOf(range),
      inserted: normalizeLineEnds(text).length,
    }));
    const moved = (span: Span) => trackAll(span, edits);
    const tracked = new Map<string, Span | undefined>();
    for (const [id, span] of this.trackedSpans()) tracked.set(id, moved(span));
    this.suggestions = this.suggestions.flatMap((suggestion) => {
      const span = moved(suggestion.span);
      const intact = span && span.end - span.start === suggestion.span.end - suggestion.span.start;
      return intact ? [{ ...suggestion, span }] : [];
    });
    // The language is identified again when the typing rests.
    this.readText(this.reading.article.language);
    this.lay(tracked);
  }

  /** What brings the sidecar up to a text that was edited since its annotations were made. */
  anchorChanges(): SidecarChange[] {
    return rebase(this.text, this.sidecar, this.marks, this.codePoints);
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

  private recognizeText(): void {
    const wanted = this.refusal === undefined && settings.suggestions(this.uri);
    this.suggestions = (wanted && this.recognition?.recognize(this.reading.article)) || [];
  }

  private trackedSpans(): Map<string, Span> {
    return new Map(this.marks.flatMap(({ annotation, span }) => (annotation ? [[annotation.id, span]] : [])));
  }

  private lay(tracked: ReadonlyMap<string, Span | undefined>): void {
    const followed: Mark[] = [];
    const others: Annotation[] = [];
    for (const annotation of this.sidecar.annotations) {
      const span = tracked.get(annotation.id);
      if (span) followed.push(annotationMark(annotation, span));
      else others.push(annotation);
    }
    const { marks, lost } = layMarks(this.text, others, [], this.sidecar.fingerprint);
    const ids = new Set(this.sidecar.annotations.map(({ id }) => id));
    this.marks = withSuggestions(this.text, [...followed, ...marks].sort(byPosition), this.suggestions, ids);
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
