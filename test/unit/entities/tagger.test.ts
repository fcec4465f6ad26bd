import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createEntityRecognizer } from '../../../src/core/entities';
import { Decoder, type TaggedName } from '../../../src/core/entities/tagger/decode';
import {
  boundedSentences,
  createFeatureWriter,
  FeatureBuffer,
  LONGEST_SENTENCE,
  MOST_FEATURES,
} from '../../../src/core/entities/tagger/features';
import {
  classOf,
  isContinuation,
  isOpen,
  OUTSIDE,
  STATE_COUNT,
  SUCCESSORS,
} from '../../../src/core/entities/tagger/labels';
import { WordForms } from '../../../src/core/entities/tagger/word-forms';
import {
  QUAD_COUNT,
  parseModel,
  stringifyModel,
  WEIGHT_OFFSET,
  type Model,
} from '../../../src/core/entities/tagger/model';
import { Random } from '../../../train/random';
import { clusterKey, NO_CLUSTERS, WordClusters } from '../../../src/core/entities/tagger/word-clusters';
import { hashText } from '../../../src/core/entities/tagger/hashing';
import { GoldReader } from '../../../train/gold';
import { annotated } from './tagger-corpus';
import { inOneGo } from '../../../src/core/model/suggestion';

const HASHES = [11, 22, 33, 44, 55];

/** A model of five features with weights drawn by chance, as large as those that training makes. */
function chanceModel(seed: number, hashes: readonly number[] = HASHES): Model {
  const random = new Random(seed);
  const weights = Int8Array.from({ length: hashes.length * STATE_COUNT }, () => (random.next() % 81) - 40);
  const transitions = Float64Array.from({ length: STATE_COUNT ** 2 }, () => (random.next() % 100) / 25 - 2);
  const calibration = { slope: 1, intercept: 0 };
  const sorted = Uint32Array.from(hashes).sort();
  const parsed = parseModel(
    stringifyModel({
      hashes: sorted,
      weights,
      scale: 1 / 16,
      transitions,
      calibration,
      clusters: NO_CLUSTERS,
    }),
  );
  assert.ok(parsed.ok);
  return parsed.model;
}

function sentence(words: readonly number[]): FeatureBuffer {
  const buffer = new FeatureBuffer();
  buffer.values.set(words);
  words.forEach((_, index) => (buffer.offsets[index + 1] = index + 1));
  buffer.own.push(...words.map(() => new Uint32Array(0)));
  buffer.length = words.length;
  return buffer;
}

/** All permitted paths of a sentence with their unnormalised probabilities, found by trying each. */
function paths(model: Model, words: readonly number[]): { path: number[]; weight: number }[] {
  const score = (word: number, state: number): number => {
    const quad = model.weights[HASHES.indexOf(word) * QUAD_COUNT + (state >> 2)]!;
    return (((quad >>> (8 * (state & 3))) & 0xff) - WEIGHT_OFFSET) * model.scale;
  };
  let found: { path: number[]; score: number }[] = [];
  for (let state = 0; state < STATE_COUNT; state++) {
    if (!isContinuation(state)) found.push({ path: [state], score: score(words[0]!, state) });
  }
  for (const word of words.slice(1)) {
    found = found.flatMap(({ path, score: sum }) =>
      SUCCESSORS[path.at(-1)!]!.map((state) => ({
        path: [...path, state],
        score: sum + model.transitions[path.at(-1)! * STATE_COUNT + state]! + score(word, state),
      })),
    );
  }
  return found
    .filter(({ path }) => !isOpen(path.at(-1)!))
    .map(({ path, score: sum }) => ({ path, weight: Math.exp(sum) }));
}

describe('Decoder', () => {
  it('finds the names of the most probable path, and the probability of each', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const model = chanceModel(seed);
      const words = [seed, seed >> 1, seed >> 2].map((index) => HASHES[index % HASHES.length]!);
      const all = paths(model, words);
      const total = all.reduce((sum, { weight }) => sum + weight, 0);
      const { path } = all.reduce((best, one) => (one.weight > best.weight ? one : best));
      const names = new Decoder(model).decode(sentence(words));
      const inNames = new Set(names.flatMap(({ first, end }) => range(first, end)));
      path.forEach((state, word) => assert.equal(inNames.has(word), state !== OUTSIDE));
      for (const name of names) {
        assert.equal(name.tagClass, classOf(path[name.first]!));
        const share = all.filter((one) =>
          range(name.first, name.end).every((word) => one.path[word] === path[word]),
        );
        const probability = share.reduce((sum, { weight }) => sum + weight, 0) / total;
        assert.ok(Math.abs(name.confidence - probability) < 1e-4, `seed ${seed}`);
      }
    }
  });

  it('adds the weights of what tells of a form to those of what tells of its place', () => {
    const model = chanceModel(7);
    const words = [11, 22, 33, 44];
    const ofForms = new FeatureBuffer();
    for (const word of words) ofForms.endWord(Uint32Array.of(word));
    const names = new Decoder(model).decode(sentence(words));
    assert.ok(names.length > 0);
    assert.deepEqual(new Decoder(model).decode(ofForms), names);
    const both = sentence(words);
    ofForms.own.forEach((own, word) => (both.own[word] = own));
    const twice = sentence(words);
    words.forEach((hash, word) => {
      twice.values.fill(hash, 2 * word, 2 * word + 2);
      twice.offsets[word + 1] = 2 * word + 2;
    });
    assert.deepEqual(new Decoder(model).decode(both), new Decoder(model).decode(twice));
  });

  it('gives the same names again after another sentence', () => {
    const decoder = new Decoder(chanceModel(3));
    const once: TaggedName[] = decoder.decode(sentence([11, 22, 33, 44]));
    decoder.decode(sentence([55, 55, 11, 44, 22, 33, 11]));
    assert.deepEqual(decoder.decode(sentence([11, 22, 33, 44])), once);
    assert.deepEqual(decoder.decode(sentence([])), []);
  });
});

describe('the features', () => {
  const featuresOf = (text: string, clusters = NO_CLUSTERS): number[][] => {
    const reading = new GoldReader().read(annotated(text));
    const sentences = boundedSentences(reading);
    const { write } = createFeatureWriter(
      reading,
      sentences,
      new WordForms('pt', reading.gazetteer, clusters),
    );
    return sentences.flatMap((one) => {
      const buffer = new FeatureBuffer();
      write(one, buffer);
      return range(0, buffer.length).map((word) => buffer.of(word));
    });
  };

  it('are fewer than a sum of weights may have', () => {
    const long = `Ana ${'Xy'.repeat(200)} Sá`;
    for (const features of featuresOf(`${long}, ${long} e ${long}.`))
      assert.ok(features.length < MOST_FEATURES);
  });

  it('say what the rest of the article says of a word', () => {
    const alone = featuresOf('Prado saiu cedo.')[0]!;
    const named = featuresOf('Prado saiu cedo.\nOntem o médico Rui Prado falou.')[0]!;
    assert.ok(named.length > alone.length);
  });

  const shared = (a: readonly number[], b: readonly number[]): number =>
    a.filter((feature) => b.includes(feature)).length;

  it('are more alike for words of one cluster', () => {
    const keys = ['olinda', 'sobral']
      .map((word) => clusterKey(hashText('pt'), hashText(word)))
      .sort((a, b) => a - b);
    const clusters = new WordClusters(Uint32Array.from(keys), Uint32Array.of(0x501, 0x501));
    const [olinda, sobral] = ['Foi a Olinda.', 'Foi a Sobral.'];
    const without = shared(featuresOf(olinda)[2]!, featuresOf(sobral)[2]!);
    const within = shared(featuresOf(olinda, clusters)[2]!, featuresOf(sobral, clusters)[2]!);
    assert.ok(within > without);
  });

  it('say what stands before and after the list that a name is part of', () => {
    const inList = (before: string): number[] => featuresOf(`${before} Alfa, Beta e Gama.`).at(-2)!;
    const apart = (before: string): number[] => featuresOf(`${before} Alfa foi lento. Gama.`).at(-2)!;
    assert.ok(
      shared(inList('As empresas'), inList('As empresas')) > shared(inList('As empresas'), inList('Os rios')),
    );
    assert.equal(shared(apart('As empresas'), apart('Os rios')), apart('Os rios').length);
  });

  it('come in sentences of bounded length', () => {
    const text = 'Ana viu Rui e '.repeat(2000);
    const reading = new GoldReader().read(annotated(text));
    const sentences = boundedSentences(reading);
    assert.ok(sentences.every(({ first, end }) => end - first <= LONGEST_SENTENCE));
    assert.equal(
      sentences.reduce((sum, { first, end }) => sum + end - first, 0),
      reading.words.length,
    );
  });
});

describe('createEntityRecognizer with a model', () => {
  const model = chanceModel(
    5,
    range(0, 20_000).map((index) => index * 214_748),
  );
  const recognize = inOneGo(createEntityRecognizer(model));

  it('suggests nothing that was most often wrong on other text', () => {
    const text = 'Ana Brum foi ver Rui Lopo. Rui Lopo riu.';
    const counts = [9, -9].map((intercept) => {
      const calibrated = { ...model, calibration: { slope: 1, intercept } };
      const found = inOneGo(createEntityRecognizer(calibrated));
      return found({ text, body: { start: 0, end: text.length }, language: 'pt' }).length;
    });
    assert.ok(counts[0]! > 0);
    assert.equal(counts[1], 0);
  });

  it('suggests ordered, disjoint mentions of known labels inside the body, whatever the text', () => {
    const pieces = fc.constantFrom(
      'Ana',
      'São',
      ' ',
      '\n',
      '"',
      '-',
      'de',
      'Ким',
      '😀',
      '\u0301',
      '٣',
      'עיר',
      '.',
      'ß',
      '5',
    );
    const text = fc
      .array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 60 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('pt', 'und'), (some, language) => {
        let end = 0;
        for (const { span, label, confidence } of recognize({
          text: some,
          body: { start: 0, end: some.length },
          language,
        })) {
          assert.ok(span.start >= end && span.end > span.start && span.end <= some.length);
          assert.match(label, /^(?:person|organization|location|event|product)$/);
          assert.ok(confidence >= 0 && confidence <= 1);
          end = span.end;
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes time in proportion to the length of a text without line ends', () => {
    const time = (text: string): number => {
      const start = performance.now();
      recognize({ text, body: { start: 0, end: text.length }, language: 'pt' });
      return performance.now() - start;
    };
    const words = 'Ana Prado viu o rio Tejo em Lisboa e ';
    time(words.repeat(200));
    const short = Math.max(20, time(words.repeat(500)));
    assert.ok(time(words.repeat(4000)) < 8 * 4 * short);
  });
});

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}
