/** The name of a kind of mention: lower-case, as files and datasets spell it. */
export type Label = string;

/** The labels that recognisers suggest and that an article has unless its project says otherwise. */
export const DEFAULT_LABELS = ['person', 'organization', 'location', 'event', 'product', 'date'] as const;

export type DefaultLabel = (typeof DEFAULT_LABELS)[number];
