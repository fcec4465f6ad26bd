export const TIMEX_TYPES = ['DATE', 'TIME', 'DURATION', 'SET'] as const;

export type TimexType = (typeof TIMEX_TYPES)[number];

/**
 * A TIMEX3 reading of a time expression (TimeML 1.2.1). `value` is in TIMEX3's extension of ISO 8601,
 * with X for each digit that is not known: `2024-07-18`, `XXXX-07-18`, `2024-W30`, `P3D`, `PRESENT_REF`.
 */
export interface Timex {
  readonly type: TimexType;
  readonly value: string;
  /** TIMEX3's `mod`: START, MID, END, APPROX, BEFORE, AFTER, MORE_THAN, LESS_THAN and the like. */
  readonly mod?: string;
  /** The calendar date (YYYY-MM-DD) that a relative expression was counted from, where there was one. */
  readonly anchor?: string;
}
