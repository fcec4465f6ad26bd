import nlp from 'compromise/three';
import { bodyOf, type Reader } from '../reader';

export const reader: Reader = {
  name: 'compromise',
  reads: 'names',
  languages: ['en'],
  read(article) {
    const document = nlp(bodyOf(article));
    const found = [document.people(), document.places(), document.organizations()];
    return found.reduce((count, view) => count + (view.json({ offset: true }) as object[]).length, 0);
  },
};
