import * as vscode from 'vscode';
import {
  annotationMark,
  articleRecord,
  carriedEntities,
  DEFAULT_PROJECT,
  describes,
  extentAt,
  EMPTY_SIDECAR,
  fingerprintOf,
  finish,
  indexCodePoints,
  indexLines,
  layMarks,
  linkEntities,
  meantText,
  NO_DECISIONS,
  normalizeLineEnds,
  progressOf,
  readArticle,
  sameAnchor,
  shownText,
  suggestionMarks,
  trackExtent,
  tracker,
  withSuggestions,
  type Annotation,
  type Article,
  type ArticleRecord,
  type ArticleReading,
  type CodePointIndex,
  type DecisionHistory,
  type Entity,
  type EntityRecord,
  type Extent,
  type Fingerprint,
  type LanguageTag,
  type LineIndex,
  type Mark,
  type Marks,
  type Progress,
  type Project,
  type Recognition,
  type Sidecar,
  type SidecarContent,
  type Span,
  type Steps,
  type Suggestion,
  type TextChange,
} from '../core/index';
import type { CorpusEdit } from './corpus-edit';
import { NOTHING_KNOWN, type KnownFolder } from './registries';
import { settings } from './settings';

/** A change of a sidecar that is on its way, and what the sidecar will say with it, once that is known. */
export interface Saving {
  content?: SidecarContent;
}

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
  /** The last change of the sidecar that is on its way. */
  saving: Saving | undefined;
  /** True from an edit until the text is recognised again: marks have followed it, and no others were looked for. */
  isFollowing = false;
  /** True once all that is to be suggested is among its marks. */
  private isRead = false;
  /** What the recogniser alone proposes, behind the edits of `unfollowed`; `undefined` where nothing is to be suggested. */
  private recognized: readonly Suggestion[] | undefined;
  /** The same in the light of what is known of names. */
  private proposed: readonly Suggestion[] = [];
  /** Edits that what is proposed has not followed yet: a key that is typed does not wait for what is not shown. */
  private unfollowed: ((suggestions: readonly Suggestion[]) => readonly Suggestion[])[] = [];
  /** What `suggestions` become where nothing stands in their way; absent until that is asked for. */
  private suggested: readonly Mark[] | undefined;
  /** Entities, with the marks that they are of, which need not be those that are shown now. */
  private resolved: Resolved | undefined;
  private kept: ArticleRecord | undefined;
  private counted: Progress | undefined;
  private print: Fingerprint | undefined;
  /** What was recognised last, so that only what an edit changed is recognised again. */
  private remembered: Remembered | undefined;

  constructor(readonly document: vscode.TextDocument) {
    this.reading = readArticle('');
    this.readText();
  }

  get uri(): vscode.Uri {
    return this.document.uri;
  }

  get progress(): Progress {
    this.counted ??= progressOf(this.marks);
    return this.counted;
  }

  /** All that the recogniser proposes for the text, also where an annotation stands in its place. */
  get suggestions(): readonly Suggestion[] {
    this.catchUp();
    return this.proposed;
  }

  /** Of `text`. */
  get fingerprint(): Fingerprint {
    this.print ??= fingerprintOf(this.text);
    return this.print;
  }

  /** What one of `marks` names, with all its mentions; until the recognisers are loaded, with this one alone. */
  entityOf(mark: Mark): Entity<Mark> {
    return this.resolve()?.get(mark) ?? { label: mark.label, name: this.meant(mark), mentions: [mark] };
  }

  /**
   * The entities of `marks`. Resolving them takes far longer than to see that nothing changed but where they are, and
   * what was accepted.
   */
  private resolve(): Resolved['entities'] | undefined {
    const { marks, resolved, recognition } = this;
    if (!recognition || resolved?.marks === marks) return resolved?.entities;
    const carried = resolved && carriedEntities(resolved.entities, resolved.marks, marks);
    const entities = carried ?? this.resolvedEntities(recognition);
    this.resolved = { marks, entities };
    return entities;
  }

  private resolvedEntities({ resolveEntities }: Recognition): Resolved['entities'] {
    const entities = resolveEntities(this.text, this.marks, this.reading.article.language);
    return linkEntities(this.text, entities, this.known.entries);
  }

  /** What the index of the corpus keeps of it. */
  get record(): ArticleRecord {
    this.kept ??= {
      ...articleRecord({
        article: this.reading.article,
        lines: this.lines,
        marks: this.marks,
        relations: this.sidecar.relations,
        entityOf: (mark) => this.entityOf(mark),
      }),
      ...(this.isRead && { left: this.progress.suggested }),
    };
    return this.kept;
  }

  /** The entity of a mark, as the index of the corpus keeps it. */
  recordOf(mark: Mark): EntityRecord | undefined {
    return this.record.entities.find(({ mentions }) => mentions.some(({ id }) => id === mark.id));
  }

  quote(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  /** What is meant, as a name: pieces with a space between them. */
  meant(extent: Extent): string {
    return meantText(this.text, extent);
  }

  /** What is meant, as people are shown it: pieces with an ellipsis between them. */
  shown(extent: Extent): string {
    return shownText(this.text, extent);
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
    this.unfollowed = [];
    this.resolved = undefined;
    this.suggest();
    yield;
    this.isFollowing = false;
    this.isRead = this.recognition !== undefined;
    this.lay(this.annotatedMarks());
    yield;
    // The outline asks for all of them at once.
    this.resolve();
  }

  /** Takes over what is now known of names. */
  know(known: KnownFolder): void {
    if (known.entries !== this.known.entries) this.resolved = undefined;
    this.known = known;
    this.suggest();
    this.lay(this.annotatedMarks());
  }

  /**
   * Takes over what the sidecar now says. Annotations whose anchor did not change stay where they were followed to, and
   * so do those of `followed`, whose anchor was brought up to the place they had been followed to.
   */
  adopt(sidecar: Sidecar, followed: ReadonlySet<string> = new Set()): void {
    if (sidecar === this.sidecar) return;
    const redated =
      sidecar.published !== this.sidecar.published || sidecar.language !== this.sidecar.language;
    const marks = this.annotatedMarks();
    const before = new Map(this.sidecar.annotations.map((one) => [one.id, one]));
    for (const annotation of sidecar.annotations) {
      const old = before.get(annotation.id);
      if (old && old !== annotation && !followed.has(old.id) && !sameAnchor(old, annotation)) {
        marks.delete(old.id);
      }
    }
    this.sidecar = sidecar;
    if (redated) {
      this.readText();
      this.recognized = finish(this.recognizeText());
      this.unfollowed = [];
      this.resolved = undefined;
      this.suggest();
    }
    this.lay(marks);
  }

  /**
   * Follows an edit of the document with all marks, until the next `refresh` recognises the text again. It is what each
   * key that is typed waits for.
   */
  follow(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    this.sentCaret = undefined;
    const edits = changes.map(({ range, text }): TextChange => ({
      ...this.spanOf(range),
      inserted: normalizeLineEnds(text).length,
    }));
    // The language is identified again when the typing rests.
    this.readText(this.reading.article.language);
    const moved = movement(edits, this.text);
    const marks: Mark[] = [];
    const gone: Annotation[] = [];
    for (const mark of this.marks) {
      const now = mark.annotation ? moved(mark) : intact(mark, moved(mark));
      if (now) marks.push(now);
      else if (mark.annotation) gone.push(mark.annotation);
    }
    this.unfollowed.push((suggestions) =>
      suggestions.flatMap((suggestion) => intact(suggestion, moved(suggestion)) ?? []),
    );
    this.suggested = undefined;
    this.isFollowing = true;
    const lost = gone.map((annotation) => ({ annotation, reason: 'orphan' as const }));
    this.show(marks, [...this.lost, ...lost], marks.length === this.marks.length ? this.counted : undefined);
  }

  private catchUp(): void {
    for (const followed of this.unfollowed) {
      this.recognized &&= followed(this.recognized);
      this.proposed = followed(this.proposed);
    }
    this.unfollowed = [];
  }

  private readText(assumed?: LanguageTag): void {
    this.text = normalizeLineEnds(this.document.getText());
    this.lines = indexLines(this.text);
    this.codePoints = indexCodePoints(this.text);
    this.print = undefined;
    const { published } = this.sidecar;
    const language = this.sidecar.language ?? settings.language(this.uri) ?? assumed;
    this.reading = readArticle(this.text, { published, language }, this.recognition?.identifyLanguage);
    this.refusal = refusalOf(this.text, this.undecodable);
  }

  private *recognizeText(): Steps<Suggestion[] | undefined> {
    const { recognition } = this;
    if (this.refusal !== undefined || !recognition || !isSuggesting(this.uri, this.project)) return undefined;
    if (this.remembered?.by !== recognition) {
      this.remembered = { by: recognition, memory: recognition.newMemory() };
    }
    return yield* recognition.recognizeInSteps(this.reading.article, this.remembered.memory);
  }

  /** Proposes what there is in the light of what is known of names, under the labels of the project. */
  private suggest(): void {
    this.catchUp();
    this.proposed = this.recognized
      ? suggestionsOf(this.reading.article, this.recognized, this.project, this.known)
      : [];
    this.suggested = undefined;
  }

  /** The marks of annotations where they are now, by id. */
  private annotatedMarks(): Map<string, Mark> {
    return new Map(this.marks.flatMap((mark) => (mark.annotation ? [[mark.annotation.id, mark]] : [])));
  }

  /** Lays the annotations of the sidecar: those of `known` marks where these are, the others where their place is found. */
  private lay(known: ReadonlyMap<string, Mark>): void {
    const { annotations, fingerprint } = this.sidecar;
    const marks: Mark[] = [];
    const others: Annotation[] = [];
    for (const annotation of annotations) {
      const mark = known.get(annotation.id);
      if (mark)
        marks.push(
          mark.annotation === annotation ? mark : annotationMark(annotation, mark.span, mark.pieces),
        );
      else others.push(annotation);
    }
    const sought =
      fingerprint === this.fingerprint ? others.filter((one) => !this.place(one, marks)) : others;
    const found = sought.length > 0 ? layMarks(this.text, sought, [], fingerprint) : undefined;
    this.suggested ??= suggestionMarks(this.text, this.suggestions, this.codePoints);
    const ids = new Set(annotations.map(({ id }) => id));
    this.show(
      withSuggestions(found ? [...marks, ...found.marks] : marks, this.suggested, ids),
      found?.lost ?? [],
    );
  }

  /** Adds the mark of an annotation that is where its anchor says, to the letter; false where it is not. */
  private place(annotation: Annotation, marks: Mark[]): boolean {
    const { anchor } = annotation;
    const start = this.codePoints.toUtf16(anchor.position[0]);
    const extent = extentAt(this.text, { start, end: start + anchor.quote.length }, anchor);
    if (anchor.quote === '' || !extent || !describes(anchor, this.text, extent, this.codePoints))
      return false;
    marks.push(annotationMark(annotation, extent.span, extent.pieces));
    return true;
  }

  /** `counted` is the progress of the marks, where it is known. */
  private show(marks: readonly Mark[], lost: Marks['lost'], counted?: Progress): void {
    this.marks = marks;
    this.lost = lost;
    this.kept = undefined;
    this.counted = counted;
  }
}

/** True if anything is to be suggested in an article of a project. */
export function isSuggesting(article: vscode.Uri, { recognizer }: Project): boolean {
  return recognizer !== 'none' && settings.suggestions(article);
}

/** What is suggested of what was recognised, in the light of what is known of names, under the labels of the project. */
export function suggestionsOf(
  article: Article,
  recognized: readonly Suggestion[],
  project: Project,
  { names }: KnownFolder,
): readonly Suggestion[] {
  const labels = new Set(project.labels.map(({ name }) => name));
  const ofProject = ({ label }: Suggestion) => labels.has(label);
  return names.apply(article, recognized.filter(ofProject)).filter(ofProject);
}

interface Remembered {
  readonly by: Recognition;
  readonly memory: ReturnType<Recognition['newMemory']>;
}

interface Resolved {
  readonly marks: readonly Mark[];
  readonly entities: ReadonlyMap<Mark, Entity<Mark>>;
}

/** What edits make of something with a place in the text: itself where they do not reach it, nothing where it is gone. */
function movement(edits: readonly TextChange[], text: string) {
  const track = tracker(edits);
  return <T extends Extent>(one: T): T | undefined => {
    if (one.pieces) {
      const extent = trackExtent(text, one, track);
      return extent && { ...one, pieces: undefined, ...extent };
    }
    const span = track(one.span);
    // Spread, marks of several shapes take four times as long to copy.
    return span === one.span ? one : span && Object.assign({}, one, { span });
  };
}

/** What is suggested holds for the words that were read: `now` where their length is the same. */
function intact<T extends { readonly span: Span }>({ span }: T, now: T | undefined): T | undefined {
  return now && now.span.end - now.span.start === span.end - span.start ? now : undefined;
}

function refusalOf(text: string, undecodable: boolean): Refusal | undefined {
  if (text.includes('\0')) return 'binary';
  if (text.length > LONGEST_ARTICLE) return 'too-long';
  if (undecodable && text.includes(REPLACEMENT)) return 'encoding';
  return undefined;
}
