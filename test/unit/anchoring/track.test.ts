import assert from 'node:assert/strict';
import fc from 'fast-check';
import { track, tracker, type Span, type TextChange } from '../../../src/core';

/** The text of a span that is marked with brackets, after `[start, end)` of the plain text became `inserted`. */
function tracked(marked: string, change: Span & { readonly inserted: string }): string | undefined {
  const span = { start: marked.indexOf('['), end: marked.indexOf(']') - 1 };
  const text = marked.replace(/[[\]]/g, '');
  const changed = text.slice(0, change.start) + change.inserted + text.slice(change.end);
  const after = track(span, { ...change, inserted: change.inserted.length });
  return (
    after &&
    `${changed.slice(0, after.start)}[${changed.slice(after.start, after.end)}]${changed.slice(after.end)}`
  );
}

describe('a span in a text that changes', () => {
  const marked = 'o [Kim Jong] disse';

  it('moves with text put or taken before it', () => {
    assert.equal(tracked(marked, { start: 0, end: 0, inserted: 'e ' }), 'e o [Kim Jong] disse');
    assert.equal(tracked(marked, { start: 0, end: 2, inserted: '' }), '[Kim Jong] disse');
  });

  it('stays where it is when text behind it changes', () => {
    assert.equal(tracked(marked, { start: 11, end: 16, inserted: 'falou' }), 'o [Kim Jong] falou');
  });

  it('grows and shrinks with an edit inside it', () => {
    assert.equal(tracked(marked, { start: 6, end: 6, inserted: 'the ' }), 'o [Kim the Jong] disse');
    assert.equal(tracked(marked, { start: 3, end: 6, inserted: '' }), 'o [KJong] disse');
  });

  it('takes in nothing that is typed at its borders', () => {
    assert.equal(tracked(marked, { start: 2, end: 2, inserted: 'sr. ' }), 'o sr. [Kim Jong] disse');
    assert.equal(tracked(marked, { start: 10, end: 10, inserted: '-un' }), 'o [Kim Jong]-un disse');
  });

  it('loses what an edit across a border takes', () => {
    assert.equal(tracked(marked, { start: 0, end: 6, inserted: 'a ' }), 'a [Jong] disse');
    assert.equal(tracked(marked, { start: 5, end: 13, inserted: '' }), 'o [Kim]sse');
  });

  it('is gone when all of it is replaced', () => {
    assert.equal(tracked(marked, { start: 2, end: 10, inserted: 'Kim Jong' }), undefined);
    assert.equal(tracked(marked, { start: 0, end: 16, inserted: '' }), undefined);
  });

  it('keeps its characters that the edit spared, in a range of the new text', () => {
    const size = 30;
    const range = fc
      .tuple(fc.nat(size), fc.nat(size))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    fc.assert(
      fc.property(range, range, fc.nat(5), (span, replaced, inserted) => {
        fc.pre(span.start < span.end);
        const change: TextChange = { ...replaced, inserted };
        const old = Array.from({ length: size }, (_, index) => index);
        const changed = [
          ...old.slice(0, change.start),
          ...Array<number>(inserted).fill(-1),
          ...old.slice(change.end),
        ];
        const spared = changed.filter((index) => index >= span.start && index < span.end);
        const after = track(span, change);
        assert.deepEqual(
          after ? changed.slice(after.start, after.end).filter((index) => index >= 0) : [],
          spared,
        );
      }),
    );
  });

  it('keeps its characters through any history of edits with several carets, and back through their undoing', () => {
    interface Edit {
      readonly start: number;
      readonly end: number;
      readonly typed: number;
    }
    /** Made to fit a text: in order, without overlaps. */
    const fitted = (edits: readonly Edit[], length: number): TextChange[] => {
      const changes: TextChange[] = [];
      let from = 0;
      for (const { start, end, typed } of edits) {
        const first = from + (start % (length + 1));
        const last = Math.min(length, first + (end % 4));
        if (first > length || (last === first && typed === 0)) continue;
        changes.push({ start: first, end: last, inserted: typed });
        from = last + 1;
      }
      return changes;
    };
    const edit = fc.record({ start: fc.nat(12), end: fc.nat(6), typed: fc.nat(3) });
    const history = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 9 }), history, (start, length, steps) => {
        // Each sign is its own mark: those of the span are found again by looking for them.
        let signs = Array.from({ length: 30 }, (_, index) => index);
        let fresh = 1_000;
        const marked = signs.slice(start, start + length);
        let span: Span | undefined = { start, end: start + length };
        for (const step of steps) {
          const changes = fitted(step, signs.length);
          span = span && tracker(changes)(span);
          for (const change of [...changes].reverse()) {
            const typed = Array.from({ length: change.inserted }, () => fresh++);
            signs = [...signs.slice(0, change.start), ...typed, ...signs.slice(change.end)];
          }
          const left = signs.flatMap((sign, index) => (marked.includes(sign) ? [index] : []));
          const expected = left.length > 0 ? { start: left[0]!, end: left.at(-1)! + 1 } : undefined;
          if (!expected) assert.ok(!span || !signs.slice(span.start, span.end).some((sign) => sign < 1_000));
          else {
            assert.ok(span && span.start <= expected.start && span.end >= expected.end);
            // What is beyond the signs of the span was typed inside it, next to signs that went later.
            assert.ok(
              signs.slice(span.start, span.end).every((sign) => sign >= 1_000 || marked.includes(sign)),
            );
          }
          if (!span) break;
        }
      }),
    );
  });
});
