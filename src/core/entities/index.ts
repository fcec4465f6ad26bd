export { createEntityRecognizer } from './recognizer';
