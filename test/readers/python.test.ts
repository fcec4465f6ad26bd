import assert from 'node:assert/strict';
import { Dataset, python, withoutPython } from './datasets';

describe('readers in Python', function () {
  this.timeout(120_000);
  let dataset: Dataset;
  afterEach(() => dataset.remove());
  const flat = () => dataset.mentions;

  const withoutSpacy = withoutPython('spacy');
  (withoutSpacy ? it.skip : it)(
    `spaCy makes documents of Doc JSON, whose entities are aligned${withoutSpacy}`,
    async () => {
      dataset = await Dataset.of('spacy-doc');
      const script = `import sys, json, spacy
from spacy.tokens import Doc
vocab = spacy.blank('pt').vocab
same, spans = 0, []
for line in open(sys.argv[1], encoding='utf8'):
    data = json.loads(line)
    doc = Doc(vocab).from_json(data, validate=True)
    same += doc.text == data['text']
    spans += [span.text for span in doc.spans.get('sc', [])]
print(json.dumps([same, sorted(spans)]))`;
      const quotes = dataset.articles.flatMap(({ article: { text }, mentions }) =>
        mentions.map(({ span }) => text.slice(span.start, span.end)),
      );
      assert.deepEqual(python(script, dataset.path('dataset.jsonl')), [
        dataset.articles.length,
        sortedAsPython(quotes),
      ]);
    },
  );

  const withoutConllu = withoutPython('conllu');
  (withoutConllu ? it.skip : it)(
    `conllu reads CoNLL-U, and finds where entities begin${withoutConllu}`,
    async () => {
      dataset = await Dataset.of('conllu');
      const script = `import sys, json, conllu
sentences = conllu.parse(open(sys.argv[1], encoding='utf8').read())
begin = sum((token['misc'] or {}).get('ner', '').startswith('B-') for sentence in sentences for token in sentence)
print(json.dumps([begin, all(sentence.metadata['text'] for sentence in sentences if sentence)]))`;
      assert.deepEqual(python(script, dataset.path('dataset.conllu')), [flat(), true]);
    },
  );

  const withoutDatasets = withoutPython('datasets');
  for (const files of ['parquet', 'jsonl']) {
    (withoutDatasets ? it.skip : it)(
      `Hugging Face’s datasets loads the folder by its card, from ${files}${withoutDatasets}`,
      async () => {
        dataset = await Dataset.of('huggingface', { files });
        const script = `import sys, json, os
os.environ.update(HF_HUB_OFFLINE='1', HF_HOME=os.path.join(sys.argv[1], 'cache'))
import datasets
datasets.disable_progress_bars()
loaded = datasets.load_dataset(sys.argv[1], split='train')
names = loaded.features['ner_tags'].feature.names
begin = sum(names[tag].startswith('B-') for one in loaded for tag in one['ner_tags'])
values = sum(len(one['timex_value']) for one in loaded)
print(json.dumps([len(loaded), begin, values, all(len(one['tokens']) == len(one['ner_tags']) for one in loaded)]))`;
        const dates = dataset.articles.flatMap(({ mentions }) => mentions.filter(({ timex }) => timex));
        assert.deepEqual(python(script, dataset.folder), [
          dataset.articles.length,
          flat(),
          dates.length,
          true,
        ]);
      },
    );
  }

  const withoutNltk = withoutPython('nltk');
  for (const scheme of ['IOB1', 'IOB2']) {
    (withoutNltk ? it.skip : it)(
      `NLTK reads CoNLL-2003 in ${scheme}, and finds the mentions${withoutNltk}`,
      async () => {
        dataset = await Dataset.of('conll2003', { scheme });
        const script = `import sys, json
from nltk.corpus.reader.conll import ConllCorpusReader
columns = ('words', 'pos', 'ignore', 'chunk')
reader = ConllCorpusReader(sys.argv[1], '.*', columns, chunk_types=sys.argv[2].split())
trees = [chunk for sentence in reader.chunked_sents() for chunk in sentence if not isinstance(chunk, tuple)]
print(json.dumps([[tree.label(), ''.join(word for word, _ in tree.leaves())] for tree in trees]))`;
        const found = python(script, dataset.folder, 'PER ORG LOC EVENT PRODUCT DATE') as [string, string][];
        assert.equal(found.length, flat());
        const quotes = dataset.articles.flatMap(({ article: { text }, mentions }) =>
          mentions.map(({ span }) => text.slice(span.start, span.end).replace(/\s/gu, '')),
        );
        for (const [, quote] of found) assert.ok(quotes.includes(quote), quote);
      },
    );
  }
});

/** By code points, as Python compares. */
function sortedAsPython(texts: readonly string[]): string[] {
  const points = (text: string) => [...text].map((character) => character.codePointAt(0) ?? 0);
  return [...texts].sort((a, b) => {
    const [one, other] = [points(a), points(b)];
    const at = one.findIndex((point, index) => point !== other[index]);
    return at < 0 ? one.length - other.length : (one[at] as number) - (other[at] ?? -1);
  });
}
