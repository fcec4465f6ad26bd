import { assert } from 'chai';
import fc from 'fast-check';
import {
  EMPTY_REGISTRY,
  knownNames,
  LearntNames,
  parseRegistry,
  readArticle,
  type Label,
  type Registry,
  type Suggestion,
} from '../../../src/core';

const NOTHING = new LearntNames();

function registry(...entries: readonly (readonly [Label, ...string[]])[]): Registry {
  const lines = entries.map(
    ([label, name, ...aliases], index) =>
      `  - { id: e${index}, label: ${label}, name: ${JSON.stringify(name)}, aliases: ${JSON.stringify(aliases)} }\n`,
  );
  return parseRegistry(`marginalia: 1\nentities:\n${lines.join('')}`);
}

/** What is suggested, each as `label|words`; what the recogniser proposes is written so as well. */
function suggested(
  text: string,
  known: Registry,
  learnt = NOTHING,
  proposed: readonly string[] = [],
): string[] {
  const recognized = proposed.map((one): Suggestion => {
    const [label = '', words = ''] = one.split('|');
    const start = text.indexOf(words);
    return { span: { start, end: start + words.length }, label, confidence: 0.8, source: 'tagger' };
  });
  return knownNames(known, learnt)
    .apply(readArticle(text).article, recognized)
    .map(({ span, label }) => `${label}|${text.slice(span.start, span.end)}`);
}

function learnt(
  ...names: readonly (readonly [form: string, label: Label, accepted: number, rejected: number])[]
) {
  const all = new LearntNames();
  all.put(
    'a',
    names.map(([form, label, accepted, rejected]) => ({ form, label, accepted, rejected })),
  );
  return all;
}

describe('known names', () => {
  it('are found wherever their words stand, and nowhere inside other words', () => {
    const known = registry(['location', 'Faro', 'São Brás']);
    assert.deepEqual(
      suggested('Faro, Faroeste e SãoBrás; em São  Brás, São Brás-de-Cima e (Faro) a farofa de faro.', known),
      ['location|Faro', 'location|São  Brás', 'location|Faro'],
    );
    assert.deepEqual(suggested('São\nBrás', known), []);
    assert.deepEqual(suggested('O Sa\u0303o Bra\u0301s caiu', known), ['location|Sa\u0303o Bra\u0301s']);
  });

  it('are found in capitals and at the beginning of a sentence too', () => {
    const known = registry(['organization', 'banco do Rio', 'Duo']);
    assert.deepEqual(suggested('BANCO DO RIO FECHA. Banco do Rio, DUO, banco do rio.', known), [
      'organization|BANCO DO RIO',
      'organization|Banco do Rio',
    ]);
  });

  it('are no regular expressions', () => {
    const known = registry(['product', 'C.*', '(a+)+$', 'A|B', '[']);
    assert.deepEqual(suggested(`Cabo ${'a'.repeat(50)}! A C.* B`, known), ['product|C.*']);
  });

  it('give way to longer names, and what the recogniser proposes gives way to them', () => {
    const known = registry(['location', 'Lisboa'], ['organization', 'Porto de Lisboa']);
    assert.deepEqual(suggested('O Porto de Lisboa em Lisboa', known), [
      'organization|Porto de Lisboa',
      'location|Lisboa',
    ]);
    assert.deepEqual(
      suggested('A Universidade de Lisboa, Lisboa', known, NOTHING, ['organization|Universidade de Lisboa']),
      ['organization|Universidade de Lisboa', 'location|Lisboa'],
    );
    assert.deepEqual(suggested('No Porto de Lisboa', known, NOTHING, ['person|No Porto', 'person|Lisboa']), [
      'organization|Porto de Lisboa',
    ]);
  });

  it('have the label that the recogniser tells, where they have several', () => {
    const known = registry(['person', 'Sofia'], ['location', 'Sofia']);
    assert.deepEqual(suggested('Sofia', known, NOTHING, ['location|Sofia']), ['location|Sofia']);
    assert.deepEqual(suggested('Sofia', known), ['person|Sofia']);
  });

  it('leave the rest of what the recogniser proposes alone', () => {
    const known = registry(['location', 'Faro']);
    assert.deepEqual(suggested('Ana em Faro com Rui', known, NOTHING, ['person|Ana', 'person|Rui']), [
      'person|Ana',
      'location|Faro',
      'person|Rui',
    ]);
  });

  it('are never suggested where they are rejected', () => {
    const known = parseRegistry('marginalia: 1\nrejected: [{ name: Faro, label: person }]\n');
    assert.deepEqual(suggested('Faro e Faro', known, NOTHING, ['person|Faro']), []);
    assert.deepEqual(suggested('Faro', known, NOTHING, ['location|Faro']), ['location|Faro']);
    assert.deepEqual(suggested('Faro', known, learnt(['Faro', 'person', 3, 0])), []);
  });

  it('are looked for in the body alone', () => {
    assert.deepEqual(suggested('---\ntitle: Faro\n---\nFaro\n', registry(['location', 'Faro'])), [
      'location|Faro',
    ]);
  });

  it('are in order and free of overlaps, inside the body, whatever the text and the names', () => {
    const words = fc.array(fc.constantFrom('Ana', 'da', 'Sá', 'Rio', 'A', '.', 'ana', 'RIO', '😀'), {
      minLength: 1,
      maxLength: 12,
    });
    const names = fc.array(words, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, names, fc.array(fc.tuple(fc.nat(11), fc.nat(3))), (text, all, proposed) => {
        const source = text.join(' ');
        const known = registry(...all.map((one) => ['person', one.join(' ')] as const));
        const starts = text.map((_, index) => text.slice(0, index).join(' ').length + (index > 0 ? 1 : 0));
        let free = 0;
        const recognized: Suggestion[] = [];
        for (const [first, more] of proposed.sort((a, b) => a[0] - b[0])) {
          const last = Math.min(first + more, text.length - 1);
          if (first < free || first >= text.length) continue;
          free = last + 1;
          const span = { start: starts[first]!, end: starts[last]! + text[last]!.length };
          recognized.push({ span, label: 'location', confidence: 0.5, source: 'tagger' });
        }
        const { article } = readArticle(source);
        const found = knownNames(known, NOTHING).apply(article, recognized);
        let end = 0;
        for (const { span } of found) {
          assert.isAtLeast(span.start, end);
          assert.isAbove(span.end, span.start);
          end = span.end;
        }
        assert.isAtMost(end, source.length);
      }),
    );
  });
});

describe('names that decisions teach', () => {
  it('are found once accepted, and no longer suggested once rejected', () => {
    const text = 'O Aurora saiu. Depois o Aurora voltou, disse Rui.';
    assert.deepEqual(suggested(text, EMPTY_REGISTRY, learnt(['Aurora', 'product', 1, 0])), [
      'product|Aurora',
      'product|Aurora',
    ]);
    assert.deepEqual(suggested(text, EMPTY_REGISTRY, learnt(['Rui', 'person', 0, 1]), ['person|Rui']), []);
  });

  it('are left to the recogniser where decisions disagree', () => {
    const divided = learnt(['Aurora', 'product', 1, 1]);
    assert.deepEqual(suggested('O Aurora', EMPTY_REGISTRY, divided), []);
    assert.deepEqual(suggested('O Aurora', EMPTY_REGISTRY, divided, ['product|Aurora']), ['product|Aurora']);
    assert.deepEqual(divided.all(), []);
  });

  it('are unlearnt when the decision is taken back, article by article', () => {
    const all = learnt(['Aurora', 'product', 1, 0]);
    all.put('b', [{ form: 'Aurora', label: 'product', accepted: 2, rejected: 0 }]);
    assert.deepInclude(all.find('Aurora', 'product'), { accepted: 3, articles: 2, verdict: 'accepted' });
    const { version } = all;
    all.remove('a');
    assert.equal(all.version, version);
    assert.deepEqual([...all.takeChanged()], ['Aurora'], 'learnt, and nothing since');
    assert.deepEqual([...all.takeChanged()], []);
    all.remove('b');
    assert.deepEqual([...all.takeChanged()], ['Aurora']);
    assert.isUndefined(all.find('Aurora', 'product'));
    assert.notEqual(all.version, version);
    assert.deepEqual(suggested('O Aurora', EMPTY_REGISTRY, all), []);
  });

  it('are as people say in the registry, whatever was decided', () => {
    const rejected = learnt(['Aurora', 'product', 0, 2]);
    assert.deepEqual(suggested('O Aurora', registry(['product', 'Aurora']), rejected), ['product|Aurora']);
    const forgotten = parseRegistry('marginalia: 1\nforgotten: [{ name: Aurora, label: product }]\n');
    assert.deepEqual(suggested('O Aurora', forgotten, learnt(['Aurora', 'product', 9, 0])), []);
    assert.deepEqual(suggested('O Aurora', forgotten, rejected, ['product|Aurora']), ['product|Aurora']);
  });

  it('are not taken for the common word that begins a sentence', () => {
    const known = learnt(['Maio', 'person', 1, 0]);
    assert.deepEqual(suggested('Maio foi quente. Em maio choveu. A Maio riu.', EMPTY_REGISTRY, known), [
      'person|Maio',
    ]);
    assert.deepEqual(suggested('Maio riu.', EMPTY_REGISTRY, known), ['person|Maio']);
  });

  it('are suggested with a confidence by how decisions agree', () => {
    const { article } = readArticle('O Aurora');
    const [one] = knownNames(EMPTY_REGISTRY, learnt(['Aurora', 'product', 4, 1])).apply(article, []);
    assert.deepInclude(one, { confidence: 0.71, source: 'learnt' });
  });

  it('count the same whatever the order in which articles come', () => {
    const decided = fc.record({
      form: fc.constantFrom('Ana', 'Ana Sá', 'Rio'),
      label: fc.constantFrom('person', 'location'),
      accepted: fc.nat(2),
      rejected: fc.nat(2),
    });
    const puts = fc.array(
      fc.tuple(
        fc.constantFrom('a', 'b', 'c'),
        fc.uniqueArray(decided, { selector: ({ form, label }) => form + label }),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(puts, (list) => {
        const grown = new LearntNames();
        for (const [file, names] of list) grown.put(file, names);
        const last = new Map(list);
        const fresh = new LearntNames();
        for (const [file, names] of [...last].reverse()) fresh.put(file, names);
        assert.deepEqual(grown.all(), fresh.all());
        for (const form of ['Ana', 'Ana Sá', 'Rio'])
          assert.deepEqual(grown.trie.get(form), fresh.trie.get(form));
      }),
    );
  });
});
