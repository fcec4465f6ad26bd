export { createEntityRecognizer } from './recognizer';
export { createEntityResolver } from './resolution';
export { roleBeside } from './roles';
