import { createDateRecognizer, inOneGo } from '../../src/core';
import type { Reader } from '../reader';

const recognize = inOneGo(createDateRecognizer());

export const reader: Reader = {
  name: 'Marginalia, dates alone',
  reads: 'dates',
  languages: ['bg', 'en', 'pt'],
  read: (article) => recognize(article).length,
};
