import type { Status } from '../model/annotation';
import type { Extent } from '../model/extent';

/**
 * The mentions of a text of some length that stay where none may overlap another, in order of reading: the longer; of two
 * of one length the accepted, then the first. One in pieces stays, as the whole stretch, where no other one does.
 */
export function flatMentions<M extends Extent & { readonly status?: Status }>(
  textLength: number,
  mentions: readonly M[],
): M[] {
  if (mentions.every(({ span }, index) => index === 0 || (mentions[index - 1] as M).span.end <= span.start)) {
    return [...mentions];
  }
  const length = ({ span }: M) => span.end - span.start;
  const rank = ({ status }: M) => (status === undefined || status === 'accepted' ? 0 : 1);
  const inPieces = ({ pieces }: M) => (pieces ? 1 : 0);
  const taken = new Uint8Array(textLength);
  return [...mentions]
    .sort((a, b) => inPieces(a) - inPieces(b) || length(b) - length(a) || rank(a) - rank(b))
    .filter(({ span: { start, end }, pieces }) => {
      // Whatever overlaps and is no shorter covers one of the two ends.
      if (pieces ? taken.subarray(start, end).includes(1) : taken[start] || taken[end - 1]) return false;
      taken.fill(1, start, end);
      return true;
    })
    .sort((a, b) => a.span.start - b.span.start);
}
