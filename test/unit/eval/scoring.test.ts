import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  agreesWhereKnown,
  countDates,
  countEntities,
  countSpans,
  differences,
  entityScoreOf,
  scoreOf,
  type ScoredMention,
} from '../../../eval/scoring';

const TEXT = 'May told Vodafone in London on 5 May 2019 that sales fell last year and in June.';

function mention(quote: string, label: string, value?: string): ScoredMention {
  const start = TEXT.lastIndexOf(quote);
  return { span: { start, end: start + quote.length }, label, timex: { type: 'DATE', value } };
}

const person: ScoredMention = { span: { start: 0, end: 3 }, label: 'person' };

/** Each difference as its kind and the texts that are at fault. */
function shown(gold: readonly ScoredMention[], found: readonly ScoredMention[]): string[] {
  return differences(gold, found).map((difference) => {
    const mentions = [
      'gold' in difference ? difference.gold : undefined,
      'found' in difference ? difference.found : undefined,
    ];
    const texts = mentions.flatMap((one) => (one ? [TEXT.slice(one.span.start, one.span.end)] : []));
    return `${difference.kind}: ${texts.join(' | ')}`;
  });
}

describe('the score of named entities', () => {
  it('counts what has the span and the label of the gold standard', () => {
    const gold = [person, mention('Vodafone', 'organization'), mention('London', 'location')];
    const found = [
      person,
      mention('Vodafone in London', 'organization'),
      mention('London', 'location'),
      mention('June', 'location'),
    ];
    const counts = countSpans(gold, found, ['person', 'organization', 'location']);
    assert.deepEqual(Object.fromEntries(counts), {
      person: { gold: 1, found: 1, right: 1 },
      organization: { gold: 1, found: 1, right: 0 },
      location: { gold: 1, found: 2, right: 1 },
    });
  });

  it('leaves out labels that a corpus does not annotate', () => {
    const counts = countSpans([person], [person, mention('London', 'location')], ['person']);
    assert.deepEqual(Object.fromEntries(counts), { person: { gold: 1, found: 1, right: 1 } });
  });

  it('takes a gold mention once, however often it is found', () => {
    const counts = countSpans([person], [person, { ...person }], ['person']);
    assert.deepEqual(counts.get('person'), { gold: 1, found: 2, right: 1 });
  });

  it('is precision, recall and their harmonic mean', () => {
    // F1 = 2 · 3/4 · 3/6 / (3/4 + 3/6)
    assert.deepEqual(scoreOf({ gold: 6, found: 4, right: 3 }), { precision: 0.75, recall: 0.5, f1: 0.6 });
    assert.deepEqual(scoreOf({ gold: 2, found: 0, right: 0 }), { precision: undefined, recall: 0, f1: 0 });
    assert.equal(scoreOf({ gold: 0, found: 0, right: 0 }).f1, undefined);
  });
});

describe('the score of dates', () => {
  it('is strict for the same span, relaxed for an overlap, and asks for the value among those', () => {
    const gold = [
      mention('5 May 2019', 'date', '2019-05-05'),
      mention('last year', 'date', '2018'),
      mention('June', 'date', '2019-06'),
    ];
    const found = [
      mention('5 May', 'date', '2019-05-05'),
      mention('last year', 'date', '2017'),
      mention('sales', 'date', '2019'),
    ];
    assert.deepEqual(countDates(gold, found), {
      gold: 3,
      found: 3,
      strict: 1,
      relaxed: 2,
      value: 1,
      known: 1,
    });
  });

  it('pairs one with one, those of the same span first', () => {
    const whole = mention('5 May 2019', 'date', '2019-05-05');
    const parts = [mention('5 May', 'date', '2019-05-05'), mention('2019', 'date', '2019')];
    assert.equal(countDates([whole], parts).relaxed, 1);
    assert.equal(countDates(parts, [whole]).relaxed, 1);
    const both = countDates([whole], [parts[0] as ScoredMention, whole]);
    assert.deepEqual([both.strict, both.relaxed, both.found], [1, 1, 2]);
  });

  it('tells what is only left open from what is wrong', () => {
    const gold = [mention('5 May 2019', 'date', '2019-05-05'), mention('last year', 'date', '2018')];
    const found = [mention('5 May 2019', 'date', 'XXXX-05-05'), mention('last year', 'date', '2017')];
    const { value, known } = countDates(gold, found);
    assert.deepEqual([value, known], [0, 1]);
  });

  it('cannot lose by finding more of the gold standard, and is whole for the gold standard itself', () => {
    const dates = fc.uniqueArray(fc.nat(50), { maxLength: 12 }).map((starts) =>
      starts.map((start): ScoredMention => ({
        span: { start: 3 * start, end: 3 * start + 2 },
        label: 'date',
        timex: { type: 'DATE', value: String(start) },
      })),
    );
    fc.assert(
      fc.property(dates, fc.nat(12), (gold, cut) => {
        const { strict, relaxed, value } = countDates(gold, gold.slice(0, cut).reverse());
        const expected = Math.min(cut, gold.length);
        assert.deepEqual([strict, relaxed, value], [expected, expected, expected]);
        assert.deepEqual(differences(gold, gold), []);
      }),
    );
  });
});

describe('a value that leaves something open', () => {
  it('agrees with each value that it could become', () => {
    assert.ok(agreesWhereKnown('XXXX-07-18', '2024-07-18'));
    assert.ok(agreesWhereKnown('XXXX', '2023'));
    assert.ok(agreesWhereKnown('XXXX-WXX', '2024-W29'));
    assert.ok(agreesWhereKnown('PRESENT_REF', 'PRESENT_REF'));
  });

  it('agrees with the dates on its weekday', () => {
    assert.ok(agreesWhereKnown('XXXX-WXX-5', '2024-07-19'));
    assert.ok(agreesWhereKnown('XXXX-WXX-7TNI', '2024-07-21TNI'));
    assert.ok(!agreesWhereKnown('XXXX-WXX-5', '2024-07-18'));
    assert.ok(!agreesWhereKnown('XXXX-WXX-5', '2024-07-19TNI'));
  });

  it('does not agree with what says less, or something else', () => {
    assert.ok(!agreesWhereKnown('2024-07-18', 'XXXX-07-18'));
    assert.ok(!agreesWhereKnown('XXXX-07-18', '2024-07'));
    assert.ok(!agreesWhereKnown('XXXX-07-18', '2024-07-19'));
  });
});

describe('the errors', () => {
  it('name what was missed, what was made up, and what was half right', () => {
    const gold = [
      person,
      mention('Vodafone', 'organization'),
      mention('London', 'location'),
      mention('5 May 2019', 'date', '2019-05-05'),
      mention('June', 'date', '2018-06'),
    ];
    const found = [
      { ...person, label: 'date' },
      mention('Vodafone in', 'organization'),
      mention('5 May 2019', 'date', '2019-05-06'),
      mention('in June', 'date', '2019-06'),
      mention('sales', 'product'),
    ];
    assert.deepEqual(shown(gold, found), [
      'missed: London',
      'spurious: sales',
      'wrong label: May | May',
      'wrong extent: Vodafone | Vodafone in',
      'wrong extent: June | in June',
      'wrong value: 5 May 2019 | 5 May 2019',
      'wrong value: June | in June',
    ]);
  });

  it('count a longer span of another label once', () => {
    const found = [mention('Vodafone in London', 'organization')];
    assert.deepEqual(shown([mention('London', 'location')], found), [
      'wrong label and extent: London | Vodafone in London',
    ]);
  });
});

describe('the score of entities', () => {
  const mentions = ['a', 'a', 'a', 'b', 'b'].map((entity, start) => ({
    span: { start, end: start + 1 },
    label: 'person',
    entity,
  }));

  it('is full where the groups are the same', () => {
    const counts = countEntities(mentions, ({ entity }) => entity);
    assert.deepEqual(entityScoreOf(counts), { precision: 1, recall: 1, f1: 1 });
    assert.equal(counts.gold, 2);
  });

  it('is lower in recall where a group is split, in precision where two are one', () => {
    const split = entityScoreOf(countEntities(mentions, ({ span }) => span.start));
    assert.deepEqual([split.precision, split.recall], [1, 2 / 5]);
    const joined = entityScoreOf(countEntities(mentions, () => 'all'));
    assert.deepEqual([joined.precision, joined.recall], [(3 * 0.6 + 2 * 0.4) / 5, 1]);
  });

  it('counts no mention whose entity the corpus does not name', () => {
    assert.equal(countEntities([{ span: { start: 0, end: 1 }, label: 'person' }], () => 1).mentions, 0);
  });
});
