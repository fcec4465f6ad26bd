import { createDateRecognizer } from '../../src/core';
import type { Reader } from '../reader';

const recognize = createDateRecognizer();

export const reader: Reader = {
  name: 'Marginalia, dates alone',
  reads: 'dates',
  languages: ['bg', 'en', 'pt'],
  read: (article) => recognize(article).length,
};
