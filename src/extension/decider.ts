import type { Decider } from '../core/index';
import { settings } from './settings';

/** Who decides, and now. */
export function decider(): Decider {
  return { by: settings.annotator(), at: `${new Date().toISOString().slice(0, 19)}Z` };
}
