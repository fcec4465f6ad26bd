export { createDateRecognizer, DATES_SOURCE } from './recognizer';
export { timexDistance, type TimexDistance } from './timex-distance';
export { isTimexValue } from './timex-value';
export { describeTimex, TIMEX_PHRASES, type TimexPhrases } from './timex-words';
