import assert from 'node:assert/strict';
import { parseModel, stringifyModel, type Model } from '../../../src/core/entities/tagger/model';
import { NO_CLUSTERS } from '../../../src/core/entities/tagger/word-clusters';
import { createTagger } from '../../../src/core/entities/tagger/tagger';
import { finish } from '../../../src/core/model/steps';
import type { AnnotatedText } from '../../../train/corpus';
import { contracted } from '../../../train/contractions';
import { trainCrf } from '../../../train/crf';
import { calibrate, evaluate, fScore, sum, taggerFinder } from '../../../train/evaluation';
import { goldNames, GoldReader } from '../../../train/gold';
import { prune, quantized } from '../../../train/pruning';
import { trainingData, withFeatures } from '../../../train/training-data';
import { annotated } from './tagger-corpus';

const CORPUS = [
  annotated('O médico [Rui Prado|person] mora em [Ilhéus|location].'),
  annotated('Ontem [Marta Sá|person] disse que ficaria em [Olinda|location].'),
  annotated('A [Fundação Aurora|organization] abriu uma escola em [Évora|location].'),
  annotated('O repórter [Davi Luz|person] trabalha na [Rádio Serra|organization].'),
  annotated('Segundo [Nina Reis|person], a [Fundação Mirante|organization] fechou.'),
  annotated('Hoje chove muito. O ônibus atrasou de novo.'),
];

const OPTIONS = { epochs: 30, rate: 0.1, dropout: 0.1, seed: 1 };

function trained(corpus: readonly AnnotatedText[], size = Infinity): Model {
  const data = trainingData(corpus, 1, [], NO_CLUSTERS);
  const pruned = prune(data, trainCrf(data, OPTIONS), size);
  const parameters = trainCrf(pruned.data, { ...OPTIONS, epochs: 10 }, pruned.parameters);
  const parsed = parseModel(stringifyModel(quantized(pruned.data, parameters, 1 / 16, NO_CLUSTERS)));
  assert.ok(parsed.ok);
  return parsed.model;
}

function found(model: Model, text: string): string[] {
  const reading = new GoldReader().read(annotated(text));
  return finish(createTagger(model)(reading, 'pt')).map(({ first, end, tagClass }) => {
    const words = reading.words.slice(first, end).map(({ form }) => form);
    return `${words.join(' ')} ${tagClass}`;
  });
}

describe('the trainer of the tagger', () => {
  it('teaches to find names that the training text does not have', () => {
    const model = trained(CORPUS);
    assert.deepEqual(found(model, 'O médico Ivo Lins mora em Sobral.'), [
      'Ivo Lins person',
      'Sobral location',
    ]);
    assert.deepEqual(found(model, 'Segundo Ivo Lins, a Fundação Ponte fechou.'), [
      'Ivo Lins person',
      'Fundação Ponte organization',
    ]);
  });

  it('makes the same model from the same text and seed', () => {
    const weights = (): Float32Array => trainCrf(trainingData(CORPUS, 1, [], NO_CLUSTERS), OPTIONS).weights;
    assert.deepEqual(weights(), weights());
    const other = trainCrf(trainingData(CORPUS, 1, [], NO_CLUSTERS), { ...OPTIONS, seed: 2 }).weights;
    assert.notDeepEqual(weights(), other);
  });

  it('keeps what it learnt when most features are pruned', () => {
    const model = trained(CORPUS, 150);
    assert.ok(model.size <= 200);
    const counts = [...evaluate(taggerFinder(model), CORPUS).sets.get('ours')!.values()];
    assert.equal(fScore(sum(counts)), 100);
  });

  it('neither teaches nor forbids a label that a set does not annotate', () => {
    const partly = [
      ...CORPUS,
      annotated('O médico [Rui Prado|person] mora em Ilhéus.', ['person']),
      annotated('Ontem [Marta Sá|person] disse que ficaria em Olinda.', ['person']),
      annotated('A [Nina Reis|person] abriu uma escola em Évora.', ['person']),
    ];
    assert.deepEqual(found(trained(partly), 'O médico Ivo Lins mora em Sobral.'), [
      'Ivo Lins person',
      'Sobral location',
    ]);
  });

  it('leaves out features that occur too seldom', () => {
    const all = trainingData(CORPUS, 1, [], NO_CLUSTERS);
    const frequent = trainingData(CORPUS, 3, [], NO_CLUSTERS);
    assert.ok(frequent.hashes.length < all.hashes.length / 2);
    assert.equal(frequent.words.length, all.words.length);
    const again = withFeatures(all, (feature) => frequent.hashes.includes(all.hashes[feature]!));
    assert.deepEqual(again.features, frequent.features);
    assert.deepEqual(again.words, frequent.words);
  });
});

describe('goldNames', () => {
  const names = (marked: string): string[] => {
    const text = annotated(marked);
    const reading = new GoldReader().read(text);
    return goldNames(reading, text.spans).map(({ first, end, label }) => {
      return `${text.text.slice(reading.words[first]!.start, reading.words[end - 1]!.end)} ${label}`;
    });
  };

  it('leaves titles and quotation marks out of annotated names', () => {
    assert.deepEqual(names('O [presidente Rui Prado|person] leu ["Os Sertões"|product].'), [
      'Rui Prado person',
      'Os Sertões product',
    ]);
  });

  it('leaves offices without a name out', () => {
    assert.deepEqual(names('O [presidente da República|person] e o [Ministro|person] leram.'), []);
  });

  it('takes whole words where a span ends inside one', () => {
    assert.deepEqual(names('A [Rádio Ser|organization]ra tocou.'), ['Rádio Serra organization']);
  });
});

describe('contracted', () => {
  it('writes contractions as newspapers do, and keeps the spans on their names', () => {
    const apart = annotated(
      'O médico de o [Hospital de a Luz|organization] saiu. Em a [Bahia|location], por as ruas de [A Guarda|location].',
    );
    const together = contracted(apart);
    assert.equal(together?.text, 'O médico do Hospital da Luz saiu. Na Bahia, pelas ruas de A Guarda.');
    assert.deepEqual(
      together.spans.map(({ start, end }) => together.text.slice(start, end)),
      ['Hospital da Luz', 'Bahia', 'A Guarda'],
    );
  });

  it('leaves alone what a newspaper wrote, and other languages', () => {
    assert.equal(contracted(annotated('Vive na Bahia e vai a o que vem do mar.')), undefined);
    assert.equal(contracted(annotated('de o de o de o de o', ['person'], 'gl')), undefined);
  });
});

describe('calibrate', () => {
  it('lowers the confidence of a model that is wrong more often than it says', () => {
    const outcomes = Array.from({ length: 1000 }, (_, index) => ({
      confidence: 0.9,
      isRight: index % 10 < 6,
    }));
    const varied = outcomes.concat(
      Array.from({ length: 1000 }, (_, index) => ({ confidence: 0.5, isRight: index % 10 < 3 })),
    );
    const { slope, intercept } = calibrate(varied);
    const estimate = (confidence: number): number =>
      1 / (1 + Math.exp(-(slope * Math.log(confidence / (1 - confidence)) + intercept)));
    assert.ok(Math.abs(estimate(0.9) - 0.6) < 0.01);
    assert.ok(Math.abs(estimate(0.5) - 0.3) < 0.01);
  });
});
