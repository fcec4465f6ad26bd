import type { Anchor } from '../model/annotation';
import type { Span } from '../model/span';
import { contextShare, unbrokenContext } from './context';
import { CONTEXT_LENGTH } from './describe';
import { KnownText, type KnownPlace } from './known-text';

/** Longer quotes, in UTF-16 code units, are not looked for where they overlap themselves: that keeps the time linear. */
const LONGEST_OVERLAP = 256;
/** Of less known context, in UTF-16 code units, nothing follows. */
export const LEAST_KNOWN = 8;
/** A side of the context that is no longer than this, in UTF-16 code units, may stand elsewhere by chance. */
export const LEAST_SIDE = 15;

/** Where quotes stand in a text, each looked for once, in what of it is not of the older text, and in that as far as the anchors know it. */
export class Occurrences {
  private readonly known = new Map<string, readonly Span[]>();
  private readonly knownOpen = new Map<string, readonly Span[]>();
  private older: KnownText | undefined;
  private folded: string | undefined;

  constructor(
    private readonly text: string,
    private readonly anchors: readonly Anchor[],
    /** The stretches that are new or changed, in order. */
    private readonly open: readonly Span[] = [],
  ) {}

  of(quote: string): readonly Span[] {
    if (quote === '') return [];
    return remembered(this.known, quote, () => spansOf(quote, this.text));
  }

  within(quote: string, stretch: Span): readonly Span[] {
    return this.of(quote).filter(({ start, end }) => stretch.start <= start && end <= stretch.end);
  }

  /** Where a piece stands, whatever its case, in text that is new or changed, or partly in it. */
  inOpenText(piece: string): readonly Span[] {
    this.folded ??= foldCase(this.text);
    const [folded, wanted] = [this.folded, foldCase(piece)];
    return remembered(this.knownOpen, wanted, () => {
      const spans: Span[] = [];
      for (const { start, end } of this.open) {
        const from = Math.max((spans.at(-1)?.start ?? -1) + 1, start - wanted.length + 1);
        const around = folded.slice(from, end + wanted.length - 1);
        for (const span of spansOf(wanted, around))
          spans.push({ start: from + span.start, end: from + span.end });
      }
      return spans;
    });
  }

  /** True if a quote stands more than once in the text, or is known to have stood so in the older one. */
  recurs({ quote, position }: Anchor): boolean {
    return this.of(quote).length > 1 || this.elsewhere(quote, position).length > 0;
  }

  /**
   * True if what was elsewhere in the older text explains a place at least as well as an anchor does, or one side of it,
   * whole, which the anchor does not explain.
   */
  belongsElsewhere(span: Span, anchor: Anchor): boolean {
    const quote = this.text.slice(span.start, span.end);
    return this.elsewhere(quote, anchor.position).some((other) => this.explains(other, span, anchor));
  }

  private explains({ prefix, suffix, position }: KnownPlace, { start, end }: Span, anchor: Anchor): boolean {
    if (prefix.length + suffix.length < LEAST_KNOWN) return false;
    const other = { ...anchor, prefix, suffix, position: [position, position] as const };
    const hasSide = (side: 'prefix' | 'suffix') => {
      const unbroken = (one: Anchor) =>
        unbrokenContext(this.text, start, end, { prefix: '', suffix: '', [side]: one[side] });
      const { length } = other[side];
      return length > LEAST_SIDE && unbroken(other) === length && unbroken(anchor) < LEAST_KNOWN;
    };
    if (hasSide('prefix') || hasSide('suffix')) return true;
    const own = {
      ...anchor,
      prefix: anchor.prefix.slice(Math.max(0, anchor.prefix.length - prefix.length)),
      suffix: anchor.suffix.slice(0, suffix.length),
    };
    return contextShare(this.text, start, end, other) >= contextShare(this.text, start, end, own);
  }

  private elsewhere(quote: string, [start, end]: Anchor['position']): readonly KnownPlace[] {
    this.older ??= new KnownText(this.anchors);
    return this.older
      .placesOf(quote, CONTEXT_LENGTH)
      .filter(({ position }) => position < start || position >= end);
  }
}

function remembered(
  known: Map<string, readonly Span[]>,
  quote: string,
  look: () => readonly Span[],
): readonly Span[] {
  let spans = known.get(quote);
  if (!spans) {
    spans = look();
    known.set(quote, spans);
  }
  return spans;
}

function spansOf(quote: string, text: string): Span[] {
  const step = quote.length > LONGEST_OVERLAP ? quote.length : 1;
  const spans: Span[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + step)) {
    spans.push({ start: at, end: at + quote.length });
  }
  return spans;
}

/** A text without case, as long as before: what gets longer keeps its case. */
function foldCase(text: string): string {
  const folded = text.toLowerCase();
  if (folded.length === text.length) return folded;
  return text.replace(/[^\p{Ll}]/gu, (sign) =>
    sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign,
  );
}
