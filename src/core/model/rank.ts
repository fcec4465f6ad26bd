/** Order of ranks of one length: by their first figures, of those that have the same by the next ones. */
export function byRank(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - b[index]!;
  return 0;
}
