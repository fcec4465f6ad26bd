import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AgreementStudy, type Agreement, type LayerMention } from '../../src/core';
import { python, withoutPython } from './datasets';

/** Tokens of the article, each a character, and what three annotators call each of them; `-` is no mention. */
const LABELS = [
  'ppl-lo--pp-ll-o-d-pp--l-oo-p-d-l-p--o-l',
  'ppl-ll--pp-l--o-d-p---l-oo-p-d-o-p--o-l',
  'p-l-lo--pl-ll-o---pp--l-o--p-d-l-p--p-l',
];
const NAMES = ['ana', 'bo', 'carla'];

/** Agreement on tokens, where every mention is one token. */
function measured(annotators: number): Agreement {
  const study = new AgreementStudy();
  const layers = LABELS.slice(0, annotators).map((labels, at): [string, LayerMention[]] => [
    NAMES[at]!,
    [...labels].flatMap((label, start) =>
      label === '-' ? [] : [{ span: { start, end: start + 1 }, label }],
    ),
  ]);
  const text = '!'.repeat(LABELS[0]!.length);
  study.add({ text, body: { start: 0, end: text.length }, layers: new Map(layers) });
  return study.agreement({ samples: 0, seed: '1' });
}

describe('agreement, measured again in Python', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'marginalia-agreement-'));
  const file = path.join(folder, 'labels.json');
  before(() => writeFile(file, JSON.stringify(LABELS)));
  after(() => rmSync(folder, { recursive: true }));
  const same = (told: unknown, ours: readonly (number | undefined)[]) => {
    for (const [index, value] of (told as number[]).entries()) {
      assert.ok(Math.abs(value - ours[index]!) < 1e-9, `${value} ${ours[index]}`);
    }
  };

  const withoutSklearn = withoutPython('sklearn');
  (withoutSklearn ? it.skip : it)(
    `scikit-learn has the same kappa and F1 of two annotators${withoutSklearn}`,
    () => {
      const script = `import sys, json
from sklearn.metrics import cohen_kappa_score, f1_score
a, b, _ = map(list, json.load(open(sys.argv[1])))
one = [cohen_kappa_score([x == l for x in a], [x == l for x in b]) for l in 'dlop']
named = f1_score(a, b, labels=list('dlop'), average='micro')
print(json.dumps([cohen_kappa_score(a, b), named] + one))`;
      const { overall, labels } = measured(2);
      same(python(script, file), [
        overall.cohen.value,
        overall.exact.value,
        ...labels.map(({ cohen }) => cohen.value),
      ]);
    },
  );

  const withoutStatsmodels = withoutPython('statsmodels');
  (withoutStatsmodels ? it.skip : it)(
    `statsmodels has the same Fleiss' kappa of three${withoutStatsmodels}`,
    () => {
      const script = `import sys, json
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa
rows = list(zip(*json.load(open(sys.argv[1]))))
kappa = lambda rows: fleiss_kappa(aggregate_raters(rows)[0])
print(json.dumps([kappa(rows)] + [kappa([[int(x == l) for x in row] for row in rows]) for l in 'dlop']))`;
      const { overall, labels } = measured(3);
      same(python(script, file), [overall.fleiss.value, ...labels.map(({ fleiss }) => fleiss.value)]);
    },
  );

  const withoutNltk = withoutPython('nltk');
  (withoutNltk ? it.skip : it)(
    `NLTK has the same mean of kappas of three, and the same alpha where units are single characters${withoutNltk}`,
    () => {
      const script = `import sys, json
from nltk.metrics.agreement import AnnotationTask
rows = json.load(open(sys.argv[1]))
task = AnnotationTask([(str(c), str(i), x) for c, row in enumerate(rows) for i, x in enumerate(row)])
print(json.dumps([task.kappa(), task.alpha()]))`;
      const { overall } = measured(3);
      same(python(script, file), [overall.cohen.value, overall.alpha.value]);
    },
  );
});
