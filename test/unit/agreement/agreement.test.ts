import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AgreementStudy, type LayerMention, type LayeredArticle } from '../../../src/core';

type Unit = readonly [start: number, end: number, label: string];

function mentions(units: readonly Unit[]): LayerMention[] {
  return units.map(([start, end, label]) => ({ span: { start, end }, label }));
}

function article(text: string, layers: Readonly<Record<string, readonly Unit[]>>): LayeredArticle {
  const entries = Object.entries(layers).map(([name, units]) => [name, mentions(units)] as const);
  return { text, body: { start: 0, end: text.length }, layers: new Map(entries) };
}

function measure(articles: readonly LayeredArticle[], samples = 0) {
  const study = new AgreementStudy();
  for (const one of articles) study.add(one);
  return study.agreement({ samples, seed: '1' });
}

function close(actual: number | undefined, expected: number, tolerance = 0.0005): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

describe('agreement of annotators', () => {
  it('counts the same span and label as exact, shared text of one label as relaxed', () => {
    const text = 'Marcelo Duarte falou em Lisboa e no Porto.';
    const { overall, labels, layers, articles } = measure([
      article(text, {
        ana: [
          [0, 14, 'person'],
          [24, 30, 'location'],
          [36, 41, 'location'],
        ],
        bo: [
          [8, 14, 'person'],
          [24, 30, 'location'],
        ],
      }),
    ]);
    assert.deepEqual([layers, articles], [['ana', 'bo'], 1]);
    close(overall.exact.value, (2 * 1) / (3 + 2));
    close(overall.relaxed.value, (2 * (2 / 3) * 1) / (2 / 3 + 1));
    assert.deepEqual(
      labels.map(({ label, mentions: number, exact }) => [label, number, exact.value]),
      [
        ['location', 3, 2 / 3],
        ['person', 2, 0],
      ],
    );
  });

  it('counts relations between the same spans as exact, between spans that share text as relaxed, by type', () => {
    const text = 'Marcelo Duarte falou em Lisboa e no Porto.';
    const [full, last, lisbon, porto] = [
      { start: 0, end: 14 },
      { start: 8, end: 14 },
      { start: 24, end: 30 },
      { start: 36, end: 41 },
    ];
    const related: LayeredArticle = {
      ...article(text, { ana: [], bo: [], carla: [] }),
      relations: new Map([
        [
          'ana',
          [
            { type: 'visits', from: full, to: lisbon },
            { type: 'visits', from: full, to: porto },
            { type: 'born in', from: full, to: porto },
          ],
        ],
        [
          'bo',
          [
            { type: 'visits', from: last, to: lisbon },
            { type: 'visits', from: full, to: porto },
            { type: 'born in', from: porto, to: full },
          ],
        ],
      ]),
    };
    const alone = { ...related, layers: new Map([...related.layers].filter(([name]) => name !== 'carla')) };
    const { relations } = measure([alone]);
    assert.deepEqual(
      relations.types.map(({ type, relations: number, exact, relaxed }) => [
        type,
        number,
        exact.value,
        relaxed.value,
      ]),
      [
        ['born in', 2, 0, 0],
        ['visits', 4, 1 / 2, 1],
      ],
    );
    close(relations.overall.exact.value, 1 / 3);
    close(relations.overall.relaxed.value, 2 / 3);
    // Carla has no relation: of the three pairs, two share nothing.
    close(measure([related]).relations.overall.exact.value, (2 * 1) / (2 * 6));
    assert.deepEqual(measure([article(text, { ana: [], bo: [] })]).relations.types, []);
  });

  it('takes tokens as units for kappa', () => {
    // Tokens: ana [x x - -], bo [x - - -]; observed 3/4, expected 1/2 * 1/4 + 1/2 * 3/4.
    const { overall } = measure([article('a b c d', { ana: [[0, 3, 'x']], bo: [[0, 1, 'x']] })]);
    close(overall.cohen.value, 0.5);
    // Fleiss: expected (3/8)² + (5/8)².
    close(overall.fleiss.value, (3 / 4 - 34 / 64) / (1 - 34 / 64));
  });

  describe("Krippendorff's alpha with unitizing", () => {
    // Krippendorff 2019, figure 12.11: three observers of a continuum of length 60.
    const observers: Record<string, Unit[]> = {
      alex: [
        [0, 7, '1'],
        [7, 13, '2'],
        [30, 32, '5'],
        [32, 37, '6'],
        [37, 44, '6'],
        [44, 60, '7'],
      ],
      paul: [
        [0, 7, '1'],
        [7, 13, '3'],
        [13, 21, '5'],
        [32, 44, '6'],
      ],
      suzan: [
        [0, 7, '1'],
        [7, 13, '4'],
        [13, 21, '5'],
        [32, 37, '6'],
        [37, 41, '6'],
        [41, 44, '6'],
      ],
    };
    const continuum = 'x'.repeat(60);

    it('is 0.510 for the figure of Krippendorff 2019', () => {
      close(measure([article(continuum, observers)]).overall.alpha.value, 0.51);
    });

    it('is 0.413 where only their borders count', () => {
      const borders = Object.entries(observers).map(([name, units]) => [
        name,
        units.map(([start, end]): Unit => [start, end, 'unit']),
      ]);
      const unlabelled = article(continuum, Object.fromEntries(borders) as typeof observers);
      close(measure([unlabelled]).overall.alpha.value, 0.413, 0.001);
    });

    it('agrees with the definition carried out on every pair of characters', () => {
      fc.assert(
        fc.property(layered, (one) => {
          const value = measure([one]).overall.alpha.value;
          const expected = alphaByPairs(one);
          if (expected === undefined) assert.equal(value, undefined);
          else close(value, expected, 1e-9);
        }),
      );
    });
  });

  it('is the same whoever is first', () => {
    fc.assert(
      fc.property(layered, (one) => {
        const reversed = { ...one, layers: new Map([...one.layers].reverse()) };
        assert.deepEqual(rounded(measure([reversed])), rounded(measure([one])));
        const names = [...one.layers.keys()];
        const renamed = [...one.layers.values()].map(
          (list, at) => [names[names.length - 1 - at]!, list] as const,
        );
        const { overall } = measure([{ ...one, layers: new Map(renamed) }]);
        assert.deepEqual(rounded(overall), rounded(measure([one]).overall));
      }),
    );
  });

  it('never passes 1, and is 1 for annotators who say the same', () => {
    fc.assert(
      fc.property(layered, (one) => {
        for (const { value } of Object.values(measure([one]).overall)) {
          if (value !== undefined) assert.ok(value <= 1 && value >= -1 - 1e-9, String(value));
        }
        const [first = []] = one.layers.values();
        const same = new Map([...one.layers.keys()].map((name) => [name, first] as const));
        for (const { value } of Object.values(measure([{ ...one, layers: same }]).overall)) {
          if (value !== undefined) close(value, 1, 1e-9);
        }
      }),
    );
  });

  it('is near 0 where annotators mark at random', () => {
    const next = sequence(7);
    const articles = Array.from({ length: 40 }, () => {
      const layer = () =>
        Array.from({ length: 100 }, (_, at): Unit => [at, at + 1, next() < 0.5 ? 'x' : 'y']).filter(
          () => next() < 0.5,
        );
      return article('!'.repeat(100), { ana: layer(), bo: layer(), carla: layer() });
    });
    const { cohen, fleiss, alpha } = measure(articles).overall;
    for (const { value } of [cohen, fleiss, alpha]) close(value, 0, 0.03);
  });

  it('has intervals that hold the figure, the same for the same seed', () => {
    const articles = Array.from({ length: 30 }, (_, at) =>
      article('a b c d e f', {
        ana: [
          [0, 1, 'x'],
          [4, 5, 'y'],
        ],
        bo:
          at % 3 === 0
            ? [[0, 1, 'x']]
            : [
                [0, 3, 'x'],
                [4, 5, 'y'],
              ],
      }),
    );
    const { overall } = measure(articles, 400);
    const { value, interval } = overall.exact;
    assert.ok(interval && interval[0] < value! && value! < interval[1]);
    assert.deepEqual(measure(articles, 400), measure(articles, 400));
    assert.equal(measure(articles.slice(0, 1), 400).overall.exact.interval, undefined);
  });

  it('compares annotators on the articles that they share', () => {
    const one = article('a b', { ana: [[0, 1, 'x']], bo: [[0, 1, 'x']] });
    const two = article('a b', { bo: [[0, 1, 'x']], carla: [] });
    const alone = article('a b', { ana: [[0, 1, 'x']] });
    const { articles, layers, pairs } = measure([one, two, alone]);
    assert.deepEqual([articles, layers], [2, ['ana', 'bo', 'carla']]);
    assert.deepEqual(
      pairs.map((pair) => [pair.layers.join(), pair.articles, pair.exact.value]),
      [
        ['ana,bo', 1, 1],
        ['bo,carla', 1, 0],
      ],
    );
  });
});

/** Two to four annotators of one text with emoji and combining marks. */
const TEXT = 'Ana 🎉 foi a Évora com o Zé, às 9h.';
const borders = [...TEXT].reduce<number[]>((all, character) => [...all, all.at(-1)! + character.length], [0]);
const unit = fc
  .tuple(fc.nat(borders.length - 1), fc.nat(borders.length - 1), fc.constantFrom('person', 'place', 'date'))
  .filter(([a, b]) => a !== b)
  .map(([a, b, label]): Unit => [borders[Math.min(a, b)]!, borders[Math.max(a, b)]!, label]);
const layered = fc
  .array(fc.array(unit, { maxLength: 5 }), { minLength: 2, maxLength: 4 })
  .map((layers) => article(TEXT, Object.fromEntries(layers.map((units, at) => [`a${at}`, units]))));

/**
 * The definition taken at its word: of all pairs of characters of different annotators, or of one but not of one unit,
 * how many differ in value, against those of different annotators that stand at the same place.
 */
function alphaByPairs({ text, layers }: LayeredArticle): number | undefined {
  const characters = [...text].length;
  const at = (offset: number) => [...text.slice(0, offset)].length;
  const points: { annotator: number; place: number; value: string; unit: string }[] = [];
  for (const [annotator, units] of [...layers.values()].entries()) {
    const cells = Array.from({ length: characters }, (_, place) => ({ value: '', unit: `gap ${place}` }));
    const longestFirst = [...new Map(units.map((one) => [JSON.stringify(one), one])).values()].sort(
      (a, b) => b.span.end - b.span.start - (a.span.end - a.span.start),
    );
    for (const { span, label } of longestFirst) {
      const covered = cells.slice(at(span.start), at(span.end));
      if (covered.some(({ value }) => value !== '')) continue;
      for (const cell of covered) Object.assign(cell, { value: label, unit: `${span.start} ${span.end}` });
    }
    for (const [place, cell] of cells.entries()) points.push({ annotator, place, ...cell });
  }
  let [observed, meeting, differing, pairs] = [0, 0, 0, 0];
  for (const a of points) {
    for (const b of points) {
      if (a.annotator !== b.annotator && a.place === b.place) {
        meeting++;
        if (a.value !== b.value) observed++;
      }
      if (a.annotator === b.annotator && a.unit === b.unit) continue;
      pairs++;
      if (a.value !== b.value) differing++;
    }
  }
  return differing === 0 ? undefined : 1 - observed / meeting / (differing / pairs);
}

function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? Math.round(one * 1e9) / 1e9 : one)),
  );
}

function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
