import { loadRecognition } from '../../src/core';
import type { Reader } from '../reader';

const { recognize } = await loadRecognition();

export const reader: Reader = {
  name: 'Marginalia, light',
  reads: 'names, dates',
  languages: ['bg', 'en', 'pt'],
  read: (article) => recognize(article).length,
};
