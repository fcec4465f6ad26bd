import type { Anchor } from '../model/annotation';
import { countCodePoints } from '../text/code-points';

/** A place of a quote in an older text, with what is known of the text around it. */
export interface KnownPlace {
  /** In code points of the older text. */
  readonly position: number;
  readonly prefix: string;
  readonly suffix: string;
}

/** A stretch of the older text; `start` in code points. */
interface Stretch {
  readonly start: number;
  readonly text: string;
}

/**
 * What anchors tell together of the text that they were made on: each knows its quote and what stood around it. So one
 * knows of places of its quote that are not its own, and what is left of these is not taken for it.
 */
export class KnownText {
  private readonly stretches: readonly Stretch[];
  private readonly known = new Map<string, readonly KnownPlace[]>();

  constructor(anchors: readonly Anchor[]) {
    this.stretches = stretchesOf(anchors);
  }

  /** The places of a quote that are known, with up to `context` UTF-16 code units on either side. */
  placesOf(quote: string, context: number): readonly KnownPlace[] {
    let places = this.known.get(quote);
    if (!places) {
      places = this.stretches.flatMap((stretch) => placesIn(stretch, quote, context));
      this.known.set(quote, places);
    }
    return places;
  }
}

/** The stretches of anchors that touch or overlap, put together. An anchor that says something else stands alone. */
function stretchesOf(anchors: readonly Anchor[]): Stretch[] {
  const single = anchors
    .filter(({ orphaned }) => !orphaned)
    .map(({ prefix, quote, suffix, position }) => ({
      start: position[0] - countCodePoints(prefix),
      text: prefix + quote + suffix,
    }))
    .sort((a, b) => a.start - b.start);
  const stretches: { start: number; text: string; length: number }[] = [];
  for (const { start, text } of single) {
    const last = stretches.at(-1);
    const overlap = last ? last.start + last.length - start : -1;
    const length = countCodePoints(text);
    if (!last || overlap < 0) stretches.push({ start, text, length });
    else if (overlap >= length) continue;
    else {
      const characters = Array.from(text);
      if (!last.text.endsWith(characters.slice(0, overlap).join(''))) stretches.push({ start, text, length });
      else {
        last.text += characters.slice(overlap).join('');
        last.length += length - overlap;
      }
    }
  }
  return stretches;
}

function placesIn({ start, text }: Stretch, quote: string, context: number): KnownPlace[] {
  const places: KnownPlace[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + quote.length)) {
    const end = at + quote.length;
    places.push({
      position: start + countCodePoints(text.slice(0, at)),
      prefix: text.slice(Math.max(0, at - context), at),
      suffix: text.slice(end, end + context),
    });
  }
  return places;
}
