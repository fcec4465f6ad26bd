import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  adjudicate,
  annotate,
  annotationMark,
  compareLayers,
  editSidecar,
  EMPTY_SIDECAR,
  isAgreed,
  isSettled,
  layMarks,
  parseSidecar,
  type Comparison,
  type Mark,
  type Reading,
  type Sidecar,
} from '../../../src/core';
import { CARLA, codePoints, TEXT } from './disputed-text';

/** The marks of an annotator who has mentions as `label quote`. */
function layer(by: string, ...mentions: readonly string[]): Mark[] {
  return mentions.map((mention) => {
    const [, label = '', quote = ''] = /^(\S+) (.+)$/.exec(mention) ?? [];
    const start = TEXT.indexOf(quote);
    const span = { start, end: start + quote.length };
    const at = '2024-07-21T09:30:00Z';
    return annotationMark(annotate(TEXT, span, label, undefined, { by, at }, new Set(), codePoints), span);
  });
}

function quotes({ marks }: Reading): string[] {
  return marks.map(({ span, label }) => `${label} ${TEXT.slice(span.start, span.end)}`);
}

/** The adjudicated layer after a choice. */
function after(sidecar: Sidecar, comparison: Comparison, chosen: Reading | undefined): Sidecar {
  const { marks } = layMarks(TEXT, sidecar.annotations, []);
  return editSidecar(sidecar, adjudicate(comparison, chosen, { text: TEXT, marks, codePoints }, CARLA));
}

describe('comparing layers', () => {
  it('has a place for each group of mentions that share text, with who has what', () => {
    const comparisons = compareLayers(
      new Map([
        ['ana', layer('ana', 'person Marcelo Duarte', 'location Lisboa', 'organization ONU')],
        ['bo', layer('bo', 'person Duarte', 'location Lisboa')],
        ['carla', layer('carla', 'person Duarte', 'location Lisboa', 'location ONU')],
      ]),
    );
    assert.deepEqual(
      comparisons.map(({ readings }) =>
        readings.map((reading) => [reading.annotators.join(), quotes(reading).join()]),
      ),
      [
        [
          ['bo,carla', 'person Duarte'],
          ['ana', 'person Marcelo Duarte'],
        ],
        [['ana,bo,carla', 'location Lisboa']],
        [
          ['ana', 'organization ONU'],
          ['carla', 'location ONU'],
          ['bo', ''],
        ],
      ],
    );
    assert.deepEqual(comparisons.map(isAgreed), [false, true, false]);
  });

  it('takes another value of a date for a disagreement', () => {
    const [mark] = layer('ana', 'date Lisboa');
    const dated = (value: string): Mark => ({ ...mark!, timex: { type: 'DATE', value } });
    const layers = (a: string, b: string) =>
      compareLayers(
        new Map([
          ['ana', [dated(a)]],
          ['bo', [dated(b)]],
        ]),
      );
    assert.equal(layers('2024', '2024').every(isAgreed), true);
    assert.equal(layers('2024', '2025').every(isAgreed), false);
  });
});

describe('adjudication', () => {
  const [person, , organization] = compareLayers(
    new Map([
      ['ana', layer('ana', 'person Marcelo Duarte', 'location Lisboa', 'organization ONU')],
      ['bo', layer('bo', 'person Duarte', 'location Lisboa')],
    ]),
  ) as [Comparison, Comparison, Comparison];

  it('writes what was chosen, with what everybody had, who chose, and when', () => {
    const { annotations, source } = after(EMPTY_SIDECAR, person, person.readings[1]);
    assert.deepEqual(
      annotations.map(({ label, status, anchor, by, at }) => [label, status, anchor.quote, by, at]),
      [['person', 'accepted', 'Duarte', CARLA.by, CARLA.at]],
    );
    assert.deepEqual(
      annotations[0]?.adjudicated?.map(({ by, quote, label }) => [by, quote, label]),
      [
        ['ana', 'Marcelo Duarte', 'person'],
        ['bo', 'Duarte', 'person'],
      ],
    );
    assert.deepEqual(parseSidecar(source).annotations, annotations);
  });

  it('rejects what was proposed where none is right, and says who had nothing', () => {
    const { annotations } = after(EMPTY_SIDECAR, organization, undefined);
    assert.deepEqual(
      annotations.map(({ status, anchor }) => [status, anchor.quote]),
      [['rejected', 'ONU']],
    );
    assert.deepEqual(annotations[0]?.adjudicated?.at(-1), { removed: true, by: 'bo' });
  });

  it('replaces an earlier choice, and a suggestion that stood there', () => {
    const suggested = layer('x', 'organization Marcelo')[0]!.annotation!;
    const before = editSidecar(EMPTY_SIDECAR, [
      { kind: 'put', annotation: { ...suggested, status: 'suggested' } },
    ]);
    const first = after(before, person, person.readings[0]);
    const second = after(first, person, person.readings[1]);
    assert.deepEqual(
      second.annotations.map(({ anchor }) => anchor.quote),
      ['Duarte'],
    );
  });

  it('settles a place whatever is chosen, says what was chosen, and leaves other places alone', () => {
    const words = [...TEXT.matchAll(/\p{L}+/gu)];
    const mention = fc
      .tuple(fc.nat(words.length - 1), fc.nat(2), fc.constantFrom('person', 'location'))
      .map(([first, more, label]) => {
        const last = words[Math.min(words.length - 1, first + more)]!;
        return `${label} ${TEXT.slice(words[first]!.index, last.index + last[0].length)}`;
      });
    const annotator = fc.array(mention, { maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(annotator, { minLength: 2, maxLength: 3 }),
        fc.array(fc.nat(3), { minLength: 9, maxLength: 9 }),
        (annotators, choices) => {
          const layers = new Map(annotators.map((list, at) => [`a${at}`, layer(`a${at}`, ...list)] as const));
          const comparisons = compareLayers(layers);
          let sidecar: Sidecar = EMPTY_SIDECAR;
          for (const [at, comparison] of comparisons.entries()) {
            const chosen = comparison.readings[choices[at]!];
            const marks = () => layMarks(TEXT, sidecar.annotations, []).marks;
            const others = comparisons.filter((one) => one !== comparison);
            const settled = others.map((one) => isSettled(one, marks()));
            sidecar = after(sidecar, comparison, chosen);
            assert.ok(isSettled(comparison, marks()));
            assert.deepEqual(
              others.map((one) => isSettled(one, marks())),
              settled,
            );
            const here = marks().filter(
              ({ span, status }) =>
                status === 'accepted' && span.start < comparison.span.end && comparison.span.start < span.end,
            );
            const wanted = chosen ? quotes(chosen) : [];
            assert.deepEqual(quotes({ annotators: [], marks: here }).sort(), [...wanted].sort());
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
