import * as english from 'chrono-node/en';
import * as portuguese from 'chrono-node/pt';
import { bodyOf, referenceDate, type Reader } from '../reader';

export const reader: Reader = {
  name: 'chrono-node',
  reads: 'dates',
  languages: ['en', 'pt'],
  read(article) {
    const { parse } = article.language.startsWith('pt') ? portuguese : english;
    return parse(bodyOf(article), referenceDate(article)).length;
  },
};
