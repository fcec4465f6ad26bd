import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cohensKappa, f1, fleissKappa } from '../../../src/core/agreement/coefficients';

/** A contingency table as counts of the categories of two annotators. */
function table(rows: readonly (readonly number[])[]) {
  const units = rows.flat().reduce((sum, count) => sum + count, 0);
  const categories = rows.map((row, index) => ({
    both: row[index]!,
    first: row.reduce((sum, count) => sum + count, 0),
    second: rows.reduce((sum, other) => sum + other[index]!, 0),
  }));
  return { units, categories };
}

function close(actual: number | undefined, expected: number, digits = 3): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 0.5 * 10 ** -digits + 1e-9, `${actual}`);
}

describe("Cohen's kappa", () => {
  it('is 0.492 for the psychologists of Cohen 1960, page 45', () => {
    const cohen = table([
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]);
    close(cohensKappa(cohen), 0.492);
  });

  it('tells nothing where both put all into one category', () => {
    assert.equal(cohensKappa(table([[24]])), undefined);
    assert.equal(cohensKappa(table([])), undefined);
  });
});

/** Fleiss 1971, table 1: how many of six psychiatrists gave each of 30 patients each of five diagnoses. */
const PATIENTS =
  `0 0 0 6 0|0 3 0 0 3|0 1 4 0 1|0 0 0 0 6|0 3 0 3 0|2 0 4 0 0|0 0 4 0 2|2 0 3 1 0|2 0 0 4 0|0 0 0 0 6
1 0 0 5 0|1 1 0 4 0|0 3 3 0 0|1 0 0 5 0|0 2 0 3 1|0 0 5 0 1|3 0 0 1 2|5 1 0 0 0|0 2 0 4 0|1 0 2 0 3
0 0 0 0 6|0 1 0 5 0|0 2 0 1 3|2 0 0 4 0|1 0 0 4 1|0 5 0 1 0|4 0 0 0 2|0 2 0 4 0|1 0 5 0 0|0 0 0 0 6`
    .split(/[|\n]/)
    .map((row) => row.split(' ').map(Number));

function rated(rows: readonly (readonly number[])[]) {
  const total = (row: readonly number[]) => row.reduce((sum, count) => sum + count, 0);
  const agreement = rows.map((row) => {
    return total(row.map((count) => count * (count - 1))) / (total(row) * (total(row) - 1));
  });
  const judgements = rows[0]!.map((_, category) => total(rows.map((row) => row[category]!)));
  return { units: rows.length, agreement: total(agreement), judgements };
}

describe("Fleiss' kappa", () => {
  it('is 0.430 for the psychiatrists of Fleiss 1971', () => close(fleissKappa(rated(PATIENTS)), 0.43));

  it('is what Fleiss gives for each diagnosis, that against all others', () => {
    const published = [0.248, 0.248, 0.517, 0.47, 0.565];
    for (const [category, kappa] of published.entries()) {
      const alone = PATIENTS.map((row) => [row[category]!, 6 - row[category]!]);
      close(fleissKappa(rated(alone)), kappa, 2);
    }
  });

  it("is Scott's pi for two annotators: 0.314 for Bertha and Bill of Krippendorff 1995", () => {
    const digits = (text: string) => [...text].map(Number);
    const bertha = digits('001111111100001111110000');
    const bill = digits('000011110000000110000000');
    const rows = bertha.map((one, index) => [2 - one - bill[index]!, one + bill[index]!]);
    close(fleissKappa(rated(rows)), 0.314);
    const both = (value: number) => bertha.filter((one, at) => one === value && bill[at] === value).length;
    const count = (judged: number[], value: number) => judged.filter((one) => one === value).length;
    const categories = [0, 1].map((value) => ({
      both: both(value),
      first: count(bertha, value),
      second: count(bill, value),
    }));
    close(cohensKappa({ units: 24, categories }), 0.385);
  });
});

describe('F1 of two annotators', () => {
  it('is nothing without mentions, and 0 where one has none', () => {
    assert.equal(f1({ matched: 0, all: 0 }, { matched: 0, all: 0 }), undefined);
    assert.equal(f1({ matched: 0, all: 3 }, { matched: 0, all: 0 }), 0);
  });

  it('is the share of what both have, twice, in what each has', () => {
    const counts = fc.record({ both: fc.nat(20), first: fc.nat(20), second: fc.nat(20) });
    fc.assert(
      fc.property(counts, ({ both, first, second }) => {
        const [one, other] = [both + first, both + second];
        const value = f1({ matched: both, all: one }, { matched: both, all: other });
        if (one + other > 0) close(value, (2 * both) / (one + other), 9);
      }),
    );
  });
});
