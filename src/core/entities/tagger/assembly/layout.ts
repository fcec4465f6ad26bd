// Where the kernel keeps the states: the closed ones before `BEGIN` and from `LAST` on, and the entries before
// `INSIDE`, so that each kind lies in a row; within a place the classes in their order. A lane before `BEGIN` and the
// last two stand for no state: numbers are added up in pairs.

/** The first lane of each place; lane 0 is outside. */
export const UNIT = 1;
export const BEGIN = 8;
export const INSIDE = 14;
export const LAST = 20;
export const LANE_COUNT = 28;

/** The most words that are read as one sentence; longer ones are cut, so that memory stays bounded. */
export const LONGEST_SENTENCE = 256;

/** More than any word has: 70 or so, and one for each of its first 40 letters. */
export const MOST_FEATURES = 256;
