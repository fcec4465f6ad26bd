import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';
import { parseModel, stringifyModel, type Model, type ModelContent } from '../src/core/entities/tagger/model';
import { NO_CLUSTERS, type WordClusters } from '../src/core/entities/tagger/word-clusters';
import { contracted } from './contractions';
import { readCorpus, type AnnotatedText } from './corpus';
import { trainCrf } from './crf';
import {
  calibrate,
  evaluate,
  fScore,
  recognizerFinder,
  sum,
  taggerFinder,
  type Evaluation,
} from './evaluation';
import { modelCard } from './model-card';
import { prune, quantized } from './pruning';
import { trainingData } from './training-data';
import { wordClusters } from './word-clusters';

const USAGE = `npm run train -- FOLDER… [options]

Trains the recogniser's model on the annotated articles of the folders and writes models/entities.bin and its card.

  --development FOLDER  articles to measure and calibrate by, never trained on; may be given again
  --without START       leaves out the sets whose names begin so; may be given again
  --with-development    trains once more on both, after measuring, with the same options: for a model to ship
  --raw FOLDER          text without annotations to learn word clusters from, LANGUAGE/*.txt, a paragraph a line;
                        without it those of the model in the folder to write to are kept
  --foreign START       sets of other conventions, which get features of their own; may be given again
  --epochs NUMBER       rounds over all features (5)
  --final-epochs NUMBER rounds over the features kept (5)
  --features NUMBER     how many features to keep (500000)
  --least-count NUMBER  how often a feature must occur to be learnt (3)
  --dropout NUMBER      the share of features left out at each visit, 0 to 1 (0.4)
  --seed NUMBER         (1)
  --out FOLDER          (models)
`;

/** Sets whose conventions are furthest from the labels' own. */
const FOREIGN = ['lener', 'paramopama', 'europeana', 'crossner', 'wiki', 'firstharem', 'harem2'];
const RATE = 0.1;
/** The second training starts from the first one's weights, so it takes smaller steps. */
const FINAL_RATE = 0.07;
/** Of a weight in the model file. */
const WEIGHT_STEP = 1 / 16;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    development: { type: 'string', multiple: true, default: [] },
    without: { type: 'string', multiple: true, default: [] },
    'with-development': { type: 'boolean', default: false },
    raw: { type: 'string' },
    foreign: { type: 'string', multiple: true, default: FOREIGN },
    epochs: { type: 'string', default: '5' },
    'final-epochs': { type: 'string', default: '5' },
    features: { type: 'string', default: '500000' },
    'least-count': { type: 'string', default: '3' },
    dropout: { type: 'string', default: '0.4' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'models' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || positionals.length === 0) {
  process.stdout.write(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else await train();

async function train(): Promise<void> {
  const began = performance.now();
  const log = (line: string): void => {
    const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
    const seconds = Math.round((performance.now() - began) / 1000);
    process.stdout.write(`${String(seconds).padStart(5)} s ${String(memory).padStart(5)} MB  ${line}\n`);
  };

  const corpus = positionals.flatMap((folder) => readCorpus(folder)).filter(({ set }) => !isLeftOut(set));
  const development = values.development.flatMap((folder) => readCorpus(folder));
  log(`${corpus.length} articles`);
  const clusters =
    values.raw === undefined ? knownClusters() : wordClusters(values.raw, corpus, Number(values.seed), log);
  log(`${clusters.keys.length} words in clusters`);

  let { content, words } = trainModel(corpus, clusters, log);
  const { outcomes } = evaluate(taggerFinder(asModel(content)), development);
  const calibration = outcomes.length === 0 ? content.calibration : calibrate(outcomes);
  const evaluation = evaluate(recognizerFinder(asModel({ ...content, calibration })), development);
  for (const line of figures(evaluation)) log(line);
  const more = values['with-development'] ? development.filter(({ set }) => !isLeftOut(set)) : [];
  const trained = [...corpus, ...more];
  if (values['with-development']) ({ content, words } = trainModel(trained, clusters, log));
  const bytes = stringifyModel({ ...content, calibration });
  const deflated = deflateRawSync(bytes, { level: 9 }).length;
  mkdirSync(values.out, { recursive: true });
  writeFileSync(path.join(values.out, 'entities.bin'), bytes);
  const facts = {
    corpus: trained,
    isMeasuredApart: values['with-development'],
    clustered: clusters.keys.length,
    areClustersNew: values.raw !== undefined,
    words,
    features: content.hashes.length,
    bytes: bytes.length,
    deflated,
    evaluation,
  };
  const card = path.join(values.out, 'README.md');
  const style = await resolveConfig(card);
  writeFileSync(
    card,
    await format(modelCard({ ...facts, options: optionsGiven() }), { ...style, filepath: card }),
  );
  log(`${bytes.length} bytes, ${deflated} deflated, in ${values.out}`);
}

function isLeftOut(set: string): boolean {
  return values.without.some((start) => set.startsWith(start));
}

/** Trains on all features, then on those that told most. */
function trainModel(
  corpus: readonly AnnotatedText[],
  clusters: WordClusters,
  log: (line: string) => void,
): { content: ModelContent; words: number } {
  const report = (epoch: number, likelihood: number): void => {
    log(`epoch ${epoch + 1}: log-likelihood of a word ${likelihood.toFixed(5)}`);
  };
  const data = trainingData(
    corpus.flatMap((article) => [article, contracted(article) ?? []].flat()),
    Number(values['least-count']),
    values.foreign,
    clusters,
  );
  const words = data.words.length - 1;
  log(`${words} words, ${data.hashes.length} features that occur ${data.features.length} times`);

  const seed = Number(values.seed);
  const options = {
    rate: RATE,
    dropout: Number(values.dropout),
    seed,
    epochs: Number(values.epochs),
    report,
  };
  const first = trainCrf(data, options);
  const pruned = prune(data, first, Number(values.features));
  log(`${pruned.data.hashes.length} features kept, that occur ${pruned.data.features.length} times`);
  const finalOptions = {
    ...options,
    rate: FINAL_RATE,
    seed: seed + 1,
    epochs: Number(values['final-epochs']),
  };
  const final = trainCrf(pruned.data, finalOptions, pruned.parameters);
  return { content: quantized(pruned.data, final, WEIGHT_STEP, clusters), words };
}

/** The word clusters of the model that is in the folder to write to; none where there is no model. */
function knownClusters(): WordClusters {
  const file = path.join(values.out, 'entities.bin');
  if (!existsSync(file)) return NO_CLUSTERS;
  const parsed = parseModel(readFileSync(file));
  if (!parsed.ok)
    throw new Error(`${file} has word clusters to keep but cannot be read: ${parsed.problem.code}`);
  return parsed.model.clusters;
}

function asModel(content: ModelContent): Model {
  const parsed = parseModel(stringifyModel(content));
  if (!parsed.ok) throw new Error(`The model just made cannot be read: ${parsed.problem.code}`);
  return parsed.model;
}

function figures({ sets }: Evaluation): string[] {
  return [...sets].map(([set, labels]) => {
    const main = ['person', 'organization', 'location'].flatMap((label) => labels.get(label) ?? []);
    const each = [...labels].map(([label, counts]) => `${label} ${fScore(counts).toFixed(1)}`);
    return `${set.padEnd(28)} p+o+l ${fScore(sum(main)).toFixed(1)}  ${each.join(', ')}`;
  });
}

/** The options that say how the model came about, without those that say where things are. */
function optionsGiven(): string[] {
  const names = ['without', 'epochs', 'final-epochs', 'features', 'least-count', 'dropout', 'seed'] as const;
  const given = names.flatMap((name) => [values[name]].flat().map((value) => `--${name} ${value}`));
  return values['with-development'] ? ['--with-development', ...given] : given;
}
