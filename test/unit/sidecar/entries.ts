import type { Annotation, SidecarChange } from '../../../src/core';

/** An entry as a person may write it. */
export const ENTRY = `  - id: k1
    label: person
    quote: "Kim"
    position: [8, 11]
    prefix: "o "
    suffix: " disse"
    status: accepted
`;

/** An annotation of a name at a place, in code points. */
export function annotation(id: string, start: number, more: Partial<Annotation> = {}): Annotation {
  return {
    id,
    label: 'person',
    status: 'accepted',
    anchor: { quote: 'Kim', position: [start, start + 3], prefix: 'o líder ', suffix: ' disse' },
    ...more,
  };
}

export const put = (one: Annotation): SidecarChange => ({ kind: 'put', annotation: one });
