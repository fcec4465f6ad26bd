import { conll2003 } from './conll-2003';
import type { DatasetFormat } from './format';
import { jsonl } from './jsonl';

export { conll2003 } from './conll-2003';
export { jsonLine } from './json-line';
export { jsonl, type JsonlArticle, type JsonlSpan } from './jsonl';

/** The formats that datasets are written in, the first as the default. */
export const DATASET_FORMATS: readonly DatasetFormat[] = [jsonl, conll2003];
