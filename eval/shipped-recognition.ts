import { readFile } from 'node:fs/promises';
import { loadRecognition, type Recognition } from '../src/core';

/** Put in by `scripts/tools.mjs`: the path of `models/entities.bin`. */
declare const MODEL_FILE: string;

/** The recognisers as they are shipped, with the trained model. Rejects where that cannot be used. */
export async function shippedRecognition(): Promise<Recognition> {
  const recognition = await loadRecognition(await readFile(MODEL_FILE));
  if (recognition.modelProblem) throw new Error(`${MODEL_FILE}: ${recognition.modelProblem.code}`);
  return recognition;
}
