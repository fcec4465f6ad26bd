import { ENTITY_LABELS, type EntityLabel } from '../languages/language';

/** What a tagger tells apart: the labels of entities, and CoNLL's leftover class, which it learns but never suggests. */
export const TAG_CLASSES = [...ENTITY_LABELS, 'misc'] as const;

export type TagClass = EntityLabel | 'misc';

/** Where a token stands in its name: the BILOU scheme of Ratinov and Roth (2009) without O. */
export const PLACE = { begin: 0, inside: 1, last: 2, unit: 3 } as const;

export type Place = (typeof PLACE)[keyof typeof PLACE];

/** The state of a token outside all names. */
export const OUTSIDE = 0;

/** The states of a class follow each other in the order of `PLACE`. */
export const STATES_A_CLASS = 4;

/** The number of states: outside, and the places in each class. */
export const STATE_COUNT = 1 + STATES_A_CLASS * TAG_CLASSES.length;

export function stateOf(tagClass: TagClass, place: Place): number {
  return 1 + STATES_A_CLASS * TAG_CLASSES.indexOf(tagClass) + place;
}

/** The class of a state; undefined outside. */
export function classOf(state: number): TagClass | undefined {
  return state === OUTSIDE ? undefined : TAG_CLASSES[(state - 1) >> 2];
}

/** True where a name that the state is part of goes on in the next token. */
export function isOpen(state: number): boolean {
  return state !== OUTSIDE && ((state - 1) & 3) <= PLACE.inside;
}

/** True where the state's name began in the token before. */
export function isContinuation(state: number): boolean {
  const place = (state - 1) & 3;
  return state !== OUTSIDE && (place === PLACE.inside || place === PLACE.last);
}

/** The states after which a name may begin or the sentence end, ascending. */
export const CLOSED = Uint8Array.from(states().filter((state) => !isOpen(state)));

/** The states that may follow them or begin the sentence, ascending. */
export const ENTRIES = Uint8Array.from(states().filter((state) => !isContinuation(state)));

/** For each state those that may precede it. */
export const PREDECESSORS: readonly (readonly number[])[] = states().map((next) =>
  states().filter((state) => follows(state, next)),
);

/** For each state those that may follow it. */
export const SUCCESSORS: readonly (readonly number[])[] = states().map((state) =>
  states().filter((next) => follows(state, next)),
);

function follows(state: number, next: number): boolean {
  if (!isOpen(state)) return !isContinuation(next);
  return isContinuation(next) && classOf(state) === classOf(next);
}

function states(): number[] {
  return Array.from({ length: STATE_COUNT }, (_, state) => state);
}
