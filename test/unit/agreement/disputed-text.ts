import { indexCodePoints } from '../../../src/core';

/** A text that annotators have layers of, and who adjudicates them. */
export const TEXT = 'Marcelo Duarte falou em Lisboa com a ONU, no Porto.';
export const codePoints = indexCodePoints(TEXT);
export const CARLA = { by: 'carla', at: '2024-07-22T10:00:00Z' };
