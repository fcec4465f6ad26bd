export { createEntityRecognizer } from './recognizer';
export { createEntityResolver } from './resolution';
