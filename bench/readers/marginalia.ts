import { shippedRecognition } from '../../eval/shipped-recognition';
import type { Reader } from '../reader';

const { recognize } = await shippedRecognition();

export const reader: Reader = {
  name: 'Marginalia',
  reads: 'names, dates',
  languages: ['bg', 'en', 'pt'],
  read: (article) => recognize(article).length,
};
