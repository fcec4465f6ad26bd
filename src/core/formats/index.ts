import { brat } from './brat';
import { casJson, casXmi } from './cas';
import { conll2003 } from './conll-2003';
import { conllu } from './conllu';
import { csv, tsv } from './csv';
import { doccano } from './doccano';
import type { DatasetFormat } from './format';
import { html } from './html';
import { huggingFace } from './hugging-face';
import { jsonl } from './jsonl';
import { labelStudio } from './label-studio';
import { nif } from './nif';
import { prodigy } from './prodigy';
import { spacyDoc, spacyJsonl } from './spacy';
import { tei } from './tei';
import { timeml } from './timeml';
import { webAnnotation } from './web-annotation';
import { webannoTsv } from './webanno-tsv';

export { jsonLine } from './json-line';
export { type JsonlArticle, type JsonlSpan } from './jsonl';

/** The formats that datasets are written in and read from, the first as the default. */
export const DATASET_FORMATS: readonly DatasetFormat[] = [
  jsonl,
  csv,
  tsv,
  conll2003,
  conllu,
  brat,
  webAnnotation,
  spacyJsonl,
  spacyDoc,
  prodigy,
  doccano,
  labelStudio,
  webannoTsv,
  casXmi,
  casJson,
  tei,
  timeml,
  huggingFace,
  nif,
  html,
];

/** The format of an id; `undefined` for what is none. */
export function datasetFormat(id: string): DatasetFormat | undefined {
  return DATASET_FORMATS.find((format) => format.id === id);
}
