import { readFile } from 'node:fs/promises';
import { loadRecognition, type Project, type Recognition } from '../core';
import type { Terminal } from './terminal';

/** The recognisers, with the model that the program brings; where that cannot be used, with a warning, by rules. */
export async function loadShippedRecognition({ model, err }: Terminal): Promise<Recognition> {
  if (model === undefined) return loadRecognition();
  let bytes: Uint8Array;
  try {
    bytes = await readFile(model);
  } catch (error) {
    err(`warning: ${(error as Error).message}: names are found by rules, without the trained model`);
    return loadRecognition();
  }
  const recognition = await loadRecognition(bytes);
  if (recognition.modelProblem) {
    err(
      `warning: the trained model is not usable (${recognition.modelProblem.code}): names are found by rules`,
    );
  }
  return recognition;
}

/** The recognisers that projects ask for, each loaded when it is first wanted. */
export class Recognitions {
  private readonly loaded = new Map<boolean, Promise<Recognition>>();

  constructor(private readonly terminal: Terminal) {}

  of({ recognizer }: Project): Promise<Recognition> {
    const light = recognizer === 'light';
    const known = this.loaded.get(light);
    const recognition = known ?? (light ? loadRecognition() : loadShippedRecognition(this.terminal));
    this.loaded.set(light, recognition);
    return recognition;
  }
}
