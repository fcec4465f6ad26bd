import { STATE_COUNT } from '../src/core/entities/tagger/labels';
import type { ModelContent } from '../src/core/entities/tagger/model';
import type { WordClusters } from '../src/core/entities/tagger/word-clusters';
import type { Parameters } from './crf';
import { withFeatures, type TrainingData } from './training-data';

/** The range of a feature's weights over the states, which is how much it can tell them apart. */
function reach(weights: Float32Array, feature: number): number {
  let least = Infinity;
  let most = -Infinity;
  for (let index = feature * STATE_COUNT; index < (feature + 1) * STATE_COUNT; index++) {
    least = Math.min(least, weights[index]!);
    most = Math.max(most, weights[index]!);
  }
  return most - least;
}

/** Data and parameters with the `size` features of the longest reach, and all of those that only tell the set. */
export function prune(
  data: TrainingData,
  { weights, transitions }: Parameters,
  size: number,
): { data: TrainingData; parameters: Parameters } {
  const reaches = Float32Array.from(data.hashes, (_, feature) => reach(weights, feature));
  const sorted = reaches.filter((_, feature) => data.isOfSet[feature] === 0).sort();
  const least = sorted.length > size ? sorted[sorted.length - size]! : 0;
  const isKept = (feature: number): boolean => data.isOfSet[feature] === 1 || reaches[feature]! >= least;
  const kept: number[] = [];
  for (let feature = 0; feature < data.hashes.length; feature++) if (isKept(feature)) kept.push(feature);
  const keptWeights = new Float32Array(kept.length * STATE_COUNT);
  kept.forEach((feature, index) => {
    keptWeights.set(
      weights.subarray(feature * STATE_COUNT, (feature + 1) * STATE_COUNT),
      index * STATE_COUNT,
    );
  });
  return { data: withFeatures(data, isKept), parameters: { weights: keptWeights, transitions } };
}

/** What is written to the model file: features that tell of the text, in steps of `scale`; those that only tell the set are left out. */
export function quantized(
  data: TrainingData,
  { weights, transitions }: Parameters,
  scale: number,
  clusters: WordClusters,
): ModelContent {
  const rows: number[] = [];
  for (let feature = 0; feature < data.hashes.length; feature++) {
    if (data.isOfSet[feature] === 0) rows.push(feature);
  }
  const steps = new Int8Array(rows.length * STATE_COUNT);
  rows.forEach((feature, row) => {
    for (let state = 0; state < STATE_COUNT; state++) {
      const step = Math.round(weights[feature * STATE_COUNT + state]! / scale);
      steps[row * STATE_COUNT + state] = Math.max(-127, Math.min(127, step));
    }
  });
  return {
    hashes: Uint32Array.from(rows, (feature) => data.hashes[feature]!),
    weights: steps,
    scale,
    transitions,
    calibration: { slope: 1, intercept: 0 },
    clusters,
  };
}
