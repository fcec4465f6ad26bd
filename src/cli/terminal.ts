import { visible } from '../core';

export { visible };

/** What a command may touch of the process that runs it. */
export interface Terminal {
  /** The folder that relative paths are counted from. */
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** The file of the recogniser's model; without one, names are found by rules. */
  readonly model?: URL;
  /** The file of this program, for workers; without one, there are none. */
  readonly program?: string;
  /** Writes to standard output; settles when there is room for more. */
  out(text: string): Promise<void>;
  /** Writes a line to standard error. */
  readonly err: (line: string) => void;
}

/** How a command ended, from best to worst; a command that did several things ends with the worst of them. */
export const EXIT = {
  ok: 0,
  /** Something in the files is at fault; the rest was done. */
  problems: 1,
  /** The command was not understood, or a file could not be read or written. */
  trouble: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}

const LONGEST_EXCERPT = 60;

/** The beginning of a text, visible on one line, `…` standing for the rest. */
export function excerpt(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST_EXCERPT + 2)];
  if (characters.length <= LONGEST_EXCERPT) return visible(text);
  return `${visible(characters.slice(0, LONGEST_EXCERPT).join(''))}…`;
}
