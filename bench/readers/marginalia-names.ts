import { readFile } from 'node:fs/promises';
import { inOneGo } from '../../src/core';
import { createEntityRecognizer } from '../../src/core/entities';
import { parseModel } from '../../src/core/entities/tagger/model';
import type { Reader } from '../reader';

/** Put in by `scripts/tools.mjs`: the path of `models/entities.bin`. */
declare const MODEL_FILE: string;

const parsed = parseModel(await readFile(MODEL_FILE));
if (!parsed.ok) throw new Error(`${MODEL_FILE}: ${parsed.problem.code}`);
const recognize = inOneGo(createEntityRecognizer(parsed.model));

export const reader: Reader = {
  name: 'Marginalia, names alone',
  reads: 'names',
  languages: ['bg', 'en', 'pt'],
  read: (article) => recognize(article).length,
};
