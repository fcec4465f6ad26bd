import { describe } from '../anchoring/describe';
import { idOn } from '../marks/annotation-id';
import type { Annotation, Attributes, Status } from '../model/annotation';
import { extentOf } from '../model/extent';
import type { Label } from '../model/label';
import type { Span } from '../model/span';
import type { Timex } from '../model/timex';
import { countBelow } from '../text/ascending';
import { indexCodePoints, type CodePointIndex } from '../text/code-points';
import { normalizeLineEnds } from '../text/decode';

/** What a dataset says of the entity that a mention is of. It has an id, or identifiers by which it is known. */
export interface ImportedEntry {
  /** Of an entry of the registry. */
  readonly id?: string;
  readonly name?: string;
  /** By scheme, such as `wikidata`. */
  readonly identifiers?: Readonly<Record<string, string>>;
}

/** What a dataset says of a mention beyond where it is. */
export interface ImportedMention {
  readonly label: Label;
  readonly status: Status;
  readonly id?: string | undefined;
  readonly entry?: ImportedEntry | undefined;
  readonly timex?: Timex | undefined;
  readonly attributes?: Attributes | undefined;
  readonly note?: string | undefined;
  readonly flagged?: boolean | undefined;
  readonly confidence?: number | undefined;
  /** The recogniser. */
  readonly source?: string | undefined;
  readonly by?: string | undefined;
  readonly at?: string | undefined;
}

/**
 * An article's text as a dataset has it, and the annotations that the dataset makes on it. The text becomes that of an
 * article (no byte order mark, line ends `\n`); offsets are those of the text as it was given, and are moved along.
 */
export class ImportedText {
  readonly text: string;
  private readonly raw: string;
  /** Offsets of the code units of `raw` that are not in `text`, ascending. */
  private readonly removed: number[] = [];
  private readonly rawCodePoints: CodePointIndex;
  private readonly codePoints: CodePointIndex;
  private readonly found: Annotation[] = [];
  private readonly taken = new Set<string>();
  private readonly named = new Map<string, ImportedEntry>();

  constructor(raw: string) {
    this.raw = raw;
    if (raw.startsWith('\ufeff')) this.removed.push(0);
    for (let at = raw.indexOf('\r\n'); at >= 0; at = raw.indexOf('\r\n', at + 1)) this.removed.push(at);
    this.text = normalizeLineEnds(raw.startsWith('\ufeff') ? raw.slice(1) : raw);
    this.codePoints = indexCodePoints(this.text);
    this.rawCodePoints = this.removed.length === 0 ? this.codePoints : indexCodePoints(raw);
  }

  get annotations(): readonly Annotation[] {
    return this.found;
  }

  /** What is known of the entities of annotations, by their ids. */
  get entries(): ReadonlyMap<string, ImportedEntry> {
    return this.named;
  }

  /** Whether the text cannot be that of an article: NUL and half characters cannot be kept in a file. */
  get unfit(): boolean {
    return /[\0\p{Cs}]/u.test(this.text);
  }

  /** A span given in code points; `undefined` where it is empty or not in the text. */
  spanOfCodePoints(start: number, end: number): Span | undefined {
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || start >= end)
      return undefined;
    if (end > this.rawCodePoints.fromUtf16(this.raw.length)) return undefined;
    return this.spanOfUnits(this.rawCodePoints.toUtf16(start), this.rawCodePoints.toUtf16(end));
  }

  /** A span given in UTF-16 code units; `undefined` where it is empty, not in the text, or splits a character. */
  spanOfUnits(start: number, end: number): Span | undefined {
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || start >= end)
      return undefined;
    if (end > this.raw.length || this.splits(start) || this.splits(end)) return undefined;
    const span = { start: this.move(start), end: this.move(end) };
    return span.start < span.end ? span : undefined;
  }

  /** Adds an annotation of spans, which are its pieces where they are several; an id that is taken, or not given, is replaced by the one that Marginalia would give. */
  add(spans: readonly Span[], mention: ImportedMention): Annotation {
    const { span, pieces } = extentOf(this.text, spans);
    const anchor = describe(this.text, span, this.codePoints, pieces);
    const annotation = importedAnnotation(mention, anchor, this.taken);
    this.taken.add(annotation.id);
    this.found.push(annotation);
    if (mention.entry && mention.label !== 'date') this.named.set(annotation.id, mention.entry);
    return annotation;
  }

  private splits(offset: number): boolean {
    const code = this.raw.charCodeAt(offset);
    const before = this.raw.charCodeAt(offset - 1);
    return code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
  }

  private move(offset: number): number {
    return offset - countBelow(this.removed, offset);
  }
}

/** The annotation of a mention at an anchor; an id that is in `taken`, or not given, is made anew. */
export function importedAnnotation(
  mention: ImportedMention,
  anchor: Annotation['anchor'],
  taken: ReadonlySet<string>,
): Annotation {
  const { label, status, id, entry, timex, attributes, note, flagged, confidence, source, by, at } = mention;
  const own = id !== undefined && id !== '' && !taken.has(id);
  return {
    id: own ? id : idOn(anchor, label, taken),
    label,
    status,
    anchor,
    ...(timex && label === 'date' && { timex }),
    ...(attributes && { attributes }),
    ...(entry?.id !== undefined && label !== 'date' && { entity: entry.id }),
    ...(note !== undefined && { note }),
    ...(flagged === true && { flagged }),
    ...(source !== undefined && { source }),
    ...(confidence !== undefined && { confidence }),
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
  };
}
