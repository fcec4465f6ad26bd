import { countWhile } from './ascending';

/** Zero-based line and the UTF-16 offset within it, as editors count. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

export interface LineIndex {
  /** Offsets beyond either end of the text give its ends. */
  positionAt(offset: number): LinePosition;
  /** A character past the end of its line gives the line's end. */
  offsetAt(position: LinePosition): number;
}

/** Indexes the lines of a text whose line ends are `\n`. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    positionAt(offset) {
      const bounded = Math.max(0, Math.min(offset, text.length));
      const line = countWhile(starts, (start) => start <= bounded) - 1;
      return { line, character: bounded - (starts[line] as number) };
    },
    offsetAt({ line, character }) {
      const start = starts[line];
      if (start === undefined) return text.length;
      const next = starts[line + 1];
      return Math.min(start + character, next === undefined ? text.length : next - 1);
    },
  };
}
