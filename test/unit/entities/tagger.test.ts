import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createEntityRecognizer } from '../../../src/core/entities';
import { Decoder, type TaggedName } from '../../../src/core/entities/tagger/decode';
import { LONGEST_SENTENCE, MOST_FEATURES } from '../../../src/core/entities/tagger/assembly/layout';
import {
  boundedSentences,
  createFeatureWriter,
  FeatureBuffer,
} from '../../../src/core/entities/tagger/features';
import {
  classOf,
  isContinuation,
  isOpen,
  PREDECESSORS,
  STATE_COUNT,
  SUCCESSORS,
} from '../../../src/core/entities/tagger/labels';
import { WordForms } from '../../../src/core/entities/tagger/word-forms';
import {
  parseModel,
  stringifyModel,
  type Model,
  type ModelContent,
} from '../../../src/core/entities/tagger/model';
import { Random } from '../../../train/random';
import { clusterKey, NO_CLUSTERS, WordClusters } from '../../../src/core/entities/tagger/word-clusters';
import { hashText } from '../../../src/core/entities/tagger/hashing';
import { GoldReader } from '../../../train/gold';
import { annotated } from './tagger-corpus';
import { inOneGo } from '../../../src/core/model/suggestion';

const HASHES = [11, 22, 33, 44, 55];

/** What a model of five features says, with weights drawn by chance, as large as those that training makes. */
function chanceContent(seed: number, hashes: readonly number[] = HASHES): ModelContent {
  const random = new Random(seed);
  const weights = Int8Array.from({ length: hashes.length * STATE_COUNT }, () => (random.next() % 81) - 40);
  const transitions = Float64Array.from({ length: STATE_COUNT ** 2 }, () =>
    Math.fround((random.next() % 10_000) / 2500 - 2),
  );
  const calibration = { slope: 1, intercept: 0 };
  const sorted = Uint32Array.from(hashes).sort();
  return { hashes: sorted, weights, scale: 1 / 16, transitions, calibration, clusters: NO_CLUSTERS };
}

function modelOf(content: ModelContent): Model {
  const parsed = parseModel(stringifyModel(content));
  assert.ok(parsed.ok);
  return parsed.model;
}

function chanceModel(seed: number, hashes?: readonly number[]): Model {
  return modelOf(chanceContent(seed, hashes));
}

/** A sentence of words of one feature each, or of several. */
function sentence(words: readonly (number | readonly number[])[]): FeatureBuffer {
  const buffer = new FeatureBuffer();
  buffer.values = new Uint32Array(LONGEST_SENTENCE * MOST_FEATURES);
  buffer.values.set(words.flat());
  let end = 0;
  words.forEach((features, index) => {
    end += typeof features === 'number' ? 1 : features.length;
    buffer.offsets[index + 1] = end;
  });
  buffer.own.push(...words.map(() => new Uint32Array(0)));
  buffer.length = words.length;
  return buffer;
}

/** The score of each state by the features of a word. */
function scoresOf({ hashes, weights, scale }: ModelContent, features: readonly number[]): number[] {
  const rows = features.map((feature) => hashes.indexOf(feature)).filter((row) => row >= 0);
  return range(0, STATE_COUNT).map(
    (state) => scale * rows.reduce((sum, row) => sum + weights[row * STATE_COUNT + state]!, 0),
  );
}

/** All permitted paths of a sentence with their unnormalised probabilities, found by trying each. */
function paths(model: ModelContent, words: readonly number[]): { path: number[]; weight: number }[] {
  const score = (word: number, state: number): number => scoresOf(model, [word])[state]!;
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

/** The states of the best path, found by trying all steps into each state. */
function bestPath(model: ModelContent, words: readonly (readonly number[])[]): number[] {
  let best: { score: number; path: number[] }[] = [];
  words.forEach((features, word) => {
    const scores = scoresOf(model, features);
    best = range(0, STATE_COUNT).map((state) => {
      if (word === 0) return { score: isContinuation(state) ? -Infinity : scores[state]!, path: [state] };
      const { score, path } = PREDECESSORS[state]!.map((before) => ({
        score: best[before]!.score + model.transitions[before * STATE_COUNT + state]!,
        path: best[before]!.path,
      })).reduce((most, one) => (one.score > most.score ? one : most));
      return { score: score + scores[state]!, path: [...path, state] };
    });
  });
  return best.reduce((most, one, state) => (!isOpen(state) && one.score > most.score ? one : most)).path;
}

/** The logarithm of the sum of all paths that have the given states at some words. */
function logSumOfPaths(
  model: ModelContent,
  words: readonly (readonly number[])[],
  given: ReadonlyMap<number, number> = new Map(),
): number {
  let sums: number[] = [];
  words.forEach((features, word) => {
    const scores = scoresOf(model, features);
    sums = range(0, STATE_COUNT).map((state) => {
      if ((given.get(word) ?? state) !== state) return -Infinity;
      if (word === 0) return isContinuation(state) ? -Infinity : scores[state]!;
      const arriving = PREDECESSORS[state]!.map(
        (before) => sums[before]! + model.transitions[before * STATE_COUNT + state]!,
      );
      return scores[state]! + logSum(arriving);
    });
  });
  return logSum(sums.filter((_, state) => !isOpen(state)));
}

function logSum(logarithms: readonly number[]): number {
  const most = Math.max(...logarithms);
  if (most === -Infinity) return most;
  return most + Math.log(logarithms.reduce((sum, one) => sum + Math.exp(one - most), 0));
}

function namesOf(path: readonly number[]): { first: number; end: number; tagClass: string }[] {
  return path.flatMap((state, first) => {
    if (!isNamed(state) || isContinuation(state)) return [];
    let end = first + 1;
    while (isOpen(path[end - 1]!)) end++;
    return [{ first, end, tagClass: classOf(state)! }];
  });
}

function isNamed(state: number): boolean {
  const tagClass = classOf(state);
  return tagClass !== undefined && tagClass !== 'misc';
}

describe('Decoder', () => {
  it('finds the names of the most probable path, and the probability of each', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const model = chanceContent(seed);
      const words = [seed, seed >> 1, seed >> 2].map((index) => HASHES[index % HASHES.length]!);
      const all = paths(model, words);
      const total = all.reduce((sum, { weight }) => sum + weight, 0);
      const { path } = all.reduce((best, one) => (one.weight > best.weight ? one : best));
      const names = new Decoder(modelOf(model)).decode(sentence(words));
      const inNames = new Set(names.flatMap(({ first, end }) => range(first, end)));
      path.forEach((state, word) => assert.equal(inNames.has(word), isNamed(state)));
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

  it('finds the same as the definitions of its algorithms, whatever the weights, features and lengths', () => {
    const features = fc.array(fc.nat(40), { maxLength: 6 });
    const words = fc.array(features, { minLength: 1, maxLength: 30 });
    const hashes = fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.nat(), hashes, words, (seed, kept, some) => {
        const content = chanceContent(seed, kept);
        const names = new Decoder(modelOf(content)).decode(sentence(some));
        const path = bestPath(content, some);
        const all = logSumOfPaths(content, some);
        assert.deepEqual(
          names.map(({ first, end, tagClass }) => ({ first, end, tagClass })),
          namesOf(path),
        );
        for (const { first, end, confidence } of names) {
          const states = new Map(range(first, end).map((word) => [word, path[word]!]));
          const probability = Math.exp(logSumOfPaths(content, some, states) - all);
          assert.ok(Math.abs(confidence - probability) < 1e-7);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('reads a sentence of as many words and features as it may have', () => {
    const words = range(0, LONGEST_SENTENCE).map((word) =>
      new Array<number>(MOST_FEATURES - 1).fill(word % 7),
    );
    const content = chanceContent(1, [0, 2, 4, 6]);
    const names = new Decoder(modelOf(content)).decode(sentence(words));
    assert.ok(names.length > 0);
    assert.deepEqual(
      names.map(({ first, end, tagClass }) => ({ first, end, tagClass })),
      namesOf(bestPath(content, words)),
    );
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
});

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}
