import type { Mark } from '../marks/mark';
import type { Omission } from './format';

export interface FlatMentions {
  /** In order of reading, none overlapping another. */
  readonly held: readonly Mark[];
  readonly omitted: readonly Omission[];
}

/** Of mentions that overlap, the longer stays; of two of one length the accepted, then the first. */
export function flatMentions(text: string, mentions: readonly Mark[]): FlatMentions {
  const length = ({ span }: Mark) => span.end - span.start;
  const rank = ({ status }: Mark) => (status === 'accepted' ? 0 : 1);
  const taken = new Uint8Array(text.length);
  const held = new Set(
    [...mentions]
      .sort((a, b) => length(b) - length(a) || rank(a) - rank(b))
      .filter(({ span: { start, end } }) => {
        // Whatever overlaps and is no shorter covers one of the two ends.
        if (taken[start] || taken[end - 1]) return false;
        taken.fill(1, start, end);
        return true;
      }),
  );
  return {
    held: [...held].sort((a, b) => a.span.start - b.span.start),
    omitted: mentions.filter((one) => !held.has(one)).map((mention) => ({ mention, reason: 'overlap' })),
  };
}
