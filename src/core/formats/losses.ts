import type { Loss, OmissionReason } from './format';

const REASONS: Readonly<Record<OmissionReason, string>> = {
  rejected: 'it is rejected',
  'outside-body': 'it reaches outside the body',
  overlap: 'it overlaps a longer one',
  pieces: 'it is in pieces, and the stretch around them overlaps another',
  'no-word': 'it holds no word',
  label: 'its label is none of the format',
  'no-value': 'it has no TIMEX3 value',
};

/** Why a mention is left out, as the end of an English sentence. */
export function omissionText(reason: OmissionReason): string {
  return REASONS[reason];
}

const FACT_NAMES: Readonly<Record<Loss, string>> = {
  language: 'the language of articles',
  published: 'the date of articles',
  title: 'the title of articles',
  source: 'the source of articles',
  labels: 'the labels of articles',
  status: 'whether an annotation is decided',
  id: 'ids',
  entity: 'links to entities',
  timex: 'TIMEX3 types and values',
  mod: 'TIMEX3 modifiers',
  anchor: 'the dates that others are counted from',
  attributes: 'attributes of annotations',
  note: 'notes on annotations',
  flagged: 'which annotations are to be discussed',
  confidence: 'confidences',
  recognizer: 'which recogniser proposed an annotation',
  by: 'who decided',
  at: 'when it was decided',
  label: 'the spelling of labels',
  pieces: 'the pieces of mentions (the stretch from the first to the last stands for them)',
  relations: 'relations between annotations',
};

/** What a format has no place for, in English. */
export function lossText(fact: Loss): string {
  return FACT_NAMES[fact];
}
