export { createDateRecognizer, DATES_SOURCE } from './recognizer';
export { isTimexValue } from './timex-value';
export { describeTimex, TIMEX_PHRASES, type TimexPhrases } from './timex-words';
