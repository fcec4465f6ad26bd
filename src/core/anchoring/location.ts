import type { Span } from '../model/span';

/** `orphan` means that no place is similar enough, `ambiguous` that two places are. Both are for a person to settle. */
export type Location =
  | { readonly kind: 'found'; readonly span: Span }
  | { readonly kind: 'lost'; readonly reason: 'orphan' | 'ambiguous' };

export const ORPHAN: Location = { kind: 'lost', reason: 'orphan' };
export const AMBIGUOUS: Location = { kind: 'lost', reason: 'ambiguous' };
