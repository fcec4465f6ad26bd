import { indexCodePoints, locate, overlaps, type Anchor, type CodePointIndex, type Span } from '../src/core';
import { annotated, EditedText, type Annotated } from './document';
import { judge, truths, type Verdict } from './judge';
import { locateAsHypothesis } from './peers/hypothesis';
import { Random } from './random';
import { editAtRandom, type Vocabulary } from './script';
import { wordsOf } from '../src/core/anchoring/words';

/** An article to be annotated and edited. */
export interface Source {
  readonly language: string;
  readonly text: string;
  /** Names in it, in code points; some of them are annotated, and other stretches with them. */
  readonly mentions: readonly Span[];
  readonly vocabulary: Vocabulary;
}

/** A way of locating annotations; positions of the anchors are code points of the old text. */
export interface Method {
  readonly name: string;
  locate(text: string, old: Annotated, codePoints: CodePointIndex): readonly (Span | undefined)[];
}

const marginalia: Method = {
  name: 'Marginalia',
  locate: (text, { anchors, fingerprint }, codePoints) =>
    locate(text, anchors, codePoints, fingerprint).map((one) =>
      one.kind === 'found' ? one.span : undefined,
    ),
};

const withoutFingerprint: Method = {
  name: 'Marginalia, without the fingerprint',
  locate: (text, { anchors }, codePoints) =>
    locate(text, anchors, codePoints).map((one) => (one.kind === 'found' ? one.span : undefined)),
};

/** A method that looks at one anchor at a time; `start` is its old position in UTF-16 code units. */
function each(
  name: string,
  place: (text: string, anchor: Anchor, start: number) => Span | undefined,
): Method {
  return {
    name,
    locate: (text, old) => {
      const codePoints = indexCodePoints(old.text);
      return old.anchors.map((anchor) => place(text, anchor, codePoints.toUtf16(anchor.position[0])));
    },
  };
}

export const OURS: readonly Method[] = [marginalia];

export const METHODS: readonly Method[] = [
  marginalia,
  withoutFingerprint,
  each('Hypothesis', locateAsHypothesis),
  each('first quote', (text, { quote }) => {
    const start = text.indexOf(quote);
    return start < 0 ? undefined : { start, end: start + quote.length };
  }),
  each('position', (text, { quote }, start) =>
    start + quote.length <= text.length ? { start, end: start + quote.length } : undefined,
  ),
];

/** One history and what each method made of it. */
export interface Outcome {
  readonly before: Annotated;
  readonly after: string;
  readonly edits: readonly string[];
  /** By method, then by annotation. */
  readonly verdicts: readonly (readonly Verdict[])[];
  readonly located: readonly (readonly (Span | undefined)[])[];
}

const ANNOTATIONS = 25;
/** One edit for so many code points, at most. */
const SIGNS_AN_EDIT = 100;

/** Annotates an article at random, edits it at random, and has the methods locate the annotations. */
export function runHistory(source: Source, seed: number, methods: readonly Method[]): Outcome {
  const random = new Random(seed);
  const before = annotated(source.text, chosenSpans(source, random));
  const text = new EditedText(source.text);
  const count = 1 + random.below(1 + random.below(Math.ceil(text.length / SIGNS_AN_EDIT)));
  const edits = editAtRandom(text, before.spans, source.vocabulary, count, random);
  const after = text.toString();
  const codePoints = indexCodePoints(after);
  const truth = truths(before, text);
  const located = methods.map((method) => method.locate(after, before, codePoints));
  const verdicts = located.map((places) => truth.map((one, index) => judge(after, one, places[index])));
  return { before, after, edits, verdicts, located };
}

/** Mentions and other stretches of one to four words, none over another or over a line end. */
function chosenSpans({ text, mentions }: Source, random: Random): Span[] {
  const codePoints = indexCodePoints(text);
  const words = wordsOf(text).filter((word) => /[\p{L}\p{N}]/u.test(word.text));
  const signs = Array.from(text);
  const spans: Span[] = [];
  for (let tries = 0; spans.length < ANNOTATIONS && tries < 4 * ANNOTATIONS; tries++) {
    const at = random.below(words.length);
    const last = words[Math.min(words.length - 1, at + random.below(4))]!;
    const span =
      mentions.length > 0 && !random.chance(3)
        ? random.of(mentions)
        : { start: codePoints.fromUtf16(words[at]!.start), end: codePoints.fromUtf16(last.end) };
    const isFree = !spans.some((other) => overlaps(other, span));
    if (isFree && !signs.slice(span.start, span.end).includes('\n')) spans.push(span);
  }
  return spans;
}
