import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  annotate,
  extentOf,
  fingerprintOf,
  indexCodePoints,
  layMarks,
  marksAt,
  meantText,
  piecesOf,
  sharesText,
  shownText,
  tracker,
  trackExtent,
  without,
  type Annotation,
  type Extent,
  type Span,
  type Suggestion,
} from '../../../src/core';

const TEXT = 'A rota liga 🚢 North and South America desde 1998.';

/** The places of quotes in a text, the first of each. */
function spansOf(text: string, ...quotes: string[]): Span[] {
  return quotes.map((quote) => {
    const start = text.indexOf(quote);
    assert.ok(start >= 0, quote);
    return { start, end: start + quote.length };
  });
}

function annotated(text: string, quotes: string[], label = 'location'): Annotation {
  const { span, pieces } = extentOf(text, spansOf(text, ...quotes));
  const by = { at: '2024-07-20T10:00:00Z' };
  return annotate(text, span, label, undefined, by, new Set(), indexCodePoints(text), pieces);
}

const NORTH = annotated(TEXT, ['North', 'America']);

/** What an annotation of one text means in another, or why it is lost there. */
function found(text: string, annotation = NORTH, made = TEXT): string {
  const { marks, lost } = layMarks(text, [annotation], [], fingerprintOf(made));
  const [mark] = marks;
  return mark ? shownText(text, mark) : `lost: ${lost[0]?.reason}`;
}

describe('an annotation in pieces', () => {
  it('says which code points of its quote are meant', () => {
    assert.equal(NORTH.anchor.quote, 'North and South America');
    assert.deepEqual(NORTH.anchor.pieces, [
      [0, 5],
      [16, 23],
    ]);
    assert.equal(TEXT.slice(NORTH.anchor.position[0] + 1).indexOf('North'), 0, 'the ship is one code point');
  });

  it('is shown with an ellipsis, and is a name without the gap', () => {
    const extent = extentOf(TEXT, spansOf(TEXT, 'America', 'North'));
    assert.equal(shownText(TEXT, extent), 'North … America');
    assert.equal(meantText(TEXT, extent), 'North America');
  });

  it('is one stretch where nothing but white space is between its pieces', () => {
    assert.deepEqual(extentOf(TEXT, spansOf(TEXT, 'South', 'America')), {
      span: spansOf(TEXT, 'South America')[0],
    });
  });

  it('is found again where it stood and where all of it moved', () => {
    assert.equal(found(TEXT), 'North … America');
    assert.equal(found(`Ontem. ${TEXT}`), 'North … America');
  });

  it('follows its words where others came between them or went', () => {
    assert.equal(found(TEXT.replace('South', 'much of South')), 'North … America');
    assert.equal(found(TEXT.replace('and South ', '')), 'North America', 'what remains is one stretch');
  });

  it('is lost where one of its pieces went, or may be another word', () => {
    const capes = 'The fog lies over Cape Horn, Cape Race and Cape Farewell Bay today.';
    const both = annotated(capes, ['Horn', 'Race', 'Bay']);
    assert.equal(found(capes.replace(' Race', ''), both, capes), 'lost: orphan');
    const twice = annotated(capes, ['Cape Horn', 'Bay']);
    assert.equal(found(capes.replace('Cape Horn, Cape Race', 'Cape Race'), twice, capes), 'lost: orphan');
  });

  it('leaves room for a suggestion between its pieces, and for one that shares a piece', () => {
    const suggested = (...quotes: string[]) =>
      quotes.map((quote): Suggestion => ({
        span: spansOf(TEXT, quote)[0]!,
        label: 'location',
        confidence: 0.9,
        source: 'test',
      }));
    const suggestions = suggested('South', 'South America', 'America', 'North and South America');
    const { marks } = layMarks(TEXT, [NORTH], suggestions);
    assert.deepEqual(
      marks.filter(({ annotation }) => !annotation).map((mark) => meantText(TEXT, mark)),
      ['South America', 'South'],
    );
  });

  it('is at the caret in a piece, not between them', () => {
    const { marks } = layMarks(TEXT, [NORTH], []);
    const at = (quote: string) => marksAt(marks, TEXT.indexOf(quote) + 1).length;
    assert.deepEqual([at('North'), at('South'), at('America')], [1, 0, 1]);
  });

  it('loses the piece, or the part of one, that is taken away', () => {
    const extent = extentOf(TEXT, spansOf(TEXT, 'North', 'South America'));
    const rest = (quote: string) => {
      const left = without(TEXT, extent, spansOf(TEXT, quote)[0]!);
      return left && shownText(TEXT, left);
    };
    assert.equal(rest('North'), 'South America');
    assert.equal(rest('South'), 'North … America');
    assert.equal(rest('North and South America'), undefined);
  });
});

describe('pieces in a text that is edited', () => {
  it('stay with the annotation as long as something of each is there', () => {
    const extent = extentOf(TEXT, spansOf(TEXT, 'North', 'America'));
    const after = (quote: string, replacement: string) => {
      const [span] = spansOf(TEXT, quote);
      const text = TEXT.replace(quote, replacement);
      const moved = trackExtent(text, extent, tracker([{ ...span!, inserted: replacement.length }]));
      return moved && shownText(text, moved);
    };
    assert.equal(after('South', 'Central and South'), 'North … America');
    assert.equal(after('rt', 'rrt'), 'Norrth … America');
    assert.equal(after(' and South', ''), 'North America');
    assert.equal(after('North ', ''), undefined);
  });

  it('hold the characters that were in them and no other from outside', () => {
    const size = 40;
    const someSpan = fc.tuple(fc.nat(size), fc.nat(size)).map(([a, b]) => ({
      start: Math.min(a, b),
      end: Math.max(a, b),
    }));
    const change = fc.record({ at: someSpan, inserted: fc.nat(6) });
    fc.assert(
      fc.property(fc.array(someSpan, { minLength: 1, maxLength: 4 }), change, (some, { at, inserted }) => {
        // Each character is another; what is typed is of none of them.
        const text = Array.from({ length: size }, (_, index) => String.fromCharCode(0x4e00 + index)).join('');
        const spans = some.filter(({ start, end }) => start < end);
        if (spans.length === 0) return;
        const extent = extentOf(text, spans);
        const now = text.slice(0, at.start) + 'x'.repeat(inserted) + text.slice(at.end);
        const moved = trackExtent(now, extent, tracker([{ ...at, inserted }]));
        const kept = (span: Span) =>
          Array.from(text.slice(span.start, span.end)).filter((one) => now.includes(one));
        const gone = piecesOf(extent).some((piece) => kept(piece).length === 0);
        assert.equal(moved === undefined, gone);
        if (!moved) return;
        const held = piecesOf(moved)
          .map(({ start, end }) => now.slice(start, end))
          .join('');
        assert.deepEqual(
          Array.from(held).filter((one) => one !== 'x'),
          piecesOf(extent).flatMap(kept),
        );
        assert.deepEqual(moved, extentOf(now, piecesOf(moved)), 'in order and apart');
      }),
    );
  });

  it('share text with others where a piece does', () => {
    const spans = fc
      .array(
        fc
          .tuple(fc.nat(20), fc.integer({ min: 1, max: 4 }))
          .map(([start, length]) => ({ start, end: start + length })),
        { minLength: 1, maxLength: 4 },
      )
      .map((some) => extentOf('x'.repeat(30), some));
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const units = (extent: Extent) =>
          piecesOf(extent).flatMap(({ start, end }) =>
            Array.from({ length: end - start }, (_, at) => start + at),
          );
        const own = new Set(units(a));
        assert.equal(
          sharesText(a, b),
          units(b).some((unit) => own.has(unit)),
        );
      }),
    );
  });
});
